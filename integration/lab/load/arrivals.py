"""When the users of a pool mean to start: an open schedule, which waits for nobody. Pure.

Each user of a pool has its own schedule with a share of the pool's rate, so that together they
arrive at the rate whatever process each of them lives in. The pauses are drawn as chance has it:
people who came at equal distances would always meet the same moment of a cycle. A user who is still
busy when its next arrival is due starts late, and its latency counts from the moment that was
meant; an arrival that had to wait longer than patience allows is never started, and counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from integration.lab.load.scenarios import PATIENCE_S, Plan

#: Later than any run ends.
NEVER = float("inf")


@dataclass
class Arrivals:
    """The schedule of one user.

    Args:
        plan: of the run.
        role: the user's.
        draw: chance.
        missed: arrivals so far that nobody could start.
    """

    plan: Plan
    role: str
    draw: Random
    missed: int = 0

    def __post_init__(self) -> None:
        pool = self.plan.role(self.role)
        self._rate = pool.rate / pool.users if pool.users else 0.0
        self._due = self._after(0.0)

    def next(self, now_s: float) -> float:
        """The second of the next arrival to start, at `now_s` or later or a little ago.

        Arrivals that have waited too long are counted as missed and passed over.
        """
        while self._due < now_s - PATIENCE_S:
            self.missed += 1
            self._due = self._after(self._due)
        due, self._due = self._due, self._after(self._due)
        return due

    def give_up(self, now_s: float) -> None:
        """The run is over: whatever should have started by now is missed."""
        while self._due <= now_s:
            self.missed += 1
            self._due = self._after(self._due)

    def _after(self, at_s: float) -> float:
        """The second at which this user is due next."""
        turns = self.draw.expovariate(1.0)
        while at_s < self.plan.time_s:
            until = self.plan.turn(self.role, at_s)
            rate = self._rate * self.plan.factor(self.role, at_s)
            if rate * (until - at_s) > turns:
                return at_s + turns / rate
            turns -= rate * (until - at_s)
            at_s = until
        return NEVER
