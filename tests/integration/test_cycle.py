from datetime import timedelta

import msgspec
import pytest

from integration.cycle import sync_inventory
from integration.errors import NeedsPerson, Stopped, Unknown, Wait
from integration.settings import Settings
from tests.integration.fakes import MIDNIGHT, Place, offer, offers, sync

MIDNIGHT_IN_NEW_YORK = MIDNIGHT + timedelta(hours=5)


def test_the_first_cycle_publishes_all(place):
    place.erp.stock = offers(3)
    row = sync(place)
    assert (row.outcome, row.lines, row.upserts, row.removals, row.calls) == (
        *("published", 3, 3, 0, 2),
    )
    assert list(place.market.shown.values()) == offers(3)
    assert place.acknowledged == place.market.shown


def test_a_cycle_without_changes_publishes_an_empty_batch_that_confirms(place):
    place.erp.stock = offers(3)
    sync(place)
    row = sync(place)
    batch = place.market.batches[-1]
    assert (row.upserts, batch.upserts, batch.removals, batch.parts) == (0, (), (), 1)
    assert set(place.market.confirmed.values()) == {MIDNIGHT + timedelta(seconds=300)}


def test_changes_are_published_and_what_is_gone_is_taken_down(place):
    place.erp.stock = offers(10)
    sync(place)
    place.erp.stock = [offer(1, boxes=1), *offers(9)[1:]]
    row = sync(place)
    assert (row.upserts, row.removals) == (1, 1)
    assert "1-10" not in place.market.shown
    assert place.market.shown["1-1"].boxes == 1


def test_the_batch_says_the_planned_cadence(place):
    place.erp.stock = offers(3)
    sync(place)
    assert place.market.cadence_s == 300


def test_large_differences_go_in_parts(place):
    place.settings = msgspec.structs.replace(place.settings, part_offers=4)
    place.erp.stock = offers(10)
    sync(place, desk=place.new_desk())
    assert [(one.part, one.parts, len(one.upserts)) for one in place.market.batches] == [
        *((1, 3, 4), (2, 3, 4), (3, 3, 2)),
    ]
    assert len(place.market.shown) == 10


def test_numbers_grow_with_the_lease(place):
    place.erp.stock = offers(1)
    assert [sync(place).number for _ in range(3)] == [1, 2, 3]


# --- failures ------------------------------------------------------------------------------------


def test_a_used_up_allowance_blocks_until_the_next_midnight_it_may_be_reckoned_by(place):
    place.erp.failures = [Wait("Maximum number of requests reached")]
    sync(place)
    stream = place.store.stream(place.connection.id, "inventory")
    assert stream.blocked_until == MIDNIGHT_IN_NEW_YORK
    assert place.alarms == [("inventory", "Maximum number of requests reached")]


@pytest.mark.parametrize("problem", [Stopped("Invalid token"), NeedsPerson("Whatever")])
def test_a_refusal_alarms_at_once_and_the_next_success_resolves_it(place, problem):
    place.erp.stock = offers(2)
    place.erp.failures = [problem]
    sync(place, wait_s=0)
    stream = place.store.stream(place.connection.id, "inventory")
    assert stream.blocked_until == MIDNIGHT + timedelta(seconds=300)
    assert place.alarms == [("inventory", problem.reason)]
    sync(place)
    assert place.alarms == []
    assert place.store.stream(place.connection.id, "inventory").blocked_until is None


def test_silence_alarms_only_after_two_intervals(place):
    place.erp.stock = offers(2)
    sync(place)
    place.erp.failures = [Unknown("silence")] * 3
    sync(place)
    assert place.alarms == []
    sync(place)
    assert [subject for subject, _ in place.alarms] == ["inventory"]
    sync(place)
    assert len(place.alarms) == 1, "the same alarm is not raised twice"
    sync(place)
    assert place.alarms == []


def test_a_failed_read_publishes_nothing_and_keeps_what_is_shown(place):
    place.erp.stock = offers(2)
    sync(place)
    place.erp.failures = [Unknown("half a JSON")]
    place.erp.stock = []
    assert sync(place).outcome == "unread"
    assert len(place.market.shown) == 2
    assert len(place.market.batches) == 1


def test_orders_calls_are_not_spent_on_reading():
    settings = Settings(orders_per_day=40, calls_per_order=6, read_reserved="no")
    place = Place(settings, token_kind="Customer", rows=30, users=1)
    place.erp.stock = offers(2000)
    sync(place, wait_s=0)
    day = place.clock.now().date()
    for _ in range(640):
        place.store.count_call(12345, day, "web-order.create")
    assert place.calls_today == 707
    assert sync(place).outcome == "published"
    assert place.calls_today == 774
    for _ in range(140):
        place.store.count_call(12345, day, "web-order.create")
    assert sync(place) is None
    assert place.calls_today == 914
    assert "calls left today" in place.alarms[0][1]
    stream = place.store.stream(place.connection.id, "inventory")
    assert stream.blocked_until == MIDNIGHT_IN_NEW_YORK
    place.store.close()


def test_a_list_longer_than_the_calls_left_is_given_up_after_its_first_page():
    place = Place(Settings(orders_per_day=0, read_reserved="no"), token_kind="Customer", rows=1)
    place.connection = place.store.add_connection(
        msgspec.structs.replace(place.connection, users=1, rows=1)
    )
    place.erp.stock = offers(1001)
    assert sync(place).outcome == "unread"
    assert place.calls_today == 1
    place.store.close()


def test_a_dry_run_publishes_and_stores_nothing(place):
    place.erp.stock = offers(3)
    row = sync_inventory(place.desk, place.connection, dry_run=True)
    assert (row.outcome, row.upserts, row.lines) == ("dry", 3, 3)
    assert place.market.batches == []
    assert place.acknowledged == {}
    assert place.store.last_cycle(place.connection.id) is None


def test_each_decision_is_one_line_of_the_log_and_changes_are_told(place):
    place.erp.stock = offers(3)
    sync(place)
    sync(place)
    lines = [msgspec.json.decode(line) for line in place.log.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["inventory.published"] * 2
    assert lines[0]["upserts"] == 3
    assert lines[0]["cadence_s"] == 300
    assert {"read_s", "compare_s", "publish_s", "acknowledge_s"} <= set(lines[0])
    story = place.store.story(place.connection.id, "inventory")
    assert [told.text for told in story] == ["cycle 1: 3 lines read, 3 published"]
