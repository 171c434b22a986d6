"""invoice.list and invoice.details.list: which invoices a token sees, and in what window."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, UnsetType

from mocks.core.errors import BadCall, NotPossible
from mocks.core.fields import Count, Flag, Id, text
from mocks.komet.catalogue import none_found
from mocks.komet.invoice_rows import (
    InvoiceDetailsRow,
    InvoiceRow,
    details_row,
    header_row,
    items_of,
)
from mocks.komet.matching import equal, like
from mocks.komet.order_parts import Komet, gmt
from mocks.komet.party import customer_for
from mocks.komet.picking import read_ids
from mocks.komet.records import Invoice
from mocks.komet.statuses import CONFIRMED, PENDING_APPROVAL
from mocks.komet.windows import check_days, check_window
from mocks.komet.wire import CUSTOMER, Call, Envelope, method

DAYS_AT_MOST = 4
BOXES_AT_MOST = 10_000
DETAIL_STATUSES = (PENDING_APPROVAL, CONFIRMED)
WINDOW = ("orderDateFrom", "orderDateTo")


class InvoiceFilter(Call, frozen=True, kw_only=True):
    """Filters both lists share; texts match anywhere, whatever the case."""

    orderDateFrom: date | None = None
    orderDateTo: date | None = None
    status: Literal[0, 1, 2, 4] | UnsetType = UNSET
    customer: Annotated[str, text(200)] | UnsetType = UNSET
    customerId: Id | UnsetType = UNSET
    locationId: Id | UnsetType = UNSET
    carrierName: Annotated[str, text(200)] | UnsetType = UNSET
    carrierId: Id | UnsetType = UNSET
    product: Annotated[str, text(200)] | UnsetType = UNSET
    order: Count | UnsetType = UNSET
    orderId: Count | UnsetType = UNSET
    isEcommerce: bool | UnsetType = UNSET
    updatedAsOf: Annotated[str, text(19)] | UnsetType = UNSET
    excludeTransfer: Flag = 0
    locationIds: str | UnsetType = UNSET

    @property
    def by_number(self) -> bool:
        """Whether one invoice is named; then dates are ignored."""
        return self.order is not UNSET or self.orderId is not UNSET


class InvoiceListCall(InvoiceFilter, frozen=True, kw_only=True):
    """Input of invoice.list."""


class InvoiceDetailsCall(InvoiceFilter, frozen=True, kw_only=True):
    """Input of invoice.details.list: a single day will do, too."""

    orderDate: date | None = None
    includeMappingK2k: Flag = 0


class Invoices(Envelope, frozen=True, kw_only=True):
    """Invoices by number."""

    invoices: list[InvoiceRow] | UnsetType = UNSET


class InvoiceDetails(Envelope, frozen=True, kw_only=True):
    """Invoices with their lines, by number."""

    invoices: list[InvoiceDetailsRow] | UnsetType = UNSET


@method(
    "GET",
    "invoice.list",
    tokens="Company Customer",
    source="APIDocs 11176250; KB 3331445",
    notes="observed: the message of an empty result; assumed: rows are the headers of"
    " invoice.details.list, locationIds are parted by commas, a transfer is an internal customer's",
)
def invoice_list(context: Komet, call: InvoiceListCall) -> Invoices:
    """Headers of the invoices that ship in a window of at most six months."""
    if not call.by_number:
        check_window(call.orderDateFrom, call.orderDateTo, WINDOW)
    found = _found(context, call, call.orderDateFrom, call.orderDateTo)
    if not found:
        return none_found(context, Invoices, "orders")
    return Invoices(invoices=[header_row(context, one) for one in found])


@method(
    "GET",
    "invoice.details.list",
    tokens="Company Customer",
    source="APIDocs 11176192; KB 3340807; keys as observed (13)",
    notes="observed: keys, the message of an empty result; assumed: four days count both ends,"
    " over 10,000 boxes is refused, drafts and voided invoices are never listed, a product alias"
    " shows as the description; includeMappingK2k adds nothing, as there are no K2K orders",
)
def invoice_details_list(context: Komet, call: InvoiceDetailsCall) -> InvoiceDetails:
    """Invoices with their lines, pending or confirmed, of a window of at most four days."""
    if call.status is not UNSET and call.status not in DETAIL_STATUSES:
        raise BadCall("field.wrong", field="status", right="0 or 1")
    first, last = _details_window(call)
    found = [one for one in _found(context, call, first, last) if one.status in DETAIL_STATUSES]
    boxes = sum(item.boxes for one in found for item in items_of(context, one))
    if boxes > BOXES_AT_MOST:
        raise NotPossible("boxes.many", limit=f"{BOXES_AT_MOST:,}")
    if not found:
        return none_found(context, InvoiceDetails, "orders")
    return InvoiceDetails(invoices=[details_row(context, one) for one in found])


def _details_window(call: InvoiceDetailsCall) -> tuple[date | None, date | None]:
    """First and last day asked for; a window wins over a single day (assumed).

    Raises:
        BadCall: if no day and no number is given, or half a window.
        NotPossible: if the window is longer than four days.
    """
    first, last = call.orderDateFrom, call.orderDateTo
    if call.by_number:
        return None, None
    if first is None and last is None:
        if call.orderDate is None:
            raise BadCall("field.missing", field="orderDate")
        return call.orderDate, call.orderDate
    check_window(first, last, WINDOW)
    if first is not None and last is not None:
        check_days(first, last, DAYS_AT_MOST, "four days")
    return first, last


def _found(
    context: Komet, call: InvoiceFilter, first: date | None, last: date | None
) -> list[Invoice]:
    """The invoices of the caller that all filters let through, by number."""
    if call.customerId is not UNSET:
        customer_for(context, call.customerId)
    since = UNSET if call.updatedAsOf is UNSET else gmt(call.updatedAsOf, "updatedAsOf")
    places = None if call.locationIds is UNSET else read_ids(call.locationIds, "locationIds")
    found = [
        one
        for one in list(context.state.invoices.values())
        if _is_callers(context, one)
        and _in_window(call, one, first, last)
        and (since is UNSET or one.updated_at >= since)
        and equal(call.locationId, one.location_id or -1)
        and (places is None or one.location_id in places)
        and _matches_header(context, call, one)
        and _matches_parts(context, call, one)
    ]
    return sorted(found, key=lambda one: one.number)


def _is_callers(context: Komet, one: Invoice) -> bool:
    caller = context.caller
    own = caller.kind != CUSTOMER or one.customer_id == caller.party_id
    return own and one.company_id == caller.company_id


def _in_window(call: InvoiceFilter, one: Invoice, first: date | None, last: date | None) -> bool:
    """Whether it is the one named, or ships within the days."""
    if call.by_number:
        return equal(call.order, one.number) and equal(call.orderId, one.id)
    return first is not None and last is not None and first <= one.ship_date <= last


def _matches_header(context: Komet, call: InvoiceFilter, one: Invoice) -> bool:
    internal = context.state.customers[one.customer_id].internal
    return (
        equal(call.status, one.status)
        and equal(call.customerId, one.customer_id)
        and equal(call.carrierId, one.carrier_id)
        and call.isEcommerce in (UNSET, one.ecommerce)
        and not (call.excludeTransfer and internal)
    )


def _matches_parts(context: Komet, call: InvoiceFilter, one: Invoice) -> bool:
    """Whether customer, carrier and a product carry the texts asked for."""
    state = context.state
    customer, lots = state.customers[one.customer_id], state.lots
    products = (lots[item.lot_id].product_id for item in items_of(context, one))
    return (
        (like(call.customer, customer.name) or like(call.customer, customer.code))
        and like(call.carrierName, state.carriers[one.carrier_id].name)
        and (
            call.product is UNSET
            or any(like(call.product, state.products[each].description) for each in products)
        )
    )
