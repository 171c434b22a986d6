"""What a load run gave: every figure of it in one value, which is also its JSON summary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from integration.lab.load.spec import LoadSpec

#: The processes that are watched.
GENERATOR, SIMULATORS, ENGINE = "generator", "simulators", "engine"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of Locust's statistics; times in seconds."""

    kind: str
    name: str
    count: int
    failed: int
    mean: float
    max: float
    p50: float
    p90: float
    p95: float
    p99: float


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """A failure that was seen so many times."""

    name: str
    error: str
    count: int


class Generated(msgspec.Struct, frozen=True, kw_only=True):
    """What the load generator says: `missed` arrivals by role could not start."""

    began_at: datetime | None = None
    entries: list[Entry]
    errors: list[Error]
    missed: dict[str, int]

    def entry(self, name: str) -> Entry | None:
        """The entry of that name, or None if nothing was measured under it."""
        return next((one for one in self.entries if one.name == name and one.count), None)


class CycleFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One cycle: when it ended, how many lines it read and changed, seconds by phase."""

    at_s: float
    lines: int
    changed: int
    cadence_s: int
    outcome: str
    seconds: dict[str, float]


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One look from outside, so many seconds after arrivals began.

    `cpu_s` are processor seconds so far and `rss` bytes, by process. `age_s` is the marketplace's:
    since the moment its offers were true; `calls` is the engine's count.
    """

    at_s: float
    cpu_s: dict[str, float]
    rss: dict[str, int]
    age_s: float | None = None
    calls: int | None = None


class LawRow(msgspec.Struct, frozen=True, kw_only=True):
    """A law, how many facts it judged, and what broke it."""

    name: str
    statement: str
    judged: int
    violations: list[str]


class GoalRow(msgspec.Struct, frozen=True, kw_only=True):
    """A goal with its limit and what was measured; None: nothing was."""

    name: str
    statement: str
    limit: float
    measured: float | None
    met: bool
    unit: str = "s"


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run; `left_over` is how much was still under way when it should have been at rest."""

    spec: LoadSpec
    began_at: datetime
    machine: str
    commit: str
    orders_every_s: float
    allowance: int
    generated: Generated
    cycles: list[CycleFigures]
    samples: list[Sample]
    laws: list[LawRow]
    goals: list[GoalRow] = []
    problems: list[str] = []
    left_over: int = 0

    @property
    def broken(self) -> list[LawRow]:
        """The laws that do not hold."""
        return [one for one in self.laws if one.violations]

    @property
    def missed(self) -> list[GoalRow]:
        """The goals that were not met."""
        return [one for one in self.goals if not one.met]


def used(samples: list[Sample], until_s: float) -> dict[str, float]:
    """How many processors each process kept busy, on the average, while arrivals came."""
    within = [one for one in samples if 0 <= one.at_s <= until_s]
    if len(within) < 2:
        return {}
    first, last = within[0], within[-1]
    seconds = last.at_s - first.at_s
    return {
        name: (last.cpu_s[name] - first.cpu_s[name]) / seconds
        for name in last.cpu_s
        if name in first.cpu_s and seconds > 0
    }


#: One Python process can hardly use more than one processor; from here on it holds others up.
BUSY = 0.75


def bottleneck(busy: Mapping[str, float], workers: int = 1) -> str:
    """Which process held the others up, in a sentence.

    Args:
        busy: processors used, by process.
        workers: processes the generator is made of.
    """
    if not busy:
        return "too short a run to say what was busy"
    share = {name: value / (workers if name == GENERATOR else 1) for name, value in busy.items()}
    name = max(share, key=lambda one: share[one])
    told = f"{name} was the busiest, with {share[name]:.0%} of a processor"
    if share[name] < BUSY:
        return f"nobody was held up by a processor; {told}"
    return f"the bottleneck: {told}"
