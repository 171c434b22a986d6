"""Getting one group into Komet: its steps one after the other, a look before it counts as placed.

Only one call of a group is ever outstanding. Whatever is in doubt is looked for and never asked
again before it has settled. Before a web order is checked out, and before an invoice or prebook
counts as placed, everything is looked at once more: a call that was carried out twice answers
like one that was carried out once, and only the look tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from integration import routes, steps
from integration.errors import LineRefused, PartnerError, Undelivered, Unknown
from integration.lines import accept, current, falls, refuse, tell
from integration.model import OrderLine
from integration.orders import (
    AWAITING,
    INVOICE,
    NOTHING,
    PLACED,
    UPDATE_SEQ,
    WEB_ORDER,
    WORKING,
)
from integration.routes import Job
from integration.rows import GroupRow, StepRow
from integration.verifying import LAPSED, overdue, rebuild, verified

#: A checkout that people do is looked for after this share of the time it has been waited for.
AWAIT_SHARE = 0.25
AWAIT_SOONEST_S, AWAIT_LATEST_S = 600.0, 7200.0

#: How a refused invoice names the line: by its place in the call, or by its inventory.
_PLACE = re.compile(r"\bitem (\d+):", re.IGNORECASE)
_ITEM = re.compile(r"\bitem (\d+)\b(?!:)", re.IGNORECASE)


def pursue(job: Job) -> GroupRow:
    """Do what can be done for the group now; the row as it stands afterwards.

    Raises:
        PartnerError: Undelivered, Wait and Stopped end the round, NeedsPerson parks the order,
            Unknown means that a look failed; in each case nothing is lost.
    """
    _finish_refusals(job)
    job = job.on(current(job))
    while _to_be_placed(job) and not falls(job):
        todo = [one for one in job.desk.store.steps(job.group.id) if _unfinished(one)]
        going_on = _advance(job, todo[0]) if todo else _finish(job)
        job = job.on(current(job))
        if not going_on:
            break
    return job.group


def _to_be_placed(job: Job) -> bool:
    return job.group.wish == "placed" and job.group.state in (WORKING, AWAITING)


def _finish_refusals(job: Job) -> None:
    """Draw the consequences of a refusal again: the engine may have died before it had."""
    for step in job.desk.store.steps(job.group.id):
        if step.state == steps.REFUSED:
            _refused(job, step, step.reason)


def _unfinished(step: StepRow) -> bool:
    return step.state in (steps.PLANNED, *steps.IN_DOUBT) and step.seq < UPDATE_SEQ


def _advance(job: Job, step: StepRow) -> bool:
    """One step forward; False if it must wait."""
    if step.state in steps.IN_DOUBT:
        return _resolve(job, step)
    if step.kind == "web_order.check_out":
        return _check_out(job, step)
    # A line for an order that was closed may open another one: look before, where it may be.
    return not _lapsed(job) and attempt(job, step)


def _lapsed(job: Job) -> bool:
    """Whether the shop's timer has taken the web order; then it will be made anew."""
    if not overdue(job) or routes.live(routes.find(job)):
        return False
    rebuild(job, LAPSED)
    return True


def attempt(job: Job, step: StepRow) -> bool:
    """Write that `step` is being sent, send it, write down what came of it."""
    store, now = job.desk.store, job.desk.clock.now
    step = store.save_step(steps.move(step, "send", now()))
    try:
        made = routes.send(job, step)
    except LineRefused as refusal:
        store.save_step(steps.move(step, "refuse", now(), reason=refusal.reason))
        tell(job, f"Komet refused {step.kind} {step.reference}: {refusal.reason}")
        _refused(job, step, refusal.reason)
        return True
    except Unknown as doubt:
        store.save_step(steps.move(step, "lose", now()))
        tell(job, f"{step.kind} {step.reference} may have happened: {doubt.reason}")
        job.desk.log.info("order.doubted", order=job.order.order_id, step=step.kind)
        return False
    except PartnerError as problem:
        store.save_step(steps.move(step, "bounce", now()))
        if not isinstance(problem, Undelivered):
            tell(job, f"{step.kind} {step.reference} waits: {problem.reason}")
        raise
    _note(job, made)
    store.save_step(steps.move(step, "confirm", now(), found=str(made.id or made.number)))
    return True


def _note(job: Job, made: routes.Made) -> None:
    """Keep the ids of what was made with the group, before the step says done."""
    if made.id is None and not made.number:
        return
    group = msgspec.structs.replace(
        job.group,
        komet_id=made.id if made.id is not None else job.group.komet_id,
        komet_number=made.number or job.group.komet_number,
    )
    job.desk.store.save_group(group)


def _resolve(job: Job, step: StepRow) -> bool:
    """Look for a step in doubt; False while the doubt must age."""
    desk = job.desk
    now, settle_s = desk.clock.now(), desk.settings.settle_s
    if step.kind == "web_order.create":
        # It can't be looked up, and an empty web order holds no stock: making another is harmless.
        desk.store.save_step(steps.move(step, "settle", now))
        return True
    if not steps.look_due([step], now, settle_s):
        return False
    placed = routes.find(job)
    ids = routes.evidence(job, step, placed)
    after = steps.judged(step, ids, now, settle_s)
    if after.state == steps.DONE and step.kind.endswith(".create"):
        made = next(one for one in placed if str(one.id) == after.found)
        _note(job, routes.Made(made.id, made.number))
    desk.store.save_step(after)
    if after.state == steps.DONE:
        tell(job, f"{step.kind} {step.reference} had happened: found as {after.found}")
    elif after.state == steps.PLANNED:
        tell(job, f"{step.kind} {step.reference} never happened: it may be sent again")
    return after.state not in steps.IN_DOUBT


def _check_out(job: Job, step: StepRow) -> bool:
    store, now = job.desk.store, job.desk.clock.now()
    if not _done_lines(job):
        store.save_step(steps.move(step, "drop", now, reason="no line was taken"))
        return True
    if not job.connection.user_token and not _await_due(step, job):
        return False
    placed = verified(job)
    if placed is None:
        return False
    ids = routes.evidence(job, step, placed)
    if ids:
        store.save_step(steps.move(step, "find", now, found=ids[0]))
        return True
    if job.connection.user_token:
        return attempt(job, step)
    store.save_step(msgspec.structs.replace(step, looked_at=now))
    group = current(job)
    if group.state != AWAITING:
        tell(job, f"{_number(job.on(group))} awaits its checkout in Komet")
        store.save_group(msgspec.structs.replace(group, state=AWAITING))
    return False


def _await_due(step: StepRow, job: Job) -> bool:
    if step.looked_at is None:
        return True
    begun = max(one.since or step.looked_at for one in _done_lines(job))
    pause_s = (step.looked_at - begun).total_seconds() * AWAIT_SHARE
    pause_s = min(max(pause_s, AWAIT_SOONEST_S), AWAIT_LATEST_S)
    return (job.desk.clock.now() - step.looked_at).total_seconds() >= pause_s


def _done_lines(job: Job) -> list[StepRow]:
    """The steps whose lines stand in Komet, as far as we know."""
    return [
        one
        for one in job.desk.store.steps(job.group.id)
        if one.state == steps.DONE and one.kind in ("web_order.add", "prebook.add")
    ]


def _finish(job: Job) -> bool:
    """All steps are behind us: the group is placed, or nothing came of it."""
    store, group = job.desk.store, job.group
    if group.route != INVOICE and not _done_lines(job):
        if group.komet_id is None:
            store.save_group(msgspec.structs.replace(group, state=NOTHING))
        else:
            store.save_group(msgspec.structs.replace(group, wish="gone"))
        return False
    if group.route != WEB_ORDER and verified(job) is None:
        return False
    job = job.on(current(job))
    number = _number(job)
    for line_id in _taken(job):
        accept(job, line_id, number)
    store.save_group(msgspec.structs.replace(job.group, state=PLACED, komet_number=number))
    tell(job, f"placed in Komet as {number}")
    return False


def _number(job: Job) -> str:
    """What the marketplace is told; people see web orders with a W before it."""
    return job.group.komet_number or str(job.group.komet_id)


def _taken(job: Job) -> list[int]:
    if job.group.route == INVOICE:
        return list(job.group.line_ids)
    return [step.part for step in _done_lines(job)]


# --- what a refusal means ------------------------------------------------------------------------


def _refused(job: Job, step: StepRow, reason: str) -> None:
    """Komet refused a step: which lines does that concern, and what of the rest?"""
    if step.kind == "prebook.update":
        return
    if _lapsed(job):
        return
    if step.kind.endswith(".add"):
        refuse(job, step.part, reason)
        return
    group = current(job)
    if step.kind == "web_order.check_out":
        _checkout_refused(job.on(group), reason)
        return
    lines = [job.line(line_id) for line_id in group.line_ids]
    named = named_lines(reason, lines) if step.kind == "invoice.create" else []
    for line_id in named or group.line_ids:
        refuse(job, line_id, reason)
    _drop_rest(job, reason)
    wish = "gone" if named else "placed"
    job.desk.store.save_group(msgspec.structs.replace(group, state=NOTHING, wish=wish))


def _checkout_refused(job: Job, reason: str) -> None:
    """Perhaps it is checked out already; otherwise the whole web order is given back."""
    placed = routes.find(job)
    if any(one.state in ("open", "confirmed") for one in placed):
        for line_id in _taken(job):
            accept(job, line_id, _number(job))
        job.desk.store.save_group(msgspec.structs.replace(job.group, state=PLACED))
        return
    for line_id in _taken(job):
        refuse(job, line_id, reason)
    job.desk.store.save_group(msgspec.structs.replace(job.group, wish="gone"))


def named_lines(reason: str, lines: Sequence[OrderLine]) -> list[int]:
    """The ids of the lines that the refusal of a whole invoice speaks of; none: of all.

    Args:
        reason: Komet's sentence. Numbers in it that are no line's, such as boxes, do not count.
        lines: as they were sent, in that order.
    """
    places = [int(digits) for digits in _PLACE.findall(reason)]
    by_place = [lines[place - 1].line_id for place in places if 1 <= place <= len(lines)]
    items = {int(digits) for digits in (*_ITEM.findall(reason), *places)}
    return by_place or [line.line_id for line in lines if line.inventory_id in items]


def _drop_rest(job: Job, reason: str) -> None:
    now = job.desk.clock.now()
    for step in job.desk.store.steps(job.group.id):
        if step.state == steps.PLANNED:
            job.desk.store.save_step(steps.move(step, "drop", now, reason=reason))
