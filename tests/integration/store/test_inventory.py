"""What the marketplace has acknowledged, and the cycles."""

from decimal import Decimal

import msgspec
import pytest

from integration.store import Overtaken
from tests.integration.store.samples import LATER, NOW, cycle, offer


def lease_of(store, holder="a", now=NOW):
    return store.take_lease("inventory:1", holder, now, 60)


def test_what_was_acknowledged_comes_back_exactly(store):
    lease = lease_of(store)
    offers = [offer(n) for n in range(25)] + [offer(99, key="2-99", price=Decimal("1234.50"))]
    store.acknowledge(lease, cycle(lease), offers, ())
    found = store.acknowledged(1)
    assert found == {one.key: one for one in offers}
    assert str(found["2-99"].price) == "1234.50"
    assert store.acknowledged(2) == {}
    assert store.offer(1, "2-99") == offers[-1]
    assert store.offer(1, "3-99") is None
    assert store.offer(2, "2-99") is None


def test_differences_add_up(store):
    lease = lease_of(store)
    store.acknowledge(lease, cycle(lease), [offer(n) for n in range(5)], ())
    changed = offer(3, boxes=1)
    store.acknowledge(lease, cycle(lease), [changed, offer(9)], ["1-0", "1-1", "1-404"])
    assert set(store.acknowledged(1)) == {"1-2", "1-3", "1-4", "1-9"}
    assert store.acknowledged(1)["1-3"] == changed


def test_connections_do_not_see_each_other(store):
    lease = lease_of(store)
    store.acknowledge(lease, cycle(lease), [offer(1)], ())
    store.acknowledge(lease, cycle(lease, connection_id=2), [offer(1, boxes=9)], ())
    store.acknowledge(lease, cycle(lease), [], ["1-1"])
    assert store.acknowledged(1) == {}
    assert store.acknowledged(2)["1-1"].boxes == 9


def test_more_than_one_portion_of_offers_is_written_and_read(store):
    lease = lease_of(store)
    offers = [offer(n) for n in range(20_001)]
    store.acknowledge(lease, cycle(lease), iter(offers), ())
    assert len(store.acknowledged(1)) == 20_001
    store.acknowledge(lease, cycle(lease), (), (one.key for one in offers[1:]))
    assert list(store.acknowledged(1)) == ["1-0"]


def test_values_that_repeat_are_kept_once(store):
    lease = lease_of(store)
    store.acknowledge(lease, cycle(lease), [offer(1), offer(8)], ())
    one, other = store.acknowledged(1).values()
    assert one.name is other.name
    assert one.available_from is other.available_from


def test_an_older_lease_acknowledges_nothing(store):
    old = lease_of(store)
    lease_of(store, "b", LATER)
    with pytest.raises(Overtaken):
        store.acknowledge(old, cycle(old), [offer(1)], ())
    assert store.acknowledged(1) == {}
    assert store.last_cycle(1) is None


def test_a_lease_that_ran_out_but_was_not_taken_still_counts(store):
    lease = lease_of(store)
    store.release(lease)
    store.acknowledge(lease, cycle(lease), [offer(1)], ())
    assert len(store.acknowledged(1)) == 1


def test_the_newest_cycle_and_the_newest_complete_one(store):
    lease = lease_of(store)
    published = cycle(lease)
    unread = cycle(lease, outcome="unread", missing=(), number=2)
    assert store.last_cycle(1) is None
    store.acknowledge(lease, published, (), ())
    store.add_cycle(unread)
    assert store.last_cycle(1) == unread
    assert store.last_cycle(1, complete=True) == published
    for outcome in ("held", "unpublished"):
        held = msgspec.structs.replace(unread, outcome=outcome)
        store.add_cycle(held)
        assert store.last_cycle(1, complete=True) == held
    assert store.last_cycle(2) is None
