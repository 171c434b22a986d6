from datetime import UTC, date, datetime, time

import pytest

from mocks.core.errors import NotPossible
from mocks.komet.calendar import (
    arrival,
    can_ship,
    check_ship_date,
    cut_off,
    eastern,
    is_cut_off,
    serves,
    two_months_after,
)
from mocks.komet.records import Carrier, Company

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
WEDNESDAY, SATURDAY, SUNDAY = date(2026, 11, 4), date(2026, 11, 7), date(2026, 11, 8)


def company(*cut_offs: str) -> Company:
    return Company(id=1, name="A", users=1, cut_offs=cut_offs or ("",) * 7)


def carrier(weekdays=ALL_DAYS, cut_offs=("",) * 7, **more) -> Carrier:
    return Carrier(
        id=5, company_id=1, code="C", name="C", weekdays=weekdays, cut_offs=cut_offs, **more
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def refusal(now: str, day: date, one: Company, other: Carrier, reading: str = "fixed") -> str:
    try:
        check_ship_date(at(now), one, other, day, reading)
    except NotPossible as problem:
        return problem.code
    return ""


@pytest.mark.parametrize(
    ("ecommerce", "carriers", "earlier"),
    [
        ("1400", "1500", time(14)),
        ("1500", "1400", time(14)),
        ("", "1330", time(13, 30)),
        ("1330", "", time(13, 30)),
        ("", "", None),
    ],
)
def test_the_earlier_cut_off_counts_and_an_empty_one_leaves_it_to_the_other(
    ecommerce, carriers, earlier
):
    one, other = company(*[ecommerce] * 7), carrier(cut_offs=(carriers,) * 7)
    assert cut_off(one, other, WEDNESDAY) == earlier


@pytest.mark.parametrize("side", ["ecommerce", "carrier"])
def test_no_shipping_on_either_side_refuses_the_day_however_early(side):
    none = (*[""] * 5, "none", "")
    one = company(*none) if side == "ecommerce" else company()
    other = carrier(cut_offs=none if side == "carrier" else ("",) * 7)
    assert refusal("2026-11-01 00:00:00", SATURDAY, one, other) == "cutoff.none"
    assert refusal("2026-11-01 00:00:00", SUNDAY, one, other) == ""


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ("2026-11-04 16:59:59", ""),
        ("2026-11-04 17:00:00", "cutoff.passed"),
        ("2026-11-03 23:59:59", ""),
        ("2026-11-05 05:00:00", "date.past"),
        ("2026-11-05 04:59:59", "cutoff.passed"),
    ],
)
def test_noon_est_is_the_first_second_too_late(now, code):
    assert refusal(now, WEDNESDAY, company(*["1200"] * 7), carrier()) == code


@pytest.mark.parametrize(
    ("now", "day", "fixed", "us_eastern"),
    [
        # 8 March 2026: Miami goes to UTC-4, so noon comes an hour earlier than in EST.
        ("2026-03-07 16:59:59", date(2026, 3, 7), "", ""),
        ("2026-03-07 17:00:00", date(2026, 3, 7), "cutoff.passed", "cutoff.passed"),
        ("2026-03-08 15:59:59", date(2026, 3, 8), "", ""),
        ("2026-03-08 16:00:00", date(2026, 3, 8), "", "cutoff.passed"),
        ("2026-03-08 17:00:00", date(2026, 3, 8), "cutoff.passed", "cutoff.passed"),
        # 1 November 2026: back to UTC-5.
        ("2026-10-31 16:00:00", date(2026, 10, 31), "", "cutoff.passed"),
        ("2026-11-01 16:00:00", date(2026, 11, 1), "", ""),
        ("2026-11-01 17:00:00", date(2026, 11, 1), "cutoff.passed", "cutoff.passed"),
        # In summer the readings also part over which day it is.
        ("2026-07-02 04:30:00", date(2026, 7, 1), "cutoff.passed", "date.past"),
    ],
)
def test_both_readings_of_est_around_the_clock_changes(now, day, fixed, us_eastern):
    one, other = company(*["1200"] * 7), carrier()
    assert refusal(now, day, one, other, "fixed") == fixed
    assert refusal(now, day, one, other, "us_eastern") == us_eastern


def test_the_wall_clock_under_both_readings():
    now = at("2026-07-01 12:00:00")
    assert eastern(now, "fixed").time() == time(7)
    assert eastern(now, "us_eastern").time() == time(8)


def test_a_carrier_without_service_that_weekday_is_refused():
    workdays = carrier(weekdays=(0, 1, 2, 3, 4))
    assert refusal("2026-11-04 12:00:00", SATURDAY, company(), workdays) == "carrier.day"
    assert not serves(workdays, SATURDAY)
    assert serves(workdays, WEDNESDAY)


def test_an_inactive_carrier_is_refused_on_any_day():
    idle = carrier(active=False)
    assert refusal("2026-11-04 12:00:00", WEDNESDAY, company(), idle) == "carrier.inactive"
    assert not serves(idle, WEDNESDAY)


def test_without_any_cut_off_the_day_is_open_to_its_last_second():
    assert refusal("2026-11-05 04:59:59", WEDNESDAY, company(), carrier()) == ""
    assert refusal("2026-11-05 05:00:00", WEDNESDAY, company(), carrier()) == "date.past"


def test_can_ship_says_the_same_without_raising():
    now, one = at("2026-11-04 12:00:00"), company()
    assert can_ship(now, one, carrier(), WEDNESDAY, "fixed")
    assert not can_ship(now, one, carrier(active=False), WEDNESDAY, "fixed")


@pytest.mark.parametrize(
    ("ship", "transit_days", "weekdays", "there"),
    [
        (date(2026, 11, 5), 1, (0, 1, 2, 3, 4), date(2026, 11, 6)),
        (date(2026, 11, 6), 1, (0, 1, 2, 3, 4), date(2026, 11, 9)),
        (date(2026, 11, 6), 1, ALL_DAYS, date(2026, 11, 7)),
        (date(2026, 11, 5), 2, (0, 1, 2, 3, 4), date(2026, 11, 9)),
        (date(2026, 11, 5), 0, (0,), date(2026, 11, 5)),
    ],
)
def test_arrival_counts_service_days(ship, transit_days, weekdays, there):
    assert arrival(ship, carrier(weekdays, transit_days=transit_days)) == there


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 4), date(2027, 1, 4)),
        (date(2025, 12, 31), date(2026, 2, 28)),
        (date(2026, 10, 31), date(2026, 12, 31)),
        (date(2026, 7, 31), date(2026, 9, 30)),
    ],
)
def test_two_months_after_keeps_to_the_month(day, later):
    assert two_months_after(day) == later


def test_what_a_cut_off_may_look_like():
    good, bad = ["", "none", "0000", "2359"], ["2400", "1260", "12:00", "900", "No", "²²²²"]
    assert [is_cut_off(text) for text in good + bad] == [True] * len(good) + [False] * len(bad)
