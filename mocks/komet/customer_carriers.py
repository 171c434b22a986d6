"""Which carriers a customer may choose, which is suggested for a day, and the Days of Service.

A customer's Days of Service name, for each weekday (and location), the default carrier. It is the
one suggested. By the company's setting (switch ``carrier_choice``) the customer may choose among
all carriers, or only those of the Days of Service; whether an order with another one is refused
then is a switch too (``other_carriers``). A customer without any has the usual carrier on every
weekday (assumed).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.api import act
from mocks.core.errors import BadCall, NotPossible
from mocks.core.fields import Id, Limits, Weekday, text
from mocks.komet.calendar import can_ship, eastern
from mocks.komet.catalogue import none_found
from mocks.komet.facts.customer_terms import ServiceDaysSet
from mocks.komet.facts.rows import carrier_in, customer_in, location_in
from mocks.komet.location import check_tied, company_at, location_needed
from mocks.komet.order_parts import Destination, Komet
from mocks.komet.party import customer_for
from mocks.komet.records import Carrier, Customer, Location, ServiceDays
from mocks.komet.wire import AccountHeaders, Call, Envelope, method

Day = date
EVERY_DAY = tuple(range(7))
LONGEST_WAY_DAYS = 99


class CustomerCarriersCall(Call, frozen=True, kw_only=True):
    """Input of ecommerce/customer-carriers.list; the range is a row's of the shop."""

    customerId: Id
    date: Day
    availableFrom: Day
    availableTo: Day
    companyLocationId: Id | None = None


class CarrierChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A carrier the customer may choose (fields assumed)."""

    carrierId: int
    carrierName: str
    carrierCubeRate: Decimal


class CustomerCarriers(Envelope, frozen=True, kw_only=True):
    """The carrier suggested for the date, if one goes then, and the others of the range."""

    carrierCubeRate: Decimal | UnsetType = UNSET
    carrierId: int | UnsetType = UNSET
    carrierName: str | UnsetType = UNSET
    carriers: list[CarrierChoice] | UnsetType = UNSET


@method(
    "GET",
    "ecommerce/customer-carriers.list",
    tokens="Company Customer",
    source="APIDocs 11175436 v8",
    headers=AccountHeaders,
    notes="assumed: fields of carriers[]; suggested is the default of the customer's Days of "
    "Service if it still goes on the date, else the usual carrier, else the first by name; the "
    "others go on some day of the range; a carrier without Days of Service has its own cube rate",
)
def customer_carriers(context: Komet, call: CustomerCarriersCall) -> CustomerCarriers:
    """Carriers a customer may choose in a date range, with one suggested for a date.

    Raises:
        BadCall: if the range is in the wrong order, or a location is needed.
        Missing: if the customer or the location does not exist.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    place = location_needed(context, "companyLocationId", call.companyLocationId)
    check_tied(place, customer)
    first, last = call.availableFrom, call.availableTo
    if first > last:
        raise BadCall("range.order", first=first, last=last)
    within = first <= call.date <= last
    best = suggested(context, customer, place, call.date) if within else None
    others = [
        CarrierChoice(
            carrierId=one.id, carrierName=one.name, carrierCubeRate=_rate(customer, place, one)
        )
        for one in carriers_going(context, customer, place, first, last)
        if one is not best
    ]
    if best is None and not others:
        return none_found(context, CustomerCarriers, "carriers")
    if best is None:
        return CustomerCarriers(carriers=others)
    return CustomerCarriers(
        carrierCubeRate=_rate(customer, place, best),
        carrierId=best.id,
        carrierName=best.name,
        carriers=others or UNSET,
    )


def carriers_going(
    context: Komet, customer: Customer, place: Location | None, first: date, last: date
) -> list[Carrier]:
    """The carriers the customer may choose for one of the days, if an order may still come.

    They are tied to the location, if there is one, and listed by name.
    """
    company = company_at(context.state.companies[customer.company_id], place)
    reading = context.assumptions.eastern_time
    start = max(first, eastern(context.now, reading).date())
    # Carriers go by weekday: after today's cut-off and a week more, every weekday was looked at.
    days = [start + timedelta(days=n) for n in range(min((last - start).days, 7) + 1)]
    found = [
        one
        for one in list(context.state.carriers.values())
        if one.company_id == company.id
        and (place is None or one.location_ids is None or place.id in one.location_ids)
        and any(
            may_choose(context, customer, place, one, day)
            and can_ship(context.now, company, one, day, reading)
            for day in days
        )
    ]
    return sorted(found, key=lambda one: (one.name.lower(), one.id))


def suggested(
    context: Komet, customer: Customer, place: Location | None, day: date
) -> Carrier | None:
    """The carrier proposed for the day, if one goes: the default, the usual one or the first."""
    going = {one.id: one for one in carriers_going(context, customer, place, day, day)}
    defaults = [one.carrier_id for one in _defaults(customer, place, day)]
    wanted = (*defaults, customer.carrier_id, *going)
    return next((going[one] for one in wanted if one in going), None)


def transit_days(customer: Customer, place: Location | None, carrier: Carrier) -> int:
    """How long boxes travel to the customer: as agreed, else as the carrier has it."""
    agreed = [one for one in _services(customer, place) if one.carrier_id == carrier.id]
    return agreed[0].transit_days if customer.services and agreed else carrier.transit_days


def may_choose(
    context: Komet, customer: Customer, place: Location | None, carrier: Carrier, day: date
) -> bool:
    """Whether the company lets the customer choose the carrier for that day."""
    if context.assumptions.carrier_choice == "all_carriers":
        return True
    return any(one.carrier_id == carrier.id for one in _defaults(customer, place, day))


def check_choice(context: Komet, where: Destination) -> None:
    """Whether an order may go that way, by the customer's Days of Service.

    Raises:
        NotPossible: if it may not choose the carrier, and the switch refuses such orders.
    """
    allowed = context.assumptions.other_carriers == "accept"
    way = (where.customer, where.location, where.carrier, where.ship_date)
    if not allowed and not may_choose(context, *way):
        raise NotPossible("carrier.choice")


# --- Days of Service ------------------------------------------------------------------------------


def _defaults(customer: Customer, place: Location | None, day: date) -> Iterator[ServiceDays]:
    """The Days of Service that hold for the day."""
    return (one for one in _services(customer, place) if day.weekday() in one.weekdays)


def _services(customer: Customer, place: Location | None) -> list[ServiceDays]:
    """The customer's Days of Service at the location, those of that very location first."""
    if not customer.services and customer.carrier_id is not None:
        return [ServiceDays(carrier_id=customer.carrier_id, weekdays=EVERY_DAY)]
    here = None if place is None else place.id
    found = [one for one in customer.services if one.location_id in (None, here)]
    return sorted(found, key=lambda one: one.location_id is None)


def _rate(customer: Customer, place: Location | None, carrier: Carrier) -> Decimal:
    """What a cube costs with the carrier: what was agreed with the customer, or its own rate."""
    rates = [one.cube_rate for one in _services(customer, place) if one.carrier_id == carrier.id]
    return rates[0] if customer.services and rates else carrier.cube_rate


# --- what people do -------------------------------------------------------------------------------


class DaysOfService(msgspec.Struct, frozen=True, kw_only=True):
    """Setup > Customers > Days of Service: a carrier's weekdays (0 Monday); none takes it away.

    Without `transitDays` or `cubeRate` they are the carrier's own.
    """

    customerId: Id
    carrierId: Id
    weekdays: Annotated[tuple[Weekday, ...], Meta(max_length=7)]
    transitDays: Annotated[int, Meta(ge=0, le=LONGEST_WAY_DAYS)] | None = None
    cubeRate: Annotated[Decimal, Limits(Decimal(0), Decimal(99_999), 5).meta()] | None = None
    account: Annotated[str, text(20)] = ""
    locationId: Id | None = None


@act("set_days_of_service")
def set_days_of_service(context: Komet, call: DaysOfService) -> None:
    """Say on which weekdays a carrier is the customer's default one.

    Raises:
        Missing: if there is no such customer, or its company has no such carrier or location.
    """
    customer = customer_in(context.state, call.customerId)
    carrier = carrier_in(context.state, call.carrierId, customer.company_id)
    if call.locationId is not None:
        location_in(context.state, call.locationId, customer.company_id)
    service = ServiceDays(
        carrier_id=carrier.id,
        weekdays=tuple(sorted(set(call.weekdays))),
        transit_days=carrier.transit_days if call.transitDays is None else call.transitDays,
        cube_rate=carrier.cube_rate if call.cubeRate is None else call.cubeRate,
        account=call.account,
        location_id=call.locationId,
    )
    context.record(ServiceDaysSet(customer_id=customer.id, service=service))
