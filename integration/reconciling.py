"""Looking again at what was placed: somebody may have voided or removed it in Komet since.

Each accepted group is looked at now and then until its ship date, the longest unseen first and a
few at a time, so that the allowance stays with orders and inventory. What was taken out in Komet
is told to the marketplace in the next round of orders, and never placed again; so is a line that
was left fewer boxes there, because a farm sends fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from integration import routes
from integration.desk import Desk
from integration.errors import PartnerError
from integration.lines import boxes_told, is_accepted, refuse, shorten, tell
from integration.model import Connection
from integration.ports import Placed
from integration.quota import CALLS_PER_USER
from integration.routes import Job
from integration.rows import StepRow
from integration.trouble import park
from integration.turn import turn

#: One call in forty may go into looking again, spread over the hours of the day.
SHARE = 1 / 40
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def reconcile(desk: Desk, connection: Connection, limit: int | None = None) -> int:
    """Look at the placed groups that were not looked at for longest; tells how many.

    Args:
        desk: what to work with.
        connection: whose orders.
        limit: how many at most; None for an hour's share of the allowance.

    Nothing is raised: a look that fails is made again the next time.
    """
    with turn(desk, connection) as ours:
        return _look_around(desk, connection, limit or at_once(connection)) if ours else 0


def _look_around(desk: Desk, connection: Connection, most: int) -> int:
    seen = 0
    for job, step in _due(desk, connection)[:most]:
        try:
            _look(job, step)
        except PartnerError as problem:
            desk.log.info("reconcile waits", connection=connection.id, reason=problem.reason)
            return seen
        seen += 1
    return seen


def at_once(connection: Connection) -> int:
    """How many groups are looked at in one hourly round; at least one."""
    return max(1, int(connection.users * CALLS_PER_USER * connection.allowance_share * SHARE / 24))


def _due(desk: Desk, connection: Connection) -> list[tuple[Job, StepRow]]:
    """Placed groups that have not shipped, the longest unseen first."""
    found = []
    for group in desk.store.standing(connection.id, desk.clock.now().date()):
        (row,) = desk.store.orders(connection.id, order_id=group.order_id)
        step = desk.store.steps(group.id)[0]
        found.append((Job(desk, connection, row.order, group), step))
    return sorted(found, key=lambda pair: _last_seen(pair[1]))


def _last_seen(step: StepRow) -> datetime:
    return step.looked_at or step.seen_at or step.since or _NEVER


def _look(job: Job, step: StepRow) -> None:
    desk, now = job.desk, job.desk.clock.now()
    desk.store.save_step(msgspec.structs.replace(step, looked_at=now))
    placed = routes.find(job)
    young = step.seen_at and now - step.seen_at < timedelta(seconds=desk.settings.settle_s)
    standing = routes.live(placed)
    lacking = [] if young else routes.missing(job, standing)
    lacking = [line_id for line_id in lacking if is_accepted(job, line_id)]
    if lacking and routes.nameless(standing):
        _ask_somebody(job)
        return
    short = {} if young else _shortened(job, standing)
    if not lacking and not short:
        return
    # The order first: after a crash in between the next look finds the same lines lacking.
    for row in desk.store.orders(job.connection.id, order_id=job.order.order_id):
        desk.store.save_order(msgspec.structs.replace(row, state="open"))
    for line_id in lacking:
        refuse(job, line_id, "removed in Komet by somebody")
        tell(job, f"line {line_id} of {job.group.komet_number} was removed in Komet by somebody")
    for line_id, boxes in short.items():
        said = f"{boxes} boxes of {job.line(line_id).boxes} are in Komet by now"
        shorten(job, line_id, boxes, said)
        tell(job, f"line {line_id} of {job.group.komet_number}: {said}")


def _shortened(job: Job, standing: Sequence[Placed]) -> dict[int, int]:
    """The boxes of lines that have fewer than the marketplace was told of."""
    known = boxes_told(job)
    shown = routes.boxes(job, standing)
    return {line_id: boxes for line_id, boxes in shown.items() if boxes < known.get(line_id, boxes)}


def _ask_somebody(job: Job) -> None:
    """Lines are missing, and Komet does not say which are left."""
    for row in job.desk.store.orders(job.connection.id, order_id=job.order.order_id):
        reason = f"lines of {job.group.komet_number} were removed, Komet does not say which"
        park(job.desk, job.connection, row, reason)
