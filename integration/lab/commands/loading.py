"""The commands of the performance engineer, and what `floralab mock` needs for load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click
import msgspec

from integration.lab.commands import show
from integration.lab.granian_server import Door, free_port, serve
from integration.lab.load import words as load_words
from integration.lab.load.compare import compared, differences
from integration.lab.load.figures import Figures
from integration.lab.load.goals import ended
from integration.lab.load.report import page
from integration.lab.load.scenarios import SCENARIOS
from integration.lab.load.spec import LoadSpec, NotThere
from mocks.worlds import WorldSpec, build_world

GRANIAN = "granian"
DEVELOP = "pip install -e '.[dev]'"
F = TypeVar("F", bound=Callable[..., Any])


class Place(NamedTuple):
    """Which simulators, and where they listen."""

    which: str
    host: str
    port: int


def door_options(command: F) -> F:
    """The options of simulators under load."""
    options = (
        click.option("--server", type=click.Choice(["cheroot", GRANIAN]), default="cheroot"),
        click.option("--hold", default=65.0, help="granian: how many s a lost reply is held"),
        click.option("--store", default="", help="of an engine whose laws are judged too"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def behind_one_door(
    place: Place,
    spec: WorldSpec,
    given: Mapping[str, Any],
    say: Callable[[dict[str, Any]], None],
) -> None:
    """The simulators on granian, until stopped; tokens and keys depend on the seed alone.

    Raises:
        ClickException: if the world can not be as asked, or granian is not installed.
    """
    if place.which != "all":
        raise click.ClickException("granian serves all partners behind one port: say `mock all`")
    port = place.port or free_port(place.host)
    door = Door(
        spec=spec, host=place.host, port=port, hold_s=given["hold"], store_url=given["store"]
    )
    try:
        small = build_world(msgspec.structs.replace(spec, lines=0, own=None))
        serve(door, lambda: say(show.credentials(small, door.addresses)))
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem
    except ImportError as problem:
        raise click.ClickException(f"granian is missing: {DEVELOP}") from problem


@click.command()
@click.argument("scenario", type=click.Choice(list(SCENARIOS)))
@click.option("--lines", default=1000, show_default=True, help="of Komet's inventory, at the end")
@click.option("--rate", default=2.0, show_default=True, help="purchases that arrive per second")
@click.option("--time", "time_s", default=30, show_default=True, help="seconds of arrivals")
@click.option("--interval", "interval_s", default=5, show_default=True, help="between two cycles")
@click.option("--seed", default=1, show_default=True, help="of everything generated")
@click.option("--token", type=click.Choice(["Company", "Customer"]), default="Company")
@click.option("--server", type=click.Choice([GRANIAN, "cheroot"]), default=GRANIAN)
@click.option("--processes", default=1, show_default=True, help="that generate load")
@click.option("--out", default="reports", show_default=True, help="folder of reports and logs")
@click.option("--json", "json_", is_flag=True, help="print the summary as JSON")
@click.pass_context
def load(context: click.Context, /, out: str, json_: bool, **given: Any) -> None:
    """Put SCENARIO on simulators and engine, each a process on this machine, and judge it.

    Exit status: 0 all goals met and all laws kept, 3 a goal missed, 4 a law broken, 5 a crash.
    """
    spec, folder = LoadSpec(**given), Path(out) / f"load-{given['scenario']}"
    try:
        # What measures and what generates load is installed for development only.
        from integration.lab.load.run import run_load

        figures = run_load(spec, folder, lambda text: click.echo(text, err=True))
    except NotThere as problem:
        raise click.ClickException(str(problem)) from problem
    except ImportError as problem:
        raise click.ClickException(f"{problem.name} is missing: {DEVELOP}") from problem
    folder.with_suffix(".json").write_bytes(msgspec.json.format(msgspec.json.encode(figures)))
    folder.with_suffix(".html").write_text(page(figures), encoding="utf-8")
    show.as_json(figures) if json_ else load_words.told(figures, show.console())
    context.exit(int(ended(figures)))


@click.command()
@click.argument("first", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def compare(first: Path, second: Path) -> None:
    """Hold the summaries of two load runs beside each other."""
    before, after = _summary(first), _summary(second)
    for line in differences(before, after):
        click.echo(f"not the same run: {line}")
    rows = [
        (
            one.name,
            one.figure,
            *("-" if value is None else f"{value:.3f}" for value in (one.before, one.after)),
            "-" if one.ratio is None else f"{one.ratio:.2f}",
            one.note,
        )
        for one in compared(before, after)
    ]
    show.table(
        f"{first} and {second}, in seconds",
        ("what", "figure", "first", "second", "ratio", ""),
        rows,
    )
    for path, run in ((first, before), (second, after)):
        click.echo(f"{path}: {load_words.verdict(run)}")


def _summary(path: Path) -> Figures:
    """The summary in a file.

    Raises:
        ClickException: naming the file, if it is none.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Figures)
    except msgspec.MsgspecError as problem:
        raise click.ClickException(f"{path}: no summary of `floralab load`: {problem}") from problem


def add_to(main: click.Group) -> None:
    """Make the commands of this module known to `main`."""
    main.add_command(load)
    main.add_command(compare)
