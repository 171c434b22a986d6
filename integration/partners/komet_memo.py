"""Rows that did not change since the last read are not decoded again.

Of a hundred thousand rows, read every five minutes, all but a few are byte for byte what they were.
So a list is only cut into its rows, and each row's bytes are looked up among those of the last
reads; the offer they made then is the offer they make now. Equal offers being one object makes the
comparison that follows quick as well. A row never seen before is decoded and turned into an offer.
What a row becomes may depend on more than its bytes (on hand ships from today on, and is priced by
the customer's list): on that basis, the day and the like, a memo is kept, and on another forgotten.

A list in one piece has a short cut before all that: the same bytes as last time are the same list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
from msgspec import UNSET, UnsetType

from integration.errors import Unknown
from integration.model import Offer
from integration.partners.http import Answer
from integration.partners.komet_wire import plain, short, understood
from integration.partners.operations import Operation

#: Rows looked up at once: enough to be quick, few enough to be small.
PORTION = 5_000
#: A memo may be so much longer than the list; then it begins anew.
SLACK = 1.25

#: Makes an offer of a decoded row, or None of one that can not be sold.
Make = Callable[[Any], Offer | None]


class Memo:
    """The offers of one list, by the bytes of the row each was made from.

    Args:
        operation: the list's method.
        short_cut: whether a body equal to the last one is taken for the same list unread.
    """

    def __init__(self, operation: Operation[Any, Any], *, short_cut: bool = True) -> None:
        self._cut = _cut(operation)
        self._decoder = msgspec.json.Decoder(_row_type(operation), strict=False)
        self._short_cut = short_cut
        self._offers: dict[bytes, Offer | bool] = {}
        self._basis: object = None
        # The last answer (its status, and what names its body), and the offers in it.
        self._last: tuple[tuple[int, bytes], Sequence[Offer]] = (0, b""), ()

    def __len__(self) -> int:
        """How many rows it remembers."""
        return len(self._offers)

    def offers(self, answer: Answer, basis: object, make: Make) -> Sequence[Offer]:
        """The offers in an answer, in its order, as `make` makes them on that basis.

        Raises:
            Refused: if Komet said no.
            Unknown: if it is no answer of Komet's.
        """
        if not self._short_cut:
            return self._looked_up(answer, basis, make)
        name = answer.status, sha256(answer.body).digest()
        if basis != self._basis or name != self._last[0]:
            self._last = name, self._looked_up(answer, basis, make)
        return self._last[1]

    def _looked_up(self, answer: Answer, basis: object, make: Make) -> list[Offer]:
        rows: Sequence[msgspec.Raw] = getattr(understood(self._cut, answer), self._cut.rows) or ()
        if basis != self._basis or len(self._offers) > SLACK * len(rows) + PORTION:
            self._offers, self._basis = {}, basis
        found: list[Offer] = []
        for begin in range(0, len(rows), PORTION):
            found += self._portion(rows[begin : begin + PORTION], make)
        return found

    def _portion(self, rows: Sequence[msgspec.Raw], make: Make) -> Iterator[Offer]:
        bodies = list(map(bytes, rows))
        known = list(map(self._offers.get, bodies))
        for place, offer in enumerate(known):
            if offer is None:
                body = bodies[place]
                known[place] = self._offers[body] = make(self._row(body)) or False
        return (offer for offer in known if isinstance(offer, Offer))

    def _row(self, body: bytes) -> Any:
        return _decoded(self._decoder, body, self._cut.name)


class Leaf(NamedTuple):
    """One page of a list: its offers, how many rows they were made from, and the reply itself."""

    offers: tuple[Offer, ...]
    rows: int
    reply: Any


class PageMemo:
    """The offers of a list that comes in pages, whatever page a row stands on.

    A read begins with page 1. What it did not show is forgotten when the next one begins, so the
    memo is never longer than two reads. A row may make no offer; what it makes must not depend on
    the day.

    Args:
        operation: the list's method.
        make: makes an offer of a decoded row, or None of one that can not be sold.
    """

    def __init__(self, operation: Operation[Any, Any], make: Make) -> None:
        self._cut, self._make = _cut(operation), make
        self._decoder = msgspec.json.Decoder(_row_type(operation), strict=False)
        # Each offer beside the bytes it was made from: one object in both reads.
        self._now: dict[bytes, tuple[bytes, Offer | None]] = {}
        self._before: dict[bytes, tuple[bytes, Offer | None]] = {}

    def __len__(self) -> int:
        """How many rows it remembers."""
        return len(self._now.keys() | self._before.keys())

    def page(self, answer: Answer, number: int) -> Leaf:
        """What stands on page `number`, in its order.

        Raises:
            Refused: if Komet said no.
            Unknown: if it is no answer of Komet's.
        """
        reply = understood(self._cut, answer)
        rows: Sequence[msgspec.Raw] = getattr(reply, self._cut.rows) or ()
        if number == 1:
            self._before, self._now = self._now, {}
        found = [self._offer(bytes(row)) for row in rows]
        return Leaf(tuple(one for one in found if one is not None), len(rows), reply)

    def _offer(self, body: bytes) -> Offer | None:
        known = self._now.get(body) or self._before.get(body)
        if known is None:
            known = body, self._make(_decoded(self._decoder, body, self._cut.name))
        self._now[known[0]] = known
        return known[1]


def _decoded(decoder: msgspec.json.Decoder[Any], body: bytes, method: str) -> Any:
    try:
        try:
            return decoder.decode(body)
        except msgspec.ValidationError:
            return decoder.decode(plain(body))
    except (msgspec.MsgspecError, UnicodeDecodeError) as garbage:
        raise Unknown(f"a row is none: {short(garbage)}", method) from garbage


def _row_type(operation: Operation[Any, Any]) -> Any:
    """What the rows of a list are, by the reply type the documents are checked against."""
    listed = get_type_hints(operation.reply)[operation.rows]
    return next(get_args(one)[0] for one in get_args(listed) if get_args(one))


def _cut(operation: Operation[Any, Any]) -> Operation[Any, Any]:
    """The same method, its answer only cut into rows."""
    reply = msgspec.defstruct(
        f"Cut{operation.reply.__name__}",
        [(operation.rows, list[msgspec.Raw] | UnsetType, UNSET)],
        bases=(operation.reply,),
        frozen=True,
        kw_only=True,
    )
    return Operation(
        operation.name,
        operation.verb,
        operation.request,
        reply,
        operation.rows,
        account=operation.account,
    )
