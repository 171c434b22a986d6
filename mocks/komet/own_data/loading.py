"""Loads a company's files: everything, or nothing and every problem."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mocks.komet.facts.own_data import OwnData
from mocks.komet.own_data.checking import Checked, checked
from mocks.komet.own_data.company import brought
from mocks.komet.own_data.problems import BadFiles, Problem
from mocks.komet.own_data.sheets import BadFile, sheet_of
from mocks.komet.own_data.tables import TABLES
from mocks.komet.state import KometState


class Loaded(NamedTuple):
    """What good files came to: the rows of each, the company's data, and what is worth knowing."""

    rows: dict[str, int]
    own: OwnData
    notes: list[str]


def loaded(state: KometState, files: Mapping[str, Path], day: date, lines: int) -> Loaded:
    """The company's data in `files`, by the table each is for.

    Args:
        state: of a Komet just seeded, that references are checked against.
        files: at most one for each of `TABLES`.
        day: the present one.
        lines: of inventory to make up where there are products and no inventory.

    Raises:
        BadFiles: with every problem there is.
    """
    sources, problems = {}, []
    for name, path in files.items():
        try:
            sources[name] = _read(name, path)
        except BadFile as problem:
            problems.append(Problem(file=str(path), reason=str(problem)))
    if problems or not all(source.rows for source in sources.values()):
        # What refers to a file that can not be read would only be said to lead nowhere.
        raise BadFiles(problems + [one for source in sources.values() for one in source.problems])
    found = brought(state, sources, day, lines)
    if problems := found.problems:
        raise BadFiles(problems)
    rows = {name: len(source.rows) for name, source in sources.items()}
    return Loaded(rows, found.own, found.notes)


def _read(name: str, path: Path) -> Checked:
    """The checked rows of one file.

    Raises:
        BadFile: if it can not be read at all.
    """
    return checked(str(path), sheet_of(path), TABLES[name])
