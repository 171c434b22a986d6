"""A load run told on the terminal: figures, goals, laws, verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from integration.lab.load.figures import Entry, Figures, GoalRow, bottleneck, used
from integration.lab.load.goals import Exit, ended

VERDICTS = {
    Exit.WELL: "every goal was met and every law was kept",
    Exit.GOAL_MISSED: "a goal was missed",
    Exit.LAW_BROKEN: "a law was broken",
    Exit.CRASHED: "the run crashed",
}


def told(figures: Figures, console: Console) -> None:
    """Print everything a person asks first."""
    spec = figures.spec
    console.print(
        f"{spec.scenario}: {spec.lines:,} lines, {spec.rate:g} purchases a second for "
        f"{spec.time_s} s, a cycle every {spec.interval_s} s",
        highlight=False,
    )
    entries = sorted(figures.generated.entries, key=lambda one: (one.kind == "sync", one.name))
    _table(console, "measured, in seconds", ENTRY_HEADS, (entry_cells(one) for one in entries))
    _table(console, "goals", GOAL_HEADS, (goal_cells(one) for one in figures.goals))
    broken = [(one.name, violation) for one in figures.broken for violation in one.violations[:3]]
    if broken:
        _table(console, "broken laws", ("law", "how"), broken)
    for line in remarks(figures):
        console.print(line, highlight=False, markup=False)
    console.print(f"verdict: {verdict(figures)}", highlight=False)


def verdict(figures: Figures) -> str:
    """The verdict in a sentence."""
    return VERDICTS[ended(figures)]


def remarks(figures: Figures) -> list[str]:
    """What else is to be known of the run, in sentences."""
    missed = figures.generated.missed
    late = ", ".join(f"{count} of {role}" for role, count in sorted(missed.items()) if count)
    judged = sum(one.judged for one in figures.laws)
    return [
        *(f"problem: {one}" for one in figures.problems),
        *(f"failed: {one.count} x {one.name}: {one.error}" for one in figures.generated.errors),
        f"arrivals that could not start: {late or 'none'}",
        f"laws: {len(figures.laws) - len(figures.broken)} of {len(figures.laws)} hold,"
        f" {judged:,} facts judged",
        bottleneck(busy(figures), figures.spec.processes),
        *_used(figures),
    ]


def busy(figures: Figures) -> dict[str, float]:
    """Processors that each process kept busy while arrivals came."""
    return used(figures.samples, figures.spec.time_s)


def _used(figures: Figures) -> list[str]:
    last = figures.samples[-1].rss if figures.samples else {}
    shares = busy(figures)
    return [
        f"{name}: {shares.get(name, 0):.0%} of a processor,"
        f" at most {max(one.rss.get(name, 0) for one in figures.samples) / 1e6:.0f} MB"
        for name in last
    ]


ENTRY_HEADS = ("what", "count", "failed", "median", "p90", "p99", "longest")
GOAL_HEADS = ("goal", "what must hold", "measured", "at most", "")


def entry_cells(one: Entry) -> Sequence[str]:
    """A row of the table of entries."""
    figures = (one.p50, one.p90, one.p99, one.max)
    return (one.name, str(one.count), str(one.failed), *(f"{value:.3f}" for value in figures))


def goal_cells(one: GoalRow) -> Sequence[str]:
    """A row of the table of goals."""
    measured = "nothing" if one.measured is None else f"{one.measured:.3f} {one.unit}"
    return one.name, one.statement, measured, f"{one.limit:.3f} {one.unit}", mark(one)


def mark(one: GoalRow) -> str:
    """Whether it was met, in a word."""
    return "met" if one.met else "missed"


def _table(
    console: Console, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    table = Table(title=title, title_justify="left", header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table, markup=False)
