"""The plots of a load run: cycles by size and phase, staleness, allowance, memory, processors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from integration.lab.load.figures import ENGINE, GENERATOR, SIMULATORS, Figures, Sample
from integration.lab.load.goals import promised_s
from integration.lab.load.log import PHASES
from integration.lab.report.plots import LABEL, LEFT, RIGHT, TOP, WIDTH, Panel, panel, step
from integration.lab.report.svg import Box, Drawing, Point

HEIGHT, FIELD = 250.0, 176.0
STYLES = {SIMULATORS: "there", ENGINE: "shown", GENERATOR: "limit"}
PHASE_STYLES = dict(zip(PHASES, ("shown", "fair", "good", "waits"), strict=True))
REQUEST_SHARE = 1 / 3


class Seconds(NamedTuple):
    """Time from left to right, in seconds since the first arrival was due."""

    begin: float
    end: float

    def x(self, at_s: float) -> float:
        """Where a second lies."""
        share = (at_s - self.begin) / ((self.end - self.begin) or 1.0)
        return LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0.0), 1.0)


class Plot:
    """A drawing under way: one panel of values over time.

    Args:
        label: what it shows.
        figures: of the run, which give the time.
        values: the panel must hold them all.
        write: how a value is written at the left.
    """

    def __init__(
        self,
        label: str,
        figures: Figures,
        values: Iterable[float],
        write: Callable[[float], str],
    ) -> None:
        self.drawing = Drawing(WIDTH, HEIGHT, label)
        self.on: Panel = panel(TOP + 24, FIELD, values)
        ends = [one.at_s for one in figures.samples] + [one.at_s for one in figures.cycles]
        self.axis = Seconds(0.0, max([figures.spec.time_s, *ends]))
        grid(self.drawing, self.on, write)
        self._seconds()

    def _seconds(self) -> None:
        bottom, distance = self.on.box.y + self.on.box.height, step(self.axis.end, most=8)
        for place in range(int(self.axis.end / distance) + 1):
            x = self.axis.x(place * distance)
            self.drawing.line(Point(x, bottom), Point(x, bottom + 4), "zero")
            words = f"{place * distance:g} s"
            self.drawing.text(Point(x, bottom + 4 + LABEL), words, anchor="middle")

    def curve(self, points: Iterable[tuple[float, float]], style: str) -> None:
        """A line through (second, value)."""
        places = [Point(self.axis.x(at), self.on.y(value)) for at, value in points]
        self.drawing.curve(places, f"line {style}")

    def level(self, value: float, style: str = "limit") -> None:
        """A line across at `value`."""
        y = self.on.y(value)
        self.drawing.line(Point(LEFT, y), Point(WIDTH - RIGHT, y), f"line {style}")

    def legend(self, entries: Sequence[tuple[str, str]]) -> Drawing:
        """Style and words of what is drawn; the drawing is done then."""
        legend(self.drawing, entries)
        return self.drawing


def grid(drawing: Drawing, on: Panel, write: Callable[[float], str]) -> None:
    """Lines across at round values, with the values at the left."""
    for place in range(round((on.high - on.low) / on.distance) + 1):
        value = on.low + place * on.distance
        y = on.y(value)
        right = on.box.x + on.box.width
        drawing.line(Point(on.box.x, y), Point(right, y), "zero" if value == 0 else "grid")
        drawing.text(Point(on.box.x - 8, y + 4), write(value), anchor="end")


def legend(drawing: Drawing, entries: Sequence[tuple[str, str]]) -> None:
    """Style and words of each thing that is drawn, above the field."""
    x, y = LEFT, TOP + 6
    for style, words in entries:
        drawing.rectangle(Box(x, y - 9, 10, 10), style)
        drawing.text(Point(x + 15, y), words)
        x += 32 + 6.4 * len(words)


def _seconds(value: float) -> str:
    return f"{value:.3g} s"


# --- the plots ------------------------------------------------------------------------------------


def cycles_by_size(figures: Figures) -> Drawing:
    """Each cycle as a dot: how long it took against how many lines it read."""
    known = [one for one in figures.cycles if one.lines]
    drawing = Drawing(WIDTH, HEIGHT, "Duration of each cycle by lines of inventory")
    on = panel(TOP + 24, FIELD, [sum(one.seconds.values()) for one in known])
    grid(drawing, on, _seconds)
    low = floor(log10(min((one.lines for one in known), default=10)))
    high = max(ceil(log10(max((one.lines for one in known), default=100))), low + 1)

    def x(lines: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(lines) - low) / (high - low)

    bottom = on.box.y + on.box.height
    for power in range(low, high + 1):
        words = f"{10**power:,}"
        drawing.line(Point(x(10**power), bottom), Point(x(10**power), bottom + 4), "zero")
        anchor = "end" if power == high else "middle"
        drawing.text(Point(x(10**power), bottom + 4 + LABEL), words, anchor=anchor)
    for one in known:
        took = sum(one.seconds.values())
        box = Box(x(one.lines) - 2.5, on.y(took) - 2.5, 5, 5)
        hint = f"{one.lines:,} lines, {one.changed:,} changed: {took:.3f} s"
        drawing.rectangle(box, "good" if one.changed else "shown", hint=hint)
    legend(drawing, (("shown", "nothing had changed"), ("good", "something had changed, by lines")))
    return drawing


def phases(figures: Figures) -> Drawing:
    """Each cycle as a bar, its phases one upon the other."""
    known = [one for one in figures.cycles if one.at_s > 0]
    longest = [sum(one.seconds.values()) for one in known]
    plot = Plot("Phases of each cycle over time", figures, longest, _seconds)
    width = min(14.0, (WIDTH - LEFT - RIGHT) / (len(known) * 1.5 + 1))
    for one in known:
        below, x = 0.0, plot.axis.x(one.at_s)
        for name in PHASES:
            seconds = one.seconds.get(name, 0.0)
            top, foot = plot.on.y(below + seconds), plot.on.y(below)
            box = Box(x - width / 2, top, width, foot - top)
            plot.drawing.rectangle(box, PHASE_STYLES[name], hint=f"{name}: {seconds:.3f} s")
            below += seconds
    return plot.legend([(style, name) for name, style in PHASE_STYLES.items()])


def staleness(figures: Figures) -> Drawing:
    """How old what the marketplace shows was, and how old it may be."""
    known = [(one.at_s, one.age_s) for one in figures.samples if one.age_s is not None]
    limit = promised_s(figures) + REQUEST_SHARE * figures.spec.interval_s
    values = [limit, *(age for _, age in known)]
    plot = Plot("Age of what the marketplace shows, over time", figures, values, _seconds)
    plot.curve([one for one in known if one[0] >= 0], "shown")
    plot.level(limit)
    return plot.legend((("shown", "age"), ("limit", "planned cadence and one request")))


def allowance(figures: Figures) -> Drawing:
    """Calls to Komet the engine has made, of those the company has."""
    known = [(one.at_s, float(one.calls)) for one in figures.samples if one.calls is not None]
    counts = [count for _, count in known]
    plot = Plot("Calls to Komet over time", figures, counts, lambda value: f"{value:,.0f}")
    plot.curve([one for one in known if one[0] >= 0], "shown")
    words = f"calls of the engine; the day's allowance is {figures.allowance:,}"
    return plot.legend((("shown", words),))


def memory(figures: Figures) -> Drawing:
    """Memory of each process over time."""

    def megabytes(one: Sample) -> dict[str, float]:
        return {name: value / 1e6 for name, value in one.rss.items()}

    return _by_process("Memory of each process", figures, megabytes, lambda value: f"{value:g} MB")


def processors(figures: Figures) -> Drawing:
    """How busy each process was between two looks."""
    shares = []
    for before, after in pairwise(figures.samples):
        seconds = (after.at_s - before.at_s) or 1.0
        used = {
            name: max(after.cpu_s[name] - before.cpu_s.get(name, 0.0), 0.0) / seconds
            for name in after.cpu_s
        }
        shares.append((after, used))
    by_sample = {id(one): used for one, used in shares}
    return _by_process(
        "Processors used by each process",
        figures,
        lambda one: by_sample.get(id(one), {}),
        lambda value: f"{value:.0%}",
    )


def _by_process(
    label: str,
    figures: Figures,
    of: Callable[[Sample], dict[str, float]],
    write: Callable[[float], str],
) -> Drawing:
    known = [(one.at_s, of(one)) for one in figures.samples if one.at_s >= 0]
    plot = Plot(label, figures, [value for _, one in known for value in one.values()], write)
    for name, style in STYLES.items():
        plot.curve([(at, one[name]) for at, one in known if name in one], style)
    return plot.legend([(style, name) for name, style in STYLES.items()])
