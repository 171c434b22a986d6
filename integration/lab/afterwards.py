"""Judging worlds that live in another process: their ledgers come over the control plane.

A partner's state is what its facts make of an empty one, so the ledgers are all that is needed to
put the world together again and to judge it by every law.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.request import Request, urlopen

import msgspec

from integration.lab.judged import laws_beside
from integration.store import SqlStore
from mocks.core.laws import Verdict
from mocks.core.ledger import Fact
from mocks.core.world import World
from mocks.worlds import PARTNERS, WorldSpec, build_world

PAGE = 1000
WAIT_S = 30.0


class RawEntry(msgspec.Struct):
    """A line of a ledger whose fact is still to be read."""

    number: int
    at: datetime
    fact: msgspec.Raw


class RawLedger(msgspec.Struct):
    """A page of a ledger, as the control plane gives it."""

    entries: list[RawEntry]


class Tag(msgspec.Struct):
    """The kind of a fact."""

    type: str


def ask(address: str, path: str, order: object = None) -> Any:
    """What the control plane at `address` answers; `order` is posted as JSON.

    Raises:
        OSError: if nobody answers, or the answer is a refusal.
    """
    body = None if order is None else msgspec.json.encode(order)
    with urlopen(Request(f"{address}{path}", data=body), timeout=WAIT_S) as answer:
        return msgspec.json.decode(answer.read())


def judge(address: str, store: SqlStore) -> dict[str, Verdict]:
    """The verdict of every law over the world behind `address` and the engine behind `store`."""
    world = rebuilt(address)
    world.cross_laws = laws_beside(world, lambda: store)
    return world.judge()


def rebuilt(address: str) -> World:
    """The world behind `address` as its ledgers tell it, on a frozen clock."""
    now = msgspec.convert(ask(address, "/_lab/clock")["now"], datetime)
    world = build_world(WorldSpec(lines=0, start=now, frozen=True))
    for name in PARTNERS:
        partner = world.partners[name]
        partner.state = type(partner.state)()
        kinds = _kinds(name)
        for entry in _entries(address, name):
            kind = kinds[msgspec.json.decode(entry.fact, type=Tag).type]
            partner.state.record(entry.at, msgspec.json.decode(entry.fact, type=kind))
    return world


def _entries(address: str, partner: str) -> Iterator[RawEntry]:
    since = 0
    while True:
        path = f"/_lab/ledger?partner={partner}&since={since}&limit={PAGE}"
        with urlopen(f"{address}{path}", timeout=WAIT_S) as answer:
            page = msgspec.json.decode(answer.read(), type=RawLedger).entries
        yield from page
        if len(page) < PAGE:
            return
        since = page[-1].number


def _kinds(partner: str) -> dict[str, type[Fact]]:
    """The facts of one partner, by name."""
    every, waiting = list[type[Fact]](), [Fact]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        every += kinds
        waiting += kinds
    return {
        kind.__name__: kind for kind in every if kind.__module__.startswith(f"mocks.{partner}.")
    }
