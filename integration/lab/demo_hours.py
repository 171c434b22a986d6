"""What happened hour by hour, read from the ledgers of both partners; nobody has to keep count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec

from integration.lab.demo_result import Cadence, Hour, Sample
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
    StockCorrected: "stock_acts",
    LotReceived: "stock_acts",
    BoxesReceived: "stock_acts",
    LotWithdrawn: "stock_acts",
    LotMarked: "stock_acts",
    PriceChanged: "stock_acts",
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
    for at in reads(world):
        counted[_hour(at), "cycles"] += 1
    found, begin = [], began
    while begin < ended:
        columns = {column: n for (at, column), n in counted.items() if at == begin}
        found.append(_sampled(Hour(begin=begin, **columns), samples))
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
        return ("desk_acts" if fact.by.method in DESK_METHODS else ""), 1
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
        oldest_s=max(one.fresh_oldest_s for one in within),
        stale=max(one.stale for one in within),
    )


def _calls(sample: Sample) -> int:
    return sample.cycle_calls + sample.order_calls


def reads(world: World) -> list[datetime]:
    """When the inventory was read whose last part the marketplace took, oldest first."""
    taken: dict[int, InventoryTold] = {}
    parts = Counter[int]()
    complete = []
    for fact in world.partners["ibuyflowers"].state.ledger.of(InventoryTold):
        taken[fact.number] = fact
        parts[fact.number] += 1
        if parts[fact.number] == fact.parts:
            complete.append(fact.read_at)
    return complete


def cadence(world: World, planned_s: int, ended: datetime) -> Cadence:
    """The cadence as it was, from the batches the marketplace took by `ended`."""
    moments = [at for at in reads(world) if at < ended]
    gaps = [(b - a).total_seconds() for a, b in pairwise(moments)]
    ordered = sorted(gaps) or [0.0]
    return Cadence(
        cycles=len(moments),
        planned_s=planned_s,
        usual_s=ordered[len(ordered) // 2],
        longest_s=ordered[-1],
        late=sum(gap > planned_s + GRACE_S for gap in gaps),
    )
