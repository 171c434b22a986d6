"""What a company may expect is what the planner would give it, and each way to better is enough."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from integration.outlook import Outlook, Prospect, outlook
from integration.quota import CALLS_PER_USER, DAY_S, Budget, Spent, plan, source
from integration.settings import Settings

SETTINGS = Settings()
PROSPECTS = st.builds(
    Prospect,
    lines=st.integers(0, 200_000),
    users=st.integers(1, 40),
    token_kind=st.sampled_from(["Company", "Customer"]),
    rows=st.integers(20, 5_000),
)


def of(**changes: object) -> Outlook:
    usual = Prospect(lines=20_000, users=3, token_kind="Customer", rows=1000)
    return outlook(replace(usual, **changes), SETTINGS)


@given(PROSPECTS)
def test_it_is_the_planners_own_answer(prospect):
    found = outlook(prospect, SETTINGS)
    read = source(prospect.token_kind, prospect.lines, prospect.rows, reserved=True)
    budget = Budget.of(prospect.users, 1.0, SETTINGS.orders_per_day * SETTINGS.calls_per_order)
    assert found.source == read
    assert found.plan == plan(budget, Spent(), read.calls, DAY_S, SETTINGS.interval_s)


@given(PROSPECTS)
def test_the_calls_add_up_to_the_allowance_and_none_is_owed(prospect):
    calls = outlook(prospect, SETTINGS).calls
    assert sum(calls.values()) == prospect.users * CALLS_PER_USER
    assert min(calls.values()) >= 0


def test_a_day_s_calls_are_its_reads_and_what_orders_need():
    assert of().calls == {"inventory": 130 * 21, "kept for orders": 240, "left over": 30}


def test_a_company_token_keeps_five_minutes_whatever_the_size():
    found = of(token_kind="Company", lines=1_000_000)
    assert found.in_time and found.ways == () and found.source.calls == 2


def test_whoever_is_late_is_told_each_single_change_that_is_enough():
    found = of()
    assert not found.in_time
    assert [way.change for way in found.ways] == [
        "ask for 2,500 rows a page",
        "read with a Company token",
        "have 7 users in the plan",
        "show at most 8,000 lines",
    ]
    assert {way.cadence_s for way in found.ways} == {300}


def test_one_step_less_than_a_way_is_not_enough():
    assert of(rows=2_500).in_time and not of(rows=2_499).in_time
    assert of(users=7).in_time and not of(users=6).in_time
    assert of(lines=8_000).in_time and not of(lines=8_001).in_time


def test_an_allowance_that_buys_no_read_at_all_is_said():
    found = of(users=1, lines=2_000_000, rows=20)
    assert not found.in_time and found.calls["inventory"] == 0
    assert "not kept fresh" in found.plan.freshness


@given(PROSPECTS)
def test_every_way_that_is_named_is_enough(prospect):
    found = outlook(prospect, SETTINGS)
    assert all(way.cadence_s <= SETTINGS.interval_s for way in found.ways)
    assert not (found.in_time and found.ways)


def test_a_change_that_is_not_enough_is_not_named():
    every_second = Settings(interval_s=1)
    prospect = Prospect(lines=20_000, users=1, token_kind="Customer", rows=1000)
    (way,) = outlook(prospect, every_second).ways
    assert way.change == "have 1,815 users in the plan"
    larger = outlook(replace(prospect, lines=200_000), every_second)
    assert not larger.in_time and larger.ways == ()
