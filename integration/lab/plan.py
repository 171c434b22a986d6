"""What a lab is made from: its world, and the settings of the engine in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from integration.settings import Settings
from mocks.komet.facts.own_data import OwnData
from mocks.worlds import WorldSpec

#: A Monday, 9 o'clock in New York: three days before a holiday nobody here knows of.
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)

#: The engine's settings in a lab: rounds of orders are rarer than in earnest, to save time.
LAB_SETTINGS: dict[str, Any] = {"store_url": "sqlite://", "orders_every_s": 30.0}


class LabPlan(msgspec.Struct, kw_only=True):
    """What a lab is made from; may be changed until its world is.

    Args:
        seed: of everything generated.
        lines: of inventory in Komet.
        users: in the company's plan.
        start: where the frozen clock stands.
        names: product names instead of generated ones.
        own: what the company brought of its own.
        assumptions: switches to set, by partner.
        settings: of the engine, beside the defaults.
        clock_off_s: how much later than true the engine's clock is.
        through_flask: take the way through the partners' Flask apps.
    """

    seed: int = 1
    lines: int = 12
    users: int = 3
    start: datetime = MONDAY
    names: tuple[str, ...] | None = None
    own: OwnData | None = None
    assumptions: dict[str, dict[str, str]] = {}
    settings: dict[str, Any] = {}
    clock_off_s: float = 0.0
    through_flask: bool = False

    def world_spec(self) -> WorldSpec:
        """The world, on a frozen clock."""
        return WorldSpec(
            seed=self.seed,
            lines=self.lines,
            users=self.users,
            names=self.names,
            own=self.own,
            start=self.start,
            frozen=True,
            **self.assumptions,
        )

    def engine_settings(self) -> Settings:
        """How the engine works in the lab."""
        return Settings(**(LAB_SETTINGS | self.settings))
