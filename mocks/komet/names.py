"""Product names from a real catalogue: read completely, or refused with every bad row at once."""

import csv
import io
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

COLUMN = "product_name"
LONGEST = 200
NOT_CSV = "\udcff"


class BadRow(NamedTuple):
    """A row that can not be used: its number in the file (the header is row 1) and why."""

    row: int
    reason: str


class BadNames(ValueError):
    """A catalogue that can not be used; `problems` has every bad row."""

    def __init__(self, path: Path, problems: list[BadRow]) -> None:
        self.problems = tuple(problems)
        lines = "".join(f"\n  row {one.row}: {one.reason}" for one in problems)
        super().__init__(f"{path} can not be used:{lines}")


def read_names(path: Path) -> tuple[str, ...]:
    """The product names in the CSV file's column ``product_name``, in order, with repeats.

    Raises:
        BadNames: naming every bad row; nothing of the file is used then.
        OSError: if the file can not be opened.
    """
    # Bytes that are no UTF-8 come through as surrogates, so that all such rows can be named.
    text = path.read_bytes().decode("utf-8-sig", errors="surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if COLUMN not in header:
        raise BadNames(path, [BadRow(1, _no_column(header))])
    names, problems = _sorted_out(reader, header.index(COLUMN))
    if not names and not problems:
        problems.append(BadRow(1, "there are no names below the header"))
    if problems:
        raise BadNames(path, problems)
    return tuple(names)


def _no_column(header: list[str]) -> str:
    """That the column is missing, and which columns were found instead."""
    found = ", ".join(repr(name[:LONGEST]) for name in header) or "nothing"
    return f"there is no column {COLUMN}; found, parted by commas: {found}"


def _sorted_out(reader: "CsvReader", column: int) -> tuple[list[str], list[BadRow]]:
    """The good names and the bad rows; blank lines are neither."""
    names: list[str] = []
    problems: list[BadRow] = []
    while (row := _next(reader)) is not None:
        reason = _reason(row, column) if row else ""
        if reason:
            problems.append(BadRow(reader.line_num, reason))
        elif row:
            names.append(row[column])
    return names, problems


def _next(reader: "CsvReader") -> list[str] | None:
    """The next row, None at the end; one that is not CSV comes as a cell that says so."""
    try:
        return next(reader, None)
    except csv.Error:
        return [NOT_CSV]


def _reason(row: list[str], column: int) -> str:
    """Why the row can not be used, or empty if it can."""
    if row == [NOT_CSV]:
        return "it is not CSV"
    kinds = {unicodedata.category(letter) for cell in row for letter in cell}
    if "Cs" in kinds:
        return "it is not UTF-8"
    name = row[column] if len(row) > column else ""
    if not name.strip():
        return "the name is empty"
    if len(name) > LONGEST:
        return f"the name has {len(name)} characters, at most {LONGEST} are allowed"
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        return "the name has control characters"
    return ""
