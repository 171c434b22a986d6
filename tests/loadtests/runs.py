"""A load run as it might have been, for whoever judges, draws or compares one."""

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from integration.lab.load import names
from integration.lab.load.figures import (
    ENGINE,
    GENERATOR,
    SIMULATORS,
    CycleFigures,
    Entry,
    Figures,
    Generated,
    LawRow,
    Sample,
)
from integration.lab.load.spec import LoadSpec

BEGAN = datetime(2026, 11, 23, 12, tzinfo=UTC)


def entry(name: str, seconds: float, **changes: Any) -> Entry:
    known: dict[str, Any] = dict.fromkeys(("mean", "max", "p50", "p90", "p95", "p99"), seconds)
    return Entry(**({"kind": "sync", "name": name, "count": 50, "failed": 0} | known | changes))


def cycle(at_s: float, lines: int = 1000, **seconds: float) -> CycleFigures:
    took = seconds or {"read": 0.2, "compare": 0.05, "publish": 0.1, "acknowledge": 0.05}
    return CycleFigures(
        at_s=at_s, lines=lines, changed=1, cadence_s=5, outcome="published", seconds=took
    )


def sample(at_s: float, busy: float = 0.1) -> Sample:
    processes = (SIMULATORS, ENGINE, GENERATOR)
    return Sample(
        at_s=at_s,
        cpu_s=dict.fromkeys(processes, at_s * busy),
        rss=dict.fromkeys(processes, 100_000_000),
        age_s=at_s % 5,
        calls=int(at_s),
    )


def figures(**changes: Any) -> Figures:
    """A steady run in which everything went well, but for `changes`."""
    good = Figures(
        spec=LoadSpec(scenario="steady"),
        began_at=BEGAN,
        machine="a machine",
        commit="0123456789",
        orders_every_s=1.0,
        allowance=100_000,
        generated=Generated(
            entries=[entry(names.CYCLE, 0.4), entry(names.AGE, 5.2), entry(names.ORDER, 1.1)],
            errors=[],
            missed={},
        ),
        cycles=[cycle(at) for at in (0.0, 5.0, 10.0)],
        samples=[sample(float(at)) for at in range(0, 31, 5)],
        laws=[LawRow(name="komet.boxes", statement="boxes add up", judged=10, violations=[])],
    )
    return replace(good, **changes)


def generated(*entries: Entry, **more: Any) -> Generated:
    return Generated(**({"entries": list(entries), "errors": [], "missed": {}} | more))
