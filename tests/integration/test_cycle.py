from datetime import timedelta

import msgspec
import pytest

from integration.cycle import sync_inventory
from integration.errors import NeedsPerson, Stopped, Undelivered, Unknown, Wait
from integration.settings import Settings
from tests.integration.fakes import MIDNIGHT, Place, offer, offers


@pytest.fixture
def place():
    place = Place()
    yield place
    place.store.close()


@pytest.fixture
def paged():
    place = Place(Settings(orders_per_day=0, read_reserved="no"), token_kind="Customer", rows=4)
    yield place
    place.store.close()


def sync(place, wait_s=300.0, desk=None):
    row = sync_inventory(desk or place.desk, place.connection)
    place.clock.pass_s(wait_s)
    return row


def test_the_first_cycle_publishes_all(place):
    place.erp.stock = offers(3)
    row = sync(place)
    assert (row.outcome, row.lines, row.upserts, row.removals, row.calls) == (
        *("published", 3, 3, 0, 2),
    )
    assert list(place.market.shown.values()) == offers(3)
    assert place.store.acknowledged(place.connection.id) == place.market.shown


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


# --- what is missing ---------------------------------------------------------------------------


def test_an_empty_list_takes_nothing_down_until_it_comes_twice(place):
    place.erp.stock = offers(3)
    sync(place)
    place.erp.stock = []
    first = sync(place)
    assert (first.outcome, first.removals, len(first.missing)) == ("held", 0, 3)
    assert len(place.market.shown) == 3
    assert set(place.market.confirmed.values()) == {MIDNIGHT}
    assert [subject for subject, _ in place.alarms] == ["inventory shrink"]
    second = sync(place)
    assert (second.outcome, second.removals) == ("published", 3)
    assert place.market.shown == {}
    assert place.alarms == []


def test_lines_that_come_back_after_a_short_list_were_never_down(place):
    place.erp.stock = offers(3)
    sync(place)
    place.erp.stock = []
    sync(place)
    place.erp.stock = offers(3)
    sync(place)
    assert len(place.market.shown) == 3
    assert place.alarms == []
    place.erp.stock = []
    assert sync(place).removals == 0, "the two empty lists were not successive"


def test_pages_must_miss_a_line_twice(paged):
    paged.erp.stock = offers(10)
    sync(paged)
    paged.erp.stock = offers(9)
    first = sync(paged)
    assert (first.outcome, first.missing) == ("published", ("1-10",))
    assert paged.market.confirmed["1-10"] < paged.market.confirmed["1-9"]
    assert sync(paged).removals == 1
    assert "1-10" not in paged.market.shown


def test_a_failed_read_between_two_that_agree_changes_nothing(paged):
    paged.erp.stock = offers(10)
    sync(paged)
    paged.erp.stock = offers(9)
    sync(paged)
    paged.erp.failures = [Undelivered("silence")]
    assert sync(paged).outcome == "unread"
    assert sync(paged).removals == 1


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([offers(4), offers(8)[3:]], id="a line stands on two pages"),
        pytest.param([offers(4), []], id="a page is empty before the end"),
    ],
)
def test_torn_pages_publish_nothing(paged, pages):
    paged.erp.stock = offers(4)
    sync(paged)
    published = len(paged.market.batches)
    paged.erp.pages = pages
    if not pages[-1]:
        paged.erp.storefront_page = lambda *_, **__: _page(pages.pop(0), 9)
    assert sync(paged).outcome == "unread"
    assert len(paged.market.batches) == published
    assert len(paged.market.shown) == 4


def _page(some, total):
    from integration.ports import Page

    return Page(offers=tuple(some), total=total)


def test_a_list_that_holds_a_line_twice_is_torn(place):
    place.erp.stock = [*offers(3), offer(2, boxes=1)]
    assert sync(place).outcome == "unread"
    assert place.market.batches == []


def test_a_list_that_changes_length_while_it_is_read_is_torn(paged):
    totals = [9, 10]
    some = [offers(4), offers(8)[4:]]
    paged.erp.storefront_page = lambda *_, **__: _page(some.pop(0), totals.pop(0))
    row = sync(paged)
    assert row.outcome == "unread"
    assert paged.market.batches == []


def test_rows_that_make_no_offer_count_as_read(paged):
    from integration.ports import Page

    paged.erp.storefront_page = lambda *_, **__: Page(offers=tuple(offers(2)), total=3, left_out=1)
    assert sync(paged).outcome == "published"


def test_lines_reserved_for_the_customer_are_read_too():
    place = Place(Settings(orders_per_day=0), token_kind="Customer", rows=30)
    place.erp.stock, place.erp.reserved = offers(2), [offer(9)]
    sync(place)
    assert set(place.market.shown) == {"1-1", "1-2", "1-9"}
    place.store.close()


# --- one at a time, restarts, crashes ----------------------------------------------------------


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
        assert place.store.acknowledged(place.connection.id) == place.market.shown
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


# --- failures ------------------------------------------------------------------------------------


def test_a_used_up_allowance_blocks_until_the_next_day(place):
    place.erp.failures = [Wait("Maximum number of requests reached")]
    sync(place)
    stream = place.store.stream(place.connection.id, "inventory")
    assert stream.blocked_until == MIDNIGHT + timedelta(days=1)
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
    assert stream.blocked_until == MIDNIGHT + timedelta(days=1)
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
    assert place.store.acknowledged(place.connection.id) == {}
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
