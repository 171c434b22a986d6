"""The verbs of the domain: one world, one engine, and everybody who acts in them.

A `Lab` is what tests, features, the demo and the proofs hold in their hands. It makes a world on
a frozen clock, puts the engine on a store in memory with the witnessing wire as its transport, and
lets time pass: the engine's work stands in the world's agenda like everything else that is due.
Whoever closes a lab has the faults healed, the world brought to rest, and every law judged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from types import TracebackType
from typing import Any

import msgspec

from integration.app import build
from integration.engine import Engine
from integration.lab.axerrio_laws import vendor_unrest
from integration.lab.clocks import OffClock
from integration.lab.crash import Crashes
from integration.lab.laws import EngineSays, cross_laws
from integration.lab.people.bookings import Bookings
from integration.lab.people.florists import Florists
from integration.lab.people.known import NotKnown, fault_rule, may_connect, switched
from integration.lab.people.komet_people import KometPeople
from integration.lab.people.tenants import OURS, Tenant, connection_of
from integration.lab.plan import LabPlan
from integration.lab.raw import RawCalls
from integration.lab.rest import defects, engine_says, unrest, violations
from integration.lab.shown_law import shown_law
from integration.lab.wire import Wire, Witness
from integration.log import make_log
from integration.model import VENDOR, Connection
from integration.reconciling import reconcile
from integration.store import SqlStore, open_store
from mocks.core.laws import Verdict
from mocks.core.world import World
from mocks.komet.seed import COMPANY
from mocks.worlds import build_world

ENGINE = "engine"
REST_ROUNDS = 60
#: At rest every placed group is looked at again, however many there are.
EVERYTHING = 1_000_000
ROUND_S = 300.0


class NotAtRest(AssertionError):
    """The world did not come to rest within the bound."""


class LawBroken(AssertionError):
    """A law does not hold; the message says which, and the seed to repeat it with."""


class Lab:
    """One world with its people, its engine and its clock.

    Args:
        plan: what to make the world from.
        witness: judges every call and answer; None leaves them unjudged.
    """

    def __init__(self, plan: LabPlan | None = None, witness: Witness | None = None) -> None:
        self.plan = plan or LabPlan()
        self.witness = witness
        self.crashes = Crashes()
        self.connection: Connection | None = None
        self.logged = StringIO()
        self._world: World | None = None
        self._engine: Engine | None = None
        self._store: SqlStore | None = None

    # --- what there is ----------------------------------------------------------------------------

    @property
    def world(self) -> World:
        """The world; made when first asked for."""
        if self._world is None:
            self._make()
        assert self._world is not None
        return self._world

    @property
    def komet(self) -> KometPeople:
        """The company's people in Komet."""
        _ = self.world
        return self._komet

    @property
    def shop(self) -> Florists:
        """The florists on the marketplace."""
        _ = self.world
        return self._shop

    @property
    def raw(self) -> RawCalls:
        """A tester's client that speaks both partners' wires."""
        _ = self.world
        return self._raw

    @property
    def bookings(self) -> Bookings:
        """What orders have become in Komet."""
        return Bookings(self.world, self.says)

    @property
    def engine(self) -> Engine:
        """The engine; started when first asked for."""
        if self._engine is None:
            self.restart_engine()
        assert self._engine is not None
        return self._engine

    @property
    def store(self) -> SqlStore:
        """What the engine remembers."""
        if self._store is None:
            self._store = open_store("sqlite://")
            self._store.on_write = self.crashes.on_write
        return self._store

    def wish(self, **changes: Any) -> None:
        """Change the plan before the world is made.

        Raises:
            NotKnown: if it is made already.
        """
        if self._world is not None:
            raise NotKnown(f"too late to choose the {', '.join(changes)}: say it before all else")
        self.plan = msgspec.structs.replace(self.plan, **changes)

    def assume(self, partner: str, switch: str, value: str) -> None:
        """Set a switch of a partner.

        Raises:
            NotKnown: if there is no such switch or value.
        """
        one = self.world.partners[partner]
        one.assumptions = switched(one.assumptions, switch, value)

    def _make(self) -> None:
        world = build_world(self.plan.world_spec())
        world.cross_laws = (*world.cross_laws, *cross_laws(self.says), shown_law(self.says))
        world.runners[ENGINE] = self._run_engine
        self._world = world
        self._komet, self._shop = KometPeople(world), Florists(world)
        self._raw = RawCalls(world, self.witness)
        through_flask, point = self.plan.through_flask, self.crashes.point
        self.wire = Wire(world, self.witness, through_flask=through_flask, point=point)

    # --- the engine -------------------------------------------------------------------------------

    def restart_engine(self) -> Engine:
        """A new engine on the same store, as after a crash or a new version."""
        self.world.agenda.drop(lambda kind, _: kind == ENGINE)
        if self._engine is not None:
            self._engine.close()
        self.clock = OffClock(self.world.clock, self.plan.clock_off_s)
        engine = build(self.plan.engine_settings(), self.clock, self.wire, store=self.store)
        log = make_log(self.clock, self.logged, "console")
        engine.desk = replace(engine.desk, log=log)
        self._engine = engine
        self.world.agenda.plan(self.world.now(), ENGINE, None)
        return self._engine

    def _run_engine(self, _: object) -> None:
        """Do what is due, and stand in the agenda again for what comes next."""
        engine = self.engine
        engine.run_due()
        soonest = self.world.now() + timedelta(seconds=1)
        due = engine.next_due()
        at = self.clock.right(due) if due else soonest + timedelta(seconds=ROUND_S)
        self.world.agenda.plan(max(at, soonest), ENGINE, None)

    def connect(
        self,
        token_kind: str = "Customer",
        *,
        tenant: Tenant = OURS,
        user_login: bool = True,
        **changes: Any,
    ) -> Connection:
        """Connect a company to the marketplace, without trying out each id and method first.

        Args:
            token_kind: Company or Customer.
            tenant: which company and customer; whoever was first stays `connected`.
            user_login: whether a user's token is there to check web orders out.
            changes: other fields of the connection.

        Raises:
            NotKnown: for a kind of token that can not connect, or a policy there is not.
        """
        may_connect(token_kind, changes)
        made = connection_of(self.raw, self.komet, tenant, token_kind, user_login=user_login)
        stored = self.store.add_connection(msgspec.structs.replace(made, **changes))
        if self.connection is None or self.connection.id == stored.id:
            self.connection = stored
        self.restart_engine()
        return stored

    def run_cycle(self) -> None:
        """One inventory cycle of every connection now."""
        for one in self._markets():
            self.engine.sync_inventory(one.id)

    def run_orders(self) -> None:
        """One round of orders now."""
        for one in self._markets():
            self.engine.place_orders(one.id)

    def run_reconciling(self) -> None:
        """One look at the orders of the first connection that were placed before."""
        self.engine.reconcile(self.connected().id)

    def connected(self) -> Connection:
        """The connection with the marketplace; of several the first.

        Raises:
            NotKnown: if there is none yet.
        """
        if self.connection is None:
            raise NotKnown("there is no connection yet: connect the company first")
        return self.connection

    def _markets(self) -> list[Connection]:
        self.connected()
        return [one for one in self.store.connections() if one.partner != VENDOR]

    # --- time and faults --------------------------------------------------------------------------

    def pass_time(self, seconds: float) -> None:
        """Let so many seconds pass; whatever is due in them happens, the engine's work included."""
        self.world.advance(seconds)

    def strike(self, kind: str, **rule: Any) -> None:
        """Put one more fault rule in force.

        Raises:
            NotKnown: if there is no such fault, or no method it could strike.
        """
        self.world.faults.add(fault_rule(self.world, kind, rule))

    def engine_calls(self) -> int:
        """Calls to Komet the engine has counted today."""
        return sum(self.store.calls(COMPANY, self.komet.today()).values())

    def heal(self) -> None:
        """Take every fault out of force."""
        self.world.faults.heal()

    # --- the end ----------------------------------------------------------------------------------

    def says(self) -> EngineSays:
        """What the cross-partner laws hear from this engine."""
        return engine_says(self.world, self._store)

    def settle(self) -> None:
        """Heal the faults and let time pass until nothing is under way any more.

        Raises:
            NotAtRest: if that takes longer than the bound.
        """
        self.heal()
        self._until_quiet()
        if self._store is not None:
            self._look_at_everything()
            if self._unrest():
                self._until_quiet()

    def _look_at_everything(self) -> None:
        for one in self.store.connections():
            if one.partner == VENDOR:
                self.engine.poll_purchases(one.id)
            else:
                reconcile(self.engine.desk, one, limit=EVERYTHING)

    def _unrest(self) -> list[str]:
        found = unrest(self.world, self._store)
        return found + (vendor_unrest(self.world, self._store) if self._store else [])

    def _until_quiet(self) -> None:
        for _ in range(REST_ROUNDS):
            self.pass_time(ROUND_S)
            if not self._unrest():
                return
        raise NotAtRest(f"seed {self.plan.seed}: {'; '.join(self._unrest())}")

    def laws(self) -> dict[str, Verdict]:
        """The verdict of every law, as things stand."""
        return self.world.judge()

    def check_laws(self) -> dict[str, Verdict]:
        """Judge every law, and whatever an engine may have taken for a failure and survived.

        Raises:
            LawBroken: naming every violation, and the seed to repeat it with.
        """
        verdicts = self.laws()
        broken = violations(verdicts)
        broken += [f"contract: {what}" for what in (self.witness.broken if self.witness else ())]
        broken += [f"simulator: {what}" for what in self.wire.defects]
        broken += [f"engine: {what}" for what in defects(self._store)]
        if broken:
            told = "\n  ".join(broken)
            raise LawBroken(f"seed {self.plan.seed}:\n  {told}")
        return verdicts

    def finish(self) -> None:
        """Bring the world to rest and check every law, if there ever was a world.

        Raises:
            NotAtRest: if it does not come to rest.
            LawBroken: if a law does not hold.
        """
        if self._world is not None:
            self.settle()
            self.check_laws()

    def release(self) -> None:
        """Let go of engine and store."""
        if self._engine is not None:
            self._engine.close()
        if self._store is not None:
            self._store.close()

    def close(self) -> None:
        """Finish, and let go of engine and store whatever came of it.

        Raises:
            NotAtRest: if the world does not come to rest.
            LawBroken: if a law does not hold.
        """
        try:
            self.finish()
        finally:
            self.release()

    def __enter__(self) -> Lab:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
