"""The page that keeps what was measured: with machine, commit and command."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from loadtests.bench.rows import Row

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
SAYS = {True: "met", False: "**missed**", None: ""}


def write_results(page: Path, rows: list[Row], rounds: int) -> None:
    """Put the table of `rows` into `page`, between its marks (a new page, if there is none)."""
    text = page.read_text(encoding="utf-8") if page.exists() else f"{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = "\n".join(_table(rows))
    page.write_text(
        f"{before}{BEGIN}\n{_machine(rounds)}\n\n{table}\n{END}{after}", encoding="utf-8"
    )


def _table(rows: list[Row]) -> list[str]:
    lines = ["| figure | bar | measured | | behind it |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        cells = (row.name, str(row.bar or ""), row.measured, SAYS[row.met], row.note)
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _machine(rounds: int) -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return (
        f"`make bench`, medians of {rounds} rounds, commit {commit or 'unknown'}, "
        f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}."
    )
