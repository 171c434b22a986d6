"""What the engine's own log says of its time: a line per cycle with its phases, a line per doubt.

The log is the engine's plainest surface: a file of JSON lines, read while it grows, without asking
the engine anything that would take its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from integration.aftermath import HELD, PUBLISHED
from integration.laps import ACKNOWLEDGE, COMPARE, PUBLISH, READ

PHASES = (READ, COMPARE, PUBLISH, ACKNOWLEDGE)


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """One cycle as it ended: seconds by phase; `reason` if it was not published."""

    at: datetime
    number: int
    lines: int
    changed: int
    cadence_s: int
    outcome: str
    seconds: dict[str, float]
    reason: str = ""

    @property
    def whole_s(self) -> float:
        """How long it took, all phases together."""
        return sum(self.seconds.values())

    @property
    def published(self) -> bool:
        """Whether the marketplace has confirmed it."""
        return self.outcome in (PUBLISHED, HELD)


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """An order whose calls went unanswered, so that it had to be looked for."""

    at: datetime
    order: int


class EngineLog:
    """The log, read on from where it was left.

    Args:
        path: the file, which need not be there yet.
        at_end: begin with what is written from now on.
    """

    def __init__(self, path: Path, *, at_end: bool = False) -> None:
        self._path = path
        self._rest = b""
        self._read_to = path.stat().st_size if at_end and path.exists() else 0

    def news(self) -> Iterator[Cycle | Doubt]:
        """What was written since the last look; half a line waits for its other half."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._read_to)
            text = file.read()
        self._read_to += len(text)
        *lines, self._rest = (self._rest + text).split(b"\n")
        for line in lines:
            found = understood(line)
            if found is not None:
                yield found


def understood(line: bytes) -> Cycle | Doubt | None:
    """What one line of the log says; None for everything that is about something else."""
    try:
        said: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.MsgspecError:
        return None
    event = str(said.get("event", ""))
    if event in ("order.doubted", "order waits"):
        return Doubt(at=_at(said), order=int(said["order"]))
    if event.startswith("inventory.") and "number" in said:
        return Cycle(
            at=_at(said),
            number=said["number"],
            lines=said["lines"],
            changed=said["upserts"] + said["removals"],
            cadence_s=said["cadence_s"],
            outcome=event.removeprefix("inventory."),
            seconds={name: said[f"{name}_s"] for name in PHASES if f"{name}_s" in said},
            reason=said.get("reason", ""),
        )
    return None


def _at(said: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(said["timestamp"])
