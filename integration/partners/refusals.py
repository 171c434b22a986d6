"""What a partner's refusal means for us, in two tables.

Komet refuses with a sentence and nothing else, and publishes none of them: each row below is a
pattern of one, with the failure it stands for. A sentence no row knows needs a person; guessing
that it is "no" could tell a buyer so because of a token of our own. The marketplace, whose
contract is ours, refuses with codes.
"""

from __future__ import annotations

import re

from integration.errors import (
    LineRefused,
    NeedsPerson,
    NotGranted,
    NotMapped,
    Refused,
    Stopped,
    TooManyCodes,
    Wait,
)

Kind = type[Refused]


class OutOfDate(Refused):
    """The marketplace has already taken a newer batch: somebody else holds a newer lease."""


def _rows(*rows: tuple[Kind, str]) -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), kind) for kind, pattern in rows)


#: The first pattern found in the sentence decides.
KOMET = _rows(
    # the allowance
    (Wait, r"limit of [\d,.]+ requests"),
    # our own set-up: token, grant, account, ids of the connection
    (NotGranted, r"token has no access to the method"),
    (NotGranted, r"not available for \w+ tokens"),
    (Stopped, r"authentication ?token"),
    (Stopped, r"X-ACCOUNT"),
    (Stopped, r"\baccount \S+ does not match"),
    (Stopped, r"the method does not exist"),
    (Stopped, r"the customer \S+ (does not exist|is not a(vailable|ctive))"),
    (Stopped, r"the carrier \S+ (does not exist|is not active)"),
    (Stopped, r"the (company|location) \S+ (does not|is not active)"),
    (Stopped, r"the field (company)?location(id|code) is required"),
    (Stopped, r"the (customer|carrier) \S+ is not associated with the location"),
    # this line, or this order
    (LineRefused, r"has [\d,.]+ boxes available"),
    (LineRefused, r"the inventory item \S+ (does not exist|is )"),
    (LineRefused, r"the carrier \S+ has no service on"),
    (LineRefused, r"no products available for the selected ship date"),
    (LineRefused, r"cut-off time for .* has passed"),
    (LineRefused, r"there is no shipping on"),
    (LineRefused, r"the date \S+ is in the past"),
    (LineRefused, r"the product \S+ (does not exist|is not active)"),
    (LineRefused, r"the web order \S+ (does not exist|is not pending|has )"),
    (LineRefused, r"this order has been cancel"),
    (LineRefused, r"the invoice \S+ (does not exist|is .* cannot be)"),
    (LineRefused, r"the prebook \S+ (does not exist|cannot be changed)"),
    (LineRefused, r"the prebook item \S+ (does not exist|has already been checked out)"),
    # the vendor's side
    (NotMapped, r"is UNKNOWN and has to be mapped"),
    (TooManyCodes, r"at most \d+ box codes"),
    (LineRefused, r"the prebook item \S+ (needs \d+ boxes|belongs to another|is on the purchase)"),
    (LineRefused, r"the purchase order item \S+ (does not exist|is .* cannot be|has \d+ boxes)"),
    (LineRefused, r"the purchase order \S+ (does not exist|is .* cannot be|is for another)"),
    (LineRefused, r"the box type \S+ does not exist"),
    (LineRefused, r"the box code \S+ already exists"),
)

#: An answer that found nothing: a sentence, and no array. Texts as seen in programs that call it.
_EMPTY = re.compile(r"\bnot found\.?(OK)?\s*$", re.IGNORECASE)
_RESERVED = re.compile(r"is reserved otherwise", re.IGNORECASE)

#: The marketplace's codes that mean more than a line refused; by code, else by HTTP status.
MARKET: dict[str, Kind] = {
    "batch.old": OutOfDate,
    "connection.inactive": Stopped,
}
MARKET_STATUS: dict[int, Kind] = {
    400: NeedsPerson,
    401: Stopped,
    403: Stopped,
    404: LineRefused,
    405: NeedsPerson,
    409: LineRefused,
    422: NeedsPerson,
}


def refusal(message: str, method: str) -> Refused:
    """The failure that Komet's `message` stands for."""
    for pattern, kind in KOMET:
        if pattern.search(message):
            return kind(message, method)
    return NeedsPerson(message or "refused without a word", method)


def is_empty(message: str) -> bool:
    """Whether the sentence says that a list has nothing to show."""
    return _EMPTY.search(message) is not None


def is_reserved(message: str) -> bool:
    """Whether the line is reserved (for us, since it was shown to us): to be asked for as such."""
    return _RESERVED.search(message) is not None


def market_refusal(status: int, code: str, message: str, method: str) -> Refused | None:
    """The failure that the marketplace's refusal stands for; None for a status of no refusal."""
    kind = MARKET.get(code) or MARKET_STATUS.get(status)
    return kind(message or f"HTTP {status}", method) if kind else None
