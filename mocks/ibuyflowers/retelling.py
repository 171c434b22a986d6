"""The day told again from the ledger alone, to judge what was sold.

The tables answer "when was this offer confirmed" by two moments and a dict of exceptions; the laws
must not lean on the same trick. Here the question is answered the long way: by the last entry of
the ledger that spoke of the offer, be it an upsert of its own or a complete batch that did not
name it as unconfirmed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mocks.core.ledger import Ledger
from mocks.ibuyflowers.facts.supply import ConnectionMade, InventoryTold, OfferWithdrawn
from mocks.ibuyflowers.facts.trade import OrderPlaced
from mocks.ibuyflowers.records import Order, OrderLine


@dataclass
class Batch:
    """A batch as its parts came in."""

    parts: int
    seen: set[int] = field(default_factory=set)
    unconfirmed: set[str] = field(default_factory=set)


@dataclass
class Supply:
    """What one supplier has told so far, each with the number of the entry that told it."""

    cadence_s: float = 0.0
    batches: dict[int, Batch] = field(default_factory=dict)
    complete: list[tuple[int, datetime, set[str]]] = field(default_factory=list)
    told: dict[str, tuple[int, datetime, int]] = field(default_factory=dict)
    withdrawn: dict[str, datetime] = field(default_factory=dict)
    sold: dict[str, list[tuple[datetime, int]]] = field(default_factory=dict)

    def take(self, entry: int, fact: InventoryTold) -> None:
        """Count a part in."""
        for key in fact.removals:
            self.told.pop(key, None)
        for offer in fact.upserts:
            self.told[offer.key] = (entry, fact.read_at, offer.boxes)
        batch = self.batches.setdefault(fact.number, Batch(fact.parts))
        batch.seen.add(fact.part)
        batch.unconfirmed.update(fact.unconfirmed)
        if len(batch.seen) == batch.parts:
            self.complete.append((entry, fact.read_at, batch.unconfirmed))
            self.cadence_s = fact.cadence_s

    def confirmed(self, key: str) -> datetime | None:
        """When the offer was last seen in Komet, as far as anybody told; None if it is not told."""
        if key not in self.told:
            return None
        entry, read_at, _ = self.told[key]
        for completed, whole_read_at, unconfirmed in reversed(self.complete):
            if completed < entry:
                break
            if key not in unconfirmed:
                return whole_read_at
        return read_at

    def boxes(self, key: str) -> int:
        """Boxes of the offer as last told."""
        return self.told[key][2] if key in self.told else 0

    def sold_since(self, key: str, moment: datetime) -> int:
        """Boxes of it sold at `moment` or later."""
        return sum(boxes for at, boxes in self.sold.get(key, []) if at >= moment)


@dataclass(frozen=True)
class Sold:
    """A line at the moment it was sold, beside what the ledger says of its offer."""

    order: Order
    line: OrderLine
    told: int
    confirmed: datetime | None
    cadence_s: float
    withdrawn: datetime | None
    sold_since: int

    @property
    def name(self) -> str:
        """Which line it is, for a sentence."""
        return f"order {self.order.id} line {self.line.id} ({self.line.key})"


def sales(ledger: Ledger) -> Iterator[Sold]:
    """Every line ever sold, in order; `sold_since` counts what went before it."""
    supplies: dict[int, Supply] = {}
    for entry in ledger:
        match entry.fact:
            case ConnectionMade(connection=made):
                supplies.setdefault(made.id, Supply()).cadence_s = made.cadence_s
            case InventoryTold() as part:
                supplies[part.connection_id].take(entry.number, part)
            case OfferWithdrawn() as taken:
                supplies[taken.connection_id].withdrawn[taken.key] = taken.at
            case OrderPlaced(order=order):
                yield from _sold(supplies[order.connection_id], order)


def _sold(supply: Supply, order: Order) -> Iterator[Sold]:
    for line in order.lines:
        confirmed = supply.confirmed(line.key)
        yield Sold(
            order=order,
            line=line,
            told=supply.boxes(line.key),
            confirmed=confirmed,
            cadence_s=supply.cadence_s,
            withdrawn=supply.withdrawn.get(line.key),
            sold_since=supply.sold_since(line.key, confirmed) if confirmed else 0,
        )
        supply.sold.setdefault(line.key, []).append((order.placed_at, line.boxes))
