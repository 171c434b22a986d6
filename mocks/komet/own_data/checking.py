"""From a sheet to checked rows by a template, or to every problem there is, all at once."""

import difflib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from mocks.komet.own_data.cells import BadCell, Cell, is_blank
from mocks.komet.own_data.problems import Problem
from mocks.komet.own_data.sheets import Sheet
from mocks.komet.own_data.tables import Column

#: Columns may be spelt otherwise, within this much likeness, to be guessed at.
ALIKE = 0.75


class Row(NamedTuple):
    """A checked row: its number on screen, and its values by the column's title."""

    number: int
    values: dict[str, Any]


class Checked(NamedTuple):
    """What came of a file's sheet: its rows, what is wrong, and what is worth knowing."""

    file: str
    sheet: str
    rows: list[Row]
    problems: list[Problem]
    notes: list[str]

    def problem(self, row: Row, column: str, reason: str) -> Problem:
        """A problem with a row of it."""
        return Problem(
            file=self.file, sheet=self.sheet, row=row.number, column=column, reason=reason
        )


class _Header(NamedTuple):
    """Where the header stands, and the column at each place; None where it is unknown.

    `untitled` are places with nothing in them, `first` the first two titles and their places.
    """

    place: int
    columns: list[Column | None]
    untitled: frozenset[int]
    first: list[tuple[int, str]]


def checked(file: str, sheet: Sheet, table: Sequence[Column]) -> Checked:
    """The rows of `sheet`, checked by `table`; `file` is what problems call it."""
    problem = partial(Problem, file=file, sheet=sheet.name)
    header, problems = _header(sheet, table, problem)
    notes = [f"{file}: sheet {name} is not read" for name in sheet.others]
    if header is None:
        return Checked(file, sheet.name, [], problems, notes)
    body = [
        (number, cells)
        for number, cells in enumerate(sheet.rows[header.place + 1 :], header.place + 2)
        if not all(map(is_blank, cells))
    ]
    if body and _explains(body[0][1]):
        notes.append(f"{file}: row {body[0][0]} explains the columns and is left out")
        del body[0]
    if not body:
        problems.append(problem(row=header.place + 1, reason="there are no rows below the header"))
    reader = _Reader(header, table, problem)
    rows = [reader.row(number, cells) for number, cells in body]
    problems += reader.problems
    for column in table:
        problems += _repeated(column, rows, problem) if column.unique else ()
    notes += _unused(file, header, body)
    return Checked(file, sheet.name, rows, sorted(problems, key=_place), notes)


def plain(title: Cell) -> str:
    """A column's title without what people spell differently: case, blanks and signs."""
    return "".join(letter for letter in str(title).casefold() if letter.isalnum())


def _place(problem: Problem) -> int:
    return problem.row


# --- the header -----------------------------------------------------------------------------------


def _header(
    sheet: Sheet, table: Sequence[Column], problem: Any
) -> tuple[_Header | None, list[Problem]]:
    """The first row that is not empty as the header, and what is wrong with it."""
    place = next(
        (place for place, cells in enumerate(sheet.rows) if not all(map(is_blank, cells))), None
    )
    if place is None:
        return None, [problem(reason="nothing stands in it")]
    known = {plain(column.title): column for column in table}
    cells = sheet.rows[place]
    columns = [known.get(plain(cell)) for cell in cells]
    problem = partial(problem, row=place + 1)
    if not any(columns):
        found = ", ".join(str(cell)[:40] for cell in cells if not is_blank(cell))
        titles = ", ".join(column.title for column in table)
        return None, [problem(reason=f"no header: found {found}; the columns are {titles}")]
    problems = [*_unknown(cells, columns, table, problem), *_doubled(columns, problem)]
    problems += [
        problem(column=column.title, reason="the column is required, and is not there")
        for column in table
        if column.required and column not in columns
    ]
    untitled = frozenset(place for place, cell in enumerate(cells) if is_blank(cell))
    titled = [(at, str(cell).strip().casefold()) for at, cell in enumerate(cells) if columns[at]]
    return _Header(place, columns, untitled, titled[:2]), problems


def _unknown(
    cells: Sequence[Cell], columns: Sequence[Column | None], table: Sequence[Column], problem: Any
) -> Iterator[Problem]:
    titles = {plain(column.title): column.title for column in table}
    there = ", ".join(titles.values())
    for cell, column in zip(cells, columns, strict=True):
        if column is not None or is_blank(cell):
            continue
        alike = difflib.get_close_matches(plain(cell), titles, 1, ALIKE)
        right = f"{titles[alike[0]]} would be right" if alike else f"there are {there}"
        yield problem(column=str(cell).strip()[:60], reason=f"there is no such column; {right}")


def _doubled(columns: Sequence[Column | None], problem: Any) -> Iterator[Problem]:
    for column in dict.fromkeys(column for column in columns if column):
        if columns.count(column) > 1:
            yield problem(column=column.title, reason="the column stands there twice")


# --- rows -----------------------------------------------------------------------------------------


class _Reader:
    """Reads rows below a header; what is wrong gathers in `problems`."""

    def __init__(self, header: _Header, table: Sequence[Column], problem: Any) -> None:
        self.problems: list[Problem] = []
        self._header = header
        self._problem = problem
        self._empty = {column.title: column.default for column in table}
        self._required = [
            column if column and column.required else None for column in header.columns
        ]
        # The same few categories, prices and packs stand in thousands of rows.
        self._seen: list[dict[Any, Any]] = [{} for _ in header.columns]

    def row(self, number: int, cells: Sequence[Cell]) -> Row:
        """A row; a value that can not be is left at what an empty cell stands for."""
        values = self._empty.copy()
        if self._is_header(cells):
            self._wrong(number, "", "the header stands here again: take this row out")
            return Row(number, values)
        columns = self._header.columns
        if any(not is_blank(cell) for cell in cells[len(columns) :]):
            self._wrong(number, "", "there are more cells than columns")
        for place, (cell, required) in enumerate(zip(cells, self._required, strict=False)):
            if not is_blank(cell):
                self._read(number, place, cell, values)
            elif required:
                self._wrong(number, required.title, f"it is empty; give {required.kind.right}")
        for missing in filter(None, self._required[len(cells) :]):
            self._wrong(number, missing.title, f"it is empty; give {missing.kind.right}")
        return Row(number, values)

    def _read(self, number: int, place: int, cell: Cell, values: dict[str, Any]) -> None:
        column, seen, key = self._header.columns[place], self._seen[place], (cell.__class__, cell)
        if column is None:
            if place in self._header.untitled:
                self._wrong(number, "", f"{str(cell)[:40]!r} stands in a column without a title")
            return
        if key not in seen:
            try:
                seen[key] = column.kind.read(cell)
            except BadCell as wrong:
                self._wrong(number, column.title, str(wrong))
                return
        values[column.title] = seen[key]

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        """Whether the first titles stand in the row once more."""
        return all(
            place < len(cells) and str(cells[place]).strip().casefold() == title
            for place, title in self._header.first
        )

    def _wrong(self, number: int, column: str, reason: str) -> None:
        self.problems.append(self._problem(row=number, column=column, reason=reason))


def _explains(cells: Sequence[Cell]) -> bool:
    """Whether the row only says what may stand in the columns, as the templates' second row."""
    filled = [str(cell).strip() for cell in cells if not is_blank(cell)]
    return len(filled) > 1 and all(cell.startswith(("*", "(")) for cell in filled)


def _repeated(column: Column, rows: Sequence[Row], problem: Any) -> Iterator[Problem]:
    """Values of a column that stand in two rows."""
    first: dict[Any, int] = {}
    for row in rows:
        value = row.values[column.title]
        if value in ("", None):
            continue
        before = first.setdefault(folded(value), row.number)
        if before != row.number:
            reason = f"{value} stands in row {before} too"
            yield problem(row=row.number, column=column.title, reason=reason)


def folded(value: Any) -> Any:
    """What a code or id is known under: capitals do not tell two codes apart."""
    return value.casefold() if isinstance(value, str) else value


def _unused(file: str, header: _Header, body: Sequence[tuple[int, Sequence[Cell]]]) -> list[str]:
    """A note of the columns with something in them that the simulator has no use for."""
    titles = [
        column.title
        for place, column in enumerate(header.columns)
        if column
        and column.unused
        and any(len(cells) > place and not is_blank(cells[place]) for _, cells in body)
    ]
    return [f"{file}: checked, but of no effect here: {', '.join(titles)}"] if titles else []
