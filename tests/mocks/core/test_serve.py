"""The same worlds over real sockets; nothing here waits for time to pass."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from mocks.core.api import Request
from mocks.core.control import Control
from mocks.core.errors import Dropped
from mocks.core.faults import FaultRule
from mocks.core.serve import Servers
from mocks.core.web import Stage, build_app
from mocks.core.world import World
from tests.mocks.core.kiosk import START, TOKEN, Spec, kiosk, left, make, world


def two_kiosks() -> World:
    one = world()
    one.partners["second"] = kiosk(one.clock, "second")
    return one


@pytest.fixture(scope="module")
def running() -> Iterator[Servers]:
    stage = Stage(two_kiosks())
    control: Any = Control(Spec(), make)
    apps = {name: build_app(stage, name, control) for name in stage.world.partners}
    servers = Servers(stage, apps, "127.0.0.1", {})
    servers.start()
    yield servers
    servers.stop()


@pytest.fixture
def servers(running: Servers) -> Servers:
    """The same ports with a new world behind them."""
    running.stage.world = two_kiosks()
    return running


def ask(servers: Servers, method: str, path: str, body: Any = None, to: str = "kiosk") -> Any:
    """One call on a connection of its own: the status and the decoded answer."""
    address = urlsplit(servers.addresses[to])
    with closing(http.client.HTTPConnection(address.hostname or "", address.port, 10)) as wire:
        raw = None if body is None else msgspec.json.encode(body)
        wire.request(method, path, raw, {"token": TOKEN, "content-type": "application/json"})
        response = wire.getresponse()
        return response.status, msgspec.json.decode(response.read() or b"null")


def test_every_partner_has_its_own_port_and_one_clock(servers: Servers) -> None:
    assert len(set(servers.addresses.values())) == 2
    assert ask(servers, "POST", "/api/take", {"boxes": 3}) == (200, {"left": 7})
    assert ask(servers, "GET", "/api/shelf", to="second") == (200, {"left": 10})
    ask(servers, "POST", "/_lab/clock", {"advance_s": 60}, to="second")
    assert ask(servers, "GET", "/_lab/clock")[1]["now"] == "2026-11-23T14:01:00Z"


def test_a_lost_reply_closes_the_connection_and_the_thing_was_done(servers: Servers) -> None:
    servers.stage.world.faults.set(
        (FaultRule(kind="lost_reply", path="/api/take", limit=1, chance=1),)
    )
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        ask(servers, "POST", "/api/take", {"boxes": 3})
    assert ask(servers, "GET", "/api/shelf") == (200, {"left": 7})


def test_a_lost_request_closes_the_connection_and_nothing_was_done(servers: Servers) -> None:
    servers.stage.world.faults.set((FaultRule(kind="lost_request", limit=1, chance=1),))
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        ask(servers, "POST", "/api/take", {"boxes": 3})
    assert ask(servers, "GET", "/api/shelf") == (200, {"left": 10})


def test_not_one_byte_of_a_lost_reply_arrives(servers: Servers) -> None:
    servers.stage.world.faults.set((FaultRule(kind="lost_reply", limit=1, chance=1),))
    address = urlsplit(servers.addresses["kiosk"])
    with socket.create_connection((address.hostname or "", address.port or 0), 10) as wire:
        wire.sendall(f"GET /api/shelf HTTP/1.1\r\nHost: x\r\ntoken: {TOKEN}\r\n\r\n".encode())
        try:
            received = wire.recv(1000)
        except ConnectionResetError:
            received = b""
    assert received == b""


def test_a_reset_puts_another_world_behind_the_same_port(servers: Servers) -> None:
    ask(servers, "POST", "/api/take", {"boxes": 3})
    assert ask(servers, "POST", "/_lab/seed", {"boxes": 5})[0] == 200
    assert ask(servers, "GET", "/api/shelf") == (200, {"left": 5})


def test_a_defect_is_answered_in_json_and_told_on_the_console(
    servers: Servers, capfd: pytest.CaptureFixture[str]
) -> None:
    del servers.stage.world.partners["kiosk"].state.shelf["roses"]
    status, answer = ask(servers, "GET", "/api/shelf")
    assert (status, answer) == (500, {"error": "a defect of the simulator: KeyError: 'roses'"})
    assert "Traceback" in capfd.readouterr().err


def test_a_lost_reply_is_told_nobody(servers: Servers, capfd: pytest.CaptureFixture[str]) -> None:
    servers.stage.world.faults.set((FaultRule(kind="lost_reply", chance=1),))
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        ask(servers, "GET", "/api/shelf")
    assert capfd.readouterr().err == ""


def test_a_taken_port_is_an_error_and_nothing_is_left_listening() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        stage = Stage(two_kiosks())
        apps = {name: build_app(stage, name) for name in stage.world.partners}
        blocked = Servers(stage, apps, "127.0.0.1", {"second": taken.getsockname()[1]})
        with pytest.raises(OSError, match="in use"):
            blocked.start()
        port = urlsplit(blocked.addresses["kiosk"]).port or 0
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()


# --- the app without a socket ---------------------------------------------------------------------


def test_an_app_without_a_control_plane_has_no_lab() -> None:
    client = build_app(Stage(world()), "kiosk").test_client()
    assert client.get("/_lab/health").status_code == 409


@pytest.mark.parametrize("verb", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_the_framework_answers_nothing_for_the_partner(verb: str) -> None:
    client = build_app(Stage(world()), "kiosk").test_client()
    answer = client.open("/api/shelf", method=verb)
    assert (answer.status_code, answer.json) == (409, {"no": "path.unknown"})


@pytest.mark.parametrize("path", ["/", "/api/shelf/", "//api/shelf", "/api/%00", "/static/x"])
def test_odd_paths_are_the_partners_own_not_found(path: str) -> None:
    client = build_app(Stage(world()), "kiosk").test_client()
    assert client.get(path, headers={"token": TOKEN}).json == {"no": "path.unknown"}


def test_in_process_a_dropped_connection_is_an_exception() -> None:
    one = world()
    one.faults.set((FaultRule(kind="lost_reply", chance=1),))
    client = build_app(Stage(one), "kiosk").test_client()
    with pytest.raises(Dropped):
        client.post("/api/take", json={"boxes": 1}, headers={"token": TOKEN})
    assert left(one) == 9


def test_a_request_arrives_with_all_its_parts() -> None:
    one = world()
    seen: list[Request] = []
    one.call = lambda partner, request: (seen.append(request), world().call(partner, request))[1]  # type: ignore[method-assign]
    client = build_app(Stage(one), "kiosk").test_client()
    client.post("/api/take?a=1&b=%C3%B1&a=2", data=b"\xff\x00", headers={"X-Account": "7"})
    (request,) = seen
    assert (request.method, request.path, request.body) == ("POST", "/api/take", b"\xff\x00")
    assert (request.query["b"], request.headers["x-account"]) == ("ñ", "7")
    assert one.now() == START
