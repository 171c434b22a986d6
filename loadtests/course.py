"""What every user of a load run knows: the site, the plan, and how far the run is.

Each process makes its own from the same options; a worker hears them from its master.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from integration.lab.load import names
from integration.lab.load.scenarios import Plan
from integration.lab.load.site import Site
from integration.lab.load.spec import LoadSpec

#: After an outage the next cycle may begin a cadence later, and takes a third of it.
RECOVERY_INTERVALS = 2.4


@dataclass
class Course:
    """A run under way. Seconds count from its beginning."""

    spec: LoadSpec
    site: Site
    draw: Random
    began: float = 0.0
    began_at: datetime = datetime.min
    missed: Counter[str] = field(default_factory=Counter)
    #: Orders of the vendor's desk, for its changes and labels.
    sold: list[int] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        return self.spec.plan

    def begin(self) -> None:
        self.began, self.began_at = time.perf_counter(), datetime.now(UTC)

    def now(self) -> float:
        return time.perf_counter() - self.began

    def moment(self, at_s: float) -> datetime:
        return self.began_at + timedelta(seconds=at_s)

    @property
    def away(self) -> tuple[datetime, datetime] | None:
        """From when to when Komet is away."""
        outage = self.plan.outage_s
        return (self.moment(outage[0]), self.moment(outage[1])) if outage else None

    def is_away(self, at: datetime) -> bool:
        """Whether Komet is away, or was until just before."""
        away = self.away
        if away is None:
            return False
        recovery = timedelta(seconds=RECOVERY_INTERVALS * self.plan.interval_s)
        return away[0] <= at <= away[1] + recovery

    def arrival(self) -> date:
        """The day florists buy for: from Tuesday to Friday, three days ahead or a little more."""
        day = datetime.now(UTC).date() + timedelta(days=3)
        while day.weekday() in (0, 5, 6):
            day += timedelta(days=1)
        return day


class OnCourse:
    """A user of the run: it knows the course, and has values of its own to tell."""

    environment: Any
    course: Course

    def on_start(self) -> None:
        self.course = course_of(self.environment)

    def measured(self, name: str, seconds: float, problem: Exception | None = None) -> None:
        """One more value of an entry that is no single call."""
        self.environment.events.request.fire(
            request_type=names.SYNC,
            name=name,
            response_time=seconds * 1000,
            response_length=0,
            exception=problem,
            context={},
        )


def course_of(environment: Any) -> Course:
    """The run of this process, made when it is first needed.

    Raises:
        NotThere: if the options describe no run, or one that is not on loopback.
    """
    known: Course | None = getattr(environment, "course", None)
    if known is None:
        given = environment.parsed_options
        spec = LoadSpec(
            scenario=given.scenario,
            lines=given.lines,
            rate=given.rate,
            time_s=given.time,
            interval_s=given.interval,
            seed=given.seed,
        )
        spec.check()
        index = getattr(environment.runner, "worker_index", 0)
        draw = Random(f"{spec.seed}/{index}")
        environment.course = known = Course(spec, Site.read(Path(given.site)), draw)
    return known
