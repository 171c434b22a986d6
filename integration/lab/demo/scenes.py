"""Scenes: people on both sides act within minutes, and something must come of it.

In most of them the marketplace still shows what Komet no longer has: somebody in the company acts
just after the inventory was read, a florist buys before it is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from integration.lab.demo.day import Happening
from integration.lab.demo.floor import Floor, Script, lot_id
from integration.lab.demo.florists import arrival_for, buy, check_out
from integration.lab.demo.refusals import REMOVED, SHORT, SOLD_OUT
from mocks.ibuyflowers.catalogue import AvailabilityRow
from mocks.ibuyflowers.order_states import ACCEPTED
from mocks.komet.calendar import FIXED
from mocks.komet.seed import COMPANY, FEDEX

FRIDAY, MONDAY = 4, 0
WEEK = (0, 1, 2, 3, 4)
#: Who reserves what a florist is about to buy.
ANOTHER_CUSTOMER = 7004
#: So long something is wrong in Komet before it is put right, seconds.
WRONG_S = 600.0
BETWEEN_S = 40.0


# --- the shelf is not what it seems ---------------------------------------------------------------


class Trick(NamedTuple):
    """A scene about one offer: what is done to its line, and how many boxes a florist then wants.

    `wants` is the kind of refusal that must come of it; `least` boxes must be there to begin with.
    """

    wants: str
    said: str
    act: Callable[[Floor, AvailabilityRow], None]
    boxes: int = 1
    least: int = 1
    undo: str = ""


def _sell_out(floor: Floor, offer: AvailabilityRow) -> None:
    floor.komet.sell_out(lot_id(offer.key))


def _leave_one(floor: Floor, offer: AvailabilityRow) -> None:
    floor.komet.sell(lot_id(offer.key), floor.in_komet(offer.key) - 1)


def _withdraw(floor: Floor, offer: AvailabilityRow) -> None:
    floor.komet.withdraw(lot_id(offer.key))


def _hold(floor: Floor, offer: AvailabilityRow) -> None:
    floor.komet.does("mark_lot", lotId=lot_id(offer.key), held=True)


def _reserve(floor: Floor, offer: AvailabilityRow) -> None:
    floor.komet.does("mark_lot", lotId=lot_id(offer.key), reservedFor=ANOTHER_CUSTOMER)


TRICKS = {
    "sold_out": Trick(SOLD_OUT, "sold out by phone", _sell_out),
    "short": Trick(SHORT, "sold by phone but for one box", _leave_one, boxes=3, least=4),
    "withdrawn": Trick(SOLD_OUT, "put away", _withdraw),
    "held": Trick("inventory.held", "put on hold", _hold, undo="open_again"),
    "reserved": Trick(
        "inventory.reserved", "reserved for another customer", _reserve, undo="open_again"
    ),
}


def trick(floor: Floor, happening: Happening, chance: Random) -> None:
    """Somebody in the company changes a line that the marketplace shows."""
    what = TRICKS[happening.kind]
    arrival = _ordinary_arrival(floor)
    offers = [
        one
        for one in floor.page(arrival, chance, least=what.least)
        if floor.in_komet(one.key) >= what.least
    ]
    if _is_done(floor, happening, what.wants) or not offers:
        buy(floor, happening, chance)
        return
    offer = chance.choice(offers)
    what.act(floor, offer)
    floor.tell(happening.kind, f"{what.said}, and still shown: {offer.name}")
    floor.later(happening, BETWEEN_S, "buy_it", keys=(offer.key, str(what.boxes)))
    if what.undo:
        floor.later(happening, WRONG_S, what.undo, keys=(offer.key,))


def buy_it(floor: Floor, happening: Happening, chance: Random) -> None:
    """A florist buys what is not there any more, or, if that does not work, something else."""
    key, boxes = happening.keys
    wanted = min(int(boxes), floor.left(key))
    order_id = None
    if wanted > 0:
        order_id = check_out(floor, {key: wanted}, _ordinary_arrival(floor), chance)
    if order_id is None:
        buy(floor, happening, chance)


def open_again(floor: Floor, happening: Happening, _chance: Random) -> None:
    """A line is neither held nor reserved any more."""
    floor.komet.does("mark_lot", lotId=lot_id(happening.keys[0]))


# --- the carrier and the calendar -----------------------------------------------------------------


class Mistake(NamedTuple):
    """Something set wrongly in Komet for a while, and what a florist orders meanwhile.

    `wants` is the kind of refusal that must come of it; none must if the engine is to wait: a
    carrier that is switched off is no reason to refuse a florist.
    """

    wants: str
    said: str
    act: str
    wrong: dict[str, object]
    right: dict[str, object]
    arrival_weekday: int | None = None


MISTAKES = {
    "carrier_off": Mistake(
        "",
        "the carrier is switched off",
        "set_carrier",
        {"carrierId": FEDEX, "active": False},
        {"carrierId": FEDEX, "active": True},
    ),
    "carrier_day": Mistake(
        "carrier.day",
        "the carrier has no service on Thursdays",
        "set_carrier",
        {"carrierId": FEDEX, "weekdays": (0, 1, 2, 4)},
        {"carrierId": FEDEX, "weekdays": WEEK},
        arrival_weekday=FRIDAY,
    ),
    "no_shipping": Mistake(
        "cutoff.none",
        "nothing ships on Fridays",
        "set_cut_off",
        {"companyId": COMPANY, "weekday": FRIDAY, "cutOff": "none"},
        {"companyId": COMPANY, "weekday": FRIDAY, "cutOff": "1400"},
        arrival_weekday=MONDAY,
    ),
}


def mistake(floor: Floor, happening: Happening, chance: Random) -> None:
    """Somebody sets carrier or calendar wrongly for ten minutes."""
    what = MISTAKES[happening.kind]
    if _is_done(floor, happening, what.wants):
        buy(floor, happening, chance)
        return
    floor.komet.does(what.act, **what.wrong)
    floor.tell(happening.kind, f"in Komet, for ten minutes, {what.said}")
    floor.later(happening, BETWEEN_S, "buy_meanwhile", keys=(happening.kind,))
    floor.later(happening, WRONG_S, "put_right", keys=(happening.kind,))


def buy_meanwhile(floor: Floor, happening: Happening, chance: Random) -> None:
    """A florist orders for a day that can not be served right now."""
    weekday = MISTAKES[happening.keys[0]].arrival_weekday
    arrival = _ordinary_arrival(floor)
    while weekday is not None and arrival.weekday() != weekday:
        arrival += timedelta(days=1)
    offers = floor.page(arrival, chance)
    if not offers or check_out(floor, {chance.choice(offers).key: 1}, arrival, chance) is None:
        buy(floor, happening, chance)


def put_right(floor: Floor, happening: Happening, _chance: Random) -> None:
    """What was set wrongly is set right again."""
    what = MISTAKES[happening.keys[0]]
    floor.komet.does(what.act, **what.right)


def late(floor: Floor, happening: Happening, chance: Random) -> None:
    """A florist orders for tomorrow when today's cut-off has passed."""
    arrival = arrival_for(floor.now.astimezone(FIXED).date())
    offers = floor.page(arrival, chance)
    if _is_done(floor, happening, "cutoff.passed") or not offers:
        buy(floor, happening, chance)
        return
    if check_out(floor, {chance.choice(offers).key: 1}, arrival, chance) is not None:
        floor.tell(happening.kind, f"a florist ordered for {arrival} after the cut-off")


# --- what happens to an order afterwards ----------------------------------------------------------


class Turn(NamedTuple):
    """A scene about one order: which acts follow its purchase, so many seconds later each."""

    acts: tuple[tuple[str, float], ...]


TURNS = {
    "cancel_now": Turn((("cancel", 10.0),)),
    "cancel_later": Turn((("cancel", 1800.0),)),
    "card_moves": Turn((("card_fails", 1200.0),)),
    "card_drops": Turn((("card_fails", 900.0), ("card_fails", 3600.0))),
    "removed": Turn((("remove", 900.0),)),
}


def turn(floor: Floor, happening: Happening, chance: Random) -> None:
    """A florist buys something that will have a story."""
    order_id = _simple_order(floor, happening, chance, days=2)
    if order_id is not None:
        for kind, seconds in TURNS[happening.kind].acts:
            floor.later(happening, seconds, kind, order_id=order_id)


def card_tomorrow(floor: Floor, happening: Happening, chance: Random) -> None:
    """A florist buys for the day after tomorrow, and the card will fail when it is charged."""
    order_id = _simple_order(floor, happening, chance, days=1)
    if order_id is not None:
        florist = floor.shop.order(order_id).florist_id
        floor.shop.does("card_fails", florist=florist, refusals=1)
        floor.tell("card", f"the card of order {order_id} will be refused when it is charged")


def remove(floor: Floor, happening: Happening, chance: Random) -> None:
    """A sales rep takes a line out of an order in Komet; the engine must notice and say so."""
    if _is_done(floor, happening, REMOVED):
        return
    items = [one for one in floor.komet.state.invoice_items.values() if _is_for(one, happening)]
    if items and floor.shop.order(happening.order_id).state == ACCEPTED:
        item = chance.choice(items)
        floor.komet.does("remove_invoice_line", invoiceItemId=item.id)
        floor.tell("remove", f"a sales rep took a line out of order {happening.order_id}")


def _is_for(item: object, happening: Happening) -> bool:
    """Whether an invoice line carries our reference for the scene's order."""
    mark: str = getattr(item, "mark_code", "")
    return mark[2:10] == f"{happening.order_id:08d}"


def from_farm(floor: Floor, happening: Happening, chance: Random) -> None:
    """A florist buys of the boxes that came in from the farm for nobody's order."""
    arrival = _ordinary_arrival(floor)
    fresh = floor.from_farm() if happening.turn == 1 else set()
    offers = [one for one in floor.everything(arrival) if one.key in fresh] if fresh else []
    if not offers or check_out(floor, {offers[0].key: 2}, arrival, chance) is None:
        buy(floor, happening, chance)
        return
    floor.tell(happening.kind, f"a florist bought what had come from the farm: {offers[0].name}")


# --- shared ---------------------------------------------------------------------------------------


def _is_done(floor: Floor, happening: Happening, wants: str) -> bool:
    """Whether an earlier turn of the scene already brought what it is for."""
    return happening.turn > 1 and (not wants or floor.refused(wants) > 0)


def _ordinary_arrival(floor: Floor) -> date:
    """The arrival day of boxes that leave tomorrow or later."""
    return arrival_for(floor.now.astimezone(FIXED).date() + timedelta(days=1))


def _simple_order(floor: Floor, happening: Happening, chance: Random, days: int) -> int | None:
    """One or two lines on hand, to leave in so many days; something ordinary if that fails."""
    arrival = arrival_for(floor.now.astimezone(FIXED).date() + timedelta(days=days))
    offers = floor.page(arrival, chance, least=2, on_hand=True)
    if len(offers) >= 2:
        boxes = {one.key: 1 for one in chance.sample(offers, chance.choice((1, 2)))}
        order_id = check_out(floor, boxes, arrival, chance)
        if order_id is not None:
            return order_id
    buy(floor, happening, chance)
    return None


SCRIPTS: dict[str, Script] = {
    **dict.fromkeys(TRICKS, trick),
    **dict.fromkeys(MISTAKES, mistake),
    **dict.fromkeys(TURNS, turn),
    "late": late,
    "from_farm": from_farm,
    "card_tomorrow": card_tomorrow,
    "buy_it": buy_it,
    "open_again": open_again,
    "buy_meanwhile": buy_meanwhile,
    "put_right": put_right,
    "remove": remove,
}
