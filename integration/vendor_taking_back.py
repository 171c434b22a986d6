"""Taking a vendor's lines back out of Komet: off the purchase order, then out of the prebook.

No method changes a line, so every change begins here too. Deleting twice does no harm: what is
gone already is refused as unknown. What is confirmed or shipped stays, and the vendor is told.
"""

from __future__ import annotations

from typing import Any

import msgspec

from integration import steps
from integration.errors import LineRefused
from integration.purchasing import (
    BACK,
    BOOK,
    BUY,
    BUY_MIXED,
    KEPT,
    LINE_SHIPPED,
    codes_of,
    is_live,
    noted,
)
from integration.rows import StepRow
from integration.vendor_booking import find_booked, has_sight, places, unseen
from integration.vendor_model import (
    AXERRIO,
    CANCELLED,
    FINAL,
    OPEN,
    SHIPPED,
    VendorLine,
    VendorOrder,
)
from integration.vendor_ports import Bought
from integration.vendor_rows import VendorLineRow
from integration.vendor_trade import Job, Trade

#: A row of which nothing stands in a prebook, or on a purchase order. Its last prebook's id stays:
#: that this token was once shown one is what makes not seeing one mean something.
NO_PLACE: dict[str, Any] = {"prebook_item_id": None, "prebook_number": ""}
NO_PURCHASE: dict[str, Any] = {"po_item_id": None, "po_number": "", "boxes": None, "cost": None}


def renew(trade: Trade, row: VendorLineRow, order: VendorOrder, line: VendorLine) -> VendorLineRow:
    """Bring a line that was changed or cancelled out of Komet; the row as it stands then.

    Args:
        trade: the connection at work.
        row: how the line stands at its old revision.
        order: as the vendor wants it now.
        line: the line in it.

    Raises:
        PartnerError: as named; what was deleted is written down.
    """
    kept = _off_the_order(trade, row)
    if kept is not None:
        return _refusal(trade, row, line, kept)
    row = _saved(trade, row, po_item_id=None, po_number="", boxes=None, cost=None)
    if order.origin == AXERRIO and row.prebook_item_id is not None:
        _out_of_the_prebook(trade, row)
        row = _saved(trade, row, **NO_PLACE)
    fresh: dict[str, Any] = {
        "revision": line.revision,
        "ship_date": order.ship_date,
        "seen_at": None,
        "rest_po_item_id": None,
    }
    if line.deleted:
        trade.tell(row.order_id, f"line {row.line_id} is out of Komet")
        return _saved(trade, row, **fresh, state=CANCELLED, reason="cancelled", told=False)
    trade.tell(row.order_id, f"line {row.line_id} was changed: it is made anew")
    return _saved(trade, row, **fresh, state=OPEN, reason="", told=True)


def _off_the_order(trade: Trade, row: VendorLineRow) -> Bought | None:
    """Take the line off its purchase order; the line as it stands if Komet keeps it.

    Raises:
        LineRefused: if Komet keeps it, and does not show it.
    """
    if row.po_item_id is None:
        return None
    try:
        trade.komet.delete_purchase(trade.connection, row.po_item_id)
    except LineRefused as refusal:
        bought = trade.komet.bought(trade.connection, row.ship_date)
        mine = [one for one in bought if one.po_item_id == row.po_item_id]
        if mine and is_live(mine[0]):
            return mine[0]
        if not mine and "does not exist" not in refusal.reason:
            raise
    return None


def _out_of_the_prebook(trade: Trade, row: VendorLineRow) -> None:
    assert row.prebook_id is not None and row.prebook_item_id is not None
    try:
        trade.komet.delete_prebook_line(trade.connection, row.prebook_id, row.prebook_item_id)
    except LineRefused as refusal:
        if "does not exist" not in refusal.reason:
            raise


def _refusal(trade: Trade, row: VendorLineRow, line: VendorLine, kept: Bought) -> VendorLineRow:
    """Komet holds on to the line: the vendor hears where it stands, and why it stays so.

    Boxes that left under other codes than those on labels are still to be labelled.
    """
    stands = noted(row, line, kept)
    if kept.line_status == LINE_SHIPPED and set(kept.codes) == set(codes_of(line)):
        stands = msgspec.structs.replace(stands, state=SHIPPED)
    reason = f"{KEPT}: the line is {kept.line_status.lower()}"
    trade.tell(row.order_id, f"line {row.line_id} can not be changed: {reason}")
    return _saved(trade, stands, revision=line.revision, reason=reason, told=False)


def give_up_rejected(trade: Trade, row: VendorLineRow) -> VendorLineRow:
    """A line that will not be bought leaves the prebook too: nobody shall buy it elsewhere."""
    if row.prebook_item_id is None:
        return row
    _out_of_the_prebook(trade, row)
    return _saved(trade, row, prebook_item_id=None)


def take_group_back(job: Job) -> bool:
    """Take out whatever came of a group that was overtaken while it was made; whether all is out.

    Raises:
        NeedsPerson: if this token is not shown what may have come of it.
        PartnerError: as named; nothing is lost.
    """
    if not _doubts_settled(job):
        return False
    kinds = {one.kind for one in _made(job)}
    if BOOK in kinds and not find_booked(job) and not has_sight(job):
        raise unseen(job)
    kept = _delete_bought(job) if kinds & {BUY, BUY_MIXED} else set[int]()
    if BOOK in kinds:
        _delete_booked(job, kept)
    for row in job.rows():
        if row.state not in FINAL and row.prebook_item_id not in kept:
            place = NO_PLACE if job.order.origin == AXERRIO else {}
            _saved(job.trade, row, **place, **NO_PURCHASE, state=OPEN, reason="", told=True)
    job.save(state=BACK)
    return True


def _made(job: Job) -> list[StepRow]:
    """The steps something may have come of."""
    never = (steps.PLANNED, steps.REFUSED, steps.DROPPED)
    return [one for one in job.trade.store.steps(job.group.id) if one.state not in never]


def _doubts_settled(job: Job) -> bool:
    now, settle_s = job.trade.clock.now(), job.trade.settings.settle_s
    return all(steps.settled(one, now, settle_s) for one in _made(job) if one.state != steps.GONE)


def _delete_bought(job: Job) -> set[int]:
    """Take what was bought off its orders; the prebook lines Komet keeps something for."""
    trade, kept = job.trade, set[int]()
    rows = {row.prebook_item_id: row for row in job.rows() if row.prebook_item_id is not None}
    for one in trade.komet.bought(trade.connection, job.group.ship_date):
        row = rows.get(one.prebook_item_id or 0)
        if row is None or not is_live(one):
            continue
        try:
            trade.komet.delete_purchase(trade.connection, one.po_item_id)
        except LineRefused:
            kept.add(one.prebook_item_id or 0)
            _saved(trade, row, po_item_id=one.po_item_id, po_number=one.number)
    return kept


def _delete_booked(job: Job, kept: set[int]) -> None:
    booked = find_booked(job)
    for line_id in job.group.line_ids:
        for prebook, item_id, boxes in places(job, booked, line_id):
            if boxes and item_id not in kept:
                job.trade.komet.delete_prebook_line(job.trade.connection, prebook.id, item_id)


def _saved(trade: Trade, row: VendorLineRow, **changes: Any) -> VendorLineRow:
    row = msgspec.structs.replace(row, **changes)
    trade.store.save_vendor_line(row)
    return row
