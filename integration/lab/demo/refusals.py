"""Which kind of refusal a reason is, so that a day can count its refusals by kind.

Komet's sentences are known to the simulators as templates; a reason told to the marketplace holds
one of them, perhaps with words of the engine around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mocks.komet.texts import REFUSALS

SOLD_OUT, SHORT, REMOVED, OTHER = "sold out", "too few boxes", "removed in Komet", "other"
STOCK_SHORT = "stock.short"

#: Kinds of Komet's refusals that every day must have seen, by the code or by the name here.
REQUIRED = (
    SOLD_OUT,
    SHORT,
    REMOVED,
    "inventory.held",
    "inventory.reserved",
    "carrier.day",
    "cutoff.passed",
    "cutoff.none",
)
#: ... and of the marketplace's, which turns a florist away before there is an order.
REQUIRED_TURNED_AWAY = ("offer.gone", "offer.date", "offer.short")

#: What the kinds mean, in the words of the trade.
WORDS = {
    SOLD_OUT: "sold out in Komet since the last read",
    SHORT: "fewer boxes left in Komet than ordered",
    REMOVED: "taken out of the order in Komet",
    "inventory.held": "put on hold in Komet",
    "inventory.reserved": "reserved for another customer",
    "carrier.inactive": "carrier switched off",
    "carrier.day": "carrier without service that day",
    "cutoff.passed": "cut-off of the ship date passed",
    "cutoff.none": "no shipping that day",
    "offer.gone": "not for sale any more",
    "offer.date": "can not arrive on that day",
    "offer.short": "fewer boxes shown than wanted",
    OTHER: "other",
}


def kind_of(reason: str) -> str:
    """The kind of a refusal by its sentence."""
    if "removed in Komet" in reason:
        return REMOVED
    for code, pattern in _patterns():
        found = pattern.search(reason)
        if found is not None:
            return _stock(found) if code == STOCK_SHORT else code
    return OTHER


def _stock(found: re.Match[str]) -> str:
    return SOLD_OUT if found["left"] == "0" else SHORT


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern per sentence, the longest sentence first: none is hidden by a shorter one."""
    by_length = sorted(REFUSALS.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple((code, re.compile(_pattern(text))) for code, text in by_length)


def _pattern(text: str) -> str:
    """The template as a pattern; each gap is a group of its name, wide enough for any value."""
    parts = re.split(r"\{(\w+)\}", text.rstrip("."))
    return "".join(_part(index, part) for index, part in enumerate(parts))


def _part(index: int, part: str) -> str:
    return f"(?P<{part}>.+?)" if index % 2 else re.escape(part)


def unseen(seen: Iterable[str], required: Iterable[str]) -> list[str]:
    """Those of the `required` kinds that are not among the `seen` ones."""
    known = set(seen)
    return [kind for kind in required if kind not in known]
