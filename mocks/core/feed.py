"""Feeds read by cursor, for partners that publish no API: what happened, from somewhere on."""

from collections.abc import Iterable
from itertools import islice
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

E = TypeVar("E")


class EventsCall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which cursor on (exclusive), and how many at most."""

    after: Annotated[int, Meta(ge=0, lt=10**15)] = 0
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100


def first(limit: int, events: Iterable[E]) -> tuple[list[E], bool]:
    """The first `limit` events, and whether there are more."""
    found = list(islice(events, limit + 1))
    return found[:limit], len(found) > limit
