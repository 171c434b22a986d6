"""What README and docs print, cut out for the tests: tables, blocks, words in backticks."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.feature_files import ROOT

README = ROOT / "README.md"
REFERENCE = ROOT / "docs" / "reference.md"
# docs/evidence.md is written by a program and compared as a whole.
PAGES = [
    README,
    *(path for path in sorted((ROOT / "docs").rglob("*.md")) if path.name != "evidence.md"),
]

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [body for name, body in FENCE.findall(text(page)) if name == language]


def quoted(page: Path) -> list[str]:
    """What stands in backticks, outside fenced blocks."""
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", text(page)))


def shell(page: Path) -> Iterator[str]:
    """The commands of a page, in blocks and in backticks."""
    yield from whole(page)
    yield from (one for one in quoted(page) if one.startswith(("floralab ", "make ", "python ")))


def whole(page: Path) -> Iterator[str]:
    """The commands of a page's blocks, to be run as they stand; one a line, without comments."""
    for block in blocks(page, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            yield line.partition(" #")[0].strip()


def table(page: Path, first_column: str) -> list[list[str]]:
    """The rows of every table whose first column has that title, backticks taken off."""
    rows: list[list[str]] = []
    wanted, before = False, ""
    for line in text(page).splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip("|").split(" | ")]
        if line.startswith("|") and not before.startswith("|"):
            wanted = cells[0] == first_column
        elif line.startswith("|") and wanted and not line.startswith("| ---"):
            rows.append(cells)
        before = line
    return rows
