"""Vendor orders as heard of, where their lines stand in Komet, and prebook lines made there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from integration.store.columns import values
from integration.store.database import Database, first_in, put, swap_or_fail, where
from integration.store.tables import feeds, needs, vendor_lines, vendor_orders
from integration.vendor_model import VendorEvent, VendorOrder
from integration.vendor_rows import NeedRow, VendorLineRow, VendorOrderRow

_ORDER_KEY = ("connection_id", "order_id")
_LINE_KEY = ("connection_id", "order_id", "line_id")
_NEED_KEY = ("connection_id", "prebook_item_id")

_ORDERS = where(vendor_orders, "connection_id").order_by(vendor_orders.c.order_id)
_ORDER = where(vendor_orders, *_ORDER_KEY)
_DUE = _ORDERS.where(
    sa.or_(
        sa.and_(vendor_orders.c.state == "open", vendor_orders.c.retry_at.is_(None)),
        sa.and_(vendor_orders.c.state != "done", vendor_orders.c.retry_at <= sa.bindparam("due")),
    )
)
_ALL_LINES = where(vendor_lines, "connection_id").order_by(
    vendor_lines.c.order_id, vendor_lines.c.line_id
)
_LINES = where(vendor_lines, *_ORDER_KEY).order_by(vendor_lines.c.line_id)
_NEEDS = where(needs, "connection_id").order_by(needs.c.prebook_item_id)
_CURSOR = sa.select(feeds.c.cursor).where(feeds.c.connection_id == sa.bindparam("connection_id"))


class VendorOrders(Database):
    """The part of the store about vendor orders."""

    def take_vendor_events(self, connection_id: int, events: Sequence[VendorEvent]) -> None:
        """Write events down and move the cursor, together; known ones change nothing."""
        with self._write("take_vendor_events") as connection:
            known = connection.scalar(_CURSOR, {"connection_id": connection_id}) or 0
            news = sorted((one for one in events if one.cursor > known), key=lambda one: one.cursor)
            for event in news:
                if event.order is not None:
                    _take(connection, connection_id, event.order, (event.event_id, event.at))
            if news:
                key = {"connection_id": connection_id}
                put(connection, feeds, key, {"cursor": news[-1].cursor})

    def take_vendor_order(self, connection_id: int, order: VendorOrder, now: datetime) -> None:
        """Write down an order as it was answered, and that something is to do for it."""
        with self._write("take_vendor_order") as connection:
            _take(connection, connection_id, order, (0, now))

    def vendor_orders(
        self, connection_id: int, *, due: datetime | None = None, order_id: int | None = None
    ) -> list[VendorOrderRow]:
        """Orders oldest first; with `due`: those with something to (re)try by then."""
        if due is not None:
            return self._all(VendorOrderRow, _DUE, connection_id=connection_id, due=due)
        if order_id is not None:
            key = {"connection_id": connection_id, "order_id": order_id}
            return self._all(VendorOrderRow, _ORDER, **key)
        return self._all(VendorOrderRow, _ORDERS, connection_id=connection_id)

    def save_vendor_order(self, row: VendorOrderRow) -> None:
        """Write the row's state, retry_at and tries.

        Raises:
            Overtaken: if the vendor's system has told something newer about the order since.
        """
        seen = {name: getattr(row, name) for name in (*_ORDER_KEY, "event_id", "heard_at")}
        new = {"state": row.state, "retry_at": row.retry_at, "tries": row.tries}
        with self._write("save_vendor_order") as connection:
            swap_or_fail(connection, vendor_orders, seen, new)

    def vendor_lines(self, connection_id: int, order_id: int | None = None) -> list[VendorLineRow]:
        """The lines of an order, or of all."""
        if order_id is None:
            return self._all(VendorLineRow, _ALL_LINES, connection_id=connection_id)
        key = {"connection_id": connection_id, "order_id": order_id}
        return self._all(VendorLineRow, _LINES, **key)

    def save_vendor_line(self, row: VendorLineRow) -> None:
        """Write it."""
        key = {name: getattr(row, name) for name in _LINE_KEY}
        with self._write("save_vendor_line") as connection:
            put(connection, vendor_lines, key, values(row, without=_LINE_KEY))

    def needs(self, connection_id: int) -> list[NeedRow]:
        """Lines of prebooks made in Komet, by id."""
        return self._all(NeedRow, _NEEDS, connection_id=connection_id)

    def save_need(self, row: NeedRow) -> None:
        """Write it."""
        key = {name: getattr(row, name) for name in _NEED_KEY}
        with self._write("save_need") as connection:
            put(connection, needs, key, values(row, without=_NEED_KEY))


def _take(
    connection: Connection, connection_id: int, order: VendorOrder, heard: tuple[int, datetime]
) -> None:
    """An order as it was at an event (number 0: as it was answered), unless that is old news."""
    event_id, at = heard
    key = {"connection_id": connection_id, "order_id": order.order_id}
    known = first_in(connection, VendorOrderRow, _ORDER, key)
    row = VendorOrderRow(
        connection_id=connection_id,
        order_id=order.order_id,
        event_id=event_id,
        state="open",
        order=order,
        heard_at=at,
    )
    if known is not None:
        if event_id and event_id <= known.event_id:
            return
        row = msgspec.structs.replace(row, event_id=event_id or known.event_id)
    put(connection, vendor_orders, key, values(row, without=_ORDER_KEY))
