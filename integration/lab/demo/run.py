"""One trading day of a company on one clock: the real engine against the simulators.

The day's people stand in the world's agenda beside the engine, so nothing here loops over time: the
hours are walked only to show how far the day has come. At the end the faults are healed, the world
is brought to rest, and every law is judged. Equal specs give equal days, to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from integration.lab.demo import faults as demo_faults
from integration.lab.demo import hours as demo_hours
from integration.lab.demo import orders as demo_orders
from integration.lab.demo import trade as demo_trade
from integration.lab.demo.buying import SCRIPTS as BUYING
from integration.lab.demo.day import timetable
from integration.lab.demo.farm import SCRIPTS as FARM
from integration.lab.demo.farm import Farm
from integration.lab.demo.floor import RUNNER, Floor
from integration.lab.demo.florists import SCRIPTS as FLORISTS
from integration.lab.demo.judge import problems
from integration.lab.demo.outage import SCRIPTS as OUTAGE
from integration.lab.demo.outage import plan_faults
from integration.lab.demo.refusals import REQUIRED, REQUIRED_TURNED_AWAY
from integration.lab.demo.result import (
    DemoResult,
    DemoSpec,
    LawRow,
    Promise,
    command,
)
from integration.lab.demo.scenes import SCRIPTS as SCENES
from integration.lab.demo.staff import SCRIPTS as STAFF
from integration.lab.demo.watch import Watch
from integration.lab.harness import ENGINE, Lab, NotAtRest
from integration.lab.plan import LabPlan
from integration.lab.report.html import page
from integration.lab.rest import defects
from integration.model import MARKETPLACE
from integration.quota import CALLS_PER_USER, DAY_S, source
from integration.schedule import STREAMS, STREAMS_WITH
from mocks.komet.seed import COMPANY

HOURS = 24
HOUR_S = 3600.0
CALLS_PER_ORDER = 9
#: Of the calls of the day, so many may go into looking what became of the vendor's handful.
VENDOR_CALLS = 300
#: What a day really spends: a read every so many seconds, calls per order, and on the vendor.
READ_EVERY_S, ORDER_COST, VENDOR_COST = 300, 6.5, 400
#: A farm's orders have more time than a florist's: they are heard so often on the day.
VENDOR_EVERY_S = 120.0

Progress = Callable[[int], None]


def run_demo(spec: DemoSpec, progress: Progress = lambda _: None) -> DemoResult:
    """The whole day; its page is written to `spec.html`.

    Args:
        spec: what it is made from.
        progress: told after each hour how many are over (the last one is the coming to rest).

    Raises:
        ValueError: for a kind of fault that does not exist, or a page that can not be written.
    """
    demo_faults.kinds(spec.faults)
    if spec.html:
        _check_writable(Path(spec.html))
    day = Day(spec)
    day.open()
    for hour in range(1, HOURS + 1):
        day.lab.pass_time(HOUR_S)
        progress(hour)
    result = day.close(progress)
    if spec.html:
        Path(spec.html).write_text(page(result), encoding="utf-8")
    return result


def _check_writable(target: Path) -> None:
    """Find out before the day whether its page can be written afterwards."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.open("a").close()
    except OSError as problem:
        right = "a file in a folder you may write to would be right, or nothing at all"
        raise ValueError(f"html: {target} can not be written ({problem}); {right}") from problem


def exit_code(result: DemoResult) -> int:
    """0 if every law holds and everything that must be seen was seen."""
    return 1 if result.problems else 0


class Day:
    """A trading day under way.

    Args:
        spec: what it is made from.
    """

    def __init__(self, spec: DemoSpec) -> None:
        self.spec = spec
        self.lab = Lab(
            LabPlan(
                seed=spec.seed,
                lines=spec.lines,
                users=spec.users,
                start=spec.start,
                names=spec.names,
                settings=engine_settings(spec),
            )
        )
        self.ends = spec.start + timedelta(hours=HOURS)
        self._vendor_heard_at: datetime | None = None

    def open(self) -> None:
        """Connect the company, and put everybody's day into the agenda."""
        spec, lab = self.spec, self.lab
        lab.connect(spec.token_kind, rows=spec.rows)
        farm = Farm(lab)
        farm.opens()
        world = lab.world
        world.runners[ENGINE] = self._round
        scripts = FLORISTS | STAFF | SCENES | OUTAGE | FARM | BUYING
        self.floor = Floor(world, spec.seed, scripts, farm)
        self.watch = Watch(world)
        for happening in timetable(spec.seed, spec.start, spec.orders, spec.lines):
            world.agenda.plan(happening.at, RUNNER, happening)
        plan_faults(self.floor, spec.start, demo_faults.kinds(spec.faults))

    def _round(self, _: object) -> None:
        """Let the engine do what is due, and look again in its next round."""
        world = self.lab.world
        if world.now() < self.ends:
            self.watch.before_round()
        self.lab.engine.run_due(self._streams())
        every_s = self.spec.round_s
        over_s = (world.now() - self.spec.start).total_seconds() % every_s
        following = world.now() + timedelta(seconds=every_s - over_s)
        world.agenda.plan(following, ENGINE, None)

    def _streams(self) -> tuple[str, ...]:
        """What the engine may do now: the vendor's part comes in a thread of its own, more rarely.

        At rest nobody counts the seconds any more.
        """
        now, heard = self.lab.world.now(), self._vendor_heard_at
        if heard is not None and (now - heard).total_seconds() < VENDOR_EVERY_S and now < self.ends:
            return STREAMS_WITH[MARKETPLACE]
        self._vendor_heard_at = now
        return STREAMS

    def close(self, progress: Progress) -> DemoResult:
        """Bring the day to rest, judge it, and tell all of it."""
        self.promise = self._promise()
        unrest: list[str] = []
        try:
            self.lab.settle()
        except NotAtRest as restless:
            unrest.append(f"the day did not come to rest: {restless}")
        result = self._told()
        progress(HOURS + 1)
        engine = [f"the engine failed: {what}" for what in defects(self.lab.store)]
        found = (*unrest, *engine, *problems(result, self.spec.orders))
        return replace(result, problems=found)

    def _promise(self) -> Promise:
        """What the allowance buys, as the engine plans it at the end of the day."""
        connection, lab = self.lab.engine.connections()[0], self.lab
        plan = lab.engine.plan(connection.id)
        cycle = lab.store.last_cycle(connection.id, complete=True)
        return Promise(
            token_kind=connection.token_kind,
            users=connection.users,
            rows=connection.rows,
            lines=cycle.lines if cycle else 0,
            calls_per_cycle=plan.calls_per_cycle,
            cadence_s=plan.cadence_s,
            sentence=plan.freshness,
        )

    def _told(self) -> DemoResult:
        spec, world, samples = self.spec, self.lab.world, tuple(self.watch.samples)
        cadence = demo_hours.cadence(world, self.promise.cadence_s, self.ends)
        farm = self.floor.farm
        shows_all = affords_all(spec)
        return DemoResult(
            command=command(spec),
            seed=spec.seed,
            lines=spec.lines,
            company=world.partners["komet"].state.companies[COMPANY].name,
            began=spec.start,
            ended=self.ends,
            quiet_at=world.now(),
            promise=self.promise,
            cadence=cadence,
            shows_all=shows_all,
            allowance=demo_orders.allowance(world, spec.users, spec.start.date()),
            hours=tuple(demo_hours.hours(world, samples, spec.start, self.ends)),
            orders=demo_orders.orders(world),
            vendor_orders=demo_trade.vendor_orders(farm),
            vendor_hours=demo_trade.vendor_hours(farm, self.ends),
            vendor_seen=demo_trade.seen(farm, self.floor.from_farm(), required=shows_all),
            refusals=demo_orders.refusals(world, REQUIRED if shows_all else ()),
            turned_away=demo_orders.turned_away(
                self.floor.turned_away, REQUIRED_TURNED_AWAY if shows_all else ()
            ),
            faults=demo_orders.faults(world, demo_faults.kinds(spec.faults)),
            waiting=demo_orders.waiting(self.lab.store),
            moments=tuple(self.floor.moments),
            samples=samples,
            laws=self._laws(shows_all=shows_all),
            digests=world.digests(),
        )

    def _laws(self, *, shows_all: bool) -> tuple[LawRow, ...]:
        """Every law; one of the vendor's may find nothing where calls ran out before its boxes."""
        verdicts, world = self.lab.laws(), self.lab.world
        of_farm = {*world.partners["axerrio"].laws, *self.floor.farm.laws()}
        spared = set() if shows_all else {law.name for law in of_farm}
        return tuple(
            LawRow(
                name=law.name,
                statement=law.statement,
                judged=verdicts[law.name].judged,
                required=law.name not in spared,
                violations=tuple(verdicts[law.name].violations),
            )
            for law in world.laws()
        )


def affords_all(spec: DemoSpec) -> bool:
    """Whether the allowance buys all that a day can show: each refusal, and the vendor's boxes."""
    read = source(spec.token_kind, spec.lines, spec.rows, reserved=True)
    needed = DAY_S // READ_EVERY_S * read.calls + spec.orders * ORDER_COST + VENDOR_COST
    return needed <= spec.users * CALLS_PER_USER


def engine_settings(spec: DemoSpec) -> dict[str, object]:
    """How the engine is set for the day: how often it hears of orders, and that it expects many."""
    return {
        "orders_every_s": spec.round_s,
        "orders_per_day": spec.orders,
        "calls_per_order": CALLS_PER_ORDER,
        "vendor_calls_per_day": VENDOR_CALLS,
    }
