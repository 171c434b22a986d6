"""The order round: hear what happened on the marketplace, bring Komet in line, answer.

Every order is worked on by itself: whatever goes wrong with one never stops the others. What needs
a person is parked with reason and remedy, and tried again at growing intervals or when somebody
says ``floralab retry``.
"""

from __future__ import annotations

import msgspec

from integration import ship_to
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
from integration.model import Connection, Order
from integration.orders import (
    FINAL,
    PLACED,
    PREBOOK,
    next_attempt,
    plan,
    ship_date,
    uncovered,
)
from integration.ports import Answer
from integration.pursuit import pursue
from integration.routes import Job
from integration.rows import GroupRow, LineRow, OrderRow, StreamRow
from integration.store.errors import Overtaken
from integration.taking_back import move_prebook, take_back
from integration.trouble import STREAM, block, park, tell_order

EVENTS_AT_ONCE = 100


def place_orders(desk: Desk, connection: Connection) -> int:
    """One round for one connection; tells how many orders were worked on.

    Nothing is raised for what goes wrong at a partner: it stands in the stream's row, in alarms
    and in the orders' stories.
    """
    now = desk.clock.now()
    stream = desk.store.stream(connection.id, STREAM)
    if stream.blocked_until and now < stream.blocked_until:
        return 0
    lease = desk.store.take_lease(
        f"{STREAM}:{connection.id}", desk.settings.holder, now, desk.settings.lease_ttl_s
    )
    if lease is None:
        return 0
    try:
        return _round(desk, connection, stream)
    finally:
        desk.store.release(lease)


def _round(desk: Desk, connection: Connection, stream: StreamRow) -> int:
    worked = 0
    try:
        hear(desk, connection)
        for row in desk.store.orders(connection.id, due=desk.clock.now()):
            worked += 1
            work_on(desk, connection, row)
    except Overtaken:
        return worked
    except PartnerError as problem:
        block(desk, connection, stream, problem)
        return worked
    if stream.failures or stream.last_ok_at is None or stream.blocked_until:
        desk.store.resolve_alarms(connection.id, STREAM, desk.clock.now())
    now = desk.clock.now()
    desk.store.save_stream(
        StreamRow(connection_id=connection.id, name=STREAM, last_ok_at=now, last_try_at=now)
    )
    return worked


def hear(desk: Desk, connection: Connection) -> None:
    """Take in everything that happened on the marketplace since the last time.

    Raises:
        PartnerError: if the feed could not be read; what was read before is kept.
    """
    while True:
        after = desk.store.cursor(connection.id)
        events = desk.market.events(connection, after, EVENTS_AT_ONCE)
        if events:
            desk.store.take_events(connection.id, events)
        for event in events:
            tell_order(
                desk, connection, event.order_id, f"{event.kind} (revision {event.revision})"
            )
        if len(events) < EVENTS_AT_ONCE:
            return


def work_on(desk: Desk, connection: Connection, row: OrderRow) -> None:
    """Bring one order forward as far as it goes now.

    Raises:
        PartnerError: Undelivered, Wait and Stopped, which concern every order.
        Overtaken: if another engine works on it.
    """
    try:
        _forward(desk, connection, row)
    except (Undelivered, Wait, Stopped, Overtaken):
        raise
    except Unknown as silence:
        desk.log.info("look failed", order=row.order_id, reason=silence.reason)
    except NeedsPerson as problem:
        park(desk, connection, row, problem.reason)
    except Exception as defect:  # noqa: BLE001 - one poisonous order never stops the others
        park(desk, connection, row, f"the engine failed on it: {type(defect).__name__}: {defect}")


def _forward(desk: Desk, connection: Connection, row: OrderRow) -> None:
    order, wanted = row.order, row.kind in ("placed", "moved")
    if not _old_groups_gone(desk, connection, row):
        return
    if wanted:
        _refuse_changed_prices(desk, connection, order)
        _plan(desk, connection, order)
        if not _placed_what_can_be(desk, connection, order):
            return
    else:
        _release_lines(desk, connection, order)
    if _all_answered(desk, connection, order):
        _close(desk, row)


# --- out with the old ----------------------------------------------------------------------------


def _old_groups_gone(desk: Desk, connection: Connection, row: OrderRow) -> bool:
    """Take back (or move) what no longer belongs in Komet; False while some of it is there."""
    wanted = row.kind in ("placed", "moved")
    for group in desk.store.groups(connection.id, row.order_id):
        job = Job(desk, connection, row.order, group)
        stale = not wanted or group.revision != row.revision
        if stale and group.wish == "placed":
            if wanted and group.route == PREBOOK and group.state == PLACED:
                _move(job, row.order)
                continue
            group = desk.store.save_group(msgspec.structs.replace(group, wish="gone"))
        if group.wish == "gone":
            take_back(job.on(group))
    return all(
        group.state in FINAL and group.state != PLACED
        for group in desk.store.groups(connection.id, row.order_id)
        if group.wish == "gone" or group.revision != row.revision
    )


def _move(job: Job, order: Order) -> None:
    day = ship_date(
        order.arrival_date, job.connection.transit_days, job.connection.service_weekdays
    )
    wished = msgspec.structs.replace(job.group, revision=order.revision, ship_date=day)
    try:
        move_prebook(job, wished)
    except LineRefused:
        job.desk.store.save_group(msgspec.structs.replace(job.group, wish="gone"))


# --- in with the new -----------------------------------------------------------------------------


def _plan(desk: Desk, connection: Connection, order: Order) -> None:
    lines = desk.store.lines(connection.id, order.order_id)
    groups = desk.store.groups(connection.id, order.order_id)
    todo = uncovered(order, lines, groups)
    for group, steps in plan(connection, order, todo, next_attempt(order, groups)):
        desk.store.add_group(group, steps)


def _refuse_changed_prices(desk: Desk, connection: Connection, order: Order) -> None:
    """The stated policy: honour the price that was sold, or refuse when Komet's has changed."""
    if connection.price_policy != "refuse" or _lines(desk, connection, order, "open") == []:
        return
    groups = desk.store.groups(connection.id, order.order_id)
    if any(group.revision == order.revision for group in groups):
        return
    for row in _lines(desk, connection, order, "open"):
        line = next(one for one in order.lines if one.line_id == row.line_id)
        offer = desk.store.offer(connection.id, line.key)
        if offer and offer.price != line.price:
            reason = f"the price changed from {line.price} to {offer.price} since it was sold"
            desk.store.save_line(msgspec.structs.replace(row, state="refused", reason=reason))


def _placed_what_can_be(desk: Desk, connection: Connection, order: Order) -> bool:
    """Pursue every group; False while one is under way."""
    for group in _mine(desk, connection, order):
        if group.state in FINAL:
            continue
        if group.ship_to_id is None:
            ship_to_id = ship_to.ensure(desk, connection, order.ship_to)
            if ship_to_id is None:
                return False
            group = desk.store.save_group(msgspec.structs.replace(group, ship_to_id=ship_to_id))
        pursue(Job(desk, connection, order, group))
    if connection.partial == "release":
        _stand_or_fall(desk, connection, order)
    groups = desk.store.groups(connection.id, order.order_id)
    settled = [
        group.state in FINAL and (group.wish == "placed" or group.state != PLACED)
        for group in groups
    ]
    return all(settled) and not uncovered(
        order, desk.store.lines(connection.id, order.order_id), groups
    )


def _mine(desk: Desk, connection: Connection, order: Order) -> list[GroupRow]:
    return [
        group
        for group in desk.store.groups(connection.id, order.order_id)
        if group.wish == "placed" and group.revision == order.revision
    ]


def _stand_or_fall(desk: Desk, connection: Connection, order: Order) -> None:
    """All or nothing: one refused line takes the whole order back."""
    refused = _lines(desk, connection, order, "refused")
    if not refused:
        return
    for group in _mine(desk, connection, order):
        desk.store.save_group(msgspec.structs.replace(group, wish="gone"))
    reason = f"the whole order was refused, because of line {refused[0].line_id}"
    for row in _lines(desk, connection, order, "open", "accepted"):
        changed = msgspec.structs.replace(row, state="refused", reason=reason, answered=False)
        desk.store.save_line(changed)


def _release_lines(desk: Desk, connection: Connection, order: Order) -> None:
    for row in _lines(desk, connection, order, "open", "accepted"):
        changed = msgspec.structs.replace(row, state="released", answered=False)
        desk.store.save_line(changed)


def _lines(desk: Desk, connection: Connection, order: Order, *states: str) -> list[LineRow]:
    return [
        row
        for row in desk.store.lines(connection.id, order.order_id)
        if row.revision == order.revision and row.state in states
    ]


# --- answers -------------------------------------------------------------------------------------


def _all_answered(desk: Desk, connection: Connection, order: Order) -> bool:
    """Tell the marketplace what it does not know yet; whether every line is final and told."""
    for row in _lines(desk, connection, order, "accepted", "refused", "released"):
        if row.answered:
            continue
        line = next(one for one in order.lines if one.line_id == row.line_id)
        if row.state == "refused":
            desk.market.withdraw(connection, line.key, row.reason)
        desk.market.answer(
            connection,
            Answer(
                order_id=row.order_id,
                line_id=row.line_id,
                revision=row.revision,
                outcome=row.state,
                komet_number=row.komet_number if row.state == "accepted" else "",
                reason=row.reason,
            ),
        )
        desk.store.save_line(msgspec.structs.replace(row, answered=True))
        said = row.reason or row.komet_number
        tell_order(desk, connection, order.order_id, f"line {row.line_id} {row.state}: {said}")
    return not _lines(desk, connection, order, "open")


def _close(desk: Desk, row: OrderRow) -> None:
    desk.store.save_order(msgspec.structs.replace(row, state="done", retry_at=None, tries=0))
    if row.tries:
        subject = f"order {row.order_id}"
        desk.store.resolve_alarms(row.connection_id, subject, desk.clock.now())
