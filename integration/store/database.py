"""One engine, one transaction at a time per process, and the places where a crash is tried.

Writers take their turn on a lock before they ask the database, so threads of one process never
wait out a busy time-out; writers of several processes meet in the database, which begins each
write as a write (SQLite's ``BEGIN IMMEDIATE``), never by upgrading a read. In memory there is one
connection, shared: there readers take their turn too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from sqlite3 import OperationalError
from threading import Lock
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import StaticPool

from integration.store.address import in_memory, make_private
from integration.store.columns import row_of
from integration.store.errors import Overtaken

R = TypeVar("R", bound=msgspec.Struct)

BUSY_S = 30
SWITCH_TRIES = 10
#: What the parameters of a row's old values are called, before the column's name.
SEEN = "seen_"
OnWrite = Callable[[str, str], None]


def _unwatched(name: str, when: str) -> None:
    del name, when


class Database:
    """The base of the store's parts: transactions and the hook around them.

    `on_write` is called with the name of the method and "before" (all is prepared, nothing is
    committed) or "after" (all is committed); what it raises leaves the store usable.

    Args:
        engine: of the database, with its schema in place.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.on_write: OnWrite = _unwatched
        self._turn = Lock()
        shared = isinstance(engine.pool, StaticPool)
        self._reading: AbstractContextManager[Any] = self._turn if shared else nullcontext()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._reading, self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self, name: str) -> Iterator[Connection]:
        with self._turn, begin_write(self.engine) as connection:
            yield connection
            self.on_write(name, "before")
        self.on_write(name, "after")

    def _all(self, kind: type[R], query: sa.Select[Any], **given: Any) -> list[R]:
        with self._read() as connection:
            return [row_of(kind, found) for found in connection.execute(query, given)]

    def _first(self, kind: type[R], query: sa.Select[Any], **given: Any) -> R | None:
        with self._read() as connection:
            found = connection.execute(query, given).first()
        return None if found is None else row_of(kind, found)


@contextmanager
def begin_write(engine: Engine) -> Iterator[Connection]:
    """A transaction that is a write from its first moment.

    Said here and not by an event of the engine: one listener slows every statement down.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def first_in(
    connection: Connection, kind: type[R], query: sa.Select[Any], given: dict[str, Any]
) -> R | None:
    """The first row of `query` inside a transaction, or None."""
    found = connection.execute(query, given).first()
    return None if found is None else row_of(kind, found)


def put(connection: Connection, table: sa.Table, key: dict[str, Any], rest: dict[str, Any]) -> None:
    """Write the row with this `key`: change it, or add it where there is none."""
    if not swap(connection, table, key, rest):
        connection.execute(sa.insert(table), {**key, **rest})


def swap(
    connection: Connection, table: sa.Table, seen: dict[str, Any], new: dict[str, Any]
) -> bool:
    """Change the rows that still look as `seen`; whether there was one."""
    given = {f"{SEEN}{name}": value for name, value in seen.items()}
    return connection.execute(_change(table, (*seen,), (*new,)), given | new).rowcount > 0


@cache
def _change(table: sa.Table, seen: tuple[str, ...], new: tuple[str, ...]) -> sa.Update:
    """Change the columns `new` of the rows that look as `seen`; made once, as with `where`."""
    same = (table.c[name] == sa.bindparam(f"{SEEN}{name}") for name in seen)
    return sa.update(table).where(*same).values({name: sa.bindparam(name) for name in new})


def where(table: sa.Table, *names: str) -> sa.Select[Any]:
    """Select the rows whose columns `names` equal the parameters of these names.

    Made once, at import: to build a statement anew costs more than to run it.
    """
    return sa.select(table).where(*(table.c[name] == sa.bindparam(name) for name in names))


def swap_or_fail(
    connection: Connection, table: sa.Table, seen: dict[str, Any], new: dict[str, Any]
) -> None:
    """Change the row that still looks as `seen`.

    Raises:
        Overtaken: if there is none.
    """
    if not swap(connection, table, seen, new):
        raise Overtaken(f"{table.name} {seen} was written by somebody else")


def make_engine(url: str) -> Engine:
    """The engine for `url`; ``sqlite://`` is a database in memory, shared by all threads.

    A new SQLite file can be read by its owner alone.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url)
    inside = {"check_same_thread": False, "timeout": BUSY_S}
    if in_memory(url):
        engine = sa.create_engine(url, poolclass=StaticPool, connect_args=inside)
    else:
        make_private(url)
        engine = sa.create_engine(url, connect_args=inside)
    sa.event.listen(engine, "connect", _prepare)
    return engine


def _prepare(raw: Any, record: Any) -> None:
    """Settings of a new SQLite connection; transactions are begun by us, not by the driver."""
    del record
    raw.isolation_level = None
    cursor = raw.cursor()
    _keep_a_log(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _keep_a_log(cursor: Any) -> None:
    """Switch to the write-ahead log.

    SQLite does not wait where somebody else is just switching a new file; it does for a write.
    """
    for _ in range(SWITCH_TRIES):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("COMMIT")
        else:
            return
    cursor.execute("PRAGMA journal_mode=WAL")
