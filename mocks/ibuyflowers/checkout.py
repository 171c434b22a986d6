"""Selling: what a florist wants, checked against what is shown, becomes an order in one step."""

from datetime import date, timedelta
from typing import NamedTuple

from mocks.core.api import Context
from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.ibuyflowers.dates import (
    HORIZON_DAYS,
    Service,
    market_day,
    next_arrival,
    ship_date,
)
from mocks.ibuyflowers.facts.trade import OrderPlaced
from mocks.ibuyflowers.order_states import PLACED
from mocks.ibuyflowers.pricing import all_in_per_bunch, is_sellable
from mocks.ibuyflowers.records import CartLine, Connection, Offer, Order, OrderLine, ShipTo
from mocks.ibuyflowers.shelf import boxes_left, confirmed_at, is_hidden, is_stale
from mocks.ibuyflowers.state import IbfState, OfferKey
from mocks.ibuyflowers.timers import plan_charge

FIRST_ORDER = 10_000_001
#: So many lines one order has at most.
LINES_MOST = 500


class Wish(NamedTuple):
    """What a florist wants to buy: boxes by offer, on which day, where to."""

    florist_id: int
    arrival: date
    lines: tuple[CartLine, ...]
    ship_to: ShipTo
    po_number: str = ""
    cart_id: int | None = None


def service_of(context: Context[IbfState], connection: Connection) -> Service:
    """How this supplier's boxes travel, under the switches."""
    switches = context.assumptions
    return Service(
        connection.transit_days, connection.weekdays, switches.transit, switches.arrival_days
    )


def check_arrival(context: Context[IbfState], arrival: date) -> None:
    """Refuse a day nobody sells for.

    Raises:
        BadCall: for a past day, or one more than a year ahead.
    """
    today = market_day(context.now, context.assumptions.market_day)
    if not today <= arrival <= today + timedelta(days=HORIZON_DAYS):
        problem = "past" if arrival < today else "too far ahead"
        right = f"a day from {today} on, at most {HORIZON_DAYS} days ahead"
        raise BadCall("field.wrong", field="arrivalDate", problem=problem, right=right)


def find_offer(state: IbfState, key: str, connection_id: int | None) -> OfferKey:
    """The offer a buyer means.

    Raises:
        NotPossible: if nobody has it, or several suppliers have it and none was named.
    """
    wanted = [connection_id] if connection_id else list(state.connections)
    found = [(one, key) for one in wanted if (one, key) in state.offers]
    if not found:
        raise NotPossible("offer.gone", field="key", key=key)
    if len(found) > 1:
        raise NotPossible("offer.ambiguous", field="connectionId", key=key)
    return found[0]


def check_offer(context: Context[IbfState], line: CartLine, arrival: date) -> date:
    """The ship date of an offer that can be bought in that number for that day.

    Raises:
        NotPossible: ``offer.gone``, ``offer.date``, ``offer.stale`` or ``offer.short``.
    """
    state, offer_key = context.state, (line.connection_id, line.key)
    offer, connection = state.offers.get(offer_key), state.connections[line.connection_id]
    confirmed = confirmed_at(state, connection, line.key)
    if offer is None or not is_sellable(offer) or is_hidden(state, offer_key, confirmed):
        raise NotPossible("offer.gone", field="key", key=line.key)
    leaves = ship_date(service_of(context, connection), arrival)
    today = market_day(context.now, context.assumptions.market_day)
    if leaves is None or leaves < today or not can_ship(offer, leaves):
        raise NotPossible("offer.date", field="key", key=line.key, arrival=arrival)
    stale = is_stale(context.now, confirmed, connection.cadence_s)
    if stale and context.assumptions.stale_buyable == "no":
        raise NotPossible("offer.stale", field="key", key=line.key)
    left = boxes_left(state, offer_key, context.assumptions)
    if left < line.boxes:
        raise NotPossible(
            "offer.short", field="boxes", key=line.key, left=max(left, 0), asked=line.boxes
        )
    return leaves


def can_ship(offer: Offer, day: date) -> bool:
    """Whether the offer's window holds that day."""
    late = offer.availableTo is not None and day > offer.availableTo
    return not late and (offer.availableFrom is None or day >= offer.availableFrom)


def place(context: Context[IbfState], wish: Wish) -> Order:
    """Sell what is wished, all of it or nothing.

    Raises:
        BadCall: for a day nobody sells for.
        Missing: if there is no such florist.
        NotPossible: if one line can not be sold.
    """
    state = context.state
    if wish.florist_id not in state.florists:
        raise Missing("florist.unknown", field="florist", florist=wish.florist_id)
    check_arrival(context, wish.arrival)
    check_together(wish.lines)
    leaves = [check_offer(context, line, wish.arrival) for line in wish.lines]
    order = Order(
        id=state.next_id("order", FIRST_ORDER),
        connection_id=wish.lines[0].connection_id,
        florist_id=wish.florist_id,
        state=PLACED,
        placed_at=context.now,
        arrival=wish.arrival,
        ship_date=leaves[0],
        po_number=wish.po_number,
        ship_to=wish.ship_to,
        lines=tuple(
            _sold(context, number, line) for number, line in enumerate(wish.lines, start=1)
        ),
    )
    context.record(OrderPlaced(order=order, cursor=state.next_id("event"), cart_id=wish.cart_id))
    plan_charge(context, order)
    return order


def check_together(lines: tuple[CartLine, ...]) -> None:
    """Refuse what is no one order: lines of several suppliers, or too many.

    Raises:
        NotPossible: ``cart.supplier``, ``cart.full``.
    """
    if len({line.key for line in lines}) > LINES_MOST:
        raise NotPossible("cart.full", field="key", most=LINES_MOST)
    for line in lines:
        if line.connection_id != lines[0].connection_id:
            raise NotPossible("cart.supplier", field="key", key=line.key)


def next_dates(context: Context[IbfState], order: Order) -> tuple[date, date]:
    """The next arrival date for the order, and the day it would be packed."""
    service = service_of(context, context.state.connections[order.connection_id])
    today = market_day(context.now, context.assumptions.market_day)
    return next_arrival(service, order.arrival, max(order.ship_date, today))


def _sold(context: Context[IbfState], number: int, line: CartLine) -> OrderLine:
    state, offer_key = context.state, (line.connection_id, line.key)
    connection, offer = state.connections[line.connection_id], state.offers[offer_key]
    confirmed = confirmed_at(state, connection, line.key) or context.now
    return OrderLine(
        id=number,
        key=line.key,
        origin=offer.origin,
        name=offer.name,
        boxes=line.boxes,
        unit_type=offer.unitType,
        bunches=offer.bunches,
        stems_bunch=offer.stemsBunch,
        box_type=offer.boxType,
        price=offer.price,
        all_in_per_bunch=all_in_per_bunch(offer, state.settings),
        confirmed_at=confirmed,
        cadence_s=connection.cadence_s,
        stale=is_stale(context.now, confirmed, connection.cadence_s),
        told_boxes=offer.boxes,
        sold_before=offer.boxes - boxes_left(state, offer_key, context.assumptions),
    )
