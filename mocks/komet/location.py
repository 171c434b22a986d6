"""Locations: the places a Multi-Location company sells from, and what they cut.

Komet alone turns Multi-Location on, for good. Then a company's stock stands at locations, its
orders are made at one, and customers and carriers are tied to some of them. Other companies have
no locations at all (assumed): a location that is named is refused as one that does not exist.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Context
from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.core.fields import Id, text
from mocks.komet.catalogue import none_found
from mocks.komet.matching import equal, exactly, like
from mocks.komet.party import customer_for
from mocks.komet.records import Carrier, Company, Customer, Location, Lot
from mocks.komet.state import KometState
from mocks.komet.wire import Call, ChannelHeaders, Envelope, method

Komet = Context[KometState]


class LocationCall(Call, frozen=True, kw_only=True):
    """Filters of location.list."""

    id: Id | UnsetType = UNSET
    name: Annotated[str, text(200)] | UnsetType = UNSET
    code: Annotated[str, text(10)] | UnsetType = UNSET


class LocationRow(msgspec.Struct, frozen=True, kw_only=True):
    """A location."""

    id: int
    name: str
    code: str


class Locations(Envelope, frozen=True, kw_only=True):
    """Locations by name."""

    locations: list[LocationRow] | UnsetType = UNSET


@method(
    "GET",
    "location.list",
    tokens="Company",
    source="viewpagesrc 11176513",
    notes="assumed: the message of an empty result, closed locations are listed, a company without"
    " Multi-Location has none",
)
def location_list(context: Komet, call: LocationCall) -> Locations:
    """The company's locations, ordered by name."""
    rows = [
        LocationRow(id=one.id, name=one.name, code=one.code)
        for one in _own(context)
        if equal(call.id, one.id) and like(call.name, one.name) and exactly(call.code, one.code)
    ]
    return Locations(locations=rows) if rows else none_found(context, Locations, "locations")


class CompanyLocationCall(Call, frozen=True, kw_only=True):
    """Input of company.location.list."""

    customerId: Id


class CompanyLocationRow(msgspec.Struct, frozen=True, kw_only=True):
    """A location a customer may buy at; `shortName` is null where there is none."""

    id: int
    name: str
    shortName: str | None
    code: str
    active: bool


class CompanyLocations(Envelope, frozen=True, kw_only=True):
    """Locations by name."""

    locations: list[CompanyLocationRow] | UnsetType = UNSET


@method(
    "GET",
    "company.location.list",
    tokens="Company Vendor",
    source="APIDocs 11174990, v6",
    headers=ChannelHeaders,
    notes="assumed: those the customer is tied to, by name, closed ones too; the message of an"
    " empty result",
)
def company_location_list(context: Komet, call: CompanyLocationCall) -> CompanyLocations:
    """The locations a customer may buy at."""
    places = customer_for(context, call.customerId).location_ids
    rows = [
        CompanyLocationRow(
            id=one.id,
            name=one.name,
            shortName=one.short_name or None,
            code=one.code,
            active=one.active,
        )
        for one in _own(context)
        if places is None or one.id in places
    ]
    if not rows:
        return none_found(context, CompanyLocations, "locations")
    return CompanyLocations(locations=rows)


# --- which location a call means ------------------------------------------------------------------


def location_named(context: Komet, *names: int | str | None) -> Location | None:
    """The location of that id or code; None if none is named.

    Raises:
        Missing: if the company has none of that name.
        NotPossible: if it is closed.
        BadCall: if id and code name two.
    """
    found = {_named(context, name) for name in names if name is not None}
    if len(found) > 1:
        raise BadCall("field.together", fields="two locations")
    return next(iter(found), None)


def location_needed(context: Komet, field: str, *names: int | str | None) -> Location | None:
    """The location of that id or code, which a Multi-Location company must name; else None.

    Raises:
        BadCall: if it must and does not, naming `field`.
        Missing: if the company has none of that name.
        NotPossible: if it is closed.
    """
    location = location_named(context, *names)
    if location is None and company_of(context).multi_location:
        raise BadCall("field.missing", field=field)
    return location


def check_tied(location: Location | None, *parties: Customer | Carrier) -> None:
    """Whether customer and carrier are tied to the location of an order.

    Raises:
        NotPossible: naming the one that is not.
    """
    for party in parties:
        if location is not None and not is_tied(party, location):
            kind = "customer" if isinstance(party, Customer) else "carrier"
            raise NotPossible(f"{kind}.location", party=party.id, location=location.id)


def is_tied(party: Customer | Carrier, location: Location | None) -> bool:
    """Whether customer or carrier are tied to the location, if there is one."""
    return location is None or party.location_ids is None or location.id in party.location_ids


def location_for(context: Komet, customer: Customer, name: int | None) -> Location | None:
    """The location of that id at which a customer buys in the e-commerce; see `location_needed`.

    Raises:
        BadCall: if the company must name one and does not.
        Missing: if the company has none of that id.
        NotPossible: if it is closed, or the customer is not tied to it.
    """
    location = location_needed(context, "companyLocationId", name)
    check_tied(location, customer)
    return location


def standing_at(
    lots: Iterable[Lot], location: Location | None, customer: Customer | None = None
) -> Iterator[Lot]:
    """Those of the lots at the location; without one, at any the customer is tied to."""
    places = customer.location_ids if customer else None
    if location is not None:
        places = (location.id,)
    return (lot for lot in lots if places is None or lot.location_id in places)


def company_at(company: Company, location: Location | None) -> Company:
    """The company with the cut-offs of its e-commerce at that location."""
    if location is None:
        return company
    return msgspec.structs.replace(company, cut_offs=location.cut_offs)


def company_of(context: Komet) -> Company:
    """The caller's company."""
    return context.state.companies[context.caller.company_id]


def shown_location(
    state: KometState, location_id: int | None, *, coded: bool = False
) -> dict[str, Any]:
    """The keys that tell where an order stands; none of them without Multi-Location."""
    location = state.locations.get(location_id or 0)
    if location is None:
        return {}
    keys = {"locationId": location.id, "locationName": location.name}
    return {**keys, "locationCode": location.code} if coded else keys


def _own(context: Komet) -> list[Location]:
    """The locations of the caller's company, by name."""
    own = [
        one
        for one in list(context.state.locations.values())
        if one.company_id == context.caller.company_id
    ]
    return sorted(own, key=lambda one: (one.name.lower(), one.id))


def _named(context: Komet, name: int | str) -> Location:
    for one in _own(context):
        wanted = one.id if isinstance(name, int) else one.code.casefold()
        if wanted == (name if isinstance(name, int) else name.casefold()):
            if one.active:
                return one
            raise NotPossible("location.closed", location=name)
    raise Missing("location.unknown", location=name)
