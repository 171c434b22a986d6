"""A figure of the table, and how it is measured."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec


class Bar(msgspec.Struct, frozen=True):
    """What a figure is held against: at most `limit`, or at least so much."""

    limit: float
    unit: str = ""
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether `value` is good enough."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.limit:g}{self.unit}"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: its name, its value, the bar it is held against, and what stands behind it.

    `curve` names the curve of a plot that the figure is a point of: `seconds` at so many `lines`.
    """

    name: str
    value: float
    unit: str = ""
    bar: Bar | None = None
    note: str = ""
    curve: str = ""
    lines: int = 0
    seconds: float = 0.0

    @property
    def measured(self) -> str:
        """The value for people."""
        return (
            f"{self.value:,.0f}{self.unit}" if self.value >= 100 else f"{self.value:.2f}{self.unit}"
        )

    @property
    def met(self) -> bool | None:
        """Whether the bar was met; None without one."""
        return None if self.bar is None else self.bar.met(self.value)


def seconds(work: Callable[[], Any]) -> float:
    """How long `work` takes, begun with a clean heap."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median of first : second over alternating rounds."""
    return statistics.median(one / other for one, other in pairs)


def behind(times: Sequence[float], lines: int, curve: str = "") -> dict[str, Any]:
    """What stands behind a figure: the median of its times, and what that is in lines a second."""
    median = statistics.median(times)
    note = f"{median:.3f} s, {lines / median:,.0f} lines/s"
    return {"note": note, "curve": curve, "lines": lines, "seconds": median}
