"""What purchase.order.list shows of an order and its lines, in the keys real programs read."""

from datetime import date, datetime
from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from mocks.komet.location import shown_location
from mocks.komet.mapping import shown_description
from mocks.komet.order_parts import Komet
from mocks.komet.pricing import Pack, line_amount, total
from mocks.komet.purchase_order_states import BOX_WORDS
from mocks.komet.records import Box, Prebook, PurchaseComponent, PurchaseItem, PurchaseOrder
from mocks.komet.wire import given

OPEN_MARKET = "M"


class PurchaseBoxRow(msgspec.Struct, frozen=True, kw_only=True):
    """A box the farm shipped."""

    boxCode: str
    lotNumber: int
    position: int
    statusId: int
    statusName: str


class PurchaseBreakdownRow(msgspec.Struct, frozen=True, kw_only=True):
    """A component of a mixed box."""

    productId: int
    productDescription: str
    stemsBunch: int
    bunches: int
    cost: Decimal | UnsetType = UNSET


class CustomFieldRow(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the company's own making."""

    fieldName: str
    customFieldId: int
    customFieldValueId: int
    value: str


class PurchaseLineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line: costs, never what the customer pays."""

    orderType: str
    stemsBunch: int
    notes: str | UnsetType = UNSET
    customField1: str | UnsetType = UNSET
    standingOrder: str | UnsetType = UNSET
    customFields: list[CustomFieldRow] | UnsetType = UNSET
    breakdowns: list[PurchaseBreakdownRow] | UnsetType = UNSET
    bunches: int
    prebookItemId: int | UnsetType = UNSET
    units: int
    totalBoxes: int
    unitType: str
    carrierName: str | UnsetType = UNSET
    referenceNumber: str | UnsetType = UNSET
    poItemId: int
    customerId: int | UnsetType = UNSET
    lineItemStatus: str
    productDescription: str
    boxes: list[PurchaseBoxRow] | UnsetType = UNSET
    productId: int | UnsetType = UNSET
    boxType: str
    customerName: str | UnsetType = UNSET
    totalUnits: int
    markCode: str | UnsetType = UNSET
    prebook: str | UnsetType = UNSET
    unitCost: Decimal
    prebookTruckDate: date | UnsetType = UNSET
    quantityConfirmed: int
    carrierId: int | UnsetType = UNSET
    totalCost: Decimal


class PurchaseOrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A purchase order with its lines; `status` is a letter code."""

    id: int
    number: str
    origin: str
    vendorId: int
    vendorName: str
    shipDate: date
    locationId: int | UnsetType = UNSET
    locationName: str | UnsetType = UNSET
    status: str
    totalCost: Decimal
    comments: str | UnsetType = UNSET
    totalBoxes: int
    createdOn: datetime
    updatedOn: datetime
    details: list[PurchaseLineRow] | UnsetType = UNSET


def order_row(context: Komet, order: PurchaseOrder, items: list[PurchaseItem]) -> PurchaseOrderRow:
    """An order as the API shows it, with those of its lines; totals are theirs."""
    vendor = context.state.vendors[order.vendor_id]
    live = [item for item in items if not item.cancelled]
    return PurchaseOrderRow(
        id=order.id,
        number=str(order.number),
        origin=vendor.port,
        vendorId=vendor.id,
        vendorName=vendor.name,
        shipDate=order.ship_date,
        **shown_location(context.state, order.location_id),
        status=order.status,
        totalCost=total(_amount(item) for item in live),
        comments=given(order.comments),
        totalBoxes=sum(item.boxes for item in live),
        createdOn=order.created_at,
        updatedOn=order.updated_at,
        details=given([_line_row(context, order, item) for item in items]),
    )


def prebook_of(context: Komet, item: PurchaseItem) -> Prebook | None:
    """The prebook a line buys for, if its prebook line is still there."""
    booked = context.state.prebook_items.get(item.prebook_item_id or 0)
    return context.state.prebooks[booked.prebook_id] if booked else None


def _standing_order(context: Komet, prebook: Prebook | None) -> str | UnsetType:
    """The number of the standing order a line is bought for, if there is one."""
    order_id = prebook.standing_order_id if prebook else None
    return str(context.state.standing_orders[order_id].number) if order_id else UNSET


def _line_row(context: Komet, order: PurchaseOrder, item: PurchaseItem) -> PurchaseLineRow:
    state = context.state
    prebook = prebook_of(context, item)
    customer = state.customers[prebook.customer_id] if prebook else None
    carrier = state.carriers.get(prebook.carrier_id if prebook else order.carrier_id or 0)
    units = _pack(item).units_per_box
    echoed = context.assumptions.mark_code_echoed == "yes"
    return PurchaseLineRow(
        orderType=prebook.kind if prebook else OPEN_MARKET,
        stemsBunch=item.stems_bunch,
        notes=given(item.notes),
        breakdowns=given([_breakdown_row(context, one) for one in item.components]),
        bunches=item.bunches,
        prebookItemId=given(item.prebook_item_id),
        units=units,
        totalBoxes=item.boxes,
        unitType=item.unit_type,
        carrierName=carrier.name if carrier else UNSET,
        referenceNumber=given(item.reference),
        poItemId=item.id,
        customerId=customer.id if customer else UNSET,
        lineItemStatus=item.status,
        productDescription=shown_description(context, item.product_id, item.description),
        boxes=given(_boxes(context, item)),
        productId=given(item.product_id),
        boxType=state.box_types[item.box_type_id].code,
        customerName=customer.name if customer else UNSET,
        totalUnits=item.boxes * units,
        markCode=given(item.mark_code) if echoed else UNSET,
        prebook=str(prebook.number) if prebook else UNSET,
        standingOrder=_standing_order(context, prebook),
        unitCost=item.cost,
        prebookTruckDate=prebook.truck_date if prebook else UNSET,
        quantityConfirmed=item.confirmed,
        carrierId=carrier.id if carrier else UNSET,
        totalCost=_amount(item),
    )


def _pack(item: PurchaseItem) -> Pack:
    return Pack(unit_type=item.unit_type, bunches=item.bunches, stems_bunch=item.stems_bunch)


def _amount(item: PurchaseItem) -> Decimal:
    return line_amount(_pack(item), item.boxes, item.cost)


def _boxes(context: Komet, item: PurchaseItem) -> list[PurchaseBoxRow]:
    """The boxes of a line, which are known once the farm has shipped it."""
    boxes = [context.state.boxes[one] for one in context.state.boxes_of_item.get(item.id, ())]
    lot_number = item.shipment.lot_number if item.shipment else 0
    return [_box_row(one, lot_number) for one in boxes]


def _box_row(box: Box, lot_number: int) -> PurchaseBoxRow:
    return PurchaseBoxRow(
        boxCode=box.code,
        lotNumber=lot_number,
        position=box.position,
        statusId=box.status,
        statusName=BOX_WORDS[box.status].capitalize(),
    )


def _breakdown_row(context: Komet, one: PurchaseComponent) -> PurchaseBreakdownRow:
    return PurchaseBreakdownRow(
        productId=one.product_id,
        productDescription=context.state.products[one.product_id].description,
        stemsBunch=one.stems_bunch,
        bunches=one.bunches,
        cost=UNSET if one.cost is None else one.cost,
    )
