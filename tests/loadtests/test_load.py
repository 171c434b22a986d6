"""The load runs against real ports and tells refusals from answers."""

import subprocess
import sys

import pytest

from mocks.__main__ import consecutive, open_servers
from mocks.komet.seed import tokens_of
from mocks.worlds import WorldSpec
from tests.docs.feature_files import ROOT


@pytest.fixture
def servers():
    opened = open_servers(WorldSpec(lines=60, users=1000), "127.0.0.1", consecutive(0))
    yield opened
    opened.stop()


def load(servers, **tokens: str) -> subprocess.CompletedProcess[str]:
    given = [word for name, token in tokens.items() for word in (f"--{name}", token)]
    command = [sys.executable, "-m", "locust", "-f", "loadtests/locustfile.py", "--headless"]
    how = [
        "--users",
        "2",
        "--spawn-rate",
        "9",
        "--run-time",
        "2s",
        "--host",
        servers.addresses["komet"],
    ]
    return subprocess.run(
        [*command, *how, "--only-summary", *given], cwd=ROOT, capture_output=True, text=True
    )


def test_the_load_is_answered(servers):
    tokens = tokens_of(servers.stage.world.partners["komet"].state)
    ended = load(servers, token=tokens["company"], **{"shop-token": tokens["customer"]})
    assert ended.returncode == 0, ended.stderr[-800:]
    assert servers.stage.world.journal.find("boxtype.list", "komet", 5)


def test_refusals_are_failures_though_they_come_with_200(servers):
    ended = load(servers, token="none", **{"shop-token": "none"})
    assert ended.returncode == 1
    assert "token is not valid" in ended.stderr + ended.stdout
