"""Every partner on one clock, and the command that serves them."""

import re
import signal
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from mocks.__main__ import consecutive, main
from mocks.core.api import Request
from mocks.core.control import Control
from mocks.worlds import PARTNERS, WorldSpec, build_world

ROOT = Path(__file__).parents[2]
START = datetime(2026, 11, 23, 14, tzinfo=UTC)


def spec(**fields: Any) -> WorldSpec:
    return WorldSpec(lines=20, start=START, frozen=True, **fields)


def test_a_world_has_every_partner_on_its_clock() -> None:
    world = build_world(spec())
    assert list(world.partners) == list(PARTNERS) == ["komet", "ibuyflowers", "axerrio"]
    assert {partner.now() for partner in world.partners.values()} == {START}
    assert all(verdict.holds for verdict in world.judge().values())


def test_the_same_spec_makes_the_same_world_and_another_seed_another() -> None:
    first, again, other = build_world(spec()), build_world(spec()), build_world(spec(seed=2))
    assert first.digests() == again.digests()
    for name, digest in other.digests().items():
        assert digest != first.digests()[name]


def test_a_world_without_a_start_begins_now_and_runs() -> None:
    world = build_world(WorldSpec(lines=1))
    assert not world.clock.frozen
    assert world.now() > START


def test_switches_reach_their_partner() -> None:
    switches = {
        "komet": {"empty_status": "0"},
        "ibuyflowers": {"friday_push": "move"},
        "axerrio": {"wrong_awb": "refused"},
    }
    world = build_world(spec(**switches))
    assert world.partners["axerrio"].assumptions.wrong_awb == "refused"
    assert world.partners["komet"].assumptions.empty_status == "0"
    assert world.partners["ibuyflowers"].assumptions.friday_push == "move"


def test_names_and_sizes_reach_komet() -> None:
    names = ("Señorita Roses", "Blue Hydrangea")
    state = build_world(spec(names=names, users=7)).partners["komet"].state
    assert {one.description for one in state.products.values()} >= set(names)
    assert 7 in {company.users for company in state.companies.values()}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"lines": -1}, "lines"),
        ({"users": 10**9}, "users"),
        ({"seed": -1}, "seed"),
        ({"start": datetime(2026, 11, 23)}, "start"),
        ({"start": datetime(1900, 1, 1, tzinfo=UTC)}, "start"),
        ({"start": datetime(2100, 1, 1, tzinfo=UTC)}, "start"),
        ({"komet": {"no_such": "x"}}, "no_such"),
        ({"ibuyflowers": {"friday_push": "x"}}, "friday_push"),
        ({"axerrio": {"wrong_awb": "x"}}, "wrong_awb"),
    ],
)
def test_a_world_that_can_not_be_is_named_by_field(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named}: "):
        build_world(WorldSpec(**({"lines": 1, "start": START} | fields)))


def test_a_reset_over_the_control_plane_makes_the_same_world() -> None:
    control = Control(spec(komet={"empty_status": "0"}), build_world)
    copied = msgspec.convert(msgspec.to_builtins(control.spec), WorldSpec, strict=False)
    assert build_world(copied).digests() == build_world(spec(komet={"empty_status": "0"})).digests()


def test_what_a_new_world_says_opens_every_door() -> None:
    world = build_world(spec())
    told = {name: one.credentials(one.state) for name, one in world.partners.items()}
    asked = {
        "komet": ("boxtype.list", {"authenticationtoken": told["komet"]["tokens"]["company"]}),
        "ibuyflowers": ("shop/orders", bearer(told["ibuyflowers"]["keys"]["florists"][0])),
        "axerrio": ("desk/articles", bearer(told["axerrio"]["keys"]["desks"][0])),
    }
    for name, (path, headers) in asked.items():
        answer = world.call(name, Request("GET", f"/api/{path}", headers=headers))
        assert msgspec.json.decode(answer.body).get("status") in (None, 1)
        assert answer.status == 200


def test_a_new_world_says_how_to_sell_from_its_locations() -> None:
    world = build_world(spec())
    told = world.partners["komet"].credentials(world.partners["komet"].state)
    branches, tokens = told["branches"], told["tokens"]
    assert set(branches["locations"]) == {"MIA", "LAX"}
    query = {
        "customerId": str(branches["customers"]["IBF"]),
        "companyLocationId": str(branches["locations"]["MIA"]),
    }
    headers = {
        "authenticationtoken": tokens["branches_customer"],
        "x-account": str(branches["company"]),
    }
    path = "/api/ecommerce/inventory.list"
    answer = world.call("komet", Request("GET", path, query, headers))
    assert msgspec.json.decode(answer.body)["products"]


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def test_ports_are_counted_up_or_free() -> None:
    assert consecutive(8700) == {"komet": 8700, "ibuyflowers": 8701, "axerrio": 8702}
    assert set(consecutive(0).values()) == {0}


def test_a_port_that_is_no_port_is_said_in_one_line() -> None:
    result = CliRunner().invoke(main, ["serve", "--lines", "-1"])
    assert result.exit_code == 1
    assert result.output == "Error: lines: -1 is not between 0 and 5000000\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serving_stops_cleanly_when_told(number: signal.Signals) -> None:
    program = [sys.executable, "-u", "-m", "mocks", "serve", "--port", "0", "--lines", "5"]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in PARTNERS]
        for name, line in zip(PARTNERS, told, strict=True):
            address = re.search(r"http://\S+/_lab/health", line)
            assert line.startswith(name) and address is not None
            with urllib.request.urlopen(address.group(), timeout=10) as answer:
                assert msgspec.json.decode(answer.read())["partners"] == sorted(PARTNERS)
        process.send_signal(number)
        rest, _ = process.communicate(timeout=20)
    assert (process.returncode, rest) == (0, "stopped\n")
