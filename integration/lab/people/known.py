"""What a feature names must be there: a misspelling is answered with what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any, TypeVar

from mocks.core.assumptions import changed
from mocks.core.faults import FAULTS, FaultRule
from mocks.core.world import World

A = TypeVar("A")

API = "/api/"
#: What may connect, and what may become of an order's lines; the usual policy first.
TOKEN_KINDS = ("Company", "Customer")
POLICIES = {"partial": ("keep", "release"), "price_policy": ("honour", "refuse")}


class NotKnown(ValueError):
    """A feature names or says what is not there; the message lists what is."""


def known(kind: str, name: str, there: Iterable[str]) -> str:
    """`name`, if it is there.

    Args:
        kind: what it names, such as ``method``.
        name: as it was written.
        there: all there are.

    Raises:
        NotKnown: with the nearest name and all there are.
    """
    names = sorted(set(there))
    if name in names:
        return name
    near = "".join(f' (did you mean "{one}"?)' for one in get_close_matches(name, names, 1))
    raise NotKnown(f'there is no {kind} "{name}"{near}; known: {", ".join(names) or "none yet"}')


def amount_in(text: str) -> Decimal:
    """An amount as a feature writes it.

    Raises:
        NotKnown: if it is no number.
    """
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("nan")
    if amount.is_finite():
        return amount
    raise NotKnown(f'"{text}" is no amount; write it as in 378.00')


def moment_in(text: str) -> datetime:
    """A moment with its zone, as a feature writes it.

    Raises:
        NotKnown: if it is none.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is not None:
        return moment
    raise NotKnown(f'"{text}" is no moment; write it as in 2026-11-23T14:00:00Z')


def at_hour(day: datetime, hour: int) -> datetime:
    """That hour of the day.

    Raises:
        NotKnown: if a day has no such hour.
    """
    known("hour", str(hour), map(str, range(24)))
    return day.replace(hour=hour)


def seconds_in(seconds: int) -> int:
    """So many seconds, which can pass.

    Raises:
        NotKnown: if time were to run backwards.
    """
    if seconds < 0:
        raise NotKnown(f"{seconds} seconds can not pass: time only runs forwards")
    return seconds


def known_method(world: World, method: str, partner: str = "komet") -> str:
    """`method`, if the partner publishes it.

    Raises:
        NotKnown: with all there are.
    """
    paths = world.partners[partner].paths
    return known(f"method of {partner}", method, (one.removeprefix(API) for one in paths))


def fault_rule(world: World, kind: str, rule: Mapping[str, Any]) -> FaultRule:
    """A rule that can strike something.

    Raises:
        NotKnown: if there is no such fault, or no method it could strike.
    """
    made = FaultRule(kind=known("fault", kind, FAULTS), **rule)
    paths = {path for one in world.partners.values() for path in one.paths}
    if not any(fnmatchcase(path, made.path) for path in paths):
        known("method", made.path.removeprefix(API), (one.removeprefix(API) for one in paths))
    return made


def may_connect(token_kind: str, changes: Mapping[str, Any]) -> None:
    """Check what is said of a connection.

    Raises:
        NotKnown: for a kind of token that can not connect, or a policy there is not.
    """
    known("kind of token that connects", token_kind, TOKEN_KINDS)
    for field, policies in POLICIES.items():
        known("policy", changes.get(field, policies[0]), policies)


def switched(assumptions: A, switch: str, value: str) -> A:
    """`assumptions` with one switch set.

    Raises:
        NotKnown: if there is no such switch or value.
    """
    try:
        return changed(assumptions, {switch: value})
    except ValueError as problem:
        raise NotKnown(str(problem)) from problem
