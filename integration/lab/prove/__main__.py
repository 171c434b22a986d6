"""``make prove``: the long proofs that no order is lost or doubled.

Crash points enumerated and survived in process, engines killed with signal 9, hundreds of seeds of
storms, the same storms with one safeguard less, which must fail, and a small run of every load
scenario. Exit status 0 only if all of it went as it must.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from integration.lab.prove import crashes as prove_crashes
from integration.lab.prove import seeds as prove_seeds
from integration.lab.prove.burst import Burst, broken_by_burst
from integration.lab.prove.crash_stories import STORIES
from integration.lab.prove.kills import kill_again_and_again
from integration.lab.prove.load import small_loads
from mocks.core.faults import FAULTS

LEAST_STRIKES = 50
console = Console(soft_wrap=True)


@click.command()
@click.option("--seeds", default=500, show_default=True, help="storms on the marketplace")
@click.option("--vendor-seeds", default=200, show_default=True, help="storms with a vendor")
@click.option("--kills", default=10, show_default=True, help="engines to kill with signal 9")
@click.option("--lacking", default=40, show_default=True, help="storms per safeguard taken away")
@click.option("--workers", default=0, help="processes; 0 for one per processor")
def main(seeds: int, vendor_seeds: int, kills: int, lacking: int, workers: int) -> None:
    """Prove at length that no order is lost or doubled."""
    workers = workers or os.cpu_count() or 1
    storms = dict(zip(prove_seeds.SIDES, (seeds, vendor_seeds), strict=True))
    proofs: tuple[Callable[[], list[str]], ...] = (
        lambda: _crash_points(workers),
        lambda: _storms(storms, workers),
        lambda: _unguarded(lacking, workers),
        lambda: _kills(kills),
        lambda: _bursts(workers),
        lambda: small_loads(console),
    )
    broken = [what for proof in proofs for what in proof()]
    passed = "0 failed" if not broken else f"{len(broken)} failed"
    for what in broken:
        console.print(f"[red]broken[/red] {what}", highlight=False)
    console.print(f"{len(proofs)} proofs: {passed}")
    sys.exit(1 if broken else 0)


def _crash_points(workers: int) -> list[str]:
    broken = []
    for kind in STORIES:
        passed = prove_crashes.points(kind)
        table = Table(title=f"{len(passed)} crash points, {kind} token")
        table.add_column("call or write, before and after")
        table.add_column("points", justify="right")
        for name, times in sorted(prove_crashes.by_kind(passed).items()):
            table.add_row(name, str(times))
        console.print(table)
        with _bar(f"dying at each, {kind} token", len(passed) + 1) as tick:
            found = prove_crashes.survive(kind, len(passed), workers, tick)
        console.print(f"{len(passed) - len(found)} of {len(passed)} survived")
        broken += found
    return broken


def _storms(counts: Mapping[str, int], workers: int) -> list[str]:
    judged: Counter[str] = Counter()
    broken = []
    for side, count in counts.items():
        plans = prove_seeds.plans(count, prove_seeds.SIDES[side])
        with _bar(f"weathering storms {side}", count) as tick:
            results = prove_seeds.run_seeds(plans, workers, tick)
        broken += [f"{side}, seed {one.seed}: {one.broken}" for one in results if one.broken]
        broken += _print_strikes(side, results)
        judged.update(prove_seeds.totals(one.judged for one in results))
    _print_laws(judged)
    return broken + [f"law {name} judged nothing" for name, count in judged.items() if not count]


def _print_strikes(side: str, results: Sequence[prove_seeds.StormResult]) -> list[str]:
    """A table of what struck; kinds that struck too rarely to prove anything."""
    strikes = prove_seeds.totals(one.strikes for one in results)
    doubted = prove_seeds.totals(one.doubted for one in results)
    orders = sum(one.orders for one in results)
    table = Table(title=f"{len(results)} storms {side}, {orders} orders")
    table.add_column("fault")
    table.add_column("strikes", justify="right")
    table.add_column("steps doubted", justify="right")
    for kind in FAULTS:
        table.add_row(kind, str(strikes[kind]), str(doubted[kind]))
    console.print(table)
    if len(results) < LEAST_STRIKES:
        return []
    return [
        f"{side} {kind} struck only {strikes[kind]} times, {LEAST_STRIKES} are needed"
        for kind in FAULTS
        if strikes[kind] < LEAST_STRIKES
    ]


def _print_laws(judged: Counter[str]) -> None:
    table = Table(title="laws")
    table.add_column("law")
    table.add_column("facts judged", justify="right")
    for name, count in judged.items():
        table.add_row(name, f"{count:,}")
    console.print(table)


def _unguarded(count: int, workers: int) -> list[str]:
    """Each safeguard is needed on either side: without it, some seed must fail."""
    broken = []
    for side, tokens in prove_seeds.SIDES.items():
        plans = prove_seeds.plans(count, tokens)
        for lacking in prove_seeds.LACKING:
            what = f"{side} without {lacking}"
            with _bar(what, count) as tick:
                results = prove_seeds.run_unguarded(lacking, plans, workers, tick)
            failed = [one for one in results if one.broken]
            seeds = ", ".join(str(one.seed) for one in failed[:12])
            console.print(f"{what}: {len(failed)} of {count} seeds fail ({seeds})")
            if failed:
                console.print(f"  for example {failed[0].broken[:160]}", highlight=False)
            else:
                broken.append(f"{what} every seed still passes: the proof proves nothing")
    return broken


def _kills(times: int) -> list[str]:
    with (
        tempfile.TemporaryDirectory() as folder,
        _bar("killing engines", times) as tick,
    ):
        result = kill_again_and_again(times, Path(folder), tick)
    console.print(
        f"{result.kills} engines killed, {result.orders} orders bought,"
        f" {result.under_way} under way at a kill, {result.accepted} lines accepted;"
        f" a vendor sold {len(result.sold)} orders, {result.left} lines left with their labels"
    )
    if not (result.accepted and result.under_way and result.left):
        return [*result.broken, "no engine was killed at its work: the proof proves nothing"]
    return result.broken


def _bursts(workers: int) -> list[str]:
    """A vendor's outage ends with hundreds of orders at once; also with faults, and too many."""
    bursts = (Burst(), Burst(orders=250, faulty=True), Burst(orders=150, users=1, left=250))
    broken = []
    with ProcessPoolExecutor(workers) as pool, _bar("sending bursts", len(bursts)) as tick:
        for found in pool.map(broken_by_burst, bursts):
            broken += found
            tick()
    sizes = ", ".join(str(burst.orders) for burst in bursts)
    console.print(f"bursts of {sizes} vendor's orders: {len(broken)} failed")
    return broken


@contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr; what it yields moves it by one."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


if __name__ == "__main__":
    main()
