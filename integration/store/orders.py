"""Orders as heard of, their lines, their groups and the steps of these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from integration.model import OrderEvent
from integration.rows import GroupRow, LineRow, OrderRow, ShipToRow, StepRow
from integration.store.columns import values
from integration.store.database import Database, first_in, put, swap_or_fail, where
from integration.store.errors import Overtaken
from integration.store.tables import feeds, groups, lines, orders, ship_tos
from integration.store.tables import steps as step_rows

V = TypeVar("V", GroupRow, StepRow)

ENDING = ("cancelled", "dropped")

_SEEN = ("connection_id", "order_id", "revision", "kind", "heard_at")
_LINE_KEY = ("connection_id", "order_id", "revision", "line_id")
_GROUP_KEY = ("connection_id", "order_id", "revision", "attempt", "part")

_ORDERS = where(orders, "connection_id").order_by(orders.c.order_id)
_ORDER = where(orders, "connection_id", "order_id")
_DUE = _ORDERS.where(
    sa.or_(
        sa.and_(orders.c.state == "open", orders.c.retry_at.is_(None)),
        sa.and_(orders.c.state != "done", orders.c.retry_at <= sa.bindparam("due")),
    )
)
_LINES = where(lines, "connection_id", "order_id").order_by(lines.c.revision, lines.c.line_id)
_GROUPS = where(groups, "connection_id", "order_id").order_by(groups.c.id)
_STANDING = (
    where(groups, "connection_id")
    .join(
        orders,
        sa.and_(
            orders.c.connection_id == groups.c.connection_id,
            orders.c.order_id == groups.c.order_id,
        ),
    )
    .where(
        orders.c.state == "done",
        orders.c.kind.not_in(ENDING),
        groups.c.state == "placed",
        groups.c.wish == "placed",
        groups.c.ship_date >= sa.bindparam("today"),
    )
    .order_by(groups.c.id)
)
_SAME_GROUP = where(groups, *_GROUP_KEY)
_STEPS = where(step_rows, "group_id").order_by(step_rows.c.seq)
_SAME_STEP = where(step_rows, "group_id", "seq")
_SHIP_TO = where(ship_tos, "connection_id", "fingerprint")
_CURSOR = sa.select(feeds.c.cursor).where(feeds.c.connection_id == sa.bindparam("connection_id"))


class Orders(Database):
    """The part of the store about orders."""

    def cursor(self, connection_id: int) -> int:
        """How far the feed has been taken in; 0 before the first event."""
        with self._read() as connection:
            return connection.scalar(_CURSOR, {"connection_id": connection_id}) or 0

    def take_events(self, connection_id: int, events: Sequence[OrderEvent]) -> None:
        """Write events down and move the cursor, together; known ones change nothing."""
        with self._write("take_events") as connection:
            known = connection.scalar(_CURSOR, {"connection_id": connection_id}) or 0
            news = sorted((one for one in events if one.cursor > known), key=lambda one: one.cursor)
            for event in news:
                _take(connection, connection_id, event)
            if news:
                key = {"connection_id": connection_id}
                put(connection, feeds, key, {"cursor": news[-1].cursor})

    def orders(
        self, connection_id: int, *, due: datetime | None = None, order_id: int | None = None
    ) -> list[OrderRow]:
        """Orders oldest first; with `due`: the open and the parked ones to (re)try by then."""
        if due is not None:
            found = self._all(OrderRow, _DUE, connection_id=connection_id, due=due)
            return [row for row in found if order_id in (None, row.order_id)]
        if order_id is not None:
            return self._all(OrderRow, _ORDER, connection_id=connection_id, order_id=order_id)
        return self._all(OrderRow, _ORDERS, connection_id=connection_id)

    def save_order(self, row: OrderRow) -> None:
        """Write the row's state, retry_at and tries.

        Raises:
            Overtaken: if the marketplace has told something newer about the order since.
        """
        seen = {name: getattr(row, name) for name in _SEEN}
        new = {"state": row.state, "retry_at": row.retry_at, "tries": row.tries}
        with self._write("save_order") as connection:
            swap_or_fail(connection, orders, seen, new)

    def lines(self, connection_id: int, order_id: int) -> list[LineRow]:
        """Its lines, of all revisions."""
        return self._all(LineRow, _LINES, connection_id=connection_id, order_id=order_id)

    def save_line(self, row: LineRow) -> None:
        """Write it."""
        key = {name: getattr(row, name) for name in _LINE_KEY}
        with self._write("save_line") as connection:
            put(connection, lines, key, values(row, without=_LINE_KEY))

    def groups(self, connection_id: int, order_id: int) -> list[GroupRow]:
        """Its groups, of all revisions and attempts, oldest first."""
        return self._all(GroupRow, _GROUPS, connection_id=connection_id, order_id=order_id)

    def standing(self, connection_id: int, today: date) -> list[GroupRow]:
        """Placed groups of finished orders that ship today or later, oldest first."""
        return self._all(GroupRow, _STANDING, connection_id=connection_id, today=today)

    def add_group(self, group: GroupRow, steps: Sequence[StepRow]) -> GroupRow:
        """A group and its steps, together; the same again gives the one that is there."""
        same = {name: getattr(group, name) for name in _GROUP_KEY}
        with self._write("add_group") as connection:
            there = first_in(connection, GroupRow, _SAME_GROUP, same)
            if there is not None:
                return there
            group_id = _insert(connection, groups, group)
            for step in steps:
                _insert(connection, step_rows, msgspec.structs.replace(step, group_id=group_id))
        return msgspec.structs.replace(group, id=group_id)

    def save_group(self, group: GroupRow) -> GroupRow:
        """Write it by compare-and-set on `version`; the row as it stands now.

        Raises:
            Overtaken: if the version is not the stored one.
        """
        return self._save("save_group", groups, group)

    def steps(self, group_id: int) -> list[StepRow]:
        """Its steps in order."""
        return self._all(StepRow, _STEPS, group_id=group_id)

    def add_step(self, step: StepRow) -> StepRow:
        """One more step of a group; the same group and seq again gives the one that is there."""
        same = {"group_id": step.group_id, "seq": step.seq}
        with self._write("add_step") as connection:
            there = first_in(connection, StepRow, _SAME_STEP, same)
            if there is not None:
                return there
            step_id = _insert(connection, step_rows, step)
        return msgspec.structs.replace(step, id=step_id)

    def save_step(self, step: StepRow) -> StepRow:
        """Write it by compare-and-set on `version`; the row as it stands now.

        Raises:
            Overtaken: if the version is not the stored one.
        """
        return self._save("save_step", step_rows, step)

    def ship_to(self, connection_id: int, fingerprint: str) -> ShipToRow | None:
        """The row of this address, or None."""
        return self._first(
            ShipToRow, _SHIP_TO, connection_id=connection_id, fingerprint=fingerprint
        )

    def save_ship_to(self, row: ShipToRow) -> ShipToRow:
        """Write it by compare-and-set; the row as it stands now.

        A row of version 1 was never stored: it is inserted, and comes back with the next one.

        Raises:
            Overtaken: if the version is not the stored one (of version 1: if one is stored).
        """
        now = msgspec.structs.replace(row, version=row.version + 1)
        key = {"connection_id": row.connection_id, "fingerprint": row.fingerprint}
        with self._write("save_ship_to") as connection:
            if row.version > 1:
                seen = key | {"version": row.version}
                swap_or_fail(connection, ship_tos, seen, values(now, without=tuple(key)))
            else:
                try:
                    connection.execute(sa.insert(ship_tos).values(**values(now)))
                except sa.exc.IntegrityError as problem:
                    raise Overtaken("somebody else stored this ship-to first") from problem
        return now

    def _save(self, name: str, table: sa.Table, row: V) -> V:
        now = msgspec.structs.replace(row, version=row.version + 1)
        seen = {"id": row.id, "version": row.version}
        with self._write(name) as connection:
            swap_or_fail(connection, table, seen, values(now, without=("id",)))
        return now


def _insert(connection: Connection, table: sa.Table, row: msgspec.Struct) -> int:
    """Add a row; the id the database gave it."""
    added = connection.execute(sa.insert(table), values(row, without=("id",)))
    return int(added.inserted_primary_key[0])  # type: ignore[index]


def _take(connection: Connection, connection_id: int, event: OrderEvent) -> None:
    """One event into the order's row: a newer revision replaces it, an ending only marks it."""
    key = {"connection_id": connection_id, "order_id": event.order_id}
    known = first_in(connection, OrderRow, _ORDER, key)
    if known is not None and event.kind in ENDING:
        row = msgspec.structs.replace(
            known, kind=event.kind, state="open", heard_at=event.at, retry_at=None, tries=0
        )
    elif known is None or event.revision > known.revision:
        row = _told_by(connection_id, event)
    else:
        return
    put(connection, orders, key, values(row, without=tuple(key)))
    if known is None or row.revision > known.revision:
        _open_lines(connection, row)


def _told_by(connection_id: int, event: OrderEvent) -> OrderRow:
    return OrderRow(
        connection_id=connection_id,
        order_id=event.order_id,
        revision=event.revision,
        kind=event.kind,
        state="open",
        order=event.order,
        heard_at=event.at,
    )


def _open_lines(connection: Connection, row: OrderRow) -> None:
    for line in row.order.lines:
        opened = LineRow(
            connection_id=row.connection_id,
            order_id=row.order_id,
            revision=row.revision,
            line_id=line.line_id,
        )
        connection.execute(sa.insert(lines).values(**values(opened)))
