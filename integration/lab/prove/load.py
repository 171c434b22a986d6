"""A small run of every load scenario: a thousand lines, seconds of arrivals, a hurried interval.

What must hold here is what does not depend on the machine: laws, allowances, no failed call, every
process alive. How quick it was is told, and never proves anything.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from integration.lab.load.figures import Figures
from integration.lab.load.names import PURCHASE
from integration.lab.load.run import run_load
from integration.lab.load.scenarios import SCENARIOS
from integration.lab.load.spec import LoadSpec

SMALL = {"lines": 1000, "rate": 3.0, "time_s": 6, "interval_s": 2}
#: Goals that a slow machine can miss with nothing being wrong.
OF_TIME = ("cycle", "staleness", "orders", "backlog", "arrivals")


def small_loads(console: Console, at_once: int = 2) -> list[str]:
    """Run each scenario, some `at_once`, and print what came of it; what is broken."""
    table = Table(title="loads")
    for name in ("scenario", "purchases", "cycles", "facts judged", "goals of time"):
        table.add_column(name, justify="left" if name == "scenario" else "right")
    broken: list[str] = []
    with ProcessPoolExecutor(at_once) as pool:
        runs = dict(zip(SCENARIOS, pool.map(_run, SCENARIOS), strict=True))
    for scenario, figures in runs.items():
        table.add_row(scenario, *_cells(figures))
        broken += [f"load {scenario}: {what}" for what in wrong(figures)]
    console.print(table)
    return broken


def _run(scenario: str) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        return run_load(small(scenario), Path(folder), _quiet)


def small(scenario: str) -> LoadSpec:
    """The small run of a scenario."""
    return LoadSpec(scenario=scenario, **SMALL)  # type: ignore[arg-type]


def wrong(figures: Figures) -> Iterator[str]:
    """What must never be, however slow the machine."""
    yield from figures.problems
    for law in figures.broken:
        yield f"{law.name}: {law.violations[0]}"
    for goal in figures.missed:
        if goal.name not in OF_TIME:
            yield f"{goal.name}: {goal.measured} of at most {goal.limit:g}"
        elif goal.measured is None:
            yield f"{goal.name}: nothing was measured, so nothing is proved"


def _cells(figures: Figures) -> list[str]:
    bought = figures.generated.entry(PURCHASE)
    met = [one.met for one in figures.goals if one.name in OF_TIME]
    return [
        str(bought.count if bought else 0),
        str(sum(1 for one in figures.cycles if one.at_s >= 0)),
        f"{sum(one.judged for one in figures.laws):,}",
        f"{sum(met)} of {len(met)} met",
    ]


def _quiet(text: str) -> None:
    del text
