"""The commands as real processes: they answer, what they print works, they stop cleanly."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from integration.lab.cli import main
from mocks.worlds import PARTNERS
from tests.lab.processes import curl, running, stop


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_mock_answers_as_printed_and_stops_cleanly(how: int) -> None:
    with running("mock", "all", "--port", "0", "--lines", "50") as (process, said):
        assert set(said["addresses"]) == set(PARTNERS)
        answers = [curl(line) for line in said["curl"]]
        assert [answer.status_code for answer in answers] == [200] * 5
        assert answers[0].json()["boxtypes"]
        assert answers[1].json()["status"] == 1
        assert answers[-1].json()["hold"] is True
        assert stop(process, how) == 0


def test_two_signals_at_once_stop_it_like_one() -> None:
    with running("mock", "all", "--port", "0", "--lines", "5") as (process, _):
        process.send_signal(signal.SIGINT)
        assert stop(process, signal.SIGTERM) == 0


def test_one_partner_alone() -> None:
    with running("mock", "ibuyflowers", "--port", "0") as (process, said):
        assert list(said["addresses"]) == ["ibuyflowers"]
        health = httpx.get(f"{said['addresses']['ibuyflowers']}/_lab/health").json()
        assert health["ok"] is True
        assert stop(process) == 0


def test_the_same_seed_gives_the_same_tokens() -> None:
    said = []
    for _ in range(2):
        with running("mock", "komet", "--port", "0", "--seed", "7", "--lines", "5") as (_, facts):
            said.append(facts["tokens"])
    assert said[0] == said[1]


def test_up_sells_a_box_as_printed_and_the_operator_can_ask_about_it() -> None:
    with running("up", "--port", "0", "--lines", "60", "--interval", "5") as (process, said):
        answers = [curl(line) for line in said["curl"]]
        assert [answer.status_code for answer in answers[:-1]] == [200] * 6
        order = str(answers[-2].json()["gave"]["orderId"])
        store = ("--store", said["store"])
        _until_accepted(order, *store)
        told = _asked("why", order, *store)
        assert {one["system"] for one in told} == {"engine", "komet", "ibuyflowers"}
        assert [one["at"] for one in told] == sorted(one["at"] for one in told)
        assert _asked("why", f"{order}/1", *store)
        assert _asked("status", *store)["connections"][0]["orders"]["done"] == 1
        assert "is done" in _command("retry", order, *store).stderr
        said_all = json.dumps([told, _asked("status", *store), _asked("orders", *store)])
        assert not [token for token in said["tokens"].values() if token in said_all]
        assert curl(said["curl"][4]).json()["hold"] is True
        assert stop(process) == 0
        assert not Path(said["store"].removeprefix("sqlite:///")).exists()


@pytest.mark.long
def test_up_lets_a_vendor_sell_and_its_boxes_be_received_as_printed() -> None:
    with running("up", "--port", "0", "--lines", "60", "--interval", "1") as (process, said):
        vendor = said["vendor"]
        assert vendor["key"] not in said["keys"]["axerrio"].values()
        answers = [_answered(line) for line in vendor["curl"]]
        assert answers[-2].headers["content-type"] == "application/pdf"
        assert answers[-1].json()["gave"]["poItemId"]
        assert _asked("status", "--store", said["store"])["alarms"] == []
        assert stop(process) == 0


@pytest.mark.long
def test_up_begins_with_products_of_one_name_too(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("product_name\nRose\nrose\n", encoding="utf-8")
    words = ("up", "--port", "0", "--lines", "20", "--names", str(names))
    with running(*words) as (process, said):
        assert curl(said["vendor"]["curl"][0]).status_code == 200
        assert stop(process) == 0


def test_connect_then_run_the_engine_alone(tmp_path: Path) -> None:
    environment = {**os.environ, "FLORALAB_STORE_URL": f"sqlite:///{tmp_path / 'engine.db'}"}
    with running("mock", "all", "--port", "0", "--lines", "30") as (_, said):
        words = _connection_words(said)
        wrong = _command("connect", "ibuyflowers", *words, "--carrier-id", "1", env=environment)
        assert wrong.exit_code == 1
        assert "Carrier ID" in wrong.stdout
        right = _command(
            *("connect", "ibuyflowers", *words),
            *("--carrier-id", str(said["ids"]["carrier"])),
            env=environment,
        )
        assert right.exit_code == 0, right.stderr
        assert said["tokens"]["customer"] not in right.stdout + right.stderr
        dry = _command("sync", "--once", "--dry-run", env=environment)
        assert json.loads(dry.stdout)["iBuyFlowers"]["outcome"] == "dry"
        with running("run", "--pages-port", "0", env=environment) as (engine, told):
            assert told["connections"] == ["iBuyFlowers"]
            assert httpx.get(f"{told['engine']}/metrics").status_code == 200
            assert stop(engine, signal.SIGINT) == 0


def test_a_vendor_is_joined_and_the_engine_run_beside_it(tmp_path: Path) -> None:
    environment = {**os.environ, "FLORALAB_STORE_URL": f"sqlite:///{tmp_path / 'engine.db'}"}
    with running("mock", "all", "--port", "0", "--lines", "30") as (_, said):
        words = ["connect", "axerrio", *_vendor_words(said)]
        wrong = _command(*words, "--role", "Sales", env=environment)
        assert wrong.exit_code == 1
        refused = json.loads(wrong.stdout)["findings"][-1]
        assert (refused["what"], refused["stops"]) == ("Axerrio set-up", True)
        assert refused["reason"] not in wrong.stderr, "told once"
        right = _command(*words, "--role", "Admin", "--add-on", env=environment)
        assert right.exit_code == 0, right.stdout
        assert "looked at every 5 min" in json.loads(right.stdout)["freshness"]
        assert said["tokens"]["vendor"] not in right.stdout + right.stderr
        with running("run", "--pages-port", "0", env=environment) as (engine, told):
            (seen,) = httpx.get(f"{told['engine']}/health").json()["connections"]
            assert (seen["connection"], seen["partner"]) == ("Axerrio", "vendor")
            assert stop(engine) == 0


@pytest.fixture
def taken() -> Iterator[str]:
    """A port somebody listens on already."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


@pytest.mark.parametrize(
    "words",
    [
        ("mock", "ibuyflowers", "--port", "{taken}"),
        ("up", "--lines", "5", "--port", "{taken}"),
        ("run", "--store", "sqlite://", "--pages-port", "{taken}"),
        ("mock", "ibuyflowers", "--host", "300.1.1.1", "--port", "0"),
        ("up", "--lines", "5", "--host", "300.1.1.1", "--port", "0"),
    ],
    ids=lambda words: f"{words[0]} {words[-2]}",
)
def test_where_nobody_can_listen_is_said_with_what_would_be_right(
    words: tuple[str, ...], taken: str
) -> None:
    done = _command(*(word.format(taken=taken) for word in words))
    assert done.exit_code == 1, done.exception
    assert "a free port (0 takes one) on a host of this machine would be right" in done.stderr


def test_partners_need_a_port_each() -> None:
    done = _command("mock", "all", "--lines", "5", "--port", "65535")
    assert done.exit_code == 1
    assert "there are no 3 ports from 65535 on: at most 65533 would be right" in done.stderr


@pytest.mark.parametrize("word", ["--rows", "--users", "--orders"])
def test_a_day_needs_some_of_everything(word: str) -> None:
    done = _command("demo", word, "0")
    assert done.exit_code == 2
    assert f"Invalid value for '{word}'" in done.stderr


def test_a_page_that_can_not_be_written_is_said_before_the_day(tmp_path: Path) -> None:
    done = _command("demo", "--html", str(tmp_path))
    assert done.exit_code == 1
    assert f"html: {tmp_path} can not be written" in done.stderr


def test_a_setting_nobody_knows_is_said() -> None:
    done = _command("status", env={**os.environ, "FLORALAB_INTERVALL_S": "5"})
    assert done.exit_code == 1
    assert "FLORALAB_INTERVALL_S is no setting" in done.stderr


def _connection_words(said: dict) -> list[str]:
    given = {
        "--komet-url": said["addresses"]["komet"],
        "--market-url": said["addresses"]["ibuyflowers"],
        "--onboarding-key": said["keys"]["onboarding"],
        "--token": said["tokens"]["customer"],
        "--user-token": said["tokens"]["user"],
        "--company-id": said["ids"]["company"],
        "--customer-id": said["ids"]["customer"],
    }
    return [str(word) for pair in given.items() for word in pair]


def _vendor_words(said: dict) -> list[str]:
    given = {
        "--komet-url": said["addresses"]["komet"],
        "--axerrio-url": said["addresses"]["axerrio"],
        "--onboarding-key": said["keys"]["axerrio"]["onboarding"],
        "--token": said["tokens"]["vendor"],
        "--company-id": said["ids"]["company"],
        "--carrier-id": said["ids"]["carrier"],
        "--vendor-id": 901,
        "--account-id": 1,
        "--customer": "PEN=7001",
    }
    return [str(word) for pair in given.items() for word in pair]


def _command(*words: str, env: dict[str, str] | None = None) -> Result:
    """The command in this process: only what runs until it is stopped needs one of its own."""
    return CliRunner(env=env).invoke(main, [*words, "--json"])


def _asked(*words: str) -> object:
    done = _command(*words)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def _answered(line: str) -> httpx.Response:
    """Do it again until the engine has brought on what came before."""
    for _ in range(4000):
        answer = curl(line)
        if answer.status_code == 200:
            return answer
    raise AssertionError(f"{line}: {answer.text}")


def _until_accepted(order: str, *store: str) -> None:
    """Ask again until the engine has placed the order."""
    for _ in range(2000):
        mine = [one for one in _asked("orders", *store) if one["order_id"] == int(order)]
        if mine and mine[0]["state"] == "done":
            assert mine[0]["lines"][0]["state"] == "accepted"
            return
    raise AssertionError(f"order {order} was not placed")
