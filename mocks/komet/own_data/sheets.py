"""From a file to one sheet of plain cells: workbooks of Excel, and CSV as people really have it.

CSV comes in UTF-8 with or without its mark, in UTF-16 (Excel's "Unicode text") or cp1252, with
commas, semicolons or tabs. Of a workbook the first sheet with anything on it is read; what is
hidden does not count.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import python_calamine as calamine

from mocks.komet.own_data.cells import Cell, is_blank

SUFFIXES = (".xlsx", ".xls", ".csv")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: An encrypted workbook is a box with this part in it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROTECTED = "it is protected by a password: take that off in Excel"
_SEPARATORS = (",", ";", "\t")


class BadFile(ValueError):
    """A file that can not be read at all; it says why."""


class Sheet(NamedTuple):
    """The rows of a sheet from the first on; `others` are sheets beside it that are not read."""

    name: str
    rows: list[list[Cell]]
    others: tuple[str, ...] = ()


def sheet_of(path: Path) -> Sheet:
    """The sheet in a file.

    Raises:
        BadFile: saying why it can not be read, and what would be right.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise BadFile(f"it ends in {path.suffix or 'nothing'}; give .xlsx, .xls or .csv")
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise BadFile(f"it can not be opened: {problem.strerror or problem}") from problem
    if not data.strip():
        raise BadFile("it is empty")
    is_workbook = data.startswith((_ZIP, _OLE))
    if path.suffix.lower() == ".csv":
        if is_workbook:
            raise BadFile("it is a workbook, not CSV: let its name end in .xlsx or .xls")
        return Sheet("", _csv_rows(data))
    if not is_workbook:
        raise BadFile("it is no workbook: save it as one in Excel, or as .csv")
    return _workbook_sheet(data)


def _workbook_sheet(data: bytes) -> Sheet:
    """The first visible sheet with anything on it.

    Raises:
        BadFile: if there is none, or the workbook is protected or broken.
    """
    if _ENCRYPTED in data:
        raise BadFile(_PROTECTED)
    with _understood():
        book = calamine.load_workbook(io.BytesIO(data))
        sheets = {
            one.name: list(book.get_sheet_by_name(one.name).iter_rows())
            for one in book.sheets_metadata
            if one.typ == calamine.SheetTypeEnum.WorkSheet
            and one.visible == calamine.SheetVisibleEnum.Visible
        }
    filled = [name for name, rows in sheets.items() if any(map(_is_filled, rows))]
    if not filled:
        raise BadFile("nothing stands on its sheets")
    return Sheet(filled[0], sheets[filled[0]], tuple(filled[1:]))


@contextmanager
def _understood() -> Iterator[None]:
    """Say in a sentence what a workbook's reader could not make out.

    Raises:
        BadFile: if the workbook is protected or broken.
    """
    try:
        yield
    except calamine.PasswordError as problem:
        raise BadFile(_PROTECTED) from problem
    except BaseException as problem:
        # What the reader did not foresee is a panic of Rust's, which is no Exception of Python's.
        foreseen = isinstance(problem, calamine.CalamineError)
        if not foreseen and type(problem).__name__ != "PanicException":
            raise
        raise BadFile(f"it is broken ({problem}): save it again in Excel") from problem


def _is_filled(row: list[Cell]) -> bool:
    return not all(map(is_blank, row))


def _csv_rows(data: bytes) -> list[list[Cell]]:
    """The rows of a CSV file; an empty line is an empty row.

    Raises:
        BadFile: if it is no text, or no CSV.
    """
    text = _decoded(data)
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=")
    if first.strip().lower().startswith("sep=") and named in (*_SEPARATORS, ""):
        # Excel's own hint: the row stays, so that rows are counted as on screen.
        text, separator = f"\n{rest}", named or "\t"
    else:
        separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[Cell]] = []
    try:
        rows.extend(reader)
    except csv.Error as problem:
        raise BadFile(f"line {reader.line_num} is not CSV: {problem}") from problem
    return rows


def _decoded(data: bytes) -> str:
    """The text, in the first of the usual encodings that fits.

    Raises:
        BadFile: if none does.
    """
    usual = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in usual:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile("its letters are neither UTF-8 nor Windows-1252: save it as CSV UTF-8")


def _separator(text: str) -> str:
    """What parts the cells: whatever parts the first line that is not empty most often."""
    line = next((one for one in text.splitlines() if one.strip()), "")
    return max(_SEPARATORS, key=lambda one: len(next(csv.reader([line], delimiter=one))))
