"""Prebooks made in Komet for this vendor: read, handed to the vendor's system, followed.

They are read by what was changed since the last look, with an overlap for clocks and late reads,
and once an hour all of them: only a whole read shows what is not there any more. Komet shows a
vendor no line that ships before yesterday, so that after a longer outage some were never seen; then
a person is told which days to look at.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from integration.errors import Refused, Stopped, Wait
from integration.model import Reference
from integration.rows import Alarm, StreamRow
from integration.vendor_model import Need
from integration.vendor_rows import NeedRow
from integration.vendor_trade import Trade

#: Streams whose rows remember when needs were last read: what changed, and all of them.
CHANGED, WHOLE = "needs changed", "needs whole"
OVERLAP, WHOLE_EVERY = timedelta(minutes=15), timedelta(hours=1)
SHOWN = timedelta(days=1)
HIDDEN = "hidden prebook lines"
#: How far ahead is looked; Komet takes six months.
AHEAD = timedelta(days=170)
#: What of a need matters to the vendor; other words about it may change without a new order.
MATTERS = (
    *("boxes", "bunches", "stems_bunch", "unit_type", "box_type", "cost", "ship_date", "parts"),
)


def read_needs(trade: Trade) -> int:
    """Read what Komet's people want of this vendor and hand it on; how many were news.

    Raises:
        PartnerError: as named; what was read is written down.
    """
    now = trade.clock.now()
    changed, whole = _stream(trade, CHANGED), _stream(trade, WHOLE)
    all_of_them = whole.last_ok_at is None or now - whole.last_ok_at >= WHOLE_EVERY
    since = None if all_of_them or changed.last_ok_at is None else changed.last_ok_at - OVERLAP
    first = now.date() - SHOWN
    found = trade.komet.needs(trade.connection, first, now.date() + AHEAD, since)
    known = {row.prebook_item_id: row for row in trade.store.needs(trade.connection.id)}
    for need in found:
        if not _is_ours(trade, need):
            _note(trade, known.get(need.prebook_item_id), need)
    if since is None:
        _note_absent(trade, known.values(), {need.prebook_item_id for need in found})
        _save(trade, whole)
    _warn(trade, changed, first)
    _save(trade, changed)
    untold = [row for row in trade.store.needs(trade.connection.id) if not row.told]
    for row in untold:
        _hand_on(trade, row)
    return len(untold)


def _stream(trade: Trade, name: str) -> StreamRow:
    return trade.store.stream(trade.connection.id, name)


def _save(trade: Trade, stream: StreamRow) -> None:
    now = trade.clock.now()
    trade.store.save_stream(msgspec.structs.replace(stream, last_ok_at=now, last_try_at=now))


def _is_ours(trade: Trade, need: Need) -> bool:
    """Whether the line was made by this engine, of a sales order of the vendor's."""
    marks = (Reference.read(need.mark_code), Reference.read(need.customer_po))
    return any(one is not None and one.connection == trade.connection.id for one in marks)


def _note(trade: Trade, row: NeedRow | None, need: Need) -> None:
    """Write down what is news about a line."""
    if row is None:
        if need.boxes:
            _keep(trade, need, 0)
    elif not need.boxes:
        if not row.gone:
            _gone(trade, row)
    elif row.gone or not same(row.need, need):
        _keep(trade, need, row.revision + 1, row.order_id)


def _keep(trade: Trade, need: Need, revision: int, order_id: int = 0) -> None:
    trade.store.save_need(
        NeedRow(
            connection_id=trade.connection.id,
            prebook_item_id=need.prebook_item_id,
            revision=revision,
            need=need,
            order_id=order_id,
            seen_at=trade.clock.now(),
        )
    )


def same(old: Need, new: Need) -> bool:
    """Whether two readings of a line want the same; mapping an unknown product is no change."""
    mapped = old.product_id in (None, new.product_id)
    return mapped and all(getattr(old, name) == getattr(new, name) for name in MATTERS)


def _note_absent(trade: Trade, rows: Iterable[NeedRow], found: set[int]) -> None:
    """What a whole read did not show is gone, unless it is hidden or too young to be shown."""
    now, settle = trade.clock.now(), timedelta(seconds=trade.settings.settle_s)
    for row in rows:
        if row.prebook_item_id in found or row.gone:
            continue
        if row.need.ship_date >= now.date() - SHOWN and now - row.seen_at >= settle:
            _gone(trade, row)


def _gone(trade: Trade, row: NeedRow) -> None:
    changes = {"revision": row.revision + 1, "gone": True, "told": False}
    reason = f"taken out of prebook {row.need.prebook_number} in Komet"
    trade.store.save_need(msgspec.structs.replace(row, **changes, reason=reason))


def _hand_on(trade: Trade, row: NeedRow) -> None:
    """Let the vendor's system have it; what it refuses needs a person.

    Raises:
        PartnerError: as named; it is handed on again.
    """
    connection, order = trade.connection, None
    try:
        if not row.gone:
            order = trade.system.purchase(connection, row.need, row.revision)
        elif row.order_id:
            item = row.prebook_item_id
            order = trade.system.withdraw(connection, item, row.revision, row.reason)
    except (Stopped, Wait):
        raise
    except Refused as refusal:
        _raise(trade, f"prebook line {row.prebook_item_id}", refusal.reason, "tell the vendor")
        trade.store.save_need(msgspec.structs.replace(row, told=True, reason=refusal.reason))
        return
    if order is not None:
        trade.store.take_vendor_order(connection.id, order, trade.clock.now())
        word = "withdrawn" if row.gone else "asked for"
        said = f"{word} in Komet: prebook {row.need.prebook_number}, line {row.prebook_item_id}"
        trade.tell(order.order_id, said)
    number = order.order_id if order else 0
    trade.store.save_need(msgspec.structs.replace(row, told=True, order_id=number))


def _warn(trade: Trade, changed: StreamRow, first: date) -> None:
    """Say for a day which lines nobody can have been shown since the last look."""
    now, last = trade.clock.now(), changed.last_ok_at
    if last is None:
        return
    if now - last <= SHOWN:
        for one in trade.store.alarms():
            mine = (one.connection_id, one.subject) == (trade.connection.id, HIDDEN)
            if mine and now - one.since > SHOWN:
                trade.store.resolve_alarms(trade.connection.id, HIDDEN, now)
        return
    said = f"prebook lines made after {last:%Y-%m-%d %H:%M} that ship before {first} are not shown"
    _raise(trade, HIDDEN, said, "look for them in Komet, and tell the vendor")


def _raise(trade: Trade, subject: str, reason: str, remedy: str) -> None:
    alarm = Alarm(
        id=0,
        connection_id=trade.connection.id,
        subject=subject,
        reason=reason,
        remedy=remedy,
        since=trade.clock.now(),
    )
    trade.store.raise_alarm(alarm)
