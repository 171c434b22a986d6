"""The processes of a load run: simulators, engine and generator, each on its own, with a log."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

from integration.lab.load.site import Site
from integration.lab.load.spec import LoadSpec

LOOK_S = 0.1
STOP_S = 30.0
#: A small world is made at once; a large one takes its time, and so does its first cycle.
READY_S, READY_S_PER_LINE = 60.0, 1 / 2000
LOCUSTFILE = Path("loadtests") / "locustfile.py"


class Crashed(RuntimeError):
    """A process of the run ended, or never did what it is there for; the sentence says which."""


def floralab(*words: str) -> list[str]:
    """The command line of our own command, in this interpreter."""
    return [sys.executable, "-m", "integration.lab.cli", *words]


def wait_until(true: Callable[[], object], bound_s: float, what: str) -> None:
    """Look again and again until `true` says so.

    Raises:
        Crashed: naming `what`, if it does not within the bound.
    """
    deadline, pause = perf_counter() + bound_s, threading.Event()
    while not true():
        if perf_counter() > deadline:
            raise Crashed(f"{what}: not within {bound_s:.0f} s")
        pause.wait(LOOK_S)


class Rest:
    """Waiting until nothing is under way, as long as there is less and less or other things of it.

    Args:
        count: how many things are under way.
        patience_s: with the same number for so long, nothing moves any more.
    """

    def __init__(self, count: Callable[[], int], patience_s: float) -> None:
        self._count, self._patience_s = count, patience_s
        self.stuck = False

    def awaited(self, bound_s: float) -> int:
        """How many things were still under way when the wait was over; 0: at rest."""
        began = moved = perf_counter()
        left, pause = self._count(), threading.Event()
        while left and not self.stuck and perf_counter() - began < bound_s:
            pause.wait(LOOK_S)
            now = self._count()
            moved = moved if now == left else perf_counter()
            self.stuck, left = perf_counter() - moved > self._patience_s, now
        self.stuck = self.stuck and left > 0
        return left


@contextmanager
def process(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that writes what it announces to ``<log>.out`` and all else to `log`.

    It is asked to end when the block is left, and killed if it does not.
    """
    with log.open("wb") as errors, log.with_suffix(".out").open("wb") as out:
        started = subprocess.Popen(command, stdout=out, stderr=errors)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(STOP_S)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def announced(started: subprocess.Popen[bytes], log: Path, bound_s: float) -> Any:
    """The JSON object a process prints once it is up.

    Raises:
        Crashed: if it ends before, or is silent too long.
    """
    out, found = log.with_suffix(".out"), []

    def spoken() -> bool:
        if started.poll() is not None:
            raise Crashed(f"{log.stem} ended with {started.returncode}: {tail(log)}")
        try:
            found.append(msgspec.json.decode(out.read_bytes()))
        except msgspec.DecodeError:
            return False
        return True

    wait_until(spoken, bound_s, f"{log.stem} announces itself")
    return found[-1]


def tail(log: Path) -> str:
    """The last lines of a log."""
    return " | ".join(log.read_text(errors="replace").strip().splitlines()[-3:])


def ready_s(spec: LoadSpec) -> float:
    """How long a world of that size and its first cycle may take."""
    return READY_S + spec.lines * READY_S_PER_LINE


def simulators(spec: LoadSpec, store_url: str) -> list[str]:
    """The command of the simulators, judged together with the engine of that store."""
    words = {
        "--server": spec.server,
        "--port": 0,
        "--lines": spec.plan.sizes[0],
        "--users": spec.users,
        "--seed": spec.seed,
        "--hold": spec.hold_s,
        "--store": store_url,
    }
    return floralab("mock", "all", "--json", *_flat(words))


def engine(spec: LoadSpec, store_url: str) -> list[str]:
    """The command of the engine, with the run's pace."""
    settings = {
        "FLORALAB_STORE_URL": store_url,
        "FLORALAB_INTERVAL_S": spec.interval_s,
        "FLORALAB_ORDERS_EVERY_S": spec.orders_every_s,
        "FLORALAB_TIMEOUT_S": spec.timeout_s,
        "FLORALAB_SETTLE_S": spec.settle_s,
        "FLORALAB_VENDOR_CALLS_PER_DAY": spec.vendor_calls_per_day,
        "FLORALAB_LOG_FORMAT": "json",
        "FLORALAB_PAGES_PORT": 0,
    }
    given = [f"{name}={value}" for name, value in settings.items()]
    return ["env", *given, *floralab("run", "--json")]


def generator(spec: LoadSpec, site: Path, result: Path) -> list[str]:
    """The command of Locust."""
    words = {
        "--site": site,
        "--scenario": spec.scenario,
        "--lines": spec.lines,
        "--rate": spec.rate,
        "--time": spec.time_s,
        "--interval": spec.interval_s,
        "--seed": spec.seed,
        "--result": result,
        "--exit-code-on-error": 0,
        "--loglevel": "WARNING",
    }
    several = ["--processes", str(spec.processes)] if spec.processes > 1 else []
    locust = [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--headless", "--only-summary"]
    return [*locust, *_flat(words), *several]


def _flat(words: Mapping[str, object]) -> list[str]:
    return [str(word) for pair in words.items() for word in pair]


def write_site(site: Site, path: Path) -> None:
    """Write the site where the generator reads it."""
    path.write_bytes(msgspec.json.encode(site))
