"""A world: one clock with its agenda, one seed, one fault plan, and the states of all partners.

Worlds share nothing: two of them in one process never see each other, and a copy is a copy. What
is due later stands in the agenda as a plain value; `advance` walks it in order of (time, number)
until nothing is due any more.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from mocks.core.agenda import ActDue, Agenda
from mocks.core.api import Caller, Context, Request, Response
from mocks.core.clock import LabClock
from mocks.core.dispatch import carry_out, handle
from mocks.core.errors import Dropped, Refusal
from mocks.core.faults import FaultPlan
from mocks.core.journal import Journal
from mocks.core.laws import Law, Verdict, When
from mocks.core.partner import Partner
from mocks.core.reading import read

LAB = Caller(kind="lab")


class World:
    """All partners on one clock.

    Args:
        clock: the one clock.
        seed: of everything generated in this world.
        partners: by name.
        laws: laws over several partners, beside those each partner brings.
    """

    def __init__(
        self,
        clock: LabClock,
        seed: int,
        partners: Mapping[str, Partner],
        laws: tuple[Law, ...] = (),
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.partners = dict(partners)
        self.cross_laws = laws
        self.agenda = Agenda()
        self.faults = FaultPlan(seed)
        self.journal = Journal()
        self.runners: dict[str, Callable[[Any], None]] = {}
        self.failed_acts: list[str] = []

    def now(self) -> datetime:
        """The present moment of this world."""
        return self.clock.now()

    def call(self, partner: str, request: Request) -> Response:
        """Bring `request` to the partner's front door, through the fault plan.

        Raises:
            Dropped: if a fault swallows the request or the answer.
        """
        return handle(self, partner, request)

    # --- acts ---------------------------------------------------------------------------------

    def act(self, partner: str, name: str, given: Mapping[str, Any] | msgspec.Struct) -> Any:
        """Let a person do `name` inside `partner`, as one step, with those fields.

        Raises:
            KeyError: if the partner or the act does not exist.
            Refusal: if a field can not be, or the partner's rules forbid it; nothing has changed
                then.
        """
        one = self.partners[partner]
        known = one.acts[name]
        # A Struct is not checked when it is made, so it is read like what comes from outside.
        call = read(known.call, msgspec.to_builtins(given))
        with one.state.lock:
            return known.handler(self.context(one, LAB), call)

    def context(self, partner: Partner, caller: Caller) -> Context[Any]:
        """What a handler of `partner` may use, on behalf of `caller`."""

        def plan(at: datetime, name: str, call: msgspec.Struct) -> None:
            self.agenda.plan(at, "act", ActDue(partner.name, name, call))

        partner.state.remember_s = self.faults.longest_lag_s()
        return Context(
            partner.state, caller, self.now(), partner.assumptions, plan, partner.methods
        )

    # --- time ---------------------------------------------------------------------------------

    def advance(self, seconds: float = 0.0, until: datetime | None = None) -> int:
        """Walk the agenda up to `until` (or `seconds` from now); tell how many things were done.

        The clock must be frozen; it stands at the target afterwards, or later if something that
        was due took longer.
        """
        target = until or self.now() + timedelta(seconds=seconds)
        done = 0
        while (due := self.agenda.pop(target)) is not None:
            at, kind, payload = due
            if at > self.now():
                self.clock.set(at)
            self.perform(kind, payload)
            done += 1
        if target > self.now():
            self.clock.set(target)
        return done

    def run_due(self) -> int:
        """Do what is due by now, for a clock that runs by itself; tell how many things."""
        done = 0
        while (due := self.agenda.pop(self.now())) is not None:
            self.perform(due[1], due[2])
            done += 1
        return done

    def perform(self, kind: str, payload: Any) -> None:
        """Do one thing of the agenda; a refused act is noted, not raised."""
        if kind == "act":
            try:
                self.act(payload.partner, payload.name, payload.call)
            except Refusal as refusal:
                self.failed_acts.append(f"{payload.partner} {payload.name}: {refusal.code}")
        elif kind == "call":
            carry_out(self, self.partners[payload.partner], payload.request)
        else:
            try:
                self.runners[kind](payload)
            except Dropped as dropped:  # a runner must handle its own silence
                raise RuntimeError(f"{kind} let a dropped connection through") from dropped

    # --- laws ---------------------------------------------------------------------------------

    def laws(self) -> tuple[Law, ...]:
        """Every law of this world: the partners' own and those over several partners."""
        own = tuple(law for partner in self.partners.values() for law in partner.laws)
        return own + self.cross_laws

    def judge(self, when: When | None = None) -> dict[str, Verdict]:
        """The verdict of each law (only those that hold `when`, if given), by the law's name."""
        return {law.name: law.judge(self) for law in self.laws() if when in (None, law.when)}

    # --- copies -------------------------------------------------------------------------------

    def copy(self) -> "World":
        """An independent world with the same past, plans, faults and time.

        Runners are not taken along: they belong to whoever drives this world.
        """
        clock = self.clock.copy()
        partners = {name: partner.copy(clock) for name, partner in self.partners.items()}
        twin = World(clock, self.seed, partners, self.cross_laws)
        twin.agenda = self.agenda.copy()
        twin.faults = self.faults.copy()
        twin.journal = self.journal.copy()
        twin.failed_acts = list(self.failed_acts)
        return twin

    def digests(self) -> dict[str, str]:
        """The digest of each partner's ledger, by partner."""
        return {name: partner.state.ledger.digest() for name, partner in self.partners.items()}
