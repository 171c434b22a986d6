from typing import Any

import pytest

from integration.lab.demo.judge import problems
from integration.lab.demo.result import Allowance, Count, LawRow
from integration.lab.demo.run import exit_code
from tests.lab.days import good_day


def test_a_good_day_has_no_problems_and_exits_with_0() -> None:
    assert list(problems(good_day(), 5)) == []
    assert exit_code(good_day()) == 0


def test_problems_make_another_exit_status() -> None:
    assert exit_code(good_day(problems=("something",))) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"laws": (LawRow(name="l", statement="s", judged=3, violations=("box 7 twice",)),)},
            "the law 'l' broke: box 7 twice",
        ),
        ({"laws": (LawRow(name="l", statement="s", judged=0),)}, "the law 'l' judged nothing"),
        (
            {"refusals": (Count(name="cutoff.passed", count=0, required=True),)},
            "no line was refused: cut-off of the ship date passed",
        ),
        (
            {"turned_away": (Count(name="offer.gone", count=0, required=True),)},
            "no florist was turned away: not for sale any more",
        ),
        (
            {"vendor_seen": (Count(name="orders rejected", count=0, required=True),)},
            "the vendor's day saw no orders rejected",
        ),
        (
            {"faults": (Count(name="slow", count=0, required=True),)},
            "the fault slow never struck",
        ),
        (
            {"allowance": Allowance(allowance=10, used=12, left=-2, methods=())},
            "2 calls more than the allowance were counted",
        ),
    ],
)
def test_each_thing_that_spoils_a_day_is_said(changes: dict[str, Any], sentence: str) -> None:
    assert list(problems(good_day(**changes), 5)) == [sentence]


def test_what_nobody_asked_for_need_not_happen() -> None:
    none = (Count(name="slow", count=0),)
    assert (
        list(problems(good_day(faults=none, refusals=none, turned_away=none, vendor_seen=none), 5))
        == []
    )


def test_a_law_that_need_not_have_judged_anything_may_still_not_break() -> None:
    idle = LawRow(name="l", statement="s", judged=0, required=False)
    assert list(problems(good_day(laws=(idle,)), 5)) == []
    broken = LawRow(name="l", statement="s", judged=1, required=False, violations=("box 7 twice",))
    assert list(problems(good_day(laws=(broken,)), 5)) == ["the law 'l' broke: box 7 twice"]


def test_too_few_orders_spoil_a_day() -> None:
    assert list(problems(good_day(), 6)) == ["only 5 of 6 orders were placed"]
