"""Which lines are not even asked for, and what one refused line means for the others."""

from __future__ import annotations

import msgspec

from integration.answering import ACCEPTED, FALLEN, OPEN, REFUSED, lines_in
from integration.desk import Desk
from integration.lines import RELEASE
from integration.model import Connection, Order
from integration.price_lists import list_changed
from integration.rows import GroupRow
from integration.trouble import tell_order


def carry_refusals(desk: Desk, connection: Connection, order: Order) -> None:
    """A line that was refused stays so, though its order moved before the marketplace knew."""
    refused = {
        row.line_id: row.reason
        for row in desk.store.lines(connection.id, order.order_id)
        if row.revision < order.revision and row.state == REFUSED
    }
    for row in lines_in(desk, connection, order, OPEN) if refused else ():
        if row.line_id in refused:
            reason = refused[row.line_id]
            desk.store.save_line(msgspec.structs.replace(row, state=REFUSED, reason=reason))


def refuse_changed_prices(desk: Desk, connection: Connection, order: Order) -> None:
    """The stated policy: honour the price that was sold, or refuse when Komet's has changed.

    What is honoured stands in the order's story, with Komet's price. A line that was accepted once
    keeps its price when its order moves.

    Raises:
        PartnerError: if the customer's price list had to be asked for.
    """
    groups = desk.store.groups(connection.id, order.order_id)
    if any(group.revision == order.revision for group in groups):
        return
    refuse = connection.price_policy == "refuse"
    turned = list_changed(desk, connection) if refuse else ""
    agreed = _accepted_before(desk, connection, order)
    for row in lines_in(desk, connection, order, OPEN):
        line = next(one for one in order.lines if one.line_id == row.line_id)
        offer = desk.store.offer(connection.id, line.key)
        changed = turned
        if offer and offer.price != line.price:
            changed = f"the price changed from {line.price} to {offer.price} since it was sold"
        if changed and refuse and row.line_id not in agreed:
            desk.store.save_line(msgspec.structs.replace(row, state=REFUSED, reason=changed))
        elif changed:
            text = f"line {row.line_id} keeps its price: {changed}"
            tell_order(desk, connection, order.order_id, text)


def _accepted_before(desk: Desk, connection: Connection, order: Order) -> set[int]:
    """The lines that the marketplace was told stand in Komet, at an earlier revision."""
    return {
        row.line_id
        for row in desk.store.lines(connection.id, order.order_id)
        if row.revision < order.revision and row.state == ACCEPTED
    }


def mine(desk: Desk, connection: Connection, order: Order) -> list[GroupRow]:
    """The groups that are to stand in Komet for the order's present revision."""
    return [
        group
        for group in desk.store.groups(connection.id, order.order_id)
        if group.wish == "placed" and group.revision == order.revision
    ]


def stand_or_fall(desk: Desk, connection: Connection, order: Order) -> bool:
    """All or nothing, if that is the policy: one refused line takes the whole order back.

    Lines first: what is refused is never planned anew, wherever a crash falls.
    """
    refused = lines_in(desk, connection, order, REFUSED)
    if connection.partial != RELEASE or not refused:
        return False
    reason = f"{FALLEN}, because of line {refused[0].line_id}"
    for row in lines_in(desk, connection, order, OPEN, ACCEPTED):
        changed = msgspec.structs.replace(row, state=REFUSED, reason=reason, answered=False)
        desk.store.save_line(changed)
    for group in mine(desk, connection, order):
        desk.store.save_group(msgspec.structs.replace(group, wish="gone"))
    return True
