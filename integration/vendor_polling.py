"""What became of purchase orders in Komet: read at a planned cadence, only days with open lines.

Komet tells nobody anything, and answers one ship date per call. What is seen to have moved opens
its order again, whose next round tells the vendor. A line that is not there any more counts as
taken off only when it was first seen longer ago than a read may lag.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from integration.allowance import calls_of, day_of, family_of, kept_for_florists
from integration.model import VENDOR, Connection
from integration.ports import Clock
from integration.purchasing import LINE_SHIPPED, is_live, noted, rejected
from integration.settings import Settings
from integration.store_port import Store
from integration.turn import turn
from integration.vendor_model import FINAL, SHIPPABLE
from integration.vendor_needs import read_needs
from integration.vendor_ports import Bought, VendorStore
from integration.vendor_rows import VendorLineRow, VendorOrderRow
from integration.vendor_trade import OPEN, Trade

#: What a poll calls; all of it counts against the vendors' part of the allowance.
POLLS = ("purchase.order.list", "prebook.details.list")
SHARE = 2
MINUTE_S = 60


def poll(trade: Trade) -> int:
    """Look once at what is wanted of the vendor and at every open line; how many have moved.

    Raises:
        PartnerError: as named; what was seen is written down.
    """
    with turn(trade.desk, trade.connection) as ours:
        if not ours:
            return 0
        moved = read_needs(trade)
        for day in open_days(trade.store, trade.connection):
            bought = trade.komet.bought(trade.connection, day)
            moved += sum(_note(trade, row, bought) for row in _open_rows(trade, day))
        return moved


def open_days(store: VendorStore, connection: Connection) -> list[date]:
    """The ship dates on which a line waits for something in Komet."""
    return sorted({row.ship_date for row in store.vendor_lines(connection.id) if _is_open(row)})


def _is_open(row: VendorLineRow) -> bool:
    return row.po_item_id is not None and row.state not in FINAL


def _open_rows(trade: Trade, day: date) -> list[VendorLineRow]:
    rows = trade.store.vendor_lines(trade.connection.id)
    return [row for row in rows if row.ship_date == day and _is_open(row)]


def _note(trade: Trade, row: VendorLineRow, bought: Sequence[Bought]) -> bool:
    """Note where a line stands; whether that is news."""
    (order,) = trade.store.vendor_orders(trade.connection.id, order_id=row.order_id)
    line = order.order.line(row.line_id)
    if line is None or line.revision != row.revision:
        return False
    mine = [one for one in bought if one.po_item_id == row.po_item_id]
    if not mine:
        seen = _absent(trade, row)
    elif mine[0].line_status == LINE_SHIPPED and is_live(mine[0]) and row.state in SHIPPABLE:
        seen = row
    else:
        seen = noted(row, line, mine[0])
    if seen == row:
        return False
    # Opened first: an engine that dies in between leaves the news for the next look.
    _open_again(trade, order)
    trade.store.save_vendor_line(seen)
    return True


def _absent(trade: Trade, row: VendorLineRow) -> VendorLineRow:
    settle = timedelta(seconds=trade.settings.settle_s)
    if row.seen_at is not None and trade.clock.now() - row.seen_at < settle:
        return row
    said = f"taken off purchase order {row.po_number} in Komet"
    return msgspec.structs.replace(rejected(row, said), po_item_id=None)


def _open_again(trade: Trade, row: VendorOrderRow) -> None:
    if row.state not in (OPEN, "parked"):
        changed = msgspec.structs.replace(row, state=OPEN, retry_at=None, tries=0)
        trade.store.save_vendor_order(changed)


# --- the cadence ----------------------------------------------------------------------------------


def cadence_s(
    store: Store, connection: Connection, settings: Settings, clock: Clock, calls: int
) -> int:
    """Seconds between two polls of `calls` calls, so that their part of the allowance lasts.

    Vendors' connections of a company share half of what it has at most; that half is kept from
    the inventory's cycles.
    """
    day = day_of(clock.now(), settings)
    family = family_of(store, connection.company_id)
    allowance = calls_of(family) or 0
    vendors = [one for one in family if one.partner == VENDOR]
    counted = store.calls(connection.company_id, day.name)
    part = min(settings.vendor_calls_per_day * len(vendors), allowance // SHARE)
    polled = sum(counted.get(name, 0) for name in POLLS)
    kept = kept_for_florists(family, settings, clock.now())
    left = min(part - polled, allowance - sum(counted.values()) - kept)
    polls = left // (calls * len(vendors))
    if polls < 1:
        return max(int(day.left_s(clock.now())), settings.interval_s)
    steady = max(settings.interval_s, day.left_s(clock.now()) / polls)
    return int(-(-steady // MINUTE_S) * MINUTE_S) if steady > settings.interval_s else int(steady)
