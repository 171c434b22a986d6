from datetime import timedelta

import pytest

from integration import schedule
from integration.errors import Kept, NeedsPerson, Stopped, Undelivered, Unknown, Wait
from integration.rows import StreamRow
from integration.schedule import INVENTORY, ORDERS, RECONCILE
from integration.settings import Settings
from tests.integration.fakes import MIDNIGHT

SETTINGS = Settings()
DAY_END = MIDNIGHT + timedelta(days=1)


def at(seconds):
    return MIDNIGHT + timedelta(seconds=seconds)


def stream(name=INVENTORY, **fields):
    return StreamRow(connection_id=1, name=name, **fields)


def test_what_was_never_tried_is_due_orders_first():
    rows = {name: stream(name) for name in (RECONCILE, INVENTORY, ORDERS)}
    assert schedule.due(MIDNIGHT, rows, 300, SETTINGS) == [ORDERS, INVENTORY, RECONCILE]


@pytest.mark.parametrize(("name", "every"), [(INVENTORY, 7860), (ORDERS, 2), (RECONCILE, 3600)])
def test_each_stream_is_due_at_its_own_pace(name, every):
    rows = {name: stream(name, last_try_at=MIDNIGHT)}
    assert schedule.due(at(every - 0.001), rows, 7860, SETTINGS) == []
    assert schedule.due(at(every), rows, 7860, SETTINGS) == [name]
    assert schedule.next_due(at(1), rows.values(), 7860, SETTINGS) == at(every)
    assert schedule.next_due(at(every + 5), rows.values(), 7860, SETTINGS) == at(every + 5)


def test_a_blocked_stream_waits_for_its_moment():
    row = stream(last_try_at=MIDNIGHT, blocked_until=at(4000))
    assert schedule.due_at(row, 300) == at(4000)


def test_only_the_streams_given_are_considered():
    assert schedule.due(MIDNIGHT, {ORDERS: stream(ORDERS)}, 300, SETTINGS) == [ORDERS]


@pytest.mark.parametrize("problem", [Undelivered("silence"), Unknown("silence")])
def test_a_lost_call_waits_for_the_regular_moment(problem):
    assert schedule.blocked_until(stream(), problem, MIDNIGHT, DAY_END, SETTINGS) is None


def test_a_used_up_allowance_waits_for_its_next_day():
    problem = Wait("over")
    assert schedule.blocked_until(stream(), problem, at(60), DAY_END, SETTINGS) == DAY_END


@pytest.mark.parametrize("problem", [Stopped("token"), NeedsPerson("what?"), Kept("for others")])
def test_a_refusal_waits_five_minutes_doubling_to_an_hour(problem):
    waits = [
        schedule.blocked_until(stream(failures=n), problem, MIDNIGHT, DAY_END, SETTINGS)
        for n in range(7)
    ]
    assert waits == [at(s) for s in (300, 600, 1200, 2400, 3600, 3600, 3600)]


def test_a_success_forgets_the_failures():
    row = schedule.failed(stream(), at(10), Stopped("token"), at(310))
    assert (row.failures, row.reason, row.blocked_until) == (1, "token", at(310))
    good = schedule.succeeded(row, at(400), at(401))
    assert (good.failures, good.reason, good.blocked_until) == (0, "", None)
    assert (good.last_try_at, good.last_ok_at) == (at(400), at(401))


def test_silence_alarms_after_two_intervals_and_a_refusal_at_once():
    row = stream(last_ok_at=MIDNIGHT, failures=1)
    silence = Unknown("silence")
    assert schedule.alarm(row, silence, at(599), 300) is None
    assert schedule.alarm(row, silence, at(600), 300) is not None
    refused = schedule.alarm(row, Stopped("Invalid token"), at(1), 300)
    assert refused is not None
    assert refused.reason == "Invalid token"
    assert "floralab connect" in refused.remedy


def test_what_never_succeeded_alarms_at_the_second_failure():
    assert schedule.alarm(stream(failures=1), Unknown("silence"), MIDNIGHT, 300) is None
    assert schedule.alarm(stream(failures=2), Unknown("silence"), MIDNIGHT, 300) is not None
