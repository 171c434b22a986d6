"""Getting a group of a vendor's lines into Komet: prebook, read back, purchase orders, a last look.

As everywhere only one call of a group is outstanding, doubt is looked up and asked again only when
it has settled, and nothing counts before it was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from integration import steps
from integration.errors import (
    LineRefused,
    NeedsPerson,
    NotMapped,
    PartnerError,
    Unknown,
)
from integration.purchasing import (
    BOOK,
    BUY,
    MAKING_PART,
    NOTHING,
    PLACED,
    WORKING,
    is_live,
    is_wanted,
    noted,
    reference,
    rejected,
)
from integration.rows import StepRow
from integration.vendor_booking import REMOVED, find_booked, has_sight, is_booked, unseen
from integration.vendor_model import MAPPING, MIXED
from integration.vendor_ports import Bought, NewPrebook, NewPrebookLine, NewPurchaseLine
from integration.vendor_rows import VendorLineRow
from integration.vendor_trade import Job, check_allowance

#: A purchase that waits for a product to be mapped is tried again so often.
MAPPING_AGAIN_S = 600.0


def pursue(job: Job) -> None:
    """Do what can be done for the group now.

    Raises:
        PartnerError: as named; nothing is lost.
    """
    _finish_refusals(job)
    while job.group.state == WORKING and _forward(job):
        groups = job.trade.store.groups(job.group.connection_id, job.group.order_id)
        job = Job(job.trade, job.order, next(one for one in groups if one.id == job.group.id))


def _forward(job: Job) -> bool:
    """One step; False if it must wait, or all is done."""
    todo = [
        one
        for one in job.trade.store.steps(job.group.id)
        if one.state in (steps.PLANNED, *steps.IN_DOUBT)
    ]
    if not todo:
        return _finish(job)
    step = todo[0]
    if step.state in steps.IN_DOUBT:
        return _resolve(job, step)
    if step.kind == BOOK:
        return attempt(job, step)
    if not is_booked(job):
        return False
    if not _parts(job, step):
        job.trade.store.save_step(steps.move(step, "drop", job.trade.clock.now()))
        return True
    if _waits_for_mapping(job, step):
        _note_bought(job)
        return False
    return attempt(job, step)


def _waits_for_mapping(job: Job, step: StepRow) -> bool:
    """Whether it is too early to ask again for what a person has to map first."""
    asked, pause = step.looked_at, timedelta(seconds=MAPPING_AGAIN_S)
    return bool(step.reason) and asked is not None and job.trade.clock.now() - asked < pause


def attempt(job: Job, step: StepRow) -> bool:
    """Write that `step` is being sent, send it, write down what came of it."""
    trade = job.trade
    store, now = trade.store, trade.clock.now
    check_allowance(trade)
    step = store.save_step(steps.move(step, "send", now()))
    trade.sheets.sends(job.order.order_id)
    try:
        found = _send(job, step)
    except LineRefused as refusal:
        return _refused(job, step, refusal)
    except NotMapped as refusal:
        waits = steps.move(step, "bounce", now(), reason=refusal.reason)
        store.save_step(msgspec.structs.replace(waits, looked_at=now()))
        for row in _parts(job, step):
            waiting = msgspec.structs.replace(row, state=MAPPING, reason=refusal.reason)
            if waiting != row:
                job.keep(waiting)
        return True
    except Unknown as doubt:
        store.save_step(steps.move(step, "lose", now()))
        trade.tell(job.order.order_id, f"{step.kind} may have happened: {doubt.reason}")
        return False
    except PartnerError:
        store.save_step(steps.move(step, "bounce", now()))
        raise
    store.save_step(steps.move(step, "confirm", now(), found=found))
    return True


def _send(job: Job, step: StepRow) -> str:
    trade, order = job.trade, job.order
    if step.kind == BOOK:
        return str(trade.komet.book(trade.connection, _prebook(job)))
    lines = [_purchase_line(job, row) for row in _parts(job, step)]
    if step.kind == BUY:
        return trade.komet.buy(trade.connection, order.ship_date, lines)
    return trade.komet.buy_mixed(trade.connection, order.ship_date, lines[0])


def _prebook(job: Job) -> NewPrebook:
    trade, order = job.trade, job.order
    said = [f"PO {order.po_number}" if order.po_number else "", order.comments]
    return NewPrebook(
        reference=reference(job.group, MAKING_PART),
        customer_id=trade.connection.customers[order.customer.code],
        carrier_id=_carrier_id(job),
        truck_date=order.truck_date,
        comments="; ".join(one for one in said if one),
        lines=tuple(
            NewPrebookLine(reference=reference(job.group, line.line_id), line=line)
            for line in job.lines()
        ),
    )


def _carrier_id(job: Job) -> int:
    connection, code = job.trade.connection, job.order.carrier_code
    if not code:
        return connection.carrier_id
    found = job.trade.komet.carrier_id(connection, code, job.trade.clock.now().date())
    if found is None:
        raise NeedsPerson(f"the carrier {code} is none of the company's")
    return found


def _purchase_line(job: Job, row: VendorLineRow) -> NewPurchaseLine:
    line = job.order.line(row.line_id)
    assert line is not None
    return NewPurchaseLine(
        prebook_item_id=row.prebook_item_id or 0,
        boxes=line.packages,
        cost=line.cost,
        reference=reference(job.group, row.line_id),
        parts=line.parts if line.kind == MIXED else (),
    )


def _parts(job: Job, step: StepRow) -> list[VendorLineRow]:
    """The rows a step is about, those that were refused before aside."""
    rows = [row for row in job.rows() if is_wanted(row)]
    if step.kind == BOOK:
        return rows
    if step.kind == BUY:
        solid = {line.line_id for line in job.lines() if line.kind != MIXED}
        return [row for row in rows if row.line_id in solid]
    return [row for row in rows if row.line_id == step.part]


# --- doubts and refusals --------------------------------------------------------------------------


def _resolve(job: Job, step: StepRow) -> bool:
    """Look for a step in doubt; False while the doubt must age."""
    store, now, settle_s = job.trade.store, job.trade.clock.now(), job.trade.settings.settle_s
    if not steps.look_due([step], now, settle_s):
        return False
    after = steps.judged(step, _evidence(job, step), now, settle_s)
    if step.kind == BOOK and after.state == steps.PLANNED and not has_sight(job):
        store.save_step(msgspec.structs.replace(step, looked_at=now))
        raise unseen(job)
    store.save_step(after)
    if after.state == steps.DONE:
        job.trade.tell(job.order.order_id, f"{step.kind} had happened: found as {after.found}")
    elif after.state == steps.PLANNED:
        job.trade.tell(job.order.order_id, f"{step.kind} never happened: it may be sent again")
    return after.state not in steps.IN_DOUBT


def _evidence(job: Job, step: StepRow) -> list[str]:
    if step.kind == BOOK:
        return [str(one.id) for one in find_booked(job)]
    items = {row.prebook_item_id for row in _parts(job, step)}
    return [one.number for one in _bought(job) if one.prebook_item_id in items and is_live(one)]


def _bought(job: Job) -> list[Bought]:
    return job.trade.komet.bought(job.trade.connection, job.group.ship_date)


def _refused(job: Job, step: StepRow, refusal: LineRefused) -> bool:
    """A refusal may be about what was done already: look before it is believed."""
    store, now = job.trade.store, job.trade.clock.now()
    found = _evidence(job, step) if step.kind != BOOK else []
    if found:
        store.save_step(steps.move(step, "find", now, found=found[0]))
        return True
    store.save_step(steps.move(step, "refuse", now, reason=refusal.reason))
    job.trade.tell(job.order.order_id, f"Komet refused {step.kind}: {refusal.reason}")
    _draw_consequences(job, step, refusal.reason)
    return step.kind != BOOK


def _finish_refusals(job: Job) -> None:
    """Draw the consequences of a refusal again: the engine may have died before it had."""
    for step in job.trade.store.steps(job.group.id):
        if step.state == steps.REFUSED and job.group.state == WORKING:
            _draw_consequences(job, step, step.reason)


def _draw_consequences(job: Job, step: StepRow, reason: str) -> None:
    for row in _parts(job, step):
        job.keep(rejected(row, reason))
    if step.kind == BOOK:
        job.save(state=NOTHING)


# --- the last look --------------------------------------------------------------------------------


def _finish(job: Job) -> bool:
    """All calls are behind us: what is bought is noted, line by line; always the last step."""
    if _note_bought(job):
        job.save(state=PLACED)
    return False


def _note_bought(job: Job) -> bool:
    """Note what the calls so far have bought; False while some of it is not seen yet."""
    store, now, settle_s = job.trade.store, job.trade.clock.now(), job.trade.settings.settle_s
    buys = [
        step
        for step in store.steps(job.group.id)
        if step.kind != BOOK and step.state == steps.DONE and _parts(job, step)
    ]
    if not buys:
        return True
    if not steps.look_due(buys, now, settle_s):
        return False
    day = job.group.ship_date
    bought = job.trade.sheets.read(job.order.order_id, ("bought", day), lambda: _bought(job))
    young = False
    for step in buys:
        lacking = [row for row in _parts(job, step) if not _note(job, row, bought)]
        if lacking and not steps.settled(step, now, settle_s):
            store.save_step(msgspec.structs.replace(step, looked_at=now))
            young = True
            continue
        for row in lacking:
            job.keep(rejected(row, REMOVED))
    return not young


def _note(job: Job, row: VendorLineRow, bought: Sequence[Bought]) -> bool:
    """Note what was bought for a line; False if nothing was seen of it."""
    mine = [one for one in bought if one.prebook_item_id == row.prebook_item_id]
    mine.sort(key=lambda one: (not is_live(one), one.po_item_id))
    line = job.order.line(row.line_id)
    if not mine or line is None:
        return False
    seen = msgspec.structs.replace(noted(row, line, mine[0]), seen_at=job.trade.clock.now())
    job.trade.store.save_vendor_line(seen)
    return True
