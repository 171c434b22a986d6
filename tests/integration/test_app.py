from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Event, Thread, current_thread

import pytest

from integration.app import build, connect_ibuyflowers, run_forever
from integration.clock import SystemClock
from integration.connect import ConnectRequest
from integration.engine import Engine
from integration.errors import Wait
from integration.lab.contract import published
from integration.lab.wire import Wire, Witness, base_url
from integration.settings import Settings
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, tokens_of
from mocks.worlds import WorldSpec, build_world
from tests.integration.fakes import Place, offers

# A Monday at midnight, when an allowance begins.
START = datetime(2026, 11, 23, tzinfo=UTC)


class Company:
    """A company on the marketplace, its engine on the wire of one world."""

    def __init__(self, kind="company", settings=None, lines=300, judged=True, **changes):
        self.world = build_world(WorldSpec(lines=lines, start=START, frozen=True))
        self.wire = Wire(self.world, Witness(published()) if judged else None)
        settings = settings or Settings(store_url="sqlite://")
        self.engine = build(settings, self.world.clock, self.wire)
        self.store = self.engine.desk.store
        tokens = tokens_of(self.world.partners["komet"].state)
        request = ConnectRequest(
            name="sabana",
            komet_url=base_url("komet"),
            market_url=base_url("ibuyflowers"),
            onboarding_key=str(keys_of(1, [])["onboarding"]),
            token=tokens[kind],
            company_id=COMPANY,
            customer_id=CUSTOMER,
            carrier_id=FEDEX,
            user_token=tokens["user"],
            **{"users": 3, **changes},
        )
        self.report = connect_ibuyflowers(self.engine, request, self.wire)
        assert self.report.ok, [str(one) for one in self.report.findings]

    @property
    def market(self):
        return self.world.partners["ibuyflowers"].state

    def calls(self, day):
        return sum(self.store.calls(COMPANY, day).values())


@pytest.mark.parametrize("kind", ["company", "customer"])
def test_a_cycle_over_the_wire_shows_komets_stock(kind):
    company = Company(kind)
    row = company.engine.sync_inventory(1)
    assert (row.outcome, row.removals) == ("published", 0)
    assert row.lines == row.upserts == len(company.market.offers) > 200
    again = company.engine.sync_inventory(1)
    assert (again.outcome, again.upserts, again.removals) == ("published", 0, 0)
    company.engine.close()


def test_every_call_that_leaves_is_counted_as_komet_counts():
    company = Company("customer", rows=30)
    company.engine.run_due()
    day = company.world.clock.now().date()
    counted = company.world.partners["komet"].meter.used(COMPANY, day)
    assert company.calls(day) == counted > 10
    company.engine.close()


def test_no_call_leaves_that_the_allowance_does_not_cover():
    company = Company("company", users=1, allowance_share=0.1)
    engine, day = company.engine, company.world.clock.now().date()
    while company.calls(day) < 100:
        engine.desk.store.count_call(COMPANY, day, "invoice.list")
    with pytest.raises(Wait):
        engine.desk.erp.storefront_page(engine.connection(1), 1, reserved=False)
    assert company.calls(day) == 100
    engine.close()


def test_one_user_at_thirty_rows_stays_within_a_thousand_calls_at_the_planned_cadence():
    settings = Settings(store_url="sqlite://", orders_per_day=40, read_reserved="no")
    company = Company("customer", settings, lines=2000, judged=False, rows=30, users=1)
    engine, clock = company.engine, company.world.clock
    starts, day = [], START.date()
    while clock.now() < START + timedelta(days=1):
        if engine.run_due(["inventory"]):
            starts.append(clock.now())
            last = company.store.last_cycle(1)
            assert last.outcome == "published"
        company.world.advance((engine.next_due(["inventory"]) - clock.now()).total_seconds())
    gaps = [(b - a).total_seconds() for a, b in pairwise(starts)]
    assert sorted(gaps)[len(gaps) // 2] == engine.plan(1).cadence_s
    assert 600 < company.calls(day) <= 1000 - 240
    engine.close()


def test_the_threads_do_all_work_and_stop_when_told(monkeypatch):
    place = Place()
    place.erp.stock = offers(2)
    engine, stop, seen = Engine(place.desk), Event(), {}
    both = Event()

    def run_due(streams):
        seen[tuple(streams)] = current_thread().name
        if len(seen) == 3:
            both.set()
        return True

    monkeypatch.setattr(engine, "run_due", run_due)
    stopper = _when(both, stop)
    run_forever(engine, stop)
    stopper.join()
    assert seen == {
        ("orders", "reconcile"): "engine-orders",
        ("inventory",): "engine-inventory",
        ("sales", "purchases"): "engine-sales",
    }
    place.store.close()


def test_a_failing_store_ends_no_thread(monkeypatch):
    place = Place()
    engine, stop, tries, both = Engine(place.desk), Event(), [], Event()
    monkeypatch.setattr("integration.app.LOOK_AGAIN_S", 0.01)

    def run_due(streams):
        tries.append(streams)
        if len(tries) > 6:
            both.set()
        raise OSError("the disk is full")

    monkeypatch.setattr(engine, "run_due", run_due)
    stopper = _when(both, stop)
    run_forever(engine, stop)
    stopper.join()
    assert "the disk is full" in place.log.getvalue()
    place.store.close()


def _when(event, stop):
    def wait():
        event.wait(20)
        stop.set()

    thread = Thread(target=wait)
    thread.start()
    return thread


def test_an_engine_opens_its_own_store_and_closes_it(tmp_path):
    settings = Settings(store_url=f"sqlite:///{tmp_path}/engine.db")
    engine = build(settings, SystemClock())
    assert engine.connections() == []
    engine.close()
    assert (tmp_path / "engine.db").exists()


def test_the_machines_clock_is_aware():
    assert SystemClock().now().tzinfo is UTC
