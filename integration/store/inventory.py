"""What the marketplace has acknowledged, and the cycles that brought it there.

An offer is one blob under its key, beside the name of what the marketplace has taken of it: they
are read and written a hundred thousand at a time, and nobody searches inside. The driver's own
``executemany`` over tuples is what makes that quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from integration.listing import DOUBTED
from integration.model import Offer
from integration.rows import CycleRow, Lease
from integration.store.columns import values
from integration.store.database import Database, where
from integration.store.errors import Overtaken
from integration.store.tables import cycles, leases, offers

T = TypeVar("T")

CHUNK = 10_000

_LAST = where(cycles, "connection_id").order_by(cycles.c.id.desc()).limit(1)
_LAST_COMPLETE = _LAST.where(cycles.c.outcome != "unread")

_NAMES = sa.select(offers.c.key, offers.c.name).where(
    offers.c.connection_id == sa.bindparam("connection_id")
)

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Offer).decode


class Inventory(Database):
    """The part of the store about published inventory."""

    def published(self, connection_id: int) -> dict[str, bytes]:
        """The name of what the marketplace has of each line, by key; a doubted one's is empty."""
        with self._read() as connection:
            found = connection.execute(_NAMES, {"connection_id": connection_id})
            # The driver's own rows: to look at every value would take longer than to fetch it.
            return dict(iter(found.cursor.fetchone, None))

    def offer(self, connection_id: int, key: str) -> Offer | None:
        """The published offer of that key, or None."""
        query = sa.select(offers.c.body).where(
            offers.c.connection_id == connection_id, offers.c.key == key
        )
        with self._read() as connection:
            body = connection.scalar(query)
        return None if body is None else _decode(body)

    def doubt(
        self, lease: Lease, cycle: CycleRow, upserts: Iterable[Offer], removals: Iterable[str]
    ) -> None:
        """This difference is about to be published: from now on nobody knows what is shown of it.

        The lines get no name. So whatever the next cycle reads of them is published again or taken
        down, should the word that the marketplace has taken it never come.

        Raises:
            Overtaken: if `lease` is not the newest of its name.
        """
        owner = cycle.connection_id
        with self._write("doubt") as connection:
            _newest_or_fail(connection, lease)
            for part in _parts(upserts):
                _delete(connection, owner, [offer.key for offer in part])
                _insert(connection, owner, part)
            for keys in _parts(removals):
                _name(connection, owner, [(DOUBTED, key) for key in keys])
            connection.execute(sa.insert(cycles).values(**values(cycle)))

    def acknowledge(
        self, lease: Lease, cycle: CycleRow, names: Mapping[str, bytes], removals: Iterable[str]
    ) -> None:
        """The marketplace has taken the difference that was doubted.

        Args:
            lease: under which it was published.
            cycle: which brought it there.
            names: of the lines that were published, by key.
            removals: keys of those that were taken down.

        Raises:
            Overtaken: if `lease` is not the newest of its name.
        """
        owner = cycle.connection_id
        with self._write("acknowledge") as connection:
            _newest_or_fail(connection, lease)
            for part in _parts(names.items()):
                _name(connection, owner, [(name, key) for key, name in part])
            for keys in _parts(removals):
                _delete(connection, owner, keys)
            connection.execute(sa.insert(cycles).values(**values(cycle)))

    def add_cycle(self, cycle: CycleRow) -> None:
        """A cycle that published nothing."""
        with self._write("add_cycle") as connection:
            connection.execute(sa.insert(cycles).values(**values(cycle)))

    def last_cycle(self, connection_id: int, *, complete: bool = False) -> CycleRow | None:
        """The newest cycle (`complete`: that read the whole inventory), or None."""
        query = _LAST_COMPLETE if complete else _LAST
        return self._first(CycleRow, query, connection_id=connection_id)


def _newest_or_fail(connection: Connection, lease: Lease) -> None:
    query = sa.select(leases.c.fence).where(leases.c.name == lease.name).with_for_update()
    if connection.scalar(query) != lease.fence:
        raise Overtaken(f"the lease {lease.name} number {lease.fence} is not the newest")


def _parts(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, CHUNK)):
        yield part


def _insert(connection: Connection, owner: int, part: list[Offer]) -> None:
    rows = [(owner, one.key, _encode(one), DOUBTED) for one in part]
    _many(connection, sa.insert(offers), ("connection_id", "key", "body", "name"), rows)


def _delete(connection: Connection, owner: int, keys: list[str]) -> None:
    asked = sa.delete(offers).where(
        offers.c.connection_id == sa.bindparam("owner"), offers.c.key == sa.bindparam("gone")
    )
    _many(connection, asked, ("owner", "gone"), [(owner, key) for key in keys])


def _name(connection: Connection, owner: int, named: list[tuple[bytes, str]]) -> None:
    asked = sa.update(offers).where(
        offers.c.connection_id == sa.bindparam("owner"), offers.c.key == sa.bindparam("line")
    )
    rows = [(name, owner, key) for name, key in named]
    _many(connection, asked.values(name=sa.bindparam("name")), ("name", "owner", "line"), rows)


def _many(
    connection: Connection,
    statement: sa.Insert | sa.Update | sa.Delete,
    names: tuple[str, ...],
    rows: list[tuple[Any, ...]],
) -> None:
    """Run `statement` for each of `rows`, past the layers that look at every value."""
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positiontup:
        assert tuple(compiled.positiontup) == names
        connection.exec_driver_sql(str(compiled), rows)
    else:
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
