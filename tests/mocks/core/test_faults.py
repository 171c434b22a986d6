from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocks.core.api import Response
from mocks.core.errors import Dropped
from mocks.core.faults import FAULTS, FaultPlan, FaultRule
from mocks.core.world import World
from tests.mocks.core.kiosk import START, asks, left, takes, world


def struck(kind: str, **fields: Any) -> World:
    """A world whose first call is struck."""
    one = world()
    rule = {"ordinals": (1,), "path": "/api/*"} | fields
    one.faults.set((FaultRule(kind=kind, **rule),))
    return one


def said(response: Response) -> Any:
    return msgspec.json.decode(response.body)


# --- each kind ------------------------------------------------------------------------------------


def test_a_lost_request_is_not_carried_out() -> None:
    one = struck("lost_request")
    with pytest.raises(Dropped):
        one.call("kiosk", takes(3))
    assert left(one) == 10


def test_a_lost_reply_is_done_in_silence() -> None:
    one = struck("lost_reply")
    with pytest.raises(Dropped):
        one.call("kiosk", takes(3))
    assert left(one) == 7


def test_a_late_request_is_carried_out_by_the_agenda() -> None:
    one = struck("late_request", delay_s=90)
    with pytest.raises(Dropped):
        one.call("kiosk", takes(3))
    one.advance(89)
    assert left(one) == 10
    assert one.advance(1) == 1
    assert left(one) == 7


def test_a_late_request_is_refused_late_like_any_other() -> None:
    one = struck("late_request", delay_s=90)
    with pytest.raises(Dropped):
        one.call("kiosk", takes(3))
    one.call("kiosk", takes(9))
    one.advance(90)
    assert left(one) == 1
    assert one.journal.find()[0].status == 409


def test_twice_is_done_twice_and_answers_the_first() -> None:
    one = struck("twice")
    assert said(one.call("kiosk", takes(3))) == {"left": 7}
    assert left(one) == 4


def test_a_5xx_is_not_carried_out() -> None:
    one = struck("refused_5xx")
    response = one.call("kiosk", takes(3))
    assert response.status in (500, 502, 503)
    assert response.content_type == "text/html"
    assert left(one) == 10


def test_a_5xx_is_each_of_three_by_the_seed() -> None:
    one = world()
    one.faults.set((FaultRule(kind="refused_5xx", chance=1),))
    assert {one.call("kiosk", asks()).status for _ in range(60)} == {500, 502, 503}


def test_garbled_is_done_and_answered_as_html_or_cut_off() -> None:
    one = world(boxes=100)
    one.faults.set((FaultRule(kind="garbled", chance=1),))
    answers = [one.call("kiosk", takes(1)) for _ in range(40)]
    assert left(one) == 60
    html = [answer for answer in answers if answer.content_type == "text/html"]
    cut = [answer for answer in answers if answer.content_type == "application/json"]
    assert len(html) > 5 and len(cut) > 5
    assert all(answer.status == 200 for answer in answers)
    for answer in cut:
        assert answer.body.startswith(b'{"le')
        with pytest.raises(msgspec.DecodeError):
            said(answer)


def test_slow_moves_a_frozen_clock_and_is_done_after_it() -> None:
    one = struck("slow", delay_s=55)
    assert said(one.call("kiosk", takes(3))) == {"left": 7}
    assert one.now() == START + timedelta(seconds=55)
    assert one.partners["kiosk"].state.ledger.since(0)[0].at == one.now()


def test_a_stale_read_answers_from_the_past() -> None:
    one = world()
    one.faults.set((FaultRule(kind="stale_read", ordinals=(2, 3, 4), only="reads", lag_s=45),))
    one.call("kiosk", asks())
    one.call("kiosk", takes(3))
    one.clock.wait(40)
    assert said(one.call("kiosk", asks())) == {"left": 10}
    one.clock.wait(5)
    assert said(one.call("kiosk", asks())) == {"left": 7}
    one.call("kiosk", takes(2))
    one.clock.wait(10)
    assert said(one.call("kiosk", asks())) == {"left": 7}
    assert said(one.call("kiosk", asks())) == {"left": 5}


def test_a_stale_read_leaves_writing_calls_alone() -> None:
    one = world()
    one.faults.set((FaultRule(kind="stale_read", chance=1, lag_s=45),))
    one.call("kiosk", takes(3))
    assert said(one.call("kiosk", takes(3))) == {"left": 4}


# --- which call is struck -------------------------------------------------------------------------


def strikes(plan: FaultPlan, calls: int = 50, path: str = "/api/take") -> list[int]:
    return [
        ordinal
        for ordinal in range(1, calls + 1)
        if plan.strike("kiosk", path, writes=True) is not None
    ]


def test_ordinals_count_the_matching_calls_only() -> None:
    rule = FaultRule(kind="twice", ordinals=(2, 5), path="/api/t*", only="writes")
    plan = FaultPlan(1, (rule,))
    plan.strike("kiosk", "/api/shelf", writes=True)
    plan.strike("kiosk", "/api/take", writes=False)
    assert strikes(plan) == [2, 5]


@pytest.mark.parametrize(
    "fields",
    [{"path": "*/web-order*"}, {"partner": "komet"}, {"only": "reads"}],
)
def test_a_rule_leaves_other_calls_alone(fields: dict[str, str]) -> None:
    assert strikes(FaultPlan(1, (FaultRule(kind="twice", chance=1, **fields),))) == []


def test_a_limit_ends_the_striking() -> None:
    assert strikes(FaultPlan(1, (FaultRule(kind="twice", chance=1, limit=3),))) == [1, 2, 3]


def test_the_first_rule_that_hits_strikes() -> None:
    rules = (FaultRule(kind="slow", ordinals=(2,)), FaultRule(kind="twice", chance=1))
    plan = FaultPlan(1, rules)
    kinds = [plan.strike("kiosk", "/", writes=True) for _ in range(3)]
    assert [one[0].kind for one in kinds if one] == ["twice", "slow", "twice"]
    assert plan.strikes == {"twice": 2, "slow": 1}


def test_one_more_rule_leaves_the_counts_of_the_others_alone() -> None:
    plan = FaultPlan(1, (FaultRule(kind="slow", ordinals=(1,)),))
    plan.strike("kiosk", "/", writes=True)
    plan.add(FaultRule(kind="twice", ordinals=(2,)))
    kinds = [hit[0].kind for _ in range(3) if (hit := plan.strike("kiosk", "/", writes=True))]
    assert kinds == ["twice"]
    with pytest.raises(ValueError, match="kind"):
        plan.add(FaultRule(kind="thrice"))


def test_a_rule_that_never_struck_is_idle() -> None:
    plan = FaultPlan(1, (FaultRule(kind="slow", ordinals=(1,)), FaultRule(kind="twice")))
    assert [one.kind for one in plan.idle()] == ["slow", "twice"]
    plan.strike("kiosk", "/", writes=True)
    assert [one.kind for one in plan.idle()] == ["twice"]


@given(st.integers(0, 10**9), st.floats(0.05, 0.95))
def test_the_same_seed_strikes_the_same_calls(seed: int, chance: float) -> None:
    rule = FaultRule(kind="twice", chance=chance)
    assert strikes(FaultPlan(seed, (rule,))) == strikes(FaultPlan(seed, (rule,)))


def test_another_seed_strikes_other_calls() -> None:
    rule = FaultRule(kind="twice", chance=0.5)
    assert len({tuple(strikes(FaultPlan(seed, (rule,)))) for seed in range(20)}) == 20


def test_chance_is_about_the_share_of_calls_struck() -> None:
    hits = strikes(FaultPlan(3, (FaultRule(kind="twice", chance=0.2),)), calls=4000)
    assert 0.17 < len(hits) / 4000 < 0.23


@given(st.integers(0, 10**6), st.floats(0.01, 1))
def test_a_strike_draws_a_number_below_one(seed: int, chance: float) -> None:
    plan = FaultPlan(seed, (FaultRule(kind="twice", chance=chance),))
    draws = [hit[1] for _ in range(30) if (hit := plan.strike("kiosk", "/", writes=True))]
    assert all(0 <= draw < 1 for draw in draws)


def test_healing_keeps_the_count_of_strikes() -> None:
    one = struck("twice")
    one.call("kiosk", takes(1))
    one.faults.heal()
    one.call("kiosk", takes(1))
    assert one.faults.strikes == {"twice": 1}
    assert left(one) == 7


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "no such"}, "kind"),
        ({"kind": "slow", "only": "some"}, "only"),
        ({"kind": "slow", "chance": 1.5}, "chance"),
    ],
)
def test_a_rule_that_can_not_be_names_its_field(fields: dict[str, Any], name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}:"):
        FaultPlan(1, (FaultRule(**fields),))


def test_every_kind_is_named_after_its_function_and_documented() -> None:
    assert set(FAULTS) == {
        "lost_request",
        "lost_reply",
        "late_request",
        "twice",
        "refused_5xx",
        "garbled",
        "slow",
        "stale_read",
    }
    assert all(fault.__doc__ for fault in FAULTS.values())


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_the_journal_says_which_fault_struck(kind: str) -> None:
    one = struck(kind)
    try:
        one.call("kiosk", asks())
    except Dropped:
        assert kind in ("lost_request", "lost_reply", "late_request")
    assert {line.fault for line in one.journal.find()} == {kind}


@pytest.mark.parametrize(("kind", "statuses"), [("refused_5xx", 1), ("garbled", 2), ("twice", 2)])
def test_the_journal_holds_what_was_done_and_what_was_seen(kind: str, statuses: int) -> None:
    one = struck(kind)
    seen = one.call("kiosk", asks())
    lines = one.journal.find()
    assert len(lines) == statuses
    assert seen.body.decode() in [line.answered for line in lines]
