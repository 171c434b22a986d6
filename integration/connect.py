"""Make a connection: test each id and method, finish the set-up at the marketplace, store it.

An operator copies four things from Komet's screens: a token, the Customer ID, the Company ID, the
Carrier ID. Any of them may be wrong, and each would show much later, in an order. So all are tried
before anything is stored; what could not be proven is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from structlog.typing import FilteringBoundLogger

from integration.allowance import open_books
from integration.errors import PartnerError
from integration.finding import GRANTED, Finding, admission, wrong
from integration.given import impossible
from integration.inspection import Inspection, Login
from integration.model import Connection, masked
from integration.ports import Clock, Probe
from integration.schedule import STREAMS_WITH, inventory_lease
from integration.settings import Settings
from integration.store_port import Store

SET_UP = "marketplace set-up"
#: A store that does not know what was told does not know which orders were placed either.
_OTHER_STORE = (
    "another store has told it {newest} batches for this company and customer: with this one its "
    "orders would be placed a second time"
)
_RIGHT_STORE = "connect with that store, by its name there, or have the marketplace begin anew"


class ConnectRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator gives.

    `token_kind` Company or Customer; "" finds out. `user_token`, or `username` with `password`,
    is a login that may check web orders out. Empty policies mean the settings'.
    """

    name: str
    komet_url: str
    market_url: str
    onboarding_key: str
    token: str
    company_id: int
    customer_id: int
    carrier_id: int
    token_kind: str = ""
    location_id: int | None = None
    username: str = ""
    password: str = ""
    user_token: str = ""
    transit_days: int = 1
    service_weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    users: int = 1
    rows: int = 1000
    allowance_share: float = 1.0
    partial: str = ""
    price_policy: str = ""

    def __repr__(self) -> str:
        """Whose connection; nothing secret."""
        return f"ConnectRequest({self.name!r}, token {masked(self.token)})"


class ConnectReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, and the connection as stored; None if nothing was."""

    findings: tuple[Finding, ...]
    connection: Connection | None = None
    freshness: str = ""

    @property
    def ok(self) -> bool:
        """Whether it is connected."""
        return self.connection is not None


@dataclass(frozen=True)
class Office:
    """Where connections are made."""

    store: Store
    probe: Probe
    clock: Clock
    settings: Settings
    log: FilteringBoundLogger


def connect(office: Office, request: ConnectRequest) -> ConnectReport:
    """Test everything; if nothing stops it, finish the set-up and store the connection.

    The same name again replaces the connection of that name and lets its streams go on.
    """
    wished = wished_by(request, office.settings)
    findings = impossible(wished, _addresses(request), _secrets(request))
    stored = None
    if not findings:
        login = Login(
            token=request.user_token, username=request.username, password=request.password
        )
        offers = office.settings.availability == "yes"
        today = office.clock.now().date()
        inspection = Inspection(office.probe, today, wished, login, offers=offers)
        connection, findings = inspection.run(), inspection.findings
        if not any(one.stops for one in findings):
            stored = _admit(office, connection, request.onboarding_key, findings)
    freshness = ""
    if stored is not None:
        freshness = (
            open_books(office.store, stored, office.settings, office.clock.now()).plan().freshness
        )
    return told(
        office.log,
        request.name,
        ConnectReport(findings=tuple(findings), connection=stored, freshness=freshness),
    )


def told(log: FilteringBoundLogger, name: str, report: ConnectReport) -> ConnectReport:
    """The report, after a line in the log; who asked is shown each finding anyway."""
    stopped_by = [one.what for one in report.findings if one.stops]
    log.info("connect", connection=name, connected=report.ok, stopped_by=stopped_by)
    return report


def _addresses(request: ConnectRequest) -> Iterator[tuple[str, str]]:
    yield "Komet's address", request.komet_url
    yield "the marketplace's address", request.market_url


def _secrets(request: ConnectRequest) -> Iterator[tuple[str, str]]:
    yield "token", request.token
    yield "user token", request.user_token
    yield "onboarding key", request.onboarding_key


def _admit(
    office: Office, connection: Connection, onboarding_key: str, findings: list[Finding]
) -> Connection | None:
    books = open_books(office.store, connection, office.settings, office.clock.now())
    try:
        key = office.probe.finish(connection, onboarding_key, books.plan().cadence_s)
        connection = msgspec.structs.replace(connection, supplier_key=key)
        newest = office.probe.newest_batch(connection)
    except PartnerError as problem:
        findings.append(admission(SET_UP, "the marketplace", problem))
        return None
    if newest > _batches_told(office.store, connection):
        findings.append(wrong(SET_UP, _OTHER_STORE.format(newest=newest), _RIGHT_STORE))
        return None
    findings.append(Finding(what=SET_UP, verdict=GRANTED))
    return admitted(office.store, connection)


def _batches_told(store: Store, connection: Connection) -> int:
    """The number of the last batch that a store knows of."""
    known = [one for one in store.connections() if one.name == connection.name]
    return store.fence(inventory_lease(known[0].id)) if known else 0


def admitted(store: Store, connection: Connection) -> Connection:
    """Store a connection that was made, and let its streams go on if they were stopped."""
    stored = store.add_connection(connection)
    for name in STREAMS_WITH[stored.partner]:
        stream = store.stream(stored.id, name)
        if stream.blocked_until or stream.failures:
            free = msgspec.structs.replace(stream, blocked_until=None, last_try_at=None)
            store.save_stream(free)
    return stored


def wished_by(request: ConnectRequest, settings: Settings) -> Connection:
    """The connection as the operator wants it, without its id and key."""
    given = {
        name: getattr(request, name)
        for name in Connection.__struct_fields__
        if name in ConnectRequest.__struct_fields__
    }
    given["partial"] = request.partial or settings.partial
    given["price_policy"] = request.price_policy or settings.price_policy
    return Connection(id=0, supplier_key="", **given)
