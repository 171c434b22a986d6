"""Rows that did not change since the last read are not decoded again.

Of a hundred thousand rows, read every five minutes, all but a few are byte for byte what they were.
So a list is only cut into its rows, and each row is looked up by its name, a digest of its bytes:
the line it was then is the line it is now. A row with a new name is decoded and made an offer.
Names outlive the process: given back after a restart, they spare it the same work.

What a row becomes may depend on more than the row (on hand ships from today on, and is priced by
the customer's list), so that is part of the name as well. Digests are XXH3 of 128 bits: nobody here
has a reason to forge one.

A list in one piece has a short cut before all that: the same bytes as last time are the same list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
from msgspec import UNSET, UnsetType
from xxhash import xxh3_64_intdigest, xxh3_128_digest

from integration.errors import Unknown
from integration.listing import Listing
from integration.model import Offer
from integration.partners.edition import edition
from integration.partners.http import Answer
from integration.partners.komet_wire import plain, short, understood
from integration.partners.operations import Operation

#: The key of a row that can not be sold, and of one that was never seen.
NO_LINE, UNKNOWN = "", "?"


class Recipe(NamedTuple):
    """How a row becomes an offer.

    `make` gives the offer of a decoded row, or None of one that can not be sold; `terms` is all
    that this depends on beside the row.
    """

    make: Callable[[Any], Offer | None]
    terms: tuple[Any, ...] = ()


class Leaf(NamedTuple):
    """A list, or one page of it: its lines, how many rows it has, and the answer it stands in."""

    listing: Listing
    rows: int
    reading: Reading


class Memo:
    """The lines of one list, by the name of the row each was made from.

    A read begins with page 1. What it did not show is forgotten when the next one begins, so the
    memo is never longer than two reads.

    Args:
        operation: the list's method.
        short_cut: whether a body equal to the last one is taken for the same list unread.
    """

    def __init__(self, operation: Operation[Any, Any], *, short_cut: bool = False) -> None:
        self._cut = _cut(operation)
        self._decoder = msgspec.json.Decoder(_row_type(operation), strict=False)
        self._short_cut = short_cut
        self._before: Mapping[bytes, str] = {}
        self._now: dict[bytes, str] = {}
        self._last: tuple[tuple[int, bytes], _Lines] | None = None

    def __len__(self) -> int:
        """How many rows it remembers."""
        return len(self._now.keys() | self._before.keys())

    def learn(self, known: dict[bytes, str]) -> None:
        """Remember these keys by name as well, for one read at least."""
        # As one of two lists: the next read begins anew, so they may share what they know.
        self._now = {**self._now, **known} if self._now else known

    def leaf(self, answer: Answer, recipe: Recipe, page: int = 1) -> Leaf:
        """What stands in an answer, in its order.

        Raises:
            Refused: if Komet said no.
            Unknown: if it is no answer of Komet's.
        """
        seed = xxh3_64_intdigest(repr((edition(), self._cut.name, recipe.terms)).encode())
        reading = Reading(self._cut, answer)
        if not self._short_cut:
            return self._leaf(reading, self._lines(reading, recipe, seed, page), recipe)
        body = answer.status, xxh3_128_digest(answer.body, seed)
        if self._last is None or body != self._last[0]:
            self._last = None
            lines = self._lines(reading, recipe, seed, page)
            self._last = body, lines._replace(fresh={})
            return self._leaf(reading, lines, recipe)
        return self._leaf(reading, self._last[1], recipe)

    def _lines(self, reading: Reading, recipe: Recipe, seed: int, page: int) -> _Lines:
        rows = reading.rows
        if page == 1:
            self._before, self._now = self._now, {}
        names = list(map(xxh3_128_digest, rows, repeat(seed)))
        keys = list(map(self._before.get, names, repeat(UNKNOWN)))
        fresh: dict[str, Offer] = {}
        for place in [place for place, key in enumerate(keys) if key is UNKNOWN]:
            offer = recipe.make(self._row(rows[place]))
            keys[place] = offer.key if offer else NO_LINE
            if offer:
                fresh[offer.key] = offer
        self._now.update(zip(names, keys, strict=True))
        by_key = dict(zip(keys, names, strict=True))
        by_key.pop(NO_LINE, None)
        return _Lines(keys, by_key, len(keys) - keys.count(NO_LINE), fresh)

    def _leaf(self, reading: Reading, lines: _Lines, recipe: Recipe) -> Leaf:
        def make(keys: Sequence[str]) -> list[Offer]:
            missing = set(keys) - lines.fresh.keys()
            found = dict(lines.fresh)
            if missing:
                for row, key in zip(reading.rows, lines.keys, strict=True):
                    if key in missing and (offer := recipe.make(self._row(row))):
                        found[key] = offer
            return [found[key] for key in keys]

        listing = Listing(lines.names, lines.lines, make)
        return Leaf(listing, len(lines.keys), reading)

    def _row(self, row: msgspec.Raw) -> Any:
        try:
            try:
                return self._decoder.decode(row)
            except msgspec.ValidationError:
                return self._decoder.decode(plain(bytes(row)))
        except (msgspec.MsgspecError, UnicodeDecodeError) as garbage:
            raise Unknown(f"a row is none: {short(garbage)}", self._cut.name) from garbage


class _Lines(NamedTuple):
    """Each row's key, the names by key, how many rows are lines, and the offers made on the way."""

    keys: Sequence[str]
    names: Mapping[str, bytes]
    lines: int
    fresh: Mapping[str, Offer]


class Reading:
    """An answer, understood when somebody first asks what stands in it.

    Args:
        cut: the list's method, its rows left as they are.
        answer: what came.
    """

    def __init__(self, cut: Operation[Any, Any], answer: Answer) -> None:
        self._cut, self._answer = cut, answer

    @cached_property
    def reply(self) -> Any:
        """The reply, its rows left as they are.

        Raises:
            Refused: if Komet said no.
            Unknown: if it is no answer of Komet's.
        """
        return understood(self._cut, self._answer)

    @property
    def rows(self) -> Sequence[msgspec.Raw]:
        """The rows, none if there is no list.

        Raises:
            PartnerError: as `reply`.
        """
        rows: Sequence[msgspec.Raw] = getattr(self.reply, self._cut.rows) or ()
        return rows


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
