"""invoice.accounting.details.list: what a month's invoices come to, for the books."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.fields import Flag
from mocks.komet.catalogue import none_found
from mocks.komet.invoice_rows import InvoiceLineRow, details_row
from mocks.komet.matching import equal
from mocks.komet.order_parts import Komet
from mocks.komet.picking import read_ids
from mocks.komet.records import Invoice
from mocks.komet.statuses import CONFIRMED, PENDING_APPROVAL
from mocks.komet.windows import check_days, check_window
from mocks.komet.wire import Call, Envelope, method

DAYS_AT_MOST = 31
LISTED = (PENDING_APPROVAL, CONFIRMED)


class InvoiceAccountingCall(Call, frozen=True, kw_only=True):
    """Input of invoice.accounting.details.list; `locationIds` are parted by colons."""

    orderDateFrom: date
    orderDateTo: date
    status: Literal[0, 1] | UnsetType = UNSET
    locationIds: str | UnsetType = UNSET
    excludeTransfer: Flag = 0
    externalSystemSynced: Flag | UnsetType = UNSET


class InvoiceAccountingRow(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice as a bookkeeper's program reads it; of a transfer perhaps the header alone."""

    id: int
    number: int
    shipDate: date
    locationId: int | UnsetType = UNSET
    customerId: int
    customerName: str
    customerCode: str
    subtotal: Decimal
    details: list[InvoiceLineRow] | UnsetType = UNSET


class InvoiceAccounting(Envelope, frozen=True, kw_only=True):
    """Invoices by number."""

    invoices: list[InvoiceAccountingRow] | UnsetType = UNSET


@method(
    "GET",
    "invoice.accounting.details.list",
    tokens="Company",
    source="APIDocs 11176222, v7",
    notes="documented: 31 days (60 before), keys up to subtotal; assumed: both ends count, details"
    " have the keys of invoice.details.list, a transfer is an internal customer's, no drafts and"
    " no voided invoices are listed; nothing here is ever marked as synchronized",
)
def invoice_accounting(context: Komet, call: InvoiceAccountingCall) -> InvoiceAccounting:
    """Invoices of a window of at most 31 days, pending or confirmed, with what they come to.

    Raises:
        BadCall: if `locationIds` is no list of ids.
        NotPossible: if the window is the wrong way round or too long.
    """
    check_window(call.orderDateFrom, call.orderDateTo, ("orderDateFrom", "orderDateTo"))
    check_days(call.orderDateFrom, call.orderDateTo, DAYS_AT_MOST, f"{DAYS_AT_MOST} days")
    told = call.locationIds
    places = None if told is UNSET else read_ids(told, "locationIds", "colons")
    found = [
        one
        for one in list(context.state.invoices.values())
        if one.company_id == context.caller.company_id
        and one.status in LISTED
        and equal(call.status, one.status)
        and call.orderDateFrom <= one.ship_date <= call.orderDateTo
        and (places is None or one.location_id in places)
        and call.externalSystemSynced != 1
    ]
    if not found:
        return none_found(context, InvoiceAccounting, "orders")
    rows = [_row(context, call, one) for one in sorted(found, key=lambda one: one.number)]
    return InvoiceAccounting(invoices=rows)


def _row(context: Komet, call: InvoiceAccountingCall, one: Invoice) -> InvoiceAccountingRow:
    customer, whole = context.state.customers[one.customer_id], details_row(context, one)
    return InvoiceAccountingRow(
        id=one.id,
        number=one.number,
        shipDate=one.ship_date,
        locationId=whole.locationId,
        customerId=customer.id,
        customerName=customer.name,
        customerCode=customer.code,
        subtotal=whole.subtotal,
        details=UNSET if call.excludeTransfer and customer.internal else whole.details,
    )
