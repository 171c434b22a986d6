"""How hard a storm blows, by seed: what the storms on the marketplace and with a vendor share."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mocks.core.errors import Refusal
from mocks.core.faults import FAULTS, FaultRule

#: How likely each kind of fault is to strike a call, while the storm lasts.
CHANCES = {
    "lost_request": 0.03,
    "lost_reply": 0.06,
    "late_request": 0.05,
    "twice": 0.05,
    "refused_5xx": 0.03,
    "garbled": 0.04,
    "slow": 0.02,
    "stale_read": 0.10,
}
LATE_S = 120.0


@dataclass(frozen=True)
class StormPlan:
    """How hard it blows.

    Args:
        seed: of the world, the people and the faults.
        orders: how many are made.
        token_kind: Customer or Company, which sell on the marketplace, or a Vendor's.
        late_s: after how long a late request arrives.
        faults: the kinds that strike.
        settle_s: the engine's.
    """

    seed: int
    orders: int = 5
    token_kind: str = "Customer"
    late_s: float = LATE_S
    faults: tuple[str, ...] = tuple(FAULTS)
    settle_s: int = 180


def drawn(draw: random.Random, switches: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One value of each switch."""
    return {name: draw.choice(values) for name, values in switches.items()}


def rules(plan: StormPlan) -> tuple[FaultRule, ...]:
    """The plan's faults, for every call to every partner."""
    return tuple(_rule(kind, plan) for kind in plan.faults)


def _rule(kind: str, plan: StormPlan) -> FaultRule:
    delay_s = plan.late_s if kind == "late_request" else 5.0
    only = "reads" if kind == "stale_read" else ""
    return FaultRule(kind=kind, chance=CHANCES[kind], delay_s=delay_s, only=only)


def attempt(deed: Callable[[], object]) -> None:
    """Let somebody do it; what people are refused they simply do not get."""
    try:
        deed()
    except Refusal:
        return
