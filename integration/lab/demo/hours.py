"""What happened hour by hour, read from the ledgers of both partners; nobody has to keep count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import msgspec

from integration.lab.demo.result import Cadence, Hour, Sample
from mocks.core.ledger import Entry, Fact, Ledger
from mocks.core.world import World
from mocks.ibuyflowers.facts.supply import InventoryTold
from mocks.ibuyflowers.facts.trade import (
    LineAnswered,
    OrderCancelled,
    OrderDropped,
    OrderMoved,
    OrderPlaced,
)
from mocks.ibuyflowers.shelf import GRACE_S
from mocks.komet.facts.orders import InvoiceLineRemoved, InvoiceMoved
from mocks.komet.facts.stock import (
    BoxesReceived,
    LotMarked,
    LotReceived,
    LotWithdrawn,
    PriceChanged,
    StockCorrected,
    StockTaken,
)
from mocks.komet.warehouse import PHONE

HOUR = timedelta(hours=1)
#: Facts that are counted as they are: which column of an hour they belong to.
COLUMNS: dict[type[Fact], str] = {
    OrderPlaced: "bought",
    OrderCancelled: "cancelled",
    OrderMoved: "moved",
    OrderDropped: "dropped",
    StockCorrected: "staff",
    LotReceived: "staff",
    BoxesReceived: "staff",
    LotWithdrawn: "staff",
    LotMarked: "staff",
    PriceChanged: "staff",
}
#: Facts that count as an act at the sales desk if a person, not a method, did them.
DESK = (InvoiceMoved, InvoiceLineRemoved)
DESK_METHODS = ("confirm_invoice", "approve_invoice", "void_invoice", "remove_invoice_line")
#: Facts that come in very many: what they count is asked of each.
ANSWERS = ("accepted", "refused")


def hours(world: World, samples: Sequence[Sample], began: datetime, ended: datetime) -> list[Hour]:
    """The hours from `began` to `ended`."""
    counted = Counter[tuple[datetime, str]]()
    for partner in world.partners.values():
        for at, column, count in _counts(partner.state.ledger):
            counted[at, column] += count
    oldest: dict[datetime, float] = {}
    for one in reads(world):
        hour = _hour(one.taken_at)
        counted[hour, "cycles"] += 1
        oldest[hour] = max(oldest.get(hour, 0.0), one.replaced_s)
    found, begin = [], began
    while begin < ended:
        columns = {column: n for (at, column), n in counted.items() if at == begin}
        row = Hour(begin=begin, oldest_s=oldest.get(begin, 0.0), **columns)
        found.append(_sampled(row, samples))
        begin += HOUR
    return found


def _counts(ledger: Ledger) -> Iterator[tuple[datetime, str, int]]:
    for entry in ledger:
        column, count = _column(entry)
        if column:
            yield _hour(entry.at), column, count


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _column(entry: Entry) -> tuple[str, int]:
    fact = entry.fact
    known = COLUMNS.get(type(fact))
    if known is not None:
        return known, 1
    if isinstance(fact, StockTaken):
        return ("phone" if fact.why == PHONE else ""), 1
    if isinstance(fact, LineAnswered):
        return (fact.answer.outcome if fact.answer.outcome in ANSWERS else ""), 1
    if isinstance(fact, InventoryTold):
        return "published", len(fact.upserts) + len(fact.removals)
    if isinstance(fact, DESK):
        return ("staff" if fact.by.method in DESK_METHODS else ""), 1
    return "", 0


def _sampled(hour: Hour, samples: Sequence[Sample]) -> Hour:
    """The hour with what only the samples know: faults, calls, ages."""
    within = [one for one in samples if hour.begin <= one.at < hour.begin + HOUR]
    before = [one for one in samples if one.at < hour.begin]
    if not within:
        return hour
    last, first = within[-1], before[-1] if before else None
    return msgspec.structs.replace(
        hour,
        strikes=last.strikes - (first.strikes if first else 0),
        calls=_calls(last) - (_calls(first) if first else 0),
        stale=max(one.stale for one in within),
    )


def _calls(sample: Sample) -> int:
    return sample.cycle_calls + sample.order_calls


class Read(NamedTuple):
    """A complete read of Komet, and when the marketplace had taken all of it.

    `replaced_s` is how old the read before it had become by then, marked offers left out.
    """

    at: datetime
    taken_at: datetime
    replaced_s: float


def reads(world: World) -> list[Read]:
    """Every complete read the marketplace took, oldest first."""
    parts = Counter[int]()
    found: list[Read] = []
    for entry in world.partners["ibuyflowers"].state.ledger.entries_of(InventoryTold):
        told: InventoryTold = entry.fact
        parts[told.number] += 1
        if parts[told.number] == told.parts:
            before = found[-1].at if found else told.read_at
            age_s = (entry.at - before).total_seconds()
            found.append(Read(told.read_at, entry.at, min(age_s, told.cadence_s + GRACE_S)))
    return found


def cadence(world: World, planned_s: int, ended: datetime) -> Cadence:
    """The cadence as it was, from the reads the marketplace took by `ended`."""
    day = [one for one in reads(world) if one.taken_at < ended]
    gaps = [(later.at - one.at).total_seconds() for one, later in pairwise(day)]
    ordered = sorted(gaps) or [0.0]
    return Cadence(
        cycles=len(day),
        planned_s=planned_s,
        usual_s=ordered[len(ordered) // 2],
        longest_s=ordered[-1],
        late=sum(gap > planned_s + GRACE_S for gap in gaps),
        oldest_s=max((one.replaced_s for one in day), default=0.0),
    )
