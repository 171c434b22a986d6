"""One vendor's connection at work, and what becomes of an order that can not go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from integration.allowance import family_of, kept_for_florists, left_today
from integration.desk import Desk
from integration.errors import Kept, NeedsPerson
from integration.model import Connection
from integration.ports import Clock
from integration.rows import Alarm, GroupRow, Told
from integration.settings import Settings
from integration.steps import LOOK_AGAIN_S
from integration.trouble import RETRY_FIRST_S, RETRY_LONGEST_S
from integration.vendor_model import VendorLine, VendorOrder
from integration.vendor_ports import Purchases, VendorStore, VendorSystem
from integration.vendor_rows import VendorLineRow, VendorOrderRow
from integration.vendor_sheets import Sheets

OPEN, PARKED, QUIET, DONE = "open", "parked", "waiting", "done"


@dataclass(frozen=True)
class Trade:
    """What one round of the exchange with one vendor works with."""

    desk: Desk
    store: VendorStore
    komet: Purchases
    system: VendorSystem
    connection: Connection
    sheets: Sheets = field(default_factory=Sheets)

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        return self.desk.clock

    @property
    def settings(self) -> Settings:
        """The engine's."""
        return self.desk.settings

    def rows(self, order_id: int) -> dict[int, VendorLineRow]:
        """Where the lines of an order stand, by their number."""
        return {row.line_id: row for row in self.store.vendor_lines(self.connection.id, order_id)}

    def tell(self, order_id: int, text: str) -> None:
        """Add a sentence to the order's story, and a line to the log."""
        told = Told(at=self.clock.now(), subject=f"order {order_id}", text=text)
        self.store.tell(self.connection.id, told)
        self.desk.log.info("vendor order", order=order_id, connection=self.connection.id, what=text)


def trade(desk: Desk, connection: Connection) -> Trade:
    """The trade of a vendor's connection.

    Raises:
        NeedsPerson: if this engine was built without a way to vendors.
    """
    side = desk.vendor_side
    if side is None:
        raise NeedsPerson("this engine has no way to vendors")
    return Trade(desk, desk.store, side.komet, side.system, connection)


@dataclass(frozen=True)
class Job:
    """One group of one vendor order on its way."""

    trade: Trade
    order: VendorOrder
    group: GroupRow

    def lines(self) -> list[VendorLine]:
        """The group's lines."""
        return [line for line in self.order.lines if line.line_id in self.group.line_ids]

    def rows(self) -> list[VendorLineRow]:
        """Where they stand."""
        rows = self.trade.rows(self.order.order_id)
        return [rows[line_id] for line_id in self.group.line_ids if line_id in rows]

    def keep(self, row: VendorLineRow) -> None:
        """Write a row that the vendor must hear of."""
        self.trade.store.save_vendor_line(msgspec.structs.replace(row, told=False))

    def save(self, **changes: object) -> Job:
        """The job with its group changed and written."""
        group = self.trade.store.save_group(msgspec.structs.replace(self.group, **changes))
        return Job(self.trade, self.order, group)


def check_allowance(trade: Trade) -> None:
    """Leave the company's florists the calls that their orders will need for the rest of the day.

    Raises:
        Kept: if no others are left.
    """
    now, connection = trade.clock.now(), trade.connection
    family = family_of(trade.store, connection.company_id)
    kept = kept_for_florists(family, trade.settings, now)
    if kept and left_today(trade.store, family, trade.settings, now) <= kept:
        raise Kept(f"the last {kept} calls of today's allowance are kept for the marketplace")


def park(trade: Trade, row: VendorOrderRow, reason: str, again_s: float = 0) -> None:
    """The order waits for a person, and is tried again at growing intervals or as often as said."""
    now = trade.clock.now()
    pause_s = again_s or min(RETRY_FIRST_S * 2**row.tries, RETRY_LONGEST_S)
    _save(trade, row, state=PARKED, tries=row.tries + 1, retry_at=now + timedelta(seconds=pause_s))
    subject = f"order {row.order_id}"
    reasons = [
        one.reason
        for one in trade.store.alarms()
        if (one.connection_id, one.subject) == (row.connection_id, subject)
    ]
    if reason in reasons:
        return
    if reasons:
        trade.store.resolve_alarms(row.connection_id, subject, now)
    trade.store.raise_alarm(
        Alarm(
            id=0,
            connection_id=row.connection_id,
            subject=subject,
            reason=reason,
            remedy=f"mend it, then: floralab retry {row.order_id}",
            since=now,
        )
    )
    trade.tell(row.order_id, f"needs a person: {reason}")


def postpone(trade: Trade, row: VendorOrderRow, reason: str) -> None:
    """A partner gave no answer about this order: ask again later and later."""
    pause_s = min(LOOK_AGAIN_S * 2**row.tries, RETRY_FIRST_S)
    again_at = trade.clock.now() + timedelta(seconds=pause_s)
    _save(trade, row, tries=row.tries + 1, retry_at=again_at)
    trade.desk.log.info("vendor order waits", order=row.order_id, reason=reason, s=pause_s)


def go_on(trade: Trade, row: VendorOrderRow, state: str, again_at: datetime | None) -> None:
    """The order went on, and is `state` now; what it was parked or postponed for is gone."""
    if row.state == PARKED or row.tries:
        now = trade.clock.now()
        trade.store.resolve_alarms(row.connection_id, f"order {row.order_id}", now)
    if (row.state, row.retry_at, row.tries) != (state, again_at, 0):
        _save(trade, row, state=state, retry_at=again_at, tries=0)


def _save(trade: Trade, row: VendorOrderRow, **changes: object) -> None:
    trade.store.save_vendor_order(msgspec.structs.replace(row, **changes))
