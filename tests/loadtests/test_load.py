"""Plain locust in processes of its own, against real ports: refusals are told from answers."""

import json
import subprocess
import sys

import msgspec
import pytest

from integration.lab.commands.show import credentials
from mocks.__main__ import consecutive, open_servers
from mocks.worlds import WorldSpec
from tests.docs.feature_files import ROOT

SHORT = {"--rate": 5, "--time": 2, "--interval": 1, "--lines": 100}


@pytest.fixture
def servers():
    opened = open_servers(WorldSpec(lines=100, users=1000), "127.0.0.1", consecutive(0))
    yield opened
    opened.stop()


@pytest.fixture
def site(servers, tmp_path):
    path = tmp_path / "site.json"
    path.write_bytes(msgspec.json.encode(credentials(servers.stage.world, servers.addresses)))
    return path


def locust(site, *more: str, **changes: object) -> subprocess.CompletedProcess[str]:
    words = SHORT | {"--site": site, "--result": site.with_name("result.json")} | changes
    flat = [str(word) for pair in words.items() for word in pair]
    command = [sys.executable, "-m", "locust", "-f", "loadtests/locustfile.py", "--headless"]
    return subprocess.run(
        [*command, "--only-summary", *flat, *more], cwd=ROOT, capture_output=True, text=True
    )


def entries(site) -> dict[str, dict[str, float]]:
    found = json.loads(site.with_name("result.json").read_text())
    return {one["name"]: one for one in found["entries"]}


@pytest.mark.long
def test_everybody_comes_from_two_processes_and_is_answered(servers, site):
    ended = locust(site, "--processes", "2")
    assert ended.returncode == 0, ended.stderr[-800:]
    found = entries(site)
    roles = {name.partition(":")[0] for name in found}
    assert {"buyer", "program", "staff"} <= roles
    assert not any(one["failed"] for one in found.values())
    # Twice the processes are not twice the load.
    assert 0 < found["buyer: search"]["count"] < 30
    assert servers.stage.world.journal.find("shop/availability", "ibuyflowers", 5)
    law = servers.stage.world.judge()["komet.allowance"]
    assert law.judged and law.holds


@pytest.mark.long
def test_refusals_are_failures_though_they_come_with_200(servers, site):
    known = json.loads(site.read_text())
    site.write_text(json.dumps(known | {"seed": 99}))
    ended = locust(site)
    assert ended.returncode == 1
    assert "token is not valid" in ended.stdout + ended.stderr
    assert entries(site)["program: boxtype.list"]["failed"]


def test_a_site_elsewhere_is_refused(site):
    known = json.loads(site.read_text())
    known["addresses"]["komet"] = "http://komet.example.test"
    site.write_text(json.dumps(known))
    ended = locust(site)
    assert ended.returncode == 2
    assert "loopback" in ended.stderr
