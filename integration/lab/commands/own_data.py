"""A company's own files in the simulators: the options, the check, and what is said of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec.structs import replace

from integration.lab.commands import show
from mocks.core.clock import LabClock
from mocks.komet.own_data.loading import Loaded, loaded
from mocks.komet.own_data.problems import BadFiles
from mocks.komet.own_data.tables import TABLES
from mocks.worlds import PARTNERS, WorldSpec, check_spec

KOMET = "komet"
F = TypeVar("F", bound=Callable[..., Any])


def own_options(command: F) -> F:
    """The options that bring a company's own data."""
    file, folder = click.Path(path_type=Path), click.Path(file_okay=False, path_type=Path)
    options = [
        click.option(_option(name), type=file, help="the company's own, as .xlsx, .xls or .csv")
        for name in sorted(TABLES, reverse=True)
    ]
    options += [
        click.option("--check", is_flag=True, help="only say what is wrong with these files"),
        click.option("--templates", type=folder, help="write empty files of their columns there"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def with_own(spec: WorldSpec, which: str, given: Mapping[str, Any]) -> WorldSpec:
    """`spec` with the data of the files; the command ends here if it was only to check or write.

    Args:
        spec: of a world without them.
        which: the partners that are served, ``all`` or a name.
        given: the options by name.

    Raises:
        ClickException: with everything that is wrong with them.
    """
    context = click.get_current_context()
    if given["templates"]:
        _write(given["templates"])
        context.exit()
    files = {name: given[name] for name in TABLES if given[name]}
    _check_asked(spec, which, files, check=given["check"])
    if not files:
        return spec
    found = _loaded(spec, files, as_json=given["json_"])
    if given["check"] and given["json_"]:
        show.as_json({"rows": found.rows, "notes": found.notes, "problems": []})
    else:
        for line in _told(found, files):
            click.echo(line, err=not given["check"])
    if given["check"]:
        context.exit()
    return replace(spec, own=found.own)


def written(folder: Path) -> Iterator[Path]:
    """Writes an empty file for each template: its columns, and a row that explains them.

    Raises:
        OSError: if one can not be written, or is there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        path = folder / f"{name}.csv"
        # Excel reads UTF-8 only with its mark.
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(column.title for column in table)
            rows.writerow(column.rule for column in table)
        yield path


def _write(folder: Path) -> None:
    """Write the templates, and say where.

    Raises:
        ClickException: if one can not be written, or is there already.
    """
    try:
        for path in written(folder):
            click.echo(path)
    except FileExistsError as there:
        said = f"{there.filename} is there already: name an empty folder"
        raise click.ClickException(said) from there
    except OSError as problem:
        raise click.ClickException(f"{folder}: {problem.strerror}") from problem


def _check_asked(spec: WorldSpec, which: str, files: Mapping[str, Path], *, check: bool) -> None:
    """Refuse options that can not go together.

    Raises:
        UsageError: saying what would be right.
    """
    options = ", ".join(map(_option, sorted(TABLES)))
    if check and not files:
        raise click.UsageError(f"--check needs a file to check: {options}")
    if files and which not in ("all", KOMET):
        raise click.UsageError(f"own data goes into Komet: say komet or all, not {which}")
    if "products" in files and spec.names:
        raise click.UsageError("--names and --products both say what is sold: give one of them")


def _loaded(spec: WorldSpec, files: Mapping[str, Path], *, as_json: bool) -> Loaded:
    """The data in the files, held against the company of `spec`.

    Raises:
        ClickException: with everything that is wrong.
    """
    try:
        check_spec(spec)
        clock = LabClock(spec.start, frozen=spec.frozen)
        seeded = PARTNERS[KOMET].build(clock, spec).state
        return loaded(seeded, files, clock.now().date(), spec.lines)
    except BadFiles as wrong:
        if not as_json:
            raise click.ClickException(str(wrong)) from wrong
        show.as_json({"rows": {}, "notes": [], "problems": wrong.problems})
        raise click.exceptions.Exit(1) from wrong
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong


def _told(found: Loaded, files: Mapping[str, Path]) -> Iterator[str]:
    for name, count in found.rows.items():
        yield f"{files[name]}: {count:,} rows of {name}"
    yield from found.notes
