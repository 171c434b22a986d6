"""All partners behind one port: by prefix, and silent where silence was asked for."""

import httpx
import pytest

from integration.lab.granian_server import front_door
from mocks.core.errors import Dropped
from tests.lab.processes import running, stop


def called(app, path: str) -> tuple[str, bytes]:
    said: list[str] = []
    body = app({"PATH_INFO": path}, lambda status, headers: said.append(status))
    return said[0], b"".join(body)


def echo(name: str):
    def app(environ, start):
        start("200 OK", [])
        return [f"{name} {environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode()]

    return app


def test_the_first_word_of_the_path_chooses_the_partner():
    door = front_door({"komet": echo("k"), "axerrio": echo("a")}, hold=lambda: None)
    assert called(door, "/komet/api/boxtype.list") == ("200 OK", b"k /komet /api/boxtype.list")
    assert called(door, "/axerrio/_lab/laws") == ("200 OK", b"a /axerrio /_lab/laws")
    status, said = called(door, "/other/api")
    assert status == "404 Not Found" and b"komet, axerrio" in said


def test_who_shall_hear_nothing_is_held_and_told_nothing():
    held = []

    def dropping(environ, start):
        raise Dropped(104, "the reply was lost")

    door = front_door({"komet": dropping}, hold=lambda: held.append(1))
    assert called(door, "/komet/api/x") == ("504 Gateway Timeout", b"")
    assert held == [1]


@pytest.fixture
def served():
    words = ("mock", "all", "--server", "granian", "--port", "0", "--lines", "20", "--hold", "0.3")
    with running(*words) as (process, facts):
        yield facts
        assert stop(process) == 0


def ask(url: str, body: object = None) -> httpx.Response:
    return httpx.get(url, timeout=30) if body is None else httpx.post(url, json=body, timeout=30)


def test_one_clock_one_fault_plan_and_a_lost_reply_that_was_carried_out(served):
    komet, market = served["addresses"]["komet"], served["addresses"]["ibuyflowers"]
    assert komet.endswith("/komet") and market.endswith("/ibuyflowers")
    assert ask(f"{market}/_lab/clock", {"frozen": True}).status_code == 200
    assert ask(f"{komet}/_lab/clock").json()["frozen"]
    method = f"{komet}/api/boxtype.list?authenticationToken={served['tokens']['company']}"
    assert ask(method).json()["boxtypes"]
    rules = [{"kind": "lost_reply", "path": "*/boxtype.list", "ordinals": [1]}]
    ask(f"{market}/_lab/faults", {"rules": rules})
    silence = ask(method)
    assert (silence.status_code, silence.content) == (504, b"")
    assert silence.elapsed.total_seconds() >= 0.3
    assert ask(method).json()["boxtypes"]
    assert ask(f"{komet}/_lab/faults").json()["strikes"] == {"lost_reply": 1}
    assert ask(f"{komet}/_lab/laws").json()["hold"]
