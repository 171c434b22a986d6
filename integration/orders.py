"""Plans: a marketplace order -> groups -> steps. Pure: no I/O, no clock.

Lines that go to Komet together - same origin, ship date, carrier and ship-to - are a *group* and
become exactly one invoice or prebook. The route depends on the token: a Customer token makes web
orders (Komet turns them into an invoice or a prebook at once), a Company token makes invoices for
stock on hand and prebooks for all else: future stock, and what others offer. A group that has to
be made again (a double was found, a line was refused inside an invoice) is taken back and its open
lines are planned anew under the next attempt, with new references.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from integration.errors import NeedsPerson
from integration.model import (
    ON_HAND,
    Address,
    Connection,
    Order,
    OrderLine,
    Reference,
)
from integration.rows import GroupRow, LineRow, StepRow
from integration.steps import PLANNED

WEB_ORDER, INVOICE, PREBOOK = "web_order", "invoice", "prebook"

#: The calls of each route, in order; ``add`` stands once per line.
ROUTES: dict[str, tuple[str, ...]] = {
    WEB_ORDER: ("web_order.create", "web_order.add", "web_order.check_out"),
    INVOICE: ("invoice.create",),
    PREBOOK: ("prebook.create", "prebook.add"),
}
#: Steps that are added to a group later stand behind those it was planned with.
UPDATE_SEQ, TAKE_BACK_SEQ = 1000, 2000
#: A reference's part from here on stands for a group, below it for a line.
GROUP_PART = 900

#: Group states. working: steps to do; awaiting: a checkout that people do in Komet.
WORKING, AWAITING, PLACED, NOTHING, BACK = "working", "awaiting", "placed", "nothing", "back"
FINAL = (PLACED, NOTHING, BACK)


def ship_date(arrival: date, transit_days: int, weekdays: Sequence[int]) -> date:
    """The service day on which boxes must leave to be there on `arrival`.

    Args:
        arrival: the day the florist asked for.
        transit_days: from ship date to arrival, counted in days the carrier works.
        weekdays: on which the carrier works, 0 for Monday; at least one.
    """
    day, left = arrival, transit_days
    while left > 0 or day.weekday() not in weekdays:
        day -= timedelta(days=1)
        left -= day.weekday() in weekdays
    return day


def ships_on(connection: Connection, order: Order) -> date:
    """The order's ship date: the marketplace's own, or else reckoned from the connection's days."""
    return order.ship_date or ship_date(
        order.arrival_date, connection.transit_days, connection.service_weekdays
    )


def route(token_kind: str, origin: int) -> str:
    """How a group of this origin is made with this token."""
    if token_kind == "Customer":
        return WEB_ORDER
    return INVOICE if origin == ON_HAND else PREBOOK


def uncovered(
    order: Order, lines: Iterable[LineRow], groups: Iterable[GroupRow]
) -> list[OrderLine]:
    """The lines of the order's revision that are open and in no group that is to be placed."""
    open_ids = {row.line_id for row in lines if row.revision == order.revision and _open(row)}
    covered = {
        line_id
        for group in groups
        if group.wish == "placed" and group.revision == order.revision
        for line_id in group.line_ids
    }
    return [line for line in order.lines if line.line_id in open_ids - covered]


def _open(row: LineRow) -> bool:
    return row.state == "open"


def plan(
    connection: Connection, order: Order, lines: Sequence[OrderLine], attempt: int
) -> list[tuple[GroupRow, list[StepRow]]]:
    """Groups and steps for `lines` of `order` under `attempt` (1 for the first).

    Raises:
        NeedsPerson: if a line's number can not be told from that of a group.
    """
    if any(line.line_id >= GROUP_PART for line in lines):
        raise NeedsPerson(f"nothing of an order of {GROUP_PART} lines or more could be found again")
    day = ships_on(connection, order)
    plans = []
    for origin in sorted({line.origin for line in lines}):
        mine = [line for line in lines if line.origin == origin]
        if mine:
            group = GroupRow(
                id=0,
                connection_id=connection.id,
                order_id=order.order_id,
                revision=order.revision,
                attempt=attempt,
                origin=origin,
                part=GROUP_PART + origin,
                route=route(connection.token_kind, origin),
                ship_date=day,
                line_ids=tuple(line.line_id for line in mine),
                state=WORKING,
            )
            plans.append((group, _steps(group)))
    return plans


def _steps(group: GroupRow) -> list[StepRow]:
    parts: list[tuple[str, int]] = []
    for kind in ROUTES[group.route]:
        if kind.endswith(".add"):
            parts += [(kind, line_id) for line_id in group.line_ids]
        else:
            parts.append((kind, group.part))
    return [
        StepRow(
            id=0,
            group_id=group.id,
            seq=seq,
            kind=kind,
            reference=str(reference(group, part)),
            part=part,
            state=PLANNED,
        )
        for seq, (kind, part) in enumerate(parts, start=1)
    ]


def reference(group: GroupRow, part: int) -> Reference:
    """Our number for a line of the group (its id) or for the group itself."""
    return Reference(group.connection_id, group.order_id, group.revision, group.attempt, part)


def next_attempt(order: Order, groups: Iterable[GroupRow]) -> int:
    """The attempt under which lines of this revision are planned next."""
    return 1 + max((one.attempt for one in groups if one.revision == order.revision), default=0)


def fingerprint(address: Address) -> str:
    """Equal for addresses that mean the same door: case, accents and blanks do not count."""
    parts = (
        address.name,
        address.address,
        address.city,
        address.state,
        address.zipcode,
        address.country,
    )
    return "|".join(_plain(part) for part in parts)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(one for one in folded if not unicodedata.combining(one))
    return " ".join(letters.replace(".", " ").replace(",", " ").split())
