"""How each kind of step is sent to Komet, and how what it made is found again.

One row of `SENDERS` per kind of call; evidence is read from what `find` brings home.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from msgspec.structs import replace as replace_struct

from integration.desk import Desk
from integration.errors import LineRefused
from integration.model import Connection, Order, OrderLine
from integration.orders import INVOICE, WEB_ORDER
from integration.ports import NewHeader, NewLine, Placed, PlacedLine
from integration.rows import GroupRow, StepRow
from integration.steps import DONE, IN_DOUBT


@dataclass(frozen=True)
class Job:
    """One group of one order on its way to Komet, and what is needed to get it there."""

    desk: Desk
    connection: Connection
    order: Order
    group: GroupRow

    def line(self, line_id: int) -> OrderLine:
        """The order line with this id."""
        return next(line for line in self.order.lines if line.line_id == line_id)

    def on(self, group: GroupRow) -> Job:
        """The same job with the group as it stands now."""
        return replace(self, group=group)


class Made(NamedTuple):
    """What a call made: its id in Komet and, for a header, the number people see."""

    id: int | None = None
    number: str = ""


def send(job: Job, step: StepRow) -> Made:
    """Make the call of `step`.

    Raises:
        PartnerError: as the partner's client names it.
    """
    return SENDERS[step.kind](job, step)


def find(job: Job) -> list[Placed]:
    """What stands in Komet for this group, oldest first (an empty list: nothing was seen).

    Raises:
        PartnerError: if the look itself failed; then nothing is known.
    """
    erp, connection, group = job.desk.erp, job.connection, job.group
    if group.route == WEB_ORDER:
        if group.komet_id is None:
            return []
        found = erp.find_web_order(connection, group.komet_id)
        return [found] if found else []
    header = header_reference(job)
    if group.route == INVOICE:
        return erp.find_invoices(connection, header, group.ship_date)
    return erp.find_prebooks(connection, header, group.ship_date)


def live(placed: Sequence[Placed]) -> list[Placed]:
    """Those that still stand, with the lines that still have boxes."""
    return [
        replace_struct(one, lines=tuple(line for line in one.lines if line.boxes))
        for one in placed
        if one.state != "gone"
    ]


def evidence(job: Job, step: StepRow, placed: Sequence[Placed]) -> list[str]:
    """The ids that prove `step`; for a step in doubt even what was taken out again since."""
    seen = live(placed)
    if step.state in IN_DOUBT and not seen:
        seen = list(placed)
    if step.kind == "web_order.check_out":
        return [one.number for one in seen if one.state in ("open", "confirmed")]
    if step.kind.endswith(".add"):
        if nameless(seen):
            return _by_place(job, step, seen)
        return [str(line.id) for one in seen for line in one.lines if is_line(job, step, line)]
    return [str(one.id) for one in seen]


def nameless(standing: Sequence[Placed]) -> bool:
    """Whether no line that Komet shows says our reference or its inventory.

    If only some say neither, those are somebody else's.
    """
    lines = [line for one in standing for line in one.lines]
    return bool(lines) and not any(line.reference or line.inventory_id for line in lines)


def _by_place(job: Job, step: StepRow, standing: Sequence[Placed]) -> list[str]:
    """The nameless line that stands where `step` put it: one call is outstanding at a time."""
    ids = sorted(line.id for one in standing for line in one.lines)
    made = [
        one.seq
        for one in job.desk.store.steps(job.group.id)
        if one.kind == step.kind and (one.state == DONE or one.seq == step.seq)
    ]
    place = made.index(step.seq)
    return [str(ids[place])] if place < len(ids) else []


def is_line(job: Job, step: StepRow, line: PlacedLine) -> bool:
    """Whether a line found in Komet is the one `step` made: by mark code, else by inventory."""
    if line.reference:
        return line.reference == step.reference
    return line.inventory_id == job.line(step.part).inventory_id


def missing(job: Job, standing: Sequence[Placed]) -> list[int]:
    """The ids of the lines that were made and do not stand in Komet (any more)."""
    made = job.desk.store.steps(job.group.id)
    adds = [step for step in made if step.kind.endswith(".add") and step.state == DONE]
    if adds:
        return [step.part for step in adds if not evidence(job, step, standing)]
    header = made[0]
    return [
        line_id
        for line_id in job.group.line_ids
        if not evidence(job, _inside(header, line_id), standing)
    ]


def boxes(job: Job, standing: Sequence[Placed]) -> dict[int, int]:
    """The boxes Komet shows of each line it names by our reference or its inventory."""
    steps = job.desk.store.steps(job.group.id)
    adds = {step.part: step for step in steps if step.kind.endswith(".add")}
    shown = [line for one in standing for line in one.lines]
    found: dict[int, int] = {}
    for line_id in () if nameless(standing) else job.group.line_ids:
        step = adds.get(line_id) or _inside(steps[0], line_id)
        found.update((line_id, line.boxes) for line in shown if is_line(job, step, line))
    return found


def _inside(header: StepRow, line_id: int) -> StepRow:
    """A line that went out inside its header's call, as if it had been a step of its own."""
    mark = line_reference(header, line_id)
    return replace_struct(header, kind="invoice.add", part=line_id, reference=mark)


def header_reference(job: Job) -> str:
    """The reference of the group's first call, as it was sent."""
    return next(step.reference for step in job.desk.store.steps(job.group.id))


def new_line(job: Job, reference: str, line_id: int) -> NewLine:
    """The order line as Komet is to take it."""
    return NewLine(
        reference=reference,
        line=job.line(line_id),
        ship_date=job.group.ship_date,
        ship_to_id=job.group.ship_to_id,
    )


def _header(job: Job, step: StepRow) -> NewHeader:
    return NewHeader(
        reference=step.reference,
        ship_date=job.group.ship_date,
        ship_to_id=job.group.ship_to_id,
        po_number=job.order.po_number,
    )


def _komet_id(job: Job) -> int:
    if job.group.komet_id is None:
        raise LineRefused("there is nothing in Komet to add to")
    return job.group.komet_id


def _web_order_create(job: Job, _step: StepRow) -> Made:
    return Made(job.desk.erp.create_web_order(job.connection))


def _web_order_add(job: Job, step: StepRow) -> Made:
    line = new_line(job, step.reference, step.part)
    job.desk.erp.add_web_order_line(job.connection, _komet_id(job), line)
    return Made()


def _web_order_check_out(job: Job, _step: StepRow) -> Made:
    job.desk.erp.check_out_web_order(job.connection, _komet_id(job), job.order.po_number)
    return Made()


def _web_order_delete(job: Job, _step: StepRow) -> Made:
    job.desk.erp.delete_web_order(job.connection, _komet_id(job))
    return Made()


def _invoice_create(job: Job, step: StepRow) -> Made:
    lines = [
        new_line(job, line_reference(step, line_id), line_id) for line_id in job.group.line_ids
    ]
    return Made(None, job.desk.erp.create_invoice(job.connection, _header(job, step), lines))


def _prebook_create(job: Job, step: StepRow) -> Made:
    return Made(*job.desk.erp.create_prebook(job.connection, _header(job, step)))


def _prebook_add(job: Job, step: StepRow) -> Made:
    line = new_line(job, step.reference, step.part)
    job.desk.erp.add_prebook_line(job.connection, _komet_id(job), line)
    return Made()


def _prebook_update(job: Job, _step: StepRow) -> Made:
    day = job.group.ship_date
    job.desk.erp.update_prebook(job.connection, _komet_id(job), day)
    return Made()


def line_reference(header: StepRow, line_id: int) -> str:
    """The reference of a line that goes out inside its header's call."""
    return f"{header.reference[:-3]}{line_id:03d}"


SENDERS: dict[str, Callable[[Job, StepRow], Made]] = {
    "web_order.create": _web_order_create,
    "web_order.add": _web_order_add,
    "web_order.check_out": _web_order_check_out,
    "web_order.delete": _web_order_delete,
    "invoice.create": _invoice_create,
    "prebook.create": _prebook_create,
    "prebook.add": _prebook_add,
    "prebook.update": _prebook_update,
}
