"""Looking at both sides: what is shown and gone, what is there and not shown, how old it is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from integration.lab.demo.hours import cadence, hours, reads
from integration.lab.demo.watch import Watch, sample
from integration.lab.harness import Lab
from integration.lab.plan import LabPlan


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab(LabPlan(lines=0)) as lab:
        lab.komet.receive("Freedom", 10)
        lab.komet.receive("Explorer", 7)
        lab.connect()
        lab.pass_time(5)
        yield lab


def test_after_a_cycle_both_sides_show_the_same(lab: Lab) -> None:
    seen = sample(lab.world)
    assert (seen.offers, seen.shown, seen.real, seen.over, seen.under) == (2, 17, 17, 0, 0)
    assert seen.oldest_s == seen.fresh_oldest_s <= 5 and seen.stale == 0


def test_boxes_sold_in_komet_are_shown_too_many_and_new_ones_too_few(lab: Lab) -> None:
    lab.komet.sell("Freedom", 4)
    lab.komet.receive("Mondial", 3)
    seen = sample(lab.world)
    assert (seen.shown, seen.real, seen.over, seen.under) == (17, 16, 4, 3)


def test_boxes_sold_on_the_marketplace_are_not_shown_any_more(lab: Lab) -> None:
    lab.shop.buys({lab.komet.key("Freedom"): 10})
    seen = sample(lab.world)
    assert (seen.offers, seen.shown, seen.under) == (1, 7, 10)


def test_without_cycles_every_offer_becomes_stale(lab: Lab) -> None:
    lab.strike("lost_request", partner="komet", chance=1.0)
    lab.pass_time(600)
    seen = sample(lab.world)
    assert seen.stale == 2 and seen.fresh_oldest_s == 0
    assert seen.oldest_s > seen.limit_s == 360


def test_a_watch_looks_when_a_read_is_due_and_not_in_between(lab: Lab) -> None:
    watch = Watch(lab.world)
    watch.before_round()
    lab.pass_time(250)
    watch.before_round()
    assert watch.samples == []
    lab.strike("lost_request", partner="komet", chance=1.0)
    lab.pass_time(60)
    watch.before_round()
    watch.before_round()
    lab.pass_time(300)
    watch.before_round()
    assert [one.oldest_s >= 300 for one in watch.samples] == [True, True]


def test_reads_and_cadence_are_what_the_marketplace_took(lab: Lab) -> None:
    lab.pass_time(600)
    lab.strike("lost_request", partner="komet", chance=1.0)
    lab.pass_time(600)
    lab.heal()
    lab.pass_time(301)
    taken = [one.at for one in reads(lab.world)]
    assert len(taken) == 4
    measured = cadence(lab.world, 300, lab.world.now())
    assert (measured.cycles, measured.usual_s, measured.late) == (4, 300, 1)
    assert measured.longest_s == 900
    assert measured.oldest_s == 360, "older ones were marked"


def test_hours_count_what_stands_in_the_ledgers(lab: Lab) -> None:
    begin = lab.world.now().replace(minute=0, second=0)
    lab.komet.sell("Freedom", 1)
    lab.komet.count("Explorer", 5)
    lab.shop.buys({lab.komet.key("Freedom"): 2})
    lab.pass_time(3600)
    first, second = hours(lab.world, (), begin, begin + timedelta(hours=2))
    assert (first.bought, first.accepted, first.phone, first.staff) == (1, 1, 1, 3)
    assert (second.bought, second.phone) == (0, 0)
    assert first.cycles == 12 and first.oldest_s == 300
