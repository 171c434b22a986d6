"""Joining a vendor's account to a company in Komet: hand over a token, try it, activate."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from mocks.axerrio.facts.setup import AccountsJoined, ConnectionMade
from mocks.axerrio.line_states import UNANSWERED
from mocks.axerrio.records import Connection
from mocks.axerrio.seed import key_text
from mocks.axerrio.state import AxrState
from mocks.axerrio.wire import CONNECTION, ONBOARDING, Call, KometId, Reply, method
from mocks.core.api import Context
from mocks.core.bearer import Token, token_mark, wrong_field
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import text

ADMIN = "Admin"
GRANTED, UNPROVEN = "granted", "unproven"
#: The methods the token must have; the page names exactly these. True: it only reads.
METHODS: dict[str, bool] = {
    "box.code.change": False,
    "boxtype.list": True,
    "carrier.list": True,
    "prebook.create": False,
    "prebook.details.list": True,
    "prebook.item.delete": False,
    "purchase.order.create": False,
    "purchase.order.item.delete": False,
    "purchase.order.items.awb.add": False,
    "purchase.order.list": True,
    "purchase.order.mixed.create": False,
}


class ConnectionCall(Call, frozen=True, kw_only=True):
    """What is handed over, so that the account of a vendor can be joined to a company in Komet."""

    kometToken: Token
    accountId: Annotated[int, Meta(ge=1, lt=10**6)]
    companyId: KometId
    vendorId: KometId
    companyName: Annotated[str, text(100)] = ""
    locationId: Annotated[int, Meta(ge=0, lt=10**18)] = 0


class ConnectionReply(Reply, frozen=True, kw_only=True):
    """The connection, the key for everything else, and whether it was activated already."""

    connectionId: int
    key: str
    active: bool


@method("POST", "integration/connection", key=ONBOARDING)
def connect(context: Context[AxrState], call: ConnectionCall) -> ConnectionReply:
    """Hand a Vendor token over; the same company and vendor again changes the one there is."""
    state = context.state
    if call.accountId not in state.accounts:
        raise Missing("account.unknown", field="accountId", account=call.accountId)
    known = _known(state, call)
    made = replace(
        known
        or Connection(
            id=state.next_id("connection"),
            account_id=call.accountId,
            company_id=call.companyId,
            company_name="",
            vendor_id=call.vendorId,
            location_id=0,
            token_mark="",
        ),
        token_mark=token_mark(call.kometToken),
        company_name=call.companyName,
        location_id=call.locationId,
    )
    if made != known:
        context.record(ConnectionMade(connection=made))
    key = key_text(state.seed, CONNECTION, made.id)
    return ConnectionReply(connectionId=made.id, key=key, active=made.active)


def _known(state: AxrState, call: ConnectionCall) -> Connection | None:
    pair = (call.companyId, call.vendorId)
    for one in state.connections.values():
        if (one.company_id, one.vendor_id) != pair:
            continue
        if one.account_id != call.accountId:
            raise NotPossible(
                "connection.account",
                field="accountId",
                company=call.companyId,
                vendor=call.vendorId,
                account=one.account_id,
            )
        return one
    return None


class JoinCall(Call, frozen=True, kw_only=True):
    """Who activates (a role in Komet), whether the add-on is subscribed, and what trying gave.

    A method is granted, refused, or unproven: it creates, and can not be tried for real.
    """

    connectionId: Annotated[int, Meta(ge=1, lt=10**6)]
    role: Annotated[str, text(50)]
    addOn: bool
    methods: dict[str, Literal["granted", "refused", "unproven"]]


class JoinReply(Reply, frozen=True, kw_only=True):
    """The connection, active from now on."""

    connectionId: int
    active: bool
    applied: bool


@method("POST", "integration/join", key=ONBOARDING)
def join(context: Context[AxrState], call: JoinCall) -> JoinReply:
    """Activate a connection; refused with everything that is missing."""
    connection = context.state.connections.get(call.connectionId)
    if connection is None:
        raise Missing("connection.unknown", field="connectionId", connection=call.connectionId)
    for name in call.methods:
        if name not in METHODS:
            raise wrong_field("methods", f"there is no method {name[:50]}", ", ".join(METHODS))
    lacking = list(_lacking(call, unproven=context.assumptions.unproven_methods == "accepted"))
    if lacking:
        said = "; ".join(sentence for _, sentence in lacking)
        raise NotPossible("join.refused", field=lacking[0][0], lacking=said)
    if not connection.active:
        tried: dict[str, str] = {**call.methods}
        context.record(AccountsJoined(connection_id=connection.id, role=call.role, methods=tried))
    return JoinReply(connectionId=connection.id, active=True, applied=not connection.active)


def _lacking(call: JoinCall, *, unproven: bool) -> Iterator[tuple[str, str]]:
    """What stands in the way, each with its field."""
    if call.role != ADMIN:
        yield "role", f"only the role {ADMIN} may, not {call.role or 'none'}"
    if not call.addOn:
        yield "addOn", "it is an add-on, and not in the subscription"
    for name, reads in METHODS.items():
        verdict = call.methods.get(name, "not tried")
        if verdict != GRANTED and not (verdict == UNPROVEN and unproven and not reads):
            yield "methods", f"{name} is {verdict}"


class StatusCall(Call, frozen=True, kw_only=True):
    """Asks for nothing in particular."""


class StatusReply(Reply, frozen=True, kw_only=True):
    """How the connection is: active, the service running, the end of its feed, lines by state.

    `unanswered` counts lines Komet's side still owes an answer.
    """

    connectionId: int
    accountId: int
    active: bool
    running: bool
    lastCursor: int
    orders: int
    unanswered: int
    lines: dict[str, int]


@method("GET", "integration/status", key=CONNECTION)
def status(context: Context[AxrState], call: StatusCall) -> StatusReply:
    """What the vendor's system holds of this connection."""
    state, one = context.state, own_connection(context)
    account = state.accounts[one.account_id]
    mine = [order for order in list(state.orders.values()) if order.connection_id == one.id]
    states = Counter(line.state for order in mine for line in order.lines)
    end = account.held_from or state.next_id("cursor")
    feed = list(state.feed.items())
    cursors = [at for at, event in feed if state.events[event].connection_id == one.id and at < end]
    return StatusReply(
        connectionId=one.id,
        accountId=account.id,
        active=one.active,
        running=account.held_from is None,
        lastCursor=max(cursors, default=0),
        orders=len(mine),
        unanswered=sum(states[name] for name in UNANSWERED),
        lines=dict(states),
    )


def own_connection(context: Context[AxrState]) -> Connection:
    """The connection whose key opened the door.

    Raises:
        NotPossible: ``service.stopped`` if a stopped service answers nobody.
    """
    connection = context.state.connections[context.caller.party_id or 0]
    account = context.state.accounts[connection.account_id]
    if account.held_from is not None and context.assumptions.stopped_service == "refuses":
        raise NotPossible("service.stopped")
    return connection


def active_connection(context: Context[AxrState]) -> Connection:
    """The connection whose key opened the door, if it is active.

    Raises:
        NotPossible: ``connection.inactive``, or ``service.stopped``.
    """
    connection = own_connection(context)
    check_active(connection)
    return connection


def check_active(connection: Connection) -> None:
    """Refuse what needs joined accounts.

    Raises:
        NotPossible: ``connection.inactive``.
    """
    if not connection.active:
        raise NotPossible("connection.inactive", connection=connection.id)
