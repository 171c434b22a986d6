"""What the marketplace has of a connection's lines, and the cycles that brought it there."""

from decimal import Decimal

import msgspec
import pytest

from integration.listing import DOUBTED
from integration.store import Overtaken
from tests.integration.store.samples import LATER, NOW, cycle, offer


def lease_of(store, holder="a", now=NOW):
    return store.take_lease("inventory:1", holder, now, 60)


def named(offers):
    return {one.key: f"name of {one.key}, {one.boxes}".encode() for one in offers}


def publish(store, lease, upserts=(), removals=(), **changes):
    """The two writes of a cycle that went well."""
    row = cycle(lease, **changes)
    store.doubt(lease, row, upserts, removals)
    store.acknowledge(lease, row, named(upserts), removals)


def test_what_was_acknowledged_comes_back_exactly(store):
    offers = [offer(n) for n in range(25)] + [offer(99, key="2-99", price=Decimal("1234.50"))]
    publish(store, lease_of(store), offers)
    assert store.published(1) == named(offers)
    assert store.published(2) == {}
    assert [store.offer(1, one.key) for one in offers] == offers
    assert str(store.offer(1, "2-99").price) == "1234.50"
    assert store.offer(1, "3-99") is None
    assert store.offer(2, "2-99") is None


def test_differences_add_up(store):
    lease = lease_of(store)
    publish(store, lease, [offer(n) for n in range(5)])
    changed = offer(3, boxes=1)
    publish(store, lease, [changed, offer(9)], ["1-0", "1-1", "1-404"])
    left = [offer(2), changed, offer(4), offer(9)]
    assert store.published(1) == named(left)
    assert store.offer(1, "1-3") == changed


def test_what_is_being_published_has_no_name_until_the_marketplace_has_taken_it(store):
    lease = lease_of(store)
    publish(store, lease, [offer(n) for n in range(3)])
    changed = offer(1, boxes=1)
    store.doubt(lease, cycle(lease), [changed, offer(7)], ["1-2"])
    names = named([offer(0)]) | dict.fromkeys(("1-1", "1-2", "1-7"), DOUBTED)
    assert store.published(1) == names
    assert store.offer(1, "1-1") == changed


def test_connections_do_not_see_each_other(store):
    lease = lease_of(store)
    other = offer(1, boxes=9)
    publish(store, lease, [offer(1)])
    publish(store, lease, [other], connection_id=2)
    publish(store, lease, [], ["1-1"])
    assert store.published(1) == {}
    assert store.published(2) == named([other])
    assert store.offer(2, "1-1") == other


def test_more_than_one_portion_of_offers_is_written_and_read(store):
    lease = lease_of(store)
    offers = [offer(n) for n in range(20_001)]
    publish(store, lease, offers)
    assert store.published(1) == named(offers)
    publish(store, lease, (), [one.key for one in offers[1:]])
    assert list(store.published(1)) == ["1-0"]


def test_an_older_lease_writes_nothing(store):
    old = lease_of(store)
    lease_of(store, "b", LATER)
    with pytest.raises(Overtaken):
        store.doubt(old, cycle(old), [offer(1)], ())
    with pytest.raises(Overtaken):
        store.acknowledge(old, cycle(old), named([offer(1)]), ())
    assert store.published(1) == {}
    assert store.last_cycle(1) is None


def test_a_lease_that_ran_out_but_was_not_taken_still_counts(store):
    lease = lease_of(store)
    store.release(lease)
    publish(store, lease, [offer(1)])
    assert len(store.published(1)) == 1


def test_the_newest_cycle_and_the_newest_complete_one(store):
    lease = lease_of(store)
    published = cycle(lease)
    unread = cycle(lease, outcome="unread", missing=(), number=2)
    assert store.last_cycle(1) is None
    store.acknowledge(lease, published, {}, ())
    store.add_cycle(unread)
    assert store.last_cycle(1) == unread
    assert store.last_cycle(1, complete=True) == published
    for outcome in ("held", "unpublished"):
        held = msgspec.structs.replace(unread, outcome=outcome)
        store.add_cycle(held)
        assert store.last_cycle(1, complete=True) == held
    assert store.last_cycle(2) is None
