"""Orders, their lines, groups, steps and ship-tos."""

import threading
from datetime import timedelta

import msgspec
import pytest

from integration.rows import LineRow
from integration.store import Overtaken
from tests.integration.store.samples import (
    LATER,
    NOW,
    event,
    group,
    order,
    ship_to,
    step,
)

replace = msgspec.structs.replace


def only(rows):
    (row,) = rows
    return row


def test_events_become_orders_with_open_lines_and_move_the_cursor(store):
    assert store.cursor(1) == 0
    store.take_events(1, [event(1), event(4, order_id=8)])
    assert store.cursor(1) == 4
    assert store.cursor(2) == 0
    first, second = store.orders(1)
    assert (first.order_id, first.revision, first.kind, first.state) == (7, 0, "placed", "open")
    assert (first.order, first.heard_at) == (order(7), NOW + timedelta(seconds=1))
    assert second.order_id == 8
    assert store.lines(1, 7) == [
        LineRow(connection_id=1, order_id=7, revision=0, line_id=n) for n in (1, 2)
    ]
    assert store.orders(2) == []
    assert store.orders(1, order_id=8) == [second]


def test_events_known_already_change_nothing(store):
    store.take_events(1, [event(1), event(2, order_id=8)])
    store.save_order(replace(store.orders(1)[0], state="done"))
    store.take_events(1, [event(1), event(2, order_id=8)])
    store.take_events(1, [])
    assert [one.state for one in store.orders(1)] == ["done", "open"]
    assert (store.cursor(1), len(store.lines(1, 7))) == (2, 2)


def test_events_out_of_order_are_taken_in_order(store):
    store.take_events(1, [event(2, "cancelled"), event(1)])
    assert only(store.orders(1)).kind == "cancelled"


def test_a_newer_revision_replaces_the_order_and_opens_its_lines(store):
    store.take_events(1, [event(1)])
    store.save_order(replace(only(store.orders(1)), state="parked", retry_at=LATER, tries=3))
    store.take_events(1, [event(2, "moved", revision=1)])
    row = only(store.orders(1))
    assert (row.revision, row.kind, row.state, row.retry_at, row.tries) == (
        *(1, "moved", "open"),
        *(None, 0),
    )
    assert [(one.revision, one.line_id) for one in store.lines(1, 7)] == [
        *((0, 1), (0, 2)),
        *((1, 1), (1, 2)),
    ]


def test_an_older_revision_told_late_changes_nothing(store):
    store.take_events(1, [event(1, "moved", revision=2)])
    before = store.orders(1)
    store.take_events(1, [event(2, "placed", revision=1)])
    assert store.orders(1) == before


@pytest.mark.parametrize("kind", ["cancelled", "dropped"])
def test_an_ending_keeps_the_revision_and_opens_the_order_again(store, kind):
    store.take_events(1, [event(1), event(2, "moved", revision=1)])
    store.save_order(replace(only(store.orders(1)), state="done"))
    store.take_events(1, [event(3, kind, revision=1)])
    row = only(store.orders(1))
    assert (row.revision, row.kind, row.state) == (1, kind, "open")
    assert len(store.lines(1, 7)) == 4


def test_an_ending_of_an_order_never_heard_of_is_kept_too(store):
    store.take_events(1, [event(3, "cancelled")])
    assert only(store.orders(1)).kind == "cancelled"
    assert len(store.lines(1, 7)) == 2


def test_due_are_the_open_ones_and_the_parked_ones_to_retry_by_then(store):
    store.take_events(1, [event(n, order_id=n) for n in range(1, 6)])
    states = [
        ("open", None),
        ("parked", NOW),
        ("parked", LATER),
        ("done", None),
        ("parked", None),
    ]
    for row, (state, retry_at) in zip(store.orders(1), states, strict=True):
        store.save_order(replace(row, state=state, retry_at=retry_at))
    assert [one.order_id for one in store.orders(1, due=NOW)] == [1, 2]
    assert [one.order_id for one in store.orders(1, due=LATER)] == [1, 2, 3]
    assert [one.order_id for one in store.orders(1, due=LATER, order_id=3)] == [3]
    assert store.orders(1, due=LATER, order_id=4) == []


def test_saving_an_order_never_covers_what_was_heard_since(store):
    store.take_events(1, [event(1)])
    read = only(store.orders(1))
    store.take_events(1, [event(2, "cancelled")])
    with pytest.raises(Overtaken):
        store.save_order(replace(read, state="done"))
    assert only(store.orders(1)).state == "open"


def test_a_line_is_written_as_it_is(store):
    store.take_events(1, [event(1)])
    row = replace(store.lines(1, 7)[0], state="accepted", komet_number="85001", answered=True)
    store.save_line(row)
    store.save_line(replace(row, line_id=9))
    assert store.lines(1, 7)[0] == row
    assert [one.line_id for one in store.lines(1, 7)] == [1, 2, 9]


def test_a_group_and_its_steps_get_ids_and_come_back(store):
    made = store.add_group(group(), [step(0), step(1, reference="x", since=NOW)])
    assert made == replace(group(), id=made.id)
    assert store.groups(1, 7) == [made]
    first, second = store.steps(made.id)
    assert (first.group_id, first.seq, second.seq, second.since) == (made.id, 0, 1, NOW)
    assert store.groups(1, 8) == []


def test_the_same_group_again_changes_nothing_and_gives_the_one_there_is(store):
    made = store.save_group(replace(store.add_group(group(), [step()]), state="placed"))
    again = store.add_group(group(line_ids=(3,)), [step(), step(1)])
    assert again == made
    assert len(store.steps(made.id)) == 1
    other = store.add_group(group(attempt=2), [step()])
    assert [one.id for one in store.groups(1, 7)] == [made.id, other.id]


def test_a_group_is_written_by_compare_and_set(store):
    read = store.add_group(group(), [])
    written = store.save_group(replace(read, state="placed", komet_id=5, komet_number="85001"))
    assert written.version == read.version + 1
    assert store.groups(1, 7) == [written]
    with pytest.raises(Overtaken):
        store.save_group(replace(read, state="nothing"))
    assert store.groups(1, 7) == [written]


def test_a_step_is_added_once_and_written_by_compare_and_set(store):
    made = store.add_group(group(), [])
    read = store.add_step(step(2000, made.id))
    assert store.add_step(step(2000, made.id, reference="other")) == read
    written = store.save_step(replace(read, state="sent", since=NOW, looked_at=LATER, sends=1))
    assert store.steps(made.id) == [written]
    with pytest.raises(Overtaken):
        store.save_step(replace(read, state="done"))


def test_steps_come_in_order(store):
    made = store.add_group(group(), [step(5), step(1)])
    store.add_step(step(3, made.id))
    assert [one.seq for one in store.steps(made.id)] == [1, 3, 5]


def test_of_two_that_write_one_step_one_is_told(store):
    made = store.add_group(group(), [step()])
    read = only(store.steps(made.id))
    start, outcomes = threading.Barrier(4), []

    def write() -> None:
        start.wait()
        try:
            outcomes.append(store.save_step(replace(read, state="sent")).version)
        except Overtaken:
            outcomes.append(0)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == [0, 0, 0, 2]


def test_a_ship_to_is_inserted_at_version_1_and_then_compared(store):
    assert store.ship_to(1, "ivy|austin") is None
    first = store.save_ship_to(ship_to())
    assert store.ship_to(1, "ivy|austin") == first
    with pytest.raises(Overtaken):
        store.save_ship_to(ship_to())
    second = store.save_ship_to(replace(first, state="done", ship_to_id=20131))
    assert store.ship_to(1, "ivy|austin") == second
    with pytest.raises(Overtaken):
        store.save_ship_to(replace(first, state="sent"))
    assert store.ship_to(2, "ivy|austin") is None


# --- what stands in Komet -------------------------------------------------------------------------


def placed(store, **changes):
    """A placed group of a finished order."""
    store.take_events(1, [event(1)])
    store.save_order(replace(only(store.orders(1)), state="done"))
    return store.add_group(group(state="placed", **changes), [step(1)])


def test_placed_groups_stand_until_their_ship_date_is_over(store):
    one = placed(store)
    assert store.standing(1, one.ship_date) == [one]
    assert store.standing(1, one.ship_date + timedelta(days=1)) == []
    assert store.standing(2, one.ship_date) == []


@pytest.mark.parametrize("changes", [{"state": "working"}, {"wish": "gone"}], ids=str)
def test_groups_under_way_or_to_be_taken_back_do_not_stand(store, changes):
    one = placed(store)
    store.save_group(replace(one, **changes))
    assert store.standing(1, one.ship_date) == []


@pytest.mark.parametrize("kind", ["cancelled", "dropped"])
def test_groups_of_ended_or_open_orders_do_not_stand(store, kind):
    one = placed(store)
    store.take_events(1, [event(2, kind)])
    assert store.standing(1, one.ship_date) == []
    store.save_order(replace(only(store.orders(1)), state="done"))
    assert store.standing(1, one.ship_date) == []
