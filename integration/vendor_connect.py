"""Join a vendor's account with Axerrio to a company in Komet: try the eleven methods, activate.

The operator brings the Vendor token made in Komet and what only people know: which of the vendor's
customers is which in Komet (no method of the eleven tells), who activates, and whether the add-on
is subscribed. Nothing is stored until the vendor's system has agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from structlog.typing import FilteringBoundLogger

from integration.complaints import (
    CARRIER_ID,
    COMPANY_ID,
    FOUND,
    LOCATION_ID,
    about_grant,
    about_token,
    asks_whose,
    blamed_id,
    kind_told,
)
from integration.connect import ConnectReport, admitted, told
from integration.errors import PartnerError
from integration.finding import (
    COPY_AGAIN,
    GRANTED,
    REFUSED,
    RIGHT,
    SHOWS_LATER,
    TOKEN,
    UNPROVEN,
    UNTOLD,
    Finding,
    admission,
    no_way,
    wrong,
)
from integration.given import impossible
from integration.model import VENDOR, Connection, masked
from integration.ports import Clock, Probe
from integration.quota import kept_in_sight
from integration.settings import Settings
from integration.vendor_polling import cadence_s, open_days
from integration.vendor_ports import Joining, VendorJoin, VendorStore

#: What the page on the integration tells to tick, and nothing else.
METHODS = (
    *("box.code.change", "boxtype.list", "carrier.list"),
    *("prebook.create", "prebook.details.list", "prebook.item.delete"),
    *("purchase.order.create", "purchase.order.item.delete", "purchase.order.items.awb.add"),
    *("purchase.order.list", "purchase.order.mixed.create"),
)
_TICK = "tick it in Setup > Settings > Tokens, or make a Vendor token that has it"
_ONE_PLACE = "a Multi-Location company can not be joined: a vendor is not told its locations' codes"
_MAP = "orders of other customers wait until somebody says who they are"
_WHOSE_TOKEN = "the vendor whose token it is: Setup > Vendors"
_LONGEST_CODE = 20
SET_UP, CUSTOMERS, VENDOR_ID = "Axerrio set-up", "customers", "Vendor ID"


class VendorRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator gives; `customers`: the vendor's codes -> Komet's Customer IDs."""

    name: str
    komet_url: str
    axerrio_url: str
    onboarding_key: str
    token: str
    company_id: int
    vendor_id: int
    account_id: int
    carrier_id: int
    customers: dict[str, int] = {}
    role: str = ""
    add_on: bool = False
    users: int = 1
    allowance_share: float = 1.0

    def __repr__(self) -> str:
        """Whose connection; nothing secret."""
        return f"VendorRequest({self.name!r}, token {masked(self.token)})"


@dataclass(frozen=True)
class VendorOffice:
    """Where vendors are joined."""

    store: VendorStore
    probe: Probe
    system: VendorJoin
    clock: Clock
    settings: Settings
    log: FilteringBoundLogger


def connect_vendor(office: VendorOffice, request: VendorRequest) -> ConnectReport:
    """Try everything; if nothing stops it, activate the connection at the vendor's and store it.

    The same name again replaces the connection of that name and lets its streams go on.
    """
    wished = wished_by(request)
    findings = [*impossible(wished, _addresses(request), _secrets(request)), *_unnamed(request)]
    stored = None
    if not findings:
        findings = _tried(office, wished)
        if not any(one.stops for one in findings):
            findings += [*_ids(office, wished), _customers(request)]
        if not any(one.stops for one in findings):
            stored = _admit(office, wished, request, findings)
    freshness = _freshness(office, stored) if stored else ""
    report = ConnectReport(findings=tuple(findings), connection=stored, freshness=freshness)
    return told(office.log, request.name, report)


def _freshness(office: VendorOffice, stored: Connection) -> str:
    calls = 1 + len(open_days(office.store, stored))
    every = cadence_s(office.store, stored, office.settings, office.clock, calls)
    return kept_in_sight(every)


def _addresses(request: VendorRequest) -> Iterator[tuple[str, str]]:
    yield "Komet's address", request.komet_url
    yield "Axerrio's address", request.axerrio_url


def _secrets(request: VendorRequest) -> Iterator[tuple[str, str]]:
    yield "token", request.token
    yield "onboarding key", request.onboarding_key


def _unnamed(request: VendorRequest) -> Iterator[Finding]:
    """What of the vendor's own names can not be right."""
    for code, customer_id in request.customers.items():
        if not 1 <= len(code) <= _LONGEST_CODE or customer_id < 1:
            remedy = f"the vendor's code, at most {_LONGEST_CODE} letters, and Komet's Customer ID"
            yield wrong(CUSTOMERS, f"{code!r} as {customer_id} is not possible", remedy)
    if request.account_id < 1:
        said = f"{request.account_id} is no account"
        yield wrong("account", said, "the vendor's own number with Axerrio, 1 or more")


def wished_by(request: VendorRequest) -> Connection:
    """The connection as the operator wants it, without its id and key."""
    return Connection(
        id=0,
        name=request.name,
        komet_url=request.komet_url,
        market_url=request.axerrio_url,
        token_kind="Vendor",
        token=request.token,
        user_token="",
        supplier_key="",
        company_id=request.company_id,
        customer_id=0,
        carrier_id=request.carrier_id,
        users=request.users,
        allowance_share=request.allowance_share,
        partner=VENDOR,
        vendor_id=request.vendor_id,
        customers=request.customers,
    )


def _tried(office: VendorOffice, wished: Connection) -> list[Finding]:
    """One finding for each method; none more once token or way are known to be broken."""
    findings: list[Finding] = []
    today = office.clock.now().date()
    for method in METHODS:
        try:
            office.probe.attempt(wished, method, today)
        except PartnerError as problem:
            findings.append(_judged(method, problem))
            if findings[-1].what != method:
                break
        else:
            findings.append(Finding(what=method, verdict=GRANTED))
    return findings


def _judged(method: str, problem: PartnerError) -> Finding:
    said, kind, lost = problem.reason, kind_told(problem.reason), no_way(problem)
    if lost is not None:
        return lost
    if (kind and kind != "Vendor") or asks_whose(said):
        return wrong(TOKEN, f"it is no Vendor token: {said}", "make one of type Vendor")
    if about_grant(said):
        return Finding(what=method, verdict=REFUSED, reason=said, remedy=_TICK, stops=True)
    if about_token(said):
        return wrong(TOKEN, said, COPY_AGAIN)
    blamed = blamed_id(said)
    if blamed == LOCATION_ID:
        return wrong("company", said, _ONE_PLACE)
    if blamed is not None:
        return wrong(blamed, said, FOUND[blamed])
    return Finding(what=method, verdict=UNPROVEN, reason=said, remedy=SHOWS_LATER)


def _ids(office: VendorOffice, wished: Connection) -> Iterator[Finding]:
    """The company's list of carriers tells of that one; of the others nothing tells."""
    try:
        there = office.probe.has_carrier(wished)
    except PartnerError as problem:
        where = FOUND[CARRIER_ID]
        said = problem.reason
        yield Finding(what=CARRIER_ID, verdict=UNPROVEN, reason=said, remedy=where)
    else:
        said = f"{wished.carrier_id} is no active carrier of the company's"
        right = Finding(what=CARRIER_ID, verdict=RIGHT)
        yield right if there else wrong(CARRIER_ID, said, FOUND[CARRIER_ID])
    for what, where in ((COMPANY_ID, FOUND[COMPANY_ID]), (VENDOR_ID, _WHOSE_TOKEN)):
        yield Finding(what=what, verdict=UNPROVEN, reason=UNTOLD, remedy=where)


def _customers(request: VendorRequest) -> Finding:
    if not request.customers:
        return Finding(what=CUSTOMERS, verdict=UNPROVEN, reason="none was named", remedy=_MAP)
    named = ", ".join(f"{code} is {number}" for code, number in request.customers.items())
    remedy = f"a wrong one shows with its first order; {_MAP}"
    return Finding(what=CUSTOMERS, verdict=UNPROVEN, reason=f"{named}: {UNTOLD}", remedy=remedy)


def _admit(
    office: VendorOffice, wished: Connection, request: VendorRequest, findings: list[Finding]
) -> Connection | None:
    joining = Joining(
        account_id=request.account_id,
        role=request.role,
        add_on=request.add_on,
        methods={one.what: one.verdict for one in findings if one.what in METHODS},
    )
    try:
        key = office.system.join(wished, request.onboarding_key, joining)
    except PartnerError as problem:
        findings.append(admission(SET_UP, "Axerrio", problem))
        return None
    findings.append(Finding(what=SET_UP, verdict=GRANTED))
    return admitted(office.store, msgspec.structs.replace(wished, supplier_key=key))
