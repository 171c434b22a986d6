"""The four plots of the day, drawn from its samples and orders.

Each plot is one `Drawing`: time from left to right on a grid of hours, one or two panels of values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil, floor, log10
from typing import NamedTuple

from integration.lab.demo.result import DemoResult, Hour, OrderLine, Sample
from integration.lab.report.svg import Box, Drawing, Point
from integration.lab.report.words import clock, count, minutes

WIDTH, LEFT, RIGHT, TOP = 880.0, 64.0, 16.0, 14.0
LABEL = 12.0
#: Outcomes from the bottom of a bar to its top, with the style each is filled in.
STACK = (
    ("accepted", "good"),
    ("partly", "fair"),
    ("waits", "waits"),
    ("refused", "bad"),
    ("cancelled", "gone"),
    ("dropped", "gone2"),
)


class Panel(NamedTuple):
    """A part of a drawing with its own scale of values, from `low` at its foot to `high`.

    `distance` lies between two grid lines; both ends are multiples of it.
    """

    box: Box
    low: float
    high: float
    distance: float

    def y(self, value: float) -> float:
        """Where a value lies."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.box.y + self.box.height * (1 - min(max(share, 0.0), 1.0))


class Axis(NamedTuple):
    """Time from left to right."""

    begin: datetime
    end: datetime

    def x(self, at: datetime) -> float:
        """Where a moment lies."""
        return LEFT + (WIDTH - LEFT - RIGHT) * ((at - self.begin) / (self.end - self.begin))


def axis_of(result: DemoResult) -> Axis:
    """The day's time."""
    return Axis(result.began, result.ended)


def step(span: float, most: int = 5) -> float:
    """A round distance between grid lines, so that at most `most` of them cover `span`."""
    if span <= 0:
        return 1.0
    size = 10.0 ** floor(log10(span / most))
    return next(size * factor for factor in (1, 2, 5, 10) if span / (size * factor) <= most)


def panel(top: float, height: float, values: Iterable[float], *, zero: bool = True) -> Panel:
    """A panel whose scale holds all `values` (and zero, if wanted) between round numbers."""
    known = [*values, 0.0] if zero else list(values) or [0.0]
    low, high = min(known), max(known)
    distance = step((high - low) or 1.0)
    low, high = floor(low / distance) * distance, ceil(high / distance) * distance
    box = Box(LEFT, top, WIDTH - LEFT - RIGHT, height)
    return Panel(box, low, max(high, low + distance), distance)


def _grid(drawing: Drawing, axis: Axis, on: Panel, write: Callable[[float], str]) -> None:
    right = on.box.x + on.box.width
    for place in range(round((on.high - on.low) / on.distance) + 1):
        value = on.low + place * on.distance
        y = on.y(value)
        drawing.line(Point(on.box.x, y), Point(right, y), "zero" if value == 0 else "grid")
        drawing.text(Point(on.box.x - 8, y + 4), write(value), anchor="end")
    bottom = on.box.y + on.box.height
    for hour in range(0, 25, 3):
        at = axis.begin + timedelta(hours=hour)
        x = axis.x(at)
        drawing.line(Point(x, bottom), Point(x, bottom + 4), "zero")
        drawing.text(
            Point(x, bottom + 4 + LABEL), clock(at) if hour < 24 else "24:00", anchor="middle"
        )


def _legend(drawing: Drawing, x: float, y: float, entries: Sequence[tuple[str, str]]) -> None:
    for style, words in entries:
        drawing.rectangle(Box(x, y - 9, 10, 10), style)
        drawing.text(Point(x + 15, y), words)
        x += 32 + 6.4 * len(words)


def _points(
    axis: Axis, on: Panel, samples: Sequence[Sample], value: Callable[[Sample], float]
) -> list[Point]:
    return [Point(axis.x(one.at), on.y(value(one))) for one in samples]


def _whole(value: float) -> str:
    return count(round(value))


# --- the plots ------------------------------------------------------------------------------------


def stock(result: DemoResult) -> Drawing:
    """Boxes shown and boxes there, and below them by how much the two differ."""
    drawing = Drawing(WIDTH, 384, "Boxes shown on the marketplace and boxes left in Komet")
    axis, samples = axis_of(result), result.samples
    both = [*(one.shown for one in samples), *(one.real for one in samples)]
    above = panel(TOP + 24, 180, both, zero=False)
    _grid(drawing, axis, above, _whole)
    drawing.curve(_points(axis, above, samples, lambda one: one.real), "line there")
    drawing.curve(_points(axis, above, samples, lambda one: one.shown), "line shown")
    _legend(
        drawing,
        LEFT,
        TOP + 6,
        (
            ("shown", "boxes shown"),
            ("there", "boxes in Komet"),
            ("bad", "shown, but gone"),
            ("fair", "there, but not shown yet"),
        ),
    )
    extremes = [*(one.over for one in samples), *(-one.under for one in samples)]
    below = panel(TOP + 250, 84, extremes)
    _grid(drawing, axis, below, lambda value: _whole(abs(value)))
    foot = [Point(axis.x(one.at), below.y(0)) for one in samples]
    drawing.area(_points(axis, below, samples, lambda one: one.over), foot, "bad")
    drawing.area(_points(axis, below, samples, lambda one: -one.under), foot, "fair")
    return drawing


def orders(result: DemoResult) -> Drawing:
    """Orders by the hour they were placed in, stacked by what became of them."""
    drawing = Drawing(WIDTH, 250, "Orders by hour and outcome")
    axis = axis_of(result)
    stacks = [_stack(result.orders, hour) for hour in result.hours]
    on = panel(TOP + 24, 176, [sum(number for _, _, number in one) for one in stacks])
    _grid(drawing, axis, on, _whole)
    for hour, stack in zip(result.hours, stacks, strict=True):
        _bar(drawing, axis, on, (hour, stack))
    present = {name for stack in stacks for name, _, number in stack if number}
    _legend(drawing, LEFT, TOP + 6, [(style, name) for name, style in STACK if name in present])
    return drawing


def _stack(found: Sequence[OrderLine], hour: Hour) -> list[tuple[str, str, int]]:
    within = [one for one in found if hour.begin <= one.placed_at < hour.begin + timedelta(hours=1)]
    return [(name, style, sum(one.outcome == name for one in within)) for name, style in STACK]


def _bar(
    drawing: Drawing, axis: Axis, on: Panel, bar: tuple[Hour, list[tuple[str, str, int]]]
) -> None:
    hour, stack = bar
    left, right = axis.x(hour.begin), axis.x(hour.begin + timedelta(hours=1))
    below = 0
    for name, style, number in stack:
        if number:
            top, foot = on.y(below + number), on.y(below)
            box = Box(left + 3, top, right - left - 6, foot - top - 1)
            drawing.rectangle(box, style, hint=f"{clock(hour.begin)}: {number} {name}")
            below += number


def staleness(result: DemoResult) -> Drawing:
    """How old the oldest offer shown was, and from when on it is marked."""
    drawing = Drawing(WIDTH, 250, "Age of the oldest offer shown, in minutes")
    axis, samples = axis_of(result), result.samples
    ages = [*(one.oldest_s / 60 for one in samples), *(one.limit_s / 60 for one in samples)]
    on = panel(TOP + 24, 176, ages)
    _grid(drawing, axis, on, lambda value: f"{value:g} min")
    drawing.curve(_points(axis, on, samples, lambda one: one.limit_s / 60), "line limit")
    drawing.curve(_points(axis, on, samples, lambda one: one.oldest_s / 60), "line bad")
    # While every offer is marked there is no oldest one without a mark: the curve is interrupted.
    for unmarked, run in groupby(samples, key=lambda one: one.fresh_oldest_s > 0):
        if unmarked:
            points = _points(axis, on, list(run), lambda one: one.fresh_oldest_s / 60)
            drawing.curve(points, "line shown")
    _legend(
        drawing,
        LEFT,
        TOP + 6,
        (
            ("shown", "oldest without a mark"),
            ("bad", "oldest at all (marked stale above the limit)"),
            ("limit", "planned cadence and a minute"),
        ),
    )
    for one in samples:
        if one.stale:
            hint = f"{clock(one.at)}: {one.stale} offers marked stale, {minutes(one.oldest_s)}"
            top = on.y(one.oldest_s / 60)
            drawing.rectangle(Box(axis.x(one.at) - 2, top - 2, 4, 4), "bad", hint=hint)
    return drawing


def allowance(result: DemoResult) -> Drawing:
    """Calls spent so far, by cycles and by orders, below the day's allowance."""
    drawing = Drawing(WIDTH, 250, "Calls to Komet spent, of the day's allowance")
    axis, samples = axis_of(result), result.samples
    most = result.allowance.allowance
    on = panel(TOP + 24, 176, [most])
    _grid(drawing, axis, on, _whole)
    foot = [Point(axis.x(one.at), on.y(0)) for one in samples]
    cycles = _points(axis, on, samples, lambda one: one.cycle_calls)
    both = _points(axis, on, samples, lambda one: one.cycle_calls + one.order_calls)
    drawing.area(cycles, foot, "shown")
    drawing.area(both, cycles, "good")
    begin, end = Point(axis.x(axis.begin), on.y(most)), Point(axis.x(axis.end), on.y(most))
    drawing.line(begin, end, "line limit")
    _legend(
        drawing,
        LEFT,
        TOP + 6,
        (
            ("shown", "inventory cycles"),
            ("good", "orders"),
            ("limit", "the day's allowance"),
        ),
    )
    return drawing
