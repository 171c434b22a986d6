"""purchase.order.list: orders at farms with their lines, for the company or for one vendor."""

import datetime
from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from mocks.core.errors import BadCall
from mocks.core.fields import Id, text
from mocks.komet.catalogue import none_found
from mocks.komet.mapping import shown_description
from mocks.komet.matching import equal, exactly, like
from mocks.komet.order_parts import Komet, needed
from mocks.komet.purchase_order_rows import PurchaseOrderRow, order_row, prebook_of
from mocks.komet.purchase_order_sight import PURCHASE_LINE, note_shown
from mocks.komet.purchase_order_states import PURCHASE_WORDS
from mocks.komet.records import PurchaseItem, PurchaseOrder
from mocks.komet.windows import check_days
from mocks.komet.wire import VENDOR, Call, Envelope, method

FUTURE_DAYS = 4
FUTURE = ("futureInventoryAvailableFrom", "futureInventoryAvailableTo")


class PurchaseOrderCall(Call, frozen=True, kw_only=True):
    """Filters of purchase.order.list."""

    date: datetime.date | UnsetType = UNSET
    futureInventoryAvailableFrom: datetime.date | None = None
    futureInventoryAvailableTo: datetime.date | None = None
    vendor: Annotated[str, text(50)] | UnsetType = UNSET
    vendorId: Annotated[int, Meta(ge=0, lt=10**10)] | UnsetType = UNSET
    customerId: Id | UnsetType = UNSET
    customerPONumber: Annotated[str, text(20)] | UnsetType = UNSET
    product: Annotated[str, text(100)] | UnsetType = UNSET
    number: Annotated[str, text(200)] | UnsetType = UNSET
    origin: Annotated[str, text(4)] | UnsetType = UNSET
    prebook: Annotated[str, text(10)] | UnsetType = UNSET
    awbId: Id | UnsetType = UNSET
    inboundTruckId: Id | UnsetType = UNSET
    locationId: Annotated[int, Meta(ge=0, lt=10**10)] | UnsetType = UNSET
    status: Annotated[str, text(20)] | UnsetType = UNSET
    statusLine: Annotated[str, text(20)] | UnsetType = UNSET
    purchaseOrderItemIds: Annotated[str, text(200)] | UnsetType = UNSET


class PurchaseOrders(Envelope, frozen=True, kw_only=True):
    """Purchase orders by number."""

    purchaseOrders: list[PurchaseOrderRow] | UnsetType = UNSET


@method(
    "GET",
    "purchase.order.list",
    tokens="Company Vendor",
    source="APIDocs 11177079; keys as observed (13)",
    notes="observed: keys, letters for states, the message of an empty result; assumed: filters on"
    " lines leave out other lines, lineItemStatus in the words of statusLine, an AWB or truck"
    " id matches nothing, orderType M without a prebook, string:10 is each of the"
    " numbers",
)
def purchase_order_list(context: Komet, call: PurchaseOrderCall) -> PurchaseOrders:
    """Orders of a vendor ship date or of numbers, lines and boxes included."""
    _check(call)
    rows, ids = [], listed_ids(call.purchaseOrderItemIds)
    for order in own_orders(context):
        if _matches(context, call, order):
            items = [
                one for one in order_items(context, order) if _is_shown(context, call, one, ids)
            ]
            if items or not _asks_for_lines(call):
                rows.append(order_row(context, order, items))
    note_shown(
        context,
        PURCHASE_LINE,
        [
            (line.poItemId, [line, *(line.breakdowns or ())])
            for row in rows
            for line in row.details or ()
        ],
    )
    if not rows:
        return none_found(context, PurchaseOrders, "orders")
    return PurchaseOrders(purchaseOrders=rows)


def own_orders(context: Komet) -> Iterator[PurchaseOrder]:
    """The orders the caller may see, by number: its company's, and a vendor's own only."""
    caller = context.caller
    for order in sorted(context.state.purchase_orders.values(), key=lambda one: one.number):
        own = caller.kind != VENDOR or order.vendor_id == caller.party_id
        if order.company_id == caller.company_id and own:
            yield order


def _check(call: PurchaseOrderCall) -> None:
    """Whether a day or numbers are given, which an AWB or truck id makes needless.

    Raises:
        BadCall: if neither is, or one end of the availability is missing.
        NotPossible: if the availability is longer than four days.
    """
    if call.awbId is UNSET and call.inboundTruckId is UNSET and call.number is UNSET:
        needed(call.date or None, "date")
    if call.futureInventoryAvailableFrom or call.futureInventoryAvailableTo:
        first = needed(call.futureInventoryAvailableFrom, FUTURE[0])
        last = needed(call.futureInventoryAvailableTo, FUTURE[1])
        if first > last:
            raise BadCall("range.order", first=first, last=last)
        check_days(first, last, FUTURE_DAYS, "4 days")


def order_items(context: Komet, order: PurchaseOrder) -> list[PurchaseItem]:
    """The lines of an order; one may leave while the list is made."""
    found = (
        context.state.purchase_items.get(one)
        for one in context.state.items_of_purchase_order[order.id]
    )
    return [item for item in found if item is not None]


def _matches(context: Komet, call: PurchaseOrderCall, order: PurchaseOrder) -> bool:
    """Whether the order itself is let through."""
    vendor = context.state.vendors[order.vendor_id]
    numbers = None if call.number is UNSET else listed_words(call.number)
    nothing = (call.awbId, call.inboundTruckId)
    return (
        all(one is UNSET for one in nothing)
        and call.date in (UNSET, order.ship_date)
        and equal(call.locationId, order.location_id or -1)
        and (numbers is None or str(order.number) in numbers)
        and (like(call.vendor, vendor.name) or like(call.vendor, vendor.code))
        and equal(call.vendorId, vendor.id)
        and exactly(call.origin, vendor.port)
        and exactly(call.status, PURCHASE_WORDS[order.status])
    )


def _asks_for_lines(call: PurchaseOrderCall) -> bool:
    """Whether a filter on lines is set."""
    asked = (
        call.customerId,
        call.customerPONumber,
        call.product,
        call.prebook,
        call.statusLine,
        call.purchaseOrderItemIds,
    )
    future = call.futureInventoryAvailableFrom is not None
    return future or any(one is not UNSET for one in asked)


def _is_shown(
    context: Komet, call: PurchaseOrderCall, item: PurchaseItem, ids: frozenset[int] | None
) -> bool:
    """Whether a line is let through."""
    prebook = prebook_of(context, item)
    words = shown_description(context, item.product_id, item.description)
    return (
        (ids is None or item.id in ids)
        and equal(call.customerId, prebook.customer_id if prebook else -1)
        and exactly(call.customerPONumber, prebook.customer_po if prebook else "")
        and exactly(call.prebook, str(prebook.number) if prebook else "")
        and like(call.product, words)
        and exactly(call.statusLine, item.status)
        and _is_available(context, call, item)
    )


def _is_available(context: Komet, call: PurchaseOrderCall, item: PurchaseItem) -> bool:
    """Whether a line is future inventory with a day between the two asked for."""
    first, last = call.futureInventoryAvailableFrom, call.futureInventoryAvailableTo
    if first is None or last is None:
        return True
    lot = context.state.lots.get(item.lot_id or 0)
    return lot is not None and lot.day <= last and (lot.until or lot.day) >= first


def listed_words(listed: str) -> frozenset[str]:
    """The words in a list parted by commas."""
    return frozenset(part.strip() for part in listed.split(","))


def listed_ids(listed: str | UnsetType) -> frozenset[int] | None:
    """The ids in a list parted by commas; None if none is given.

    Raises:
        BadCall: if one is no number.
    """
    if listed is UNSET:
        return None
    parts = listed_words(listed)
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise BadCall("field.wrong", field="purchaseOrderItemIds", right="ids parted by commas")
    return frozenset(int(part) for part in parts)
