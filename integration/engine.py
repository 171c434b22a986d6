"""The engine: its use cases by connection, and the round that does whatever is due.

Whatever drives it - a thread, the lab's agenda, a queue - only calls `run_due`; that two of them
never do the same work at once is seen to by leases in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import msgspec

from integration import schedule
from integration.allowance import open_books, whole_again
from integration.cycle import sync_inventory
from integration.desk import Desk
from integration.errors import Defect, PartnerError
from integration.model import VENDOR, Connection
from integration.placing import place_orders
from integration.quota import Plan
from integration.reconciling import reconcile
from integration.rows import CycleRow, StreamRow
from integration.schedule import (
    INVENTORY,
    ORDERS,
    PURCHASES,
    RECONCILE,
    SALES,
    STREAMS,
    STREAMS_WITH,
)
from integration.steps import PLANNED
from integration.store.errors import Overtaken
from integration.vendor_orders import exchange
from integration.vendor_polling import cadence_s, open_days, poll
from integration.vendor_trade import trade

SYNC, RETRY = "sync", "retry"
#: A round with a vendor in which nothing happened is written down only so often.
QUIET_S = 30


class UnknownConnection(LookupError):
    """There is no connection with that id."""


class Engine:
    """All connections of one store.

    Args:
        desk: what its use cases work with.
        closing: lets go of what was opened for it.
    """

    def __init__(self, desk: Desk, closing: Callable[[], None] = lambda: None) -> None:
        self.desk = desk
        self.close = closing
        # When this process last tried: a stream whose lease is elsewhere writes no row.
        self._tried: dict[tuple[int, str], datetime] = {}

    # --- use cases -------------------------------------------------------------------------------

    def connections(self) -> list[Connection]:
        """All of them, by id."""
        return self.desk.store.connections()

    def connection(self, connection_id: int) -> Connection:
        """The connection with that id.

        Raises:
            UnknownConnection: if there is none.
        """
        for one in self.connections():
            if one.id == connection_id:
                return one
        raise UnknownConnection(f"there is no connection {connection_id}")

    def sync_inventory(self, connection_id: int, *, dry_run: bool = False) -> CycleRow | None:
        """One inventory cycle now; None if it could not begin (see `cycle.sync_inventory`)."""
        connection = self.connection(connection_id)
        self._note_try(connection, INVENTORY)
        return sync_inventory(self.desk, connection, dry_run=dry_run)

    def place_orders(self, connection_id: int) -> int:
        """One order round now; how many orders were worked on."""
        connection = self.connection(connection_id)
        self._note_try(connection, ORDERS)
        return place_orders(self.desk, connection)

    def reconcile(self, connection_id: int) -> int:
        """Look again at orders placed before; how many were looked at."""
        connection = self.connection(connection_id)
        now = self._note_try(connection, RECONCILE)
        looked_at = reconcile(self.desk, connection)
        self._went_well(connection, RECONCILE, now)
        return looked_at

    def exchange_with_vendor(self, connection_id: int) -> int:
        """One round with a vendor now; how many of its orders were worked on."""
        connection = self.connection(connection_id)
        now = self._note_try(connection, SALES)
        worked = exchange(trade(self.desk, connection))
        stream, quiet = self.desk.store.stream(connection_id, SALES), timedelta(seconds=QUIET_S)
        if worked or stream.failures or now - (stream.last_ok_at or now - quiet) >= quiet:
            self._went_well(connection, SALES, now)
        return worked

    def poll_purchases(self, connection_id: int) -> int:
        """Look at what became of a vendor's lines in Komet; how many have moved."""
        connection = self.connection(connection_id)
        now = self._note_try(connection, PURCHASES)
        moved = poll(trade(self.desk, connection))
        self._went_well(connection, PURCHASES, now)
        return moved

    def plan(self, connection_id: int) -> Plan:
        """What the allowance buys from now on."""
        connection, now = self.connection(connection_id), self.desk.clock.now()
        return open_books(self.desk.store, connection, self.desk.settings, now).plan()

    # --- rounds ----------------------------------------------------------------------------------

    def run_due(self, streams: Collection[str] = STREAMS) -> bool:
        """Fulfil wishes, then do everything of `streams` that is due now; whether anything was.

        Whatever goes wrong with one connection is written down there, and the others go on.
        """
        works: dict[str, Callable[[int], object]] = {
            INVENTORY: self.sync_inventory,
            ORDERS: self.place_orders,
            RECONCILE: self.reconcile,
            SALES: self.exchange_with_vendor,
            PURCHASES: self.poll_purchases,
        }
        done = False
        for connection in self.connections():
            if ORDERS in streams or SALES in streams:
                self._fulfil_wishes(connection)
            now = self.desk.clock.now()
            rows = {name: self._stream(connection, name) for name in _of(connection, streams)}
            if not rows:
                continue
            for name in schedule.due(now, rows, self._cadence_s(connection), self.desk.settings):
                self._guarded(connection, name, works[name])
                done = True
        return done

    def next_due(self, streams: Collection[str] = STREAMS) -> datetime | None:
        """When something of `streams` is due next (now, if it is already); None: no connections."""
        now = self.desk.clock.now()
        moments = [
            schedule.next_due(
                now,
                [self._stream(connection, name) for name in _of(connection, streams)],
                self._cadence_s(connection),
                self.desk.settings,
            )
            for connection in self.connections()
        ]
        return min(moments, default=None)

    def _cadence_s(self, connection: Connection) -> int:
        """The cadence that was promised with the last cycle; a vendor's as it is planned now."""
        desk = self.desk
        if connection.partner == VENDOR:
            calls = 1 + len(open_days(desk.store, connection))
            return cadence_s(desk.store, connection, desk.settings, desk.clock, calls)
        last = self.desk.store.last_cycle(connection.id)
        return last.cadence_s if last else self.desk.settings.interval_s

    def _stream(self, connection: Connection, name: str) -> StreamRow:
        row = self.desk.store.stream(connection.id, name)
        tried = self._tried.get((connection.id, name))
        if tried is None or (row.last_try_at is not None and row.last_try_at >= tried):
            return row
        return msgspec.structs.replace(row, last_try_at=tried)

    def _note_try(self, connection: Connection, name: str) -> datetime:
        now = self.desk.clock.now()
        self._tried[(connection.id, name)] = now
        return now

    def _guarded(self, connection: Connection, name: str, work: Callable[[int], object]) -> None:
        try:
            work(connection.id)
        except Overtaken as why:
            self.desk.log.warning("engine.overtaken", connection=connection.id, why=str(why))
        except PartnerError as problem:
            self._went_wrong(connection, name, problem)
        except Exception as defect:  # one poisonous connection never stops the others
            self.desk.log.error(
                "engine.defect", connection=connection.id, stream=name, exc_info=defect
            )
            said = f"the engine failed: {type(defect).__name__}: {defect}"
            self._went_wrong(connection, name, Defect(said))

    def _went_well(self, connection: Connection, name: str, now: datetime) -> None:
        store = self.desk.store
        stream = store.stream(connection.id, name)
        if stream.failures:
            store.resolve_alarms(connection.id, name, now)
            self._free_sisters(connection, stream)
        store.save_stream(schedule.succeeded(stream, now, now))

    def _free_sisters(self, connection: Connection, stream: StreamRow) -> None:
        """What another stream of the connection waits for may be mended too: it tries at once."""
        for name in _sisters(connection):
            sister = self.desk.store.stream(connection.id, name)
            if name != stream.name and sister.blocked_until and sister.reason == stream.reason:
                self._due_now(connection, name)

    def _went_wrong(self, connection: Connection, name: str, problem: PartnerError) -> None:
        store, settings, now = self.desk.store, self.desk.settings, self.desk.clock.now()
        stream = store.stream(connection.id, name)
        until = schedule.blocked_until(stream, problem, now, whole_again(now), settings)
        stream = schedule.failed(stream, now, problem, until)
        store.save_stream(stream)
        every = schedule.every_s(name, self._cadence_s(connection), settings)
        alarm = schedule.alarm(stream, problem, now, every)
        if alarm and not self._is_raised(connection, alarm.reason):
            store.raise_alarm(alarm)

    def _is_raised(self, connection: Connection, reason: str) -> bool:
        """Whether a stream of the connection has said so already: one trouble, one alarm."""
        return any(
            (one.connection_id, one.reason) == (connection.id, reason)
            and one.subject in _sisters(connection)
            for one in self.desk.store.alarms()
        )

    # --- wishes ----------------------------------------------------------------------------------

    def _fulfil_wishes(self, connection: Connection) -> None:
        for wish in self.desk.store.take_wishes(connection.id):
            verb, _, what = wish.partition(" ")
            self.desk.log.info("engine.wish", connection=connection.id, wish=wish)
            try:
                self._fulfil(connection, verb, what)
            except Overtaken:
                # The order has just changed: wish again in the next round.
                self.desk.store.wish(connection.id, wish, self.desk.clock.now())

    def _fulfil(self, connection: Connection, verb: str, what: str) -> None:
        if verb == SYNC:
            self._due_now(connection, INVENTORY)
        elif verb == RETRY and what.isdecimal():
            self._retry(connection, int(what))

    def _due_now(self, connection: Connection, name: str) -> None:
        row = self.desk.store.stream(connection.id, name)
        free = msgspec.structs.replace(row, last_try_at=None, blocked_until=None)
        self.desk.store.save_stream(free)
        self._tried.pop((connection.id, name), None)

    def _retry(self, connection: Connection, order_id: int) -> None:
        now = self.desk.clock.now()
        for row in self.desk.store.orders(connection.id, order_id=order_id):
            self.desk.store.save_order(msgspec.structs.replace(row, retry_at=now))
        for vendor_row in self.desk.store.vendor_orders(connection.id, order_id=order_id):
            again = msgspec.structs.replace(vendor_row, retry_at=now)
            self.desk.store.save_vendor_order(again)
            self._end_waits(connection, order_id)
        # What became of a vendor's order stands in Komet: a person has mended something there.
        for name in (SALES, PURCHASES) if connection.partner == VENDOR else (ORDERS,):
            self._due_now(connection, name)

    def _end_waits(self, connection: Connection, order_id: int) -> None:
        """What waits for a person to map a product is asked for again at once."""
        store = self.desk.store
        for group in store.groups(connection.id, order_id):
            for step in store.steps(group.id):
                if step.state == PLANNED and step.looked_at:
                    store.save_step(msgspec.structs.replace(step, looked_at=None))


def _sisters(connection: Connection) -> tuple[str, ...]:
    """Streams that call the same methods, so that what stops one stops the other."""
    return STREAMS_WITH[VENDOR] if connection.partner == VENDOR else ()


def _of(connection: Connection, streams: Collection[str]) -> list[str]:
    """Those of `streams` that a connection with its partner has."""
    return [name for name in streams if name in STREAMS_WITH[connection.partner]]
