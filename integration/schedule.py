"""When which work of a connection is due, and what a success or a failure changes in that. Pure.

Inventory is read at the planned cadence, orders are placed every few seconds, the books are
reconciled now and then. Each kind of work is a *stream* with its own row, so that trouble in one
never stops another. After a failure nothing is asked in a hot loop: a lost call waits for the next
due moment, a used-up allowance for its next day, a refusal five minutes, then ten, up to an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from integration.errors import Defect, Kept, PartnerError, Refused, Wait
from integration.model import MARKETPLACE, VENDOR
from integration.rows import Alarm, StreamRow
from integration.settings import Settings

INVENTORY, ORDERS, RECONCILE = "inventory", "orders", "reconcile"
#: With a vendor: what it did, and what became of its lines in Komet.
SALES, PURCHASES = "sales", "purchases"
#: In this order they are done when all are due: a florist waits for an order.
STREAMS = (ORDERS, SALES, INVENTORY, PURCHASES, RECONCILE)
#: Whose streams are whose.
STREAMS_WITH = {MARKETPLACE: (ORDERS, INVENTORY, RECONCILE), VENDOR: (SALES, PURCHASES)}

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def inventory_lease(connection_id: int) -> str:
    """The name of the lease whose fencing numbers are the numbers of the connection's batches."""
    return f"{INVENTORY}:{connection_id}"


def every_s(name: str, cadence_s: int, settings: Settings) -> float:
    """Seconds between two tries of the stream `name`; `cadence_s` is that of what is planned."""
    if name in (INVENTORY, PURCHASES):
        return cadence_s
    return settings.orders_every_s if name in (ORDERS, SALES) else settings.reconcile_every_s


def due_at(stream: StreamRow, every: float) -> datetime:
    """When the stream is to be tried next; long ago if it never was.

    Args:
        stream: how it went so far.
        every: seconds between two tries.
    """
    tried = stream.last_try_at
    regular = _BEGINNING if tried is None else tried + timedelta(seconds=every)
    return max(regular, stream.blocked_until or regular)


def due(
    now: datetime, streams: Mapping[str, StreamRow], cadence_s: int, settings: Settings
) -> list[str]:
    """The streams of a connection that are due at `now`, in the order to do them.

    Args:
        now: the moment, aware.
        streams: by name; only these are considered.
        cadence_s: the planned one of the inventory.
        settings: the engine's.
    """
    return [
        name
        for name in STREAMS
        if name in streams and due_at(streams[name], every_s(name, cadence_s, settings)) <= now
    ]


def next_due(
    now: datetime, streams: Iterable[StreamRow], cadence_s: int, settings: Settings
) -> datetime:
    """The next moment at which one of `streams` is due: `now` if one is already."""
    moments = [due_at(one, every_s(one.name, cadence_s, settings)) for one in streams]
    return max(min(moments, default=now), now)


# --- what became of a try ----------------------------------------------------------------------


def succeeded(stream: StreamRow, tried_at: datetime, ok_at: datetime) -> StreamRow:
    """The stream after a try that began at `tried_at` and is good as of `ok_at`."""
    return StreamRow(
        connection_id=stream.connection_id, name=stream.name, last_ok_at=ok_at, last_try_at=tried_at
    )


def failed(
    stream: StreamRow, tried_at: datetime, problem: PartnerError, blocked_until: datetime | None
) -> StreamRow:
    """The stream after a try that began at `tried_at` and ended in `problem`."""
    return msgspec.structs.replace(
        stream,
        last_try_at=tried_at,
        blocked_until=blocked_until,
        failures=stream.failures + 1,
        reason=problem.reason,
    )


def blocked_until(
    stream: StreamRow, problem: PartnerError, now: datetime, whole_at: datetime, settings: Settings
) -> datetime | None:
    """Until when nothing is tried after `problem`; None: until the regular next moment.

    Args:
        stream: as it was before this failure.
        problem: what happened.
        now: when.
        whole_at: when a used-up allowance may be whole again.
        settings: first and longest back-off.
    """
    if isinstance(problem, Wait) and not isinstance(problem, Kept):
        return whole_at
    if not isinstance(problem, Refused):
        return None
    doubled = settings.backoff_first_s * 2 ** min(stream.failures, 20)
    return now + timedelta(seconds=min(doubled, settings.backoff_longest_s))


def late(stream: StreamRow, now: datetime, every: float) -> bool:
    """Whether two intervals of `every` seconds went by without a success."""
    if stream.last_ok_at is None:
        return stream.failures >= 2
    return now - stream.last_ok_at >= timedelta(seconds=2 * every)


def alarm(stream: StreamRow, problem: PartnerError, now: datetime, every: float) -> Alarm | None:
    """What a person must know after `problem`: a refusal at once, silence after two intervals.

    Args:
        stream: as it is after this failure.
        problem: what happened.
        now: when.
        every: seconds between two tries.
    """
    if isinstance(problem, Refused):
        reason, remedy = problem.reason, _remedy(problem)
    elif late(stream, now, every):
        reason = f"no success for two intervals of {every:g} s: {problem.reason}"
        remedy = "see that the partner can be reached; the engine goes on trying"
    else:
        return None
    return Alarm(
        id=0,
        connection_id=stream.connection_id,
        subject=stream.name,
        reason=reason,
        remedy=remedy,
        since=now,
    )


def _remedy(problem: PartnerError) -> str:
    if isinstance(problem, Wait):
        return (
            "goes on by itself, at the latest on the allowance's next day; more users in the "
            "company's plan, or fewer calls by its other programs, give more"
        )
    if isinstance(problem, Defect):
        return (
            "a fault of the engine itself: report it with the trace that stands in its log "
            "(engine.defect); it tries again by itself, at most once an hour"
        )
    return (
        "mend the token, its methods or the ids in the partner's settings, then say "
        "`floralab connect` again; the engine also tries by itself, at most once an hour"
    )
