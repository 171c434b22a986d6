"""Each write dies before its commit, and after it: nothing or all of it is there."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from integration.rows import Lease, LineRow, StreamRow, Told
from integration.store import open_store
from integration.store.store import SqlStore
from integration.vendor_rows import NeedRow, VendorLineRow
from tests.integration.store.samples import (
    CONNECTION,
    LATER,
    NOW,
    alarm,
    cycle,
    event,
    group,
    need,
    offer,
    ship_to,
    step,
    vendor_event,
    vendor_order,
)

replace = msgspec.structs.replace
LINE = LineRow(connection_id=1, order_id=7, revision=0, line_id=1, state="refused")
VENDOR_LINE = VendorLineRow(
    connection_id=1,
    order_id=500_001,
    line_id=1,
    revision=0,
    ship_date=NOW.date(),
    cost=Decimal("0.285"),
    seen_at=NOW,
)
NEED = NeedRow(connection_id=1, prebook_item_id=77, revision=0, need=need(), seen_at=NOW)


class Crash(BaseException):
    pass


def prepared(url: str) -> SqlStore:
    """A store in which every write below has something to change."""
    store = open_store(url)
    store.take_lease("held", "a", NOW, 60)
    store.add_group(group(), [step()])
    store.save_ship_to(ship_to())
    store.take_events(1, [event(1, order_id=6)])
    store.take_vendor_order(1, vendor_order(500_001), NOW)
    store.doubt(HELD, cycle(HELD, connection_id=2), [offer(4), offer(5)], ())
    store.raise_alarm(alarm("old"))
    store.wish(1, "sync", NOW)
    return store


HELD = Lease(name="held", holder="a", fence=1, until=LATER)

OTHERS = cycle(HELD, connection_id=2, number=9)

#: Every write of the store: how it is called, and what shows whether it was.
WRITES = {
    "take_lease": (
        lambda s: s.take_lease("new", "a", NOW, 60),
        lambda s: s.take_lease("new", "b", NOW, 60) is None,
    ),
    "release": (
        lambda s: s.release(HELD),
        lambda s: s.take_lease("held", "b", NOW, 60) is not None,
    ),
    "add_connection": (lambda s: s.add_connection(CONNECTION), lambda s: s.connections() != []),
    "doubt": (
        lambda s: s.doubt(HELD, cycle(HELD), [offer(1), offer(2)], ["1-3"]),
        lambda s: (len(s.published(1)), s.last_cycle(1) is not None) == (2, True),
    ),
    "acknowledge": (
        lambda s: s.acknowledge(HELD, OTHERS, {"1-4": b"name"}, ["1-5"]),
        lambda s: (s.published(2), s.last_cycle(2)) == ({"1-4": b"name"}, OTHERS),
    ),
    "add_cycle": (lambda s: s.add_cycle(cycle(HELD)), lambda s: s.last_cycle(1) is not None),
    "take_events": (
        lambda s: s.take_events(1, [event(2), event(3, order_id=8)]),
        lambda s: (s.cursor(1), len(s.orders(1)), len(s.lines(1, 8))) == (3, 3, 2),
    ),
    "save_order": (
        lambda s: s.save_order(replace(s.orders(1)[0], state="done")),
        lambda s: s.orders(1)[0].state == "done",
    ),
    "save_line": (lambda s: s.save_line(LINE), lambda s: LINE in s.lines(1, 7)),
    "add_group": (
        lambda s: s.add_group(group(902), [step(), step(1)]),
        lambda s: [len(s.steps(one.id)) for one in s.groups(1, 7)] == [1, 2],
    ),
    "save_group": (
        lambda s: s.save_group(replace(s.groups(1, 7)[0], state="placed")),
        lambda s: s.groups(1, 7)[0].version == 2,
    ),
    "add_step": (
        lambda s: s.add_step(step(9, s.groups(1, 7)[0].id)),
        lambda s: len(s.steps(s.groups(1, 7)[0].id)) == 2,
    ),
    "save_step": (
        lambda s: s.save_step(replace(s.steps(s.groups(1, 7)[0].id)[0], state="sent")),
        lambda s: s.steps(s.groups(1, 7)[0].id)[0].version == 2,
    ),
    "save_ship_to": (
        lambda s: s.save_ship_to(ship_to(fingerprint="other")),
        lambda s: s.ship_to(1, "other") is not None,
    ),
    "count_call": (
        lambda s: s.count_call(12345, date(2026, 3, 2), "x"),
        lambda s: s.calls(12345, date(2026, 3, 2)) == {"x": 1},
    ),
    "save_stream": (
        lambda s: s.save_stream(StreamRow(connection_id=1, name="orders", failures=1)),
        lambda s: s.stream(1, "orders").failures == 1,
    ),
    "raise_alarm": (lambda s: s.raise_alarm(alarm()), lambda s: len(s.alarms()) == 2),
    "resolve_alarms": (
        lambda s: s.resolve_alarms(1, "orders", LATER),
        lambda s: s.alarms() == [],
    ),
    "tell": (
        lambda s: s.tell(1, Told(at=NOW, subject="x", text="y")),
        lambda s: len(s.story(1, "x")) == 1,
    ),
    "wish": (
        lambda s: s.wish(1, "retry 7", NOW),
        lambda s: s.take_wishes(1) == ["sync", "retry 7"],
    ),
    "take_vendor_events": (
        lambda s: s.take_vendor_events(1, [vendor_event(5, 500_002)]),
        lambda s: (s.cursor(1), len(s.vendor_orders(1))) == (5, 2),
    ),
    "take_vendor_order": (
        lambda s: s.take_vendor_order(1, vendor_order(500_003), NOW),
        lambda s: [row.state for row in s.vendor_orders(1, order_id=500_003)] == ["open"],
    ),
    "save_vendor_order": (
        lambda s: s.save_vendor_order(replace(s.vendor_orders(1)[0], state="done")),
        lambda s: s.vendor_orders(1, due=LATER) == [],
    ),
    "save_vendor_line": (
        lambda s: s.save_vendor_line(VENDOR_LINE),
        lambda s: s.vendor_lines(1) == s.vendor_lines(1, 500_001) == [VENDOR_LINE],
    ),
    "save_need": (lambda s: s.save_need(NEED), lambda s: s.needs(1) == [NEED]),
    "take_wishes": (lambda s: s.take_wishes(1), lambda s: s.take_wishes(1) == []),
}
READS = {
    *("alarms", "calls", "close", "connections", "cursor", "groups"),
    *("needs", "published", "vendor_lines", "vendor_orders"),
    *(
        "fence",
        "last_cycle",
        "lines",
        "offer",
        "orders",
        "ship_to",
        "standing",
        "steps",
        "story",
        "stream",
    ),
}


def crash_at(store, name, when):
    def die(method: str, moment: str) -> None:
        if (method, moment) == (name, when):
            raise Crash

    store.on_write = die


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("name", WRITES)
def test_a_crash_leaves_a_write_undone_or_done(url, name, when):
    write, done = WRITES[name]
    store = prepared(url)
    crash_at(store, name, when)
    with pytest.raises(Crash):
        write(store)
    store.on_write = lambda method, moment: None
    if url != "sqlite://":
        # The process died: another one opens the same file.
        store.close()
        store = open_store(url)
    assert done(store) == (when == "after")
    store.close()


@pytest.mark.parametrize("name", WRITES)
def test_a_write_that_died_before_its_commit_can_be_done_again(url, name):
    write, done = WRITES[name]
    store = prepared(url)
    crash_at(store, name, "before")
    with pytest.raises(Crash):
        write(store)
    points = []
    store.on_write = lambda method, moment: points.append((method, moment))
    write(store)
    store.on_write = lambda method, moment: None
    assert points == [(name, "before"), (name, "after")]
    assert done(store)
    store.close()


def test_every_public_method_is_a_read_or_dies_here():
    public = {name for name in dir(SqlStore) if not name.startswith("_")}
    assert public == READS | set(WRITES)
