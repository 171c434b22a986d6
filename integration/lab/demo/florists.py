"""What florists do on the day: look for an arrival date, buy, cancel, have a card refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from integration.lab.demo.day import BUY, Happening
from integration.lab.demo.floor import Floor, Script, one_of
from mocks.core.errors import Refusal
from mocks.ibuyflowers.catalogue import AvailabilityRow
from mocks.komet.calendar import FIXED

#: Halls where several florists deliver, each writing the address in an own way.
VENUES: tuple[tuple[dict[str, str], ...], ...] = (
    (
        {"name": "Harbor Hall", "address": "12 Pier Street, Suite 4", "city": "Boston"},
        {"name": "HARBOR HALL", "address": "12 Pier Street Suite 4", "city": "boston"},
    ),
    (
        {"name": "Jardín Café", "address": "88 Église Lane", "city": "San José"},
        {"name": "Jardin Cafe", "address": "88 Eglise Lane", "city": "San Jose"},
    ),
)
STATES = (("MA", "02108"), ("CA", "95113"))
TRIES = 8
NEAR_DAYS, FAR_DAYS = (1, 2, 3, 4), tuple(range(9, 36))
#: Nobody sane orders for tomorrow after this hour of the company's clock; scenes do.
LATEST_HOUR = 13


def buy(floor: Floor, happening: Happening, chance: Random) -> None:
    """An ordinary purchase: a day, one to three offers, a few boxes, an address."""
    for arrival in _days(floor, chance):
        rows = floor.page(arrival, chance)
        if not rows:
            continue
        boxes = {one.key: _boxes(one, chance) for one in _chosen(rows, chance)}
        if check_out(floor, boxes, arrival, chance) is not None:
            return
    floor.tell(happening.kind, "a florist found nothing to buy")


def check_out(floor: Floor, boxes: Mapping[str, int], arrival: date, chance: Random) -> int | None:
    """Check out; the order's number, or None if the marketplace does not sell it."""
    florist = chance.choice(list(floor.shop.state.florists))
    more: dict[str, Any] = {"ship_to": _venue(chance)} if chance.random() < 0.15 else {}
    po_number = f"PO-{chance.randint(100, 9999)}" if chance.random() < 0.3 else ""
    try:
        order_id = floor.shop.buys(
            boxes, florist=florist, arrival=arrival, po_number=po_number, **more
        )
    except Refusal as refusal:
        floor.turn_away(refusal)
        return None
    floor.bought += 1
    return order_id


def arrival_for(ships: date) -> date:
    """The day boxes arrive that leave on `ships`: the next working day."""
    day = ships + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _days(floor: Floor, chance: Random) -> Iterator[date]:
    """Arrival days a florist might think of, one after the other."""
    here = floor.now.astimezone(FIXED)
    for _ in range(TRIES):
        ahead = chance.choice(NEAR_DAYS if chance.random() < 0.6 else FAR_DAYS)
        day = here.date() + timedelta(days=ahead)
        too_late = ahead == 1 and here.hour >= LATEST_HOUR
        if day.weekday() < 5 and not too_late and arrival_for(here.date()) <= day:
            yield day


def _chosen(rows: list[AvailabilityRow], chance: Random) -> list[AvailabilityRow]:
    count = chance.choices((1, 2, 3), weights=(5, 3, 2))[0]
    return chance.sample(rows, min(count, len(rows)))


def _boxes(row: AvailabilityRow, chance: Random) -> int:
    return min(chance.choices((1, 2, 3, 5), weights=(6, 3, 2, 1))[0], row.boxes)


def _venue(chance: Random) -> dict[str, str]:
    place = chance.randrange(len(VENUES))
    state, zipcode = STATES[place]
    spelled = chance.choice(VENUES[place])
    return {**spelled, "state": state, "zipcode": zipcode, "country": "US", "phone": ""}


# --- afterwards -----------------------------------------------------------------------------------


def cancel(floor: Floor, happening: Happening, _chance: Random) -> None:
    """The buyer cancels the scene's order."""
    floor.shop.cancels(happening.order_id)
    floor.tell("cancel", f"the buyer cancelled order {happening.order_id}")


def card_fails(floor: Floor, happening: Happening, _chance: Random) -> None:
    """The card of the scene's order is refused."""
    floor.shop.card_refused(happening.order_id)
    order = floor.shop.order(happening.order_id)
    floor.tell("card", f"a card was refused: order {order.id} is {order.state}")


# --- at the counter: the marketplace itself says no -----------------------------------------------


def too_many(floor: Floor, _happening: Happening, chance: Random) -> None:
    """A florist wants more boxes than are shown."""
    arrival = arrival_for(floor.now.date() + timedelta(days=1))
    row = one_of(chance, floor.page(arrival, chance))
    check_out(floor, {row.key: row.boxes + 1}, arrival, chance)


def wrong_day(floor: Floor, _happening: Happening, chance: Random) -> None:
    """A florist wants what is still growing already this week."""
    far = arrival_for(floor.now.date() + timedelta(days=16))
    soon = arrival_for(floor.now.date() + timedelta(days=1))
    now_on = {one.key for one in floor.everything(soon)}
    later = [one.key for one in floor.everything(far) if one.key not in now_on]
    check_out(floor, {one_of(chance, later): 1}, soon, chance)


def gone(floor: Floor, _happening: Happening, chance: Random) -> None:
    """A florist wants what the company has put away and the marketplace took down."""
    arrival = arrival_for(floor.now.date() + timedelta(days=1))
    shown = {one.key for one in floor.everything(arrival)}
    lots = [lot for lot in floor.komet.state.lots.values() if lot.left == 0 or lot.price == 0]
    keys = [floor.komet.key(lot.id) for lot in lots if floor.komet.key(lot.id) not in shown]
    check_out(floor, {one_of(chance, keys): 1}, arrival, chance)


SCRIPTS: dict[str, Script] = {
    BUY: buy,
    "cancel": cancel,
    "card_fails": card_fails,
    "too_many": too_many,
    "wrong_day": wrong_day,
    "gone": gone,
}
