"""What a florist can buy for an arrival date, searched without regard to case or accents.

A search runs over every offer of every supplier, so it does the cheap tests first, asks each
distinct text once, and prices only the rows of the page that was asked for.
"""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, NamedTuple

from msgspec import Meta

from mocks.core.api import Context
from mocks.core.fields import text
from mocks.ibuyflowers.checkout import can_ship, check_arrival, service_of
from mocks.ibuyflowers.dates import market_day, ship_date
from mocks.ibuyflowers.pricing import all_in_per_bunch, is_sellable
from mocks.ibuyflowers.records import Connection, Offer
from mocks.ibuyflowers.shelf import boxes_left, confirmed_at, is_hidden, is_stale
from mocks.ibuyflowers.state import IbfState, OfferKey
from mocks.ibuyflowers.wire import FLORIST, Call, Reply, method

#: By connection that can deliver on the wanted day: when its boxes leave.
Leaving = dict[int, tuple[Connection, date]]


class Shown(NamedTuple):
    """An offer for sale, of which supplier, and when it would ship."""

    connection: Connection
    offer: Offer
    leaves: date


class AvailabilityCall(Call, frozen=True, kw_only=True):
    """The arrival date comes first; every word of `search` must be found."""

    arrivalDate: date
    search: Annotated[str, text(200)] = ""
    page: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    rows: Annotated[int, Meta(ge=1, le=1000)] = 50


class AvailabilityRow(Reply, frozen=True, kw_only=True):
    """An offer for sale: all-in prices, boxes left, and when it was last confirmed."""

    key: str
    connectionId: int
    origin: int
    name: str
    category: str
    color: str
    variety: str
    grade: str
    vendor: str
    boxType: str
    pack: str
    bunches: int
    stemsBunch: int
    boxes: int
    pricePerBunch: Decimal
    pricePerBox: Decimal
    shipDate: date
    confirmedAt: datetime
    stale: bool


class AvailabilityReply(Reply, frozen=True, kw_only=True):
    """A page of what is for sale; `total` offers in all, on `pages` pages."""

    arrivalDate: date
    offers: tuple[AvailabilityRow, ...]
    total: int
    page: int
    pages: int


@method("GET", "shop/availability", key=FLORIST)
def availability(context: Context[IbfState], call: AvailabilityCall) -> AvailabilityReply:
    """What can arrive on a date, in the order in which suppliers told it."""
    check_arrival(context, call.arrivalDate)
    leaving = _leaving(context, call.arrivalDate)
    found = list(_for_sale(context, leaving, call.search))
    first = (call.page - 1) * call.rows
    page = [_row(context, leaving, key) for key in found[first : first + call.rows]]
    return AvailabilityReply(
        arrivalDate=call.arrivalDate,
        offers=tuple(row for row in page if row is not None),
        total=len(found),
        page=call.page,
        pages=-(-len(found) // call.rows),
    )


def for_sale(context: Context[IbfState], arrival: date, search: str) -> Iterator[Shown]:
    """Every offer that can be bought for `arrival` and has all words of `search` in it."""
    leaving = _leaving(context, arrival)
    for offer_key in _for_sale(context, leaving, search):
        connection, leaves = leaving[offer_key[0]]
        yield Shown(connection, context.state.offers[offer_key], leaves)


def _for_sale(context: Context[IbfState], leaving: Leaving, search: str) -> Iterator[OfferKey]:
    state, matches = context.state, matcher(search)
    for offer_key, offer in list(state.offers.items()):
        supply = leaving.get(offer_key[0])
        if supply is None or offer.boxes < 1 or not can_ship(offer, supply[1]):
            continue
        if (matches is None or matches(offer)) and is_sellable(offer):
            touched = offer_key in state.withdrawn or offer_key in state.sales
            if not touched or _is_there(context, supply[0], offer_key):
                yield offer_key


def _is_there(context: Context[IbfState], connection: Connection, offer_key: OfferKey) -> bool:
    """Whether an offer that was sold of or withdrawn is still shown with boxes to sell."""
    confirmed = confirmed_at(context.state, connection, offer_key[1])
    hidden = is_hidden(context.state, offer_key, confirmed)
    return not hidden and boxes_left(context.state, offer_key, context.assumptions) > 0


def folded(words: str) -> str:
    """`words` without case and accents: what is left is compared."""
    if words.isascii():
        return words.casefold()
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def matcher(search: str) -> Callable[[Offer], bool] | None:
    """Whether an offer has every word of `search`; each distinct text is looked at once.

    None if there is nothing to search for.
    """
    words = folded(search).split()
    if not words:
        return None
    known: dict[tuple[str, ...], bool] = {}

    def matches(offer: Offer) -> bool:
        texts = (
            *(offer.name, offer.category, offer.color, offer.variety, offer.grade, offer.vendor),
        )
        answer = known.get(texts)
        if answer is None:
            whole = folded(" ".join(texts))
            answer = known[texts] = all(word in whole for word in words)
        return answer

    return matches


def _leaving(context: Context[IbfState], arrival: date) -> Leaving:
    """By connection: when boxes leave to arrive then; suppliers who can not are left out."""
    today = market_day(context.now, context.assumptions.market_day)
    days = {
        one.id: (one, ship_date(service_of(context, one), arrival))
        for one in list(context.state.connections.values())
    }
    return {
        number: (one, day)
        for number, (one, day) in days.items()
        if day is not None and day >= today
    }


def _row(
    context: Context[IbfState], leaving: Leaving, offer_key: OfferKey
) -> AvailabilityRow | None:
    """The row of an offer; None if a batch took it away while the page was made."""
    state, (connection, leaves) = context.state, leaving[offer_key[0]]
    offer = state.offers.get(offer_key)
    if offer is None:
        return None
    confirmed = confirmed_at(state, connection, offer.key) or context.now
    price = all_in_per_bunch(offer, state.settings)
    stems = f"{offer.stemsBunch} stems" if offer.stemsBunch else "by weight"
    return AvailabilityRow(
        key=offer.key,
        connectionId=connection.id,
        origin=offer.origin,
        name=offer.name,
        category=offer.category,
        color=offer.color,
        variety=offer.variety,
        grade=offer.grade,
        vendor=offer.vendor,
        boxType=offer.boxType,
        pack=f"{offer.boxType} {offer.bunches} bunches x {stems}".strip(),
        bunches=offer.bunches,
        stemsBunch=offer.stemsBunch,
        boxes=boxes_left(state, offer_key, context.assumptions),
        pricePerBunch=price,
        pricePerBox=price * offer.bunches,
        shipDate=leaves,
        confirmedAt=confirmed,
        stale=is_stale(context.now, confirmed, connection.cadence_s),
    )
