"""The vendor's people of the demo, procurement and the warehouse, a scene at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from integration.lab.demo.buying import SCRIPTS as BUYING
from integration.lab.demo.day import Happening
from integration.lab.demo.farm import SCRIPTS as FARM
from integration.lab.demo.farm import Farm
from integration.lab.demo.floor import Floor
from integration.lab.demo.trade import (
    OPEN_MARKET,
    OPTION_ONE,
    OPTION_TWO,
    seen,
    vendor_hours,
    vendor_orders,
)
from integration.lab.harness import Lab
from integration.lab.plan import LabPlan

#: Longer than any doubt lives, and than the vendor's lines are looked at again.
SETTLED_S = 900.0


class Scenes:
    """One floor on which scenes are played one after the other."""

    def __init__(self, lab: Lab) -> None:
        self.lab, self.farm = lab, Farm(lab)
        self.farm.opens()
        self.floor = Floor(lab.world, 1, FARM | BUYING, self.farm)

    def plays(self, *kinds: str) -> None:
        """Each scene, and time until all it led to is done."""
        for number, kind in enumerate(kinds, start=1):
            self.floor.do(Happening(at=self.floor.now, kind=kind, number=number))
            self.lab.pass_time(SETTLED_S)

    def told(self) -> str:
        return "\n".join(one.text for one in self.floor.moments)

    def counted(self) -> dict[str, int]:
        rows = seen(self.farm, self.floor.from_farm(), required=True)
        return {one.name: one.count for one in rows}


@contextmanager
def scenes() -> Iterator[Scenes]:
    with Lab(LabPlan(lines=12)) as lab:
        yield Scenes(lab)


@pytest.fixture
def floor() -> Iterator[Scenes]:
    with scenes() as played:
        yield played


def test_a_sale_goes_from_the_desk_to_the_warehouse(floor: Scenes) -> None:
    floor.plays("list_articles", "sell_two", "approve", "label", "scan")
    (row,) = vendor_orders(floor.farm)
    assert (row.option, row.lines, row.states) == (OPTION_ONE, ("6 solid", "4 solid"), ("shipped",))
    assert row.prebook and row.purchase_orders and row.number == "500001"
    assert (row.labelled, row.received) == (10, 10)
    counted = floor.counted()
    assert counted["sales orders that left as purchase orders"] == 2
    assert counted["boxes received by their codes"] == 10
    hours = vendor_hours(floor.farm, floor.floor.now)
    assert sum(one.sold for one in hours) == sum(one.bought for one in hours) == 1
    assert sum(one.labelled for one in hours) == sum(one.received for one in hours) == 10
    assert vendor_hours(floor.farm, hours[-1].begin) == hours[:-1], "what came later is another day"
    assert "was scanned twice and refused" in floor.told()


def test_a_prebook_of_the_company_becomes_the_vendors_order(floor: Scenes) -> None:
    floor.plays("book", "book_anew", "approve", "label", "scan")
    taken_out, booked = vendor_orders(floor.farm)
    assert taken_out.option == booked.option == OPTION_TWO
    assert taken_out.states[0] in ("rejected", "cancelled") and not taken_out.labelled
    assert booked.received == booked.labelled > 0
    assert floor.counted()["prebook lines taken out again"] == 1


def test_what_is_bought_ahead_stands_on_hand_when_it_has_come(floor: Scenes) -> None:
    floor.plays("buy_ahead", "approve", "confirm_ahead", "ship_ahead", "scan")
    (row,) = vendor_orders(floor.farm)
    assert (row.option, row.number) == (OPEN_MARKET, "") and row.received == row.labelled >= 8
    (key,) = floor.floor.from_farm()
    assert key.startswith("1-") and floor.floor.in_komet(key) == row.received


def test_unknown_words_wait_for_a_person_and_are_known_the_next_time(floor: Scenes) -> None:
    floor.plays("sell_unknown", "approve")
    assert vendor_orders(floor.farm)[0].states == ("needs_mapping",)
    floor.plays("map", "sell_mapped")
    assert [one.states for one in vendor_orders(floor.farm)] == [("waiting_approval",)] * 2
    assert floor.counted()["products mapped by a person"] == 1


def test_what_the_farm_confirms_in_part_leaves_in_part_and_the_rest_is_taken_off(
    floor: Scenes,
) -> None:
    floor.plays("list_articles", "sell_partly", "approve", "confirm_partly", "label", "take_off")
    (row,) = vendor_orders(floor.farm)
    assert (row.states, row.labelled) == (("shipped",), 6)
    assert "procurement took 4 boxes off" in floor.told()


def test_what_is_too_dear_is_rejected_and_told_to_the_vendor(floor: Scenes) -> None:
    floor.plays("list_articles", "sell_dear", "approve")
    (row,) = vendor_orders(floor.farm)
    assert row.states == ("rejected",) and "was cancelled in Komet" in row.reasons[0]


def test_second_thoughts_of_a_stopped_site_go_out_at_once_when_it_runs_again(
    floor: Scenes,
) -> None:
    floor.plays("list_articles", "sell_changing", "sell_cancelling", "approve")
    floor.plays("stop", "change", "cancel_sale", "sell_meanwhile")
    changing, cancelling, meanwhile = vendor_orders(floor.farm)
    assert changing.purchase_orders == () and "12 solid" not in changing.lines
    assert cancelling.states == ("cancelling",) and meanwhile.states == ("placed",)
    floor.plays("start")
    assert floor.farm.sent_at_once == 3
    changing, cancelling, meanwhile = vendor_orders(floor.farm)
    assert (changing.lines, changing.states) == (("8 solid",), ("waiting_approval",))
    assert cancelling.states == ("cancelled",) and meanwhile.states == ("waiting_approval",)
    assert floor.counted()["orders cancelled by the vendor"] == 1


@pytest.mark.parametrize("kind", ["change", "cancel_sale", "sell_two", "sell_mixed"])
def test_a_scene_without_its_beginning_is_told_and_spoils_nothing(floor: Scenes, kind: str) -> None:
    floor.plays(kind)
    assert "could not be done" in floor.told() and vendor_orders(floor.farm) == ()
