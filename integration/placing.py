"""The order round: hear what happened on the marketplace, bring Komet in line, answer.

Every order is worked on by itself: whatever goes wrong with one never stops the others. What needs
a person is parked with reason and remedy, and tried again at growing intervals or when somebody
says ``floralab retry``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from integration import ship_to
from integration.answering import ACCEPTED, OPEN, RELEASED, lines_in, tell_lines
from integration.desk import Desk
from integration.errors import (
    LineRefused,
    NeedsPerson,
    PartnerError,
    Stopped,
    Undelivered,
    Unknown,
    Wait,
)
from integration.model import Connection, Order, OrderEvent
from integration.orders import (
    BACK,
    FINAL,
    PLACED,
    PREBOOK,
    next_attempt,
    plan,
    ships_on,
    uncovered,
)
from integration.policies import carry_refusals, mine, refuse_changed_prices, stand_or_fall
from integration.pursuit import pursue
from integration.routes import Job
from integration.rows import GroupRow, OrderRow, StreamRow
from integration.store.errors import Overtaken
from integration.taking_back import move_prebook, take_back
from integration.trouble import STREAM, block, close, go_on, park, postpone, resume, tell_order
from integration.turn import turn

EVENTS_AT_ONCE = 100
#: What the marketplace wants to have in Komet; else it wants it gone.
WANTED = ("placed", "moved")
#: So often an order is made anew by itself; after that once each time it was parked.
REBUILDS = 4


def place_orders(desk: Desk, connection: Connection) -> int:
    """One round for one connection; tells how many orders were worked on.

    Nothing is raised for what goes wrong at a partner: it stands in the stream's row, in alarms
    and in the orders' stories. A round in which nothing is to do writes nothing.
    """
    now = desk.clock.now()
    stream = desk.store.stream(connection.id, STREAM)
    if stream.blocked_until and now < stream.blocked_until:
        return 0
    try:
        news = _news(desk, connection)
    except PartnerError as problem:
        block(desk, connection, stream, problem)
        return 0
    if not news and not desk.store.orders(connection.id, due=now):
        go_on(desk, stream)
        return 0
    with turn(desk, connection) as ours:
        return _round(desk, connection, stream, news) if ours else 0


def _round(desk: Desk, connection: Connection, stream: StreamRow, news: list[OrderEvent]) -> int:
    worked = 0
    try:
        hear(desk, connection, news)
        due = desk.store.orders(connection.id, due=desk.clock.now())
        # What must leave Komet first: it needs no carrier, no boxes and no cut-off.
        for row in sorted(due, key=lambda row: row.kind in WANTED):
            worked += 1
            work_on(desk, connection, row)
    except Overtaken:
        return worked
    except PartnerError as problem:
        block(desk, connection, stream, problem)
        return worked
    go_on(desk, stream)
    return worked


def _news(desk: Desk, connection: Connection) -> list[OrderEvent]:
    """What happened on the marketplace since the last event that was taken in."""
    return desk.market.events(connection, desk.store.cursor(connection.id), EVENTS_AT_ONCE)


def hear(desk: Desk, connection: Connection, news: list[OrderEvent]) -> None:
    """Take in `news` and whatever follows on them.

    Raises:
        PartnerError: if the feed could not be read; what was read before is kept.
    """
    while news:
        known = desk.store.cursor(connection.id)
        desk.store.take_events(connection.id, news)
        for event in news:
            if event.cursor > known:
                said = f"{event.kind} (revision {event.revision})"
                tell_order(desk, connection, event.order_id, said)
        news = _news(desk, connection) if len(news) == EVENTS_AT_ONCE else []


def work_on(desk: Desk, connection: Connection, row: OrderRow) -> None:
    """Bring one order forward as far as it goes now.

    Raises:
        PartnerError: Undelivered, Wait and Stopped, which concern every order.
        Overtaken: if another engine works on it.
    """
    try:
        done = _forward(desk, connection, row)
    except (Undelivered, Wait, Stopped, Overtaken):
        raise
    except Unknown as silence:
        postpone(desk, row, silence.reason)
    except PartnerError as problem:
        park(desk, connection, row, problem.reason)
    except Exception as defect:  # noqa: BLE001 - one poisonous order never stops the others
        park(desk, connection, row, f"the engine failed on it: {type(defect).__name__}: {defect}")
    else:
        close(desk, row) if done else resume(desk, row)


def _forward(desk: Desk, connection: Connection, row: OrderRow) -> bool:
    """Bring Komet in line and answer; whether nothing is left to do."""
    order = row.order
    try:
        settled = _in_line(desk, connection, row)
    except NeedsPerson:
        tell_lines(desk, connection, order, settled=False)
        raise
    tell_lines(desk, connection, order, settled=settled)
    return settled and not lines_in(desk, connection, order, OPEN)


def _in_line(desk: Desk, connection: Connection, row: OrderRow) -> bool:
    """Have in Komet what the marketplace wants there; False while something is under way."""
    order, wanted = row.order, row.kind in WANTED
    carry_refusals(desk, connection, order)
    if not _old_groups_gone(desk, connection, row):
        return False
    if not wanted:
        _release_lines(desk, connection, order)
        return True
    refuse_changed_prices(desk, connection, order)
    stand_or_fall(desk, connection, order)
    _plan(desk, connection, row)
    return _placed_what_can_be(desk, connection, order)


def _one_by_one(groups: Iterable[GroupRow], work: Callable[[GroupRow], None]) -> None:
    """Do `work` for each group; what needs a person in one of them does not stop the others.

    Raises:
        NeedsPerson: the first, when all had their turn.
        PartnerError: anything else, at once.
    """
    problems = []
    for group in groups:
        try:
            work(group)
        except NeedsPerson as problem:
            problems.append(problem)
    if problems:
        raise problems[0]


# --- out with the old ----------------------------------------------------------------------------


def _old_groups_gone(desk: Desk, connection: Connection, row: OrderRow) -> bool:
    """Take back (or move) what no longer belongs in Komet; False while some of it is there."""

    def clear(group: GroupRow) -> None:
        job = Job(desk, connection, row.order, group)
        stale = row.kind not in WANTED or group.revision != row.revision
        if stale and group.wish == "placed":
            if row.kind in WANTED and group.route == PREBOOK and group.state == PLACED:
                _move(job, row.order)
                return
            group = desk.store.save_group(msgspec.structs.replace(group, wish="gone"))
        if group.wish == "gone":
            take_back(job.on(group))

    _one_by_one(desk.store.groups(connection.id, row.order_id), clear)
    return all(
        group.state in FINAL and group.state != PLACED
        for group in desk.store.groups(connection.id, row.order_id)
        if group.wish == "gone" or group.revision != row.revision
    )


def _move(job: Job, order: Order) -> None:
    day = ships_on(job.connection, order)
    wished = msgspec.structs.replace(job.group, revision=order.revision, ship_date=day)
    try:
        move_prebook(job, wished)
    except LineRefused:
        job.desk.store.save_group(msgspec.structs.replace(job.group, wish="gone"))


# --- in with the new -----------------------------------------------------------------------------


def _plan(desk: Desk, connection: Connection, row: OrderRow) -> None:
    """Make groups of what is open and in none.

    Raises:
        NeedsPerson: if that was taken back again too often.
    """
    order = row.order
    lines = desk.store.lines(connection.id, order.order_id)
    groups = desk.store.groups(connection.id, order.order_id)
    todo = uncovered(order, lines, groups)
    rebuilt = sum(one.state == BACK and one.revision == order.revision for one in groups)
    if todo and rebuilt > REBUILDS and row.state != "parked":
        raise NeedsPerson(f"it was made and taken back {rebuilt} times: see what Komet makes of it")
    for group, steps in plan(connection, order, todo, next_attempt(order, groups)):
        desk.store.add_group(group, steps)


def _placed_what_can_be(desk: Desk, connection: Connection, order: Order) -> bool:
    """Pursue every group; False while one is under way."""

    def go(group: GroupRow) -> None:
        if group.state in FINAL or stand_or_fall(desk, connection, order):
            return
        ship_to_id = group.ship_to_id or ship_to.ensure(desk, connection, order.ship_to)
        if ship_to_id is None:
            return
        if group.ship_to_id is None:
            group = desk.store.save_group(msgspec.structs.replace(group, ship_to_id=ship_to_id))
        pursue(Job(desk, connection, order, group))

    _one_by_one(mine(desk, connection, order), go)
    stand_or_fall(desk, connection, order)
    groups = desk.store.groups(connection.id, order.order_id)
    return all(group.state in FINAL for group in groups) and not uncovered(
        order, desk.store.lines(connection.id, order.order_id), groups
    )


def _release_lines(desk: Desk, connection: Connection, order: Order) -> None:
    for row in lines_in(desk, connection, order, OPEN, ACCEPTED):
        changed = msgspec.structs.replace(row, state=RELEASED, answered=False)
        desk.store.save_line(changed)
