"""``python -m loadtests.bench``: measure, print the table, write it down if asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from loadtests.bench import cycles, memory, serving
from loadtests.bench.demo import demo_row
from loadtests.bench.results import write_results
from loadtests.bench.rows import Row

SIZES = (1_000, 10_000, 100_000, 1_000_000)
#: The Customer token's list comes in pages; a million lines would be a thousand calls a cycle.
PAGED_LINES = 100_000
SAYS = {True: "yes", False: "no", None: ""}


def measure(sizes: tuple[int, ...], rounds: int, *, demo: bool) -> Iterator[Row]:
    """Every row, as it is measured."""
    largest = max(sizes)
    middle = max((size for size in sizes if size < largest), default=largest)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            yield from cycles.cycle_rows(size, "Company", rounds, folder)
        for size in sizes:
            if size <= PAGED_LINES:
                yield from cycles.cycle_rows(size, "Customer", rounds, folder)
        yield cycles.short_cut_row(middle, rounds, folder)
        yield cycles.growth_row(middle, largest, rounds, folder)
        yield cycles.restart_row(middle, rounds, folder)
        yield cycles.naive_row(middle, folder)
        yield memory.engine_row(middle, folder)
        if largest > middle:
            yield memory.engine_row(largest, folder)
        yield from memory.simulator_rows(largest)
        yield serving.list_row(middle, rounds)
        yield serving.get_row(rounds)
        yield serving.add_row(min(sizes), largest, rounds)
        if demo:
            yield demo_row(folder)


@click.command()
@click.option(
    "--lines", multiple=True, type=click.IntRange(min=50), help="instead of the usual sizes"
)
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--demo/--no-demo", default=True, help="run the demo too")
@click.option("--json", "to", type=click.Path(dir_okay=False, path_type=Path), help="write rows")
@click.option("--results", type=click.Path(dir_okay=False, path_type=Path), help="write a page")
def main(
    lines: tuple[int, ...], rounds: int, demo: bool, to: Path | None, results: Path | None
) -> None:
    """Measure speed and memory and print a table; being slow is never an error."""
    rows = []
    for row in measure(tuple(sorted(set(lines))) or SIZES, rounds, demo=demo):
        click.echo(f"measured: {row.name}: {row.measured}", err=True)
        rows.append(row)
    _print(rows)
    if to:
        to.write_bytes(msgspec.json.format(msgspec.json.encode(rows)))
    if results:
        write_results(results, rows, rounds)


def _print(rows: list[Row]) -> None:
    table = Table("what", "bar", "measured", "met", title="speed and memory", title_justify="left")
    for row in rows:
        table.add_row(row.name, str(row.bar or ""), row.measured, SAYS[row.met])
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    console.print(table)


if __name__ == "__main__":
    main()
