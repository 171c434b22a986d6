"""What procurement and farms do to purchase orders in Komet's screens."""

from typing import Literal

import msgspec
from msgspec.structs import replace

from mocks.core.api import act
from mocks.core.fields import Boxes, BoxesOrNone, Cost, Id, Why
from mocks.komet.facts.purchases import PurchaseOrderMoved, WorkflowSet
from mocks.komet.facts.rows import purchase_item_in, purchase_order_in
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.purchase_order_allocation import check_sold
from mocks.komet.purchase_order_flow import cancel_order, confirm_line, drop_line, refuse_state
from mocks.komet.purchase_order_item import check_confirmable, edit_line, refuse_line
from mocks.komet.purchase_order_states import APPROVED, CONFIRMED, PURCHASE_MOVES, SENT
from mocks.komet.seed import COMPANY


class OrderNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A purchase order somebody opens, by id."""

    purchaseOrderId: Id


class OrderRejected(msgspec.Struct, frozen=True, kw_only=True):
    """A purchase order somebody cancels, and why."""

    purchaseOrderId: Id
    why: Why = ""


class LineConfirmed(msgspec.Struct, frozen=True, kw_only=True):
    """So many boxes in all in the column To Confirm of the vendor portal."""

    poItemId: Id
    boxes: Boxes


class LineChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A line procurement changes; None leaves as it is, no boxes take it off the order."""

    poItemId: Id
    boxes: BoxesOrNone | None = None
    cost: Cost | None = None


class Workflow(msgspec.Struct, frozen=True, kw_only=True):
    """The setting Purchase Order Workflow: manual, auto-approve or auto-confirm."""

    workflow: Literal["manual", "auto-approve", "auto-confirm"]
    companyId: Id = COMPANY


@act("approve_purchase_order")
def approve_purchase_order(context: Komet, call: OrderNamed) -> None:
    """Approve an order.

    Raises:
        Missing: if there is no such order.
        NotPossible: if it does not wait for approval.
    """
    _move(context, call.purchaseOrderId, APPROVED, "approve_purchase_order")


@act("send_to_cargo_master")
def send_to_cargo_master(context: Komet, call: OrderNamed) -> None:
    """Send an approved order on to Cargo Master.

    Raises:
        Missing: if there is no such order.
        NotPossible: if it was not approved.
    """
    _move(context, call.purchaseOrderId, SENT, "send_to_cargo_master")


@act("confirm_purchase_order")
def confirm_purchase_order(context: Komet, call: OrderNamed) -> None:
    """Confirm all lines of an order at once.

    Raises:
        Missing: if there is no such order.
        NotPossible: if it can not be confirmed.
    """
    for item_id in context.state.items_of_purchase_order.get(call.purchaseOrderId, ()):
        check_sold(context, context.state.purchase_items[item_id])
    _move(context, call.purchaseOrderId, CONFIRMED, "confirm_purchase_order")
    state, by = context.state, done_by(context, "confirm_purchase_order")
    for item_id in state.items_of_purchase_order[call.purchaseOrderId]:
        item = state.purchase_items[item_id]
        if item.shipment is None:
            confirm_line(context, item, item.boxes, by)


@act("confirm_purchase_line")
def confirm_purchase_line(context: Komet, call: LineConfirmed) -> None:
    """The farm confirms boxes of a line.

    Raises:
        Missing: if there is no such line.
        NotPossible: if it can not confirm so many now.
    """
    item = purchase_item_in(context.state, call.poItemId)
    check_confirmable(context, item, call.boxes)
    confirm_line(context, item, call.boxes, done_by(context, "confirm_purchase_line"))


@act("cancel_purchase_order")
def cancel_purchase_order(context: Komet, call: OrderRejected) -> None:
    """Reject an order that waits for approval, or cancel one; what it bought is needed again.

    Raises:
        Missing: if there is no such order.
        NotPossible: if it is cancelled already, or a box of it was received.
    """
    order = purchase_order_in(context.state, call.purchaseOrderId)
    cancel_order(context, order, call.why, done_by(context, "cancel_purchase_order"))


@act("change_purchase_line")
def change_purchase_line(context: Komet, call: LineChanged) -> None:
    """Procurement changes boxes or cost of a line, or takes it off its order.

    Raises:
        Missing: if there is no such line.
        NotPossible: if it is cancelled or shipped, fewer boxes than confirmed, more than needed.
    """
    item = purchase_item_in(context.state, call.poItemId)
    if item.cancelled or item.shipment is not None or (call.boxes == 0 and item.confirmed):
        raise refuse_line(item, "changed")
    if call.boxes == 0:
        drop_line(context, item, "taken off", done_by(context, "change_purchase_line"))
        return
    changed = replace(
        item,
        boxes=item.boxes if call.boxes is None else call.boxes,
        cost=item.cost if call.cost is None else call.cost,
    )
    edit_line(context, changed, "change_purchase_line")


@act("set_purchase_workflow")
def set_purchase_workflow(context: Komet, call: Workflow) -> None:
    """Set how new purchase orders begin.

    Raises:
        Missing: if there is no such company.
    """
    context.record(WorkflowSet(company_id=call.companyId, workflow=call.workflow))


def _move(context: Komet, order_id: int, status: str, act_name: str) -> None:
    order = purchase_order_in(context.state, order_id)
    if status not in PURCHASE_MOVES.get(order.status, ()):
        wishes = {APPROVED: "approved", SENT: "sent to Cargomaster", CONFIRMED: "confirmed"}
        raise refuse_state(order, wishes[status])
    by = done_by(context, act_name)
    context.record(PurchaseOrderMoved(purchase_order_id=order_id, status=status, by=by))
