from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from mocks.core.api import Request
from mocks.core.control import Control
from mocks.core.web import Stage
from mocks.core.world import World
from tests.mocks.core.kiosk import START, TOKEN, Spec, left, make, takes


class ControlRoom:
    """Somebody at the control plane of a stage."""

    def __init__(self) -> None:
        self.control = Control(Spec(), make)
        self.stage = Stage(make(Spec()))

    @property
    def world(self) -> World:
        return self.stage.world

    def ask(self, line: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        method, path = line.split()
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body or {})
        asked = {name: str(value) for name, value in query.items()}
        answer = self.control(self.stage, Request(method, f"/_lab/{path}", asked, {}, raw))
        return answer.status, msgspec.json.decode(answer.body)

    def done(self, line: str, body: Any = None, **query: Any) -> Any:
        status, answer = self.ask(line, body, **query)
        assert status == 200, answer
        return answer


@pytest.fixture
def room() -> ControlRoom:
    return ControlRoom()


def test_health_says_which_world_is_on(room: ControlRoom) -> None:
    assert room.done("GET health") == {
        "ok": True,
        "seed": 1,
        "partners": ["kiosk"],
        "now": "2026-11-23T14:00:00Z",
    }


def test_the_clock_is_advanced_with_what_is_due(room: ControlRoom) -> None:
    room.world.call("kiosk", takes(3, restock_in_s=60))
    assert room.done("GET clock")["due"] == 1
    after = room.done("POST clock", {"advance_s": 60})
    assert after == {"now": "2026-11-23T14:01:00Z", "frozen": True, "due": 0}
    assert left(room.world) == 10


def test_the_clock_is_set_frozen_and_let_go(room: ControlRoom) -> None:
    moment, later = "2027-01-01T00:00:00Z", "2027-01-01T12:00:00Z"
    assert room.done("POST clock", {"set": moment})["now"] == moment
    assert room.done("POST clock", {"frozen": False})["frozen"] is False
    assert room.done("POST clock", {"frozen": True, "set": later})["now"] == later


def test_a_clock_set_later_does_on_the_way_what_is_due(room: ControlRoom) -> None:
    room.world.call("kiosk", takes(3, restock_in_s=60))
    assert room.done("POST clock", {"set": "2026-11-23T15:00:00Z"})["due"] == 0
    assert left(room.world) == 10


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"set": "2027-01-01T00:00:00"}, "set"),
        ({"set": "soon"}, "set: no moment; give a moment with its zone"),
        ({"set": "2026-11-23T13:59:59Z"}, "set: time only goes forward; give a moment from 2026"),
        ({"set": "2100-01-01T00:00:00Z"}, "2099-12-31"),
        ({"set": "2099-12-30T00:00:00Z", "advance_s": 1e6}, "advance_s"),
        ({"frozen": "yes"}, "frozen"),
        ({"frozen": None, "advance_s": -1}, "advance_s: too small; give a number from 0 to"),
        ({"frozen": False, "advance_s": 1}, "advance_s"),
        ({"back_s": 1}, "there is no field back_s; give one of frozen, set, advance_s"),
        ({"advance_s": 1e18}, "advance_s"),
        ({"set": "0001-01-01T00:00:00+14:00"}, "set"),
        ([1], "object"),
        (b"", "the body is empty; send a JSON object"),
    ],
)
def test_a_wrong_clock_order_is_named_by_field(room: ControlRoom, body: Any, field: str) -> None:
    before = room.done("GET clock")
    status, answer = room.ask("POST clock", body)
    assert status == 400
    assert field in answer["error"]
    assert room.done("GET clock") == before


def test_a_reset_is_the_same_world_from_its_beginning(room: ControlRoom) -> None:
    before = room.world.digests()
    room.world.call("kiosk", takes(3))
    room.done("POST reset")
    assert (left(room.world), room.world.digests()) == (10, before)


def test_a_new_world_says_how_to_call_it(room: ControlRoom) -> None:
    found = {"kiosk": {"token": TOKEN}}
    assert room.done("GET credentials") == found
    assert room.done("POST reset")["credentials"] == found
    assert room.done("POST seed", {"seed": 7})["credentials"] == found


def test_a_seed_is_another_world_and_a_reset_comes_back_to_it(room: ControlRoom) -> None:
    assert room.done("POST seed", {"seed": 7, "boxes": 3})["seed"] == 7
    room.world.call("kiosk", takes(3))
    room.done("POST reset")
    assert (left(room.world), room.world.seed) == (3, 7)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"boxes": -1}, "boxes"),
        ({"boxes": "many"}, "boxes"),
        ({"bokses": 1}, "bokses"),
        ([1], "object"),
        (b"{", "truncated"),
    ],
)
def test_a_world_that_can_not_be_leaves_the_old_one_on(
    room: ControlRoom, body: Any, field: str
) -> None:
    old = room.world
    status, answer = room.ask("POST seed", body)
    assert status == 400
    assert field in answer["error"]
    assert room.world is old
    room.done("POST reset")
    assert left(room.world) == 10


def test_faults_are_put_in_force_counted_and_healed(room: ControlRoom) -> None:
    rule = {"kind": "twice", "ordinals": [1], "path": "/api/take"}
    (shown,) = room.done("POST faults", {"rules": [rule]})["rules"]
    assert (shown["kind"], shown["ordinals"]) == ("twice", [1])
    room.world.call("kiosk", takes(1))
    assert room.done("GET faults")["strikes"] == {"twice": 1}
    assert room.done("POST faults", {"rules": []})["rules"] == []
    room.world.call("kiosk", takes(1))
    assert left(room.world) == 7


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"kind": "no such"}, "kind"),
        ({}, "kind"),
        ({"kind": "slow", "chance": 2}, "chance"),
        ({"kind": "slow", "only": "x"}, "only"),
        ({"kind": "slow", "delay": 2}, "delay"),
        ({"kind": "slow", "ordinals": ["x"]}, "ordinals"),
        ({"kind": "slow", "chance": 0}, "rules[0]: with no ordinals and no chance it never"),
        ({"kind": "slow", "partner": "kisok"}, "rules[0].partner: there is no 'kisok'; there are"),
        ({"kind": "slow", "path": "*/tkae"}, "rules[0].path: '*/tkae' is the path of no method"),
        ({"kind": "slow", "ordinals": [0]}, "ordinals"),
        ({"kind": "slow", "limit": -1}, "limit"),
        ({"kind": "slow", "delay_s": -1}, "delay_s"),
        ({"kind": "slow", "delay_s": 1e18}, "delay_s"),
        ({"kind": "stale_read", "lag_s": -1}, "lag_s"),
    ],
)
def test_a_wrong_rule_is_named_by_field_and_changes_nothing(
    room: ControlRoom, rule: Any, field: str
) -> None:
    room.done("POST faults", {"rules": [{"kind": "twice", "chance": 0.5}]})
    status, answer = room.ask("POST faults", {"rules": [{"chance": 1} | rule]})
    assert status == 400
    assert field in answer["error"]
    assert len(room.world.faults.rules) == 1


def test_the_journal_is_searched_and_masked(room: ControlRoom) -> None:
    for boxes in (1, 2):
        room.world.call("kiosk", takes(boxes, note=TOKEN))
    lines = room.done("GET journal", text='"boxes":2')["lines"]
    assert [line["number"] for line in lines] == [2]
    assert len(room.done("GET journal", limit=1)["lines"]) == 1
    assert len(room.done("GET journal", partner="kiosk")["lines"]) == 2
    assert TOKEN not in str(room.done("GET journal"))


def test_the_ledger_is_read_from_a_number_on(room: ControlRoom) -> None:
    for boxes in (1, 2):
        room.world.call("kiosk", takes(boxes))
    room.done("POST act/kiosk/restock", {"boxes": 5})
    whole = room.done("GET ledger", partner="kiosk")
    assert [entry["number"] for entry in whole["entries"]] == [1, 2, 3]
    assert whole["digest"] == room.world.digests()["kiosk"]
    assert len(room.done("GET ledger", partner="kiosk", since=1)["entries"]) == 2
    kinds = room.done("GET ledger", partner="kiosk", kind="Restocked")["entries"]
    assert [entry["fact"] for entry in kinds] == [{"type": "Restocked", "boxes": 5}]
    assert len(room.done("GET ledger", partner="kiosk", limit=2)["entries"]) == 2
    assert set(room.done("GET ledger", partner="kiosk", digest="false")) == {"entries"}


@pytest.mark.parametrize(
    ("line", "query", "field"),
    [
        ("GET ledger", {}, "partner"),
        ("GET ledger", {"partner": "kiosk", "since": "x"}, "since"),
        ("GET ledger", {"partner": "kiosk", "kin": "x"}, "kin"),
        ("GET ledger", {"partner": "kiosk", "kind": "Tkaen"}, "there are Restocked, Taken"),
        ("GET journal", {"limit": -1}, "limit: too small; give a whole number of at least 0"),
        ("GET journal", {"partner": "kisok"}, "partner: there is no 'kisok'; there are kiosk"),
    ],
)
def test_a_wrong_question_is_named_by_field(
    room: ControlRoom, line: str, query: dict[str, Any], field: str
) -> None:
    status, answer = room.ask(line, **query)
    assert status == 400
    assert field in answer["error"]


def test_the_laws_are_judged(room: ControlRoom) -> None:
    (law,) = room.done("GET laws")["laws"]
    assert (law["name"], law["when"], law["judged"]) == ("kiosk.not_negative", "always", 1)
    room.world.partners["kiosk"].state.shelf["roses"] = -4
    broken = room.done("GET laws")
    assert (broken["hold"], broken["laws"][0]["violations"]) == (False, ["-4 boxes"])


def test_assumptions_are_shown_and_set(room: ControlRoom) -> None:
    (mood,) = room.done("GET assumptions")["kiosk"]
    assert mood == {
        "name": "mood",
        "value": "kind",
        "default": "kind",
        "alternatives": ["kind", "strict"],
        "reason": "nobody knows",
    }
    after = room.done("POST assumptions", {"partner": "kiosk", "set": {"mood": "strict"}})
    assert after["kiosk"][0]["value"] == "strict"
    assert room.world.partners["kiosk"].assumptions.mood == "strict"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"partner": "kiosk", "set": {"mood": "sad"}}, 400, "mood"),
        ({"partner": "kiosk", "set": {"food": "x"}}, 400, "food"),
        ({"partner": "nobody", "set": {}}, 404, "nobody"),
        ({"set": {}}, 400, "partner"),
    ],
)
def test_a_wrong_switch_is_named(room: ControlRoom, body: Any, status: int, field: str) -> None:
    answered, answer = room.ask("POST assumptions", body)
    assert answered == status
    assert field in answer["error"]


def test_acts_are_listed_with_their_fields_and_done(room: ControlRoom) -> None:
    listed = room.done("GET acts")["kiosk"]["restock"]
    assert listed["does"].startswith("Bring boxes")
    assert listed["properties"] == {"boxes": {"type": "integer"}}
    assert listed["required"] == ["boxes"]
    gave = room.done("POST act/kiosk/restock", {"boxes": 5})
    assert gave == {"done": "restock", "gave": 15}


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("act/kiosk/restock", {}, 400, "boxes"),
        ("act/kiosk/restock", {"boxes": "x"}, 400, "boxes"),
        ("act/kiosk/restock", [1], 400, "object"),
        ("act/kiosk/restock", {"boxes": -1}, 409, "The kiosk says restock.negative"),
        ("act/kiosk/restock", {"boxes": 1, "colour": 1}, 400, "field.unknown"),
        ("act/kiosk/dance", {}, 404, "no act dance; there are restock"),
        ("act/nobody/restock", {}, 404, "nobody"),
        ("act/kiosk", {}, 404, ""),
        ("dance", {}, 404, "dance"),
    ],
)
def test_an_act_that_can_not_be_says_why(
    room: ControlRoom, path: str, body: Any, status: int, said: str
) -> None:
    answered, answer = room.ask(f"POST {path}", body)
    assert answered == status
    assert said in str(answer)
    assert left(room.world) == 10


def test_the_verb_belongs_to_the_path(room: ControlRoom) -> None:
    assert room.ask("POST health")[0] == 404
    assert room.ask("GET reset")[0] == 404


def test_the_world_knows_its_time_in_utc(room: ControlRoom) -> None:
    now = datetime.fromisoformat(room.done("GET clock")["now"])
    assert now - START == timedelta(0)
