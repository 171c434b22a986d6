"""What a small load proves, and what it leaves to faster machines."""

from msgspec.structs import replace

from integration.lab.load.figures import LawRow
from integration.lab.load.goals import judged, read_goals
from integration.lab.load.scenarios import SCENARIOS
from integration.lab.prove.load import OF_TIME, small, wrong
from tests.docs.feature_files import ROOT
from tests.loadtests.runs import entry, figures, generated

GOALS = read_goals(ROOT / "loadtests" / "goals.toml")


def judged_run(**changes):
    run = figures(**changes)
    return replace(run, goals=judged(GOALS, run))


def slow():
    return [replace(one, p99=9.0, max=9.0) for one in figures().generated.entries]


def test_being_slow_is_not_being_wrong():
    run = judged_run(generated=generated(*slow()))
    assert run.missed and not list(wrong(run))


def test_a_broken_law_a_crash_and_a_failed_call_are():
    law = LawRow(name="komet.boxes", statement="", judged=1, violations=["lot 1: -1"])
    failed = entry("buyer: cart", 0.1, failed=1)
    run = judged_run(
        generated=generated(failed, *slow()), laws=[law], problems=["the engine ended"]
    )
    assert [one.partition(":")[0] for one in wrong(run)] == [
        *("the engine ended", "komet.boxes", "failed calls"),
    ]


def test_a_run_in_which_nothing_happened_proves_nothing():
    assert len(list(wrong(judged_run(generated=generated())))) == 3


def test_every_scenario_has_a_small_run_and_goals_of_time_are_goals():
    for scenario in SCENARIOS:
        small(scenario).check()
    assert set(OF_TIME) < {one.name for one in GOALS}
