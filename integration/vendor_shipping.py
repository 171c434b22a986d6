"""Boxes leave: the vendor chose codes, waybill and lot and has labelled every box of a line.

They go to Komet in calls that stay below 64 kB. Where Komet has given a line's boxes codes of its
own - somebody shipped it there, or it takes only so many codes at once - they are changed to those
on the labels. What counts is what Komet shows afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from integration import steps
from integration.errors import (
    LineRefused,
    NeedsPerson,
    NotMapped,
    PartnerError,
    Refused,
    TooManyCodes,
    Unknown,
)
from integration.purchasing import (
    LEAVING,
    LINE_SHIPPED,
    NOTHING,
    PLACED,
    WORKING,
    batches,
    codes_of,
    fits,
    is_live,
    is_ready,
    leaving,
    next_attempt,
    plan_leaving,
)
from integration.rows import GroupRow, StepRow
from integration.vendor_model import MAPPING, SHIPPABLE, SHIPPED, VendorLine, VendorOrder
from integration.vendor_ports import Bought, Leaving
from integration.vendor_rows import VendorLineRow, VendorOrderRow
from integration.vendor_trade import Job, Trade

#: Box codes are changed so many at a time.
RENAMED_AT_ONCE = 500


def ship_ready(trade: Trade, row: VendorOrderRow) -> None:
    """Let leave whatever is labelled and approved, as it stands at the vendor's now.

    Raises:
        PartnerError: as named; nothing is lost.
    """
    if not _ready(trade, row.order):
        return
    order = trade.system.vendor_order(trade.connection, row.order_id)
    groups = trade.store.groups(trade.connection.id, row.order_id)
    for lines in batches(_ready(trade, order)):
        attempt = next_attempt(order, groups)
        group, planned = plan_leaving(trade.connection.id, order, lines, attempt)
        groups.append(trade.store.add_group(group, planned))


def _ready(trade: Trade, order: VendorOrder) -> list[VendorLine]:
    """Lines whose labelled boxes are in no call yet."""
    rows = trade.rows(order.order_id)
    busy = {
        line_id
        for group in trade.store.groups(trade.connection.id, order.order_id)
        if group.route == LEAVING and group.state == WORKING
        for line_id in group.line_ids
    }
    return [
        line
        for line in order.lines
        if is_ready(line)
        and line.line_id not in busy
        and (row := rows.get(line.line_id)) is not None
        and (row.revision, row.state in SHIPPABLE) == (line.revision, True)
        and row.po_item_id is not None
    ]


def pursue_leaving(trade: Trade, group: GroupRow) -> None:
    """Do what can be done for one call now.

    Raises:
        PartnerError: as named; nothing is lost.
    """
    order = trade.system.vendor_order(trade.connection, group.order_id)
    job = Job(trade, order, group)
    (step,) = trade.store.steps(group.id)
    if step.state == steps.PLANNED:
        step = _attempt(job, step)
    if step.state in (*steps.IN_DOUBT, steps.DONE):
        _look(job, step)


def _attempt(job: Job, step: StepRow) -> StepRow:
    """Write that it is being sent, send it, write down what came of it."""
    trade = job.trade
    store, now = trade.store, trade.clock.now
    wanted = [one for one in map(_leaving, _pairs(job)) if one is not None]
    if not wanted:
        job.save(state=NOTHING)
        return store.save_step(steps.move(step, "drop", now(), reason="nothing is to leave"))
    step = store.save_step(steps.move(step, "send", now()))
    try:
        kept = trade.komet.ship(trade.connection, wanted)
    except Unknown as doubt:
        trade.tell(job.order.order_id, f"{step.kind} may have happened: {doubt.reason}")
        return store.save_step(steps.move(step, "lose", now()))
    except PartnerError:
        store.save_step(steps.move(step, "bounce", now()))
        raise
    step = store.save_step(steps.move(step, "confirm", now(), found="answered"))
    _hear(job, wanted, kept)
    return step


def _pairs(job: Job) -> list[tuple[VendorOrder, VendorLine, VendorLineRow]]:
    rows = {row.line_id: row for row in job.rows()}
    return [
        (job.order, line, rows[line.line_id])
        for line in job.lines()
        if line.line_id in rows and rows[line.line_id].state in SHIPPABLE and is_ready(line)
    ]


def _leaving(pair: tuple[VendorOrder, VendorLine, VendorLineRow]) -> Leaving | None:
    order, line, row = pair
    if row.po_item_id is None or line.revision != row.revision:
        return None
    one = leaving(order, line, row.po_item_id)
    return one if fits(one.codes) else msgspec.structs.replace(one, codes=())


def _hear(job: Job, wanted: Sequence[Leaving], kept: Mapping[int, Refused]) -> None:
    """What Komet said about lines that stay.

    Raises:
        NeedsPerson: for a sentence nobody has taught us.
    """
    for one in wanted:
        refusal = kept.get(one.po_item_id)
        if isinstance(refusal, NotMapped):
            row = next(row for row in job.rows() if row.po_item_id == one.po_item_id)
            waits = msgspec.structs.replace(row, state=MAPPING, reason=refusal.reason, told=False)
            job.trade.store.save_vendor_line(waits)
        elif isinstance(refusal, TooManyCodes):
            job.trade.komet.ship(job.trade.connection, [msgspec.structs.replace(one, codes=())])
        elif refusal is not None and not isinstance(refusal, LineRefused):
            raise refusal


# --- what Komet shows afterwards ------------------------------------------------------------------


def _look(job: Job, step: StepRow) -> None:
    """Note what has left; False evidence ages, and what did not leave is ready once more."""
    store, now, settle_s = job.trade.store, job.trade.clock.now(), job.trade.settings.settle_s
    if not steps.look_due([step], now, settle_s):
        return
    bought = job.trade.komet.bought(job.trade.connection, job.group.ship_date)
    left = [row for row in job.rows() if row.state in SHIPPABLE and _has_left(job, row, bought)]
    open_rows = [row for row in job.rows() if row.state in SHIPPABLE and row not in left]
    done = [str(row.po_item_id) for row in left]
    if step.state in steps.IN_DOUBT:
        step = store.save_step(steps.judged(step, done, now, settle_s))
        if step.state in steps.IN_DOUBT or step.state == steps.PLANNED:
            return
    for row in left:
        _note_left(job, row, bought)
    if open_rows and not steps.settled(step, now, settle_s):
        store.save_step(msgspec.structs.replace(step, looked_at=now))
        return
    job.save(state=PLACED)
    _check_stuck(open_rows, bought)


def _check_stuck(rows: Sequence[VendorLineRow], bought: Sequence[Bought]) -> None:
    """Raises NeedsPerson if a line did not leave, and asking again would not help."""
    for row in rows:
        mine = [one for one in bought if one.po_item_id == row.po_item_id and is_live(one)]
        if mine and mine[0].line_status == LINE_SHIPPED:
            codes = ", ".join(mine[0].codes)
            raise NeedsPerson(f"line {row.line_id} left with other boxes than labelled: {codes}")
        if mine:
            raise NeedsPerson(f"Komet does not let line {row.line_id} leave with its boxes")


def _has_left(job: Job, row: VendorLineRow, bought: Sequence[Bought]) -> bool:
    """Whether the line is shipped with the codes on its labels; others are changed to them."""
    line = job.order.line(row.line_id)
    mine = [one for one in bought if one.po_item_id == row.po_item_id]
    if line is None or not mine or mine[0].line_status != LINE_SHIPPED:
        return False
    codes, shown = codes_of(line), mine[0].codes
    if set(codes) == set(shown):
        return True
    return len(codes) == len(shown) and _renamed(job, codes, shown)


def _renamed(job: Job, codes: Sequence[str], shown: Sequence[str]) -> bool:
    """Give boxes that have Komet's codes those on the labels; whether all have them now.

    Raises:
        NeedsPerson: if a code can not be given.
        PartnerError: as named.
    """
    wrong = [code for code in shown if code not in codes]
    right = [code for code in codes if code not in shown]
    pairs = list(zip(wrong, right, strict=True))
    trade = job.trade
    for begin in range(0, len(pairs), RENAMED_AT_ONCE):
        some = pairs[begin : begin + RENAMED_AT_ONCE]
        for code, reason in trade.komet.rename_boxes(trade.connection, some).items():
            raise NeedsPerson(f"a box can not be called {code}: {reason}")
    trade.tell(job.order.order_id, f"{len(pairs)} boxes were given the codes on their labels")
    return True


def _note_left(job: Job, row: VendorLineRow, bought: Sequence[Bought]) -> None:
    """Write down that a line left, and where its other boxes are."""
    line = job.order.line(row.line_id)
    assert line is not None
    codes = codes_of(line)
    known = {one.po_item_id for one in job.trade.rows(row.order_id).values()}
    rest = [
        one.po_item_id
        for one in bought
        if one.prebook_item_id == row.prebook_item_id
        and one.po_item_id not in known
        and one.line_status != LINE_SHIPPED
        and is_live(one)
    ]
    parted = rest and len(codes) < line.to_ship
    shipped = msgspec.structs.replace(
        row,
        state=SHIPPED,
        boxes=len(codes),
        reason="",
        rest_po_item_id=rest[0] if parted else None,
        told=False,
    )
    job.trade.store.save_vendor_line(shipped)
    job.trade.tell(row.order_id, f"line {row.line_id}: {len(codes)} boxes left on {line.awb}")
