"""What the engine and a simulator hold in memory, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from loadtests.bench.rows import Bar, Row
from loadtests.canned import record, served
from loadtests.engine_process import Order

MB = 1e6
ENGINE_BARS = {100_000: Bar(250, " MB"), 1_000_000: Bar(1500, " MB")}
SIMULATOR_BAR, IDLE_WORLD_BAR = Bar(2500, " MB"), Bar(60, " MB")


def _said(module: str, order: Any) -> dict[str, Any]:
    """What a process says in one line of JSON, having been told its order."""
    ended = subprocess.run(
        [sys.executable, "-m", module],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    said: dict[str, Any] = msgspec.json.decode(ended.stdout)
    return said


def engine_row(lines: int, folder: Path) -> Row:
    """The engine's peak: its first cycle, then two with nothing new."""
    canned = record(lines)
    with served(canned) as address:
        url = f"sqlite:///{folder}/memory-{lines}.db"
        said = _said("loadtests.engine_process", Order(canned.connection(address), url, cycles=3))
    if set(said["outcomes"]) != {"published"}:
        raise RuntimeError(f"the engine's cycles ended {said['outcomes']}")
    return Row(
        name=f"memory of the engine at its peak, {canned.lines:,} lines",
        value=said["peak"] / MB,
        unit=" MB",
        bar=ENGINE_BARS.get(lines),
    )


def simulator_rows(lines: int) -> Iterator[Row]:
    """A world of so many lines once its list was asked for; and each further idle world."""
    said = _said("loadtests.simulator_process", lines)
    yield Row(
        name=f"memory of the simulators, {said['lines']:,} lines, lists asked for",
        value=said["peak"] / MB,
        unit=" MB",
        bar=SIMULATOR_BAR if lines >= 1_000_000 else None,
    )
    yield Row(
        name="memory of each further idle world, of the usual size",
        value=said["idle"] / MB,
        unit=" MB",
        bar=IDLE_WORLD_BAR,
    )
