"""The look before anything counts: what stands in Komet must be exactly what we made.

A call that was carried out twice answers like one that was carried out once; only looking tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from integration import routes, steps
from integration.errors import LineRefused, NeedsPerson
from integration.lines import current, refuse, tell
from integration.orders import GROUP_PART, INVOICE, NOTHING, PREBOOK, WEB_ORDER
from integration.ports import Placed
from integration.routes import Job
from integration.rows import StepRow

#: So long after its first line the shop's timer may cancel a web order that is not checked out.
CART_TIME = timedelta(minutes=60)
LAPSED, TOO_MANY = "was cancelled before it could be checked out", "holds a line too many"


def verified(job: Job) -> list[Placed] | None:
    """What stands in Komet, if it is exactly what we made; None if it must wait or was undone."""
    desk = job.desk
    done = [one for one in desk.store.steps(job.group.id) if _countable(one)]
    if not steps.look_due(done, desk.clock.now(), desk.settings.settle_s):
        return None
    placed = routes.find(job)
    standing = routes.live(placed)
    if _surplus_taken_back(job, standing) or not _all_there_once(job, done, standing):
        return None
    if job.group.route == INVOICE and not _invoice_complete(job, done[0], standing):
        return None
    _refuse_foreign(job, done, standing)
    _keep_numbers(job, standing)
    return placed


def _all_there_once(job: Job, done: Sequence[StepRow], standing: Sequence[Placed]) -> bool:
    """Whether each step's work stands exactly once; doubles are taken out, absences judged."""
    if routes.nameless(standing) and _too_many(job, done, standing):
        rebuild(job, TOO_MANY)
        return False
    found = [(step, routes.evidence(job, step, standing)) for step in done]
    for step, ids in found:
        if len(ids) > 1:
            _doubled(job, step, ids, standing)
            return False
    if all(ids for _, ids in found):
        return True
    for step, ids in found:
        _note_look(job, step, ids, standing)
    return False


def _note_look(job: Job, step: StepRow, ids: Sequence[str], standing: Sequence[Placed]) -> None:
    """Write down whether `step`'s work was seen: the next look waits, an absence ages.

    That a step is gone is written last: after a crash all that follows from it is done again.
    """
    desk = job.desk
    after = steps.judged(step, ids, desk.clock.now(), desk.settings.settle_s)
    if after.state == steps.GONE and not standing and overdue(job):
        rebuild(job, LAPSED)
    elif after.state == steps.GONE:
        _name_the_removed(standing)
        _removed(job, step)
    desk.store.save_step(after)


def overdue(job: Job) -> bool:
    """Whether the timer may have cancelled a web order that we ourselves were to check out.

    If nothing stands of such an order, only we were late, whatever kept us: the florist's boxes
    are asked for anew. Where people check out, they let it lapse, and it stays refused.
    """
    if job.group.route != WEB_ORDER or not job.connection.user_token:
        return False
    made = job.desk.store.steps(job.group.id)
    added = [one.since for one in made if one.kind == "web_order.add" and one.since]
    return bool(added) and job.desk.clock.now() - min(added) >= CART_TIME


def _too_many(job: Job, done: Sequence[StepRow], standing: Sequence[Placed]) -> bool:
    adds = sum(step.kind.endswith(".add") for step in done)
    made = len(job.group.line_ids) if job.group.route == INVOICE else adds
    return sum(len(one.lines) for one in standing) > made


def rebuild(job: Job, why: str) -> None:
    """Take the whole group back; its lines are planned anew under the next attempt."""
    tell(job, f"{job.group.komet_number or job.group.komet_id} {why}")
    job.desk.store.save_group(msgspec.structs.replace(current(job), wish="gone"))


def _name_the_removed(standing: Sequence[Placed]) -> None:
    """A removed line must be told apart from those that stay.

    Raises:
        NeedsPerson: if Komet does not say which lines are left.
    """
    if routes.nameless(standing):
        raise NeedsPerson(f"a line of {standing[0].number} was removed, Komet does not say which")


def _countable(step: StepRow) -> bool:
    countable = step.kind.endswith(".add") or step.kind in ("invoice.create", "prebook.create")
    return step.state == steps.DONE and countable


def _surplus_taken_back(job: Job, standing: Sequence[Placed]) -> bool:
    """Take back invoices or prebooks that were made twice; ours, or else the oldest, stays."""
    ours = [one for one in standing if one.id == job.group.komet_id]
    kept = (ours or standing)[:1]
    surplus = [one for one in standing if one not in kept]
    for one in surplus:
        tell(job, f"{job.group.route} {one.number} was made twice: taking it back")
        take_back_one(job, one)
    return bool(surplus)


def take_back_one(job: Job, one: Placed) -> None:
    """Take one invoice, prebook or web order back. Repeating it does no harm.

    Raises:
        NeedsPerson: if it is confirmed, or Komet will not give it back for another reason.
        PartnerError: as `pursue`.
    """
    if one.state == "confirmed":
        raise NeedsPerson(f"{one.number} is confirmed in Komet: only people void it there")
    try:
        _ask_back(job, one)
    except LineRefused as refusal:
        said = f"Komet does not give {one.number} back: {refusal.reason}"
        raise NeedsPerson(said, refusal.method) from refusal


def _ask_back(job: Job, one: Placed) -> None:
    if job.group.route == INVOICE:
        job.desk.erp.void_invoice(job.connection, one.number, "order taken back by marketplace")
    elif job.group.route == PREBOOK:
        job.desk.erp.delete_prebook(job.connection, one.id)
    else:
        job.desk.erp.delete_web_order(job.connection, one.id)


def _doubled(job: Job, step: StepRow, ids: Sequence[str], standing: Sequence[Placed]) -> None:
    """A line stands there twice: take out the second one, or the whole web order."""
    tell(job, f"{step.reference} stands in Komet {len(ids)} times")
    if job.group.route != PREBOOK:
        rebuild(job, TOO_MANY)
        return
    try:
        for surplus in ids[1:]:
            job.desk.erp.delete_prebook_line(job.connection, standing[0].id, int(surplus))
    except LineRefused as refusal:
        said = f"a line stands twice in {standing[0].number}, and Komet keeps it: {refusal.reason}"
        raise NeedsPerson(said, refusal.method) from refusal


def _removed(job: Job, step: StepRow) -> None:
    """Somebody took it out in Komet: say so, and never ask for it again."""
    line_ids = job.group.line_ids if step.part >= GROUP_PART else (step.part,)
    for line_id in line_ids:
        refuse(job, line_id, "removed in Komet by somebody")
    if step.part >= GROUP_PART:
        group = current(job)
        job.desk.store.save_group(msgspec.structs.replace(group, state=NOTHING))


def _refuse_foreign(job: Job, done: Sequence[StepRow], standing: Sequence[Placed]) -> None:
    """Someone else's line in our order: a person decides; we check nothing of theirs out."""
    if job.group.route == INVOICE or routes.nameless(standing):
        return
    adds = [step for step in done if step.kind.endswith(".add")]
    for one in standing:
        for line in one.lines:
            if not any(routes.is_line(job, step, line) for step in adds):
                foreign = f"a line that is not ours (inventory {line.inventory_id})"
                raise NeedsPerson(f"{foreign} stands in {one.number}")


def _invoice_complete(job: Job, header: StepRow, standing: Sequence[Placed]) -> bool:
    """Whether every line is on the invoice, or is believed to have been left out of it."""
    lacking = routes.missing(job, standing)
    if not lacking:
        return True
    store, now = job.desk.store, job.desk.clock.now()
    if not steps.settled(header, now, job.desk.settings.settle_s):
        store.save_step(msgspec.structs.replace(header, looked_at=now))
        return False
    for line_id in lacking:
        refuse(job, line_id, "Komet left the line out of the invoice")
    kept = tuple(line_id for line_id in job.group.line_ids if line_id not in lacking)
    store.save_group(msgspec.structs.replace(current(job), line_ids=kept))
    return True


def _keep_numbers(job: Job, standing: Sequence[Placed]) -> None:
    group = current(job)
    if standing and (group.komet_id, group.komet_number) != (standing[0].id, standing[0].number):
        job.desk.store.save_group(
            msgspec.structs.replace(group, komet_id=standing[0].id, komet_number=standing[0].number)
        )
