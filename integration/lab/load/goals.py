"""Goals are data; here they are read and held against what a run gave. Pure.

A goal with nothing measured is a goal missed: a run in which no order was placed says nothing good
about orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

import msgspec

from integration.lab.load.figures import Figures, GoalRow, LawRow
from integration.lab.load.scenarios import ROLES, Plan

#: Figures of the whole run instead of an entry, and their units.
OVERSPENT, FAILED, MISSED_SHARE, LEFT = "overspent", "failed", "missed_share", "left_over"
PLAIN = {OVERSPENT: "calls", FAILED: "calls", MISSED_SHARE: "of all", LEFT: "left"}
ALLOWANCE_LAW = "komet.allowance"


class Exit(IntEnum):
    """How `floralab load` ends; 1 and 2 are the shell's and click's own."""

    WELL = 0
    GOAL_MISSED = 3
    LAW_BROKEN = 4
    CRASHED = 5


class Goal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One goal as it stands in the file."""

    name: str
    statement: str
    figure: str
    entry: str = ""
    intervals: float = 0.0
    cadences: float = 0.0
    rounds: float = 0.0
    seconds: float = 0.0
    outages: float = 0.0
    settles: float = 0.0
    at_most: float = 0.0
    only: list[str] = []

    def limit(self, figures: Figures) -> float:
        """The most that was measured may be, in seconds or in its own unit."""
        spec = figures.spec
        outage = spec.plan.outage_s or (0.0, 0.0)
        return (
            self.at_most
            + self.seconds
            + self.intervals * spec.interval_s
            + self.cadences * promised_s(figures)
            + self.rounds * figures.orders_every_s
            + self.outages * (outage[1] - outage[0])
            + self.settles * spec.settle_s
        )


class _File(msgspec.Struct, forbid_unknown_fields=True):
    goal: list[Goal]


def read_goals(path: Path) -> list[Goal]:
    """The goals in a file.

    Raises:
        OSError: if it can not be read.
        msgspec.MsgspecError: naming the field that can not be.
    """
    return msgspec.toml.decode(path.read_bytes(), type=_File).goal


def promised_s(figures: Figures) -> float:
    """The longest cadence that was promised; the interval if there was no cycle."""
    known = [one.cadence_s for one in figures.cycles]
    return float(max(known, default=figures.spec.interval_s))


def judged(goals: list[Goal], figures: Figures) -> list[GoalRow]:
    """Each goal of the run's scenario, met or not."""
    rows = []
    for goal in goals:
        if goal.only and figures.spec.scenario not in goal.only:
            continue
        measured, limit = measure(goal, figures), goal.limit(figures)
        rows.append(
            GoalRow(
                name=goal.name,
                statement=goal.statement,
                limit=limit,
                measured=measured,
                met=measured is not None and measured <= limit,
                unit=PLAIN.get(goal.figure, "s"),
            )
        )
    return rows


def measure(goal: Goal, figures: Figures) -> float | None:
    """What the run gave for a goal; None for nothing."""
    if goal.figure == OVERSPENT:
        return float(sum(len(one.violations) for one in _allowance_laws(figures)))
    if goal.figure == FAILED:
        return float(sum(one.failed for one in figures.generated.entries))
    if goal.figure == LEFT:
        return float(figures.left_over)
    if goal.figure == MISSED_SHARE:
        return missed_share(figures)
    entry = figures.generated.entry(goal.entry)
    value = getattr(entry, goal.figure, None) if entry else None
    return None if value is None else float(value)


def _allowance_laws(figures: Figures) -> Iterator[LawRow]:
    return (one for one in figures.laws if one.name == ALLOWANCE_LAW)


def missed_share(figures: Figures) -> float:
    """The share of arrivals that could not start."""
    missed = sum(figures.generated.missed.values())
    meant = sum(expected(figures.spec.plan, role) for role in ROLES)
    return missed / meant if meant else 0.0


def expected(plan: Plan, role: str) -> float:
    """How many arrivals of a role the plan has."""
    at_s, count, rate = 0.0, 0.0, plan.role(role).rate
    while at_s < plan.time_s:
        until = plan.turn(role, at_s)
        count += rate * plan.factor(role, at_s) * (until - at_s)
        at_s = until
    return count


def ended(figures: Figures) -> Exit:
    """The exit status: a crash outweighs a broken law, that a missed goal."""
    if figures.problems:
        return Exit.CRASHED
    if figures.broken:
        return Exit.LAW_BROKEN
    return Exit.GOAL_MISSED if figures.missed else Exit.WELL
