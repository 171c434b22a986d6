"""What is wrong with a company's files: where it stands, and what would be right."""

from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong in a file: by sheet (none in CSV), row as counted on screen, and column.

    `row` 0 is the file as a whole.
    """

    file: str
    reason: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """The problem in one line."""
        places = (
            self.file,
            self.sheet and f"sheet {self.sheet}",
            self.row and f"row {self.row}",
            self.column and f"column {self.column}",
        )
        return f"{', '.join(str(place) for place in places if place)}: {self.reason}"


class BadFiles(ValueError):
    """Files that can not be used; `problems` has everything that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        told = "".join(f"\n  {one}" for one in self.problems)
        super().__init__(
            f"nothing was loaded: {count} problem{'' if count == 1 else 's'} found{told}"
        )
