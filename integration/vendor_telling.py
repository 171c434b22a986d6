"""The vendor hears where its lines stand in Komet."""

from __future__ import annotations

import msgspec

from integration.errors import LineRefused, NeedsPerson
from integration.vendor_model import (
    APPROVED,
    CANCELLED,
    CONFIRMED,
    OPEN,
    REJECTED,
    SHIPPED,
    Heard,
    LineNews,
)
from integration.vendor_rows import VendorLineRow
from integration.vendor_trade import Trade


def tell_lines(trade: Trade, order_id: int) -> None:
    """Tell every line the vendor does not know the standing of.

    Raises:
        NeedsPerson: if the vendor's system will not have it.
        PartnerError: as named; what was heard is written down.
    """
    for row in trade.rows(order_id).values():
        if not row.told and row.state != OPEN:
            heard = _told(trade, row)
            if heard.rest_line_id is not None and row.rest_po_item_id is not None:
                _keep_rest(trade, row, heard.rest_line_id)
            trade.store.save_vendor_line(msgspec.structs.replace(row, told=True))
            trade.tell(order_id, f"line {row.line_id}: told {row.state} {row.reason}".rstrip())


def _told(trade: Trade, row: VendorLineRow) -> Heard:
    news = news_of(row)
    try:
        return trade.system.tell(trade.connection, news)
    except LineRefused as refusal:
        if row.state != SHIPPED:
            raise NeedsPerson(refusal.reason, refusal.method) from refusal
    # It left before the vendor's last change was heard: one word after the other.
    first = msgspec.structs.replace(news, state=CONFIRMED, rest_po_item_id=None)
    trade.system.tell(trade.connection, first)
    return trade.system.tell(trade.connection, news)


def news_of(row: VendorLineRow) -> LineNews:
    """What is told of a row; of a line that ended nothing but why."""
    ended = row.state in (REJECTED, CANCELLED)
    return LineNews(
        order_id=row.order_id,
        line_id=row.line_id,
        revision=row.revision,
        state=row.state,
        prebook=row.prebook_number,
        purchase_order=row.po_number,
        po_item_id=row.po_item_id,
        rest_po_item_id=row.rest_po_item_id,
        boxes=None if ended else row.boxes,
        cost=None if ended else row.cost,
        reason=row.reason,
    )


def _keep_rest(trade: Trade, row: VendorLineRow, rest_line_id: int) -> None:
    """Boxes that stayed behind are a line of their own from now on."""
    if rest_line_id in trade.rows(row.order_id):
        return
    rest = msgspec.structs.replace(
        row,
        line_id=rest_line_id,
        state=APPROVED,
        po_item_id=row.rest_po_item_id,
        rest_po_item_id=None,
        boxes=None,
        reason="",
        told=True,
        seen_at=trade.clock.now(),
    )
    trade.store.save_vendor_line(rest)
    order = trade.system.vendor_order(trade.connection, row.order_id)
    trade.store.take_vendor_order(trade.connection.id, order, trade.clock.now())
