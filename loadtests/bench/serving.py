"""The simulators on their server, against bare apps that answer the same bytes there."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import flask
import httpx

from integration.lab.wire import Wire, base_url
from integration.model import ON_HAND, OrderLine
from integration.partners import Http, Komet, client_for
from integration.ports import NewLine
from loadtests.bench.rows import Bar, Row, ratio, seconds
from loadtests.canned import MONDAY, SPARE, USERS, connection_of, serving
from mocks.core.serve import THREADS
from mocks.core.web import Stage, build_app
from mocks.core.world import World
from mocks.komet.seed import tokens_of
from mocks.worlds import WorldSpec, build_world

SHIP_DATE = (MONDAY + timedelta(days=2)).date()
LIST_BAR, GET_BAR, ADD_BAR = Bar(1.3), Bar(0.5, at_least=True), Bar(1.2)
GETS, ADDS = 300, 200


def company(lines: int) -> tuple[World, dict[str, str]]:
    """A world of so many lines, and its tokens."""
    spec = WorldSpec(lines=int(lines * SPARE), users=USERS, start=MONDAY, frozen=True)
    world = build_world(spec)
    return world, tokens_of(world.partners["komet"].state)


def _bare(path: str, body: bytes) -> flask.Flask:
    app = flask.Flask("bare", static_folder=None)
    app.add_url_rule(path, view_func=lambda: flask.Response(body, content_type="application/json"))
    return app


def _against_bare(world: World, url: str, times: int, rounds: int) -> list[tuple[float, float]]:
    """Seconds for so many GETs at the simulator and at a bare app with the same bytes."""
    simulator = build_app(Stage(world), "komet")
    with httpx.Client(timeout=60) as client, serving(simulator, THREADS) as genuine:
        body = client.get(genuine + url).content
        with serving(_bare(url.partition("?")[0], body), THREADS) as bare:
            if client.get(bare + url).content != body or b'"status":1' not in body:
                raise RuntimeError(f"{url.partition('?')[0]} answered {body[:200]!r}")
            return [
                (
                    seconds(_gets(client, genuine + url, times)),
                    seconds(_gets(client, bare + url, times)),
                )
                for _ in range(rounds)
            ]


def _gets(client: httpx.Client, url: str, times: int) -> Callable[[], Any]:
    def work() -> None:
        for _ in range(times):
            client.get(url).raise_for_status()

    return work


def list_row(lines: int, rounds: int) -> Row:
    """An unchanged list through the simulator : the same bytes from a bare app."""
    world, tokens = company(lines)
    url = f"/api/inventory.openmarket.list?authenticationToken={tokens['company']}"
    return Row(
        name=f"inventory.openmarket.list, unchanged : a bare app, {lines:,} lines",
        value=ratio(_against_bare(world, url, 3, rounds)),
        bar=LIST_BAR if lines >= 100_000 else None,
    )


def get_row(rounds: int) -> Row:
    """A small GET's requests per second : those of a bare app with the same bytes."""
    world, tokens = company(10)
    url = f"/api/boxtype.list?authenticationToken={tokens['company']}"
    pairs = _against_bare(world, url, GETS, rounds)
    return Row(
        name="small GET, requests per second : a bare Flask app on the same server",
        value=1 / ratio(pairs),
        bar=GET_BAR,
        note=f"{GETS / min(one for one, _ in pairs):,.0f} requests/s",
    )


def add_row(small: int, large: int, rounds: int) -> Row:
    """web-order-item.add in the larger company : in the smaller, in alternating rounds."""
    buyers = [Buyer(*company(lines)) for lines in (large, small)]
    pairs = []
    for _ in range(rounds):
        much, little = (one.adds() for one in buyers)
        pairs.append((much, little))
    return Row(
        name=f"web-order-item.add, {large:,} lines : {small:,} lines",
        value=ratio(pairs),
        bar=ADD_BAR if large >= 1_000_000 else None,
        note=f"{1 / min(one for one, _ in pairs):,.0f} adds/s",
    )


class Timed(httpx.BaseTransport):
    """The lab's wire, with a watch on how long the partner takes.

    Args:
        world: whose partners answer.
    """

    def __init__(self, world: World) -> None:
        self._wire = Wire(world)
        self.spent_s = 0.0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The partner's answer."""
        begun = time.perf_counter()
        try:
            return self._wire.handle_request(request)
        finally:
            self.spent_s += time.perf_counter() - begun


class Buyer:
    """Adds one box after the other to web orders, with the engine's own client.

    Args:
        world: where.
        tokens: of its company.
    """

    def __init__(self, world: World, tokens: dict[str, str]) -> None:
        self._timed = Timed(world)
        self._komet = Komet(Http(client_for(self._timed)))
        self._connection = connection_of("Customer", tokens["customer"], base_url("komet"))
        listing = self._komet.storefront_page(self._connection, 1, reserved=False).listing
        usable = (one for one in listing.make([*listing.names]) if one.origin == ON_HAND)
        self._offers = sorted(usable, key=lambda one: -one.boxes)[:ADDS]

    def adds(self) -> float:
        """Seconds that Komet needs to add a line of each offer to a web order."""
        web_order_id = self._komet.create_web_order(self._connection)
        gc.collect()
        self._timed.spent_s = 0.0
        for number, offer in enumerate(self._offers, start=1):
            line = OrderLine(
                line_id=number, key=offer.key, origin=offer.origin, boxes=1, price=offer.price
            )
            new = NewLine(reference=str(number), line=line, ship_date=SHIP_DATE, ship_to_id=None)
            self._komet.add_web_order_line(self._connection, web_order_id, new)
        return self._timed.spent_s / len(self._offers)
