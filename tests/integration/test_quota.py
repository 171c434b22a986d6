from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from integration.quota import (
    DAY_S,
    OPEN_MARKET,
    STOREFRONT,
    Budget,
    Day,
    Spent,
    plan,
    source,
)

DAY = 86_400.0


def test_a_day_lies_between_two_midnights_of_its_zone():
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    day = Day.of(noon)
    assert (day.start, day.end) == (noon.replace(hour=0), noon.replace(hour=0, day=3))
    assert day.left_s(noon) == DAY_S / 2


def test_a_day_with_a_clock_change_is_an_hour_short():
    new_york = ZoneInfo("America/New_York")
    day = Day.of(datetime(2026, 3, 8, 12, tzinfo=UTC), new_york)
    assert day.end - day.start == timedelta(hours=23)
    assert str(day.name) == "2026-03-08"


def test_a_company_token_reads_two_lists_and_a_customer_token_pages():
    assert source("Company", 100_000, 1000, reserved=True).calls == 2
    assert source("Company", 100_000, 1000, reserved=True).name == OPEN_MARKET
    assert source("Customer", 2000, 30, reserved=False).calls == 67
    assert source("Customer", 2000, 30, reserved=True).calls == 68
    assert source("Customer", 0, 30, reserved=False).calls == 1


def test_what_others_offer_is_read_in_the_shop_by_both_kinds_of_token():
    read = source("Company", 100_000, 1000, reserved=True, availability=True)
    assert (read.name, read.calls) == (STOREFRONT, 101)


def test_of_the_sources_a_token_allows_the_cheapest_is_taken():
    assert source("Company", 900, 1000, reserved=False).name == STOREFRONT
    assert source("Company", 900, 1000, reserved=True).name == OPEN_MARKET


def test_with_calls_enough_the_interval_is_the_cadence():
    found = plan(Budget.of(3, 1.0, 240), Spent(), 2, DAY, 300)
    assert (found.cadence_s, found.cycles_per_day, found.reserve_left) == (300, 288, 240)


def test_one_user_at_thirty_rows_reads_less_often_and_keeps_calls_for_orders():
    found = plan(Budget.of(1, 1.0, 240), Spent(), 68, DAY, 300)
    assert found.cycles_per_day == 11
    assert found.cadence_s == 7860
    assert "2 h 11 min" in found.freshness
    assert "240" in found.freshness


def test_the_cadence_stays_the_same_through_the_day_as_long_as_orders_keep_to_their_part():
    budget, cadences = Budget.of(1, 1.0, 240), set()
    clock, spent = 0.0, Spent()
    while clock < DAY:
        found = plan(budget, spent, 68, DAY - clock, 300)
        assert found.may_cycle
        cadences.add(found.cadence_s)
        spent = Spent(cycles=spent.cycles + 68, orders=spent.orders + 18)
        clock += found.cadence_s
    assert cadences == {7860}
    assert spent.total <= 1000


def test_orders_beyond_expectation_make_the_cadence_longer():
    budget = Budget.of(1, 1.0, 240)
    calm = plan(budget, Spent(cycles=340, orders=240), 68, DAY / 2, 300)
    busy = plan(budget, Spent(cycles=340, orders=500), 68, DAY / 2, 300)
    assert calm.cadence_s < busy.cadence_s
    # A quarter of what is kept stays kept, by the part of the day that is left.
    assert busy.reserve_left == 240 / 4 / 2


def test_at_most_half_is_kept_for_orders():
    assert Budget.of(1, 1.0, 5000).reserve == 500
    assert Budget.of(2, 0.25, 100) == Budget(allowance=500, reserve=100)


def test_an_allowance_that_buys_no_cycle_says_so():
    found = plan(Budget.of(1, 0.1, 0), Spent(), 500, DAY, 300)
    assert not found.may_cycle
    assert "does not buy" in found.freshness


def test_the_last_calls_buy_a_cycle_if_they_are_enough():
    budget = Budget(allowance=1000, reserve=0)
    assert plan(budget, Spent(cycles=900), 100, DAY / 2, 300).may_cycle
    assert not plan(budget, Spent(cycles=901), 100, DAY / 2, 300).may_cycle


def test_calls_are_told_apart_by_method():
    calls = {"inventory.openmarket.list": 3, "ecommerce/inventory.list": 4, "invoice.create": 5}
    assert Spent.of(calls) == Spent(cycles=7, orders=5)


EVENTS = st.lists(st.tuples(st.floats(1, 7200), st.integers(0, 60)), max_size=120)


@given(
    users=st.integers(1, 3),
    share=st.sampled_from([0.2, 0.5, 1.0]),
    expected=st.integers(0, 900),
    per_cycle=st.integers(1, 200),
    events=EVENTS,
)
def test_whatever_orders_come_cycles_never_overdraw_and_orders_find_their_part(
    users, share, expected, per_cycle, events
):
    """Orders take what they like of what is left; cycles start whenever the plan lets them."""
    budget = Budget.of(users, share, expected)
    clock, due, spent = 0.0, 0.0, Spent()
    for wait, order_calls in events:
        clock += wait
        if clock >= DAY:
            break
        found = plan(budget, spent, per_cycle, DAY - clock, 300)
        assert found.cadence_s >= 300
        if clock >= due and found.may_cycle:
            spent = Spent(cycles=spent.cycles + per_cycle, orders=spent.orders)
            due = clock + found.cadence_s
            assert spent.total + max(budget.reserve - spent.orders, 0) <= budget.allowance
        taken = min(order_calls, budget.allowance - spent.total)
        if spent.orders + order_calls <= budget.reserve:
            assert taken == order_calls, "orders within their part always find calls"
        spent = Spent(cycles=spent.cycles, orders=spent.orders + taken)
        assert spent.total <= budget.allowance


@given(
    orders=st.integers(0, 2000), cycles=st.integers(0, 2000), per_cycle=st.integers(1, 200),
    left_s=st.floats(0, DAY),
)  # fmt: skip
def test_a_plan_kept_to_the_end_of_the_day_is_affordable(orders, cycles, per_cycle, left_s):
    found = plan(
        Budget.of(1, 1.0, 240), Spent(cycles=cycles, orders=orders), per_cycle, left_s, 300
    )
    starts = -(-left_s // found.cadence_s) if found.may_cycle else 0
    assert starts * per_cycle <= found.spendable
