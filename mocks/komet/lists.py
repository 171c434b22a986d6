"""Large lists, made once per version of a company's inventory.

A list of 100,000 lines is asked for every five minutes and has mostly not changed. So the rows are
kept under (what, for whom) with the version of the inventory they were made from; a request for
another version makes them anew. Making happens in the asking thread, outside the partner's lock;
the version is read first, so that a kept list is never older than it claims. Rows of lots that did
not change are taken over, since a lot is replaced as a whole whenever it changes. Everything else
a row is made from (products, box types, farms) never changes after seeding.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

import msgspec

from mocks.core.api import Encoded
from mocks.komet.records import Lot
from mocks.komet.state import KometState

T = TypeVar("T")
Row = TypeVar("Row")

#: How many different lists are kept; the one unused for longest goes first.
KEPT = 10
#: In a world with more lines than this, rows are not taken over and few lists kept: memory counts.
LARGE = 250_000
KEPT_OF_LARGE = 3

encode = msgspec.json.Encoder(decimal_format="number").encode


def kept(state: KometState, key: tuple[Any, ...], version: Any, make: Callable[[], T]) -> T:
    """What `make` gives, made anew only when `version` is another one."""
    found = state.kept_lists.get(key)
    if found is None or found[0] != version:
        found = (version, make())
    most = KEPT if len(state.lots) <= LARGE else KEPT_OF_LARGE
    with state.lock:
        state.kept_lists.pop(key, None)
        state.kept_lists[key] = found
        while len(state.kept_lists) > most:
            del state.kept_lists[next(iter(state.kept_lists))]
    return cast(T, found[1])


def shelf(state: KometState, company_id: int) -> tuple[int, ...]:
    """The ids of the company's lots by product description, then id; those sold out included."""

    def sort() -> tuple[int, ...]:
        products = state.products
        lots = [lot for lot in list(state.lots.values()) if lot.company_id == company_id]
        lots.sort(key=lambda lot: (products[lot.product_id].description.lower(), lot.id))
        return tuple(lot.id for lot in lots)

    # Lots come but never go, so their number tells whether one has come.
    return kept(state, ("shelf", company_id), len(state.lots), sort)


def rows(
    state: KometState, key: tuple[Any, ...], lots: Iterable[Lot], make: Callable[[Lot], Row]
) -> list[Row]:
    """The row of each lot, in order; rows of unchanged lots are taken over from the last time."""
    if len(state.lots) > LARGE:
        return [make(lot) for lot in lots]
    before: dict[int, tuple[Lot, Row]] = kept(state, ("rows", *key), 0, dict)
    made = []
    for lot in lots:
        entry = before.get(lot.id)
        if entry is None or entry[0] is not lot:
            entry = before[lot.id] = (lot, make(lot))
        made.append(entry[1])
    return made


def encoded(array: str, parts: Iterable[bytes]) -> Encoded:
    """The envelope of a success with `parts` as its only array."""
    opening = f'{{"message":"OK","status":1,"{array}":['.encode()
    return Encoded(body=opening + b",".join(parts) + b"]}")
