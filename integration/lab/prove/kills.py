"""An engine killed with signal 9, again and again, against simulators in another process.

Real processes, real sockets, a store in a file. Florists go on buying and a vendor selling and
labelling while the engine dies; at the end the ledgers are fetched from the simulators and every
law is judged over them.
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
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec

from integration.clock import SystemClock
from integration.lab.afterwards import ask, judge
from integration.lab.people.vendor_people import ACCOUNT, CUSTOMER_CODE, FREEDOM, VENDOR_ID, solid
from integration.lab.rest import waiting_orders
from integration.schedule import PURCHASES
from integration.store import SqlStore, open_store
from integration.vendor_model import SHIPPED
from integration.vendor_trade import OPEN
from mocks.core.laws import Verdict
from mocks.komet.dialect import CALLS_PER_USER

#: In the company's plan: enough to look at purchase orders every few seconds.
USERS = 1000
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
    """What the kills gave: engines killed, orders bought, under way at a kill, lines accepted.

    Of the vendor: orders `sold`, and lines that `left` with their labels.
    """

    kills: int = 0
    orders: int = 0
    under_way: int = 0
    accepted: int = 0
    sold: list[int] = field(default_factory=list)
    left: int = 0
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
    def vendor(self) -> str:
        """Axerrio's address."""
        return str(self.facts["addresses"]["axerrio"])

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
            "FLORALAB_VENDOR_CALLS_PER_DAY": str(USERS * CALLS_PER_USER),
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
            _label(setting, result.sold)
            _sell(setting, result.sold)
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
    command = floralab(
        "mock", "all", "--port", "0", "--lines", "60", "--users", str(USERS), "--json"
    )
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
    """Connect both sides; what the vendor sells is known in Komet and approved at once."""
    tokens, ids, keys = setting.facts["tokens"], setting.facts["ids"], setting.facts["keys"]
    both = {
        "--komet-url": setting.komet,
        "--company-id": ids["company"],
        "--carrier-id": ids["carrier"],
        "--users": USERS,
    }
    market = {
        "--market-url": setting.market,
        "--token": tokens["customer"],
        "--user-token": tokens["user"],
        "--onboarding-key": keys["onboarding"],
        "--customer-id": ids["customer"],
    }
    vendor = {
        "--axerrio-url": setting.vendor,
        "--token": tokens["vendor"],
        "--onboarding-key": keys["axerrio"]["onboarding"],
        "--vendor-id": VENDOR_ID,
        "--account-id": ACCOUNT,
        "--customer": f"{CUSTOMER_CODE}={ids['customer']}",
        "--role": "Admin",
    }
    _say(setting, "connect", "ibuyflowers", *_options(both | market))
    _say(setting, "connect", "axerrio", *_options(both | vendor), "--add-on")
    _act(setting.komet, "komet/set_purchase_workflow", workflow="auto-approve")
    listed = f"/api/product.list?authenticationToken={tokens['company']}"
    known = ask(setting.komet, listed)["products"][0]["description"]
    _act(setting.vendor, "axerrio/keep_article", articleKey=FREEDOM, description=known)


def _options(words: dict[str, Any]) -> list[str]:
    return [str(word) for pair in words.items() for word in pair]


def _say(setting: Setting, *words: str) -> None:
    said = setting.engine(*words)
    subprocess.run(said, cwd=setting.folder, check=True, capture_output=True)


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


def _sell(setting: Setting, sold: list[int]) -> None:
    """The vendor sells once more."""
    customer = {"code": CUSTOMER_CODE, "name": "Petals"}
    day = _arrival(setting) + timedelta(days=7)
    order = {"connectionId": 1, "customer": customer, "shipDate": day.isoformat()}
    made = _act(setting.vendor, "axerrio/sell", **order, lines=[solid(packages=2)])
    sold.append(made["gave"]["orderId"])


def _label(setting: Setting, sold: list[int]) -> None:
    """The vendor chooses and labels boxes of whatever is approved by now."""
    for number in sold:
        for deed in ("choose_boxes", "print_labels"):
            with suppress(HTTPError):
                _act(setting.vendor, f"axerrio/{deed}", orderId=number)


def _act(address: str, name: str, **fields: Any) -> Any:
    """Let somebody do it, over the control plane."""
    return ask(address, f"/_lab/act/{name}", fields)


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
    """Let one last engine finish everything, and what can leave then leave; then judge."""
    engine = _start(setting)
    store = open_store(setting.store_url)
    try:
        _wait_until_finished(store, result)
        _label(setting, result.sold)
        _wait_until_finished(store, result)
        engine.send_signal(signal.SIGTERM)
        engine.wait()
        result.verdicts = judge(setting.komet, store)
        result.accepted = sum(
            row.state == "accepted"
            for order in store.orders(1)
            for row in store.lines(1, order.order_id)
        )
        result.left = sum(row.state == SHIPPED for row in store.vendor_lines(2))
    finally:
        engine.kill()
        engine.wait()
        store.close()


def _wait_until_finished(store: SqlStore, result: KillResult) -> None:
    begun = SystemClock().now()
    with suppress(TimeoutError):
        _wait_until(lambda: not _unfinished(store, result, begun))
    result.problem = _unfinished(store, result, begun)


def _under_way(setting: Setting, bought: int) -> int:
    """Orders the dead engine had not finished, or not even heard of."""
    store = open_store(setting.store_url)
    try:
        done = sum(row.state == "done" for row in store.orders(1))
    finally:
        store.close()
    return bought - done


def _unfinished(store: SqlStore, result: KillResult, begun: datetime) -> str:
    rows, sold = store.orders(1), store.vendor_orders(2)
    waiting = waiting_orders(store, 1)
    todo = [row for row in rows if row.state == "open" and row.order_id not in waiting]
    todo_there = [row for row in sold if row.state == OPEN]
    unheard = result.orders - len(rows) + len(result.sold) - len(sold)
    if unheard > 0:
        return f"{unheard} orders were never heard of"
    if todo or todo_there:
        return f"{len(todo)} orders are still open, and {len(todo_there)} of the vendor"
    looked_at = store.stream(2, PURCHASES).last_ok_at
    return "" if looked_at and looked_at > begun else "no purchase order was looked at again"
