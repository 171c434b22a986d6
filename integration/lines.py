"""What is known of an order's lines, and the story told about it."""

from __future__ import annotations

import msgspec

from integration.routes import Job
from integration.rows import GroupRow, LineRow, Told

#: The policy (`partial`) under which one refused line takes the whole order back.
RELEASE = "release"


def current(job: Job) -> GroupRow:
    """The group's row as the store has it now."""
    store, group = job.desk.store, job.group
    rows = store.groups(group.connection_id, group.order_id)
    return next(row for row in rows if row.id == group.id)


def accept(job: Job, line_id: int, number: str) -> None:
    """The line stands in Komet under `number`."""
    row = _line(job, line_id)
    if row and row.state == "open":
        changed = msgspec.structs.replace(row, state="accepted", komet_number=number)
        job.desk.store.save_line(changed)


def refuse(job: Job, line_id: int, reason: str) -> None:
    """The line will not be in Komet, and why."""
    row = _line(job, line_id)
    if row and row.state in ("open", "accepted"):
        changed = msgspec.structs.replace(row, state="refused", reason=reason, answered=False)
        job.desk.store.save_line(changed)


def shorten(job: Job, line_id: int, boxes: int, reason: str) -> None:
    """The line has only so many boxes in Komet by now."""
    row = _line(job, line_id)
    if row and row.state == "accepted":
        changed = msgspec.structs.replace(row, boxes=boxes, reason=reason, answered=False)
        job.desk.store.save_line(changed)


def boxes_told(job: Job) -> dict[int, int]:
    """The boxes of each accepted line, as the marketplace is told."""
    return {
        row.line_id: row.boxes or job.line(row.line_id).boxes
        for row in _rows(job)
        if row.state == "accepted" and row.line_id in job.group.line_ids
    }


def is_accepted(job: Job, line_id: int) -> bool:
    """Whether the marketplace is told that the line stands in Komet."""
    row = _line(job, line_id)
    return row is not None and row.state == "accepted"


def falls(job: Job) -> bool:
    """Whether the order stands or falls as a whole, and one of its lines is refused."""
    if job.connection.partial != RELEASE:
        return False
    return any(row.state == "refused" for row in _rows(job))


def _line(job: Job, line_id: int) -> LineRow | None:
    """The row of a line; None for one that was refused before its order moved."""
    return next((row for row in _rows(job) if row.line_id == line_id), None)


def _rows(job: Job) -> list[LineRow]:
    rows = job.desk.store.lines(job.connection.id, job.order.order_id)
    return [row for row in rows if row.revision == job.order.revision]


def tell(job: Job, text: str) -> None:
    """Add a sentence to the order's story."""
    told = Told(at=job.desk.clock.now(), subject=f"order {job.order.order_id}", text=text)
    job.desk.store.tell(job.connection.id, told)
    job.desk.log.info("order", order=job.order.order_id, connection=job.connection.id, what=text)
