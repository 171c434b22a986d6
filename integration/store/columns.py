"""How values stand in columns, the same in SQLite and PostgreSQL.

A row Struct of `integration.rows` is a table: each field a column of the type its annotation asks
for. Moments are text in one fixed UTC form, so that they sort as they stand and come back aware;
what is nested (an order, a tuple of keys) is JSON text, money in it as digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Dialect, Row
from sqlalchemy.types import TypeDecorator

R = TypeVar("R", bound=msgspec.Struct)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as ISO text in UTC with microseconds."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text of an aware moment.

        Raises:
            ValueError: if the moment is naive: nobody could say when that was.
        """
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} says no time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The moment again, aware."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


class Packed(TypeDecorator[Any]):
    """A nested value as JSON text.

    Args:
        kind: what it is when it comes back.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._decode = msgspec.json.Decoder(kind).decode

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """JSON."""
        del dialect
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value again."""
        del dialect
        return None if value is None else self._decode(value)


def columns(
    kind: type[msgspec.Struct], *, keys: tuple[str, ...] = (), given: str = ""
) -> Iterator[sa.Column[Any]]:
    """A column for each field of `kind`.

    Args:
        kind: a row Struct.
        keys: its primary key.
        given: the key the database gives, if it does.
    """
    for name, annotation in get_type_hints(kind).items():
        inner, nullable = _bare(annotation)
        yield sa.Column(
            name,
            _column_type(inner),
            primary_key=name in keys or name == given,
            autoincrement=name == given,
            nullable=nullable,
        )


def _bare(annotation: Any) -> tuple[Any, bool]:
    if not isinstance(annotation, UnionType):
        return annotation, False
    (inner,) = [part for part in get_args(annotation) if part is not type(None)]
    return inner, True


_PLAIN: dict[Any, Any] = {
    int: sa.BigInteger().with_variant(sa.Integer, "sqlite"),
    str: sa.Text,
    bool: sa.Boolean,
    date: sa.Date,
    datetime: Moment,
}


def _column_type(kind: Any) -> Any:
    return _PLAIN[kind] if kind in _PLAIN else Packed(kind)


def values(row: msgspec.Struct, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of `row` for its columns."""
    return {name: getattr(row, name) for name in row.__struct_fields__ if name not in without}


def row_of(kind: type[R], found: Row[Any]) -> R:
    """The Struct again from a selected row."""
    return kind(**{name: getattr(found, name) for name in kind.__struct_fields__})
