"""What the marketplace has acknowledged, and the cycles that brought it there.

An offer is one blob under its key: it is read and written a hundred thousand at a time, and
nobody searches inside it. The driver's own ``executemany`` over tuples is what makes that quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

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

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Offer).decode
_decode_many = msgspec.json.Decoder(list[Offer]).decode


class Inventory(Database):
    """The part of the store about published inventory."""

    def acknowledged(self, connection_id: int) -> dict[str, Offer]:
        """What the marketplace has taken, by key; a new dict each time."""
        query = sa.select(offers.c.body).where(offers.c.connection_id == connection_id)
        found: dict[str, Offer] = {}
        pool: dict[Any, Any] = {}
        with self._read() as connection:
            for bodies in connection.execute(query).scalars().partitions(CHUNK):
                some = _decode_many(b"[" + b",".join(bodies) + b"]")
                found.update((offer.key, offer) for offer in _shared(some, pool))
        return found

    def offer(self, connection_id: int, key: str) -> Offer | None:
        """The published offer of that key, or None."""
        query = sa.select(offers.c.body).where(
            offers.c.connection_id == connection_id, offers.c.key == key
        )
        with self._read() as connection:
            body = connection.scalar(query)
        return None if body is None else _decode(body)

    def acknowledge(
        self, lease: Lease, cycle: CycleRow, upserts: Iterable[Offer], removals: Iterable[str]
    ) -> None:
        """The marketplace has taken this difference.

        Raises:
            Overtaken: if `lease` is not the newest of its name.
        """
        owner = cycle.connection_id
        with self._write("acknowledge") as connection:
            _newest_or_fail(connection, lease)
            for part in _parts(upserts):
                _delete(connection, owner, [offer.key for offer in part])
                _insert(connection, owner, part)
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
    rows = [(owner, one.key, _encode(one)) for one in part]
    _many(connection, sa.insert(offers), ("connection_id", "key", "body"), rows)


def _delete(connection: Connection, owner: int, keys: list[str]) -> None:
    asked = sa.delete(offers).where(
        offers.c.connection_id == sa.bindparam("owner"), offers.c.key == sa.bindparam("gone")
    )
    _many(connection, asked, ("owner", "gone"), [(owner, key) for key in keys])


def _many(
    connection: Connection,
    statement: sa.Insert | sa.Delete,
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


def _shared(found: list[Offer], pool: dict[Any, Any]) -> Iterator[Offer]:
    """The offers with repeating values shared: colours and farms are few, lines are many."""
    one = pool.setdefault
    for offer in found:
        yield Offer(
            key=offer.key,
            origin=offer.origin,
            product_id=offer.product_id,
            name=one(offer.name, offer.name),
            box_type=one(offer.box_type, offer.box_type),
            unit_type=one(offer.unit_type, offer.unit_type),
            bunches=offer.bunches,
            stems_bunch=offer.stems_bunch,
            boxes=offer.boxes,
            price=one(offer.price, offer.price),
            available_from=one(offer.available_from, offer.available_from),
            available_to=one(offer.available_to, offer.available_to),
            category=one(offer.category, offer.category),
            color=one(offer.color, offer.color),
            variety=one(offer.variety, offer.variety),
            grade=one(offer.grade, offer.grade),
            vendor=one(offer.vendor, offer.vendor),
            fbe=one(offer.fbe, offer.fbe),
        )
