"""What people see and say: alarms, stories, wishes."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from integration.rows import Alarm, Told
from integration.store.columns import values
from integration.store.database import Database
from integration.store.tables import alarms, stories, wishes

_WISHES = (
    sa.select(wishes.c.id, wishes.c.what)
    .where(wishes.c.connection_id == sa.bindparam("connection_id"))
    .order_by(wishes.c.id)
)


class Tellings(Database):
    """The part of the store for operators."""

    def raise_alarm(self, alarm: Alarm) -> None:
        """Open it, unless the same (connection, subject, reason) is open already."""
        same = sa.select(alarms.c.id).where(
            alarms.c.connection_id == alarm.connection_id,
            alarms.c.subject == alarm.subject,
            alarms.c.reason == alarm.reason,
            alarms.c.resolved_at.is_(None),
        )
        with self._write("raise_alarm") as connection:
            if connection.scalar(same) is None:
                connection.execute(sa.insert(alarms).values(**values(alarm, without=("id",))))

    def resolve_alarms(self, connection_id: int, subject: str, now: datetime) -> None:
        """Close every open alarm about `subject`."""
        about = (
            sa.update(alarms)
            .where(
                alarms.c.connection_id == connection_id,
                alarms.c.subject == subject,
                alarms.c.resolved_at.is_(None),
            )
            .values(resolved_at=now)
        )
        with self._write("resolve_alarms") as connection:
            connection.execute(about)

    def alarms(self, *, open_only: bool = True) -> list[Alarm]:
        """Alarms, oldest first."""
        query = sa.select(alarms)
        if open_only:
            query = query.where(alarms.c.resolved_at.is_(None))
        return self._all(Alarm, query.order_by(alarms.c.id))

    def tell(self, connection_id: int, told: Told) -> None:
        """Add a sentence to a subject's story."""
        with self._write("tell") as connection:
            sentence = values(told) | {"connection_id": connection_id}
            connection.execute(sa.insert(stories), sentence)

    def story(self, connection_id: int, subject: str) -> list[Told]:
        """What was told about it, oldest first."""
        query = sa.select(stories).where(
            stories.c.connection_id == connection_id, stories.c.subject == subject
        )
        return self._all(Told, query.order_by(stories.c.id))

    def wish(self, connection_id: int, what: str, now: datetime) -> None:
        """An operator's wish; the running engine fulfils it."""
        wanted = {"connection_id": connection_id, "what": what, "at": now}
        with self._write("wish") as connection:
            connection.execute(sa.insert(wishes).values(**wanted))

    def take_wishes(self, connection_id: int) -> list[str]:
        """The wishes not yet taken, which are taken by this; oldest first."""
        given = {"connection_id": connection_id}
        with self._read() as connection:
            if connection.execute(_WISHES, given).first() is None:
                return []  # nearly always: no need to begin a write
        with self._write("take_wishes") as connection:
            found = list(connection.execute(_WISHES, given))
            for number, _ in found:
                connection.execute(sa.delete(wishes).where(wishes.c.id == number))
        return [what for _, what in found]
