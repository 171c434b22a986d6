"""The only wiring: settings, a clock and a way to the partners become an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from sys import stderr
from threading import Event, Thread
from typing import Any

from structlog.typing import FilteringBoundLogger

from integration import connect, vendor_connect
from integration.allowance import allowance_of, day_of
from integration.connect import ConnectReport, ConnectRequest, Office
from integration.desk import Desk, VendorSide
from integration.engine import Engine
from integration.errors import Wait
from integration.log import make_log
from integration.model import Connection
from integration.partners import Axerrio, Http, IBuyFlowers, Komet, client_for
from integration.partners.probe import KometProbe
from integration.ports import Clock
from integration.schedule import INVENTORY, ORDERS, PURCHASES, RECONCILE, SALES
from integration.settings import Settings
from integration.store import open_store
from integration.store_port import Store
from integration.vendor_connect import VendorOffice, VendorRequest
from integration.vendor_ports import VendorStore

#: An httpx transport; None is the network. Only the partners' room may name the type.
Transport = Any

#: Each group has its thread, so that a slow cycle never delays an order.
THREADS = ((ORDERS, RECONCILE), (INVENTORY,), (SALES, PURCHASES))
#: A wish, a new connection or a store that failed is looked at again after so long.
LOOK_AGAIN_S = 2.0
SHORTEST_WAIT_S = 0.05


def build(
    settings: Settings,
    clock: Clock,
    transport: Transport = None,
    *,
    store: VendorStore | None = None,
) -> Engine:
    """An engine, to be closed after use.

    Args:
        settings: how it works.
        clock: its time.
        transport: another way to the partners than the network, for the lab.
        store: an open store, which stays the caller's to close; else the settings' own is opened.
    """
    return _Parts(settings, clock, transport, store).engine()


def connect_ibuyflowers(
    engine: Engine, request: ConnectRequest, transport: Transport = None
) -> ConnectReport:
    """Test a connection and store it in the engine's store, if it is right.

    Args:
        engine: whose store, clock and settings.
        request: what the operator gave.
        transport: as for `build`.
    """
    wished = connect.wished_by(request, engine.desk.settings)
    with _parts_beside(engine, transport, wished) as parts:
        return connect.connect(parts.office(engine.desk.log), request)


def connect_axerrio(
    engine: Engine, request: VendorRequest, transport: Transport = None
) -> ConnectReport:
    """Join a vendor's account to a company and store the connection, if all is right.

    Args:
        engine: whose store, clock and settings.
        request: what the operator gave.
        transport: as for `build`.
    """
    wished = vendor_connect.wished_by(request)
    with _parts_beside(engine, transport, wished) as parts:
        return vendor_connect.connect_vendor(parts.vendor_office(engine.desk.log), request)


@contextmanager
def _parts_beside(engine: Engine, transport: Transport, anew: Connection) -> Iterator[_Parts]:
    """Parts of their own on an engine's store, while a connection is made."""
    desk = engine.desk
    parts = _Parts(desk.settings, desk.clock, transport, desk.store, anew)
    try:
        yield parts
    finally:
        parts.close()


class _Parts:
    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        transport: Transport,
        store: VendorStore | None,
        anew: Connection | None = None,
    ) -> None:
        self.settings, self.clock = settings, clock
        self._closing: list[Callable[[], None]] = []
        if store is None:
            store = opened = open_store(settings.store_url)
            self._closing.append(opened.close)
        self.store: VendorStore = store
        self._client = client_for(transport, settings.timeout_s)
        self._closing.append(self._client.close)
        pause = _real_pause if transport is None else _no_pause
        counter = _Counter(self.store, clock, settings, anew)
        self.http = Http(self._client, wait=pause, on_call=counter.count)

    def engine(self) -> Engine:
        """The engine over these parts."""
        komet = Komet(
            self.http,
            short_cut=self.settings.short_cut == "yes",
            availability=self.settings.availability == "yes",
        )
        desk = Desk(
            store=self.store,
            erp=komet,
            market=IBuyFlowers(self.http),
            clock=self.clock,
            settings=self.settings,
            log=make_log(self.clock, stderr, self.settings.log_format),
            vendor_side=VendorSide(komet, Axerrio(self.http)),
        )
        return Engine(desk, closing=self.close)

    def office(self, log: FilteringBoundLogger) -> Office:
        """Where connections are made."""
        probe = KometProbe(self.http)
        return Office(self.store, probe, self.clock, self.settings, log)

    def vendor_office(self, log: FilteringBoundLogger) -> VendorOffice:
        """Where vendors are joined."""
        probe = KometProbe(self.http)
        axerrio = Axerrio(self.http)
        return VendorOffice(self.store, probe, axerrio, self.clock, self.settings, log)

    def close(self) -> None:
        """Close what was opened here."""
        for close in reversed(self._closing):
            close()


class _Counter:
    """Counts every call that leaves, and lets none leave that the allowance does not cover.

    While a connection is made, its own users and share count: what is stored may be what is wrong.
    """

    def __init__(
        self, store: Store, clock: Clock, settings: Settings, anew: Connection | None
    ) -> None:
        self._store, self._clock, self._settings, self._anew = store, clock, settings, anew

    def count(self, company_id: int, method: str) -> None:
        """One more call.

        Raises:
            Wait: if today's allowance is used up.
        """
        day = day_of(self._clock.now(), self._settings).name
        allowance = allowance_of(self._store, company_id, self._anew)
        if allowance is not None:
            used = sum(self._store.calls(company_id, day).values())
            if used >= allowance:
                raise Wait(f"all {allowance} calls of today's allowance are used", method)
        self._store.count_call(company_id, day, method)


def _real_pause(seconds: float) -> None:
    Event().wait(seconds)


def _no_pause(seconds: float) -> None:
    del seconds


def run_forever(engine: Engine, stop: Event) -> None:
    """Do what is due whenever it is due, until `stop` is set; a failing store is waited out.

    Returns when the work under way is done.
    """
    threads = [
        Thread(target=_drive, args=(engine, streams, stop), name=f"engine-{streams[0]}")
        for streams in THREADS
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _drive(engine: Engine, streams: tuple[str, ...], stop: Event) -> None:
    while not stop.is_set():
        try:
            engine.run_due(streams)
            wait_s = _until(engine.next_due(streams), engine.desk.clock.now())
        except Exception as defect:  # whatever it was, the next round begins from the store
            engine.desk.log.error("engine.round_failed", streams=streams, exc_info=defect)
            wait_s = LOOK_AGAIN_S
        stop.wait(wait_s)


def _until(due: datetime | None, now: datetime) -> float:
    if due is None:
        return LOOK_AGAIN_S
    return min(max((due - now).total_seconds(), SHORTEST_WAIT_S), LOOK_AGAIN_S)
