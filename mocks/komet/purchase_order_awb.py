"""Lines of purchase orders join an air waybill: their boxes leave the farm, each with its code."""

import datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from mocks.core.errors import BadCall, Missing, NotPossible, Refusal
from mocks.core.fields import BOXES_MOST, Id
from mocks.komet.facts.boxes import AwbReplaced, PurchaseLineShipped, check_code_free
from mocks.komet.facts.orders import By
from mocks.komet.order_parts import Komet, done_by, needed
from mocks.komet.purchase_order_allocation import check_sold
from mocks.komet.purchase_order_flow import Leaving, refuse_state, ship_line
from mocks.komet.purchase_order_item import refuse_line
from mocks.komet.purchase_order_parts import own_item
from mocks.komet.purchase_order_states import BOX_SHIPPED, PENDING
from mocks.komet.records import PurchaseItem
from mocks.komet.texts import REFUSALS
from mocks.komet.wire import COMPANY, Call, Envelope, method

Code = Annotated[str, Meta(min_length=1, max_length=20)]
Awb = Annotated[str, Meta(min_length=1, max_length=25)]
#: Lot numbers Komet gives itself.
OWN_LOTS = range(1_000, 100_000)
LOT_DIGITS = 10


class AwbItemCall(Call, frozen=True, kw_only=True):
    """Input of purchase.order.item.awb.add; fewer codes than boxes part the line."""

    poItemId: Id
    awb: Awb
    shipDate: datetime.date
    boxCodes: tuple[Code, ...] = ()
    lotNumber: Annotated[str, Meta(max_length=LOT_DIGITS)] | None = None


class AwbHouseItemCall(AwbItemCall, frozen=True, kw_only=True):
    """One item of purchase.order.items.awb.add."""

    houseAWB: Annotated[str, Meta(max_length=25)] = ""


class AwbItemsCall(Call, frozen=True, kw_only=True):
    """Input of purchase.order.items.awb.add; a Company token says whose items they are."""

    poItems: Annotated[tuple[AwbHouseItemCall, ...], Meta(min_length=1)]
    vendorId: Id | None = None


class AwbItemAdded(Envelope, frozen=True, kw_only=True):
    """The codes of the boxes that left, and the line that stayed behind if one did."""

    boxCodes: list[str]
    newPOItemId: int | UnsetType = UNSET


class AwbItemResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item."""

    poItemId: int
    status: int
    message: str
    boxCodes: list[str] | UnsetType = UNSET
    lotNumber: int | UnsetType = UNSET


class AwbItemsAdded(Envelope, frozen=True, kw_only=True):
    """What became of each item; `status` is 1 if any was added."""

    purchaseOrderItemDetailsAWBAddAPIResultList: list[AwbItemResult]


@method(
    "POST",
    "purchase.order.item.awb.add",
    tokens="Company Vendor",
    source="APIDocs 11177203",
    notes="documented: an UNKNOWN product is not added; assumed: the refusal of it, digits only in"
    " lot numbers, never more codes than boxes",
)
def purchase_order_item_awb_add(context: Komet, call: AwbItemCall) -> AwbItemAdded:
    """Ship a line, or as many boxes of it as there are codes."""
    item = own_item(context, call.poItemId)
    by = done_by(context, "purchase.order.item.awb.add")
    shipped = _add(context, item, _leaving(context, item, call), by)
    rest = shipped.rest_id if shipped else None
    return AwbItemAdded(boxCodes=_codes(context, item), newPOItemId=UNSET if rest is None else rest)


@method(
    "POST",
    "purchase.order.items.awb.add",
    tokens="Company Vendor",
    source="APIDocs 11177299, v6",
    notes="assumed: vendorId beside poItems; items that can not be added are answered one by one,"
    " status 0 only if none could; a message",
)
def purchase_order_items_awb_add(context: Komet, call: AwbItemsCall) -> AwbItemsAdded:
    """Ship lines of one vendor, each on its air waybill."""
    if context.caller.kind == COMPANY:
        needed(call.vendorId, "vendorId")
    results = [_result(context, call, one) for one in call.poItems]
    done = any(one.status for one in results)
    return AwbItemsAdded(
        message="OK" if done else results[0].message,
        status=int(done),
        purchaseOrderItemDetailsAWBAddAPIResultList=results,
    )


def _result(context: Komet, call: AwbItemsCall, one: AwbHouseItemCall) -> AwbItemResult:
    """Ship one item, or say why not; a refused item has changed nothing."""
    try:
        item = own_item(context, one.poItemId)
        order = context.state.purchase_orders[item.purchase_order_id]
        if context.caller.kind == COMPANY and order.vendor_id != call.vendorId:
            raise Missing("purchase.item", item=item.id)
        leaving = replace(_leaving(context, item, one), house_awb=one.houseAWB)
        _add(context, item, leaving, done_by(context, "purchase.order.items.awb.add"))
    except Refusal as refusal:
        words = REFUSALS[refusal.code].format(**refusal.details)
        return AwbItemResult(poItemId=one.poItemId, status=0, message=words)
    shipment = context.state.purchase_items[item.id].shipment
    return AwbItemResult(
        poItemId=item.id,
        status=1,
        message="OK",
        boxCodes=_codes(context, item),
        lotNumber=shipment.lot_number if shipment else UNSET,
    )


def _codes(context: Komet, item: PurchaseItem) -> list[str]:
    return [context.state.boxes[one].code for one in context.state.boxes_of_item[item.id]]


def _add(
    context: Komet, item: PurchaseItem, leaving: Leaving, by: By
) -> PurchaseLineShipped | None:
    """Ship the line; a line that is on its way already changes its air waybill (switch)."""
    if item.shipment is None:
        return ship_line(context, item, leaving, by)
    shipment = replace(item.shipment, awb=leaving.awb, house_awb=leaving.house_awb, day=leaving.day)
    context.record(AwbReplaced(item_id=item.id, shipment=shipment, by=by))
    return None


def _leaving(context: Komet, item: PurchaseItem, call: AwbItemCall) -> Leaving:
    """What leaves, checked completely before anything is recorded.

    Raises:
        BadCall: if a lot number is not digits, or a code stands twice.
        NotPossible: if the line can not leave, a code is taken, or the lot number is Komet's own.
    """
    _check_line(context, item, call)
    _check_codes(context, item, call)
    return Leaving(
        awb=call.awb, day=call.shipDate, codes=call.boxCodes, lot_number=_lot_number(call)
    )


def _check_line(context: Komet, item: PurchaseItem, call: AwbItemCall) -> None:
    order = context.state.purchase_orders[item.purchase_order_id]
    if item.shipment is not None and not _is_again(context, item, call):
        raise refuse_line(item, "added to an AWB")
    if item.cancelled:
        raise refuse_line(item, "added to an AWB")
    if order.status == PENDING and context.assumptions.awb_on_pending != "accept":
        raise refuse_state(order, "shipped")
    if item.product_id is None:
        raise NotPossible("product.unmapped", product=item.description)
    check_sold(context, item)
    if item.boxes > BOXES_MOST:
        raise NotPossible("awb.boxes", item=item.id, boxes=item.boxes, limit=BOXES_MOST)


def _is_again(context: Komet, item: PurchaseItem, call: AwbItemCall) -> bool:
    """Whether a shipped line may change its AWB: no box arrived, and no other codes are given."""
    boxes = [context.state.boxes[one] for one in context.state.boxes_of_item[item.id]]
    codes = tuple(box.code for box in boxes)
    on_the_way = all(box.status == BOX_SHIPPED for box in boxes)
    allowed = context.assumptions.awb_again == "replace"
    return allowed and on_the_way and call.boxCodes in ((), codes)


def _check_codes(context: Komet, item: PurchaseItem, call: AwbItemCall) -> None:
    most, codes = context.assumptions.box_codes_most, call.boxCodes
    if most != "any" and len(codes) > int(most):
        raise NotPossible("box.many", limit=most)
    if len(codes) > item.boxes:
        raise NotPossible("purchase.boxes", item=item.id, boxes=item.boxes, asked=len(codes))
    if item.shipment is not None:
        return
    order = context.state.purchase_orders[item.purchase_order_id]
    for place, code in enumerate(codes):
        check_code_free(context.state, order.company_id, code)
        if code in codes[:place]:
            raise NotPossible("box.exists", box=code)


def _lot_number(call: AwbItemCall) -> int | None:
    if call.lotNumber is None:
        return None
    if not (call.lotNumber.isascii() and call.lotNumber.isdecimal()):
        raise BadCall("field.wrong", field="lotNumber", right="digits")
    number = int(call.lotNumber)
    if number in OWN_LOTS or not number:
        raise NotPossible("lot.range", lot=number)
    return number
