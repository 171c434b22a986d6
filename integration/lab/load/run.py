"""`floralab load`: one scenario, from making the world to the verdict.

Simulators, engine and generator are processes of their own on real sockets. When the last arrival
has had its time, the world comes to rest, every law is judged inside the simulators' process, and
the goals are held against the figures.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from integration.app import build, connect_ibuyflowers
from integration.clock import SystemClock
from integration.connect import ConnectRequest
from integration.lab.afterwards import ask
from integration.lab.load.figures import (
    ENGINE,
    GENERATOR,
    SIMULATORS,
    Figures,
    LawRow,
    Sample,
)
from integration.lab.load.gathering import Found, gathered
from integration.lab.load.goals import judged, read_goals
from integration.lab.load.log import Cycle, EngineLog
from integration.lab.load.meter import Meter, asked, gauges
from integration.lab.load.processes import (
    LOCUSTFILE,
    Crashed,
    Rest,
    announced,
    engine,
    generator,
    process,
    ready_s,
    simulators,
    tail,
    wait_until,
    write_site,
)
from integration.lab.load.site import Site
from integration.lab.load.spec import LoadSpec, NotThere, check_loopback
from integration.lab.load.vendor import join, looked_since
from integration.settings import Settings
from integration.store import open_store
from mocks.core.laws import When

GOALS = LOCUSTFILE.with_name("goals.toml")
SAMPLES, SOONEST_S = 60, 0.2
LAWS_S = 900.0
#: What does not change for so long, and as long as a doubt must age, will not change any more.
STUCK_S = 60.0

Say = Callable[[str], None]


@dataclass
class Run:
    """A run under way: where it keeps its files, what is known so far."""

    spec: LoadSpec
    folder: Path
    say: Say
    site: Site | None = None
    supplier_key: str = ""
    pages: str = ""
    began_at: datetime | None = None
    samples: list[Sample] = field(default_factory=list)
    laws: list[LawRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_over: int = 0

    @property
    def store_url(self) -> str:
        """Where the engine remembers."""
        return f"sqlite:///{self.folder.resolve() / 'engine.db'}"

    def log(self, name: str) -> Path:
        """The log of one of its processes."""
        return self.folder / f"{name}.log"

    @property
    def result(self) -> Path:
        """Where the generator writes its figures."""
        return self.folder / "locust.json"


def run_load(spec: LoadSpec, folder: Path, say: Say) -> Figures:
    """Run the scenario; its figures, judged.

    Args:
        spec: what is asked for.
        folder: for logs and the store; what stands there from an earlier run is replaced.
        say: told what is being done.

    Raises:
        NotThere: if the run can not be as asked.
    """
    spec.check()
    if not LOCUSTFILE.exists():
        raise NotThere(f"there is no {LOCUSTFILE} here: load is made from a clone's folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("engine.db", "engine.db-wal", "engine.db-shm", "locust.json"):
        (folder / name).unlink(missing_ok=True)
    run = Run(spec, folder, say)
    try:
        _in_processes(run)
    except (Crashed, OSError) as problem:
        run.problems.append(str(problem))
    found = Found(
        spec=spec,
        looked_from=run.began_at or SystemClock().now(),
        samples=run.samples,
        laws=run.laws,
        problems=run.problems,
        left_over=run.left_over,
    )
    figures = gathered(found, run.result, run.log(ENGINE))
    return msgspec.structs.replace(figures, goals=judged(read_goals(GOALS), figures))


def _in_processes(run: Run) -> None:
    with ExitStack() as stack:
        run.say(f"making a world of {run.spec.plan.sizes[0]:,} lines")
        mock = stack.enter_context(
            process(simulators(run.spec, run.store_url), run.log(SIMULATORS))
        )
        facts = announced(mock, run.log(SIMULATORS), ready_s(run.spec))
        check_loopback(facts["addresses"].values())
        _connect(run, facts)
        run.say("the engine reads it for the first time")
        driven = stack.enter_context(process(engine(run.spec, run.store_url), run.log(ENGINE)))
        run.pages = announced(driven, run.log(ENGINE), ready_s(run.spec))["engine"]
        wait_until(lambda: _cycles(run), ready_s(run.spec), "the first cycle")
        _generate(run, {SIMULATORS: mock, ENGINE: driven})
        _come_to_rest(run)
        _still_there({SIMULATORS: mock, ENGINE: driven}, run)
        _judge(run)


def _connect(run: Run, facts: Mapping[str, Any]) -> None:
    """Connect the engine's store to the simulators, and write down where everything is.

    Raises:
        Crashed: if it can not be connected.
    """
    settings = Settings(store_url=run.store_url, timeout_s=60.0, interval_s=run.spec.interval_s)
    made = build(settings, SystemClock())
    try:
        request = ConnectRequest(
            name="iBuyFlowers",
            komet_url=facts["addresses"]["komet"],
            market_url=facts["addresses"]["ibuyflowers"],
            onboarding_key=facts["keys"]["onboarding"],
            token=facts["tokens"][run.spec.token.lower()],
            token_kind=run.spec.token,
            user_token=facts["tokens"]["user"],
            company_id=facts["ids"]["company"],
            customer_id=facts["ids"]["customer"],
            carrier_id=facts["ids"]["carrier"],
            users=run.spec.users,
        )
        report = connect_ibuyflowers(made, request)
        problem = join(made, facts, run.spec.users)
    finally:
        made.close()
    if report.connection is None:
        raise Crashed("; ".join(str(one) for one in report.findings))
    if problem:
        raise Crashed(problem)
    run.supplier_key = report.connection.supplier_key
    site = msgspec.convert(facts, Site)
    log = str(run.log(ENGINE).resolve())
    run.site = msgspec.structs.replace(site, engine_log=log, vendor_joined=True)
    write_site(run.site, run.folder / "site.json")


def _cycles(run: Run) -> list[Cycle]:
    """The cycles in the engine's log that were published."""
    found = EngineLog(run.log(ENGINE)).news()
    return [one for one in found if isinstance(one, Cycle) and one.published]


def _generate(run: Run, processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Let the generator do its work while the meter looks on.

    Raises:
        Crashed: if the generator did not end well.
    """
    run.say(f"{run.spec.scenario}: {run.spec.time_s} s of arrivals")
    bound_s = run.spec.time_s + run.spec.tail_s + 60
    command = generator(run.spec, run.folder / "site.json", run.result)
    every_s = max(run.spec.time_s / SAMPLES, SOONEST_S)
    ids = {name: one.pid for name, one in processes.items()}
    run.began_at = SystemClock().now()
    with process(command, run.log(GENERATOR)) as locust:
        meter = Meter({**ids, GENERATOR: locust.pid}, every_s, lambda: _surfaces(run))
        with meter, suppress(subprocess.TimeoutExpired):
            locust.wait(bound_s)
        # The last look may have come when the generator was gone already.
        run.samples = [one for one in meter.samples if one.rss.get(GENERATOR)]
        if locust.poll() != 0 or not run.result.exists():
            raise Crashed(f"the generator ended with {locust.poll()}: {tail(run.log(GENERATOR))}")


def _surfaces(run: Run) -> Mapping[str, Any]:
    """What marketplace and engine say of themselves."""
    assert run.site is not None
    now = SystemClock().now()
    status = asked(f"{run.site.market}/api/supplier/status", run.supplier_key)
    confirmed = status.get("confirmedAt")
    age = now - datetime.fromisoformat(confirmed) if confirmed else None
    metrics = gauges(run.pages)
    left = metrics.get("floralab_calls_left")
    return {
        "age_s": age.total_seconds() if age else None,
        "calls": None if left is None else run.spec.users * 1000 - int(left),
    }


def _come_to_rest(run: Run) -> None:
    """Heal everything, and let the engine finish what is under way."""
    assert run.site is not None
    run.say("coming to rest")
    komet = run.site.komet
    ask(komet, "/_lab/faults", {"rules": []})
    bound_s = 30 + run.spec.tail_s + run.spec.settle_s + run.spec.time_s
    rest = Rest(lambda: len(ask(komet, "/_lab/unrest")["unrest"]), STUCK_S + run.spec.settle_s)
    run.left_over = rest.awaited(bound_s)
    if rest.stuck:
        left = ask(komet, "/_lab/unrest")["unrest"][:2]
        run.problems.append(f"nothing moves any more: {run.left_over} things, such as {left}")
    if not run.left_over:
        _look_once_more(run, bound_s)
    run.problems += ask(komet, "/_lab/unrest")["defects"]


def _look_once_more(run: Run, bound_s: float) -> None:
    """What moved last in Komet is told to the vendor after the next look at its lines."""
    since, store = SystemClock().now(), open_store(run.store_url)
    try:
        wait_until(lambda: looked_since(store, since), bound_s + run.spec.interval_s, "a look")
    except Crashed as problem:
        run.problems.append(f"the vendor's lines: {problem}")
    finally:
        store.close()


def _still_there(processes: Mapping[str, subprocess.Popen[bytes]], run: Run) -> None:
    for name, one in processes.items():
        if one.poll() is not None:
            raise Crashed(f"{name} ended with {one.returncode}: {tail(run.log(name))}")


def _judge(run: Run) -> None:
    """Every law, judged where the ledgers are."""
    assert run.site is not None
    run.say("judging the laws")
    # Over a million lines and all that became of them: this takes its time.
    said = asked(f"{run.site.komet}/_lab/laws", wait_s=LAWS_S)["laws"]
    # While something is under way nobody can say whether what holds at rest will hold.
    known = [one for one in said if not run.left_over or one["when"] == When.ALWAYS]
    run.laws = [msgspec.convert(one, LawRow) for one in known]
