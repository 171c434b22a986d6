"""Laws: what must hold, written as a judgement over the ledgers of a world.

A law says how many facts it judged; a law that judged nothing proves nothing, so reports treat
zero as a failure wherever the law should have had work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mocks.core.ledger import Ledger
    from mocks.core.world import World


class When(StrEnum):
    """When a law must hold."""

    ALWAYS = "always"
    AT_REST = "at_rest"


@dataclass
class Verdict:
    """What judging a law gave: facts judged, and each violation in a sentence."""

    judged: int = 0
    violations: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether no violation was found."""
        return not self.violations


@dataclass(frozen=True)
class Law:
    """One law: a short name, its sentence, when it must hold, and how it is judged."""

    name: str
    statement: str
    when: When
    judge: Callable[[World], Verdict]


def ledger_law(partner: str, name: str, statement: str, judge: Callable[[Ledger], Verdict]) -> Law:
    """A law over one partner's ledger that must always hold; the partner stands in its name."""

    def over_world(world: World) -> Verdict:
        return judge(world.partners[partner].state.ledger)

    return Law(f"{partner}.{name}", statement, When.ALWAYS, over_world)
