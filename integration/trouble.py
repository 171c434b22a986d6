"""What happens when a round or an order can not go on: pauses, alarms, parked orders."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from integration.desk import Desk
from integration.errors import PartnerError, Refused, Stopped, Wait
from integration.model import Connection
from integration.rows import Alarm, OrderRow, StreamRow, Told

RETRY_FIRST_S, RETRY_LONGEST_S = 900, 86_400
WAIT_S = 900
STREAM = "orders"


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
            blocked_until=now + timedelta(seconds=pause_s) if pause_s else None,
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


def _pause_s(desk: Desk, problem: PartnerError, failures: int) -> float:
    if isinstance(problem, Wait):
        return WAIT_S
    if isinstance(problem, Refused):
        settings = desk.settings
        pause_s = settings.backoff_first_s * 2 ** min(failures - 1, 10)
        return float(min(pause_s, settings.backoff_longest_s))
    return 0.0


def _alarm(desk: Desk, connection: Connection, subject: str, reason: str, remedy: str) -> None:
    now = desk.clock.now()
    desk.store.raise_alarm(
        Alarm(
            id=0,
            connection_id=connection.id,
            subject=subject,
            reason=reason,
            remedy=remedy,
            since=now,
        )
    )


def tell_order(desk: Desk, connection: Connection, order_id: int, text: str) -> None:
    """Add a sentence to the order's story, and a line to the log."""
    told = Told(at=desk.clock.now(), subject=f"order {order_id}", text=text)
    desk.store.tell(connection.id, told)
    desk.log.info("order", order=order_id, connection=connection.id, what=text)
