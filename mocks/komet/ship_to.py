"""The addresses customers have their boxes sent to."""

from datetime import UTC, date, datetime, time
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from mocks.core.api import Context
from mocks.core.errors import BadCall
from mocks.core.fields import Id, text
from mocks.komet.catalogue import carrier_for, none_found
from mocks.komet.facts.catalogue import ShipToAdded
from mocks.komet.facts.customers import ShipToUpdated
from mocks.komet.matching import equal, like
from mocks.komet.order_parts import done_by, ship_to_for
from mocks.komet.party import customer_for
from mocks.komet.records import ShipTo
from mocks.komet.state import KometState
from mocks.komet.wire import CUSTOMER, Call, Envelope, given, method

SHIP_TO_FROM = 20131
SAVED = "Ship to was successfully saved"


class ShipToListCall(Call, frozen=True, kw_only=True):
    """Filters of customer.shipto.list; the page spells the date in two ways."""

    customerId: Id | UnsetType = UNSET
    id: Id | UnsetType = UNSET
    name: Annotated[str, text(200)] | UnsetType = UNSET
    updateAsOf: date | UnsetType = UNSET
    updatedAsOf: date | UnsetType = UNSET


class ShipToRow(msgspec.Struct, frozen=True, kw_only=True):
    """An address of a customer."""

    id: int
    shipToCode: str | UnsetType = UNSET
    name: str
    address: str | UnsetType = UNSET
    city: str | UnsetType = UNSET
    state: str | UnsetType = UNSET
    zipcode: str | UnsetType = UNSET
    country: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    fax: str | UnsetType = UNSET
    carrierId: int | UnsetType = UNSET
    carrierName: str | UnsetType = UNSET
    carrierAccount: str | UnsetType = UNSET
    carrierCode: str | UnsetType = UNSET
    updatedAsOf: date


class ShipTos(Envelope, frozen=True, kw_only=True):
    """Addresses by name."""

    shiptos: list[ShipToRow] | UnsetType = UNSET


@method(
    "GET",
    "customer.shipto.list",
    tokens="Company Vendor",
    source="APIDocs 11175295; keys as observed (13)",
    notes="assumed: ordered by name, a Customer token sees its own customer's",
)
def shipto_list(context: Context[KometState], call: ShipToListCall) -> ShipTos:
    """Addresses of the company's customers, by one filter at least.

    Raises:
        BadCall: if none of customerId, name and updatedAsOf is given.
        Missing: if the customer does not exist.
        NoEntry: if a Customer token asks for another customer.
    """
    since = call.updatedAsOf if call.updateAsOf is UNSET else call.updateAsOf
    if call.customerId is UNSET and call.name is UNSET and since is UNSET:
        raise BadCall("filter.missing", fields="customerId, name, updatedAsOf")
    if call.customerId is not UNSET:
        customer_for(context, call.customerId)
    rows = [
        _row(context.state, one)
        for one in _visible(context)
        if equal(call.customerId, one.customer_id)
        and equal(call.id, one.id)
        and like(call.name, one.name)
        and (since is UNSET or one.updated_at >= datetime.combine(since, time(0), UTC))
    ]
    if not rows:
        return none_found(context, ShipTos, "shiptos")
    return ShipTos(shiptos=sorted(rows, key=lambda row: (row.name.lower(), row.id)))


class ShipToAddCall(Call, frozen=True, kw_only=True):
    """A new address."""

    customerId: Id
    name: Annotated[str, text(200)]
    address: Annotated[str, text(200)] = ""
    city: Annotated[str, text(50)] = ""
    state: Annotated[str, text(50)] = ""
    zipcode: Annotated[str, text(10)] = ""
    country: Annotated[str, text(50)] = ""
    phone: Annotated[str, text(20)] = ""
    fax: Annotated[str, text(20)] = ""
    carrierId: Id | UnsetType = UNSET
    carrierAccount: Annotated[str, text(20)] = ""
    salesPersonCodeForFlowers: Annotated[str, text(20)] = ""
    salesPersonCodeForPlants: Annotated[str, text(20)] = ""


class ShipToAdd(Envelope, frozen=True, kw_only=True):
    """The new address's id."""

    shipToId: int


@method("POST", "customer.shipto.add", tokens="Company", source="APIDocs 11175269 v6")
def shipto_add(context: Context[KometState], call: ShipToAddCall) -> ShipToAdd:
    """Adds an address to a customer.

    Raises:
        Missing: if the customer or the carrier does not exist.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    new = ShipTo(
        id=context.state.next_id("shipto", SHIP_TO_FROM),
        customer_id=customer.id,
        name=call.name,
        updated_at=context.now,
    )
    ship_to = _told(context, new, call)
    context.record(ShipToAdded(ship_to=ship_to))
    return ShipToAdd(message=SAVED, shipToId=ship_to.id)


class ShipToUpdateCall(ShipToAddCall, frozen=True, kw_only=True):
    """What is another from now on; what is left out stays."""

    shipToId: Id
    name: Annotated[str, text(200)] = ""


@method(
    "POST",
    "customer.shipto.update",
    tokens="Company",
    source="diff APIDocs 11175319 v4 to v5",
    notes="assumed: what is left out or empty stays as it was, the answer, a Customer token"
    " corrects its own customer's",
)
def shipto_update(context: Context[KometState], call: ShipToUpdateCall) -> Envelope:
    """Corrects an address of a customer; orders that go there show it as it is now.

    Raises:
        Missing: if the customer, its address of that id, or the carrier does not exist.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    known = ship_to_for(context, customer, call.shipToId)
    assert known is not None
    ship_to = replace(_told(context, known, call), updated_at=context.now)
    context.record(ShipToUpdated(ship_to=ship_to, by=done_by(context, "customer.shipto.update")))
    return Envelope(message=SAVED)


def _told(context: Context[KometState], ship_to: ShipTo, call: ShipToAddCall) -> ShipTo:
    """The address with all that the call says of it.

    Raises:
        Missing: if the company has no such carrier.
    """
    told = {
        "name": call.name,
        "address": call.address,
        "city": call.city,
        "state": call.state,
        "zipcode": call.zipcode,
        "country": call.country,
        "phone": call.phone,
        "fax": call.fax,
        "carrier_account": call.carrierAccount,
        "sales_code_flowers": call.salesPersonCodeForFlowers,
        "sales_code_plants": call.salesPersonCodeForPlants,
    }
    if call.carrierId is not UNSET:
        carrier = carrier_for(context, call.carrierId)
        ship_to = replace(ship_to, carrier_id=carrier.id)
    return replace(ship_to, **{name: value for name, value in told.items() if value})


def _visible(context: Context[KometState]) -> list[ShipTo]:
    """The addresses the caller may see."""
    caller, customers = context.caller, context.state.customers
    return [
        one
        for one in list(context.state.ship_tos.values())
        if customers[one.customer_id].company_id == caller.company_id
        and (caller.kind != CUSTOMER or one.customer_id == caller.party_id)
    ]


def _row(state: KometState, one: ShipTo) -> ShipToRow:
    carrier = state.carriers.get(one.carrier_id or 0)
    return ShipToRow(
        id=one.id,
        shipToCode=f"ST{one.id}",
        name=one.name,
        address=given(one.address),
        city=given(one.city),
        state=given(one.state),
        zipcode=given(one.zipcode),
        country=given(one.country),
        phone=given(one.phone),
        fax=given(one.fax),
        carrierId=carrier.id if carrier else UNSET,
        carrierName=carrier.name if carrier else UNSET,
        carrierAccount=given(one.carrier_account),
        carrierCode=carrier.code if carrier else UNSET,
        updatedAsOf=one.updated_at.date(),
    )
