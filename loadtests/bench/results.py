"""The page that keeps what was measured: with machine, commit and command."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from loadtests.bench.rows import Row

LEAST_POINTS = 3
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
SAYS = {True: "met", False: "**missed**", None: ""}


def write_results(page: Path, rows: list[Row], rounds: int) -> None:
    """Put the table of `rows` into `page`, between its marks (a new page, if there is none)."""
    text = page.read_text(encoding="utf-8") if page.exists() else f"{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    parts = [_machine(rounds), "\n".join(_table(rows)), *_plot(rows)]
    told = "\n\n".join(parts)
    page.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")


def _table(rows: list[Row]) -> list[str]:
    lines = ["| figure | bar | measured | | behind it |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        cells = (row.name, str(row.bar or ""), row.measured, SAYS[row.met], row.note)
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _plot(rows: list[Row]) -> Iterator[str]:
    """What a line costs at each size, one picture for each curve of several points."""
    curves: dict[str, list[Row]] = {}
    for row in rows:
        if row.curve:
            curves.setdefault(row.curve, []).append(row)
    for name, points in curves.items():
        if len(points) < LEAST_POINTS:
            continue
        sizes = ", ".join(f'"{point.lines:,}"' for point in points)
        costs = ", ".join(f"{point.seconds / point.lines * 1e6:.2f}" for point in points)
        yield (
            "```mermaid\nxychart-beta\n"
            f'  title "Microseconds a line: {name}"\n'
            f'  x-axis "lines" [{sizes}]\n'
            f'  y-axis "microseconds a line" 0 --> {_top(points)}\n'
            f"  line [{costs}]\n```"
        )


def _top(points: list[Row]) -> int:
    return ceil(max(point.seconds / point.lines for point in points) * 1.1e6)


def _machine(rounds: int) -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return (
        f"`make bench`, medians of {rounds} rounds, commit {commit or 'unknown'}, "
        f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}."
    )
