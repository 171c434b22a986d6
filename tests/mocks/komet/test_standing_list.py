"""standing.order.list: what it shows of standing orders, and which."""

import pytest

from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.sales import TODAY, free_item
from tests.mocks.komet.standing import CREATE, DELETE, LIST, Standing


def test_the_list_shows_orders_with_their_lines():
    desk = Standing()
    about = {"customerPO": "4711", "comments": "cold", "endDate": "2026-12-31"}
    made = desk.order(recurrence=2, items=[free_item(identifier="X1", markCode="M")], **about)
    (row,) = desk.standing()
    (item,) = row.pop("details")
    assert row == {
        "id": made["standingOrderId"],
        "number": made["standingOrderNumber"],
        "customerId": CUSTOMER,
        "customerName": "iBuyFlowers",
        "priceList": "A",
        "carrierId": FEDEX,
        "carrierName": "FedEx Priority Overnight",
        "recurrence": 2,
        "days": "Monday, Thursday",
        "startDate": TODAY,
        "endDate": "2026-12-31",
        "status": "Active",
        "customerPONumber": "4711",
        "comments": "cold",
    }
    assert item["identifier"] == "X1"
    assert (item["totalBoxes"], item["boxType"], item["unitPrice"]) == (5, "HB", 0.31)
    assert made["items"] == [
        {"standingOrderItemId": item["standingOrderItemId"], "identifier": "X1"}
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, [1, 3]),
        ({"status": "All"}, [1, 2, 3]),
        ({"status": "aCTIVE"}, [1, 3]),
        ({"status": "Cancelled"}, [2]),
        ({"customerId": 7002}, [3]),
        ({"customerId": 8001}, []),
        ({"customer": "petal"}, [3]),
        ({"customer": "ib"}, [1]),
        ({"customer": "IBUY", "status": "all"}, [1, 2]),
        ({"number": 2003}, [3]),
        ({"number": "200"}, []),
        ({"locationId": 1}, []),
        ({"dateTo": "2026-11-11"}, [1]),
        ({"dateFrom": "2026-12-01"}, [1]),
        ({"dateFrom": "2026-11-30", "dateTo": "2026-11-30"}, [1, 3]),
        ({"dateFrom": "2020-01-01", "dateTo": "2026-11-03"}, []),
    ],
)
def test_the_list_gives_what_the_filters_let_through(filters, found):
    desk = Standing()
    desk.order()
    gone = desk.order()
    desk.remove(gone)
    methods = (CREATE, DELETE)
    other = desk.do("make_token", kind="Customer", partyId=7002, methods=methods, description="x")
    desk.tokens["florist"] = other
    dates = {"startDate": "2026-11-12", "endDate": "2026-11-30"}
    third = desk.order("florist", customerId=7002, **dates)
    assert third["status"] == 1, third
    assert [row["number"] - 2000 for row in desk.standing(**filters)] == found


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"dateTo": "2026-11-03"}, "The date 2026-11-04 is after 2026-11-03."),
        ({"dateFrom": ""}, "The field dateFrom is required."),
        ({"dateTo": ""}, "The field dateTo is required."),
        ({"status": "Done"}, "The field status is not valid: expected All, Active or Cancelled."),
    ],
)
def test_a_list_that_can_not_be_is_refused(fields, words):
    asked = {"dateFrom": TODAY, "dateTo": TODAY} | fields
    assert Standing().ask(LIST, **asked) == {"message": words, "status": 0}


@pytest.mark.parametrize(("switch", "status"), [("1", 1), ("0", 0)])
def test_an_empty_list_says_so(switch, status):
    desk = Standing(empty_status=switch)
    asked = {"dateFrom": TODAY, "dateTo": TODAY}
    assert desk.ask(LIST, **asked) == {"message": "Standing orders not found.", "status": status}
