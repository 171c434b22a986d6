"""The supplier's side: finish the set-up, tell the inventory, take an offer down, look."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from mocks.core.api import Context
from mocks.core.bearer import Token, token_mark
from mocks.core.errors import BadCall
from mocks.core.fields import text
from mocks.ibuyflowers.facts.supply import (
    ConnectionMade,
    InventoryTold,
    OfferWithdrawn,
    check_batch,
    is_known,
)
from mocks.ibuyflowers.order_states import OPEN
from mocks.ibuyflowers.pricing import is_sellable
from mocks.ibuyflowers.records import Connection, Key, Offer, Weekday
from mocks.ibuyflowers.seed import key_text
from mocks.ibuyflowers.shelf import confirmed_at, is_hidden
from mocks.ibuyflowers.state import IbfState
from mocks.ibuyflowers.wire import ONBOARDING, SUPPLIER, Call, Reply, method

#: No figure of the trade comes near; beyond it arithmetic would lose cents.
FIGURE_LIMIT = 10**8
OLDEST_READ = timedelta(days=366)

GivenId = Annotated[int, Meta(ge=1, lt=10**18)]
Cadence = Annotated[float, Meta(ge=1, le=86400)]
Moment = Annotated[datetime, Meta(tz=True)]


class ConnectionCall(Call, frozen=True, kw_only=True):
    """What a supplier hands over, so that its connection can be finished."""

    kometToken: Token
    customerId: GivenId
    companyId: GivenId
    carrierId: GivenId
    locationId: GivenId | None = None
    transitDays: Annotated[int, Meta(ge=0, le=14)] = 1
    serviceWeekdays: Annotated[tuple[Weekday, ...], Meta(min_length=1, max_length=7)] = (
        *(0, 1, 2, 3, 4),
    )
    cadenceS: Cadence = 300.0


class ConnectionReply(Reply, frozen=True, kw_only=True):
    """The connection, and the key for everything else a supplier may do."""

    connectionId: int
    supplierKey: str


@method("POST", "supplier/connection", key=ONBOARDING)
def connect(context: Context[IbfState], call: ConnectionCall) -> ConnectionReply:
    """Finish a set-up; the same company, customer and location again changes the one there is."""
    state = context.state
    whose = (call.companyId, call.customerId, call.locationId)
    known = [
        one
        for one in state.connections.values()
        if (one.company_id, one.customer_id, one.location_id) == whose
    ]
    given: dict[str, Any] = {
        "token_mark": token_mark(call.kometToken),
        "carrier_id": call.carrierId,
        "transit_days": call.transitDays,
        "weekdays": tuple(sorted(set(call.serviceWeekdays))),
        "cadence_s": call.cadenceS,
    }
    if known:
        made = replace(known[0], **given)
    else:
        number = state.next_id("connection")
        made = Connection(
            id=number,
            company_id=call.companyId,
            customer_id=call.customerId,
            location_id=call.locationId,
            **given,
        )
    if not known or made != known[0]:
        context.record(ConnectionMade(connection=made))
    return ConnectionReply(
        connectionId=made.id, supplierKey=key_text(state.seed, SUPPLIER, made.id)
    )


class InventoryCall(Call, frozen=True, kw_only=True):
    """A part of a numbered batch: what changed since the last one, as read at `readAt`.

    With the last of its `parts` every offer that is not `unconfirmed` counts as seen at `readAt`.
    """

    number: Annotated[int, Meta(ge=1, lt=10**12)]
    part: Annotated[int, Meta(ge=1, le=100_000)]
    parts: Annotated[int, Meta(ge=1, le=100_000)]
    readAt: Moment
    cadenceS: Cadence
    upserts: tuple[Offer, ...] = ()
    removals: tuple[Key, ...] = ()
    unconfirmed: tuple[Key, ...] = ()


class InventoryReply(Reply, frozen=True, kw_only=True):
    """`applied` is false for a part taken before; `complete` once all parts are in.

    `unsellable` counts offers of this part nobody can buy: no price, or nothing in the box.
    """

    number: int
    part: int
    applied: bool
    complete: bool
    unsellable: int


@method("POST", "supplier/inventory", key=SUPPLIER)
def tell_inventory(context: Context[IbfState], call: InventoryCall) -> InventoryReply:
    """Tell a part of the inventory; an older number is refused, a known part changes nothing."""
    connection = own_connection(context)
    _check_inventory(context, call)
    check_batch(connection, call.number, call.parts)
    applied = not is_known(connection, call.number, call.part)
    if applied:
        context.record(
            InventoryTold(
                connection_id=connection.id,
                number=call.number,
                part=call.part,
                parts=call.parts,
                # Nothing was read in the future, whatever the supplier's clock says.
                read_at=min(call.readAt, context.now),
                cadence_s=call.cadenceS,
                upserts=call.upserts,
                removals=call.removals,
                unconfirmed=call.unconfirmed,
            )
        )
    return InventoryReply(
        number=call.number,
        part=call.part,
        applied=applied,
        complete=context.state.connections[connection.id].last_number == call.number,
        unsellable=sum(not is_sellable(offer) for offer in call.upserts),
    )


class WithdrawalCall(Call, frozen=True, kw_only=True):
    """The offer to take down, and why."""

    key: Key
    reason: Annotated[str, text(500)] = ""


class WithdrawalReply(Reply, frozen=True, kw_only=True):
    """Whether there is such an offer; it is not shown in either case."""

    key: str
    known: bool


@method("POST", "supplier/withdrawal", key=SUPPLIER)
def withdraw(context: Context[IbfState], call: WithdrawalCall) -> WithdrawalReply:
    """Hide an offer at once, until a later read of Komet confirms it or tells it anew."""
    state, connection = context.state, own_connection(context)
    offer_key = (connection.id, call.key)
    known = offer_key in state.offers
    if known and not is_hidden(state, offer_key, confirmed_at(state, connection, call.key)):
        context.record(
            OfferWithdrawn(
                connection_id=connection.id, key=call.key, reason=call.reason, at=context.now
            )
        )
    return WithdrawalReply(key=call.key, known=known)


class StatusCall(Call, frozen=True, kw_only=True):
    """Asks for nothing in particular."""


class StatusReply(Reply, frozen=True, kw_only=True):
    """How far the last complete batch came, the one under way, and the orders still open."""

    lastNumber: int
    lastParts: int
    begunNumber: int
    begunParts: int
    partsTaken: int
    offers: int
    confirmedAt: datetime | UnsetType = UNSET
    cadenceS: float
    orders: int


@method("GET", "supplier/status", key=SUPPLIER)
def status(context: Context[IbfState], call: StatusCall) -> StatusReply:
    """What the marketplace holds of this supplier."""
    one = own_connection(context)
    waiting = [
        order
        for order in list(context.state.orders.values())
        if order.connection_id == one.id and order.state in OPEN
    ]
    return StatusReply(
        lastNumber=one.last_number,
        lastParts=one.last_parts,
        begunNumber=one.begun_number,
        begunParts=one.begun_parts,
        partsTaken=len(one.begun_seen),
        offers=one.offers,
        confirmedAt=one.confirmed_at or UNSET,
        cadenceS=one.cadence_s,
        orders=len(waiting),
    )


def own_connection(context: Context[IbfState]) -> Connection:
    """The connection whose key opened the door."""
    return context.state.connections[context.caller.party_id or 0]


def _check_inventory(context: Context[IbfState], call: InventoryCall) -> None:
    """Refuse what the field types can not.

    Raises:
        BadCall: naming the field.
    """
    if call.part > call.parts:
        raise _wrong("part", f"there are {call.parts} parts", f"1 to {call.parts}")
    if call.readAt < context.now - OLDEST_READ:
        raise _wrong("readAt", "more than a year ago", "the moment Komet was read")
    told = {offer.key for offer in call.upserts}
    if len(told) != len(call.upserts) or not told.isdisjoint(call.removals):
        raise _wrong("upserts", "a key stands there twice, or in removals too", "each key once")
    for index, offer in enumerate(call.upserts):
        for name, figure in (("price", offer.price), ("fbe", offer.fbe)):
            if not (figure.is_finite() and 0 <= figure < FIGURE_LIMIT):
                raise _wrong(f"upserts[{index}].{name}", str(figure)[:40], "0 or more, in digits")


def _wrong(field: str, problem: str, right: str) -> BadCall:
    return BadCall("field.wrong", field=field, problem=problem, right=right)
