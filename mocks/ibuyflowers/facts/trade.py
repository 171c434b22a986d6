"""Facts of the trade: carts, orders, answers, and what happens to an order afterwards.

Every fact about an order that a supplier must hear of carries the cursor of its event.
"""

from datetime import date, datetime
from typing import ClassVar

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.ibuyflowers.order_states import (
    ANSWERS,
    BUYER_CANCELLED,
    DELIVERED,
    LINE_REFUSED,
    PACKED,
    PAYMENT_CANCELLED,
    RESCHEDULED,
    answered_state,
    may_move,
)
from mocks.ibuyflowers.records import Answer, Cart, CartLine, Event, EventKind, Order, Sale, ShipTo
from mocks.ibuyflowers.shelf import boxes_sold, confirmed_at
from mocks.ibuyflowers.state import IbfState


class CartOpened(Fact, frozen=True, kw_only=True):
    """A florist began to shop for an arrival date."""

    cart: Cart

    def apply(self, state: IbfState) -> None:
        """Keep the empty cart."""
        state.used_id("cart", self.cart.id)
        state.carts[self.cart.id] = self.cart


class CartBoxesSet(Fact, frozen=True, kw_only=True):
    """So many boxes of one offer are in the cart now; 0 takes the line out."""

    cart_id: int
    line: CartLine

    def apply(self, state: IbfState) -> None:
        """Replace the line where it stands, or append it."""
        cart, new = state.carts[self.cart_id], self.line
        lines = {(one.connection_id, one.key): one for one in cart.lines}
        lines[new.connection_id, new.key] = new
        kept = tuple(one for one in lines.values() if one.boxes > 0)
        state.carts[self.cart_id] = replace(cart, lines=kept)


class CartShipToSet(Fact, frozen=True, kw_only=True):
    """Where the cart's boxes shall go."""

    cart_id: int
    ship_to: ShipTo

    def apply(self, state: IbfState) -> None:
        """Keep the address."""
        state.carts[self.cart_id] = replace(state.carts[self.cart_id], ship_to=self.ship_to)


class OrderPlaced(Fact, frozen=True, kw_only=True):
    """A checkout: boxes are sold."""

    order: Order
    cursor: int
    cart_id: int | None = None

    def apply(self, state: IbfState) -> None:
        """Sell the boxes and tell the supplier.

        Raises:
            NotPossible: if more boxes would be sold than were told.
        """
        order = self.order
        connection = state.connections[order.connection_id]
        for line in order.lines:
            offer_key = (order.connection_id, line.key)
            confirmed = confirmed_at(state, connection, line.key)
            sold = boxes_sold(state, offer_key, confirmed, "since_confirmation")
            left = state.offers[offer_key].boxes - sold
            if left < line.boxes:
                raise NotPossible("offer.short", key=line.key, left=left, asked=line.boxes)
        state.used_id("order", order.id)
        state.orders[order.id] = order
        for line in order.lines:
            sale = Sale(at=order.placed_at, boxes=line.boxes, order_id=order.id, line_id=line.id)
            offer_key = (order.connection_id, line.key)
            state.sales[offer_key] = (*state.sales.get(offer_key, ()), sale)
        if self.cart_id is not None:
            state.carts[self.cart_id] = replace(state.carts[self.cart_id], order_id=order.id)
        _tell(state, self.cursor, order.placed_at, "placed", order)


class LineAnswered(Fact, frozen=True, kw_only=True):
    """The supplier said what became of a line at a revision."""

    order_id: int
    line_id: int
    revision: int
    answer: Answer

    def apply(self, state: IbfState) -> None:
        """Keep the answer; the last one of the present revision moves the order.

        Raises:
            NotPossible: if the line was answered otherwise, or the order can not move there.
        """
        order, line_key = state.orders[self.order_id], (self.order_id, self.line_id, self.revision)
        was = state.answers[line_key].outcome if line_key in state.answers else ""
        if self.answer.outcome not in ANSWERS[was]:
            raise NotPossible(
                "answer.conflict",
                order=self.order_id,
                line=self.line_id,
                was=was,
                wish=self.answer.outcome,
            )
        to = state_after_answer(state, order, line_key, self.answer.outcome)
        if to != order.state:
            _check_move(order, to)
        state.answers[line_key] = self.answer
        state.orders[order.id] = replace(order, state=to)


class OrderMoved(Fact, frozen=True, kw_only=True):
    """The card failed: the order waits for a later date, under a new revision."""

    order_id: int
    arrival: date
    ship_date: date
    cursor: int
    at: datetime
    why: str

    def apply(self, state: IbfState) -> None:
        """Set the dates; lines refused so far stay behind.

        Raises:
            NotPossible: if the order can not move there.
        """
        order = state.orders[self.order_id]
        _check_move(order, RESCHEDULED)
        outcomes = state.outcomes(order)
        pairs = list(zip(order.lines, outcomes, strict=True))
        moved = replace(
            order,
            state=RESCHEDULED,
            revision=order.revision + 1,
            arrival=self.arrival,
            ship_date=self.ship_date,
            lines=tuple(line for line, outcome in pairs if outcome != LINE_REFUSED),
            refused_lines=order.refused_lines
            + tuple(line for line, outcome in pairs if outcome == LINE_REFUSED),
        )
        state.orders[order.id] = moved
        _tell(state, self.cursor, self.at, "moved", moved)


class OrderEnded(Fact, frozen=True, kw_only=True):
    """What the ways out of the trade share: a new state, and an event if the supplier must act."""

    STATE: ClassVar[str] = ""
    KIND: ClassVar[EventKind | None] = None

    order_id: int
    at: datetime
    cursor: int = 0
    why: str = ""

    def apply(self, state: IbfState) -> None:
        """Move the order there.

        Raises:
            NotPossible: if it can not.
        """
        order = state.orders[self.order_id]
        _check_move(order, self.STATE)
        ended = replace(order, state=self.STATE)
        state.orders[order.id] = ended
        if self.KIND:
            _tell(state, self.cursor, self.at, self.KIND, ended)


class OrderCancelled(OrderEnded, frozen=True, kw_only=True):
    """The buyer cancelled."""

    STATE: ClassVar[str] = BUYER_CANCELLED
    KIND: ClassVar[EventKind | None] = "cancelled"


class OrderDropped(OrderEnded, frozen=True, kw_only=True):
    """The card failed for good."""

    STATE: ClassVar[str] = PAYMENT_CANCELLED
    KIND: ClassVar[EventKind | None] = "dropped"


class OrderPacked(OrderEnded, frozen=True, kw_only=True):
    """The boxes were packed."""

    STATE: ClassVar[str] = PACKED


class OrderDelivered(OrderEnded, frozen=True, kw_only=True):
    """The boxes are at the florist's door."""

    STATE: ClassVar[str] = DELIVERED


class CardChanged(Fact, frozen=True, kw_only=True):
    """How many of the florist's next charges will fail."""

    florist_id: int
    refusals_due: int

    def apply(self, state: IbfState) -> None:
        """Keep the number."""
        florist = state.florists[self.florist_id]
        state.florists[florist.id] = replace(florist, refusals_due=self.refusals_due)


def state_after_answer(
    state: IbfState, order: Order, line_key: tuple[int, int, int], outcome: str
) -> str:
    """The state of the order once this answer is in."""
    if line_key[2] != order.revision or order.state in (BUYER_CANCELLED, PAYMENT_CANCELLED):
        return order.state
    given = zip(order.lines, state.outcomes(order), strict=True)
    outcomes = [outcome if line.id == line_key[1] else was for line, was in given]
    return answered_state(outcomes) or order.state


def _check_move(order: Order, to: str) -> None:
    if not may_move(order.state, to):
        raise NotPossible("order.state", order=order.id, state=order.state, wish=to)


def _tell(state: IbfState, cursor: int, at: datetime, kind: EventKind, order: Order) -> None:
    state.used_id("event", cursor)
    state.events[cursor] = Event(
        cursor=cursor, at=at, connection_id=order.connection_id, kind=kind, order=order
    )
