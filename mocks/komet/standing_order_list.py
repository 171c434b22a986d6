"""standing.order.list: the company's standing orders with their lines."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.errors import BadCall, NotPossible
from mocks.core.fields import Count, text
from mocks.komet.catalogue import none_found
from mocks.komet.location import shown_location
from mocks.komet.matching import equal, exactly, like
from mocks.komet.order_parts import Komet
from mocks.komet.records import StandingItem, StandingOrder
from mocks.komet.standing_days import named
from mocks.komet.wire import Call, Envelope, given, method

ALL, ACTIVE, CANCELLED = "All", "Active", "Cancelled"


class StandingOrderFilter(Call, frozen=True, kw_only=True):
    """Filters of standing.order.list; only active orders unless `status` says otherwise."""

    dateFrom: date
    dateTo: date
    customer: Annotated[str, text(50)] | UnsetType = UNSET
    customerId: Count | UnsetType = UNSET
    number: Annotated[str, text(10)] | UnsetType = UNSET
    locationId: Count | UnsetType = UNSET
    status: Annotated[str, text(20)] = ACTIVE


class StandingItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a standing order, with the keys of a prebook's."""

    standingOrderItemId: int
    identifier: str | UnsetType = UNSET
    vendorId: int | UnsetType = UNSET
    vendorName: str | UnsetType = UNSET
    productId: int | UnsetType = UNSET
    productDescription: str
    totalBoxes: int
    boxType: str | UnsetType = UNSET
    bunches: int
    stemsBunch: int
    unitType: str
    unitPrice: Decimal
    cost: Decimal | UnsetType = UNSET
    markCode: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET


class StandingOrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A standing order; `days` such as ``Monday, Thursday``."""

    id: int
    number: int
    locationId: int | UnsetType = UNSET
    locationName: str | UnsetType = UNSET
    customerId: int
    customerName: str
    priceList: str
    carrierId: int
    carrierName: str
    recurrence: int
    days: str
    startDate: date
    endDate: date | UnsetType = UNSET
    status: str
    customerPONumber: str | UnsetType = UNSET
    comments: str | UnsetType = UNSET
    details: list[StandingItemRow] | UnsetType = UNSET


class StandingOrders(Envelope, frozen=True, kw_only=True):
    """Standing orders by number."""

    standingOrders: list[StandingOrderRow] | UnsetType = UNSET


@method(
    "GET",
    "standing.order.list",
    tokens="Company",
    source="APIDocs 25657433, v6",
    notes="documented: the keys up to startDate, but for customerId and carrierId; assumed: the"
    " other keys and those of the lines, the order, the message of an empty result, the window"
    " lets through what starts before its end and ends after its start, it may be of any length;"
    " 11177663 also speaks of a GET under v2/standing-order, whose shape no page shows",
)
def standing_order_list(context: Komet, call: StandingOrderFilter) -> StandingOrders:
    """The standing orders that are in force some day of a window."""
    if call.dateFrom > call.dateTo:
        raise NotPossible("range.order", first=call.dateFrom, last=call.dateTo)
    if not any(exactly(call.status, one) for one in (ALL, ACTIVE, CANCELLED)):
        raise BadCall("field.wrong", field="status", right=f"{ALL}, {ACTIVE} or {CANCELLED}")
    rows = [
        _row(context, one)
        for one in list(context.state.standing_orders.values())
        if _matches(context, call, one) and _is_in_force(call, one)
    ]
    if not rows:
        return none_found(context, StandingOrders, "standing_orders")
    return StandingOrders(standingOrders=sorted(rows, key=lambda row: row.number))


def _is_in_force(call: StandingOrderFilter, one: StandingOrder) -> bool:
    ends = one.end is None or one.end >= call.dateFrom
    return one.start <= call.dateTo and ends


def _matches(context: Komet, call: StandingOrderFilter, one: StandingOrder) -> bool:
    customer = context.state.customers[one.customer_id]
    return (
        one.company_id == context.caller.company_id
        and (exactly(call.status, ALL) or exactly(call.status, _status(one)))
        and equal(call.customerId, customer.id)
        and (like(call.customer, customer.name) or like(call.customer, customer.code))
        and exactly(call.number, str(one.number))
        and equal(call.locationId, one.location_id or -1)
    )


def _status(one: StandingOrder) -> str:
    return CANCELLED if one.cancelled else ACTIVE


def _row(context: Komet, one: StandingOrder) -> StandingOrderRow:
    state = context.state
    customer = state.customers[one.customer_id]
    return StandingOrderRow(
        id=one.id,
        number=one.number,
        **shown_location(state, one.location_id),
        customerId=customer.id,
        customerName=customer.name,
        priceList=customer.price_list,
        carrierId=one.carrier_id,
        carrierName=state.carriers[one.carrier_id].name,
        recurrence=one.recurrence,
        days=named(one.weekdays),
        startDate=one.start,
        endDate=given(one.end),
        status=_status(one),
        customerPONumber=given(one.customer_po),
        comments=given(one.comments),
        details=given([_item_row(context, item) for item in one.items]),
    )


def _item_row(context: Komet, item: StandingItem) -> StandingItemRow:
    state, line = context.state, item.line
    vendor = state.vendors.get(line.vendor_id or 0)
    box_type = state.box_types.get(line.box_type_id or 0)
    return StandingItemRow(
        standingOrderItemId=item.id,
        identifier=given(item.identifier),
        vendorId=given(line.vendor_id),
        vendorName=vendor.name if vendor else UNSET,
        productId=given(line.product_id),
        productDescription=line.description,
        totalBoxes=line.boxes,
        boxType=box_type.code if box_type else UNSET,
        bunches=line.bunches,
        stemsBunch=line.stems_bunch,
        unitType=line.unit_type,
        unitPrice=line.price,
        cost=given(line.cost),
        markCode=given(line.mark_code),
        notes=given(line.notes),
    )
