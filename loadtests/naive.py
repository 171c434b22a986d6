"""The connector somebody would write on a Friday: requests, json, one merge per line.

It is right as long as nothing fails. It is here to be compared with, never to be used.
"""

from __future__ import annotations

from datetime import date, timedelta

import requests
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from integration.model import Connection

ON_HAND, FUTURE = 1, 2
BATCH = 5000


class Base(DeclarativeBase):
    """Whose tables these are."""


class Line(Base):
    """A line as it was last seen."""

    __tablename__ = "lines"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    boxes: Mapped[int]
    price: Mapped[str]


class NaiveConnector:
    """Reads both lists, merges every line into its database, publishes what was dirty.

    Args:
        connection: whose inventory, and where.
        url: of its database.
    """

    def __init__(self, connection: Connection, url: str) -> None:
        self._connection = connection
        self._engine = sa.create_engine(url)
        Base.metadata.create_all(self._engine)
        self._number = 0

    def cycle(self, today: date) -> int:
        """One cycle; how many lines were published."""
        self._number += 1
        with Session(self._engine) as session:
            changed = [
                row
                for origin, row in self._rows(today)
                if self._merge(session, f"{origin}-{row['inventoryId']}", row)
            ]
            self._publish(changed)
            session.commit()
        return len(changed)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _rows(self, today: date) -> list[tuple[int, dict[str, object]]]:
        days = {"dateFrom": str(today), "dateTo": str(today + timedelta(days=60))}
        found = [(ON_HAND, row) for row in self._list("inventory.openmarket.list", {})]
        return found + [
            (FUTURE, row) for row in self._list("future.inventory.openmarket.list", days)
        ]

    def _list(self, method: str, more: dict[str, str]) -> list[dict[str, object]]:
        asked = {"authenticationToken": self._connection.token, **more}
        answer = requests.get(
            f"{self._connection.komet_url}/api/{method}", params=asked, timeout=60
        )
        rows: list[dict[str, object]] = answer.json().get("inventoryItems", [])
        return rows

    def _merge(self, session: Session, key: str, row: dict[str, object]) -> bool:
        merged = session.merge(
            Line(
                key=key,
                name=str(row["productDescription"]),
                boxes=row["quantity"],
                price=str(row["price"]),
            )
        )
        return bool(session.is_modified(merged)) or merged in session.new

    def _publish(self, changed: list[dict[str, object]]) -> None:
        url = f"{self._connection.market_url}/api/supplier/inventory"
        for part, begin in enumerate(range(0, len(changed), BATCH), start=1):
            body = {"number": self._number, "part": part, "lines": changed[begin : begin + BATCH]}
            requests.post(url, json=body, timeout=60)
