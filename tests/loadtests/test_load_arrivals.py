"""Arrivals come at the rate that was asked for, whoever is slow."""

from random import Random

import pytest

from integration.lab.load.arrivals import NEVER, Arrivals
from integration.lab.load.goals import expected
from integration.lab.load.scenarios import BUYER, PATIENCE_S, PROGRAM, SCENARIOS, STAFF, Plan


def plan(scenario: str = "steady", **changes: float) -> Plan:
    given = {"rate": 5.0, "time_s": 600.0, "interval_s": 5.0, "lines": 1000} | changes
    return Plan(scenario=scenario, **given)


def starts(of: Plan, role: str, seed: int = 1) -> list[float]:
    """Every start of the whole pool, nobody being slow."""
    draw, found = Random(seed), []
    for _ in range(of.role(role).users):
        arrivals = Arrivals(of, role, draw)
        while (due := arrivals.next(0.0)) < NEVER:
            found.append(due)
    return sorted(found)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_pool_together_arrives_as_often_as_was_asked_for(scenario):
    meant = plan(scenario)
    assert len(starts(meant, BUYER)) == pytest.approx(expected(meant, BUYER), rel=0.1)


def test_a_rush_is_a_rush_and_before_it_is_quiet():
    meant = plan("morning-rush")
    found = starts(meant, BUYER)
    quiet = sum(at < 150 for at in found) / 150
    rush = sum(150 <= at < 360 for at in found) / 210
    assert rush / quiet == pytest.approx(6.0, rel=0.2)


def test_arrivals_are_spread_by_chance_and_not_in_step_with_cycles():
    found = starts(plan(), BUYER)
    phases = [int(at % 5) for at in found]
    assert all(phases.count(second) > len(found) / 8 for second in range(5))


def test_nobody_comes_after_the_end():
    assert max(starts(plan(time_s=20.0), STAFF)) <= 20.0


def test_who_was_busy_starts_late_and_its_latency_counts_from_when_it_meant_to():
    arrivals = Arrivals(plan(), BUYER, Random(3))
    first = arrivals.next(0.0)
    second = arrivals.next(first)
    assert Arrivals(plan(), BUYER, Random(3)).next(first + PATIENCE_S / 2) == first
    assert second > first and arrivals.missed == 0


def test_who_was_busy_too_long_has_missed_arrivals_and_says_so():
    arrivals = Arrivals(plan(), BUYER, Random(3))
    due = arrivals.next(300.0)
    assert due >= 300.0 - PATIENCE_S
    assert arrivals.missed > 10


def test_whatever_has_not_started_at_the_end_is_missed():
    arrivals = Arrivals(plan(), BUYER, Random(3))
    starting = Arrivals(plan(), BUYER, Random(3))
    count = 0
    while starting.next(0.0) < NEVER:
        count += 1
    arrivals.give_up(600.0)
    assert arrivals.missed == count


def test_programs_reach_the_edge_of_their_allowance_within_the_run():
    for time_s in (10.0, 30.0, 300.0, 3600.0):
        meant = plan(time_s=time_s)
        coming = meant.role(PROGRAM).rate * time_s
        assert meant.spent_before() + coming * 2 / 3 == pytest.approx(1000, abs=1)
        assert meant.spent_before() + coming > 1000
