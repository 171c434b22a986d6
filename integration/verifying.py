"""The look before anything counts: what stands in Komet must be exactly what we made.

A call that was carried out twice answers like one that was carried out once; only looking tells.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from integration import routes, steps
from integration.errors import NeedsPerson
from integration.lines import current, refuse, tell
from integration.orders import GROUP_PART, INVOICE, NOTHING, PREBOOK
from integration.ports import Placed
from integration.routes import Job
from integration.rows import StepRow


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
    desk = job.desk
    unseen = False
    if routes.nameless(standing) and _too_many(done, standing):
        _rebuild(job)
        return False
    for step in done:
        ids = routes.evidence(job, step, standing)
        if len(ids) > 1:
            _doubled(job, step, ids, standing)
            return False
        if not ids:
            unseen = True
            now, settle_s = desk.clock.now(), desk.settings.settle_s
            after = desk.store.save_step(steps.judged(step, ids, now, settle_s))
            if after.state == steps.GONE:
                _name_the_removed(standing)
                _removed(job, step)
    return not unseen


def _too_many(done: Sequence[StepRow], standing: Sequence[Placed]) -> bool:
    adds = sum(step.kind.endswith(".add") for step in done)
    return sum(len(one.lines) for one in standing) > adds


def _rebuild(job: Job) -> None:
    """Take the whole group back; its lines are planned anew under the next attempt."""
    tell(job, f"{job.group.komet_number or job.group.komet_id} holds a line too many")
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
    """Take one invoice or prebook back. Repeating it does no harm."""
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
        _rebuild(job)
        return
    for surplus in ids[1:]:
        job.desk.erp.delete_prebook_line(job.connection, standing[0].id, int(surplus))


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
