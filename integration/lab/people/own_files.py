"""A company that brings its own files instead of what would be generated."""

from __future__ import annotations

from pathlib import Path

from integration.lab.harness import Lab
from mocks.core.clock import LabClock
from mocks.komet.own_data.loading import loaded
from mocks.komet.own_data.tables import TABLES
from mocks.worlds import PARTNERS


def brings(lab: Lab, folder: Path) -> None:
    """Make the world from the files in `folder`; lines are called by their products' codes.

    Raises:
        BadFiles: with everything that is wrong with them.
        NotKnown: if the world is made already.
    """
    spec = lab.plan.world_spec()
    seeded = PARTNERS["komet"].build(LabClock(spec.start, frozen=True), spec).state
    files = {name: folder / f"{name}.csv" for name in TABLES}
    there = {name: path for name, path in files.items() if path.exists()}
    own = loaded(seeded, there, lab.plan.start.date(), spec.lines).own
    lab.wish(own=own)
    codes = {one.id: one.code for one in own.products or ()}
    lab.komet.named |= {codes[lot.product_id]: lot.id for lot in own.lots or ()}
