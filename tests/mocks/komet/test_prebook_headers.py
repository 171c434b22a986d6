"""prebook.list: the headers of the prebooks of a window, and what its filters let through."""

import pytest

from mocks.komet.prebook_headers import PrebookListCall
from mocks.komet.seed import FEDEX
from tests.mocks.komet.inputs import documented
from tests.mocks.komet.sales import NEXT_FRIDAY, NEXT_WEEK, TODAY, Sales, free_item
from tests.mocks.komet.standing import Standing

WINDOW = {"dateFrom": TODAY, "dateTo": "2026-12-31"}
USER = 501


def busy() -> Standing:
    """Five prebooks: plain, of another customer and carrier, of a shop, a draft, a standing one."""
    desk = Standing()
    desk.book(free_item(), customerPO="123", comments="cold", createdBy=USER)
    desk.book(customerId=7002, carrierId=FEDEX + 3, shipDate=NEXT_FRIDAY, customerPO="PO 9")
    desk.book(free_item(boxes=2), isEcommerce=1)
    desk.add_future(webOrderId=desk.open(), quantity=1)
    desk.order(truckDays="Monday", startDate="2026-12-28", endDate="2026-12-31")
    desk.world.advance(60 * 60 * 24 * 50)
    return desk


def numbers(desk: Sales, **filters) -> list[int]:
    rows = desk.ask("prebook.list", **(WINDOW | filters)).get("prebooks", [])
    return [row["number"] - 4300 for row in rows]


@pytest.fixture(scope="module")
def desk() -> Standing:
    return busy()


def test_a_header_is_that_of_the_detailed_list():
    desk = Sales()
    desk.book(free_item(), customerPO="123", comments="cold")
    (row,) = desk.ask("prebook.list", **WINDOW)["prebooks"]
    (detailed,) = desk.booked()
    assert "details" not in row
    assert row == {name: one for name, one in detailed.items() if name != "details"}
    assert row["totalPrice"] == "387.50"


def test_deleted_prebooks_and_another_company_s_are_not_listed():
    desk = Sales()
    made = desk.book(free_item())
    assert desk.ask("prebook.list", "neighbour_company", **WINDOW)["message"] == "Orders not found."
    assert numbers(desk) == [1]
    desk.ask("prebook.delete", prebookId=made["prebookId"])
    assert desk.ask("prebook.list", **WINDOW) == {"message": "Orders not found.", "status": 1}


FILTERS = [
    ({}, [1, 2, 3, 4, 5]),
    ({"dateTo": NEXT_WEEK}, [1, 3, 4]),
    ({"dateFrom": NEXT_FRIDAY, "dateTo": NEXT_FRIDAY}, [2]),
    ({"prebook": 4303}, [3]),
    ({"customer": "petal"}, [2]),
    ({"customer": "IBF"}, [1, 3, 4, 5]),
    ({"customerId": 7002}, [2]),
    ({"carrierName": "sabana"}, [2]),
    ({"carrierId": FEDEX}, [1, 3, 4, 5]),
    ({"salesPersonId": USER}, [1]),
    ({"soNumber": 2001}, [5]),
    ({"soNumber": 2002}, []),
    ({"customerPONumber": 123}, [1]),
    ({"customerPONumber": 9}, []),
    ({"CompanyLocationId": 1}, []),
    ({"brandId": 1}, []),
    ({"isEcommerce": 1}, [3, 4]),
    ({"isEcommerce": 0}, [1, 2, 5]),
    ({"checkOutStatus": 0}, [4]),
    ({"checkOutStatus": 1}, [1, 2, 3, 5]),
]


@pytest.mark.parametrize(("filters", "found"), FILTERS)
def test_the_list_gives_what_the_filters_let_through(desk, filters, found):
    assert numbers(desk, **filters) == found


def test_every_filter_is_among_those_tried():
    tried = {name for filters, _ in FILTERS for name in filters}
    assert tried | {"prebookStatus"} == documented(PrebookListCall)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"dateFrom": ""}, "The field dateFrom is required."),
        ({"dateTo": ""}, "The field dateTo is required."),
        ({"dateFrom": "2027-01-01"}, "The date 2027-01-01 is after 2026-12-31."),
        ({"dateTo": "2027-05-05"}, "The date range cannot exceed six months."),
        ({"prebookStatus": "Sourced"}, "The prebook status Sourced does not exist."),
        ({"checkOutStatus": 2}, "The field checkOutStatus is not valid: expected a whole number"),
    ],
)
def test_a_window_or_filter_that_is_no_good_is_refused(desk, fields, message):
    answer = desk.ask("prebook.list", **(WINDOW | fields))
    assert answer["status"] == 0
    assert answer["message"].startswith(message)


def test_six_months_are_allowed(desk):
    assert numbers(desk, dateTo="2027-05-04") == [1, 2, 3, 4, 5]


def test_only_company_tokens_list_headers(desk):
    for who in ("customer", "vendor", "user"):
        assert "is not available for" in desk.ask("prebook.list", who, **WINDOW)["message"]
