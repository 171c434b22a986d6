"""Every partner on one clock: what a world is made from, and the registry of partners."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from mocks.axerrio import build as axerrio
from mocks.core.api import endpoints_of
from mocks.core.clock import LabClock
from mocks.core.fields import FIRST_DAY, LAST_DAY
from mocks.core.openapi import Published
from mocks.core.partner import Partner
from mocks.core.world import World
from mocks.ibuyflowers import build as ibuyflowers
from mocks.komet import build as komet
from mocks.komet.facts.own_data import OwnData
from mocks.komet.wire import Envelope

KOMET_TITLE = "Komet Sales API (simulated)"
KOMET_DESCRIPTION = (
    "A simulated Komet Sales. Each operation says in x-source and x-evidence where we know it "
    "from: documented (page and version), observed in programs that call the live service, or "
    "assumed. Refusals and empty results are HTTP 200 with a numeric status; their sentences are "
    "ours unless marked observed. The live service also takes GET and POST alike."
)

SEED_LIMIT = 2**63
LINES_LIMIT = 5_000_000
USERS_LIMIT = 10_000


class WorldSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a world is made from; equal specs with a start make equal worlds.

    `lines` and `users` are of Komet's main company, `names` product names of a real catalogue,
    `own` is the data it brought;
    `start` (aware; None: now) is where the clock begins, `frozen` whether it stands there;
    `komet`, `ibuyflowers` and `axerrio` are switches by name.
    """

    seed: int = 1
    lines: int = 2000
    users: int = 3
    names: tuple[str, ...] | None = None
    own: OwnData | None = None
    start: datetime | None = None
    frozen: bool = False
    komet: dict[str, str] = {}
    ibuyflowers: dict[str, str] = {}
    axerrio: dict[str, str] = {}


class PartnerKind(NamedTuple):
    """One line of the registry: how a partner is built, and what it publishes."""

    build: Callable[[LabClock, WorldSpec], Partner]
    published: Callable[[], Published]


def _komet(clock: LabClock, spec: WorldSpec) -> Partner:
    return komet.build(
        clock,
        komet.KometSpec(
            seed=spec.seed,
            lines=spec.lines,
            users=spec.users,
            names=spec.names,
            own=spec.own,
            assumptions=spec.komet,
        ),
    )


def _ibuyflowers(clock: LabClock, spec: WorldSpec) -> Partner:
    return ibuyflowers.build(
        clock, ibuyflowers.IbfSpec(seed=spec.seed, assumptions=spec.ibuyflowers)
    )


def _axerrio(clock: LabClock, spec: WorldSpec) -> Partner:
    return axerrio.build(clock, axerrio.AxrSpec(seed=spec.seed, assumptions=spec.axerrio))


def _komet_published() -> Published:
    modules = komet.nouns()
    return Published(KOMET_TITLE, KOMET_DESCRIPTION, endpoints_of(modules), Envelope, True)


#: Every partner there is, by name; ports are given out in this order.
PARTNERS: dict[str, PartnerKind] = {
    "komet": PartnerKind(_komet, _komet_published),
    "ibuyflowers": PartnerKind(_ibuyflowers, ibuyflowers.published),
    "axerrio": PartnerKind(_axerrio, axerrio.published),
}


def build_world(spec: WorldSpec) -> World:
    """All partners on one clock.

    Raises:
        ValueError: naming the field of `spec` that can not be, and what would be right.
    """
    check_spec(spec)
    clock = LabClock(spec.start, frozen=spec.frozen)
    return World(
        clock, spec.seed, {name: kind.build(clock, spec) for name, kind in PARTNERS.items()}
    )


def check_spec(spec: WorldSpec) -> None:
    """Refuse what no world can be made from.

    Raises:
        ValueError: naming the field.
    """
    bounds: dict[str, tuple[Any, int]] = {
        "seed": (spec.seed, SEED_LIMIT),
        "lines": (spec.lines, LINES_LIMIT),
        "users": (spec.users, USERS_LIMIT),
    }
    for name, (value, limit) in bounds.items():
        if not 0 <= value <= limit:
            raise ValueError(f"{name}: {value} is not between 0 and {limit}")
    if spec.start is None:
        return
    if spec.start.tzinfo is None:
        raise ValueError("start: give a moment with its zone, such as 2026-11-23T10:00:00Z")
    if not FIRST_DAY <= spec.start.date() <= LAST_DAY:
        raise ValueError(f"start: {spec.start.date()} is not between {FIRST_DAY} and {LAST_DAY}")
