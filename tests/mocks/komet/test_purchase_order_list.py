"""purchase.order.list and purchase.order.va.details.list."""

import pytest

from mocks.komet.purchase_order_list import PurchaseOrderCall
from tests.mocks.komet.inputs import documented
from tests.mocks.komet.purchases import OTHER, Purchases, alone
from tests.mocks.komet.sales import NEXT_FRIDAY, NEXT_WEEK


def shelf():
    """Two orders of the own vendor, one of another, one of Friday; the first confirmed in part."""
    desk = Purchases()
    desk.do("set_purchase_workflow", workflow="auto-approve")
    (need,) = desk.needs(customerPO="PO9")
    first = desk.bought({"prebookItemId": need}, alone(productId=100_002))
    desk.do("confirm_purchase_line", poItemId=first[1], boxes=3)
    desk.do("set_purchase_workflow", workflow="manual")
    desk.bought()
    desk.bought(who="other")
    desk.bought(shipDate=NEXT_FRIDAY)
    return desk


FILTERED = [
    ({}, [2, 1, 1]),
    ({"date": NEXT_FRIDAY}, [1]),
    ({"number": "21001, 21004"}, [2, 1]),
    ({"number": "21001", "date": NEXT_FRIDAY}, []),
    ({"vendor": "altam"}, [2, 1]),
    ({"vendor": "norte"}, [2, 1]),
    ({"vendorId": OTHER}, [1]),
    ({"customerId": 7001}, [1]),
    ({"customerId": 7002}, []),
    ({"customerPONumber": "po9"}, [1]),
    ({"product": "bounty"}, [1]),
    ({"prebook": "4301"}, [1]),
    ({"prebook": "430"}, []),
    ({"status": "approved"}, [2]),
    ({"status": "Pending Approval"}, [1, 1]),
    ({"status": "A"}, []),
    ({"statusLine": "Partial Confirmed"}, [1]),
    ({"statusLine": "Confirmed"}, []),
    ({"origin": "SEA"}, []),
    ({"awbId": 1}, []),
    ({"inboundTruckId": 1}, []),
    ({"locationId": 1}, []),
    (
        {
            "futureInventoryAvailableFrom": "2026-11-14",
            "futureInventoryAvailableTo": "2026-11-17",
        },
        [1],
    ),
    (
        {
            "futureInventoryAvailableFrom": "2026-11-20",
            "futureInventoryAvailableTo": "2026-11-20",
        },
        [],
    ),
]


@pytest.mark.parametrize(("filters", "lines"), FILTERED)
def test_the_list_gives_what_the_filters_let_through(filters, lines):
    assert [len(row["details"]) for row in shelf().orders("company", **filters)] == lines


def test_lines_are_found_by_their_ids():
    desk = shelf()
    first, *_, last = desk.lines("company")
    found = desk.lines("company", purchaseOrderItemIds=f"{first},{last}")
    assert list(found) == [first, last]
    assert desk.lines("company", purchaseOrderItemIds="1") == {}


def test_every_filter_is_among_those_tried():
    tried = {name for filters, _ in FILTERED for name in filters}
    assert documented(PurchaseOrderCall) == tried | {"purchaseOrderItemIds"}


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({}, "The field date is required."),
        ({"date": NEXT_WEEK, "purchaseOrderItemIds": "x"}, "expected ids parted by commas"),
        (
            {"date": NEXT_WEEK, "futureInventoryAvailableFrom": NEXT_WEEK},
            "The field futureInventoryAvailableTo is required.",
        ),
        (
            {
                "date": NEXT_WEEK,
                "futureInventoryAvailableFrom": "2026-11-14",
                "futureInventoryAvailableTo": "2026-11-18",
            },
            "The date range cannot exceed 4 days.",
        ),
        (
            {
                "date": NEXT_WEEK,
                "futureInventoryAvailableFrom": "2026-11-15",
                "futureInventoryAvailableTo": "2026-11-14",
            },
            "The date 2026-11-15 is after 2026-11-14.",
        ),
    ],
)
def test_a_list_that_asks_wrongly_is_refused(filters, words):
    answer = Purchases().ask("purchase.order.list", "vendor", **filters)
    assert answer["status"] == 0
    assert words in answer["message"]


@pytest.mark.parametrize("empty_status", ["1", "0"])
def test_an_empty_list_has_a_message_and_no_array(empty_status):
    answer = Purchases(empty_status=empty_status).ask(
        "purchase.order.list", "vendor", date=NEXT_WEEK
    )
    assert answer == {"message": "Orders not found.", "status": int(empty_status)}


def test_mark_codes_may_not_be_echoed():
    desk = Purchases(mark_code_echoed="no")
    desk.bought(alone(markCode="17"))
    (line,) = desk.lines().values()
    assert "markCode" not in line


# --- vendor availability --------------------------------------------------------------------------


def test_orders_have_no_allocations_of_vendor_availability():
    desk = shelf()
    name = "purchase.order.va.details.list"
    (row,) = desk.ask(name, purchaseOrderNumbers="21004")["purchaseOrders"]
    (line,) = desk.lines("company", number="21004")
    order = desk.order_of(line)
    expected = {"id": order, "number": 21004, "shipDate": NEXT_FRIDAY}
    assert row == expected | {"details": [{"poItemId": line}]}
    assert desk.ask(name, purchaseOrderItemIds=str(line))["purchaseOrders"] == [row]
    other_day = desk.ask(name, purchaseOrderItemIds=str(line), shipDate=NEXT_WEEK)
    assert other_day == {"message": "Orders not found.", "status": 1}
    assert desk.ask(name)["message"] == (
        "At least one of purchaseOrderNumbers, purchaseOrderItemIds is required."
    )
