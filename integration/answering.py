"""Telling the marketplace what became of each line, as soon as that is final."""

from __future__ import annotations

import msgspec

from integration.desk import Desk
from integration.lines import RELEASE
from integration.model import Connection, Order
from integration.ports import Answer
from integration.rows import LineRow
from integration.trouble import tell_order

OPEN, ACCEPTED, REFUSED, RELEASED = "open", "accepted", "refused", "released"
#: What the marketplace hears of an accepted line that has fewer boxes than were ordered.
SHORT = "short"
#: Begins the reason of lines that were refused for another one's sake: their offers stay up.
FALLEN = "the whole order was refused"


def lines_in(desk: Desk, connection: Connection, order: Order, *states: str) -> list[LineRow]:
    """The order's lines at its present revision that are in one of `states`."""
    return [
        row
        for row in desk.store.lines(connection.id, order.order_id)
        if row.revision == order.revision and row.state in states
    ]


def tell_lines(desk: Desk, connection: Connection, order: Order, *, settled: bool) -> None:
    """Tell the marketplace what it does not know yet.

    A refusal is told at once. So is what was taken, unless the order stands or falls as a whole
    and is not `settled` yet.

    Raises:
        PartnerError: as the marketplace's client names it.
    """
    early = (REFUSED,) if connection.partial == RELEASE else (REFUSED, ACCEPTED)
    states = (ACCEPTED, REFUSED, RELEASED) if settled else early
    for row in lines_in(desk, connection, order, *states):
        if not row.answered:
            _tell(desk, connection, order, row)


def _tell(desk: Desk, connection: Connection, order: Order, row: LineRow) -> None:
    line = next(one for one in order.lines if one.line_id == row.line_id)
    if row.state == REFUSED and not row.reason.startswith(FALLEN):
        desk.market.withdraw(connection, line.key, row.reason)
    desk.market.answer(
        connection,
        Answer(
            order_id=row.order_id,
            line_id=row.line_id,
            revision=row.revision,
            outcome=row.state if row.boxes is None else SHORT,
            komet_number=row.komet_number if row.state == ACCEPTED else "",
            boxes=row.boxes,
            reason=row.reason,
        ),
    )
    desk.store.save_line(msgspec.structs.replace(row, answered=True))
    said = row.reason or row.komet_number
    tell_order(desk, connection, order.order_id, f"line {row.line_id} {row.state}: {said}")
