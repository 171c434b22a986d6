"""Where a store is: what its address means, before anything is opened there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from integration.store.errors import BadStore

#: Tokens and keys stand in it: nobody but its owner reads it.
PRIVATE = 0o600
RIGHT = "such as sqlite:///floralab.db would be right"


def in_memory(url: str) -> bool:
    """Whether the database of `url` lives and dies with the process."""
    return make_url(url).database in (None, "", ":memory:")


def exists(url: str) -> bool:
    """Whether there may be a store at `url`; a server's is only known by asking it.

    Raises:
        BadStore: if `url` is no address of a database.
    """
    with named(url):
        path = _file(make_url(url))
    return path is None or path.exists()


def make_private(url: str) -> None:
    """Make the file of `url` before SQLite would, which lets everybody read it.

    SQLite gives the files it keeps beside it the same mode. One that is there stays as it is.

    Raises:
        OSError: if no file can be made there.
    """
    path = _file(make_url(url))
    if path is None:
        return
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))


def _file(url: URL) -> Path | None:
    """The file of an SQLite database; None for any other."""
    if url.get_backend_name() != "sqlite" or in_memory(str(url)):
        return None
    name = url.database or ""
    return None if name.startswith("file:") else Path(name)


@contextmanager
def named(url: str) -> Iterator[None]:
    """Inside it, whatever keeps a store from being opened is said in one sentence.

    Raises:
        BadStore: with that sentence; a password in `url` is not in it.
    """
    try:
        yield
    except ArgumentError:
        raise BadStore(f"the store has no address of a database: {RIGHT}") from None
    except (SQLAlchemyError, OSError, ImportError, CommandError) as problem:
        shown = make_url(url).render_as_string(hide_password=True)
        said = f"the store {shown} can not be opened: {_why(problem)}; {RIGHT}"
        raise BadStore(said) from problem


def _why(problem: Exception) -> str:
    if isinstance(problem, DBAPIError):
        return str(problem.orig)
    if isinstance(problem, OSError):
        return problem.strerror or str(problem)
    return str(problem)
