"""Speed and memory, measured and printed: ``python -m loadtests.bench``, or ``make bench``.

A ratio compares two things inside one run, as the median of alternating rounds, since a figure
from another sitting says little. Nothing here ever fails for being slow: the table says whether a
bar was met, and people decide.
"""

from __future__ import annotations

import gc
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import click
import flask
import msgspec
from rich.console import Console
from rich.table import Table

from integration.app import build
from integration.engine import Engine
from integration.partners.http import Answer, Call, Http, client_for
from integration.partners.operations import FUTURE_MARKET, OPEN_MARKET
from integration.settings import Settings
from integration.store import open_store
from loadtests.canned import CHURN, MONDAY, READS, Canned, CannedTransport, record, served
from loadtests.engine_process import Order
from mocks.core.web import Stage, build_app
from mocks.komet.seed import tokens_of
from mocks.worlds import WorldSpec, build_world

ADDRESS = "http://canned.test"
CYCLE_BAR, MEMORY_BAR_MB, DEMO_BAR_S = 2.5, 250, 20
BAR_FROM_LINES = 100_000  # below, what a cycle costs whatever its size weighs too much
SPARE = 1.06  # a few lines of a generated company are reserved, held or sold out
GETS = 200
SAYS = {True: "yes", False: "no", None: "-"}


class Row(NamedTuple):
    """One line of the table; `bar` and `met` are None where nothing is asked for."""

    name: str
    measured: str
    value: float
    bar: str | None = None
    met: bool | None = None


@dataclass
class SteppingClock:
    """Stands where the recorded company stands; each cycle comes five minutes later."""

    moment: datetime = MONDAY

    def now(self) -> datetime:
        return self.moment

    def step(self) -> None:
        self.moment += timedelta(minutes=5)


def seconds(work: Callable[[], Any]) -> float:
    """How long `work` takes, begun with a clean heap."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


# --- the cycle ------------------------------------------------------------------------------------


class CycleBench:
    """An engine on a company of so many lines, and the bare reading of the same bytes."""

    def __init__(self, canned: Canned, folder: Path) -> None:
        self.canned = canned
        self.clock = SteppingClock()
        transport = CannedTransport(canned)
        settings = Settings(store_url=f"sqlite:///{folder}/bench-{canned.lines}.db")
        self._store = open_store(settings.store_url)
        self._connection = self._store.add_connection(canned.connection(ADDRESS))
        self._engine: Engine = build(settings, self.clock, transport, store=self._store)
        self._http = Http(client_for(transport))
        kinds = {"/api/" + one.name: one.reply for one in (OPEN_MARKET, FUTURE_MARKET)}
        self._decode = {
            path: msgspec.json.Decoder(kind, strict=False).decode for path, kind in kinds.items()
        }

    def cycle(self) -> int:
        """One cycle; how many offers were published."""
        self.clock.step()
        row = self._engine.sync_inventory(self._connection.id)
        if row is None or row.outcome != "published":
            raise RuntimeError(f"the cycle did not publish: {row}")
        return row.upserts

    def read(self) -> None:
        """Receive and decode what a cycle reads, and nothing else."""
        for path, decode in self._decode.items():
            call = Call(method=path, verb="GET", url=ADDRESS + path, params=READS[path])
            self._http.once(call, lambda answer, decode=decode: _decoded(answer, decode))

    def rounds(self, count: int) -> tuple[float, float]:
        """Median of cycle : read with nothing changed, and of cycle with churn : without."""
        self.cycle()
        self.cycle()
        idle, churn = [], []
        for _ in range(count):
            unchanged = seconds(self.cycle)
            idle.append(unchanged / seconds(self.read))
            self.canned.turn()
            churn.append(seconds(self.cycle) / unchanged)
        self._store.close()
        return statistics.median(idle), statistics.median(churn)


def _decoded(answer: Answer, decode: Callable[[bytes], Any]) -> Any:
    return decode(answer.body)


def cycle_rows(canned: Canned, rounds: int, folder: Path) -> Iterator[Row]:
    """The cycle's two ratios."""
    bench = CycleBench(canned, folder)
    idle, churn = bench.rounds(rounds)
    bar, met = f"at most {CYCLE_BAR}", idle <= CYCLE_BAR
    if canned.lines < BAR_FROM_LINES:
        bar = met = None
    name = f"cycle, nothing changed : receive and decode, {canned.lines:,} lines"
    yield Row(name, f"{idle:.2f}", idle, bar, met)
    name = f"cycle, {100 // CHURN} % of the lines changed : nothing changed, {canned.lines:,} lines"
    yield Row(name, f"{churn:.2f}", churn)


# --- memory ---------------------------------------------------------------------------------------


def memory_row(canned: Canned, folder: Path) -> Row:
    """The peak of an engine in its own process: first cycle, then two with nothing new."""
    with served(canned) as address:
        order = Order(canned.connection(address), f"sqlite:///{folder}/memory.db", cycles=3)
        ended = subprocess.run(
            [sys.executable, "-m", "loadtests.engine_process"],
            input=msgspec.json.encode(order),
            stdout=subprocess.PIPE,
            check=True,
        )
    said = msgspec.json.decode(ended.stdout)
    if set(said["outcomes"]) != {"published"}:
        raise RuntimeError(f"the engine's cycles ended {said['outcomes']}")
    megabytes = said["peak"] / 1e6
    return Row(
        f"memory of the engine at its peak, {canned.lines:,} lines",
        f"{megabytes:.0f} MB",
        megabytes,
        f"under {MEMORY_BAR_MB} MB",
        megabytes < MEMORY_BAR_MB,
    )


# --- a small GET ----------------------------------------------------------------------------------


def get_row(rounds: int) -> Row:
    """A small list through the simulator's Flask app, against Flask alone with the same bytes."""
    world = build_world(WorldSpec(lines=10, users=10_000, start=MONDAY, frozen=True))
    token = tokens_of(world.partners["komet"].state)["company"]
    simulator = build_app(Stage(world), "komet")
    query = f"authenticationToken={token}"
    body = _get(simulator, query)
    bare = flask.Flask("bare", static_folder=None)
    bare.add_url_rule(
        "/api/boxtype.list",
        view_func=lambda: flask.Response(body, content_type="application/json"),
    )
    if _get(bare, query) != body or b"boxtypes" not in body:
        raise RuntimeError(f"the simulator answered {body!r}")
    ratios = [seconds(_gets(simulator, query)) / seconds(_gets(bare, query)) for _ in range(rounds)]
    ratio = statistics.median(ratios)
    return Row("small GET through the simulator : Flask alone", f"{ratio:.2f}", ratio)


def _gets(app: flask.Flask, query: str) -> Callable[[], None]:
    def work() -> None:
        for _ in range(GETS):
            _get(app, query)

    return work


def _get(app: flask.Flask, query: str) -> bytes:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/api/boxtype.list",
        "QUERY_STRING": query,
        "SERVER_NAME": "bench.test",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    return b"".join(app(environ, lambda *_: None))


# --- the demo -------------------------------------------------------------------------------------


def demo_row(*, run: bool, folder: Path) -> Row:
    """How long one demo takes, from its command to its end."""
    name, bar = "demo, from command to end", f"under {DEMO_BAR_S} s"
    if not run:
        return Row(name, "not run", 0.0, bar)
    command = [sys.executable, "-m", "integration.lab.cli", "demo"]
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    begun = time.perf_counter()
    ended = subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False)
    took = time.perf_counter() - begun
    told = f"{took:.1f} s" if ended.returncode == 0 else f"ended with {ended.returncode}"
    return Row(name, told, took, bar, ended.returncode == 0 and took < DEMO_BAR_S)


# --- the table ------------------------------------------------------------------------------------


def measure(lines: list[int], rounds: int, *, demo: bool) -> Iterator[Row]:
    """Every row, as it is measured; memory is that of the first of `lines`."""
    with tempfile.TemporaryDirectory() as folder:
        for place, count in enumerate(lines):
            canned = record(int(count * SPARE))
            yield from cycle_rows(canned, rounds, Path(folder))
            if place == 0:
                yield memory_row(canned, Path(folder))
        yield get_row(rounds)
        yield demo_row(run=demo, folder=Path(folder))


@click.command()
@click.option("--lines", multiple=True, type=int, default=(100_000, 10_000), show_default=True)
@click.option("--rounds", default=7, show_default=True, help="of which the median is taken")
@click.option("--demo/--no-demo", default=True, help="run the demo too")
@click.option("--json", "to", type=click.Path(dir_okay=False, path_type=Path), help="write rows")
def main(lines: tuple[int, ...], rounds: int, demo: bool, to: Path | None) -> None:
    """Measure speed and memory and print a table; being slow is never an error."""
    rows = []
    for row in measure(list(lines), rounds, demo=demo):
        click.echo(f"measured: {row.name}", err=True)
        rows.append(row)
    table = Table("what", "bar", "measured", "met", title="speed and memory", title_justify="left")
    for row in rows:
        table.add_row(row.name, row.bar or "-", row.measured, SAYS[row.met])
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    console.print(table)
    if to:
        to.write_bytes(msgspec.json.format(msgspec.json.encode([row._asdict() for row in rows])))


if __name__ == "__main__":
    main()
