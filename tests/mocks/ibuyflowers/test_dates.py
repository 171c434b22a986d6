from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocks.ibuyflowers.dates import (
    Service,
    charging_at,
    is_friday_push,
    market_day,
    next_arrival,
    packing_at,
    ship_date,
)

WORKDAYS = (0, 1, 2, 3, 4)
MON, TUE, WED, THU, FRI, SAT = (date(2026, 11, day) for day in range(23, 29))
NEXT_MON = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("transit_days", "arrival", "leaves"),
    [
        (1, THU, WED),
        (1, NEXT_MON, FRI),
        (2, NEXT_MON, THU),
        (0, WED, WED),
        (1, SAT, None),
    ],
)
def test_boxes_leave_as_many_worked_days_before(
    transit_days: int, arrival: date, leaves: date | None
) -> None:
    assert ship_date(Service(transit_days, WORKDAYS), arrival) == leaves


def test_calendar_days_count_the_weekend_as_transit() -> None:
    service = Service(2, WORKDAYS, transit="calendar_days")
    assert ship_date(service, NEXT_MON) == FRI
    assert ship_date(Service(2, WORKDAYS), NEXT_MON) == THU


def test_a_carrier_that_delivers_any_day_reaches_saturday() -> None:
    assert ship_date(Service(1, WORKDAYS, arrival_days="any"), SAT) == FRI


def test_a_carrier_with_one_day_a_week_takes_a_week_per_transit_day() -> None:
    assert ship_date(Service(2, (1,)), TUE) == TUE - timedelta(weeks=2)


weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@given(st.integers(0, 14), weekdays, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_leaves_that_day_arrives_that_day(
    transit_days: int, days: tuple[int, ...], arrival: date
) -> None:
    leaves = ship_date(Service(transit_days, days), arrival)
    if arrival.weekday() not in days:
        assert leaves is None
        return
    assert leaves is not None and leaves.weekday() in days
    between = [leaves + timedelta(days=ahead) for ahead in range(1, (arrival - leaves).days + 1)]
    assert sum(day.weekday() in days for day in between) == transit_days


@given(st.integers(0, 14), weekdays, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_next_arrival_ships_later_and_nothing_between_does(
    transit_days: int, days: tuple[int, ...], arrival: date
) -> None:
    service = Service(transit_days, days)
    shipped = ship_date(service, arrival) or arrival
    day, leaves = next_arrival(service, arrival, shipped)
    assert day > arrival and leaves > shipped and leaves == ship_date(service, day)
    for ahead in range(1, (day - arrival).days):
        earlier = ship_date(service, arrival + timedelta(days=ahead))
        assert earlier is None or earlier <= shipped


def test_a_friday_is_followed_by_a_monday() -> None:
    assert next_arrival(Service(1, WORKDAYS), FRI, THU) == (NEXT_MON, FRI)
    assert next_arrival(Service(1, WORKDAYS), NEXT_MON, FRI) == (
        NEXT_MON + timedelta(days=1),
        NEXT_MON,
    )


def test_a_day_that_is_over_in_new_york_is_not_shipped_on() -> None:
    assert next_arrival(Service(1, WORKDAYS), WED, THU) == (NEXT_MON, FRI)


def test_only_thursday_to_friday_is_a_friday_push() -> None:
    assert is_friday_push(THU, FRI)
    assert not is_friday_push(WED, THU)
    assert not is_friday_push(THU, NEXT_MON)


def test_the_packing_hour_follows_new_yorks_clock_change() -> None:
    assert packing_at(date(2026, 10, 30)) == datetime(2026, 10, 30, 14, tzinfo=UTC)
    assert packing_at(date(2026, 11, 2)) == datetime(2026, 11, 2, 15, tzinfo=UTC)
    assert charging_at(date(2026, 11, 2)) == datetime(2026, 11, 1, 15, tzinfo=UTC)


def test_late_in_the_evening_the_market_is_a_day_behind_utc() -> None:
    late = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert market_day(late, "us_eastern") == MON
    assert market_day(late, "utc") == TUE
