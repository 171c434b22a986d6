"""Join a vendor's account with Axerrio to a company in Komet: try the eleven methods, activate.

The operator brings the Vendor token made in Komet and what only people know: which of the vendor's
customers is which in Komet (no method of the eleven tells), who activates, and whether the add-on
is subscribed. Nothing is stored until the vendor's system has agreed.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from structlog.typing import FilteringBoundLogger

from integration.connect import ConnectReport
from integration.errors import NotGranted, PartnerError, Refused, Stopped
from integration.inspection import GRANTED, LATER, REFUSED, UNPROVEN, WRONG, Finding
from integration.model import VENDOR, Connection, masked
from integration.ports import Clock, Probe
from integration.schedule import STREAMS_WITH
from integration.store_port import Store
from integration.vendor_ports import Joining, VendorJoin

#: What the page on the integration tells to tick, and nothing else.
METHODS = (
    *("box.code.change", "boxtype.list", "carrier.list"),
    *("prebook.create", "prebook.details.list", "prebook.item.delete"),
    *("purchase.order.create", "purchase.order.item.delete", "purchase.order.items.awb.add"),
    *("purchase.order.list", "purchase.order.mixed.create"),
)
_TICK = "tick it in Setup > Settings > Tokens, or make a Vendor token that has it"
_MAP = "orders of other customers wait until somebody says who they are"


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

    store: Store
    probe: Probe
    system: VendorJoin
    clock: Clock
    log: FilteringBoundLogger


def connect_vendor(office: VendorOffice, request: VendorRequest) -> ConnectReport:
    """Try everything; if nothing stops it, activate the connection at the vendor's and store it.

    The same name again replaces the connection of that name and lets its streams go on.
    """
    wished = _connection(request)
    findings = _tried(office, wished)
    stored = None
    if not any(one.stops for one in findings):
        stored = _admit(office, wished, request, findings)
    if not request.customers:
        findings.append(Finding(what="customers", verdict=UNPROVEN, remedy=_MAP))
    for one in findings:
        office.log.info("connect.finding", connection=request.name, **msgspec.to_builtins(one))
    return ConnectReport(findings=tuple(findings), connection=stored)


def _connection(request: VendorRequest) -> Connection:
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
    said = problem.reason
    if isinstance(problem, NotGranted):
        return Finding(what=method, verdict=REFUSED, reason=said, remedy=_TICK, stops=True)
    if isinstance(problem, Stopped):
        remedy = "copy it again, or make a new one"
        return Finding(what="token", verdict=WRONG, reason=said, remedy=remedy, stops=True)
    if isinstance(problem, Refused):
        return Finding(what=method, verdict=UNPROVEN, reason=said)
    return Finding(what="Komet", verdict=UNPROVEN, reason=said, remedy=LATER, stops=True)


def _admit(
    office: VendorOffice, wished: Connection, request: VendorRequest, findings: list[Finding]
) -> Connection | None:
    methods = {one.what: one.verdict for one in findings}
    joining = Joining(
        account_id=request.account_id,
        role=request.role,
        add_on=request.add_on,
        methods=methods,
    )
    try:
        key = office.system.join(wished, request.onboarding_key, joining)
    except PartnerError as problem:
        refused = isinstance(problem, Refused)
        findings.append(
            Finding(
                what="Axerrio set-up",
                verdict=REFUSED if refused else UNPROVEN,
                reason=problem.reason,
                remedy="mend what it names" if refused else LATER,
                stops=True,
            )
        )
        return None
    findings.append(Finding(what="Axerrio set-up", verdict=GRANTED))
    stored = office.store.add_connection(msgspec.structs.replace(wished, supplier_key=key))
    for name in STREAMS_WITH[VENDOR]:
        stream = office.store.stream(stored.id, name)
        if stream.blocked_until or stream.failures:
            free = msgspec.structs.replace(stream, blocked_until=None, last_try_at=None)
            office.store.save_stream(free)
    return stored
