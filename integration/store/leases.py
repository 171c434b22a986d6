"""Leases, connections, calls, streams: who may work, for whom, and how it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import msgspec
import sqlalchemy as sa

from integration.model import Connection
from integration.rows import Lease, StreamRow
from integration.store.columns import values
from integration.store.database import SEEN, Database, first_in, put, swap, where
from integration.store.tables import calls, connections, leases, streams

NEVER = datetime(1970, 1, 1, tzinfo=UTC)

_LEASE = where(leases, "name")
_STREAM = where(streams, "connection_id", "name")
_CONNECTIONS = sa.select(connections.c.body).order_by(connections.c.id)
_CALLS = where(calls, "company_id", "day")
_CALL_KEY = ("company_id", "day", "method")
_ONE_MORE = sa.update(calls).values(number=calls.c.number + 1)
_ONE_MORE = _ONE_MORE.where(*(calls.c[name] == sa.bindparam(SEEN + name) for name in _CALL_KEY))


class Works(Database):
    """The part of the store about who works."""

    def take_lease(self, name: str, holder: str, now: datetime, ttl_s: float) -> Lease | None:
        """The lease with the next fencing number, or None while somebody else holds it."""
        with self._write("take_lease") as connection:
            held = first_in(connection, Lease, _LEASE.with_for_update(), {"name": name})
            if held is not None and held.holder != holder and held.until > now:
                return None
            fence = 1 if held is None else held.fence + 1
            until = now + timedelta(seconds=ttl_s)
            lease = Lease(name=name, holder=holder, fence=fence, until=until)
            put(connection, leases, {"name": name}, values(lease, without=("name",)))
        return lease

    def release(self, lease: Lease) -> None:
        """Give it back before its time, if it is still ours. The number it had stays used."""
        with self._write("release") as connection:
            mine = {"name": lease.name, "fence": lease.fence}
            swap(connection, leases, mine, {"holder": "", "until": NEVER})

    def fence(self, name: str) -> int:
        """The last fencing number of that lease; 0 if it was never taken."""
        held = self._first(Lease, _LEASE, name=name)
        return held.fence if held else 0

    def add_connection(self, connection: Connection) -> Connection:
        """Store it; its id is given here, the same name again replaces the old one."""
        known = sa.select(connections.c.id).where(connections.c.name == connection.name)
        last = sa.select(sa.func.coalesce(sa.func.max(connections.c.id), 0))
        with self._write("add_connection") as writing:
            number = writing.scalar(known) or (writing.scalar(last) or 0) + 1
            stored = msgspec.structs.replace(connection, id=number)
            put(writing, connections, {"id": number}, {"name": stored.name, "body": stored})
        return stored

    def connections(self) -> list[Connection]:
        """All of them, by id."""
        with self._read() as connection:
            return list(connection.scalars(_CONNECTIONS))

    def count_call(self, company_id: int, day: date, method: str) -> None:
        """One more call to Komet."""
        key = {"company_id": company_id, "day": day, "method": method}
        with self._write("count_call") as connection:
            counted = connection.execute(_ONE_MORE, {SEEN + name: key[name] for name in key})
            if not counted.rowcount:
                connection.execute(sa.insert(calls), {**key, "number": 1})

    def calls(self, company_id: int, day: date) -> Mapping[str, int]:
        """Calls of that day, by method."""
        given = {"company_id": company_id, "day": day}
        with self._read() as connection:
            return {found.method: found.number for found in connection.execute(_CALLS, given)}

    def stream(self, connection_id: int, name: str) -> StreamRow:
        """How this kind of work goes; an empty row if it never ran."""
        found = self._first(StreamRow, _STREAM, connection_id=connection_id, name=name)
        return found or StreamRow(connection_id=connection_id, name=name)

    def save_stream(self, row: StreamRow) -> None:
        """Write it."""
        key = {"connection_id": row.connection_id, "name": row.name}
        with self._write("save_stream") as connection:
            put(connection, streams, key, values(row, without=tuple(key)))
