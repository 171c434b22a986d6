"""The round with a vendor: hear what it did, bring Komet in line, tell it where its lines stand.

Every order is worked on by itself: whatever goes wrong with one never stops the others. What is
approved, confirmed or changed in Komet is seen by `vendor_polling`, which opens the order again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from integration.errors import (
    Kept,
    NotMapped,
    PartnerError,
    Stopped,
    Undelivered,
    Unknown,
    Wait,
)
from integration.purchasing import (
    LEAVING,
    MAKING,
    WORKING,
    is_finished,
    is_stale,
    next_attempt,
    plan_making,
    rejected,
    uncovered,
)
from integration.store.errors import Overtaken
from integration.turn import turn
from integration.vendor_making import MAPPING_AGAIN_S, pursue
from integration.vendor_model import (
    APPROVED,
    AXERRIO,
    CANCELLED,
    MAPPING,
    OPEN,
    REJECTED,
    VendorEvent,
    VendorLine,
    VendorOrder,
)
from integration.vendor_rows import VendorLineRow, VendorOrderRow
from integration.vendor_sheets import Later
from integration.vendor_shipping import pursue_leaving, ship_ready
from integration.vendor_taking_back import give_up_rejected, renew, take_group_back
from integration.vendor_telling import tell_lines
from integration.vendor_trade import (
    DONE,
    QUIET,
    Job,
    Trade,
    go_on,
    park,
    postpone,
)
from integration.vendor_trade import OPEN as OPEN_ORDER

EVENTS_AT_ONCE = 100
#: A customer nobody has mapped is looked for again so often: that costs no call.
MAP_AGAIN_S = 60.0


def exchange(trade: Trade) -> int:
    """One round for one vendor; tells how many orders were due.

    Orders let each other go first where they can share a read. A round ends well before its lease
    does; what is left over is due again in the next one.

    Raises:
        PartnerError: if no order could go on; what was done is written down.
    """
    news, connection = _news(trade), trade.connection
    if not news and not trade.store.vendor_orders(connection.id, due=trade.clock.now()):
        return 0
    worked = 0
    with turn(trade.desk, connection) as ours:
        if not ours:
            return 0
        _hear(trade, news)
        rows = trade.store.vendor_orders(connection.id, due=trade.clock.now())
        worked = len(rows)
        _go_through(trade, rows)
    return worked


def _go_through(trade: Trade, rows: list[VendorOrderRow]) -> None:
    """Bring all of them forward; where calls are short, what was begun is still looked at."""
    ends_at = trade.clock.now() + timedelta(seconds=trade.settings.lease_ttl_s / 2)
    short: Kept | None = None
    while rows:
        again = []
        for row in rows:
            try:
                if trade.clock.now() < ends_at and work_on(trade, row):
                    again.append(row)
            except Kept as why:
                short = why
        rows = again
    if short:
        raise short


def _news(trade: Trade) -> list[VendorEvent]:
    known = trade.store.cursor(trade.connection.id)
    return trade.system.vendor_events(trade.connection, known, EVENTS_AT_ONCE)


def _hear(trade: Trade, news: list[VendorEvent]) -> None:
    while news:
        trade.store.take_vendor_events(trade.connection.id, news)
        for event in news:
            if event.order is not None:
                trade.tell(event.order.order_id, f"{event.kind} (event {event.event_id})")
        news = _news(trade) if len(news) == EVENTS_AT_ONCE else []


def work_on(trade: Trade, row: VendorOrderRow) -> bool:
    """Bring one order forward as far as it goes now; whether it lets the others go first.

    Raises:
        PartnerError: Undelivered, Wait and Stopped, which concern every order.
    """
    try:
        go_on(trade, row, *_forward(trade, row))
    except (Later, Overtaken) as why:
        return isinstance(why, Later)
    except (Undelivered, Wait, Stopped):
        raise
    except Unknown as silence:
        postpone(trade, row, silence.reason)
    except NotMapped as unknown:
        park(trade, row, unknown.reason, MAP_AGAIN_S)
    except PartnerError as problem:
        _tell_anyway(trade, row)
        park(trade, row, problem.reason)
    except Exception as defect:  # noqa: BLE001 - one poisonous order never stops the others
        park(trade, row, f"the engine failed on it: {type(defect).__name__}: {defect}")
    return False


def _tell_anyway(trade: Trade, row: VendorOrderRow) -> None:
    """What is known is told, even if a person is needed for the rest."""
    try:
        tell_lines(trade, row.order_id)
    except PartnerError as problem:
        trade.desk.log.info("vendor untold", order=row.order_id, reason=problem.reason)


def _forward(trade: Trade, row: VendorOrderRow) -> tuple[str, datetime | None]:
    """Bring Komet in line and tell; the order's state then, and when to try again.

    Raises:
        PartnerError: as named.
    """
    order = row.order
    _open_lines(trade, order)
    if _overtaken_gone(trade, order):
        _renew_lines(trade, order)
        _plan(trade, order)
        for job in _jobs(trade, order, MAKING):
            pursue(job)
        for known in trade.rows(order.order_id).values():
            if known.state == REJECTED and order.origin == AXERRIO:
                give_up_rejected(trade, known)
    tell_lines(trade, order.order_id)
    ship_ready(trade, row)
    for job in _jobs(trade, order, LEAVING):
        pursue_leaving(trade, job.group)
    tell_lines(trade, order.order_id)
    return _state(trade, order)


def _jobs(trade: Trade, order: VendorOrder, route: str) -> list[Job]:
    return [
        Job(trade, order, group)
        for group in trade.store.groups(trade.connection.id, order.order_id)
        if group.route == route and group.state == WORKING
    ]


def _open_lines(trade: Trade, order: VendorOrder) -> None:
    """A row for each line there was none of yet."""
    rows = trade.rows(order.order_id)
    for line in order.lines:
        if line.line_id not in rows:
            trade.store.save_vendor_line(_row(trade, order, line))


def _row(trade: Trade, order: VendorOrder, line: VendorLine) -> VendorLineRow:
    if line.deleted:
        told = {"state": CANCELLED, "reason": "cancelled", "told": False}
    else:
        told = {"state": OPEN if line.po_item_id is None else APPROVED}
    return VendorLineRow(
        **_place(trade, order),
        connection_id=trade.connection.id,
        order_id=order.order_id,
        line_id=line.line_id,
        revision=line.revision,
        ship_date=order.ship_date,
        po_item_id=line.po_item_id,
        **told,  # type: ignore[arg-type] # fields of the row
    )


def _place(trade: Trade, order: VendorOrder) -> dict[str, Any]:
    """Where a line stands that Komet's people have put into a prebook."""
    for row in trade.store.needs(trade.connection.id) if order.prebook_item_id else ():
        if row.prebook_item_id == order.prebook_item_id:
            return {
                "prebook_id": row.need.prebook_id,
                "prebook_item_id": row.prebook_item_id,
                "prebook_number": row.need.prebook_number,
            }
    return {}


def _overtaken_gone(trade: Trade, order: VendorOrder) -> bool:
    """Whether no group is left that makes what is not wanted any more."""
    stale = [job for job in _jobs(trade, order, MAKING) if is_stale(order, job.group)]
    gone = [take_group_back(job) for job in stale]
    return all(gone)


def _renew_lines(trade: Trade, order: VendorOrder) -> None:
    """Lines that were changed or cancelled since they were made leave Komet first."""
    rows = trade.rows(order.order_id)
    for line in order.lines:
        row = rows.get(line.line_id)
        if row is None:
            continue
        known = row.state == CANCELLED or is_finished(row)
        withdrawn = line.state == CANCELLED and not known
        if line.revision > row.revision or withdrawn:
            renew(trade, row, order, line)


def _plan(trade: Trade, order: VendorOrder) -> None:
    """A group of what is to be made and in none.

    Raises:
        NotMapped: if nobody has said which of the company's customers it is for.
    """
    groups = trade.store.groups(trade.connection.id, order.order_id)
    lines = uncovered(order, trade.rows(order.order_id).values(), groups)
    if order.origin == AXERRIO:
        lines = [line for line in lines if _has_its_box(trade, order, line)]
    if not lines:
        return
    code = order.customer.code
    if order.origin == AXERRIO and code not in trade.connection.customers:
        raise NotMapped(f"which customer in Komet {code} ({order.customer.name}) is")
    attempt = next_attempt(order, groups)
    trade.store.add_group(*plan_making(trade.connection.id, order, lines, attempt))


def _has_its_box(trade: Trade, order: VendorOrder, line: VendorLine) -> bool:
    """Whether the company has the line's box type; else the line alone is refused.

    Komet would refuse the whole prebook for it.
    """
    today = trade.clock.now().date()
    if trade.komet.has_box_type(trade.connection, line.box_type, today):
        return True
    row = trade.rows(order.order_id)[line.line_id]
    trade.store.save_vendor_line(rejected(row, f"the box type {line.box_type} is unknown in Komet"))
    return False


def _state(trade: Trade, order: VendorOrder) -> tuple[str, datetime | None]:
    """Open while something of ours is to do; done when nothing will happen any more.

    What waits for a person to map a product is tried again now and then.
    """
    rows = trade.rows(order.order_id).values()
    groups = trade.store.groups(trade.connection.id, order.order_id)
    unmapped = {row.line_id for row in rows if row.state == MAPPING and row.po_item_id is None}
    begun = unmapped | {row.line_id for row in rows if row.state == OPEN}
    working = {line for one in groups if one.state == WORKING for line in one.line_ids} & begun
    working |= {
        line
        for one in groups
        if one.route == LEAVING and one.state == WORKING
        for line in one.line_ids
    }
    if working - unmapped or not all(row.told for row in rows) or uncovered(order, rows, groups):
        return OPEN_ORDER, None
    if working:
        return QUIET, trade.clock.now() + timedelta(seconds=MAPPING_AGAIN_S)
    return (DONE if all(is_finished(row) for row in rows) else QUIET), None
