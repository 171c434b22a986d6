"""Answers of the simulators, recorded once and given again at no cost.

What is measured against them is the engine alone: over TCP or in process, always the same bytes.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
from cheroot import wsgi

from integration.model import Connection
from mocks.core.api import Request
from mocks.core.world import World
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, tokens_of
from mocks.worlds import WorldSpec, build_world

MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
USERS = 1000
CHURN = 100  # one line of so many changes
CHUNK = 64 * 1024  # about what one read from a socket gives
READS = {
    "/api/boxtype.list": {},
    "/api/inventory.openmarket.list": {"customerId": str(CUSTOMER)},
    "/api/future.inventory.openmarket.list": {
        "customerId": str(CUSTOMER),
        "dateFrom": "2026-11-23",
        "dateTo": "2027-01-22",
    },
}
PUBLISH = "/api/supplier/inventory"


@dataclass
class Canned:
    """A company of so many lines, as it was and as it is after some lines changed.

    `now` is what is answered at present, by path; `lines` how many rows the lists hold.
    """

    before: dict[str, bytes]
    after: dict[str, bytes]
    token: str
    now: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.before

    @property
    def lines(self) -> int:
        bodies = [json.loads(body) for body in self.before.values()]
        return sum(len(body.get("inventoryItems", [])) for body in bodies)

    def turn(self) -> None:
        """Let the changed lines change, or change back."""
        self.now = self.after if self.now is self.before else self.before

    def answer(self, path: str, asked: bytes) -> bytes:
        """The bytes that answer a call; the marketplace takes whatever it is given."""
        if path == PUBLISH:
            told = msgspec.json.decode(asked)
            return msgspec.json.encode(
                {"number": told["number"], "part": told["part"], "applied": True}
            )
        return self.now[path]

    def connection(self, address: str) -> Connection:
        """The connection of that company, both partners being at `address`."""
        return Connection(
            id=0,
            name="bench",
            komet_url=address,
            market_url=address,
            token_kind="Company",
            token=self.token,
            user_token="",
            supplier_key="bench",
            company_id=COMPANY,
            customer_id=CUSTOMER,
            carrier_id=FEDEX,
            users=USERS,
        )


def record(lines: int) -> Canned:
    """Record a company of about `lines` lines on the open market."""
    world = build_world(WorldSpec(lines=lines, users=USERS, start=MONDAY, frozen=True))
    token = tokens_of(world.partners["komet"].state)["company"]
    before = _bodies(world, token)
    _change(world)
    return Canned(before, _bodies(world, token), token)


def _bodies(world: World, token: str) -> dict[str, bytes]:
    asked = {"authenticationToken": token}
    return {
        path: world.call("komet", Request("GET", path, query | asked)).body
        for path, query in READS.items()
    }


def _change(world: World) -> None:
    komet = world.partners["komet"]
    correct = komet.acts["correct_stock"].call
    mine = [lot for lot in komet.state.lots.values() if lot.company_id == COMPANY]
    for lot in mine[::CHURN]:
        change = {"lotId": lot.id, "boxes": lot.left + 1, "why": "counted again"}
        world.act("komet", "correct_stock", msgspec.convert(change, correct))


# --- in process -----------------------------------------------------------------------------------


class CannedTransport(httpx.BaseTransport):
    """Gives canned answers without a network, chunk by chunk."""

    def __init__(self, canned: Canned) -> None:
        self.canned = canned

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = self.canned.answer(request.url.path, request.read())
        return httpx.Response(200, stream=_Chunks(body))


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
        body = canned.answer(environ["PATH_INFO"], environ["wsgi.input"].read(size))
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    server = wsgi.Server(("127.0.0.1", 0), app, numthreads=2, shutdown_timeout=1)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"http://{server.bind_addr[0]}:{server.bind_addr[1]}"
    finally:
        server.stop()
        thread.join(timeout=5)
