"""Single lines of the shop: boxes for a date, and the days they can leave on."""

import pytest

from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.sales import FRIDAY, NEXT_WEEK, PICK_UP, THURSDAY, TODAY, Sales, declare

GET, DATES = "ecommerce/inventory.get", "ecommerce/inventory-available-dates.list"
SATURDAY, SUNDAY = "2026-11-07", "2026-11-08"


@pytest.fixture
def desk() -> Sales:
    return Sales()


def get(desk: Sales, ids: object, origin: int = 1, who: str = "customer", **fields) -> dict:
    known = {"customerId": CUSTOMER, "inventoryLineIds": ids, "inventoryOrigin": origin}
    leaving = {"date": THURSDAY, "carrierId": FEDEX}
    asked = known | leaving | fields
    return desk.ask(GET, who, **{name: one for name, one in asked.items() if one is not None})


def boxes(desk: Sales, ids: object, origin: int = 1, **fields) -> dict[int, int]:
    """Boxes by id."""
    rows = get(desk, ids, origin, **fields).get("products", [])
    return {int(row["inventoryIds"]): row["quantity"] for row in rows}


def days(desk: Sales, ids: object, origin: int = 1, **fields) -> list[str]:
    known = {"customerId": CUSTOMER, "inventoryLineIds": ids, "inventoryOrigin": origin}
    return desk.ask(DATES, "customer", **(known | fields)).get("availableDates", [])


# --- boxes for a date -----------------------------------------------------------------------------


def test_a_line_is_the_list_s_row_with_its_boxes_for_the_date(desk):
    (row,) = get(desk, desk.lot)["products"]
    listed = desk.ask("ecommerce/inventory.list", "customer", customerId=CUSTOMER, rows=1000)
    assert row in listed["products"]
    assert row["quantity"] == 10


def test_several_lines_come_in_the_order_asked_for_each_once(desk):
    rows = get(desk, f"{desk.second},{desk.lot},{desk.second}")["products"]
    assert [int(row["inventoryIds"]) for row in rows] == [desk.second, desk.lot]


@pytest.mark.parametrize("origin", [1, 2, 3])
def test_every_origin_is_told_of_by_its_own_ids(origin, desk):
    ids = {1: desk.lot, 2: desk.future, 3: declare(desk)}
    every = ",".join(str(one) for one in ids.values())
    assert boxes(desk, every, origin, date=NEXT_WEEK) == {ids[origin]: 10}


def test_an_origin_the_shop_does_not_show_is_not_told_of(desk):
    offer = declare(desk)
    desk.do("set_shop_origins", companyId=12345, origins=(1, 2))
    answer = get(desk, offer, 3, date=NEXT_WEEK)
    assert answer == {"message": "Inventory items not found.", "status": 1}


def test_there_are_no_boxes_for_a_day_on_which_they_can_not_leave(desk):
    assert boxes(desk, desk.future, 2, date=FRIDAY) == {desk.future: 0}
    assert boxes(desk, desk.lot, date=SATURDAY) == {desk.lot: 0}
    assert boxes(desk, desk.lot, date="2026-11-03") == {desk.lot: 0}


def test_without_a_carrier_any_that_goes_within_the_range_will_do(desk):
    week = {"carrierId": None, "availableFrom": TODAY, "availableTo": FRIDAY}
    assert boxes(desk, desk.lot, **week) == {desk.lot: 10}
    assert boxes(desk, desk.lot, **week, date=SATURDAY) == {desk.lot: 0}
    assert boxes(desk, desk.lot, **(week | {"availableTo": SUNDAY}), date=SATURDAY) == {
        desk.lot: 10
    }
    assert boxes(desk, desk.lot, **(week | {"availableTo": SUNDAY}), date=SUNDAY) == {desk.lot: 0}


def test_what_is_sold_out_has_no_boxes_but_is_still_told_of(desk):
    desk.do("sell_by_phone", lotId=desk.lot, boxes=10)
    assert boxes(desk, desk.lot) == {desk.lot: 0}


def test_what_is_reserved_is_told_of_to_its_customer_only(desk):
    assert boxes(desk, desk.reserved) == {desk.reserved: 10}
    assert boxes(desk, desk.reserved, who="company", customerId=7002) == {}
    assert boxes(desk, desk.held) == {}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"customerId": None}, "The field customerId is required."),
        ({"inventoryLineIds": None}, "The field inventoryLineIds is required."),
        ({"inventoryLineIds": "1;2"}, "The field inventoryLineIds is not valid"),
        ({"inventoryOrigin": None}, "The field inventoryOrigin is required."),
        ({"inventoryOrigin": 0}, "The field inventoryOrigin is not valid"),
        ({"inventoryOrigin": 5}, "The field inventoryOrigin is not valid"),
        ({"date": None}, "The field date is required."),
        ({"carrierId": 2360}, "The carrier 2360 does not exist."),
        ({"carrierId": None}, "The field availableFrom is required."),
        ({"carrierId": None, "availableFrom": TODAY}, "The field availableTo is required."),
        (
            {"carrierId": None, "availableFrom": FRIDAY, "availableTo": TODAY},
            f"The date {FRIDAY} is after {TODAY}.",
        ),
        ({"companyLocationId": 13}, "The location 13 does not exist."),
        ({"customerId": 7002}, "The customer 7002 is not available for this"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(fields, words, desk):
    answer = get(desk, desk.lot, **fields)
    assert answer["status"] == 0
    assert words in answer["message"]


# --- days -----------------------------------------------------------------------------------------


def test_the_days_of_a_line_are_those_on_which_something_goes(desk):
    found = days(desk, desk.future, 2)
    assert found == [f"2026-11-{n:02d}" for n in range(9, 21) if n != 15]
    known = {"customerId": CUSTOMER, "inventoryLineIds": desk.future, "inventoryOrigin": 2}
    answer = desk.ask(DATES, "customer", **known)
    assert list(answer)[:2] == ["message", "status"]
    assert (answer["availableDateFrom"], answer["availableDateTo"]) == (found[0], found[-1])


def test_after_the_cut_off_today_is_no_day_any_more(desk):
    assert days(desk, desk.lot)[0] == TODAY
    desk.world.advance(5 * 3600)
    assert days(desk, desk.lot)[0] == THURSDAY


def test_of_several_lines_any_will_do(desk):
    early = desk.receive(origin=2, day="2026-11-05", until="2026-11-06")
    late = desk.receive(origin=2, day="2026-11-10", until="2026-11-10")
    assert days(desk, f"{early}, {late}", 2) == [THURSDAY, FRIDAY, "2026-11-10"]


def test_an_offer_has_days_too(desk):
    offer = declare(desk, until="2026-11-10")
    assert days(desk, offer, 3) == ["2026-11-09", "2026-11-10"]
    assert days(desk, offer, 4) == []


def test_what_is_sold_out_or_not_the_customer_s_has_none(desk):
    desk.do("sell_by_phone", lotId=desk.lot, boxes=10)
    for lot in (desk.lot, desk.held, 1):
        known = {"customerId": CUSTOMER, "inventoryLineIds": lot, "inventoryOrigin": 1}
        answer = desk.ask(DATES, "customer", **known)
        assert answer == {"message": "Available dates not found.", "status": 1}
    assert days(desk, desk.reserved)


def test_the_sample_of_the_page_is_accepted(desk):
    sample = {"customerId": CUSTOMER, "inventoryLineIds": 428720, "inventoryOrigin": 4}
    assert desk.ask(DATES, "company", **sample)["status"] == 1


def test_a_pick_up_can_be_asked_for_by_its_carrier(desk):
    assert boxes(desk, desk.lot, date=SATURDAY, carrierId=PICK_UP) == {desk.lot: 10}
