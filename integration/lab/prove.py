"""``make prove``: the long proofs that no order is lost or doubled.

Crash points enumerated and survived in process, engines killed with signal 9, hundreds of seeds of
storms, and the same storms with one safeguard less, which must fail. Exit status 0 only if all of
it went as it must.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from integration.lab import prove_crashes, prove_seeds
from integration.lab.prove_kills import kill_again_and_again
from mocks.core.faults import FAULTS

LEAST_STRIKES = 50
#: Whose laws have no work in a storm: no vendor's order blows through it.
ASIDE = ("axerrio.",)
console = Console(soft_wrap=True)


@click.command()
@click.option("--seeds", default=500, show_default=True, help="storms to weather")
@click.option("--kills", default=10, show_default=True, help="engines to kill with signal 9")
@click.option("--lacking", default=40, show_default=True, help="storms per safeguard taken away")
@click.option("--workers", default=0, help="processes; 0 for one per processor")
def main(seeds: int, kills: int, lacking: int, workers: int) -> None:
    """Prove at length that no order is lost or doubled."""
    workers = workers or os.cpu_count() or 1
    proofs: tuple[Callable[[], list[str]], ...] = (
        lambda: _crash_points(workers),
        lambda: _storms(seeds, workers),
        lambda: _unguarded(lacking, workers),
        lambda: _kills(kills),
    )
    broken = [what for proof in proofs for what in proof()]
    passed = "0 failed" if not broken else f"{len(broken)} failed"
    for what in broken:
        console.print(f"[red]broken[/red] {what}", highlight=False)
    console.print(f"{len(proofs)} proofs: {passed}")
    sys.exit(1 if broken else 0)


def _crash_points(workers: int) -> list[str]:
    broken = []
    for kind in prove_crashes.STORIES:
        passed = prove_crashes.points(kind)
        table = Table(title=f"{len(passed)} crash points, {kind} token")
        table.add_column("call or write, before and after")
        table.add_column("points", justify="right")
        for name, times in sorted(prove_crashes.by_kind(passed).items()):
            table.add_row(name, str(times))
        console.print(table)
        with _bar(f"dying at each, {kind} token", len(passed)) as tick:
            found = prove_crashes.survive(kind, len(passed), workers, tick)
        console.print(f"{len(passed) - len(found)} of {len(passed)} survived")
        broken += found
    return broken


def _storms(seeds: int, workers: int) -> list[str]:
    with _bar("weathering storms", seeds) as tick:
        results = prove_seeds.run_seeds(seeds, workers, tick)
    broken = [f"seed {one.seed}: {one.broken}" for one in results if one.broken]
    strikes = prove_seeds.totals(one.strikes for one in results)
    doubted = prove_seeds.totals(one.doubted for one in results)
    judged = prove_seeds.totals(one.judged for one in results)
    table = Table(title=f"{seeds} storms, {sum(one.orders for one in results)} orders")
    table.add_column("fault")
    table.add_column("strikes", justify="right")
    table.add_column("steps doubted", justify="right")
    for kind in FAULTS:
        table.add_row(kind, str(strikes[kind]), str(doubted[kind]))
        if seeds >= LEAST_STRIKES and strikes[kind] < LEAST_STRIKES:
            broken.append(f"{kind} struck only {strikes[kind]} times, {LEAST_STRIKES} are needed")
    console.print(table)
    _print_laws(judged)
    idle = [name for name, count in judged.items() if not (count or name.startswith(ASIDE))]
    return broken + [f"law {name} judged nothing" for name in idle]


def _print_laws(judged: Counter[str]) -> None:
    table = Table(title="laws")
    table.add_column("law")
    table.add_column("facts judged", justify="right")
    for name, count in judged.items():
        table.add_row(name, f"{count:,}")
    console.print(table)


def _unguarded(count: int, workers: int) -> list[str]:
    """Each safeguard is needed: without it, some seed must fail."""
    broken = []
    for lacking in prove_seeds.LACKING:
        with _bar(f"without {lacking}", count) as tick:
            results = prove_seeds.run_unguarded(lacking, count, workers, tick)
        failed = [one for one in results if one.broken]
        seeds = ", ".join(str(one.seed) for one in failed[:12])
        console.print(f"without {lacking}: {len(failed)} of {count} seeds fail ({seeds})")
        if failed:
            console.print(f"  for example {failed[0].broken[:160]}", highlight=False)
        else:
            broken.append(f"without {lacking} every seed still passes: the proof proves nothing")
    return broken


def _kills(times: int) -> list[str]:
    with (
        tempfile.TemporaryDirectory() as folder,
        _bar("killing engines", times) as tick,
    ):
        result = kill_again_and_again(times, Path(folder), tick)
    console.print(
        f"{result.kills} engines killed, {result.orders} orders bought,"
        f" {result.under_way} under way at a kill, {result.accepted} lines accepted"
    )
    if not (result.accepted and result.under_way):
        return [*result.broken, "no engine was killed at its work: the proof proves nothing"]
    return result.broken


@contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr; what it yields moves it by one."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


if __name__ == "__main__":
    main()
