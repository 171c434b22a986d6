"""web-order-details.list: what a web order holds, and which orders its lines became."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.fields import Id
from mocks.komet.catalogue import none_found
from mocks.komet.location import location_for
from mocks.komet.order_parts import Komet
from mocks.komet.party import customer_for
from mocks.komet.pricing import Pack, line_amount, total
from mocks.komet.records import WebOrder, WebOrderItem
from mocks.komet.statuses import CHECKED_OUT_ORDER, PENDING_ORDER
from mocks.komet.web_order import check_location_of, lines_of
from mocks.komet.wire import AccountHeaders, Call, Envelope, given, method


class WebOrderDetailsCall(Call, frozen=True, kw_only=True):
    """Input of web-order-details.list."""

    customerId: Id
    webOrderId: Id
    companyLocationId: Id | None = None
    statusId: Annotated[int, Meta(ge=PENDING_ORDER, le=CHECKED_OUT_ORDER)] = PENDING_ORDER


class WebOrderItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a web order. The page shows the first two fields; the others are assumed."""

    id: str
    webOrderItemId: int
    inventoryId: int
    inventoryOrigin: int
    productId: int
    productDescription: str
    boxTypeCode: str
    unitType: str
    bunches: int
    stemsBunch: int
    unitsPerBox: int
    quantity: int
    price: Decimal
    total: Decimal
    shipDate: date
    carrierId: int
    carrierName: str
    shipToId: int | UnsetType = UNSET
    markCode: str | UnsetType = UNSET
    fedExInfoSameAsCustomer: bool | UnsetType = UNSET
    invoiceNumber: int | UnsetType = UNSET
    prebookNumber: int | UnsetType = UNSET


class WebOrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A web order with its lines; `statusId` 1 Pending, 2 Confirmed (checked out)."""

    id: int
    number: int
    statusId: int
    companyLocationId: int | UnsetType = UNSET
    customerId: int
    subtotal: Decimal
    additionalCharges: Decimal
    total: Decimal
    items: list[WebOrderItemRow]


class WebOrderDetails(Envelope, frozen=True, kw_only=True):
    """The web order asked for, or an empty result."""

    webOrders: list[WebOrderRow] | UnsetType = UNSET


@method(
    "GET",
    "web-order-details.list",
    tokens="Customer User",
    source="APIDocs 11177531",
    headers=AccountHeaders,
    aliases=("/api/v2/web-order-details.list", "/api/web.order.details.list"),
    notes="assumed: item fields after webOrderItemId, the message of an empty result",
)
def web_order_details_list(context: Komet, call: WebOrderDetailsCall) -> WebOrderDetails:
    """One web order of a customer, if it has that status; without a status only a pending one."""
    customer = customer_for(context, call.customerId)
    location = location_for(context, customer, call.companyLocationId)
    order = context.state.web_orders.get(call.webOrderId)
    if order is None or (order.customer_id, order.status) != (customer.id, call.statusId):
        return none_found(context, WebOrderDetails, "orders")
    check_location_of(order, location)
    return WebOrderDetails(webOrders=[_order_row(context, order)])


def _order_row(context: Komet, order: WebOrder) -> WebOrderRow:
    items = lines_of(context, order)
    rows = [_item_row(context, str(place), one) for place, one in enumerate(items, 1)]
    goods = total(row.total for row in rows)
    return WebOrderRow(
        id=order.id,
        number=order.number,
        statusId=order.status,
        companyLocationId=given(order.location_id),
        customerId=order.customer_id,
        subtotal=goods,
        additionalCharges=Decimal("0.00"),
        total=goods,
        items=rows,
    )


def _item_row(context: Komet, name: str, item: WebOrderItem) -> WebOrderItemRow:
    state, lot = context.state, context.state.lots[item.lot_id]
    invoice, prebook = _orders_of(context, item)
    pack = Pack(unit_type=lot.unit_type, bunches=lot.bunches, stems_bunch=lot.stems_bunch)
    product = state.products[lot.product_id]
    echoed = context.assumptions.mark_code_echoed == "yes"
    return WebOrderItemRow(
        id=name,
        webOrderItemId=item.id,
        inventoryId=lot.id,
        inventoryOrigin=item.origin,
        productId=product.id,
        productDescription=product.description,
        boxTypeCode=state.box_types[lot.box_type_id].code,
        unitType=lot.unit_type,
        bunches=lot.bunches,
        stemsBunch=lot.stems_bunch,
        unitsPerBox=lot.units_per_box,
        quantity=item.boxes,
        price=item.price,
        total=line_amount(pack, item.boxes, item.price),
        shipDate=item.ship_date,
        carrierId=item.carrier_id,
        carrierName=state.carriers[item.carrier_id].name,
        shipToId=given(item.ship_to_id),
        markCode=given(item.mark_code) if echoed else UNSET,
        fedExInfoSameAsCustomer=item.fedex_same or UNSET,
        invoiceNumber=invoice,
        prebookNumber=prebook,
    )


def _orders_of(context: Komet, item: WebOrderItem) -> tuple[int | UnsetType, int | UnsetType]:
    """The numbers of the invoice and the prebook the line is on, as far as shown (switch)."""
    state, shown = context.state, context.assumptions.web_order_numbers
    line = state.invoice_items.get(item.invoice_item_id or 0)
    booked = state.prebook_items.get(item.prebook_item_id or 0)
    return (
        state.invoices[line.invoice_id].number if line and shown != "none" else UNSET,
        state.prebooks[booked.prebook_id].number if booked and shown == "both" else UNSET,
    )
