"""web-order-item.add: one line of a web order, its boxes taken in the same step."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from mocks.core.errors import BadCall
from mocks.core.fields import Id, Money, text
from mocks.komet.cart_timer import start_timer
from mocks.komet.catalogue import carrier_for
from mocks.komet.customer_carriers import check_choice
from mocks.komet.facts.orders import WebOrderLineAdded, no_longer_pending
from mocks.komet.location import location_for
from mocks.komet.order_parts import (
    Boxes,
    Destination,
    Komet,
    check_price,
    check_way,
    done_by,
    needed,
    new_id,
    ship_to_for,
)
from mocks.komet.party import customer_for
from mocks.komet.picking import Description, Wanted, pick_by_description, pick_by_id, read_ids
from mocks.komet.placing import place_on_order
from mocks.komet.records import K2K, OFFERED, ON_HAND, Lot, WebOrder, WebOrderItem
from mocks.komet.statuses import PENDING_ORDER
from mocks.komet.web_order import (
    check_location_of,
    lines_of,
    make_web_order,
    web_order_for,
)
from mocks.komet.wire import AccountHeaders, Call, Envelope, method

NAME = "web-order-item.add"


class WebOrderItemAdd(Call, frozen=True, kw_only=True):
    """Input of web-order-item.add: one line, flat."""

    customerId: Id
    reservedInventory: bool = False
    inventoryIds: str | None = None
    inventoryOrigin: Annotated[int, Meta(ge=ON_HAND, le=K2K)] | None = None
    fedExInfoSameAsCustomer: bool = False
    productCode: Annotated[str, text(20)] | None = None
    companyProductId: Id | None = None
    boxTypeCode: Annotated[str, text(3)] | None = None
    unitsPerBox: Boxes | None = None
    unitType: Literal["Bunch", "Stem"] | None = None
    price: Money
    quantity: Boxes
    carrierId: Id
    date: date
    companyLocationId: Id | None = None
    shipToId: Id | None = None
    markCode: Annotated[str, text(20)] = ""
    webOrderId: Id | None = None


class WebOrderItemReply(Envelope, frozen=True, kw_only=True):
    """Where the line went."""

    webOrderId: int
    webOrderItemId: int


@method(
    "POST",
    NAME,
    tokens="Customer User",
    source="APIDocs 11177715, v23",
    headers=AccountHeaders,
    notes="observed nowhere: reply, unitsPerBox and unitType by invoice.item.add, first id with"
    " enough boxes, on hand where a product is named without an origin",
)
def web_order_item_add(context: Komet, call: WebOrderItemAdd) -> WebOrderItemReply:
    """Add a line to a pending web order, making one where there is none that fits."""
    customer = customer_for(context, call.customerId)
    location = location_for(context, customer, call.companyLocationId)
    check_price(call.price, "price")
    carrier = carrier_for(context, call.carrierId)
    ship_to = ship_to_for(context, customer, call.shipToId)
    where = Destination(
        customer=customer,
        carrier=carrier,
        ship_date=call.date,
        ship_to=ship_to,
        location=location,
    )
    check_way(context, where)
    check_choice(context, where)
    order = _order_for(context, call.webOrderId, where)
    lot = _lot_for(context, call, where)
    by = done_by(context, NAME)
    order = order or make_web_order(context, customer, location, by)
    line = _line(context, call, order, lot)
    line = place_on_order(context, line, where, by)
    if not lines_of(context, order):
        start_timer(context, order)
    context.record(WebOrderLineAdded(item=line, by=by))
    return WebOrderItemReply(
        message="Item was successfully added.", webOrderId=order.id, webOrderItemId=line.id
    )


# --- which web order ------------------------------------------------------------------------------


def _order_for(context: Komet, web_order_id: int | None, where: Destination) -> WebOrder | None:
    """The web order named, or a pending one that fits; None to make one.

    Raises:
        NotPossible: if the one named is of another location, or takes no more lines.
    """
    if web_order_id is None:
        return _pending_like(context, where)
    order = web_order_for(context, where.customer, web_order_id)
    check_location_of(order, where.location)
    if order.status == PENDING_ORDER:
        return order
    if context.assumptions.add_to_checked_out == "new_order":
        return None
    raise no_longer_pending(order)


def _pending_like(context: Komet, where: Destination) -> WebOrder | None:
    """The oldest pending order of customer and location whose every line goes the same way.

    "Identical information" is read as carrier, date and ship-to (assumed).
    """
    for order in list(context.state.web_orders.values()):
        own = (order.customer_id, order.location_id) == (where.customer.id, where.location_id)
        if not own or order.status != PENDING_ORDER:
            continue
        ways = {(one.carrier_id, one.ship_date, one.ship_to_id) for one in lines_of(context, order)}
        if ways <= {(where.carrier.id, where.ship_date, where.ship_to_id)}:
            return order
    return None


# --- which boxes ----------------------------------------------------------------------------------


def _lot_for(context: Komet, call: WebOrderItemAdd, where: Destination) -> Lot:
    """The line of inventory asked for, by ids (which win) or by product and pack."""
    by_ids = call.inventoryIds is not None
    if by_ids and call.inventoryOrigin is None:
        raise BadCall("field.missing", field="inventoryOrigin")
    if call.inventoryOrigin in OFFERED and context.assumptions.web_order_origins == "stock":
        raise BadCall("field.wrong", field="inventoryOrigin", right="1 or 2")
    wanted = Wanted(
        customer=where.customer,
        origin=call.inventoryOrigin or ON_HAND,
        ship_date=where.ship_date,
        boxes=call.quantity,
        reserved=call.reservedInventory,
        location_id=where.location_id,
    )
    if call.inventoryIds is not None:
        return pick_by_id(context, read_ids(call.inventoryIds, "inventoryIds"), wanted)
    if call.productCode is None and call.companyProductId is None:
        raise BadCall("field.missing", field="inventoryIds")
    what = Description(
        product_code=call.productCode,
        product_id=call.companyProductId,
        box_type_code=needed(call.boxTypeCode, "boxTypeCode"),
        units_per_box=needed(call.unitsPerBox, "unitsPerBox"),
        unit_type=needed(call.unitType, "unitType"),
    )
    return pick_by_description(context, what, wanted)


def _line(context: Komet, call: WebOrderItemAdd, order: WebOrder, lot: Lot) -> WebOrderItem:
    """The web-order line, not yet tied to an invoice or prebook line."""
    return WebOrderItem(
        id=new_id(context, "web_order_item"),
        web_order_id=order.id,
        lot_id=lot.id,
        origin=lot.origin,
        boxes=call.quantity,
        price=call.price,
        carrier_id=call.carrierId,
        ship_date=call.date,
        ship_to_id=call.shipToId,
        mark_code=call.markCode,
        fedex_same=call.fedExInfoSameAsCustomer,
    )
