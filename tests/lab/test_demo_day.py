from collections import Counter
from datetime import timedelta

import pytest

from integration.lab.demo.buying import SCRIPTS as BUYING_SCRIPTS
from integration.lab.demo.day import (
    BUY,
    COUNTER,
    LEAST_ORDERS,
    SCENES,
    STAFF,
    VENDOR,
    Happening,
    timetable,
    turns,
)
from integration.lab.demo.farm import SCRIPTS as FARM_SCRIPTS
from integration.lab.demo.florists import SCRIPTS as FLORISTS
from integration.lab.demo.result import DAY
from integration.lab.demo.scenes import SCRIPTS as SCENE_SCRIPTS
from integration.lab.demo.staff import SCRIPTS as STAFF_SCRIPTS


def day(seed: int = 1, orders: int = 200, lines: int = 2000) -> list[Happening]:
    return timetable(seed, DAY, orders, lines)


def test_a_seed_gives_one_timetable_and_another_seed_another() -> None:
    assert day(7) == day(7)
    assert day(7) != day(8)


@pytest.mark.parametrize("orders", [LEAST_ORDERS, 40, 200, 1000])
def test_every_scene_is_played_and_purchases_add_up_to_the_orders(orders: int) -> None:
    played = Counter(one.kind for one in day(orders=orders))
    assert set(SCENES) | set(COUNTER) <= set(played)
    assert played[BUY] + sum(played[kind] for kind in SCENES) == orders
    assert all(played[kind] == turns(orders) for kind in SCENES)


def test_everything_happens_within_the_day_in_order_under_its_own_number() -> None:
    moments = [one.at for one in day()]
    assert moments == sorted(moments)
    assert all(timedelta(0) <= at - DAY < timedelta(days=1) for at in moments)
    assert [one.number for one in day()] == list(range(1, len(moments) + 1))


def test_scenes_keep_to_their_hours_and_their_turns_follow_each_other() -> None:
    for kind, (first, last) in SCENES.items():
        played = [one for one in day() if one.kind == kind]
        assert [one.turn for one in played] == [1, 2, 3]
        for one in played:
            assert first <= (one.at - DAY) / timedelta(hours=1) < last


def test_the_vendors_people_keep_to_their_hours_whatever_the_size_of_the_company() -> None:
    for lines in (0, 2000):
        for kind, windows in VENDOR.items():
            played = [one for one in day(lines=lines) if one.kind == kind]
            assert [one.turn for one in played] == list(range(1, len(windows) + 1))
            for one, (first, last) in zip(played, windows, strict=True):
                assert first <= (one.at - DAY) / timedelta(hours=1) < last


def test_a_smaller_company_has_less_to_do_but_never_nothing() -> None:
    small = Counter(one.kind for one in day(lines=50))
    large = Counter(one.kind for one in day(lines=2000))
    assert all(2 <= small[kind] <= large[kind] for kind in STAFF)
    assert small["phone"] < large["phone"] == STAFF["phone"]


def test_somebody_knows_how_to_do_whatever_stands_in_the_timetable() -> None:
    every = (FLORISTS, STAFF_SCRIPTS, SCENE_SCRIPTS, FARM_SCRIPTS, BUYING_SCRIPTS)
    scripts = {kind: script for one in every for kind, script in one.items()}
    assert len(scripts) == sum(map(len, every)), "two of them have one name"
    assert {one.kind for one in day()} <= set(scripts)
