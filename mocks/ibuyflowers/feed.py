"""What the supplier hears and says: the feed of order events by cursor, and answers per line."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from mocks.core.api import Context
from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.core.feed import EventsCall, first
from mocks.core.fields import text
from mocks.ibuyflowers.facts.trade import LineAnswered, state_after_answer
from mocks.ibuyflowers.order_states import (
    ANSWERS,
    GONE,
    LINE_ACCEPTED,
    LINE_REFUSED,
    LINE_RELEASED,
    LINE_SHORT,
    may_move,
)
from mocks.ibuyflowers.records import Answer, Event, EventKind, Order, OrderLine, ShipTo
from mocks.ibuyflowers.state import IbfState
from mocks.ibuyflowers.supplier import own_connection
from mocks.ibuyflowers.timers import plan_packing
from mocks.ibuyflowers.wire import SUPPLIER, Call, Reply, method


class SupplierLine(Reply, frozen=True, kw_only=True):
    """Boxes sold at Komet's unit price of that moment, and how fresh the offer was."""

    lineId: int
    key: str
    origin: int
    boxes: int
    price: Decimal
    allInPerBunch: Decimal
    name: str
    confirmedAt: datetime
    stale: bool
    unitType: str
    bunches: int
    stemsBunch: int


class SupplierOrder(Reply, frozen=True, kw_only=True):
    """An order as its supplier sees it: the lines still alive at this revision."""

    orderId: int
    revision: int
    state: str
    arrivalDate: date
    shipDate: date
    poNumber: str
    buyer: str
    shipTo: ShipTo
    lines: tuple[SupplierLine, ...]


class SupplierEvent(Reply, frozen=True, kw_only=True):
    """Something happened to an order; the order is shown as it was then."""

    cursor: int
    at: datetime
    kind: EventKind
    orderId: int
    revision: int
    order: SupplierOrder


class EventsReply(Reply, frozen=True, kw_only=True):
    """Events oldest first. `last` is where to go on: the last one's cursor, or `after` again."""

    events: tuple[SupplierEvent, ...]
    last: int
    more: bool


@method("GET", "supplier/events", key=SUPPLIER)
def events(context: Context[IbfState], call: EventsCall) -> EventsReply:
    """What happened to this supplier's orders after a cursor."""
    state, owner = context.state, own_connection(context).id
    entries = (state.events[one] for one in range(call.after + 1, state.next_id("event")))
    shown, more = first(call.limit, (one for one in entries if one.connection_id == owner))
    return EventsReply(
        events=tuple(_event(state, one) for one in shown),
        last=shown[-1].cursor if shown else call.after,
        more=more,
    )


class AnswerCall(Call, frozen=True, kw_only=True):
    """What became of a line: accepted (with Komet's number), refused (with a reason), released.

    Short says that Komet holds fewer `boxes` than were ordered, under which number, and why.
    Released says that what Komet held of a cancelled, dropped or moved line was taken back.
    """

    orderId: Annotated[int, Meta(ge=1, lt=10**8)]
    lineId: Annotated[int, Meta(ge=1, lt=1000)]
    revision: Annotated[int, Meta(ge=0, lt=100)]
    outcome: Literal["accepted", "short", "refused", "released"]
    kometNumber: Annotated[str, text(50)] | Annotated[int, Meta(ge=0)] = ""
    boxes: Annotated[int, Meta(ge=1, lt=10**6)] | None = None
    reason: Annotated[str, text(500)] = ""


class AnswerReply(Reply, frozen=True, kw_only=True):
    """Whether the answer was new, and the order's state now."""

    orderId: int
    lineId: int
    revision: int
    applied: bool
    state: str


@method("POST", "supplier/answer", key=SUPPLIER)
def answer(context: Context[IbfState], call: AnswerCall) -> AnswerReply:
    """Answer one line of an order; the same answer again changes nothing."""
    state, order = context.state, _own_order(context, call.orderId)
    _check_line(order, call)
    given = Answer(
        outcome=call.outcome,
        komet_number=str(call.kometNumber),
        boxes=call.boxes if call.outcome == LINE_SHORT else None,
        reason=call.reason,
        at=context.now,
    )
    _check_words(given)
    applied = not _is_same(state.answers.get((order.id, call.lineId, call.revision)), given)
    if applied:
        _check_answer(state, order, call)
        context.record(
            LineAnswered(
                order_id=order.id, line_id=call.lineId, revision=call.revision, answer=given
            )
        )
        plan_packing(context, order, state.orders[order.id])
    return AnswerReply(
        orderId=order.id,
        lineId=call.lineId,
        revision=call.revision,
        applied=applied,
        state=state.orders[order.id].state,
    )


def _own_order(context: Context[IbfState], order_id: int) -> Order:
    order = context.state.orders.get(order_id)
    if order is None or order.connection_id != own_connection(context).id:
        raise Missing("order.unknown", field="orderId", order=order_id)
    return order


def _check_line(order: Order, call: AnswerCall) -> None:
    lines = order.lines if call.revision == order.revision else order.lines + order.refused_lines
    known = call.revision <= order.revision and any(line.id == call.lineId for line in lines)
    if not known:
        raise Missing(
            "line.unknown",
            field="lineId",
            order=order.id,
            line=call.lineId,
            revision=call.revision,
        )


def _check_words(given: Answer) -> None:
    """What is in Komet has a number there, what is not (or not all) a reason."""
    if given.outcome in (LINE_ACCEPTED, LINE_SHORT) and not given.komet_number:
        raise BadCall("field.missing", field="kometNumber", right="the number Komet gave the order")
    if given.outcome in (LINE_REFUSED, LINE_SHORT) and not given.reason:
        raise BadCall("field.missing", field="reason", right="why, in words for the buyer")
    if given.outcome == LINE_SHORT and given.boxes is None:
        raise BadCall("field.missing", field="boxes", right="how many boxes there are")


def _is_same(was: Answer | None, given: Answer) -> bool:
    """Whether it says what was said: a reason may be worded anew, a number may not change."""
    if was is None or was.outcome != given.outcome:
        return False
    held = given.outcome in (LINE_ACCEPTED, LINE_SHORT)
    return not held or (was.komet_number, was.boxes) == (given.komet_number, given.boxes)


def _check_answer(state: IbfState, order: Order, call: AnswerCall) -> None:
    line_key = (order.id, call.lineId, call.revision)
    was = state.answers[line_key].outcome if line_key in state.answers else ""
    about = {"order": order.id, "line": call.lineId}
    if call.outcome not in ANSWERS[was]:
        raise NotPossible("answer.conflict", field="outcome", was=was, wish=call.outcome, **about)
    wanted = order.state not in GONE and call.revision == order.revision
    if call.outcome == LINE_SHORT:
        _check_fewer(state, order, call)
    if call.outcome == LINE_RELEASED and wanted:
        raise NotPossible("answer.early", field="outcome", **about)
    to = state_after_answer(state, order, line_key, call.outcome)
    if to != order.state and not may_move(order.state, to):
        raise NotPossible(
            "order.state", field="outcome", order=order.id, state=order.state, wish=to
        )


def _check_fewer(state: IbfState, order: Order, call: AnswerCall) -> None:
    """Whether the line has fewer boxes than were ordered, or answered before.

    Raises:
        NotPossible: if it has not.
    """
    lines = order.lines + order.refused_lines
    ordered = next(line.boxes for line in lines if line.id == call.lineId)
    was = state.answers.get((order.id, call.lineId, call.revision))
    most = (was.boxes if was and was.boxes else ordered) - 1
    if call.boxes is not None and call.boxes > most:
        about = {"order": order.id, "line": call.lineId}
        raise NotPossible("answer.boxes", field="boxes", most=most, boxes=call.boxes, **about)


def _event(state: IbfState, event: Event) -> SupplierEvent:
    return SupplierEvent(
        cursor=event.cursor,
        at=event.at,
        kind=event.kind,
        orderId=event.order.id,
        revision=event.order.revision,
        order=supplier_order(state, event.order),
    )


def supplier_order(state: IbfState, order: Order) -> SupplierOrder:
    """The order as its supplier sees it."""
    return SupplierOrder(
        orderId=order.id,
        revision=order.revision,
        state=order.state,
        arrivalDate=order.arrival,
        shipDate=order.ship_date,
        poNumber=order.po_number,
        buyer=state.florists[order.florist_id].name,
        shipTo=order.ship_to,
        lines=tuple(_line(line) for line in order.lines),
    )


def _line(line: OrderLine) -> SupplierLine:
    return SupplierLine(
        lineId=line.id,
        key=line.key,
        origin=line.origin,
        boxes=line.boxes,
        price=line.price,
        allInPerBunch=line.all_in_per_bunch,
        name=line.name,
        confirmedAt=line.confirmed_at,
        stale=line.stale,
        unitType=line.unit_type,
        bunches=line.bunches,
        stemsBunch=line.stems_bunch,
    )
