"""What a cell may hold: each kind reads a raw cell and says in words what would be right.

Excel gives every number as a float, so ``12.0`` is the id 12; a CSV file gives everything as text.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from mocks.core.fields import FIRST_DAY, LAST_DAY, Limits

#: Text, numbers, truth, days and times of day, as a workbook has them.
Cell = Any

#: A float keeps so many digits behind the point for certain; the rest is noise of adding up.
TRUSTED_DECIMALS = 9
_WHOLE = re.compile(r"(\d+)(?:\.0+)?")
_POINT = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|-?\.\d+")
_COMMA = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: \d\d:\d\d:\d\d)?")
_EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,.]+")


class BadCell(ValueError):
    """A cell that can not be used; it says why."""


class Kind(NamedTuple):
    """What a cell may hold: how it is read, and what would be right, in words."""

    read: Callable[[Cell], Any]
    right: str


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def words(cell: Cell) -> str:
    """The cell as text, without blanks around it, on one line.

    Raises:
        BadCell: if there are control characters in it.
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == datetime.min.time() else str(cell)
    text = str(cell).strip()
    if text.isprintable():
        return text
    text = re.sub(r"[\r\n\t]+", " ", text)
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise BadCell(f"{text!r} has control characters")
    return text


def text(most: int) -> Kind:
    """Any text of at most `most` characters."""
    right = f"a text of at most {most} characters"

    def read(cell: Cell) -> str:
        found = words(cell)
        if len(found) > most:
            raise BadCell(f"{len(found)} characters; give {right}")
        return found

    return Kind(read, right)


def whole(low: int, high: int) -> Kind:
    """A whole number between two, both included."""
    right = f"a whole number from {low} to {high}"

    def read(cell: Cell) -> int:
        match = _WHOLE.fullmatch(words(cell))
        if not match or len(match[1]) > len(str(high)) or not low <= int(match[1]) <= high:
            raise BadCell(f"{words(cell)!r}; give {right}")
        return int(match[1])

    return Kind(read, right)


def identity() -> Kind:
    """An id: digits only, at most 15 of them, as Excel keeps no more."""
    return whole(1, 10**15 - 1)


def amount(most: str, decimals: int) -> Kind:
    """A number from 0 to `most`, in dollars or not, with a point or a comma before its cents."""
    limits = Limits(Decimal(0), Decimal(most), decimals)
    right = f"a number from 0 to {most}, thousands not parted, at most {decimals} decimals"

    def read(cell: Cell) -> Decimal:
        found = _decimal(cell)
        if found is None or not limits.allow(found):
            raise BadCell(f"{words(cell)!r}; give {right}")
        return found

    return Kind(read, right)


def flag() -> Kind:
    """Y or N: a small letter would count as nothing in Komet, and its default would apply."""
    return one_of({"Y": True, "N": False}, exactly=True)


def one_of(choices: Mapping[str, Any], *, exactly: bool = False) -> Kind:
    """One of some words; capitals matter only if it is to be `exactly` so."""
    *first, last = choices
    right = f"{', '.join(first)} or {last}" if first else last
    known = {name if exactly else name.casefold(): value for name, value in choices.items()}

    def read(cell: Cell) -> Any:
        found = words(cell).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        key = found if exactly else found.casefold()
        if key not in known:
            raise BadCell(f"{found!r}; give {right}")
        return known[key]

    return Kind(read, right)


def day() -> Kind:
    """A day: of Excel's own, or written as YYYY-MM-DD."""
    right = f"a day from {FIRST_DAY} to {LAST_DAY} as YYYY-MM-DD"

    def read(cell: Cell) -> date:
        match = _DAY.fullmatch(words(cell))
        try:
            found = date.fromisoformat(match[1]) if match else None
        except ValueError:
            found = None
        if found is None or not FIRST_DAY <= found <= LAST_DAY:
            raise BadCell(f"{words(cell)!r}; give {right}")
        return found

    return Kind(read, right)


def emails(most: int) -> Kind:
    """E-mail addresses parted by semicolons, at most `most` characters together."""
    right = f"e-mail addresses parted by semicolons, at most {most} characters"

    def read(cell: Cell) -> str:
        found = [one.strip() for one in words(cell).split(";") if one.strip()]
        wrong = [one for one in found if not _EMAIL.fullmatch(one)]
        if wrong or len(words(cell)) > most:
            raise BadCell(f"{(wrong or [words(cell)])[0]!r}; give {right}")
        return ";".join(found)

    return Kind(read, right)


def _decimal(cell: Cell) -> Decimal | None:
    """The number in a cell; None if there is none, or if it could be read in two ways."""
    if isinstance(cell, float):
        return Decimal(repr(round(cell, TRUSTED_DECIMALS)))
    written = words(cell).replace("$", "").replace(" ", "")
    if _POINT.fullmatch(written) and not _is_doubtful(written):
        written = written.replace(",", "")
    elif _COMMA.fullmatch(written) and not _is_doubtful(written):
        written = written.replace(".", "").replace(",", ".")
    try:
        return Decimal(written)
    except InvalidOperation:
        return None


def _is_doubtful(written: str) -> bool:
    """Whether its one comma could part thousands as well as cents: ``1,250``."""
    return "." not in written and re.fullmatch(r"-?\d{1,3},\d{3}", written) is not None
