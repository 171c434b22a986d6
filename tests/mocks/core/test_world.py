from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from mocks.core.agenda import ActDue, Agenda
from mocks.core.clock import LabClock
from mocks.core.errors import Dropped, NotPossible
from mocks.core.faults import FaultRule
from mocks.core.laws import When
from mocks.core.meter import Meter
from mocks.core.world import World
from tests.mocks.core.kiosk import (
    START,
    RestockCall,
    Taken,
    asks,
    kiosk,
    left,
    takes,
    world,
)


def later(one: World, boxes: int, after_s: float) -> None:
    one.agenda.plan(
        one.now() + timedelta(seconds=after_s),
        "act",
        ActDue("kiosk", "restock", RestockCall(boxes)),
    )


# --- worlds apart, and copies ---------------------------------------------------------------------


def test_two_worlds_never_see_each_other() -> None:
    one, other = world(), world()
    one.faults.set((FaultRule(kind="twice", chance=1),))
    one.call("kiosk", takes(1))
    one.clock.wait(60)
    later(one, 5, 10)
    assert (left(one), left(other)) == (8, 10)
    assert other.now() == START
    assert (len(other.agenda), other.faults.strikes, other.journal.find()) == (0, {}, [])
    assert len(other.partners["kiosk"].state.ledger) == 0


def everything(one: World) -> tuple[Any, ...]:
    """What a world is, as a value to compare."""
    partner = one.partners["kiosk"]
    return (
        one.now(),
        left(one),
        one.digests(),
        len(one.agenda),
        dict(one.faults.strikes),
        partner.meter.days(),
        [line.number for line in one.journal.find()],
        list(one.failed_acts),
        partner.assumptions,
    )


CHANGES: dict[str, Callable[[World], Any]] = {
    "a call": lambda one: one.call("kiosk", takes(1)),
    "a read": lambda one: one.call("kiosk", asks()),
    "an act": lambda one: one.act("kiosk", "restock", RestockCall(4)),
    "a plan": lambda one: later(one, 1, 10),
    "time": lambda one: one.advance(100),
    "a failed act": lambda one: one.perform("act", ActDue("kiosk", "restock", RestockCall(-1))),
}


@pytest.mark.parametrize("change", list(CHANGES))
@pytest.mark.parametrize("which", ["original", "copy"])
def test_a_copy_is_a_copy(change: str, which: str) -> None:
    one = world()
    one.faults.set((FaultRule(kind="slow", chance=1, delay_s=2),))
    one.call("kiosk", takes(2))
    later(one, 7, 50)
    twin = one.copy()
    assert everything(twin) == everything(one)
    changed, kept = (one, twin) if which == "original" else (twin, one)
    before = everything(kept)
    CHANGES[change](changed)
    assert everything(kept) == before
    assert everything(changed) != before


def test_a_copy_carries_its_plans_out_for_itself() -> None:
    one = world()
    later(one, 5, 10)
    twin = one.copy()
    twin.advance(10)
    assert (left(one), left(twin)) == (10, 15)
    one.advance(10)
    assert left(one) == 15


def test_a_copy_is_struck_as_its_original_would_have_been() -> None:
    one = world(boxes=100)
    one.faults.set((FaultRule(kind="twice", chance=0.5),))
    for _ in range(5):
        one.call("kiosk", takes(1))
    twin = one.copy()
    for either in (one, twin):
        for _ in range(20):
            either.call("kiosk", takes(1))
    assert left(one) == left(twin)
    assert one.digests() == twin.digests()


def test_a_copys_late_request_stays_in_the_copy() -> None:
    one = world()
    twin = one.copy()
    twin.faults.set((FaultRule(kind="late_request", ordinals=(1,)),))
    with pytest.raises(Dropped):
        twin.call("kiosk", takes(3))
    one.advance(100)
    twin.advance(100)
    assert (left(one), left(twin)) == (10, 7)


# --- time and the agenda --------------------------------------------------------------------------


def test_the_agenda_is_walked_in_order_of_time_then_of_planning() -> None:
    agenda = Agenda()
    for name, after_s in (("c", 20), ("a", 10), ("b", 10)):
        agenda.plan(START + timedelta(seconds=after_s), name, None)
    assert agenda.next_at() == START + timedelta(seconds=10)
    assert agenda.pop(START) is None
    order = [agenda.pop(START + timedelta(hours=1)) for _ in range(4)]
    assert [due[1] if due else None for due in order] == ["a", "b", "c", None]


def test_what_is_dropped_is_not_done_and_the_rest_is() -> None:
    agenda = Agenda()
    for number in range(6):
        agenda.plan(START - timedelta(seconds=number), "x", number)
    assert agenda.drop(lambda kind, payload: payload % 2 == 0) == 3
    assert [due[2] for _ in range(3) if (due := agenda.pop(START))] == [5, 3, 1]


def test_time_stands_at_the_moment_a_thing_is_done() -> None:
    one = world()
    seen = []
    one.runners["look"] = lambda payload: seen.append((one.now() - START, payload))
    one.agenda.plan(START + timedelta(seconds=30), "look", "late")
    one.agenda.plan(START + timedelta(seconds=10), "look", "early")
    assert one.advance(60) == 2
    assert seen == [(timedelta(seconds=10), "early"), (timedelta(seconds=30), "late")]
    assert one.now() == START + timedelta(seconds=60)


def test_what_is_planned_while_walking_is_done_if_it_falls_due() -> None:
    one = world()
    one.call("kiosk", takes(2, restock_in_s=5))
    one.runners["again"] = lambda _: one.call("kiosk", takes(1, restock_in_s=20))
    one.agenda.plan(START + timedelta(seconds=10), "again", None)
    assert one.advance(29) == 2
    assert left(one) == 9
    assert one.advance(1) == 1
    assert left(one) == 10


def test_what_takes_long_makes_the_rest_late_but_loses_nothing() -> None:
    one = world()
    one.runners["slow"] = lambda _: one.clock.wait(100)
    one.agenda.plan(START, "slow", None)
    later(one, 5, 10)
    assert one.advance(60) == 2
    (entry,) = one.partners["kiosk"].state.ledger
    assert entry.at == one.now() == START + timedelta(seconds=100)


def test_a_refused_act_is_noted_and_the_walk_goes_on() -> None:
    one = world()
    later(one, -1, 10)
    later(one, 5, 20)
    assert one.advance(30) == 2
    assert one.failed_acts == ["kiosk restock: restock.negative"]
    assert left(one) == 15


def test_a_runner_must_not_let_silence_through() -> None:
    one = world()
    one.faults.set((FaultRule(kind="lost_request", chance=1),))
    one.runners["careless"] = lambda _: one.call("kiosk", asks())
    one.agenda.plan(START, "careless", None)
    with pytest.raises(RuntimeError, match="careless"):
        one.advance(1)


def test_a_running_clock_does_what_is_due_by_now() -> None:
    one = world(frozen=False)
    later(one, 5, -1)
    later(one, 5, 3600)
    assert one.run_due() == 1
    assert left(one) == 15


def test_a_frozen_clock_waits_by_moving_and_a_copy_moves_alone() -> None:
    clock = LabClock(START, frozen=True)
    twin = clock.copy()
    clock.wait(2.5)
    assert clock.now() - START == timedelta(seconds=2.5)
    assert twin.now() == START and twin.frozen


def test_a_clock_can_be_stopped_set_and_let_go() -> None:
    clock = LabClock(START)
    assert not clock.frozen and clock.now() >= START
    clock.freeze()
    assert clock.now() == clock.now()
    clock.set(START + timedelta(days=9))
    assert clock.frozen and clock.now() == START + timedelta(days=9)
    clock.run()
    assert not clock.frozen
    assert timedelta(days=9) <= clock.now() - START < timedelta(days=10)


# --- state and ledger -----------------------------------------------------------------------------


def test_a_fact_the_state_does_not_allow_is_not_written_down() -> None:
    state = world().partners["kiosk"].state
    with pytest.raises(NotPossible):
        state.record(START, Taken(boxes=11))
    assert (state.shelf["roses"], len(state.ledger)) == (10, 0)


def test_a_handler_that_refuses_after_it_recorded_is_a_defect() -> None:
    with pytest.raises(AssertionError, match="take refused with clumsy after"):
        world().call("kiosk", takes(1, clumsy=True))


def test_the_digest_knows_every_entry_and_its_moment() -> None:
    one, other, third = world(), world(), world()
    third.clock.wait(1)
    for each in (one, other, third):
        each.call("kiosk", takes(1))
    assert one.digests() == other.digests() != third.digests()
    other.call("kiosk", takes(1))
    assert one.digests() != other.digests()


def test_the_past_is_kept_only_while_somebody_may_look_back() -> None:
    one = world()
    state = one.partners["kiosk"].state
    one.call("kiosk", takes(1))
    assert state.as_of(START - timedelta(days=1)) is state
    one.faults.set((FaultRule(kind="stale_read", chance=0, lag_s=10),))
    for _ in range(50):
        one.clock.wait(1)
        one.call("kiosk", takes(0))
    assert len(state._past) == 11


def test_sixteen_threads_fight_for_the_last_box_and_one_wins() -> None:
    for _ in range(20):
        one = world(boxes=1)
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _, w=one: w.call("kiosk", takes(1)), range(16)))
        assert sorted(answer.status for answer in answers) == [200] + [409] * 15
        assert left(one) == 0
        assert len(one.partners["kiosk"].state.ledger) == 1


def test_threads_lose_no_plan_and_no_count() -> None:
    one = world(boxes=1000)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: one.call("kiosk", takes(1, restock_in_s=1)), range(400)))
    assert len(one.agenda) == 400
    assert one.partners["kiosk"].meter.used(7, START.date()) == 400
    assert one.advance(1) == 400
    assert left(one) == 1000


# --- meter and laws -------------------------------------------------------------------------------


def test_the_allowance_is_counted_by_company_and_day() -> None:
    meter, day = Meter(), START.date()
    assert [meter.take(7, day, "a", 2) for _ in range(3)] == [True, True, False]
    assert meter.take(8, day, "a", 2)
    assert meter.take(7, day + timedelta(days=1), "b", 2)
    assert (meter.used(7, day), meter.by_method(7, day)) == (2, {"a": 2})
    meter.give_back(7, day, "a")
    assert meter.used(7, day) == 1
    assert meter.take(7, day, "b", 2)
    assert meter.by_method(7, day) == {"a": 1, "b": 1}


def test_a_world_judges_its_partners_laws() -> None:
    one = world()
    assert one.judge()["kiosk.not_negative"].holds
    one.partners["kiosk"].state.shelf["roses"] = -1
    verdict = one.judge()["kiosk.not_negative"]
    assert (verdict.judged, verdict.violations) == (1, ["-1 boxes"])
    assert one.judge(When.AT_REST) == {}


def test_partners_of_one_world_share_its_clock() -> None:
    clock = LabClock(START, frozen=True)
    partners = {name: kiosk(clock, name) for name in ("one", "two")}
    twin = World(clock, 1, partners).copy()
    clock.wait(5)
    assert {partner.now() for partner in partners.values()} == {START + timedelta(seconds=5)}
    assert {partner.now() for partner in twin.partners.values()} == {START}


# --- the journal ----------------------------------------------------------------------------------


def test_the_journal_is_bounded_in_bytes_and_keeps_the_newest() -> None:
    one = world(boxes=10**6)
    one.journal.limit_bytes = 20_000
    for _ in range(300):
        one.call("kiosk", takes(1))
    lines = one.journal.find(limit=1000)
    assert sum(line.size() for line in lines) <= 20_000
    assert [line.number for line in lines] == list(range(300, 300 - len(lines), -1))
    assert 50 < len(lines) < 100


def test_the_journal_is_searched_without_regard_to_case() -> None:
    one = world()
    one.call("kiosk", asks())
    one.call("kiosk", takes(3))
    assert [line.path for line in one.journal.find("BOXES")] == ["/api/take"]
    assert [line.number for line in one.journal.find(limit=1)] == [2]
    assert one.journal.find(partner="other") == []


@pytest.mark.parametrize("shown", range(12))
def test_a_token_is_masked_wherever_the_limit_cuts_it(shown: int) -> None:
    one = world()
    call = takes(1, note="note open-sesame")
    one.journal.text_limit = call.body.index(b"open-sesame") + shown
    one.call("kiosk", call)
    (line,) = one.journal.find()
    assert len(line.asked) <= one.journal.text_limit
    assert "note " in line.asked
    assert "note o" not in line.asked


def test_a_line_can_be_encoded() -> None:
    one = world()
    one.call("kiosk", asks())
    assert b'"path":"/api/shelf"' in msgspec.json.encode(one.journal.find())
