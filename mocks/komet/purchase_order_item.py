"""Lines of purchase orders are deleted, confirmed, and given another cost or reference."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.fields import Id, Money, text
from mocks.komet.facts.purchases import PurchaseLineEdited
from mocks.komet.order_parts import Komet, check_cost, done_by
from mocks.komet.purchase_order_allocation import check_sold
from mocks.komet.purchase_order_flow import confirm_line, drop_line, refuse_state
from mocks.komet.purchase_order_parts import own_item
from mocks.komet.purchase_order_states import CANCELLED, PENDING
from mocks.komet.records import PurchaseItem
from mocks.komet.wire import Call, Envelope, method


class PurchaseItemDelete(Call, frozen=True, kw_only=True):
    """Input of purchase.order.item.delete."""

    poItemId: Id


@method(
    "POST",
    "purchase.order.item.delete",
    tokens="Company Vendor",
    source="APIDocs 11177227, v5",
    notes="assumed: only while nothing of it is confirmed or shipped; an order without lines is"
    " cancelled",
)
def purchase_order_item_delete(context: Komet, call: PurchaseItemDelete) -> Envelope:
    """Take a line off its order; what it was bought for is needed again."""
    item = own_item(context, call.poItemId)
    if item.status != "Pending":
        raise refuse_line(item, "deleted")
    drop_line(context, item, "deleted", done_by(context, "purchase.order.item.delete"))
    return Envelope()


class PurchaseItemConfirm(Call, frozen=True, kw_only=True):
    """Input of purchase.order.item.confirm: so many boxes in all."""

    poItemId: Id
    quantityConfirmed: Annotated[int, Meta(ge=1, lt=10**5)]


@method(
    "POST",
    "purchase.order.item.confirm",
    tokens="Company",
    source="APIDocs 11177178",
    notes="assumed: boxes in all, never fewer than before, on orders that were approved; the last"
    " line confirmed confirms its order; of vendor availability or K2K only after its checkout",
)
def purchase_order_item_confirm(context: Komet, call: PurchaseItemConfirm) -> Envelope:
    """Note what the farm has confirmed of a line."""
    item = own_item(context, call.poItemId)
    check_confirmable(context, item, call.quantityConfirmed)
    by = done_by(context, "purchase.order.item.confirm")
    confirm_line(context, item, call.quantityConfirmed, by)
    return Envelope()


class PurchaseItemPrice(Call, frozen=True, kw_only=True):
    """Input of purchase.order.item.price.update; the price is a unit's cost."""

    purchaseOrderItemId: Id
    price: Money


@method(
    "POST",
    "purchase.order.item.price.update",
    tokens="Company",
    source="viewpagesrc 11177251",
    notes="assumed: not on a cancelled line",
)
def purchase_order_item_price_update(context: Komet, call: PurchaseItemPrice) -> Envelope:
    """Give a line another cost."""
    item = own_item(context, call.purchaseOrderItemId)
    cost = check_cost(call.price, "price")
    if item.cancelled:
        raise refuse_line(item, "changed")
    edit_line(context, replace(item, cost=cost), "purchase.order.item.price.update")
    return Envelope(message="ok")


class PurchaseItemReference(Call, frozen=True, kw_only=True):
    """Input of purchase.order.item.reference.update."""

    purchaseOrderItemId: Id
    reference: Annotated[str, text(20)]


@method(
    "POST",
    "purchase.order.item.reference.update",
    tokens="Company",
    source="viewpagesrc 11177275",
    notes="assumed: read back as referenceNumber",
)
def purchase_order_item_reference_update(context: Komet, call: PurchaseItemReference) -> Envelope:
    """Give a line another reference."""
    item = own_item(context, call.purchaseOrderItemId)
    changed = replace(item, reference=call.reference)
    edit_line(context, changed, "purchase.order.item.reference.update")
    return Envelope(message="success")


def edit_line(context: Komet, changed: PurchaseItem, what: str) -> None:
    """Write down a line's new boxes, cost and reference, by that method or act."""
    context.record(
        PurchaseLineEdited(
            item_id=changed.id,
            boxes=changed.boxes,
            cost=changed.cost,
            reference=changed.reference,
            by=done_by(context, what),
        )
    )


def check_confirmable(context: Komet, item: PurchaseItem, boxes: int) -> None:
    """Whether the farm can confirm so many boxes of a line in all.

    Raises:
        NotPossible: if its order waits for approval or is cancelled, it was shipped, it is of an
            offer and not checked out, or the number is more than was ordered or less than was
            confirmed.
    """
    order = context.state.purchase_orders[item.purchase_order_id]
    if order.status in (PENDING, CANCELLED):
        raise refuse_state(order, "confirmed")
    if item.shipment is not None:
        raise refuse_line(item, "confirmed")
    check_sold(context, item)
    if not item.confirmed <= boxes <= item.boxes:
        raise NotPossible("purchase.boxes", item=item.id, boxes=item.boxes, asked=boxes)


def refuse_line(item: PurchaseItem, wish: str) -> NotPossible:
    """The refusal to do something to a line in its state."""
    return NotPossible("purchase.line", item=item.id, state=item.status, wish=wish)
