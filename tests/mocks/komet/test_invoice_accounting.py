"""invoice.accounting.details.list: what a month's invoices come to."""

import pytest

from mocks.komet.invoice_accounting import InvoiceAccountingCall
from mocks.komet.seed import INTERNAL_CUSTOMER
from tests.mocks.komet.inputs import documented
from tests.mocks.komet.sales import FRIDAY, PICK_UP, THURSDAY, TODAY, Sales

BOOKS = "invoice.accounting.details.list"
WINDOW = {"orderDateFrom": TODAY, "orderDateTo": FRIDAY}
#: Pending for Thursday, pending for Friday, internal, draft, voided, confirmed: 85_001 to 85_006.
FILTERS = [
    ({}, [85_001, 85_002, 85_003, 85_006]),
    ({"status": 0}, [85_001, 85_002, 85_003]),
    ({"status": 1}, [85_006]),
    ({"orderDateTo": THURSDAY}, [85_001, 85_003, 85_006]),
    ({"orderDateFrom": FRIDAY}, [85_002]),
    ({"locationIds": "13:14"}, []),
    ({"externalSystemSynced": 0}, [85_001, 85_002, 85_003, 85_006]),
    ({"externalSystemSynced": 1}, []),
    ({"excludeTransfer": 1}, [85_001, 85_002, 85_003, 85_006]),
]


@pytest.fixture(scope="module")
def month() -> Sales:
    """A desk with an invoice of every state."""
    desk = Sales()
    desk.bill()
    desk.bill(customerId=7002, carrierId=PICK_UP, shipDate=FRIDAY)
    desk.bill(customerId=INTERNAL_CUSTOMER)
    desk.add(webOrderId=desk.open())
    voided = desk.bill()["invoiceNumber"]
    desk.ask("invoice.void", invoiceNumber=voided, reason="x")
    desk.ask("invoice.confirm", invoiceNumber=desk.bill()["invoiceNumber"])
    return desk


def listed(desk: Sales, **filters):
    return desk.ask(BOOKS, **(WINDOW | filters))


@pytest.mark.parametrize(("filters", "numbers"), FILTERS)
def test_what_is_pending_or_confirmed_is_listed_by_number(month, filters, numbers):
    answer = listed(month, **filters)
    assert [one["number"] for one in answer.get("invoices", [])] == numbers
    assert answer["message"] == ("OK" if numbers else "Orders not found.")


def test_every_input_is_among_those_tried():
    assert {name for filters, _ in FILTERS for name in filters} == documented(InvoiceAccountingCall)


def test_a_row_holds_the_header_the_amount_and_the_lines(month):
    first = listed(month)["invoices"][0]
    (whole,) = month.ask("invoice.details.list", order=85_001)["invoices"]
    assert first == {
        "id": whole["id"],
        "number": 85_001,
        "shipDate": whole["shipDate"],
        "customerId": whole["customerId"],
        "customerName": whole["customerName"],
        "customerCode": month.state.customers[whole["customerId"]].code,
        "subtotal": whole["subtotal"],
        "details": whole["details"],
    }


def test_of_a_transfer_the_lines_can_be_left_out(month):
    rows = {one["number"]: one for one in listed(month, excludeTransfer=1)["invoices"]}
    assert [number for number, row in rows.items() if "details" not in row] == [85_003]


def test_another_company_has_books_of_its_own(month):
    answer = month.ask(BOOKS, "neighbour_company", **WINDOW)
    assert answer["message"] == "Orders not found."


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"orderDateTo": TODAY}, "The field orderDateFrom is required."),
        ({"orderDateFrom": TODAY}, "The field orderDateTo is required."),
        (WINDOW | {"orderDateTo": "2026-11-01"}, f"The date {TODAY} is after 2026-11-01."),
        (WINDOW | {"status": 2}, "The field status is not valid: expected 0 or 1."),
        (
            WINDOW | {"locationIds": "13,14"},
            "The field locationIds is not valid: expected ids parted by colons.",
        ),
    ],
)
def test_a_window_or_filter_that_is_no_good_is_refused(fields, message):
    assert Sales().ask(BOOKS, **fields) == {"message": message, "status": 0}


def test_the_window_is_thirty_one_days_both_ends_counted():
    desk = Sales()
    whole = {"orderDateFrom": "2026-10-01", "orderDateTo": "2026-10-31"}
    assert desk.ask(BOOKS, **whole)["message"] == "Orders not found."
    answer = desk.ask(BOOKS, **(whole | {"orderDateTo": "2026-11-01"}))
    assert answer == {"message": "The date range cannot exceed 31 days.", "status": 0}
