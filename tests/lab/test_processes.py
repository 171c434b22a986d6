"""`floralab mock` as a real process: it answers, what it prints works, it stops cleanly."""

import signal

import httpx
import pytest

from tests.lab.processes import curl, running, stop


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_mock_answers_as_printed_and_stops_cleanly(how: int) -> None:
    with running("mock", "all", "--port", "0", "--lines", "50") as (process, said):
        assert set(said["addresses"]) == {"komet", "ibuyflowers"}
        answers = [curl(line) for line in said["curl"]]
        assert [answer.status_code for answer in answers] == [200] * 4
        assert answers[0].json()["boxtypes"]
        assert answers[1].json()["status"] == 1
        assert answers[-1].json()["hold"] is True
        assert stop(process, how) == 0


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
            said.append(facts["komet"]["tokens"])
    assert said[0] == said[1]
