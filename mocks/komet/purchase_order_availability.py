"""purchase.order.va.details.list: what lines were allocated of vendors' availability."""

import datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.errors import BadCall
from mocks.core.fields import text
from mocks.komet.catalogue import none_found
from mocks.komet.order_parts import Komet
from mocks.komet.purchase_order_list import listed_ids, listed_words, order_items, own_orders
from mocks.komet.records import PurchaseItem
from mocks.komet.wire import Call, Envelope, method


class AvailabilityCall(Call, frozen=True, kw_only=True):
    """Input of purchase.order.va.details.list: numbers or line ids, parted by commas."""

    purchaseOrderNumbers: Annotated[str, text(200)] | UnsetType = UNSET
    purchaseOrderItemIds: Annotated[str, text(200)] | UnsetType = UNSET
    shipDate: datetime.date | UnsetType = UNSET


class AvailabilityRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a line was allocated of a vendor's availability."""

    productDescription: str
    availableFrom: datetime.date
    postHarvest: str
    unitType: str
    unitsAllocated: int
    downgraded: bool


class AvailabilityLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line with its allocations."""

    poItemId: int
    vendorAvailabilityDetails: list[AvailabilityRow] | UnsetType = UNSET


class AvailabilityOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order with its lines."""

    id: int
    number: int
    shipDate: datetime.date
    details: list[AvailabilityLine] | UnsetType = UNSET


class Availability(Envelope, frozen=True, kw_only=True):
    """Orders by number."""

    purchaseOrders: list[AvailabilityOrder] | UnsetType = UNSET


@method(
    "GET",
    "purchase.order.va.details.list",
    tokens="Company",
    source="wiki x/b42q",
    notes="assumed: what a line for a prebook line of vendor availability or K2K buys was allocated"
    " of it; postHarvest is empty, nothing is downgraded",
)
def purchase_order_va_details_list(context: Komet, call: AvailabilityCall) -> Availability:
    """The lines of orders, with what they were allocated of vendors' availability."""
    if call.purchaseOrderNumbers is UNSET and call.purchaseOrderItemIds is UNSET:
        fields = "purchaseOrderNumbers, purchaseOrderItemIds"
        raise BadCall("filter.missing", fields=fields)
    ids = listed_ids(call.purchaseOrderItemIds)
    numbers = (
        None if call.purchaseOrderNumbers is UNSET else listed_words(call.purchaseOrderNumbers)
    )
    rows = []
    for order in own_orders(context):
        named = numbers is None or str(order.number) in numbers
        lines = [one for one in order_items(context, order) if ids is None or one.id in ids]
        if named and lines and call.shipDate in (UNSET, order.ship_date):
            details = [_line(context, one) for one in lines]
            rows.append(
                AvailabilityOrder(
                    id=order.id, number=order.number, shipDate=order.ship_date, details=details
                )
            )
    if not rows:
        return none_found(context, Availability, "orders")
    return Availability(purchaseOrders=rows)


def _line(context: Komet, item: PurchaseItem) -> AvailabilityLine:
    """A line, with the offer it was allocated of, if it was any."""
    state = context.state
    booked = state.prebook_items.get(item.prebook_item_id or 0)
    if booked is None or booked.lot_id not in state.availability:
        return AvailabilityLine(poItemId=item.id)
    lot = state.lots[booked.lot_id]
    row = AvailabilityRow(
        productDescription=state.products[lot.product_id].description,
        availableFrom=lot.day,
        postHarvest="",
        unitType=lot.unit_type,
        unitsAllocated=item.boxes * lot.units_per_box,
        downgraded=False,
    )
    return AvailabilityLine(poItemId=item.id, vendorAvailabilityDetails=[row])
