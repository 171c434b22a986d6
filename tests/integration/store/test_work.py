"""Leases, connections, calls and streams."""

import threading
from datetime import date, timedelta, timezone

import msgspec
import pytest

from integration.rows import StreamRow
from integration.store import open_store
from tests.integration.store.samples import CONNECTION, LATER, NOW


def take(store, holder="a", now=NOW, name="orders:1"):
    return store.take_lease(name, holder, now, 60)


def test_a_lease_is_one_holders_until_it_runs_out(store):
    mine = take(store)
    assert (mine.fence, mine.until) == (1, LATER)
    assert take(store, "b") is None
    assert take(store, "b", LATER - timedelta(microseconds=1)) is None
    theirs = take(store, "b", LATER)
    assert theirs.fence == 2
    assert take(store, "a", LATER) is None


def test_its_own_holder_may_take_it_again_under_the_next_number(store):
    assert [take(store).fence for _ in range(3)] == [1, 2, 3]


def test_a_lease_given_back_is_free_but_its_number_is_used(store):
    mine = take(store)
    store.release(mine)
    assert take(store, "b").fence == 2


def test_giving_back_an_old_lease_takes_nothing_from_its_new_holder(store):
    old = take(store)
    take(store, "b", LATER)
    store.release(old)
    assert take(store, "c", LATER) is None


def test_leases_of_other_names_are_apart(store):
    take(store)
    assert take(store, "b", name="orders:2").fence == 1


def test_of_many_threads_fighting_for_a_lease_one_wins(store):
    start = threading.Barrier(8)
    won = []

    def fight(holder: str) -> None:
        start.wait()
        won.append(take(store, holder))

    threads = [threading.Thread(target=fight, args=(f"h{n}",)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len([lease for lease in won if lease]) == 1
    assert len(won) == 8


def test_of_two_stores_on_one_file_one_wins(tmp_path):
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    stores = [open_store(url) for _ in range(2)]
    start = threading.Barrier(2)
    won = [[], []]

    def fight(place: int) -> None:
        for ordinal in range(20):
            start.wait()
            lease = stores[place].take_lease(f"round {ordinal}", f"h{place}", NOW, 60)
            won[place].append(lease is not None)

    threads = [threading.Thread(target=fight, args=(place,)) for place in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for one in stores:
        one.close()
    assert all(one + other == 1 for one, other in zip(*won, strict=True))
    assert len(won[0]) == 20


def test_a_connection_gets_an_id_and_comes_back_whole(store):
    first = store.add_connection(CONNECTION)
    second = store.add_connection(msgspec.structs.replace(CONNECTION, name="north", location_id=3))
    assert (first.id, second.id) == (1, 2)
    assert store.connections() == [first, second]
    assert msgspec.structs.replace(first, id=0) == CONNECTION


def test_the_same_name_again_replaces_the_connection_and_keeps_its_id(store):
    store.add_connection(CONNECTION)
    changed = store.add_connection(msgspec.structs.replace(CONNECTION, token="another"))
    assert store.connections() == [changed]
    assert (changed.id, changed.token) == (1, "another")


def test_calls_are_counted_by_company_day_and_method(store):
    day = date(2026, 3, 2)
    for method in ("boxtype.list", "invoice.create", "boxtype.list"):
        store.count_call(12345, day, method)
    store.count_call(12345, date(2026, 3, 3), "boxtype.list")
    store.count_call(54321, day, "boxtype.list")
    assert store.calls(12345, day) == {"boxtype.list": 2, "invoice.create": 1}
    assert store.calls(99999, day) == {}


def test_calls_counted_by_many_threads_all_count(store):
    day = date(2026, 3, 2)

    def count() -> None:
        for _ in range(25):
            store.count_call(12345, day, "x")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert store.calls(12345, day) == {"x": 100}


def test_a_stream_is_empty_before_it_ran_and_then_as_last_written(store):
    assert store.stream(1, "orders") == StreamRow(connection_id=1, name="orders")
    row = StreamRow(
        connection_id=1,
        name="orders",
        last_try_at=NOW,
        blocked_until=LATER,
        failures=3,
        reason="no",
    )
    store.save_stream(row)
    store.save_stream(msgspec.structs.replace(row, failures=4))
    assert store.stream(1, "orders") == msgspec.structs.replace(row, failures=4)
    assert store.stream(2, "orders").failures == 0


def test_a_moment_without_a_zone_is_not_taken(store):
    naive = StreamRow(connection_id=1, name="x", last_ok_at=NOW.replace(tzinfo=None))
    with pytest.raises(Exception, match="time zone"):
        store.save_stream(naive)
    assert store.stream(1, "x").last_ok_at is None


def test_moments_come_back_equal_and_in_utc(store):
    there = NOW.astimezone(timezone(timedelta(hours=-5)))
    store.save_stream(StreamRow(connection_id=1, name="x", last_ok_at=there))
    found = store.stream(1, "x").last_ok_at
    assert found == NOW
    assert found.utcoffset() == timedelta(0)
