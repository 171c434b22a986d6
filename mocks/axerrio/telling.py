"""What Komet's side tells of a line: waiting, approved, rejected, changed, confirmed, shipped."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from mocks.axerrio.facts.orders import LineTold, find_line, not_possible
from mocks.axerrio.joining import active_connection
from mocks.axerrio.line_states import (
    APPROVED,
    CHANGED,
    CONFIRMED,
    FINAL,
    REJECTED,
    SHIPPED,
    may_become,
)
from mocks.axerrio.records import Line, Order, Told
from mocks.axerrio.sales import free_line
from mocks.axerrio.state import AxrState
from mocks.axerrio.wire import (
    CONNECTION,
    Amount,
    Call,
    Count,
    KometId,
    LineId,
    OrderId,
    Reply,
    method,
    money,
)
from mocks.core.api import Context
from mocks.core.bearer import missing_field, wrong_field
from mocks.core.errors import Missing
from mocks.core.fields import text


class StateCall(Call, frozen=True, kw_only=True):
    """Where a line stands in Komet, at the line's own `revision`; what is not given stays told.

    `boxesConfirmed` and `cost` are what Komet has, where it differs from what was ordered. With
    `shipped` and fewer boxes than there are, `newPoItemId` is Komet's line for the rest.
    """

    orderId: OrderId
    lineId: LineId
    revision: Annotated[int, Meta(ge=0, lt=10_000)]
    state: Literal[
        "waiting_approval",
        "needs_mapping",
        "approved",
        "changed",
        "confirmed",
        "shipped",
        "rejected",
        "cancelled",
    ]
    kometPrebook: Annotated[str, text(20)] | None = None
    kometPurchaseOrder: Annotated[str, text(20)] | None = None
    poItemId: KometId | None = None
    newPoItemId: KometId | None = None
    boxesConfirmed: Count | None = None
    cost: Amount | None = None
    reason: Annotated[str, text(500)] = ""


class StateReply(Reply, frozen=True, kw_only=True):
    """Whether it was news, the line's state now, and the line its unshipped boxes went to.

    Of an older revision nothing is news: the line has been changed since.
    """

    orderId: int
    lineId: int
    revision: int
    applied: bool
    state: str
    newLineId: int | UnsetType = UNSET


@method("POST", "integration/order-state", key=CONNECTION)
def tell_state(context: Context[AxrState], call: StateCall) -> StateReply:
    """Tell where a line stands; the same again changes nothing."""
    order = _own_order(context, call)
    line = find_line(order, call.lineId)
    if call.revision > line.revision:
        raise Missing(
            "line.unknown", field="revision", order=order.id, line=line.id, revision=call.revision
        )
    _check_words(line, call)
    told = _merged(line.told, call)
    ended = line.state in FINAL and call.state == line.state
    same = (line.state, line.told) == (call.state, told)
    applied = call.revision == line.revision and not (ended or same)
    if applied:
        if not may_become(line.state, call.state):
            raise not_possible(order, line, call.state)
        context.record(_fact(order, line, call, told))
    return _reply(context.state, call, applied=applied)


def _own_order(context: Context[AxrState], call: StateCall) -> Order:
    connection = active_connection(context)
    order = context.state.orders.get(call.orderId)
    if order is None or order.connection_id != connection.id:
        raise Missing("order.unknown", field="orderId")
    return order


def _check_words(line: Line, call: StateCall) -> None:
    """A no and a change say why; what stands in a purchase order names its line there."""
    if call.state in (REJECTED, CHANGED) and not call.reason:
        raise missing_field("reason", "why, in words for the vendor")
    needs_item = call.state in (APPROVED, CONFIRMED, SHIPPED)
    if needs_item and call.poItemId is None and line.told.po_item_id is None:
        raise missing_field("poItemId", "the line of the purchase order in Komet")
    if call.newPoItemId is not None and call.state != SHIPPED:
        raise wrong_field("newPoItemId", "only a shipment splits a line", "none")


def _merged(told: Told, call: StateCall) -> Told:
    given: dict[str, Any] = {
        "prebook": call.kometPrebook,
        "purchase_order": call.kometPurchaseOrder,
        "po_item_id": call.poItemId,
        "boxes": call.boxesConfirmed,
        "cost": None if call.cost is None else money(call.cost),
    }
    kept = {name: value for name, value in given.items() if value is not None}
    return replace(told, **kept, reason=call.reason)


def _fact(order: Order, line: Line, call: StateCall, told: Told) -> LineTold:
    """What to write down; a shipment of fewer boxes leaves the rest in a line of its own."""
    rest = None
    if call.newPoItemId is not None:
        shipped = call.boxesConfirmed or len(line.boxes)
        left = line.to_ship - shipped
        if shipped < 1 or left < 1:
            right = f"fewer than the {line.to_ship} boxes there are"
            raise wrong_field("boxesConfirmed", f"{shipped} boxes leave no rest", right)
        told = replace(told, boxes=shipped)
        rest = Line(
            id=free_line(order),
            revision=line.revision,
            state=line.state,
            goods=replace(line.goods, packages=left),
            told=replace(told, boxes=None, po_item_id=call.newPoItemId),
            split_from=line.id,
        )
    return LineTold(
        order_id=order.id,
        line_id=line.id,
        revision=line.revision,
        state=call.state,
        told=told,
        rest=rest,
    )


def _reply(state: AxrState, call: StateCall, *, applied: bool) -> StateReply:
    order = state.orders[call.orderId]
    line = find_line(order, call.lineId)
    rests = [one.id for one in order.lines if one.split_from == line.id]
    return StateReply(
        orderId=order.id,
        lineId=line.id,
        revision=line.revision,
        applied=applied,
        state=line.state,
        newLineId=rests[0] if rests else UNSET,
    )
