"""Standing orders: their truck days, the prebooks of each, and what ends them."""

from datetime import date

import pytest

from mocks.core.errors import NotPossible
from mocks.komet.seed import CUSTOMER, FEDEX
from mocks.komet.standing_days import weekdays_in
from tests.mocks.komet.desk import WEDNESDAY
from tests.mocks.komet.sales import NEXT_WEEK, SHIP_TO, free_item
from tests.mocks.komet.standing import Standing, november

# --- days -----------------------------------------------------------------------------------------


def test_each_truck_day_gets_its_prebook_a_week_ahead():
    desk = Standing()
    assert desk.order()["status"] == 1
    assert desk.days() == []
    desk.nights(1)  # to Thursday
    assert desk.days() == november(9, 12)
    desk.nights(3)
    assert desk.days() == november(9, 12)
    desk.nights(1)  # to Monday
    assert desk.days() == november(9, 12, 16)
    desk.nights(7)
    assert desk.days() == november(9, 12, 16, 19, 23)
    assert desk.lawful()


def test_an_order_that_starts_today_has_no_prebook_for_tomorrow():
    desk = Standing()
    desk.order(truckDays="Thursday,Friday")
    desk.nights(1)
    assert desk.days() == november(6, 12)


@pytest.mark.parametrize(("switch", "days"), [("7", (9, 12)), ("3", ())])
def test_how_far_ahead_is_a_setting(switch, days):
    desk = Standing(standing_order_days=switch)
    desk.order()
    desk.nights(1)
    assert desk.days() == november(*days)
    desk.nights(2)
    assert desk.days() == november(*(days or (9,)))


@pytest.mark.parametrize(
    ("recurrence", "days"),
    [(1, (9, 16, 23, 30)), (2, (16, 30)), (3, (23,)), (4, (30,))],
)
def test_weeks_are_counted_from_the_one_it_starts_in(recurrence, days):
    desk = Standing()
    desk.order(truckDays="Monday", recurrence=recurrence)
    desk.nights(28)
    assert desk.days()[: len(days)] == november(*days)
    assert desk.lawful()


def test_it_starts_on_its_first_day_and_stops_after_its_last():
    desk = Standing()
    desk.order(startDate="2026-11-12", endDate="2026-11-23")
    desk.nights(28)
    assert desk.days() == november(12, 16, 19, 23)
    assert desk.world.agenda.count("act") == 0


def test_an_order_without_a_truck_day_before_its_end_makes_nothing():
    desk = Standing()
    assert desk.order(startDate="2026-11-10", endDate="2026-11-11")["status"] == 1
    desk.nights(14)
    assert desk.days() == []


def test_nothing_is_planned_for_an_order_whose_only_truck_leaves_tomorrow():
    desk = Standing()
    desk.order(endDate="2026-11-05")
    assert desk.world.agenda.count("act") == 0


def test_orders_are_served_side_by_side_in_the_order_of_their_nights():
    desk = Standing()
    desk.order(truckDays="Tuesday")
    desk.order(truckDays="Friday")
    desk.nights(8)
    assert desk.days() == november(10, 6, 13, 17)
    assert desk.lawful()


@pytest.mark.parametrize(("reading", "hour"), [("fixed", 5), ("us_eastern", 4)])
def test_the_night_is_one_of_the_company_s_clock(reading, hour):
    desk = Standing(eastern_time=reading)
    desk.world.advance(until=WEDNESDAY.replace(year=2027, month=7, day=7))
    desk.order(startDate="2027-07-08", endDate="2027-07-09", truckDays="Friday")
    desk.world.advance(until=WEDNESDAY.replace(year=2027, month=7, day=8, hour=hour - 1, minute=59))
    assert desk.days() == []
    desk.world.advance(60)
    assert desk.days() == [date(2027, 7, 9)]


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("Monday", (0,)),
        ("monday, THURSDAY", (0, 3)),
        ("Mon,Wed,Fri", (0, 2, 4)),
        ("Sunday,Saturday", (5, 6)),
        ("Thurs", (3,)),
        ("", None),
        ("Mon,", None),
        ("Tu", None),
        ("Mon,Monday", None),
        ("Someday", None),
        ("1,3", None),
        ("Mondays", None),
    ],
)
def test_weekdays_are_named(told, days):
    assert weekdays_in(told) == days


# --- what a prebook has ---------------------------------------------------------------------------


def test_its_prebooks_are_marked_and_carry_header_and_lines():
    desk = Standing()
    line = free_item(boxes=3, markCode="M1", cost=0.25)
    made = desk.order(
        truckDays="Thursday",
        customerPO="4711",
        comments="cold",
        shipViaId=1,
        shipToId=SHIP_TO,
        items=[free_item(), line],
    )
    desk.nights(1)
    (book,) = desk.booked()
    shown = {
        "type": "S",
        "truckDate": NEXT_WEEK,
        "customerId": CUSTOMER,
        "carrierId": FEDEX,
        "customerPONumber": "4711",
        "comments": "cold",
        "shipVia": "Grower",
        "shipName": "iBuyFlowers Albany",
    }
    assert {name: book[name] for name in shown} == shown
    assert [one["totalBoxes"] for one in book["details"]] == [5, 3]
    second = book["details"][1]
    assert (second["markCode"], second["cost"], second["vendorShipDate"]) == ("M1", 0.25, NEXT_WEEK)
    number = made["standingOrderNumber"]
    assert [one["number"] for one in desk.booked(soNumber=number)] == [book["number"]]
    assert desk.booked(soNumber=number + 1) == []


def test_its_prebooks_cost_the_fee_as_others_do():
    desk = Standing()
    desk.order(truckDays="Thursday")
    desk.nights(1)
    (book,) = desk.made()
    assert desk.fee("prebook", book.id) == ("387.50", "5.81", False)
    assert desk.lawful()


def test_a_vendor_buys_for_its_line_and_reads_whose_order_it_is():
    desk = Standing()
    number = desk.order(truckDays="Thursday")["standingOrderNumber"]
    desk.nights(1)
    (need,) = desk.booked("vendor")[0]["details"]
    (item,) = desk.bought(free_item(prebookItemId=need["prebookItemId"], price=None, vendorId=None))
    line = desk.lines()[item]
    assert (line["orderType"], line["standingOrder"]) == ("S", str(number))
    assert desk.lawful()


@pytest.mark.parametrize(("switch", "left"), [("bought", 10), ("reserved", 6)])
def test_boxes_reserved_for_the_same_customer_by_the_switch(switch, left):
    desk = Standing(standing_order_boxes=switch)
    pack = {"unitType": "Stem", "bunches": 10, "stemsBunch": 25}
    lots = [
        desk.receive(origin=2, day="2026-11-09", until="2026-11-20", reservedFor=owner, **pack)
        for owner in (CUSTOMER, 7002, None)
    ]
    items = [free_item(boxes=4, markCode="A"), free_item(boxes=7, markCode="B")]
    desk.order(truckDays="Thursday", items=items)
    desk.nights(1)
    assert [desk.left(lot) for lot in lots] == [left, 10, 10]
    assert desk.boxes() == [[4, 7]]
    (book,) = desk.booked()
    assert [one["markCode"] for one in book["details"]] == ["A", "B"]
    assert desk.lawful()


# --- what is changed later ------------------------------------------------------------------------


def test_a_deleted_item_is_on_no_later_prebook_and_stays_on_those_there_are():
    desk = Standing()
    made = desk.order(items=[free_item(), free_item(boxes=3)])
    desk.nights(1)
    assert desk.remove(made, 1) == {
        "message": "Standing Order Item was deleted successfully.",
        "status": 1,
    }
    desk.nights(7)
    assert desk.boxes() == [[5, 3], [5, 3], [5], [5]]
    assert [len(one["details"]) for one in desk.standing()] == [1]
    assert desk.lawful()


def test_with_its_last_item_an_order_is_cancelled():
    desk = Standing()
    made = desk.order()
    desk.nights(1)
    assert desk.remove(made, who="customer")["status"] == 1
    desk.nights(14)
    assert desk.days() == november(9, 12)
    assert desk.standing() == []
    (row,) = desk.standing(status="cancelled")
    assert (row["status"], "details" in row) == ("Cancelled", False)
    before = desk.facts()
    assert "does not exist" in desk.remove(made)["message"]
    assert desk.facts() == before
    assert desk.lawful()


def test_a_cancelled_order_makes_nothing_more():
    desk = Standing()
    made = desk.order()
    desk.nights(1)
    desk.do("cancel_standing_order", standingOrderId=made["standingOrderId"])
    desk.nights(14)
    assert desk.days() == november(9, 12)
    with pytest.raises(NotPossible):
        desk.do("cancel_standing_order", standingOrderId=made["standingOrderId"])
    assert desk.world.failed_acts == []
    assert desk.lawful()


def test_the_items_of_a_cancelled_order_may_still_be_deleted():
    desk = Standing()
    made = desk.order()
    desk.do("cancel_standing_order", standingOrderId=made["standingOrderId"])
    assert desk.remove(made)["status"] == 1
    assert desk.standing(status="All")[0]["status"] == "Cancelled"


def test_a_prebook_that_was_moved_or_deleted_is_not_made_again():
    desk = Standing()
    desk.order()
    desk.nights(1)
    first, second = desk.made()
    assert desk.ask("prebook.update", prebookId=first.id, shipDate="2026-11-10")["status"] == 1
    assert desk.ask("prebook.delete", prebookId=second.id)["status"] == 1
    desk.nights(2)
    assert desk.days() == november(10, 12)
    assert desk.lawful()


def test_a_run_by_hand_makes_nothing_twice():
    desk = Standing()
    made = desk.order()
    desk.do("run_standing_order", standingOrderId=made["standingOrderId"])
    assert desk.days() == november(5, 9)
    desk.do("run_standing_order", standingOrderId=made["standingOrderId"])
    desk.nights(8)
    assert desk.days() == november(5, 9, 12, 16, 19)
    assert desk.lawful()


def test_a_copy_of_the_world_goes_its_own_way():
    desk = Standing()
    made = desk.order()
    twin = desk.world.copy()
    desk.do("cancel_standing_order", standingOrderId=made["standingOrderId"])
    twin.advance(60 * 60 * 24)
    desk.nights(1)
    assert (len(twin.partners["komet"].state.prebooks), desk.days()) == (2, [])
