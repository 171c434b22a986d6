"""One simulated partner: what it offers, how it talks, what it knows, what must hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mocks.core.api import Act, Endpoint
from mocks.core.meter import Meter
from mocks.core.state import State

if TYPE_CHECKING:
    from datetime import datetime

    from mocks.core.clock import LabClock
    from mocks.core.dialect import Dialect
    from mocks.core.laws import Law


def nothing_to_try(_: Any) -> Mapping[str, Any]:
    """The credentials of a partner that asks for none."""
    return {}


@dataclass
class Partner:
    """A partner inside one world.

    Args:
        name: ``komet``, ``ibuyflowers`` or ``axerrio``.
        endpoints: what it publishes.
        acts: what people do in its screens, by name.
        dialect: how it talks.
        state: what it knows.
        assumptions: its frozen switches.
        laws: what must hold over its ledger.
        clock: the world's clock.
        meter: calls per company and day.
        credentials: from the state, what a tester needs to call it: ids, keys, tokens.
    """

    name: str
    endpoints: tuple[Endpoint, ...]
    acts: Mapping[str, Act]
    dialect: Dialect
    state: Any
    assumptions: Any
    laws: tuple[Law, ...]
    clock: LabClock
    meter: Meter = field(default_factory=Meter)
    credentials: Callable[[Any], Mapping[str, Any]] = nothing_to_try
    paths: dict[str, Endpoint] = field(init=False)
    methods: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the endpoints by every path under which they answer."""
        self.paths = {path: one for one in self.endpoints for path in (one.path, *one.aliases)}
        self.methods = frozenset(one.name for one in self.endpoints)

    def now(self) -> datetime:
        """The world's present moment."""
        return self.clock.now()

    def copy(self, clock: LabClock) -> Partner:
        """The same partner in another world, on that world's clock."""
        state: State = self.state.copy()
        return Partner(
            self.name,
            self.endpoints,
            self.acts,
            self.dialect,
            state,
            self.assumptions,
            self.laws,
            clock,
            self.meter.copy(),
            self.credentials,
        )
