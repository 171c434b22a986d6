"""What people do about locations: Komet turns them on, the company opens, closes and ties."""

from typing import Annotated

import msgspec

from mocks.core.api import act
from mocks.core.fields import Id, text
from mocks.komet.facts.locations import (
    CarrierTied,
    CustomerTied,
    LocationAdded,
    LocationSet,
    MultiLocationTurnedOn,
)
from mocks.komet.facts.rows import carrier_in, customer_in, location_in
from mocks.komet.location import Komet
from mocks.komet.records import Location
from mocks.komet.seed import BRANCHES

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=10)]
LocationIds = Annotated[tuple[Id, ...], msgspec.Meta(max_length=100)]
LOCATIONS_FROM = 15


class NewLocation(msgspec.Struct, frozen=True, kw_only=True):
    """Setup > Locations: another one."""

    code: Code
    name: Name
    shortName: Annotated[str, text(50)] = ""
    companyId: Id = BRANCHES


class LocationState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a location is open."""

    locationId: Id
    active: bool


class CustomerTie(msgspec.Struct, frozen=True, kw_only=True):
    """The locations a customer buys at; None for all."""

    customerId: Id
    locationIds: LocationIds | None = None


class CarrierTie(msgspec.Struct, frozen=True, kw_only=True):
    """The locations a carrier goes from; None for all."""

    carrierId: Id
    locationIds: LocationIds | None = None


@act("turn_on_multi_location")
def turn_on_multi_location(context: Komet, call: NewLocation) -> int:
    """Komet turns Multi-Location on, for good: all there is stands at a first location then.

    Answers the location's id.

    Raises:
        Missing: if there is no such company.
        NotPossible: if it is on already.
    """
    location = _new(context, call)
    context.record(MultiLocationTurnedOn(location=location))
    return location.id


@act("add_location")
def add_location(context: Komet, call: NewLocation) -> int:
    """Open another location of a Multi-Location company and answer its id.

    Raises:
        Missing: if there is no such company.
        NotPossible: if it is no Multi-Location company.
    """
    location = _new(context, call)
    context.record(LocationAdded(location=location))
    return location.id


@act("set_location")
def set_location(context: Komet, call: LocationState) -> None:
    """Close a location, or open it again.

    Raises:
        Missing: if there is no such location.
    """
    context.record(LocationSet(location_id=call.locationId, active=call.active))


@act("tie_customer")
def tie_customer(context: Komet, call: CustomerTie) -> None:
    """Tie a customer to some locations of its company, or to all.

    Raises:
        Missing: if there is no such customer, or its company has no such location.
    """
    company_id = customer_in(context.state, call.customerId).company_id
    _check_places(context, company_id, call.locationIds)
    context.record(CustomerTied(customer_id=call.customerId, location_ids=call.locationIds))


@act("tie_carrier")
def tie_carrier(context: Komet, call: CarrierTie) -> None:
    """Tie a carrier to some locations of its company, or to all.

    Raises:
        Missing: if there is no such carrier, or its company has no such location.
    """
    company_id = carrier_in(context.state, call.carrierId).company_id
    _check_places(context, company_id, call.locationIds)
    context.record(CarrierTied(carrier_id=call.carrierId, location_ids=call.locationIds))


def _new(context: Komet, call: NewLocation) -> Location:
    return Location(
        id=context.state.next_id("location", LOCATIONS_FROM),
        company_id=call.companyId,
        code=call.code,
        name=call.name,
        short_name=call.shortName,
    )


def _check_places(context: Komet, company_id: int, places: tuple[int, ...] | None) -> None:
    for place in places or ():
        location_in(context.state, place, company_id)
