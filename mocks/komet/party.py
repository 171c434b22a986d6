"""Customers and the addresses they ship to."""

from datetime import UTC, date, datetime, time
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Context
from mocks.core.errors import BadCall, NoEntry
from mocks.core.fields import Id, text
from mocks.komet.catalogue import carrier_for, none_found
from mocks.komet.facts.catalogue import ShipToAdded
from mocks.komet.facts.rows import customer_in
from mocks.komet.matching import equal, like
from mocks.komet.records import Customer, ShipTo
from mocks.komet.state import KometState
from mocks.komet.wire import CUSTOMER, Call, Envelope, given, method

SHIP_TO_FROM = 20131


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
    carrier = None if call.carrierId is UNSET else carrier_for(context, call.carrierId)
    ship_to = ShipTo(
        id=context.state.next_id("shipto", SHIP_TO_FROM),
        customer_id=customer.id,
        name=call.name,
        address=call.address,
        city=call.city,
        state=call.state,
        zipcode=call.zipcode,
        country=call.country,
        phone=call.phone,
        fax=call.fax,
        carrier_id=carrier.id if carrier else None,
        carrier_account=call.carrierAccount,
        sales_code_flowers=call.salesPersonCodeForFlowers,
        sales_code_plants=call.salesPersonCodeForPlants,
        updated_at=context.now,
    )
    context.record(ShipToAdded(ship_to=ship_to))
    return ShipToAdd(message="Ship to was successfully saved", shipToId=ship_to.id)


def customer_for(context: Context[KometState], customer_id: int) -> Customer:
    """The customer of that id, if the caller may act for it.

    Raises:
        Missing: if the caller's company has no such customer.
        NoEntry: if a Customer token names another customer than its own.
    """
    customer = customer_in(context.state, customer_id, context.caller.company_id)
    if context.caller.kind == CUSTOMER and context.caller.party_id != customer_id:
        raise NoEntry("customer.foreign", customer=customer_id)
    return customer


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
