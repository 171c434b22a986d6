"""What the marketplace shows as fresh was so in Komet at the moment it says it was confirmed.

"Stale" is worked out by the marketplace from a moment the engine told it, so by itself it would
prove nothing: an engine that confirmed without reading would never be stale. This law holds what
is shown against what was left in Komet around that moment, worked out backwards from its ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from integration.lab.laws import Ask, EngineSays
from mocks.core.laws import Law, Verdict, When
from mocks.core.world import World
from mocks.ibuyflowers.shelf import confirmed_at, is_hidden, is_stale
from mocks.komet.facts.availability import stock_of
from mocks.komet.facts.stock import (
    BoxesReceived,
    LotReceived,
    LotWithdrawn,
    StockCorrected,
    StockReturned,
    StockTaken,
)

#: A reading takes time, and its calls may be answered from what was true a little before.
SLACK = timedelta(seconds=120)


def shown_law(ask: Ask) -> Law:
    """The law.

    Args:
        ask: what the engine says at the moment of judging.
    """
    return Law(
        "shown was true",
        "An offer shown as fresh has the boxes Komet had left when it was confirmed.",
        When.AT_REST,
        lambda world: shown_was_true(world, ask()),
    )


def shown_was_true(world: World, engine: EngineSays) -> Verdict:
    """Each fresh and visible offer against the boxes left in Komet when it was confirmed."""
    verdict = Verdict()
    shown = list(_fresh(world, engine))
    if not shown:
        return verdict
    history = _changes(world, min(at for _, _, at in shown) - SLACK)
    komet = world.partners["komet"].state
    for key, boxes, at in shown:
        verdict.judged += 1
        lot = komet.lots.get(int(key.partition("-")[2]))
        changes = history.get(stock_of(komet, lot.id), []) if lot else []
        possible = _left_around(lot.left, changes, at) if lot else {0}
        if boxes not in possible:
            verdict.violations.append(
                f"{key}: {boxes} boxes confirmed at {at:%H:%M:%S}, Komet had {sorted(possible)}"
            )
    return verdict


def _fresh(world: World, engine: EngineSays) -> Iterator[tuple[str, int, datetime]]:
    """Key, boxes told and moment of confirmation of every offer shown without a stale mark."""
    state, now = world.partners["ibuyflowers"].state, world.now()
    ours = set(engine.connections.values())
    for (owner, key), offer in list(state.offers.items()):
        if owner not in ours:
            continue
        connection = state.connections[owner]
        at = confirmed_at(state, connection, key)
        stale = is_stale(now, at, connection.cadence_s)
        if at is not None and not stale and not is_hidden(state, (owner, key), at):
            yield key, offer.boxes, at


def _changes(world: World, since: datetime) -> dict[int, list[tuple[datetime, int]]]:
    """By lot, newest first: when its boxes changed since then, and by how many."""
    found: dict[int, list[tuple[datetime, int]]] = {}
    for entry in reversed(list(world.partners["komet"].state.ledger)):
        if entry.at < since:
            break
        lot_id, delta = _delta(entry.fact)
        if lot_id:
            found.setdefault(lot_id, []).append((entry.at, delta))
    return found


def _delta(fact: Any) -> tuple[int, int]:
    """Which lot's boxes a fact changed, and by how many; (0, 0) for none."""
    match fact:
        case StockTaken() | LotWithdrawn():
            return fact.lot_id, -fact.boxes
        case StockReturned() | BoxesReceived():
            return fact.lot_id, fact.boxes
        case StockCorrected():
            return fact.lot_id, fact.boxes_delta
        case LotReceived():
            return fact.lot.id, fact.lot.left
    return 0, 0


def _left_around(left: int, changes: list[tuple[datetime, int]], at: datetime) -> set[int]:
    """Every number of boxes that was left at some moment around `at`."""
    possible = {left}
    for moment, delta in changes:
        if moment > at + SLACK:
            possible = {left - delta}
        elif moment >= at - SLACK:
            possible.add(left - delta)
        left -= delta
    return possible
