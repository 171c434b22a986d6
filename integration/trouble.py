"""What happens when a round or an order can not go on: pauses, alarms, parked orders."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from integration.desk import Desk
from integration.errors import PartnerError, Refused, Stopped, Wait
from integration.model import Connection
from integration.rows import Alarm, OrderRow, StreamRow, Told
from integration.steps import LOOK_AGAIN_S

RETRY_FIRST_S, RETRY_LONGEST_S = 900, 86_400
WAIT_S = 900
STREAM = "orders"
#: After silence the next try is put off longer and longer, up to this; after so many in a row
#: somebody is told.
SILENCE_LONGEST_S, SILENCES = 300, 8
#: A round that changed nothing is written down only so often.
QUIET_S = 30


def park(desk: Desk, connection: Connection, row: OrderRow, reason: str) -> None:
    """The order waits for a person, and is tried again at growing intervals."""
    now = desk.clock.now()
    pause_s = min(RETRY_FIRST_S * 2**row.tries, RETRY_LONGEST_S)
    desk.store.save_order(
        msgspec.structs.replace(
            row,
            state="parked",
            tries=row.tries + 1,
            retry_at=now + timedelta(seconds=pause_s),
        )
    )
    remedy = f"mend it, then: floralab retry {row.order_id}"
    _alarm(desk, connection, f"order {row.order_id}", reason, remedy)
    tell_order(desk, connection, row.order_id, f"needs a person: {reason}")


def postpone(desk: Desk, row: OrderRow, reason: str) -> None:
    """A partner gave no answer about this order: ask again later and later, not in every round."""
    pause_s = min(LOOK_AGAIN_S * 2**row.tries, RETRY_FIRST_S)
    again_at = desk.clock.now() + timedelta(seconds=pause_s)
    desk.store.save_order(msgspec.structs.replace(row, tries=row.tries + 1, retry_at=again_at))
    desk.log.info("order waits", order=row.order_id, reason=reason, s=pause_s)


def close(desk: Desk, row: OrderRow) -> None:
    """Everything is done and told."""
    _relieve(desk, row, "done", tries=0)


def resume(desk: Desk, row: OrderRow) -> None:
    """The order goes on in every round: what it was parked or postponed for is gone.

    Should it be parked again before it is done, it waits longer.
    """
    if row.state == "parked":
        _relieve(desk, row, "open", tries=row.tries)
    elif row.retry_at:
        _relieve(desk, row, "open", tries=0)


def _relieve(desk: Desk, row: OrderRow, state: str, *, tries: int) -> None:
    # Alarms first: after a crash in between the order comes this way again.
    _resolve(desk, row.connection_id, f"order {row.order_id}")
    desk.store.save_order(msgspec.structs.replace(row, state=state, retry_at=None, tries=tries))


def go_on(desk: Desk, stream: StreamRow) -> None:
    """A round went well."""
    now, last = desk.clock.now(), stream.last_ok_at
    news = stream.failures or stream.blocked_until or last is None
    if news:
        desk.store.resolve_alarms(stream.connection_id, STREAM, now)
    if news or last is None or now - last >= timedelta(seconds=QUIET_S):
        desk.store.save_stream(
            StreamRow(
                connection_id=stream.connection_id, name=STREAM, last_ok_at=now, last_try_at=now
            )
        )


def block(desk: Desk, connection: Connection, stream: StreamRow, problem: PartnerError) -> None:
    """The whole round ends; when it is tried again, and who must know."""
    now = desk.clock.now()
    failures = stream.failures + 1
    pause_s = _pause_s(desk, problem, failures)
    desk.store.save_stream(
        msgspec.structs.replace(
            stream,
            last_try_at=now,
            failures=failures,
            reason=problem.reason,
            blocked_until=now + timedelta(seconds=pause_s),
        )
    )
    desk.log.warning("orders wait", connection=connection.id, reason=problem.reason, s=pause_s)
    if isinstance(problem, Stopped):
        remedy = f"mend token or grant in Komet ({problem.method}); it goes on by itself"
        _alarm(desk, connection, STREAM, problem.reason, remedy)
    elif isinstance(problem, Wait):
        _alarm(desk, connection, STREAM, problem.reason, "more users, or wait for the next day")
    elif isinstance(problem, Refused):
        _alarm(desk, connection, STREAM, problem.reason, "check the set-up of the connection")
    elif failures >= SILENCES:
        remedy = "see that the partner can be reached; the engine goes on trying"
        _alarm(desk, connection, STREAM, problem.reason, remedy)


def _pause_s(desk: Desk, problem: PartnerError, failures: int) -> float:
    if isinstance(problem, Wait):
        return WAIT_S
    settings, times = desk.settings, 2 ** min(failures - 1, 10)
    if isinstance(problem, Refused):
        return float(min(settings.backoff_first_s * times, settings.backoff_longest_s))
    return float(min(settings.orders_every_s * times, SILENCE_LONGEST_S))


def _alarm(desk: Desk, connection: Connection, subject: str, reason: str, remedy: str) -> None:
    """Raise it, in place of an earlier one about the same subject that gave another reason."""
    if reason not in _open_reasons(desk, connection.id, subject):
        _resolve(desk, connection.id, subject)
    desk.store.raise_alarm(
        Alarm(
            id=0,
            connection_id=connection.id,
            subject=subject,
            reason=reason,
            remedy=remedy,
            since=desk.clock.now(),
        )
    )


def _resolve(desk: Desk, connection_id: int, subject: str) -> None:
    if _open_reasons(desk, connection_id, subject):
        desk.store.resolve_alarms(connection_id, subject, desk.clock.now())


def _open_reasons(desk: Desk, connection_id: int, subject: str) -> list[str]:
    return [
        alarm.reason
        for alarm in desk.store.alarms()
        if (alarm.connection_id, alarm.subject) == (connection_id, subject)
    ]


def tell_order(desk: Desk, connection: Connection, order_id: int, text: str) -> None:
    """Add a sentence to the order's story, and a line to the log."""
    told = Told(at=desk.clock.now(), subject=f"order {order_id}", text=text)
    desk.store.tell(connection.id, told)
    desk.log.info("order", order=order_id, connection=connection.id, what=text)
