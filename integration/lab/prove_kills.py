"""An engine killed with signal 9, again and again, against simulators in another process.

Real processes, real sockets, a store in a file. Florists go on buying while the engine dies; at the
end the ledgers are fetched from the simulators and every law is judged over them.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec

from integration.lab.afterwards import ask, judge
from integration.lab.rest import waiting_orders
from integration.store import SqlStore, open_store
from mocks.core.laws import Verdict

BOUND_S = 90.0
PAUSE_S = 0.1
CHANCES = {"lost_reply": 0.08, "twice": 0.05, "lost_request": 0.03}
#: Only what the engine calls is struck, not the florists and not ourselves.
FAULTS = tuple(
    {"kind": kind, "chance": chance, "path": path}
    for kind, chance in CHANCES.items()
    for path in ("/api/supplier/*", "/api/[!s]*")
)


@dataclass
class KillResult:
    """What the kills gave: engines killed, orders bought, under way at a kill, lines accepted."""

    kills: int = 0
    orders: int = 0
    under_way: int = 0
    accepted: int = 0
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    problem: str = ""

    @property
    def broken(self) -> list[str]:
        """Every violation, and what went wrong besides."""
        found = [
            f"{name}: {violation}"
            for name, verdict in self.verdicts.items()
            for violation in verdict.violations
        ]
        return found + ([self.problem] if self.problem else [])


@dataclass(frozen=True)
class Setting:
    """The simulators that run, and how an engine is started against them."""

    facts: Any
    folder: Path

    @property
    def komet(self) -> str:
        """Komet's address."""
        return str(self.facts["addresses"]["komet"])

    @property
    def market(self) -> str:
        """The marketplace's address."""
        return str(self.facts["addresses"]["ibuyflowers"])

    @property
    def store_url(self) -> str:
        """Where the engine remembers."""
        return f"sqlite:///{self.folder / 'engine.db'}"

    def engine(self, *words: str) -> list[str]:
        """A command of the engine's, hurried: no request is late here for long."""
        settings = {
            "FLORALAB_STORE_URL": self.store_url,
            "FLORALAB_INTERVAL_S": "2",
            "FLORALAB_ORDERS_EVERY_S": "0.1",
            "FLORALAB_SETTLE_S": "2",
            "FLORALAB_LOG_FORMAT": "json",
        }
        return ["env", *(f"{name}={value}" for name, value in settings.items()), *floralab(*words)]


def floralab(*words: str) -> list[str]:
    """The command line of our own command, in this interpreter."""
    return [sys.executable, "-m", "integration.lab.cli", *words]


def kill_again_and_again(times: int, folder: Path, tick: Callable[[], None]) -> KillResult:
    """Kill an engine `times` times while florists buy; the verdict of every law afterwards."""
    result = KillResult()
    with simulators(folder) as facts:
        setting = Setting(facts, folder)
        _connect(setting)
        draw = random.Random(9)
        ask(setting.komet, "/_lab/faults", {"rules": FAULTS})
        for _ in range(times):
            heard = _polls(setting)
            engine = _start(setting)
            _wait_until(lambda heard=heard: _polls(setting) > heard and _shown(setting))  # type: ignore[misc]
            result.orders += _buy(setting, draw)
            time.sleep(draw.uniform(0.0, 0.8))
            engine.send_signal(signal.SIGKILL)
            engine.wait()
            result.under_way += _under_way(setting, result.orders)
            result.kills += 1
            tick()
        ask(setting.komet, "/_lab/faults", {"rules": []})
        _come_to_rest(setting, result)
    return result


@contextmanager
def simulators(folder: Path) -> Iterator[Any]:
    """``floralab mock all`` in a process of its own; what it announced."""
    command = floralab("mock", "all", "--port", "0", "--lines", "60", "--json")
    with (folder / "mock.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, cwd=folder)
    assert process.stdout is not None
    try:
        yield msgspec.json.decode(_object(process.stdout))
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _object(lines: Any) -> bytes:
    """The first JSON object printed, however it is broken into lines."""
    text = b""
    for line in lines:
        text += line
        try:
            msgspec.json.decode(text)
        except msgspec.DecodeError:
            continue
        return bytes(text)
    raise RuntimeError(f"the simulators ended without announcing themselves: {text!r}")


def _connect(setting: Setting) -> None:
    tokens, ids = setting.facts["tokens"], setting.facts["ids"]
    words = {
        "--komet-url": setting.komet,
        "--market-url": setting.market,
        "--token": tokens["customer"],
        "--user-token": tokens["user"],
        "--onboarding-key": setting.facts["keys"]["onboarding"],
        "--company-id": ids["company"],
        "--customer-id": ids["customer"],
        "--carrier-id": ids["carrier"],
    }
    flat = [str(word) for pair in words.items() for word in pair]
    subprocess.run(
        setting.engine("connect", "ibuyflowers", *flat),
        cwd=setting.folder,
        check=True,
        capture_output=True,
    )


def _start(setting: Setting) -> subprocess.Popen[bytes]:
    log = (setting.folder / "engine.log").open("ab")
    with log:
        return subprocess.Popen(
            setting.engine("run", "--pages-port", "0"),
            cwd=setting.folder,
            stdout=log,
            stderr=log,
        )


def _polls(setting: Setting) -> int:
    """The number of the last time an engine asked the marketplace what happened."""
    lines = ask(setting.market, "/_lab/journal?text=/api/supplier/events&limit=1")["lines"]
    return int(lines[0]["number"]) if lines else 0


def _wait_until(true: Callable[[], object]) -> None:
    """Wait until `true` says so.

    Raises:
        TimeoutError: if it does not within the bound.
    """
    deadline = time.monotonic() + BOUND_S
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("the engine did nothing within the bound")
        time.sleep(PAUSE_S)


def _buy(setting: Setting, draw: random.Random) -> int:
    """Three orders while the engine starts, lives and dies; how many the marketplace took."""
    taken = 0
    for _ in range(3):
        keys = _shown(setting)
        chosen = draw.sample(keys, min(2, len(keys)))
        order = {
            "florist": draw.randint(1, 5),
            "arrivalDate": _arrival(setting).isoformat(),
            "lines": [{"key": key, "boxes": 1} for key in chosen],
        }
        try:
            ask(setting.market, "/_lab/act/ibuyflowers/check_out", order)
            taken += 1
        except HTTPError:
            continue
    return taken


def _shown(setting: Setting) -> list[str]:
    """Offers a florist can have, by the marketplace's own shop."""
    key = setting.facts["keys"]["florists"][0]
    return shop_keys(setting.market, key, _arrival(setting))


def shop_keys(market: str, key: str, arrival: date) -> list[str]:
    """The keys on the first page of the shop for an arrival date."""
    url = f"{market}/api/shop/availability?arrivalDate={arrival}&rows=50"
    request = Request(url, headers={"Authorization": f"Bearer {key}"})
    with urlopen(request, timeout=10) as answer:
        rows = msgspec.json.decode(answer.read())
    found = next(value for value in rows.values() if isinstance(value, list))
    return [str(row["key"]) for row in found if row["boxes"] > 1]


def _arrival(setting: Setting) -> date:
    now = ask(setting.komet, "/_lab/clock")["now"]
    day = date.fromisoformat(now[:10]) + timedelta(days=3)
    while day.weekday() in (0, 5, 6):
        day += timedelta(days=1)
    return day


def _come_to_rest(setting: Setting, result: KillResult) -> None:
    """Let one last engine finish everything, then judge."""
    engine = _start(setting)
    store = open_store(setting.store_url)
    try:
        with suppress(TimeoutError):
            _wait_until(lambda: not _unfinished(store, result))
        result.problem = _unfinished(store, result)
        engine.send_signal(signal.SIGTERM)
        engine.wait()
        result.verdicts = judge(setting.komet, store)
        result.accepted = sum(
            row.state == "accepted"
            for order in store.orders(1)
            for row in store.lines(1, order.order_id)
        )
    finally:
        engine.kill()
        engine.wait()
        store.close()


def _under_way(setting: Setting, bought: int) -> int:
    """Orders the dead engine had not finished, or not even heard of."""
    store = open_store(setting.store_url)
    try:
        done = sum(row.state == "done" for row in store.orders(1))
    finally:
        store.close()
    return bought - done


def _unfinished(store: SqlStore, result: KillResult) -> str:
    rows = store.orders(1)
    waiting = waiting_orders(store, 1)
    todo = [row for row in rows if row.state == "open" and row.order_id not in waiting]
    if len(rows) < result.orders:
        return f"{result.orders - len(rows)} orders were never heard of"
    return f"{len(todo)} orders are still open" if todo else ""
