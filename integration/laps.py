"""How long each phase of a piece of work took, by the clock that the work itself goes by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from integration.ports import Clock

READ, COMPARE, PUBLISH, ACKNOWLEDGE = "read", "compare", "publish", "acknowledge"


@dataclass
class Laps:
    """Laps of a stopwatch that was started at `since`.

    Args:
        clock: tells the time.
        since: when the present lap began.
        seconds: by phase, summed up where a phase comes more than once.
    """

    clock: Clock
    since: datetime
    seconds: dict[str, float] = field(default_factory=dict)

    def ended(self, phase: str) -> None:
        """What was done since the last lap was `phase`."""
        now = self.clock.now()
        self.seconds[phase] = self.seconds.get(phase, 0.0) + (now - self.since).total_seconds()
        self.since = now
