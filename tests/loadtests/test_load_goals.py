"""Goals are data; the verdict follows from them and from the laws."""

import msgspec
import pytest

from integration.lab.load import names
from integration.lab.load.figures import LawRow
from integration.lab.load.goals import Exit, Goal, ended, judged, missed_share, read_goals
from integration.lab.load.processes import Rest
from integration.lab.load.scenarios import SCENARIOS
from integration.lab.load.spec import LoadSpec
from tests.docs.feature_files import ROOT
from tests.loadtests.runs import entry, figures, generated

GOALS = read_goals(ROOT / "loadtests" / "goals.toml")
BROKEN = LawRow(name="komet.boxes", statement="boxes add up", judged=9, violations=["lot 1: -1"])


def row(run, name: str):
    return next(one for one in judged(GOALS, run) if one.name == name)


def with_goals(run):
    return msgspec.structs.replace(run, goals=judged(GOALS, run))


def test_a_good_run_meets_every_goal():
    assert ended(with_goals(figures())) is Exit.WELL


@pytest.mark.parametrize(
    ("goal", "limit"),
    [("cycle", 5 * 0.3334), ("staleness", 5 + 5 * 0.3334), ("orders", 2 * 1.0 + 1)],
)
def test_limits_are_in_units_of_the_run(goal, limit):
    assert row(figures(), goal).limit == pytest.approx(limit)


def test_the_backlog_s_limit_is_the_outage_and_what_a_doubt_and_a_round_take():
    run = figures(spec=LoadSpec(scenario="outage-and-backlog"))
    away, back = run.spec.plan.outage_s
    doubt = run.spec.settle_s
    assert back > away and doubt > 0
    assert row(run, "backlog").limit == pytest.approx(back - away + doubt + 2 * 1.0 + 1)


def test_a_plain_limit_adds_to_the_others():
    goal = Goal(name="g", statement="s", figure="max", at_most=3.0, seconds=4.0)
    assert goal.limit(figures()) == 7.0


@pytest.mark.parametrize(
    ("goal", "measured"),
    [
        ("cycle", entry(names.CYCLE, 0.4, p99=1.7)),
        ("staleness", entry(names.AGE, 1.0, max=6.8)),
        ("orders", entry(names.ORDER, 1.0, p99=3.1)),
        ("failed calls", entry("buyer: cart", 0.1, failed=1)),
    ],
    ids=["cycle", "staleness", "orders", "failed calls"],
)
def test_each_goal_can_be_missed(goal, measured):
    others = [one for one in figures().generated.entries if one.name != measured.name]
    run = with_goals(figures(generated=generated(measured, *others)))
    assert [one.name for one in run.missed] == [goal]
    assert ended(run) is Exit.GOAL_MISSED


def test_a_goal_with_nothing_measured_is_missed():
    run = with_goals(figures(generated=generated()))
    assert [one.name for one in run.missed] == ["cycle", "staleness", "orders"]
    assert row(run, "cycle").measured is None


def test_orders_in_doubt_are_reported_apart():
    doubted = entry(names.ORDER_DOUBTED, 99.0)
    run = figures(generated=generated(doubted, *figures().generated.entries))
    assert row(run, "orders").met


def test_an_overspent_allowance_misses_its_goal_and_breaks_its_law():
    law = LawRow(name="komet.allowance", statement="", judged=3, violations=["12345: 1001 calls"])
    run = with_goals(figures(laws=[law]))
    assert [one.name for one in run.missed] == ["allowance"]
    assert ended(run) is Exit.LAW_BROKEN


def test_arrivals_that_could_not_start_count_against_all_that_should():
    few = figures(generated=generated(*figures().generated.entries, missed={"buyer": 1}))
    many = figures(generated=generated(*figures().generated.entries, missed={"buyer": 30}))
    assert row(few, "arrivals").met and not row(many, "arrivals").met
    assert missed_share(many) == pytest.approx(30 * missed_share(few))


def test_a_crash_outweighs_a_broken_law_and_that_a_missed_goal():
    bad = figures(generated=generated(), laws=[BROKEN])
    assert ended(with_goals(bad)) is Exit.LAW_BROKEN
    assert ended(msgspec.structs.replace(bad, problems=["the engine ended"])) is Exit.CRASHED
    assert len({*Exit}) == 4 and not {1, 2} & {int(one) for one in Exit}


def test_what_is_not_done_in_time_is_a_goal_missed():
    run = with_goals(figures(left_over=7))
    assert [one.name for one in run.missed] == ["rest"]
    assert ended(run) is Exit.GOAL_MISSED


def test_what_is_less_and_less_is_waited_for_and_what_is_stuck_is_told():
    counts = iter([3, 2, 1, 0])
    going = Rest(lambda: next(counts), patience_s=9.0)
    assert going.awaited(9.0) == 0 and not going.stuck
    still = Rest(lambda: 2, patience_s=0.0)
    assert still.awaited(9.0) == 2 and still.stuck
    slow = Rest(lambda: 2, patience_s=9.0)
    assert slow.awaited(0.0) == 2 and not slow.stuck


def test_the_backlog_is_asked_for_after_an_outage_alone():
    for scenario in SCENARIOS:
        run = figures(spec=LoadSpec(scenario=scenario))
        found = [one.name for one in judged(GOALS, run)]
        assert ("backlog" in found) == (scenario == "outage-and-backlog")


def test_the_promise_is_the_longest_planned_cadence():
    late = [msgspec.structs.replace(one, cadence_s=60) for one in figures().cycles]
    assert row(figures(cycles=late), "staleness").limit == pytest.approx(60 + 5 * 0.3334)


def test_a_goal_that_says_something_unknown_is_refused(tmp_path):
    path = tmp_path / "goals.toml"
    path.write_text('[[goal]]\nname = "x"\nstatement = "x"\nfigure = "p99"\nminutes = 3\n')
    with pytest.raises(msgspec.ValidationError, match="minutes"):
        read_goals(path)
    assert {one.figure for one in GOALS} <= {
        "p99",
        "max",
        "overspent",
        "failed",
        "missed_share",
        "left_over",
    }
    assert all(isinstance(one, Goal) for one in GOALS)
