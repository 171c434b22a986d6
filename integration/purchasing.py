"""Plans for vendor orders, and what Komet's answers mean for them. Pure: no I/O, no clock.

Lines of an order that are to be made together are a *group*: one prebook with all of them (unless
Komet made the prebook), one purchase order for the boxes of one article, one for each line of
mixed boxes. Boxes that leave in one call are a group too. Steps, doubts and attempts are those of
every order (see `steps`); nothing in Komet is ever changed, only deleted and made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from integration.model import Reference
from integration.rows import GroupRow, StepRow
from integration.steps import PLANNED
from integration.vendor_model import (
    APPROVED,
    AXERRIO,
    CHANGED,
    CONFIRMED,
    FINAL,
    MAPPING,
    MIXED,
    OPEN,
    REJECTED,
    WAITING,
    VendorLine,
    VendorOrder,
)
from integration.vendor_ports import Bought, Leaving
from integration.vendor_rows import VendorLineRow

MAKING, LEAVING = "purchase", "shipment"
BOOK, BUY, BUY_MIXED, SHIP = "prebook.book", "purchase.create", "purchase.mixed", "purchase.ship"
MAKING_PART, BUY_PART, LEAVING_PART = 900, 901, 902
#: Group states of our own use; the words are those of every order.
WORKING, PLACED, NOTHING, BACK = "working", "placed", "nothing", "back"

#: Komet's letters of a purchase order.
PENDING, CANCELLED_ORDER, CONFIRMED_ORDER = "PA", "CA", "CF"
LINE_CANCELLED, LINE_SHIPPED, LINE_CONFIRMED = "Cancelled", "Shipped", "Confirmed"
#: How the vendor is told that what it wanted changed stays as it is.
KEPT = "Komet keeps it"

#: Bytes of a request that boxes may fill; Komet takes 64 kB in all.
ROOM_BYTES = 60_000
ITEM_BYTES, CODE_BYTES = 250, 24


def plan_making(
    connection_id: int, order: VendorOrder, lines: Sequence[VendorLine], attempt: int
) -> tuple[GroupRow, list[StepRow]]:
    """The group that makes `lines` under `attempt`, with its steps."""
    group = _group(connection_id, order, lines, attempt, (MAKING, MAKING_PART))
    parts: list[tuple[str, int]] = []
    if order.origin == AXERRIO:
        parts.append((BOOK, MAKING_PART))
    if any(line.kind != MIXED for line in lines):
        parts.append((BUY, BUY_PART))
    parts += [(BUY_MIXED, line.line_id) for line in lines if line.kind == MIXED]
    return group, _steps(group, parts)


def plan_leaving(
    connection_id: int, order: VendorOrder, lines: Sequence[VendorLine], attempt: int
) -> tuple[GroupRow, list[StepRow]]:
    """The group that lets the boxes of `lines` leave in one call."""
    group = _group(connection_id, order, lines, attempt, (LEAVING, LEAVING_PART))
    return group, _steps(group, [(SHIP, LEAVING_PART)])


def _group(
    connection_id: int,
    order: VendorOrder,
    lines: Sequence[VendorLine],
    attempt: int,
    kind: tuple[str, int],
) -> GroupRow:
    route, part = kind
    return GroupRow(
        id=0,
        connection_id=connection_id,
        order_id=order.order_id,
        revision=order.revision,
        attempt=attempt,
        origin=0,
        part=part,
        route=route,
        ship_date=order.ship_date,
        line_ids=tuple(line.line_id for line in lines),
        state=WORKING,
    )


def _steps(group: GroupRow, parts: Sequence[tuple[str, int]]) -> list[StepRow]:
    return [
        StepRow(
            id=0,
            group_id=0,
            seq=seq,
            kind=kind,
            reference=reference(group, part),
            part=part,
            state=PLANNED,
        )
        for seq, (kind, part) in enumerate(parts, start=1)
    ]


def reference(group: GroupRow, part: int) -> str:
    """Our number for a line of the group (its id) or for one of its calls."""
    return str(Reference(group.connection_id, group.order_id, group.revision, group.attempt, part))


def next_attempt(order: VendorOrder, groups: Iterable[GroupRow]) -> int:
    """The attempt under which something of the order's revision is planned next."""
    return 1 + max((one.attempt for one in groups if one.revision == order.revision), default=0)


def uncovered(
    order: VendorOrder, rows: Iterable[VendorLineRow], groups: Iterable[GroupRow]
) -> list[VendorLine]:
    """The lines that are to be made and in no group that is at it."""
    at_it = [one for one in groups if one.route == MAKING and one.state == WORKING]
    busy = {line_id for one in at_it for line_id in one.line_ids}
    wanted = {row.line_id for row in rows if row.state == OPEN} - busy
    return [line for line in order.lines if line.line_id in wanted and not line.deleted]


def is_stale(order: VendorOrder, group: GroupRow) -> bool:
    """Whether a line of the group is wanted otherwise by now, or not at all."""
    lines = [order.line(line_id) for line_id in group.line_ids]
    return any(one is None or one.deleted or one.revision > group.revision for one in lines)


# --- what Komet shows -----------------------------------------------------------------------------


class Standing(NamedTuple):
    """Where a line stands in Komet: the state to tell, its boxes, and a word about it."""

    state: str
    boxes: int | None
    reason: str


def is_live(bought: Bought) -> bool:
    """Whether the line is still wanted by the company."""
    return bought.status != CANCELLED_ORDER and bought.line_status != LINE_CANCELLED


def standing(line: VendorLine, bought: Bought) -> Standing:
    """What a purchase order line means for the vendor's line."""
    if not is_live(bought):
        return Standing(REJECTED, None, f"purchase order {bought.number} was cancelled in Komet")
    if not bought.mapped:
        said = f"{line.description} is unknown in Komet: a person maps it there"
        return Standing(MAPPING, bought.boxes, said)
    if bought.status == CONFIRMED_ORDER or bought.confirmed:
        boxes = bought.confirmed or bought.boxes
        return Standing(CONFIRMED, boxes, _fewer(line, boxes, "confirmed"))
    if bought.status == PENDING:
        return _pending(line, bought)
    return Standing(APPROVED, bought.boxes, _otherwise(line, bought))


def _pending(line: VendorLine, bought: Bought) -> Standing:
    said = _otherwise(line, bought)
    return Standing(CHANGED if said else WAITING, bought.boxes, said)


def _otherwise(line: VendorLine, bought: Bought) -> str:
    said = [_fewer(line, bought.boxes, "ordered")]
    if bought.cost != line.cost:
        said.append(f"cost {bought.cost} instead of {line.cost}")
    return "; ".join(one for one in said if one)


def _fewer(line: VendorLine, boxes: int, what: str) -> str:
    return "" if boxes == line.packages else f"{boxes} boxes of {line.packages} are {what}"


def noted(row: VendorLineRow, line: VendorLine, bought: Bought) -> VendorLineRow:
    """The row after its purchase order line was seen; untold if that is news.

    Why a change was refused stays told as long as nothing else moves.
    """
    state, boxes, reason = standing(line, bought)
    seen = msgspec.structs.replace(
        row,
        state=state,
        boxes=boxes,
        cost=bought.cost,
        reason=reason,
        po_number=bought.number,
        po_item_id=bought.po_item_id,
    )
    if row.reason.startswith(KEPT) and msgspec.structs.replace(seen, reason=row.reason) == row:
        return row
    return row if seen == row else msgspec.structs.replace(seen, told=False)


def is_wanted(row: VendorLineRow) -> bool:
    """Whether the line is still to be bought."""
    return row.state in (OPEN, MAPPING) and row.po_item_id is None


def rejected(row: VendorLineRow, reason: str) -> VendorLineRow:
    """The row of a line that will not be bought."""
    return msgspec.structs.replace(row, state=REJECTED, reason=reason, boxes=None, told=False)


def is_finished(row: VendorLineRow) -> bool:
    """Whether nothing will happen to the line any more, and the vendor knows."""
    return row.state in FINAL and row.told


# --- boxes ----------------------------------------------------------------------------------------


def is_ready(line: VendorLine) -> bool:
    """Whether boxes were chosen for the line and every one of them has its label."""
    return bool(line.awb) and bool(line.boxes) and all(box.prints for box in line.boxes)


def codes_of(line: VendorLine) -> tuple[str, ...]:
    """The codes of the boxes that leave."""
    return tuple(box.code for box in line.boxes)


def leaving(order: VendorOrder, line: VendorLine, po_item_id: int) -> Leaving:
    """The boxes of a line as they leave."""
    return Leaving(
        po_item_id=po_item_id,
        awb=line.awb,
        house_awb=line.house_awb,
        ship_date=order.ship_date,
        lot=line.lot,
        codes=codes_of(line),
    )


def batches(lines: Iterable[VendorLine]) -> list[list[VendorLine]]:
    """The lines in portions whose calls stay below 64 kB; a line is never parted."""
    portions: list[list[VendorLine]] = []
    room = 0
    for line in lines:
        needed = ITEM_BYTES + CODE_BYTES * len(line.boxes)
        if not portions or needed > room:
            portions.append([])
            room = ROOM_BYTES
        portions[-1].append(line)
        room -= needed
    return portions


def fits(codes: Sequence[str]) -> bool:
    """Whether the boxes of one line fit into one call with their codes."""
    return ITEM_BYTES + CODE_BYTES * len(codes) <= ROOM_BYTES
