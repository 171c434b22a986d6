"""Vendor orders as heard of: events in order, once, and never back to what is old news."""

from integration.store import open_store
from tests.integration.store.samples import LATER, NOW, vendor_event, vendor_order


def test_an_event_that_comes_again_changes_nothing_and_moves_the_cursor():
    store = open_store("sqlite://")
    store.take_vendor_events(1, [vendor_event(1, 7), vendor_event(2, 7, comments="new")])
    store.take_vendor_events(1, [vendor_event(3, 7, event_id=1)])
    (row,) = store.vendor_orders(1)
    assert (row.order.comments, row.event_id, store.cursor(1)) == ("new", 2, 3)


def test_a_known_cursor_is_not_taken_again():
    store = open_store("sqlite://")
    store.take_vendor_events(1, [vendor_event(2, 7)])
    store.take_vendor_events(1, [vendor_event(2, 8), vendor_event(1, 9)])
    assert [row.order_id for row in store.vendor_orders(1)] == [7]


def test_an_answered_order_keeps_the_event_it_was_heard_by():
    store = open_store("sqlite://")
    store.take_vendor_events(1, [vendor_event(2, 7)])
    store.take_vendor_order(1, vendor_order(7, comments="answered"), LATER)
    (row,) = store.vendor_orders(1, due=NOW)
    assert (row.order.comments, row.event_id, row.heard_at) == ("answered", 2, LATER)


def test_connections_do_not_see_each_others_orders():
    store = open_store("sqlite://")
    store.take_vendor_order(1, vendor_order(7), NOW)
    assert (store.vendor_orders(2), store.vendor_lines(2), store.needs(2)) == ([], [], [])
