"""A small Komet and a small marketplace, in memory, that fail when told to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO

import msgspec

from integration.cycle import sync_inventory
from integration.desk import Desk
from integration.errors import PartnerError
from integration.listing import DOUBTED, Listing
from integration.log import make_log
from integration.model import Connection, Offer
from integration.ports import Batch, Page
from integration.rows import CycleRow
from integration.settings import Settings
from integration.store import open_store

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)


class FakeClock:
    def __init__(self, start: datetime = MIDNIGHT) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def pass_s(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def offer(number: int, **changes: object) -> Offer:
    one = Offer(
        key=f"1-{number}",
        origin=1,
        product_id=number,
        name=f"Rose {number}",
        box_type="QB",
        unit_type="Stem",
        bunches=10,
        stems_bunch=25,
        boxes=4,
        price=Decimal("0.35"),
        available_from=date(2026, 3, 2),
        available_to=date(2026, 3, 9),
    )
    return msgspec.structs.replace(one, **changes)


def offers(count: int) -> list[Offer]:
    return [offer(number) for number in range(1, count + 1)]


def listing(some: Sequence[Offer]) -> Listing:
    """What a client makes of these lines: equal ones have equal names."""
    by_key = {one.key: one for one in some}
    names = {key: repr(one).encode() for key, one in by_key.items()}
    return Listing(names, len(some), lambda keys: [by_key[key] for key in keys])


def page_of(some: Sequence[Offer], total: int, rows: int | None = None) -> Page:
    return Page(listing=listing(some), rows=len(some) if rows is None else rows, total=total)


class FakeErp:
    """Lists `stock`; each call may be made to fail, is counted, and may take time."""

    def __init__(self, desk_clock: FakeClock) -> None:
        self.stock: list[Offer] = []
        self.reserved: list[Offer] = []
        self.failures: list[PartnerError] = []
        self.calls: list[str] = []
        self.remembered: list[dict[str, bytes]] = []
        self.counter = lambda method: None
        self.call_s = 0.0
        self.prices = "A"
        self.pages: list[list[Offer]] | None = None
        self.during = lambda: None
        self._clock = desk_clock

    def price_list(self, connection: Connection) -> str:
        return self.prices

    def remember(self, connection: Connection, names: Mapping[str, bytes]) -> None:
        self.remembered.append(dict(names))

    def open_market(self, connection: Connection, today: date, price_list: str = "A") -> Listing:
        self._call("inventory.openmarket.list")
        self._call("future.inventory.openmarket.list")
        return listing(self.stock)

    def storefront_page(self, connection: Connection, page: int, *, reserved: bool) -> Page:
        self._call("ecommerce/inventory.list")
        if self.pages is not None and not reserved:
            total = sum(len(one) for one in self.pages)
            return page_of(self.pages[page - 1], total)
        every = self.reserved if reserved else self.stock
        begin = (page - 1) * connection.rows
        return page_of(every[begin : begin + connection.rows], len(every))

    def _call(self, method: str) -> None:
        self.calls.append(method)
        self.counter(method)
        self._clock.pass_s(self.call_s)
        self.during()
        if self.failures:
            raise self.failures.pop(0)


class FakeMarket:
    """Takes batches as the marketplace does; `lost_replies` are carried out, then fail."""

    def __init__(self) -> None:
        self.shown: dict[str, Offer] = {}
        self.confirmed: dict[str, datetime] = {}
        self.batches: list[Batch] = []
        self.last = 0
        self.cadence_s = 0
        self.failures: list[PartnerError] = []
        self.lost_replies: list[PartnerError] = []
        self._seen: set[tuple[int, int]] = set()

    def publish(self, connection: Connection, batch: Batch) -> None:
        if self.failures:
            raise self.failures.pop(0)
        assert batch.number >= self.last, "an older batch after a newer one"
        if (batch.number, batch.part) not in self._seen:
            self._take(batch)
        if self.lost_replies:
            raise self.lost_replies.pop(0)

    def _take(self, batch: Batch) -> None:
        self._seen.add((batch.number, batch.part))
        self.batches.append(batch)
        self.shown |= {one.key: one for one in batch.upserts}
        for key in batch.removals:
            self.shown.pop(key, None)
        if batch.part == batch.parts:
            self.last, self.cadence_s = batch.number, batch.cadence_s
            for key in self.shown.keys() - set(batch.unconfirmed):
                self.confirmed[key] = batch.read_at


class Place:
    """A store, a connection, and a desk over the fakes."""

    def __init__(self, settings: Settings | None = None, **connection: object) -> None:
        self.clock = FakeClock()
        self.erp = FakeErp(self.clock)
        self.market = FakeMarket()
        self.store = open_store("sqlite://")
        self.settings = settings or Settings(orders_per_day=0)
        self.log = StringIO()
        self.connection = self.store.add_connection(connection_of(**connection))
        self.erp.counter = self._count
        self.desk = self.new_desk()

    def new_desk(self, holder: str = "") -> Desk:
        """As after a restart: nothing is remembered but what the store holds."""
        settings = self.settings
        if holder:
            settings = msgspec.structs.replace(settings, holder=holder)
        log = make_log(self.clock, self.log, "json")
        return Desk(self.store, self.erp, self.market, self.clock, settings, log)  # type: ignore[arg-type]

    def _count(self, method: str) -> None:
        self.store.count_call(self.connection.company_id, self.clock.now().date(), method)

    @property
    def acknowledged(self) -> dict[str, Offer | None]:
        """What the store holds of the marketplace; None of a line that is doubted."""
        store, owner = self.store, self.connection.id
        return {
            key: None if name == DOUBTED else store.offer(owner, key)
            for key, name in store.published(owner).items()
        }

    @property
    def calls_today(self) -> int:
        day = self.clock.now().date()
        return sum(self.store.calls(self.connection.company_id, day).values())

    @property
    def alarms(self) -> list[tuple[str, str]]:
        return [(one.subject, one.reason) for one in self.store.alarms()]


def connection_of(**changes: object) -> Connection:
    one = Connection(
        id=0,
        name="sabana",
        komet_url="http://komet.test",
        market_url="http://ibuyflowers.test",
        token_kind="Company",
        token="t" * 26,
        user_token="",
        supplier_key="s" * 26,
        company_id=12345,
        customer_id=7001,
        carrier_id=1360,
        users=3,
    )
    return msgspec.structs.replace(one, **changes)


def sync(place: Place, wait_s: float = 300.0, desk: Desk | None = None) -> CycleRow | None:
    """One cycle, and the time until the next."""
    row = sync_inventory(desk or place.desk, place.connection)
    place.clock.pass_s(wait_s)
    return row
