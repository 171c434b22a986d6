"""purchase.order.create: orders at a farm, for prebook lines or for the open market."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from mocks.core.fields import written
from mocks.komet.facts.orders import By
from mocks.komet.facts.purchases import AliasKept
from mocks.komet.mapping import alias_for
from mocks.komet.order_parts import Komet, done_by, needed
from mocks.komet.purchase_order_flow import Leaving, make_order, refuse_state, ship_line
from mocks.komet.purchase_order_lines import (
    Needs,
    PurchaseItemCall,
    line_for,
    linked_line,
)
from mocks.komet.purchase_order_parts import PurchaseHeaderCall, new_order, order_for
from mocks.komet.purchase_order_states import APPROVED, PENDING
from mocks.komet.records import PrebookItem, PurchaseItem, PurchaseOrder
from mocks.komet.wire import Envelope, given, method

MADE = "Purchase Order was successfully created."


class PurchaseOrderCreate(PurchaseHeaderCall, frozen=True, kw_only=True):
    """Input of purchase.order.create; `awbNumber` (the key is ours) is an AWB's last digits."""

    awbNumber: Annotated[str, written("[0-9]{4}", "four digits")] | None = None
    purchaseOrderItems: Annotated[tuple[PurchaseItemCall, ...], Meta(min_length=1)]


class PurchaseItemMade(msgspec.Struct, frozen=True, kw_only=True):
    """A new line, and what it was ordered for."""

    poItemId: int
    prebookItemId: int | UnsetType = UNSET
    markCode: str | UnsetType = UNSET


class PurchaseOrderMadeReply(Envelope, frozen=True, kw_only=True):
    """The order; item ids in the order of the call (switch)."""

    purchaseOrderId: int
    purchaseOrderNumber: str
    purchaseOrderItems: list[PurchaseItemMade] | UnsetType = UNSET


@method(
    "POST",
    "purchase.order.create",
    tokens="Company Vendor",
    source="APIDocs 11177108; KB 3342136",
    notes="assumed: the item's fields after prebookItemId, the key awbNumber, the answer; a prebook"
    " line is bought once; an order that was approved takes no more lines; not simulated: temporary"
    " AWBs, costs in another currency",
)
def purchase_order_create(context: Komet, call: PurchaseOrderCreate) -> PurchaseOrderMadeReply:
    """Make a purchase order, or add to a pending one."""
    order = order_for(context, call)
    if (
        call.awbNumber
        and order.status == PENDING
        and context.assumptions.awb_on_pending != "accept"
    ):
        raise refuse_state(order, "shipped")
    needs = Needs(context, order)
    lines = [line_for(context, order, one, needs) for one in call.purchaseOrderItems]
    by = done_by(context, "purchase.order.create")
    for one in call.purchaseOrderItems:
        _remember(context, order, one, by)
    made = make_order(context, order, lines, by)
    for item in made if call.awbNumber else ():
        if item.product_id is not None:
            ship_line(context, item, Leaving(awb=str(call.awbNumber), day=order.ship_date), by)
    return made_reply(context, order, made)


def made_reply(
    context: Komet, order: PurchaseOrder, made: tuple[PurchaseItem, ...]
) -> PurchaseOrderMadeReply:
    """What the methods that make purchase orders answer."""
    shown = context.assumptions.purchase_item_ids == "yes"
    rows = [
        PurchaseItemMade(
            poItemId=one.id,
            prebookItemId=given(one.prebook_item_id),
            markCode=given(one.mark_code),
        )
        for one in made
    ]
    return PurchaseOrderMadeReply(
        message=MADE,
        purchaseOrderId=order.id,
        purchaseOrderNumber=str(order.number),
        purchaseOrderItems=rows if shown else UNSET,
    )


def check_generation(lines: Iterable[PrebookItem]) -> None:
    """Whether purchase orders can be generated from these prebook lines.

    Raises:
        BadCall: if a line has no vendor or no cost.
    """
    for line in lines:
        needed(line.vendor_id, "prebookItems.vendorId")
        needed(line.cost, "prebookItems.cost")


def generate_orders(context: Komet, item_ids: Iterable[int], truck_date: date, by: By) -> list[str]:
    """Buy prebook lines on approved orders, one per vendor and ship date; their numbers."""
    groups: dict[tuple[int, date], list[PrebookItem]] = {}
    for item in (context.state.prebook_items[one] for one in item_ids):
        key = (item.vendor_id or 0, item.vendor_ship_date or truck_date)
        groups.setdefault(key, []).append(item)
    numbers = []
    for (vendor_id, ship_date), items in groups.items():
        place = context.state.prebooks[items[0].prebook_id].location_id
        order = new_order(context, vendor_id, ship_date)
        order = replace(order, status=APPROVED, location_id=place)
        make_order(context, order, [linked_line(order, one, one.boxes) for one in items], by)
        numbers.append(str(order.number))
    return numbers


def _remember(context: Komet, order: PurchaseOrder, call: PurchaseItemCall, by: By) -> None:
    """Keep new words for a product whose code is known, as the vendor's alias for it."""
    if call.prebookItemId is None and call.productId is None:
        alias = alias_for(context, call.words(order.vendor_id))
        if alias is not None and alias.product_id is not None:
            context.record(AliasKept(alias=alias, by=by))
