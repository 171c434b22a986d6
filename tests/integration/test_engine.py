from datetime import timedelta
from itertools import pairwise

import msgspec
import pytest

from integration import engine as engine_module
from integration.engine import Engine, UnknownConnection
from integration.model import masked
from integration.rows import StreamRow
from integration.schedule import INVENTORY, ORDERS, RECONCILE
from integration.store.errors import Overtaken
from tests.integration.fakes import MIDNIGHT, Place, connection_of, offers


@pytest.fixture
def place():
    place = Place()
    place.erp.stock = offers(3)
    yield place
    place.store.close()


@pytest.fixture
def rounds(monkeypatch):
    """Order rounds and reconciliations, by connection, instead of the real ones."""
    seen = []
    monkeypatch.setattr(
        engine_module, "place_orders", lambda desk, one: seen.append((ORDERS, one.id)) or 0
    )
    monkeypatch.setattr(
        engine_module, "reconcile", lambda desk, one: seen.append((RECONCILE, one.id)) or 0
    )
    return seen


def advance_to(place, moment):
    place.clock.pass_s((moment - place.clock.now()).total_seconds())


def test_a_round_does_what_is_due_and_says_when_the_next_is(place, rounds):
    engine = Engine(place.desk)
    assert engine.run_due()
    assert rounds == [(ORDERS, 1), (RECONCILE, 1)]
    assert len(place.market.batches) == 1
    assert not engine.run_due()
    assert engine.next_due() == MIDNIGHT + timedelta(seconds=2)
    assert engine.next_due([INVENTORY]) == MIDNIGHT + timedelta(seconds=300)
    assert engine.next_due([RECONCILE]) == MIDNIGHT + timedelta(seconds=3600)


def test_driven_by_next_due_two_hours_have_24_cycles(place, rounds):
    engine = Engine(place.desk)
    while place.clock.now() < MIDNIGHT + timedelta(hours=2):
        engine.run_due([INVENTORY])
        advance_to(place, engine.next_due([INVENTORY]))
    assert len(place.market.batches) == 24


def test_a_one_user_company_keeps_its_planned_cadence_within_its_allowance():
    usual = Place()
    usual.store.close()
    place = Place(
        msgspec.structs.replace(usual.settings, orders_per_day=40, read_reserved="no"),
        token_kind="Customer",
        rows=30,
        users=1,
    )
    place.erp.stock = offers(2000)
    engine = Engine(place.desk)
    starts = []
    while place.clock.now() < MIDNIGHT + timedelta(days=2):
        engine.run_due([INVENTORY])
        starts.append(place.clock.now())
        advance_to(place, engine.next_due([INVENTORY]))
    gaps = {(later - earlier).total_seconds() for earlier, later in pairwise(starts)}
    assert gaps == {engine.plan(1).cadence_s}
    for day in (MIDNIGHT, MIDNIGHT + timedelta(days=1)):
        assert sum(place.store.calls(12345, day.date()).values()) <= 1000 - 240
    place.store.close()


def test_no_connections_means_nothing_is_ever_due(rounds):
    place = Place()
    place.store.connections = list
    engine = Engine(place.desk)
    assert (engine.run_due(), engine.next_due()) == (False, None)
    with pytest.raises(UnknownConnection):
        engine.sync_inventory(1)
    place.store.close()


def test_a_poisonous_connection_never_stops_the_others(place, monkeypatch):
    place.store.add_connection(connection_of(name="northern", company_id=54321))
    seen = []

    def place_orders(desk, connection):
        if connection.id == 1:
            raise ValueError("poison")
        seen.append(connection.id)
        return 0

    monkeypatch.setattr(engine_module, "place_orders", place_orders)
    engine = Engine(place.desk)
    assert engine.run_due([ORDERS])
    assert seen == [2]
    assert place.alarms == [(ORDERS, "the engine failed: ValueError: poison")]
    (alarm,) = place.store.alarms()
    assert "a fault of the engine itself" in alarm.remedy
    assert "token" not in alarm.remedy
    stream = place.store.stream(1, ORDERS)
    assert stream.blocked_until == MIDNIGHT + timedelta(seconds=300)
    assert "engine.defect" in place.log.getvalue()


def test_being_overtaken_is_no_failure(place, monkeypatch):
    def place_orders(desk, connection):
        raise Overtaken("somebody else")

    monkeypatch.setattr(engine_module, "place_orders", place_orders)
    Engine(place.desk).run_due([ORDERS])
    assert place.alarms == []


def test_work_whose_lease_is_elsewhere_is_not_tried_in_a_hot_loop(place, rounds):
    engine = Engine(place.desk)
    place.store.take_lease("inventory:1", "other", place.clock.now(), 900)
    assert engine.run_due([INVENTORY])
    assert place.market.batches == []
    assert engine.next_due([INVENTORY]) == MIDNIGHT + timedelta(seconds=300)


def test_a_wish_for_a_sync_is_fulfilled_though_the_stream_is_blocked(place, rounds):
    engine = Engine(place.desk)
    engine.run_due()
    blocked = MIDNIGHT + timedelta(hours=1)
    row = place.store.stream(1, INVENTORY)
    place.store.save_stream(msgspec.structs.replace(row, blocked_until=blocked))
    place.store.wish(1, "sync", place.clock.now())
    assert engine.run_due()
    assert len(place.market.batches) == 2
    assert not engine.run_due()


def test_a_wish_to_retry_makes_the_orders_stream_due(place, rounds):
    engine = Engine(place.desk)
    engine.run_due()
    blocked = MIDNIGHT + timedelta(hours=1)
    place.store.save_stream(StreamRow(connection_id=1, name=ORDERS, blocked_until=blocked))
    place.store.wish(1, "retry 4711", place.clock.now())
    engine.run_due()
    assert rounds.count((ORDERS, 1)) == 2


def test_nothing_shows_a_token(place, rounds):
    place.desk.log.info("connected", connection=repr(place.connection), token="x" * 26)
    Engine(place.desk).run_due()
    assert "x" * 26 not in place.log.getvalue()
    for secret in (place.connection.token, place.connection.supplier_key):
        assert secret not in repr(place.connection)
        assert secret not in place.log.getvalue()


@pytest.mark.parametrize(
    ("secret", "shown"), [("", "(none)"), ("short", "…"), ("abcdefghijklmnop", "ab…op")]
)
def test_a_secret_is_recognised_but_not_used(secret, shown):
    assert masked(secret) == shown
