"""What happens to an order after checkout: the card, packing, delivery; done by people and time."""

from typing import Annotated

from msgspec import Meta

from mocks.core.api import Context, act
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import Boxes, Day, Id, text
from mocks.ibuyflowers.checkout import Wish, find_offer, next_dates, place
from mocks.ibuyflowers.dates import is_friday_push
from mocks.ibuyflowers.facts.trade import (
    CardChanged,
    OrderCancelled,
    OrderDelivered,
    OrderDropped,
    OrderMoved,
    OrderPacked,
)
from mocks.ibuyflowers.order_states import (
    BUYER_CANCELLED,
    DELIVERED,
    PACKED,
    PAYMENT_CANCELLED,
    may_move,
)
from mocks.ibuyflowers.records import CartLine, Florist, Key, Order, ShipTo
from mocks.ibuyflowers.state import IbfState
from mocks.ibuyflowers.timers import RevisionCall, plan_charge, plan_delivery
from mocks.ibuyflowers.views import ShopOrder, shop_order
from mocks.ibuyflowers.wire import Call

CARD_FAILED = "the card was refused"
CARD_FAILED_AGAIN = "the card was refused again"
FRIDAY = "the card was refused, and Thursday's boxes are not pushed to Friday"


class OrderCall(Call, frozen=True, kw_only=True):
    """An order by its number."""

    orderId: Annotated[int, Meta(ge=1, lt=10**8)]


class BuyLine(Call, frozen=True, kw_only=True):
    """Whole boxes of an offer; `connectionId` only where several suppliers have the same key."""

    key: Key
    boxes: Boxes
    connectionId: Id | None = None


class CheckOutCall(Call, frozen=True, kw_only=True):
    """A whole purchase in one go; without a ship-to it goes to the florist's own address."""

    florist: Id
    arrivalDate: Day
    lines: Annotated[tuple[BuyLine, ...], Meta(min_length=1, max_length=200)]
    shipTo: ShipTo | None = None
    poNumber: Annotated[str, text(50)] = ""


class CardCall(Call, frozen=True, kw_only=True):
    """How many of a florist's next charges will fail."""

    florist: Id
    refusals: Annotated[int, Meta(ge=0, le=9)] = 1


@act("check_out")
def check_out(context: Context[IbfState], call: CheckOutCall) -> ShopOrder:
    """Let a florist buy something, from search to checkout."""
    state, boxes = context.state, dict[tuple[int, str], int]()
    for line in call.lines:
        offer_key = find_offer(state, line.key, line.connectionId)
        boxes[offer_key] = boxes.get(offer_key, 0) + line.boxes
    wish = Wish(
        florist_id=call.florist,
        arrival=call.arrivalDate,
        lines=tuple(
            CartLine(connection_id=owner, key=key, boxes=count)
            for (owner, key), count in boxes.items()
        ),
        ship_to=call.shipTo or find_florist(state, call.florist).ship_to,
        po_number=call.poNumber,
    )
    return shop_order(state, place(context, wish))


@act("cancel")
def cancel(context: Context[IbfState], call: OrderCall) -> ShopOrder:
    """Let the buyer cancel an order that is not packed; a second time changes nothing."""
    state = context.state
    order = find_order(state, call.orderId)
    if order.state != BUYER_CANCELLED:
        _check(order, BUYER_CANCELLED)
        context.record(
            OrderCancelled(order_id=order.id, at=context.now, cursor=state.next_id("event"))
        )
    return shop_order(state, state.orders[order.id])


@act("card_fails")
def card_fails(context: Context[IbfState], call: CardCall) -> int:
    """Let the next charges of a florist's card fail, each a day before packing."""
    florist = find_florist(context.state, call.florist)
    context.record(CardChanged(florist_id=florist.id, refusals_due=call.refusals))
    return call.refusals


@act("reject_card")
def reject_card(context: Context[IbfState], call: OrderCall) -> ShopOrder:
    """Let the card of an order fail now: its date moves, the second time it is dropped."""
    state = context.state
    order = find_order(state, call.orderId)
    fail_payment(context, order)
    return shop_order(state, state.orders[order.id])


@act("charge")
def charge(context: Context[IbfState], call: RevisionCall) -> str:
    """Charge the card a day before packing (planned at checkout)."""
    order = find_order(context.state, call.orderId)
    florist = context.state.florists[order.florist_id]
    wanted = order.revision == call.revision and may_move(order.state, PAYMENT_CANCELLED)
    if wanted and florist.refusals_due:
        less = florist.refusals_due - 1
        fail_payment(context, order)
        context.record(CardChanged(florist_id=florist.id, refusals_due=less))
    return context.state.orders[order.id].state


@act("pack")
def pack(context: Context[IbfState], call: RevisionCall) -> str:
    """Pack an order on its day (planned when it was accepted)."""
    order = find_order(context.state, call.orderId)
    if order.revision == call.revision and may_move(order.state, PACKED):
        context.record(OrderPacked(order_id=order.id, at=context.now))
        plan_delivery(context, order)
    return context.state.orders[order.id].state


@act("deliver")
def deliver(context: Context[IbfState], call: RevisionCall) -> str:
    """Deliver a packed order (planned when it was packed)."""
    order = find_order(context.state, call.orderId)
    if order.revision == call.revision and may_move(order.state, DELIVERED):
        context.record(OrderDelivered(order_id=order.id, at=context.now))
    return context.state.orders[order.id].state


def fail_payment(context: Context[IbfState], order: Order) -> None:
    """Move the order to the next arrival date; drop it the second time, and on a Friday push.

    Raises:
        NotPossible: if the order is packed, refused or ended.
    """
    _check(order, PAYMENT_CANCELLED)
    state = context.state
    cursor = state.next_id("event")
    arrival, leaves = next_dates(context, order)
    why = CARD_FAILED_AGAIN if order.revision else CARD_FAILED
    pushed = is_friday_push(order.ship_date, leaves) and context.assumptions.friday_push == "drop"
    if order.revision or pushed:
        why = why if order.revision else FRIDAY
        context.record(OrderDropped(order_id=order.id, at=context.now, cursor=cursor, why=why))
        return
    context.record(
        OrderMoved(
            order_id=order.id,
            arrival=arrival,
            ship_date=leaves,
            cursor=cursor,
            at=context.now,
            why=why,
        )
    )
    plan_charge(context, state.orders[order.id])


def find_order(state: IbfState, order_id: int, florist_id: int | None = None) -> Order:
    """The order of that number, of that florist if one is named.

    Raises:
        Missing: ``order.unknown``.
    """
    order = state.orders.get(order_id)
    if order is None or florist_id not in (None, order.florist_id):
        raise Missing("order.unknown", field="orderId", order=order_id)
    return order


def find_florist(state: IbfState, florist_id: int) -> Florist:
    """The florist of that number.

    Raises:
        Missing: ``florist.unknown``.
    """
    florist = state.florists.get(florist_id)
    if florist is None:
        raise Missing("florist.unknown", field="florist", florist=florist_id)
    return florist


def _check(order: Order, to: str) -> None:
    if not may_move(order.state, to):
        raise NotPossible(
            "order.state", field="orderId", order=order.id, state=order.state, wish=to
        )
