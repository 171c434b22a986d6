"""The timetable of a trading day: who does what, when; drawn from the seed alone.

The day runs from midnight to midnight UTC, which is also the day of the allowance. Florists buy
when it is day in New York. Everything that must be seen once (each kind of refusal, a moved date,
an order cancelled before anybody could place it) is a *scene*: several people act within minutes.
A scene stands in the timetable more than once, and its later turns become an ordinary purchase if
an earlier one worked, so that a fault striking at the wrong moment can not spoil the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import msgspec

DAY_S = 86_400
HOUR_S = 3_600
TURNS = 3

#: How busy florists are by the hour (UTC): the morning in New York is the busiest.
FLORIST_HOURS = (
    *(4, 3, 2, 1, 1, 0, 0, 0, 0, 1, 2, 4),
    *(8, 12, 14, 14, 12, 12, 10, 8, 7, 7, 6, 5),
)
#: How busy the company's people are: they begin earlier and go home earlier.
STAFF_HOURS = (
    *(2, 1, 0, 0, 0, 0, 0, 0, 1, 3, 6, 10),
    *(14, 14, 14, 13, 12, 12, 11, 10, 8, 5, 4, 3),
)

BUY = "buy"

#: Acts of the company's people, and how often a day per 2,000 lines of inventory.
STAFF = {
    "phone": 320,
    "count": 40,
    "receive": 24,
    "receive_more": 40,
    "withdraw": 16,
    "price": 40,
    "confirm": 20,
}

#: Scenes that end in a purchase, with the hours (UTC) within which they may be played.
SCENES = {
    "sold_out": (11, 21),
    "short": (11, 21),
    "withdrawn": (11, 21),
    "held": (11, 21),
    "reserved": (11, 21),
    "carrier_off": (12, 22),
    "carrier_day": (12, 22),
    "no_shipping": (12, 22),
    "late": (19.2, 22),
    "removed": (9, 20),
    "cancel_now": (12, 22),
    "cancel_later": (10, 20),
    "card_moves": (10, 20),
    "card_drops": (10, 19),
    "card_tomorrow": (10, 14),
    "from_farm": (22, 23.5),
}
#: The least orders a day can have: a scene each.
LEAST_ORDERS = len(SCENES)
#: Scenes at the marketplace's counter: nobody buys anything.
COUNTER = {"too_many": (10, 23), "wrong_day": (10, 23), "gone": (10, 23)}
#: What the vendor's people, procurement and the warehouse do, and when the marketplace orders for
#: every week, each within these hours (UTC). The vendor's service stands still from half past one
#: to about four in the afternoon.
VENDOR: dict[str, tuple[tuple[float, float], ...]] = {
    "list_articles": ((0.1, 0.3),),
    "sell_two": ((1, 3),),
    "sell_unknown": ((1, 3),),
    "sell_dear": ((8, 11.5),),
    "sell_partly": ((8, 11.5),),
    "sell_mixed": ((8, 11.5),),
    "sell_changing": ((8, 11.5),),
    "sell_cancelling": ((8, 11.5),),
    "book": ((8.5, 9.5), (10, 11)),
    "buy_ahead": ((10, 11.5),),
    "map": ((11.4, 11.6), (17.1, 17.2)),
    "book_anew": ((11.75, 11.95),),
    "approve": ((12.2, 12.4), (13, 13.2), (17.3, 17.5), (18.2, 18.4)),
    "confirm_partly": ((13.25, 13.3),),
    "confirm_ahead": ((13.3, 13.4),),
    "stop": ((13.5, 13.6),),
    "change": ((13.8, 14.3),),
    "cancel_sale": ((13.8, 14.3),),
    "sell_mapped": ((14.4, 15.6),),
    "sell_meanwhile": ((14.4, 15.6),),
    "label": ((14.6, 15), (18.6, 18.8), (19.3, 19.5)),
    "start": ((16.1, 16.2),),
    "ship_ahead": ((17, 17.2),),
    "take_off": ((19.7, 19.9),),
    "sell_tomorrow": ((19.6, 20.6),),
    "scan": ((20.2, 20.3), (20.8, 20.9), (21.5, 21.6)),
    "order_weekly": ((0.3, 0.5),),
}
#: Komet can not be reached for a while (UTC hours), when faults are on.
OUTAGE = (16.55, 16.80)


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Something somebody does at a moment: what, and the number its chances are drawn from.

    `keys`, `order_id` and `turn` are what a scene hands on from one act to the next.
    """

    at: datetime
    kind: str
    number: int
    turn: int = 1
    keys: tuple[str, ...] = ()
    order_id: int = 0


def timetable(seed: int, start: datetime, orders: int, lines: int) -> list[Happening]:
    """What happens on the day beginning at `start`, in order of time.

    Args:
        seed: of every moment and number.
        start: the day's first moment, aware UTC.
        orders: how many purchases florists make, scenes included.
        lines: of inventory, which is what keeps the staff busy.
    """
    chance = Random(f"{seed}/timetable")
    drawn = [*_scenes(chance, orders), *_purchases(chance, orders), *_staff(chance, lines)]
    drawn += _vendor(chance)
    ordered = sorted(drawn)
    return [
        Happening(at=start + timedelta(seconds=second), kind=kind, number=number, turn=turn)
        for number, (second, kind, turn) in enumerate(ordered, start=1)
    ]


Drawn = tuple[int, str, int]


def turns(orders: int) -> int:
    """How often a scene is tried: so many orders must be left to buy something ordinary."""
    return max(1, min(TURNS, orders // (2 * len(SCENES))))


def _scenes(chance: Random, orders: int) -> Iterator[Drawn]:
    for kind, (first, last) in SCENES.items():
        count = turns(orders)
        for turn in range(1, count + 1):
            span = (last - first) / count
            begin = first + span * (turn - 1)
            yield int((begin + span * 0.8 * chance.random()) * HOUR_S), kind, turn
    for kind, (first, last) in COUNTER.items():
        yield int((first + (last - first) * chance.random()) * HOUR_S), kind, 1


def _purchases(chance: Random, orders: int) -> Iterator[Drawn]:
    for _ in range(max(0, orders - turns(orders) * len(SCENES))):
        yield _moment(chance, FLORIST_HOURS), BUY, 1


def _staff(chance: Random, lines: int) -> Iterator[Drawn]:
    for kind, usual in STAFF.items():
        for _ in range(max(2, min(usual, usual * lines // 2000))):
            yield _moment(chance, STAFF_HOURS), kind, 1


def _vendor(chance: Random) -> Iterator[Drawn]:
    for kind, windows in VENDOR.items():
        for turn, (first, last) in enumerate(windows, start=1):
            yield int((first + (last - first) * chance.random()) * HOUR_S), kind, turn


def _moment(chance: Random, hours: tuple[int, ...]) -> int:
    hour = chance.choices(range(24), weights=hours)[0]
    return hour * HOUR_S + int(chance.random() * HOUR_S)
