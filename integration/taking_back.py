"""Taking a group back out of Komet, or moving it to another day.

A group is taken back when its order was cancelled, dropped or moved, when a double was found, or
when the order stands or falls as a whole. Nothing is taken back while a call that makes something
is still in doubt: it could be carried out afterwards.
"""

from __future__ import annotations

import msgspec

from integration import routes, steps
from integration.errors import LineRefused, PartnerError, Unknown
from integration.lines import accept, current, tell
from integration.orders import BACK, FINAL, PLACED, TAKE_BACK_SEQ, UPDATE_SEQ, WEB_ORDER
from integration.ports import Placed
from integration.pursuit import attempt
from integration.routes import Job
from integration.rows import GroupRow, StepRow
from integration.verifying import take_back_one


def take_back(job: Job) -> GroupRow:
    """Do what can be done now to get the group out of Komet; the row as it stands afterwards.

    Raises:
        NeedsPerson: if Komet will not give it back (confirmed).
        PartnerError: as `pursue`.
    """
    if job.group.state in FINAL and job.group.state != PLACED:
        return job.group
    if not _doubts_settled(job):
        return current(job)
    job = job.on(current(job))
    if not _ever_made(job):
        return _back(job)
    step = job.desk.store.add_step(_step(job, TAKE_BACK_SEQ, f"{job.group.route}.take_back"))
    now, settle_s = job.desk.clock.now(), job.desk.settings.settle_s
    if not steps.look_due([step], now, settle_s):
        return job.group
    placed = routes.find(job)
    standing = [one for one in routes.live(placed) if not _emptied(job, one)]
    if not standing:
        return _absent(job, step, placed)
    return _send(job, step, standing)


def _emptied(job: Job, one: Placed) -> bool:
    """Whether people in Komet took every line out of a checked-out web order: nothing is left.

    It can not have been checked out without lines, and it may be one that is never given back.
    """
    return job.group.route == WEB_ORDER and one.state == "open" and not one.lines


def _step(job: Job, seq: int, kind: str) -> StepRow:
    header = routes.header_reference(job)
    return StepRow(
        id=0,
        group_id=job.group.id,
        seq=seq,
        kind=kind,
        reference=header,
        part=job.group.part,
        state=steps.PLANNED,
    )


def _doubts_settled(job: Job) -> bool:
    """Whether no call that makes something can still be under way."""
    desk = job.desk
    now, settle_s = desk.clock.now(), desk.settings.settle_s
    doubtful = [
        one
        for one in desk.store.steps(job.group.id)
        if one.state in steps.IN_DOUBT and one.seq < UPDATE_SEQ
    ]
    for step in doubtful:
        if step.kind == "web_order.create" or steps.settled(step, now, settle_s):
            continue
        return False
    return True


def _ever_made(job: Job) -> bool:
    """Whether something of the group may stand in Komet."""
    if job.group.komet_id is not None:
        return True
    headers = [one for one in job.desk.store.steps(job.group.id) if one.kind.endswith(".create")]
    return any(
        one.state in (steps.DONE, *steps.IN_DOUBT) and one.kind != "web_order.create"
        for one in headers
    )


def _absent(job: Job, step: StepRow, placed: list[Placed]) -> GroupRow:
    """Nothing stands: believed when shown as gone, or when it has been missing long enough."""
    desk = job.desk
    now, settle_s = desk.clock.now(), desk.settings.settle_s
    made = [one for one in desk.store.steps(job.group.id) if one.state == steps.DONE]
    young = any(not steps.settled(one, now, settle_s) for one in made)
    sent_young = step.state in steps.IN_DOUBT and not steps.settled(step, now, settle_s)
    if not placed and (young or sent_young):
        desk.store.save_step(msgspec.structs.replace(step, looked_at=now))
        return job.group
    return _back(job)


def _send(job: Job, step: StepRow, standing: list[Placed]) -> GroupRow:
    """Ask Komet to take back what stands; asking twice does no harm."""
    store, now = job.desk.store, job.desk.clock.now
    if step.state in steps.IN_DOUBT:
        step = steps.judged(step, (), now(), job.desk.settings.settle_s)
        step = store.save_step(step)
        if step.state in steps.IN_DOUBT:
            return job.group
    step = store.save_step(steps.move(step, "send", now()))
    try:
        for one in standing:
            take_back_one(job, one)
    except Unknown:
        store.save_step(steps.move(step, "lose", now()))
        return job.group
    except PartnerError:
        store.save_step(steps.move(step, "bounce", now()))
        raise
    store.save_step(steps.move(step, "confirm", now(), found="back"))
    return _back(job)


def _saved(job: Job, step: StepRow) -> StepRow:
    return next(one for one in job.desk.store.steps(job.group.id) if one.id == step.id)


def _back(job: Job) -> GroupRow:
    group = current(job)
    tell(job, f"attempt {group.attempt} of revision {group.revision} is out of Komet")
    return job.desk.store.save_group(msgspec.structs.replace(group, state=BACK))


def move_prebook(job: Job, ship_date_revision: GroupRow) -> GroupRow:
    """Move a placed prebook to another day instead of making a new one.

    Args:
        job: the group as it stands in Komet.
        ship_date_revision: the group as it is to be: new revision and ship date.

    Raises:
        PartnerError: as `pursue`; a refusal of the new day is LineRefused.
    """
    store = job.desk.store
    wished = ship_date_revision
    seq = UPDATE_SEQ + wished.revision
    step = store.add_step(_step(job, seq, "prebook.update"))
    now, settle_s = job.desk.clock.now(), job.desk.settings.settle_s
    if _other_update_in_doubt(job, step):
        return job.group
    if step.state in steps.IN_DOUBT:
        if not steps.settled(step, now, settle_s):
            return job.group
        step = store.save_step(steps.move(step, "settle", now))
    moved = job.on(msgspec.structs.replace(job.group, ship_date=wished.ship_date))
    if step.state == steps.PLANNED and not attempt(moved, step):
        return job.group
    step = _saved(job, step)
    if step.state != steps.DONE:
        raise LineRefused(step.reason or "Komet does not move the prebook")
    return _moved(job, wished)


def _moved(job: Job, wished: GroupRow) -> GroupRow:
    """The prebook stands on its new day. The group is written last: a crash does this again."""
    group = current(job)
    kept = {line.line_id for line in job.order.lines}
    line_ids = tuple(line_id for line_id in group.line_ids if line_id in kept)
    for line_id in line_ids:
        accept(job, line_id, group.komet_number)
    tell(job, f"prebook {group.komet_number} moved to {wished.ship_date}")
    changed = msgspec.structs.replace(
        group, revision=wished.revision, ship_date=wished.ship_date, line_ids=line_ids
    )
    return job.desk.store.save_group(changed)


def _other_update_in_doubt(job: Job, mine: StepRow) -> bool:
    now, settle_s = job.desk.clock.now(), job.desk.settings.settle_s
    return any(
        one.kind == "prebook.update"
        and one.id != mine.id
        and one.state in steps.IN_DOUBT
        and not steps.settled(one, now, settle_s)
        for one in job.desk.store.steps(job.group.id)
    )
