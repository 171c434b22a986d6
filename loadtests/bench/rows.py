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
    """One figure: its name, its value, the bar it is held against, and what stands behind it."""

    name: str
    value: float
    unit: str = ""
    bar: Bar | None = None
    note: str = ""

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


def told(times: Sequence[float], lines: int) -> str:
    """Times for people: the median, and what it means in lines a second."""
    median = statistics.median(times)
    return f"{median:.3f} s, {lines / median:,.0f} lines/s"
