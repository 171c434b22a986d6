"""Answers of the simulators, recorded once and given again at no cost.

What is measured against them is the engine alone: over TCP or in process, always the same bytes.
The company is recorded as it is, and once for each share of its lines that is to change.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import httpx
import msgspec
from cheroot import wsgi

from integration.app import build
from integration.lab.wire import Wire, base_url
from integration.model import Connection
from integration.settings import Settings
from integration.store import open_store
from mocks.core.world import World
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, tokens_of
from mocks.worlds import WorldSpec, build_world

MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
USERS = 1000
#: Lines are reserved, held or sold out in a generated company: so many more are made than read.
SPARE = 1.06
CHUNK = 64 * 1024  # about what one read from a socket gives
PUBLISH = "/api/supplier/inventory"

#: Path, and what else of a request tells one answer from another: page, and which list.
Asked = tuple[str, str, str]


@dataclass
class Canned:
    """A company on the wire, as it is and as it is after each change, by number (0: as it is).

    `lines` is how many the engine offers of it. `now` is what is answered at present.
    """

    states: tuple[Mapping[Asked, bytes], ...]
    kind: str
    token: str
    lines: int
    now: Mapping[Asked, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.states[0]

    def turn(self, number: int) -> None:
        """Let the change of that number happen, or be undone if it had."""
        changed = self.states[number]
        self.now = self.states[0] if self.now is changed else changed

    def answer(self, asked: Asked, body: bytes) -> bytes:
        """The bytes that answer a call; the marketplace takes whatever it is given."""
        if asked[0] == PUBLISH:
            told = msgspec.json.decode(body)
            said = {"number": told["number"], "part": told["part"], "applied": True}
            return msgspec.json.encode(said)
        return self.now[asked]

    def connection(self, address: str) -> Connection:
        """The connection of that company, both partners being at `address`."""
        return connection_of(self.kind, self.token, address, address)


def connection_of(kind: str, token: str, komet_url: str, market_url: str = "") -> Connection:
    """A connection of the generated company with a token of that kind."""
    return Connection(
        id=0,
        name="bench",
        komet_url=komet_url,
        market_url=market_url,
        token_kind=kind,
        token=token,
        user_token="",
        supplier_key="bench",
        company_id=COMPANY,
        customer_id=CUSTOMER,
        carrier_id=FEDEX,
        users=USERS,
    )


def asked_for(path: str, query: str) -> Asked:
    """What tells the answers of one company apart; days and tokens do not."""
    given = parse_qs(query)
    return path, given.get("page", [""])[0], given.get("reservedInventory", [""])[0]


# --- recording ------------------------------------------------------------------------------------


class SteppingClock:
    """Stands where the recorded company stands; each cycle comes five minutes later."""

    def __init__(self) -> None:
        self._cycles = 0

    def now(self) -> datetime:
        """The present moment; the day never ends, so that the same lists are asked for."""
        return MONDAY.replace(hour=self._cycles // 12 % 24, minute=self._cycles % 12 * 5)

    def step(self) -> None:
        """Let five minutes pass."""
        self._cycles += 1


class _Recorder(httpx.BaseTransport):
    """Passes calls on to a world and keeps Komet's answers."""

    def __init__(self, world: World) -> None:
        self._wire = Wire(world)
        self.heard: dict[Asked, bytes] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = asked_for(request.url.path, request.url.query.decode())
        if asked[0] == PUBLISH:
            told = msgspec.json.decode(request.read())
            said = {"number": told["number"], "part": told["part"], "applied": True}
            return httpx.Response(200, json=said)
        body = self._wire.handle_request(request).read()
        self.heard[asked] = body
        return httpx.Response(200, content=body)


def record(lines: int, kind: str = "Company", every: tuple[int, ...] = (100,)) -> Canned:
    """Record a company of about `lines` lines on offer.

    Args:
        lines: how many.
        kind: Company or Customer, of the token the engine reads with.
        every: for each change the lines that change: one of so many.
    """
    spec = WorldSpec(lines=int(lines * SPARE), users=USERS, start=MONDAY, frozen=True)
    world = build_world(spec)
    token = tokens_of(world.partners["komet"].state)[kind.lower()]
    states, offered = [], 0
    for one_of in (0, *every):
        changed = world.copy()
        if one_of:
            _change(changed, one_of)
        heard, count = _read(changed, kind, token)
        states.append(heard)
        offered = offered or count
    return Canned(tuple(states), kind, token, offered)


def _read(world: World, kind: str, token: str) -> tuple[dict[Asked, bytes], int]:
    """What the engine hears in one cycle, and how many lines it offers then."""
    recorder, store = _Recorder(world), open_store("sqlite://")
    try:
        wished = connection_of(kind, token, base_url("komet"), base_url("ibuyflowers"))
        connection = store.add_connection(wished)
        settings = Settings(store_url="sqlite://")
        engine = build(settings, SteppingClock(), recorder, store=store)
        row = engine.sync_inventory(connection.id)
        engine.close()
    finally:
        store.close()
    if row is None or row.outcome != "published":
        raise RuntimeError(f"the company could not be read: {row}")
    return recorder.heard, row.lines


def _change(world: World, one_of: int) -> None:
    komet = world.partners["komet"]
    correct = komet.acts["correct_stock"].call
    mine = [lot for lot in komet.state.lots.values() if lot.company_id == COMPANY]
    for lot in mine[::one_of]:
        change = {"lotId": lot.id, "boxes": lot.left + 1, "why": "counted again"}
        world.act("komet", "correct_stock", msgspec.convert(change, correct))


# --- in process -----------------------------------------------------------------------------------


class CannedTransport(httpx.BaseTransport):
    """Gives canned answers without a network, chunk by chunk."""

    def __init__(self, canned: Canned) -> None:
        self.canned = canned

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = asked_for(request.url.path, request.url.query.decode())
        return httpx.Response(200, stream=_Chunks(self.canned.answer(asked, request.read())))


class _Chunks(httpx.SyncByteStream):
    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        for begin in range(0, len(self._body), CHUNK):
            yield self._body[begin : begin + CHUNK]


# --- over TCP -------------------------------------------------------------------------------------


@contextmanager
def served(canned: Canned) -> Iterator[str]:
    """The address at which the canned answers are given over TCP."""

    def app(environ: dict[str, Any], start: Any) -> list[bytes]:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        asked = asked_for(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        body = canned.answer(asked, environ["wsgi.input"].read(size))
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    with serving(app) as address:
        yield address


@contextmanager
def serving(app: Any, threads: int = 2) -> Iterator[str]:
    """The address at which a WSGI app answers, on the server the simulators have."""
    server = wsgi.Server(("127.0.0.1", 0), app, numthreads=threads, shutdown_timeout=1)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"http://{server.bind_addr[0]}:{server.bind_addr[1]}"
    finally:
        server.stop()
        thread.join(timeout=5)
