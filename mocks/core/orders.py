"""What a tester may ask of the control plane, and what of it can not be.

Every check names the field and says what would be right; nothing here changes a world.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from mocks.core.api import Request
from mocks.core.faults import FaultRule
from mocks.core.fields import LAST_DAY
from mocks.core.world import World

CENTURY_S = 100 * 366 * 86_400


class ClockOrder(msgspec.Struct, forbid_unknown_fields=True):
    """What to do with the clock: any of the three, in this order. Time only goes forward."""

    frozen: bool | None = None
    set: Annotated[datetime, Meta(tz=True)] | None = None
    advance_s: Annotated[float, Meta(ge=0, le=CENTURY_S)] | None = None


class FaultOrder(msgspec.Struct, forbid_unknown_fields=True):
    """The rules to put in force in place of the present ones."""

    rules: tuple[FaultRule, ...]


class JournalQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which lines of the journal."""

    text: str = ""
    partner: str = ""
    limit: Annotated[int, Meta(ge=0)] = 100


class LedgerQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which entries of whose ledger; without `digest` nothing is hashed, however long it is."""

    partner: str
    since: Annotated[int, Meta(ge=0)] = 0
    kind: str = ""
    limit: Annotated[int, Meta(ge=0)] = 1000
    digest: bool = True


class AssumptionOrder(msgspec.Struct, forbid_unknown_fields=True):
    """Switches of one partner to set."""

    partner: str
    set: dict[str, str]


def check_clock(now: datetime, order: ClockOrder, *, frozen: bool) -> None:
    """Refuse what would turn the clock back, out of all years, or by hand while it runs.

    Raises:
        ValueError: naming the field.
    """
    last = datetime.combine(LAST_DAY, datetime.min.time(), now.tzinfo)
    if order.set is not None and not now <= order.set <= last:
        shown = f"{now:%Y-%m-%dT%H:%M:%S.%fZ} to {last:%Y-%m-%dT%H:%M:%SZ}"
        raise ValueError(f"set: time only goes forward; give a moment from {shown}")
    if order.advance_s is None:
        return
    if not frozen:
        raise ValueError('advance_s: a running clock moves by itself; send "frozen": true with it')
    if (order.set or now) + timedelta(seconds=order.advance_s) > last:
        raise ValueError(f"advance_s: no world goes on after {LAST_DAY}; give fewer seconds")


def check_rule(world: World, rule: FaultRule, place: str) -> None:
    """Refuse a rule that can strike nothing: it would only look as if all went well.

    Raises:
        ValueError: naming the field, with what there is.
    """
    check_known(f"{place}.partner", rule.partner, world.partners)
    if not rule.ordinals and not rule.chance:
        right = "give ordinals such as [1], or a chance up to 1"
        raise ValueError(f"{place}: with no ordinals and no chance it never strikes; {right}")
    names = [rule.partner] if rule.partner else list(world.partners)
    paths = [path for name in names for path in world.partners[name].paths]
    if not any(fnmatchcase(path, rule.path) for path in paths):
        said = "is the path of no method; give a pattern such as */invoice.*, or one of"
        raise ValueError(f"{place}.path: {rule.path!r} {said} {', '.join(sorted(paths))}")


def check_known(field: str, name: str, there: Iterable[str]) -> None:
    """Refuse a filter that names nothing; an empty one names everything.

    Raises:
        ValueError: with what there is.
    """
    known = sorted(there)
    if name and name not in known:
        raise ValueError(f"{field}: there is no {name!r}; there are {', '.join(known)}")


def object_in(request: Request, *, needed: bool = True) -> dict[str, Any]:
    """The JSON object in the body; an empty body is an empty object where none is needed.

    Raises:
        ValueError: if there is something else.
    """
    if not request.body.strip():
        if needed:
            raise ValueError('the body is empty; send a JSON object such as {"name": "value"}')
        return {}
    try:
        sent = msgspec.json.decode(request.body)
    except ValueError as problem:
        raise ValueError(f"the body is no JSON ({str(problem).lower()}); send an object") from None
    if not isinstance(sent, dict):
        raise ValueError("the body is no object; send one, such as {}")
    return sent
