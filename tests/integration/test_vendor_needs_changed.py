"""Prebooks made in Komet are changed, cut or moved after the vendor has them; and long outages."""

from datetime import timedelta

import pytest

from tests.integration.test_vendor_needs import DAY_S, made, takes_out
from tests.integration.vending import Vending, vending

FAULTS = ("lost_request", "lost_reply", "late_request", "twice")
HALVES = ("prebook.details.list", "integration/purchase-order", "purchase.order.create")


def moves(people: Vending, item: int, days: int = 1) -> str:
    """Sales staff move the prebook; the day it ships on then."""
    prebook = people.lab.komet.state.prebook_items[item].prebook_id
    day = str(people.ship_date() + timedelta(days=days))
    answer = people.lab.raw.komet("prebook.update", "company", prebookId=prebook, shipDate=day)
    assert not answer.refused, answer.message
    return day


def days_bought(people: Vending) -> list[str]:
    orders = people.lab.komet.state.purchase_orders
    return [str(orders[one.purchase_order_id].ship_date) for one in people.bought()]


def given_back(people: Vending) -> int:
    """A prebook's line whose purchase order procurement has cancelled; the vendor knows."""
    item = people.books()
    people.passes()
    people.rejects()
    people.passes()
    (number,) = made(people)
    assert (people.states(number), people.bought()) == (["rejected"], [])
    return item


def test_what_procurement_gives_back_and_moves_is_bought_anew_for_that_day():
    with vending() as people:
        day = moves(people, given_back(people))
        people.passes(900)
        (number,) = made(people)
        assert people.states(number) == ["rejected", "waiting_approval"]
        assert days_bought(people) == [day]


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("call", HALVES)
def test_that_survives_a_failure_on_either_side(call, kind):
    with vending() as people:
        item = given_back(people)
        people.strikes(call, kind)
        day = moves(people, item)
        people.passes(1500)
        assert people.lab.world.faults.strikes[kind] == 1
        (number,) = made(people)
        assert people.states(number) == ["rejected", "waiting_approval"]
        assert days_bought(people) == [day]


def test_moved_there_and_back_between_two_looks_is_no_change():
    with vending() as people:
        item = given_back(people)
        moves(people, item)
        moves(people, item, 0)
        people.passes(2 * 3600)
        (number,) = made(people)
        assert people.states(number) == ["rejected"]


def test_a_prebook_cut_before_it_was_bought_is_bought_with_what_is_left():
    with vending() as people:
        token = people.lab.store.connections()[0].token
        people.lab.komet.take_grant(token, "purchase.order.create")
        item = people.books()
        people.passes()
        people.lab.komet.does("cut_prebook_line", prebookItemId=item, boxes=3)
        people.lab.komet.give_grant(token, "purchase.order.create")
        people.passes(2 * 3600)
        (number,) = made(people)
        assert (people.states(number)[-1], [one.boxes for one in people.bought()]) == (
            "waiting_approval",
            [3],
        )


def sleeps(people: Vending, days: float) -> None:
    """The engine is down for so long."""
    people.lab.world.agenda.drop(lambda kind, _: kind == "engine")
    people.passes(days * DAY_S)
    people.lab.restart_engine()
    people.passes()


@pytest.mark.parametrize("ships_in", [2, 4])
def test_after_days_of_outage_what_still_ships_is_found(ships_in):
    with vending(settings={"orders_every_s": 600.0, "interval_s": 600}) as people:
        people.books()
        people.passes()
        day = people.lab.komet.today() + timedelta(days=ships_in)
        people.books(boxes=2, shipDate=str(day))
        takes_out(people, people.books(boxes=5))
        sleeps(people, 3)
        assert sorted(one.boxes for one in people.bought()) == [2, 4]


def test_a_line_taken_out_while_the_engine_was_down_is_withdrawn():
    with vending(settings={"orders_every_s": 600.0, "interval_s": 600}) as people:
        item = people.books()
        people.passes()
        people.lab.world.agenda.drop(lambda kind, _: kind == "engine")
        people.passes(DAY_S)
        takes_out(people, item)
        sleeps(people, 2)
        people.passes(7200)
        (number,) = made(people)
        assert people.states(number) == ["cancelled"]


def test_boxes_that_stay_behind_are_followed_to_the_warehouse():
    with vending() as people:
        people.books(boxes=6)
        people.passes()
        people.approves()
        people.passes()
        (number,) = made(people)
        people.labels(number, count=2)
        people.passes()
        assert people.states(number) == ["shipped", "approved"]
        people.labels(number)
        people.passes()
        state = people.lab.komet.state
        assert set(people.states(number)) == {"shipped"}
        lots = {(got.poItemId, got.lotNumber) for got in people.receives(number)}
        assert sorted(one.boxes for one in people.bought()) == [2, 4]
        assert len(lots) == 2
        assert {box.status for box in state.boxes.values()} == {2}


@pytest.mark.parametrize("wish", ["change", "cancel"])
def test_what_left_before_the_vendor_thought_better_of_it_stays(wish):
    with vending() as people:
        number = people.sells_approved()
        (item,) = people.bought()
        people.does("stop_service")
        people.thinks_better(number, wish)
        people.leaves_in_komet(item.id)
        people.does("start_service")
        people.passes()
        assert people.states(number) == ["confirmed"]
        assert "Komet keeps it: the line is shipped" in people.story(number)
        people.labels(number)
        people.passes()
        assert people.states(number) == ["shipped"]
        people.receives(number)
