"""A prebook of a vendor is read back: where each line stands, once; and what not seeing means.

A Vendor token is not shown every line there is (a ship date and a cost are needed, and yesterday's
are the oldest), so that "not seen" counts only once this connection has been shown lines of its
own at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from integration import steps
from integration.errors import NeedsPerson
from integration.purchasing import MAKING_PART, is_wanted, reference, rejected
from integration.vendor_model import AXERRIO, OPEN
from integration.vendor_ports import Booked
from integration.vendor_rows import VendorLineRow
from integration.vendor_trade import Job

#: The oldest ship date a vendor is shown, before today.
SHOWN_DAYS = 1
REMOVED = "removed in Komet by somebody"


def is_booked(job: Job) -> bool:
    """Whether each line's place in the prebook is known; surplus ones are given up."""
    rows = [row for row in job.rows() if is_wanted(row)]
    if job.order.origin != AXERRIO or all(row.prebook_item_id for row in rows):
        return True
    made = job.trade.store.steps(job.group.id)[0]
    now, settle_s = job.trade.clock.now(), job.trade.settings.settle_s
    if not steps.look_due([made], now, settle_s):
        return False
    booked = _read_back(job)
    for row in rows:
        _keep_place(job, row, booked)
    lacking = [row for row in job.rows() if row.state == OPEN and not row.prebook_item_id]
    seen = () if lacking else (made.found,)
    after = steps.judged(made, seen, now, settle_s)
    if after.state == steps.GONE:
        if not has_sight(job):
            raise unseen(job)
        for row in lacking:
            job.keep(rejected(row, REMOVED))
    job.trade.store.save_step(after)
    return not lacking or after.state == steps.GONE


def _read_back(job: Job) -> Sequence[Booked]:
    """The group's prebooks: among all of their truck date, if other orders want these as well."""
    trade, order = job.trade, job.order
    if trade.sheets.is_alone(order.order_id):
        return find_booked(job)

    def fetch() -> list[Booked]:
        return trade.komet.booked_on(trade.connection, order.truck_date)

    found = trade.sheets.read(order.order_id, ("booked", order.truck_date), fetch)
    mark = reference(job.group, MAKING_PART).lstrip("0")
    return [one for one in found if one.reference == mark] or find_booked(job)


def find_booked(job: Job) -> list[Booked]:
    """The prebooks that carry the group's reference."""
    mark = reference(job.group, MAKING_PART)
    return job.trade.komet.booked(job.trade.connection, mark, job.order.truck_date)


def places(job: Job, booked: Sequence[Booked], line_id: int) -> list[tuple[Booked, int, int]]:
    """Where a line stands: (prebook, line id, boxes), by mark code or else by its place."""
    mark, found = reference(job.group, line_id), []
    for one in booked:
        lines = sorted(one.lines, key=lambda line: line.id)
        if not any(line.reference for line in lines):
            place = job.group.line_ids.index(line_id)
            lines = lines[place : place + 1] if len(lines) == len(job.group.line_ids) else []
        else:
            lines = [line for line in lines if line.reference == mark]
        found += [(one, line.id, line.boxes) for line in lines]
    return found


def _keep_place(job: Job, row: VendorLineRow, booked: Sequence[Booked]) -> None:
    """Keep the oldest place of a line and give up the others; without boxes it was removed."""
    found = places(job, booked, row.line_id)
    live = [place for place in found if place[2]]
    if not live and found:
        job.keep(rejected(row, REMOVED))
    for prebook, item_id, _ in live[1:]:
        job.trade.tell(job.order.order_id, f"line {row.line_id} was booked twice: giving one up")
        job.trade.komet.delete_prebook_line(job.trade.connection, prebook.id, item_id)
    if live:
        prebook, item_id, _ = live[0]
        place = {"prebook_id": prebook.id, "prebook_item_id": item_id}
        kept = msgspec.structs.replace(row, **place, prebook_number=prebook.number)
        job.trade.store.save_vendor_line(kept)


def has_sight(job: Job) -> bool:
    """Whether this token has ever been shown a line of its own, and would be shown this one's day.

    Only then does it mean something that one is not shown.
    """
    oldest = job.trade.clock.now().date() - timedelta(days=SHOWN_DAYS)
    rows = job.trade.store.vendor_lines(job.trade.connection.id)
    return job.order.truck_date >= oldest and any(row.prebook_id for row in rows)


def unseen(job: Job) -> NeedsPerson:
    """That nobody can say whether the group's prebook is in Komet."""
    mark = reference(job.group, MAKING_PART)
    return NeedsPerson(f"whether a prebook {mark} is in Komet is not shown to this token")
