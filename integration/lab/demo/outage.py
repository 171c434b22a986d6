"""When the faults of the day come into force, and how the outage of Komet begins and ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from integration.lab.demo.day import OUTAGE, Happening
from integration.lab.demo.faults import afternoon, morning, outage
from integration.lab.demo.floor import RUNNER, Floor, Script


def plan_faults(floor: Floor, start: datetime, wanted: tuple[str, ...]) -> None:
    """Put the morning's rules in force, and the rest into the agenda; nothing without faults."""
    if not wanted:
        return
    floor.world.faults.set(morning(floor.seed, wanted))
    for kind, hour in zip(("outage_begins", "outage_ends"), OUTAGE, strict=True):
        at = start + timedelta(hours=hour)
        happening = Happening(at=at, kind=kind, number=0, keys=wanted)
        floor.world.agenda.plan(at, RUNNER, happening)


def begins(floor: Floor, _happening: Happening, _chance: Random) -> None:
    """Komet can not be reached any more."""
    floor.world.faults.set(outage())
    floor.tell("outage", "Komet can not be reached")


def ends(floor: Floor, happening: Happening, _chance: Random) -> None:
    """Komet answers again, as well or badly as before."""
    floor.world.faults.set(afternoon(happening.keys))
    floor.tell("outage", "Komet answers again")


SCRIPTS: dict[str, Script] = {"outage_begins": begins, "outage_ends": ends}
