import pytest

from mocks.core.clock import LabClock
from mocks.komet.assumptions import KometAssumptions
from mocks.komet.build import KometSpec, build, laws_of, nouns
from tests.mocks.komet.desk import WEDNESDAY, Desk


def test_every_method_is_published_once_under_its_name_and_says_where_it_is_from():
    endpoints = Desk().komet.endpoints
    names = [one.name for one in endpoints]
    assert len(set(names)) == len(names) >= 40
    assert {"boxtype.list", "web-order.create", "purchase.order.list"} <= set(names)
    assert all(one.origin.source for one in endpoints)
    assert [one.path for one in endpoints if not one.path.endswith(f"api/{one.name}")] == []


def granted(desk, label):
    return set(desk.state.tokens[desk.tokens[label]].methods)


@pytest.mark.parametrize("whose", ["", "neighbour_"])
def test_seeded_tokens_are_granted_exactly_what_takes_their_kind(whose):
    desk = Desk()
    may = {
        kind: {one.name for one in desk.komet.endpoints if kind in one.rights}
        for kind in ("Company", "Customer")
    }
    by_switch = {one.name for one in desk.komet.endpoints if "shipto" in one.name}
    by_switch.add("web-order.checkout")
    assert granted(desk, f"{whose}company") == may["Company"]
    assert granted(desk, f"{whose}customer") == may["Customer"] | by_switch


def test_the_seeded_vendor_token_buys_and_ships_and_is_granted_nothing_unknown():
    desk = Desk()
    may = {one.name for one in desk.komet.endpoints if "Vendor" in one.rights}
    assert {name for name in may if name.startswith("purchase.")} <= granted(desk, "vendor") <= may


def test_laws_come_from_the_modules_and_hold_over_a_day_of_people_s_work():
    desk = Desk()
    assert desk.komet.laws == laws_of(nouns()) != ()
    lot_id = desk.receive(boxes=9)
    desk.do("sell_by_phone", lotId=lot_id, boxes=2)
    desk.do("correct_stock", lotId=lot_id, boxes=5)
    desk.do("receive_more", lotId=lot_id, boxes=4)
    desk.do("withdraw_lot", lotId=lot_id)
    desk.do("change_price", lotId=lot_id, price=3)
    desk.do("mark_lot", lotId=lot_id, held=True)
    desk.do("set_users", users=9)
    desk.do("set_cut_off", weekday=1, cutOff="1100")
    desk.do("make_token", kind="Company", methods=["boxtype.list"])
    verdicts = desk.world.judge()
    assert {name: one.violations for name, one in verdicts.items() if not one.holds} == {}
    assert sum(one.judged for one in verdicts.values()) > 0


def test_a_switch_that_does_not_exist_is_named():
    clock = LabClock(WEDNESDAY, frozen=True)
    with pytest.raises(ValueError, match="no_such: no such switch"):
        build(clock, KometSpec(lines=1, assumptions={"no_such": "yes"}))
    with pytest.raises(ValueError, match="page_rows: '31' is not one of 1000, 30"):
        build(clock, KometSpec(lines=1, assumptions={"page_rows": "31"}))


def test_switches_left_alone_keep_their_defaults():
    assert Desk().komet.assumptions == KometAssumptions()


def test_stock_is_as_of_the_clock_s_day():
    on_hand = [lot.day for lot in Desk().lots(origin=1)]
    assert max(on_hand) == WEDNESDAY.date()
