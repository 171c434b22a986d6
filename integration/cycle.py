"""The five-minute cycle: read completely, compare, publish the difference, acknowledge it.

One cycle at a time per connection: a lease in the store, whose fencing number is the batch's
number, so that the marketplace refuses a batch that comes too late. Nothing is published from a
part of an inventory.

Between "published" and "acknowledged" a crash or a lost answer leaves us not knowing what the
marketplace shows. So the difference is first written down as *doubted*: whatever the next cycle
reads, it differs from that, and is published again or taken down. Saying it twice is harmless.

A cycle without changes publishes an empty batch: that is what keeps the offers from going stale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from integration import schedule
from integration.aftermath import HELD, PUBLISHED, UNPUBLISHED, UNREAD, Aftermath
from integration.allowance import Books, open_books
from integration.desk import Desk
from integration.errors import PartnerError
from integration.inventory import (
    Difference,
    Extent,
    Guard,
    Removals,
    batches,
    compare,
    removals,
)
from integration.laps import ACKNOWLEDGE, COMPARE, PUBLISH, READ, Laps
from integration.listing import Listing
from integration.model import Connection, Offer
from integration.ports import Batch
from integration.reading import Purse, Reading, read_all
from integration.rows import CycleRow, Lease
from integration.store.errors import Overtaken

DRY = "dry"


def sync_inventory(desk: Desk, connection: Connection, *, dry_run: bool = False) -> CycleRow | None:
    """One cycle for one connection; None if it could not begin.

    It can not begin while another cycle of the connection runs, here or elsewhere, or while the
    allowance does not buy a complete read. What goes wrong at a partner is not raised: it stands
    in the row's outcome, the stream's row and the alarms.

    Args:
        desk: what a use case works with.
        connection: whose inventory.
        dry_run: only read and compare; nothing is published and nothing stored but the calls.

    Raises:
        PartnerError: in a dry run, if the inventory could not be read.
    """
    if dry_run:
        return _dry(desk, connection)
    with_us = desk.memory.busy(connection.id)
    if not with_us.acquire(blocking=False):
        desk.log.info("inventory.skipped", connection=connection.id, why="the last one still runs")
        return None
    try:
        return _leased(desk, connection)
    finally:
        with_us.release()


def _leased(desk: Desk, connection: Connection) -> CycleRow | None:
    now, settings = desk.clock.now(), desk.settings
    name = schedule.inventory_lease(connection.id)
    lease = desk.store.take_lease(name, settings.holder, now, settings.lease_ttl_s)
    if lease is None:
        desk.log.info("inventory.skipped", connection=connection.id, why="another engine is at it")
        return None
    try:
        return _Cycle(desk, connection, lease, now, Laps(desk.clock, now)).run()
    except Overtaken as why:
        desk.log.warning("inventory.overtaken", connection=connection.id, why=str(why))
        return None
    finally:
        desk.store.release(lease)


@dataclass(frozen=True)
class _Findings:
    """What a complete read means, beside what the marketplace has."""

    listing: Listing
    published: Mapping[str, bytes]
    difference: Difference
    removals: Removals

    @property
    def names(self) -> dict[str, bytes]:
        """The names of the lines that are to be published."""
        return {key: self.listing.names[key] for key in self.difference.changed}

    @property
    def kept(self) -> Mapping[str, bytes]:
        """What the marketplace has when all is published."""
        waiting = self.removals.unconfirmed
        if not waiting:
            return self.listing.names
        return {**self.listing.names, **{key: self.published[key] for key in waiting}}


@dataclass(frozen=True)
class _Cycle:
    """One cycle under way."""

    desk: Desk
    connection: Connection
    lease: Lease
    started_at: datetime
    laps: Laps

    def run(self) -> CycleRow | None:
        """All of it.

        Raises:
            Overtaken: if somebody else took the lease meanwhile.
        """
        books = _books(self.desk, self.connection)
        if not books.plan().may_cycle:
            self._aftermath.unaffordable(books.plan())
            return None
        purse = Purse(books.plan().spendable)
        published = self._published()
        try:
            reading = read_all(self.desk, self.connection, books.source(), purse)
            self.laps.ended(READ)
            findings = _find(self.desk, self.connection, reading, published)
            upserts = findings.listing.make(findings.difference.changed)
        except PartnerError as problem:
            self.desk.memory.keep(self.connection.id, self.lease.fence, published)
            return self._failed(self._row(books, purse, outcome=UNREAD), problem)
        self.laps.ended(COMPARE)
        return self._publish(findings, upserts, self._planned(findings, books, purse))

    @property
    def _aftermath(self) -> Aftermath:
        return Aftermath(self.desk, self.connection, self.started_at, self.laps.seconds)

    def _published(self) -> Mapping[str, bytes]:
        """What the marketplace has; who has it from the store lets the partner's client know."""
        known = self.desk.memory.published(self.connection.id, self.lease.fence - 1)
        if known is None:
            known = self.desk.store.published(self.connection.id)
            self.desk.erp.remember(self.connection, known)
        return known

    def _row(self, books: Books, purse: Purse, *, outcome: str, lines: int = 0) -> CycleRow:
        return CycleRow(
            connection_id=self.connection.id,
            number=self.lease.fence,
            started_at=self.started_at,
            # As old as the first line that was read: the promise of freshness is about that.
            read_at=self.started_at,
            finished_at=self.desk.clock.now(),
            lines=lines,
            upserts=0,
            removals=0,
            calls=purse.spent,
            cadence_s=books.plan(lines or None).cadence_s,
            outcome=outcome,
        )

    def _planned(self, findings: _Findings, books: Books, purse: Purse) -> CycleRow:
        """The row as it stands before publishing; everything that is missing waits."""
        row = self._row(books, purse, outcome=UNPUBLISHED, lines=findings.listing.lines)
        return msgspec.structs.replace(
            row,
            upserts=len(findings.difference.changed),
            removals=len(findings.removals.gone),
            missing=tuple(findings.difference.missing),
        )

    # --- publishing ------------------------------------------------------------------------------

    def _publish(self, findings: _Findings, upserts: Sequence[Offer], row: CycleRow) -> CycleRow:
        gone, store = findings.removals.gone, self.desk.store
        if upserts or gone:
            store.doubt(self.lease, row, upserts, gone)
            self.laps.ended(ACKNOWLEDGE)
        try:
            self._send(findings.removals, upserts, row)
        except PartnerError as problem:
            return self._failed(row, problem)
        self.laps.ended(PUBLISH)
        row = msgspec.structs.replace(
            row,
            finished_at=self.desk.clock.now(),
            missing=findings.removals.unconfirmed,
            outcome=HELD if findings.removals.suspicious else PUBLISHED,
        )
        store.acknowledge(self.lease, row, findings.names, gone)
        self.desk.memory.keep(self.connection.id, self.lease.fence, findings.kept)
        self.laps.ended(ACKNOWLEDGE)
        self._aftermath.succeeded(row, suspicious=findings.removals.suspicious)
        return row

    def _failed(self, row: CycleRow, problem: PartnerError) -> CycleRow:
        # Only under the newest lease: an overtaken cycle has nothing to say about the stream.
        self.desk.store.acknowledge(self.lease, row, {}, ())
        self._aftermath.failed(row, problem)
        return row

    def _send(self, removed: Removals, offers: Sequence[Offer], row: CycleRow) -> None:
        cut = list(batches(offers, removed.gone, self.desk.settings.part_offers))
        for part, (upserts, gone) in enumerate(cut, start=1):
            last = part == len(cut)
            batch = Batch(
                number=row.number,
                part=part,
                parts=len(cut),
                read_at=row.read_at,
                cadence_s=row.cadence_s,
                upserts=tuple(upserts),
                removals=tuple(gone),
                # The marketplace confirms all others when the last part is in.
                unconfirmed=removed.unconfirmed if last else (),
            )
            # Its client repeats a part that was not answered: the marketplace knows it again.
            self.desk.market.publish(self.connection, batch)


def _books(desk: Desk, connection: Connection) -> Books:
    return open_books(desk.store, connection, desk.settings, desk.clock.now())


def _find(
    desk: Desk, connection: Connection, reading: Reading, published: Mapping[str, bytes]
) -> _Findings:
    """What a complete read means."""
    before, listing = desk.store.last_cycle(connection.id, complete=True), reading.listing
    difference = compare(listing.names, published)
    extent = Extent(known=len(published), read=listing.lines, paged=reading.in_pages)
    guard = Guard(share=desk.settings.shrink_share, lines=desk.settings.shrink_lines)
    missing_before = before.missing if before else ()
    decided = removals(difference.missing, missing_before, extent, guard)
    return _Findings(listing, published, difference, decided)


def _dry(desk: Desk, connection: Connection) -> CycleRow:
    """Read and compare; tell what a cycle would do.

    Raises:
        PartnerError: if the inventory could not be read completely.
    """
    now, books = desk.clock.now(), _books(desk, connection)
    purse = Purse(books.plan().spendable)
    published = desk.store.published(connection.id)
    reading = read_all(desk, connection, books.source(), purse)
    findings = _find(desk, connection, reading, published)
    return CycleRow(
        connection_id=connection.id,
        number=0,
        started_at=now,
        read_at=now,
        finished_at=desk.clock.now(),
        lines=findings.listing.lines,
        upserts=len(findings.difference.changed),
        removals=len(findings.removals.gone),
        missing=findings.removals.unconfirmed,
        calls=purse.spent,
        cadence_s=books.plan(findings.listing.lines).cadence_s,
        outcome=DRY,
    )
