"""Two load runs beside each other: what became slower, and whether it may mean anything. Pure.

Figures of one sitting are noisy: a difference is told as a ratio, and only a large one of something
that was measured often enough is called a change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from integration.lab.load.figures import Entry, Figures

#: A ratio beyond this, either way, is called a change.
NOTICEABLE = 1.3
#: How often something must have been measured for each figure: a 99th percentile of fifty values is
#: the longest of them, and chance.
OFTEN = {"p50": 20, "p99": 200}
#: Below so many seconds a ratio is about the clock.
TINY_S = 0.005


class Compared(NamedTuple):
    """One figure of both runs; None where a run has not measured it."""

    name: str
    figure: str
    before: float | None
    after: float | None
    note: str

    @property
    def ratio(self) -> float | None:
        """After to before; None if there is nothing to divide."""
        return self.after / self.before if self.after is not None and self.before else None


def differences(first: Figures, second: Figures) -> list[str]:
    """How the two runs differ in what was asked for: such runs are no pair."""
    before, after = first.spec, second.spec
    return [
        f"{name}: {getattr(before, name)} and {getattr(after, name)}"
        for name in before.__struct_fields__
        if getattr(before, name) != getattr(after, name)
    ]


def compared(first: Figures, second: Figures) -> Iterator[Compared]:
    """Median and 99th percentile of every entry of either run."""
    names = {one.name: None for run in (first, second) for one in run.generated.entries}
    for name in names:
        before, after = first.generated.entry(name), second.generated.entry(name)
        for figure in OFTEN:
            yield _row(name, figure, before, after)


def _row(name: str, figure: str, before: Entry | None, after: Entry | None) -> Compared:
    values = [None if one is None else float(getattr(one, figure)) for one in (before, after)]
    return Compared(name, figure, values[0], values[1], _note(OFTEN[figure], values, before, after))


def _note(often: int, values: list[float | None], before: Entry | None, after: Entry | None) -> str:
    if before is None or after is None:
        return "only in the second" if before is None else "only in the first"
    was, now = values[0] or 0.0, values[1] or 0.0
    if min(before.count, after.count) < often:
        return "measured too seldom"
    if max(was, now) < TINY_S or (now < was * NOTICEABLE and was < now * NOTICEABLE):
        return ""
    return "slower" if now > was else "faster"
