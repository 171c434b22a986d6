"""The lab's wire: both ways are equal, faults look as over TCP, wrong calls are caught."""

from __future__ import annotations

import httpx
import pytest

from integration.lab.contract import ContractBroken, published
from integration.lab.plan import MONDAY
from integration.lab.wire import Wire, Witness, base_url
from mocks.core.faults import FaultRule
from mocks.core.world import World
from mocks.komet.seed import COMPANY, tokens_of
from mocks.worlds import WorldSpec, build_world


@pytest.fixture
def world() -> World:
    return build_world(WorldSpec(lines=20, start=MONDAY, frozen=True))


def client(world: World, **how: object) -> httpx.Client:
    return httpx.Client(base_url=base_url("komet"), transport=Wire(world, **how))


def asking(world: World) -> dict[str, str]:
    return {"authenticationToken": tokens_of(world.partners["komet"].state)["company"]}


def test_both_ways_give_the_same(world: World) -> None:
    here, there = (client(world, through_flask=how) for how in (False, True))
    for path in ("/api/boxtype.list", "/api/inventory.openmarket.list", "/api/nothing"):
        one, other = here.get(path, params=asking(world)), there.get(path, params=asking(world))
        assert (one.status_code, one.content) == (other.status_code, other.content)
        assert one.headers["content-type"] == other.headers["content-type"]


@pytest.mark.parametrize("through_flask", [False, True])
@pytest.mark.parametrize("kind", ["lost_request", "lost_reply", "late_request"])
def test_a_dropped_call_is_a_read_error(world: World, kind: str, through_flask: bool) -> None:
    world.faults.set((FaultRule(kind=kind, chance=1.0),))
    with pytest.raises(httpx.ReadError):
        client(world, through_flask=through_flask).get("/api/boxtype.list", params=asking(world))


def test_nobody_answers_at_a_strange_host(world: World) -> None:
    with pytest.raises(httpx.ConnectError):
        client(world).get("http://stranger.test/api/anything")


def test_a_body_can_be_streamed(world: World) -> None:
    with client(world).stream("GET", "/api/boxtype.list", params=asking(world)) as answer:
        assert b"boxtypes" in b"".join(answer.iter_raw())


@pytest.mark.parametrize(
    ("verb", "path", "query", "said"),
    [
        ("POST", "/api/boxtype.list", {}, "published is GET"),
        ("GET", "/api/boxtype.list", {"colour": "red"}, "colour"),
        ("GET", "/api/boxtype.steal", {}, "not published"),
        ("GET", "/api/inventory.openmarket.list", {"customerId": "me"}, "customerId"),
    ],
)
def test_a_wrong_call_of_the_engine_is_caught(
    world: World, verb: str, path: str, query: dict[str, str], said: str
) -> None:
    witness = Witness(published())
    with pytest.raises(ContractBroken, match=said):
        client(world, witness=witness).request(verb, path, params=asking(world) | query)
    assert said in witness.broken[0]


def test_a_raw_client_may_be_loose(world: World) -> None:
    witness = Witness(published())
    loose = client(world, witness=witness, strict=False)
    answer = loose.post("/api/boxtype.list", params=asking(world) | {"colour": "red", "status": ""})
    assert answer.json()["boxtypes"]
    assert loose.post("/api/boxtype.steal", json=asking(world)).json()["status"] == 0
    assert witness.broken == []
    assert witness.judged == 1


def test_a_wrong_answer_is_caught(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    witness = Witness(published())
    komet = world.partners["komet"]
    honest = komet.dialect.answer

    def lying(*given: object) -> object:
        answer = honest(*given)
        body = answer.body.replace(b'"status":1', b'"status":"1"')
        return type(answer)(answer.status, body)

    monkeypatch.setattr(komet.dialect, "answer", lying)
    with pytest.raises(ContractBroken, match="boxtype"):
        client(world, witness=witness).get("/api/boxtype.list", params=asking(world))


@pytest.mark.parametrize("kind", ["garbled", "refused_5xx"])
def test_a_spoiled_answer_is_no_broken_contract(world: World, kind: str) -> None:
    witness = Witness(published())
    world.faults.set((FaultRule(kind=kind, chance=1.0),))
    client(world, witness=witness).get("/api/boxtype.list", params=asking(world))
    assert witness.broken == []


def test_a_witness_knows_what_was_never_crossed(world: World) -> None:
    one, other = Witness(published()), Witness(published())
    client(world, witness=one).get("/api/boxtype.list", params=asking(world))
    client(world, witness=other).get("/api/carrier.list", params=asking(world))
    assert "komet carrier.list" in one.never_crossed()
    one.merge(other)
    assert not {"komet boxtype.list", "komet carrier.list"} & set(one.never_crossed())
    assert "komet invoice.void" in one.never_crossed()


def test_a_simulator_that_breaks_is_remembered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(*_: object) -> None:
        raise AssertionError("refused after it had changed something")

    wire = Wire(world)
    monkeypatch.setattr(world, "call", breaking)
    with pytest.raises(AssertionError):
        httpx.Client(transport=wire).get(f"{base_url('komet')}/api/boxtype.list")
    assert "refused after" in wire.defects[0]


def test_points_are_passed_before_and_after(world: World) -> None:
    passed: list[str] = []
    asked = client(world, point=passed.append)
    asked.get("/api/boxtype.list", params=asking(world) | {"companyId": str(COMPANY)})
    world.faults.set((FaultRule(kind="lost_reply", chance=1.0),))
    with pytest.raises(httpx.ReadError):
        asked.get("/api/boxtype.list", params=asking(world))
    assert [one.rpartition(" ")[2] for one in passed] == ["before", "after", "before", "silence"]
