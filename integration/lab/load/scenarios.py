"""The load scenarios: who comes how often at which moment of a run. Pure data and arithmetic.

A scenario speaks in shares: of the run's time, of the rate that was asked for. What it means in
seconds and arrivals is worked out by a `Plan`, which every process of a run makes for itself from
the same few numbers.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import NamedTuple

import msgspec

#: Whoever can not be served for so long by any user of its kind counts as turned away.
PATIENCE_S = 5.0
POOL_MOST = 100
#: So many seconds lie between two visits of one user on the average: nobody queues behind itself.
PAUSE_S = 10.0
#: Staff change this share of the lines in each interval, and at most so many a second.
STAFF_CHURN, STAFF_MOST = 0.01, 20.0
DESK_SHARE = 0.2
#: The programs' company has one user: so many calls, used up after this share of the run.
PROGRAM_CALLS, PROGRAM_EDGE, PROGRAM_MOST = 1000, 2 / 3, 5.0
#: Growth begins this many times smaller than it ends, and goes by tens.
GROWTH_STEPS = 3

BUYER, STAFF, DESK, PROGRAM = "buyer", "staff", "desk", "program"
ROLES = (BUYER, STAFF, DESK, PROGRAM)


class Wave(NamedTuple):
    """Until this share of the run buyers come so many times as often as was asked for."""

    until: float
    factor: float


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario.

    Args:
        about: what happens, in a sentence.
        waves: how often buyers come, over the run.
        shrinking: nothing is received, and everybody wants the same few lines.
        outage: from which to which share of the run Komet is away.
        churn: whether every line changes in every interval.
        growth: whether the inventory grows to its size by tens.
    """

    about: str
    waves: tuple[Wave, ...] = (Wave(1.0, 1.0),)
    shrinking: bool = False
    outage: tuple[float, float] | None = None
    churn: bool = False
    growth: bool = False


SCENARIOS = {
    "steady": Scenario(about="An ordinary day: one line of a hundred changes in each cycle."),
    "morning-rush": Scenario(
        about="A quiet start, then three times the buyers at once, then half as many.",
        waves=(Wave(0.25, 0.5), Wave(0.6, 3.0), Wave(1.0, 0.5)),
    ),
    "valentine": Scenario(
        about="Three times the buyers want the same few lines, and nothing new comes in.",
        waves=(Wave(1.0, 3.0),),
        shrinking=True,
    ),
    "outage-and-backlog": Scenario(
        about="Komet is away for a third of the run while buyers go on buying.",
        outage=(0.3, 0.6),
    ),
    "churn": Scenario(about="Every line changes in every cycle.", churn=True),
    "growth": Scenario(
        about="The inventory grows tenfold three times while buyers go on buying.", growth=True
    ),
}


class Role(NamedTuple):
    """One kind of user: how many there are, and how many arrivals a second they share."""

    users: int
    rate: float


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario with its figures; times in seconds, `rate` in purchases a second."""

    scenario: str
    rate: float
    time_s: float
    interval_s: float
    lines: int

    @property
    def does(self) -> Scenario:
        """What the scenario says."""
        return SCENARIOS[self.scenario]

    def factor(self, role: str, at_s: float) -> float:
        """How many times as often as usual users of `role` come at that second."""
        if at_s >= self.time_s:
            return 0.0
        if role != BUYER:
            return 1.0
        share = at_s / self.time_s
        return next(wave.factor for wave in self.does.waves if share < wave.until)

    def turn(self, role: str, at_s: float) -> float:
        """When the factor of `role` changes next after that second; the end if it does not."""
        if role != BUYER:
            return self.time_s
        turns = [wave.until * self.time_s for wave in self.does.waves]
        return next((turn for turn in turns if turn > at_s), self.time_s)

    def role(self, role: str) -> Role:
        """How many users of `role` there are, and how often they come."""
        rate = self._rate(role)
        peak = rate * max(wave.factor for wave in self.does.waves) if role == BUYER else rate
        users = min(max(ceil(peak * PAUSE_S), 2), POOL_MOST) if rate > 0 else 0
        return Role(users, rate)

    def _rate(self, role: str) -> float:
        if role == BUYER:
            return self.rate
        if role == STAFF:
            return min(self.lines * STAFF_CHURN / self.interval_s, STAFF_MOST)
        if role == DESK:
            return self.rate * DESK_SHARE
        return min(PROGRAM_CALLS / (self.time_s * PROGRAM_EDGE), PROGRAM_MOST)

    @property
    def outage_s(self) -> tuple[float, float] | None:
        """From which to which second Komet is away."""
        outage = self.does.outage
        return (outage[0] * self.time_s, outage[1] * self.time_s) if outage else None

    @property
    def sizes(self) -> tuple[int, ...]:
        """Lines at the beginning and after each step of growth."""
        if not self.does.growth:
            return (self.lines,)
        return tuple(max(self.lines // 10**step, 10) for step in range(GROWTH_STEPS, -1, -1))

    def growths(self) -> list[tuple[float, int]]:
        """The second at which the inventory grows, and by how many lines, step by step."""
        sizes = self.sizes
        return [
            (self.time_s * place / len(sizes), after - before)
            for place, (before, after) in enumerate(pairwise(sizes), 1)
            if after > before
        ]

    def spent_before(self) -> int:
        """Calls the programs have spent already, so that they reach the edge during the run."""
        coming = int(self.role(PROGRAM).rate * self.time_s * PROGRAM_EDGE)
        return max(PROGRAM_CALLS - coming, 0)
