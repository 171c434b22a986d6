"""The life of one call that creates something in Komet, which has no idempotency key.

Asking twice makes two orders; not asking again loses one. So each such call is a row, written
before the call is sent, and an answer that did not come leaves the row in *doubt*. Doubt ends in
one of two ways. Our reference went out with the call and can be read back: *found* means done. Or
it is nowhere to be seen, and the doubt is older than `settle_s` - the longest a request can still
be under way plus the longest a read may lag behind - then it never happened and never will, and
only then may it be asked again. Looking too early and asking again is how doubles are made.

The same patience applies the other way round: what was once done and is not seen any more counts
as taken out by somebody only when it has been missing for `settle_s`, for a read may lag. It is
then never asked for again.

Everything about the states stands here; this module knows neither partners nor the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from integration.rows import StepRow

PLANNED, SENT, DOUBTFUL, DONE = "planned", "sent", "doubtful", "done"
REFUSED, DROPPED, GONE = "refused", "dropped", "gone"

#: state -> event -> next state; a missing key is a move that must not happen.
MOVES: dict[str, dict[str, str]] = {
    PLANNED: {"send": SENT, "drop": DROPPED, "find": DONE},
    SENT: {
        "confirm": DONE,
        "refuse": REFUSED,
        "bounce": PLANNED,
        "lose": DOUBTFUL,
        "find": DONE,
        "settle": PLANNED,
    },
    DOUBTFUL: {"find": DONE, "settle": PLANNED},
    DONE: {"see": DONE, "miss": GONE},
    REFUSED: {},
    DROPPED: {},
    GONE: {},
}

IN_DOUBT = (SENT, DOUBTFUL)
LOOK_AGAIN_S = 30.0


class IllegalMove(Exception):
    """A step was asked to do what its state does not allow: a defect of the engine."""


def move(step: StepRow, event: str, now: datetime, *, found: str = "", reason: str = "") -> StepRow:
    """The step after `event` at `now`.

    Args:
        step: as it stands.
        event: a key of `MOVES` for its state.
        now: the moment of the event, aware.
        found: what was made (an id), for confirm and find.
        reason: why, for refuse, drop and miss.

    Raises:
        IllegalMove: if its state does not allow the event.
    """
    state = MOVES[step.state].get(event)
    if state is None:
        raise IllegalMove(f"{step.kind} {step.reference}: {event} while {step.state}")
    changes: dict[str, object] = {"state": state}
    if event == "send":
        changes |= {"since": now, "looked_at": None, "sends": step.sends + 1}
    elif event == "lose":
        changes |= {"since": now}
    if state == DONE:
        changes |= {"seen_at": now}
    if found:
        changes["found"] = found
    if reason:
        changes["reason"] = reason
    return msgspec.structs.replace(step, **changes)


def settled(step: StepRow, now: datetime, settle_s: float) -> bool:
    """Whether a doubt (or an absence) is old enough to be believed."""
    begin = step.seen_at if step.state == DONE else step.since
    return begin is not None and now - begin >= timedelta(seconds=settle_s)


def look_due(steps: Sequence[StepRow], now: datetime, settle_s: float) -> bool:
    """Whether it is worth a call to look again at what is in doubt or was missed.

    Once at once, then every `LOOK_AGAIN_S`, and when a doubt has settled.
    """
    for step in steps:
        looked, since = step.looked_at, step.since or now
        if looked is None or now - looked >= timedelta(seconds=LOOK_AGAIN_S):
            return True
        settles = since + timedelta(seconds=settle_s)
        if looked < settles <= now:
            return True
    return not steps


def judged(step: StepRow, ids: Sequence[str], now: datetime, settle_s: float) -> StepRow:
    """The step after a look that found `ids` for it (none: it was not seen)."""
    looked = msgspec.structs.replace(step, looked_at=now)
    if step.state in IN_DOUBT:
        if ids:
            return move(looked, "find", now, found=ids[0])
        return move(looked, "settle", now) if settled(step, now, settle_s) else looked
    if step.state == DONE:
        if ids:
            return move(looked, "see", now)
        if settled(step, now, settle_s):
            return move(looked, "miss", now, reason="removed in Komet by somebody")
    return looked
