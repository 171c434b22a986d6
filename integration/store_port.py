"""What the engine needs of whatever remembers for it, as a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from integration.model import Connection, Offer, OrderEvent
from integration.rows import (
    Alarm,
    CycleRow,
    GroupRow,
    Lease,
    LineRow,
    OrderRow,
    ShipToRow,
    StepRow,
    StreamRow,
    Told,
)


class Store(Protocol):
    """What the engine remembers. Each method is one transaction; a crash leaves it done or not.

    Rows with a `version` are written by compare-and-set.

    Raises:
        Overtaken: (integration.store) if somebody else wrote the row, or holds a newer lease.
    """

    # leases
    def take_lease(self, name: str, holder: str, now: datetime, ttl_s: float) -> Lease | None:
        """The lease with the next fencing number, or None while somebody else holds it."""
        ...

    def release(self, lease: Lease) -> None:
        """Give it back before its time, if it is still ours."""
        ...

    def fence(self, name: str) -> int:
        """The last fencing number of that lease; 0 if it was never taken."""
        ...

    # connections
    def add_connection(self, connection: Connection) -> Connection:
        """Store it (its id is given by the store; the same name again replaces the old one)."""
        ...

    def connections(self) -> list[Connection]:
        """All of them, by id."""
        ...

    # the published inventory
    def published(self, connection_id: int) -> dict[str, bytes]:
        """The name of what the marketplace has of each line, by key; a doubted one's is empty."""
        ...

    def offer(self, connection_id: int, key: str) -> Offer | None:
        """The published offer of that key, or None."""
        ...

    def doubt(
        self, lease: Lease, cycle: CycleRow, upserts: Iterable[Offer], removals: Iterable[str]
    ) -> None:
        """This difference is about to be published; only under the newest lease."""
        ...

    def acknowledge(
        self, lease: Lease, cycle: CycleRow, names: Mapping[str, bytes], removals: Iterable[str]
    ) -> None:
        """The marketplace has taken it: the names of what it has; only under the newest lease."""
        ...

    def add_cycle(self, cycle: CycleRow) -> None:
        """A cycle that published nothing."""
        ...

    def last_cycle(self, connection_id: int, *, complete: bool = False) -> CycleRow | None:
        """The newest cycle (`complete`: that read the whole inventory), or None."""
        ...

    # orders
    def cursor(self, connection_id: int) -> int:
        """How far the feed has been taken in."""
        ...

    def take_events(self, connection_id: int, events: Sequence[OrderEvent]) -> None:
        """Write events down and move the cursor, together; known ones change nothing.

        A newer revision replaces the order's row (state open) and opens its lines; cancelled and
        dropped keep the revision and set the row's `kind`.
        """
        ...

    def orders(
        self, connection_id: int, *, due: datetime | None = None, order_id: int | None = None
    ) -> list[OrderRow]:
        """Orders oldest first; with `due`: the open ones and the parked ones to retry by then."""
        ...

    def save_order(self, row: OrderRow) -> None:
        """Write the row's state, retry_at and tries."""
        ...

    def lines(self, connection_id: int, order_id: int) -> list[LineRow]:
        """Its lines, of all revisions."""
        ...

    def save_line(self, row: LineRow) -> None:
        """Write it."""
        ...

    def groups(self, connection_id: int, order_id: int) -> list[GroupRow]:
        """Its groups, of all revisions and attempts, oldest first."""
        ...

    def standing(self, connection_id: int, today: date) -> list[GroupRow]:
        """Placed groups of finished orders that ship today or later, oldest first."""
        ...

    def add_group(self, group: GroupRow, steps: Sequence[StepRow]) -> GroupRow:
        """A group and its steps (ids are given by the store).

        The same (connection, order, revision, attempt, part) again changes nothing and gives the
        one that is there.
        """
        ...

    def save_group(self, group: GroupRow) -> GroupRow:
        """Write it by compare-and-set on `version`; the row as it stands now."""
        ...

    def steps(self, group_id: int) -> list[StepRow]:
        """Its steps in order."""
        ...

    def add_step(self, step: StepRow) -> StepRow:
        """One more step of a group (the same group and seq again changes nothing)."""
        ...

    def save_step(self, step: StepRow) -> StepRow:
        """Write it by compare-and-set on `version`; the row as it stands now."""
        ...

    # ship-tos
    def ship_to(self, connection_id: int, fingerprint: str) -> ShipToRow | None:
        """The row of this address, or None."""
        ...

    def save_ship_to(self, row: ShipToRow) -> ShipToRow:
        """Write it by compare-and-set (version 1 inserts)."""
        ...

    # the allowance
    def count_call(self, company_id: int, day: date, method: str) -> None:
        """One more call to Komet."""
        ...

    def calls(self, company_id: int, day: date) -> Mapping[str, int]:
        """Calls of that day, by method."""
        ...

    # what people see
    def stream(self, connection_id: int, name: str) -> StreamRow:
        """How this kind of work goes (an empty row if it never ran)."""
        ...

    def save_stream(self, row: StreamRow) -> None:
        """Write it."""
        ...

    def raise_alarm(self, alarm: Alarm) -> None:
        """Open it, unless the same (connection, subject, reason) is open already."""
        ...

    def resolve_alarms(self, connection_id: int, subject: str, now: datetime) -> None:
        """Close every open alarm about `subject`."""
        ...

    def alarms(self, *, open_only: bool = True) -> list[Alarm]:
        """Alarms, oldest first."""
        ...

    def tell(self, connection_id: int, told: Told) -> None:
        """Add a sentence to a subject's story."""
        ...

    def story(self, connection_id: int, subject: str) -> list[Told]:
        """What was told about it, oldest first."""
        ...

    def wish(self, connection_id: int, what: str, now: datetime) -> None:
        """An operator's wish: ``sync`` or ``retry ORDER``; the running engine fulfils it."""
        ...

    def take_wishes(self, connection_id: int) -> list[str]:
        """The wishes not yet taken, which are taken by this."""
        ...
