"""What the processes of a load run left behind, put together into its figures."""

from __future__ import annotations

import platform
import subprocess
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from integration.lab.load.figures import (
    CycleFigures,
    Figures,
    Generated,
    LawRow,
    Sample,
)
from integration.lab.load.log import Cycle, EngineLog
from integration.lab.load.spec import LoadSpec


@dataclass
class Found:
    """What was seen of a run from outside; `looked_from` is the meter's beginning."""

    spec: LoadSpec
    looked_from: datetime
    samples: list[Sample] = field(default_factory=list)
    laws: list[LawRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_over: int = 0


def gathered(found: Found, result: Path, engine_log: Path) -> Figures:
    """The figures; time zero is when the generator began.

    Args:
        found: what was seen.
        result: what the generator wrote, if it came so far.
        engine_log: the engine's log, if it came so far.
    """
    spec, generated = found.spec, Generated(entries=[], errors=[], missed={})
    if result.exists():
        generated = msgspec.json.decode(result.read_bytes(), type=Generated)
    began_at = generated.began_at or found.looked_from
    shift_s = (began_at - found.looked_from).total_seconds()
    return Figures(
        spec=spec,
        began_at=began_at,
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        commit=_commit(),
        orders_every_s=spec.orders_every_s,
        allowance=spec.users * 1000,
        generated=generated,
        cycles=_cycles(engine_log, began_at),
        samples=[
            msgspec.structs.replace(one, at_s=round(one.at_s - shift_s, 3)) for one in found.samples
        ],
        laws=found.laws,
        problems=found.problems,
        left_over=found.left_over,
    )


def _cycles(engine_log: Path, began_at: datetime) -> list[CycleFigures]:
    return [
        CycleFigures(
            at_s=(one.at - began_at).total_seconds(),
            lines=one.lines,
            changed=one.changed,
            cadence_s=one.cadence_s,
            outcome=one.outcome,
            seconds=one.seconds,
        )
        for one in EngineLog(engine_log).news()
        if isinstance(one, Cycle)
    ]


def _commit() -> str:
    """The commit of the clone, if it is one."""
    said = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"
