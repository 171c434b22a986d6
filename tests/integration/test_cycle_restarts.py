"""One cycle at a time, whoever else runs and wherever the engine dies."""

import pytest

from integration.cycle import sync_inventory
from integration.errors import Unknown
from tests.integration.fakes import Place, offer, offers, sync


def test_a_slow_cycle_never_overlaps_the_next(place):
    place.erp.stock = offers(2)
    inner = []
    place.erp.during = lambda: inner.append(sync_inventory(place.desk, place.connection))
    row = sync(place)
    assert inner == [None, None]
    assert row.outcome == "published"
    place.erp.during = lambda: None
    assert sync(place).number == 2, "a skipped cycle takes no number"


def test_another_engine_on_the_same_store_stays_out(place):
    place.erp.stock = offers(2)
    other, inner = place.new_desk("other"), []
    place.erp.during = lambda: inner.append(sync_inventory(other, place.connection))
    assert sync(place).outcome == "published"
    assert inner == [None, None]


def test_a_cycle_whose_lease_ran_out_publishes_nothing(place):
    place.erp.stock = offers(2)
    place.erp.call_s = 500.0
    other = place.new_desk("other")

    def take_over():
        place.erp.during = lambda: None
        place.clock.pass_s(1000)
        place.erp.stock = offers(5)
        sync_inventory(other, place.connection)
        place.erp.stock = offers(2)

    place.erp.during = take_over
    assert sync(place) is None
    assert len(place.market.shown) == 5
    assert place.alarms == []


def test_another_engines_cycle_in_between_is_taken_into_account(place):
    place.erp.stock = offers(3)
    sync(place)
    place.erp.stock = offers(2)
    sync(place, desk=place.new_desk("other"))
    place.erp.stock = offers(3)
    sync(place)
    assert len(place.market.shown) == 3


def test_a_restart_goes_on_where_it_stopped(place):
    place.erp.stock = offers(10)
    sync(place)
    place.erp.stock = [offer(1, boxes=9), *offers(9)[1:]]
    row = sync(place, desk=place.new_desk())
    assert (row.upserts, row.removals) == (1, 1)


def test_after_a_restart_the_client_is_told_what_the_marketplace_has(place):
    place.erp.stock = offers(3)
    sync(place)
    sync(place)
    assert place.erp.remembered == [{}], "an engine that knows it itself does not ask the store"
    sync(place, desk=place.new_desk())
    assert place.erp.remembered == [{}, place.store.published(place.connection.id)]
    assert len(place.erp.remembered[-1]) == 3


class Crash(BaseException):
    pass


def crash_points(place):
    """The names of the store writes of a cycle with changes, in order."""
    points = []
    place.store.on_write = lambda name, when: points.append((name, when))
    sync(place)
    return len(points)


def changing_place():
    place = Place()
    place.erp.stock = offers(10)
    sync(place)
    place.erp.stock = [offer(1, boxes=9), *offers(9)[1:], offer(77)]
    return place


def test_after_a_crash_at_any_store_write_the_next_cycle_sets_everything_right():
    model = changing_place()
    count = crash_points(model)
    model.store.close()
    assert count >= 10
    for point in range(count):
        place = changing_place()
        passed = iter(range(count + 100))

        def crash(name, when, passed=passed, point=point):
            if next(passed) >= point:
                raise Crash

        place.store.on_write = crash
        with pytest.raises(Crash):
            sync(place)
        place.store.on_write = lambda name, when: None
        # While nobody looked, what the crashed cycle had seen became untrue again.
        place.clock.pass_s(300)
        place.erp.stock = [offer(1), *offers(10)[1:]]
        place.clock.pass_s(1000)
        sync(place, desk=place.new_desk())
        assert place.market.shown == {one.key: one for one in offers(10)}, point
        assert place.acknowledged == place.market.shown
        place.store.close()


def test_an_answer_lost_for_good_leaves_nothing_believed(place):
    place.erp.stock = offers(10)
    sync(place)
    place.erp.stock = [offer(1, boxes=9), *offers(9)[1:], offer(77)]
    place.market.lost_replies = [Unknown("silence")]
    assert sync(place).outcome == "unpublished"
    place.erp.stock = offers(10)
    sync(place)
    assert place.market.shown == {one.key: one for one in offers(10)}
