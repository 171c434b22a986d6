"""carriers.by.customer.ship.date.list: a customer's carriers day by day, for tokens that are old.

Komet has deprecated it: a token that is made now is not granted it any more.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, NamedTuple

import msgspec
from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from mocks.core.fields import Id
from mocks.komet.calendar import arrival, eastern, two_months_after
from mocks.komet.catalogue import none_found
from mocks.komet.customer_carriers import carriers_going, suggested, transit_days
from mocks.komet.location import check_tied, location_needed, standing_at
from mocks.komet.market import on_market, window
from mocks.komet.order_parts import Komet
from mocks.komet.party import customer_for
from mocks.komet.records import ON_HAND, VENDOR_AVAILABILITY, Carrier, Customer, Location
from mocks.komet.wire import Call, Envelope, method

NAME = "carriers.by.customer.ship.date.list"
Origin = Annotated[int, Meta(ge=ON_HAND, le=VENDOR_AVAILABILITY)]


class ShipDatesCall(Call, frozen=True, kw_only=True):
    """Input: whose carriers, and perhaps of what origin the boxes are to be."""

    customerId: Id
    companyLocationId: Id | None = None
    inventoryOrigin: Origin | UnsetType = UNSET


class CarrierOfDay(msgspec.Struct, frozen=True, kw_only=True):
    """A carrier that goes on a day."""

    carrierId: int
    carrierName: str


class ShipDates(Envelope, frozen=True, kw_only=True):
    """Days as MM/DD/YYYY, each with its default carrier and all its carriers."""

    deliverDates: list[str] | UnsetType = UNSET
    defaultCarriersByDate: dict[str, CarrierOfDay] | UnsetType = UNSET
    carrierDate: dict[str, list[CarrierOfDay]] | UnsetType = UNSET


@method(
    "GET",
    NAME,
    tokens="Customer",
    source="APIDocs 11177846; page 406159364 v6",
    notes="deprecated: a token made by now is not granted it; assumed: the keys of both objects are"
    " the days of deliverDates, two months of them; with an origin only days on which a line of it"
    " can ship",
)
def ship_dates(context: Komet, call: ShipDatesCall) -> ShipDates:
    """The days boxes can leave on, or arrive on where the customer's set-up says so.

    Raises:
        BadCall: if a location is needed.
        Missing: if the customer or the location does not exist.
        NoEntry: if the token names another customer.
    """
    customer = customer_for(context, call.customerId)
    place = location_needed(context, "companyLocationId", call.companyLocationId)
    check_tied(place, customer)
    by_day: dict[date, dict[int, CarrierOfDay]] = {}
    defaults: dict[date, CarrierOfDay] = {}
    for trip in _trips(context, customer, place, call.inventoryOrigin):
        one = CarrierOfDay(carrierId=trip.carrier.id, carrierName=trip.carrier.name)
        by_day.setdefault(trip.day, {})[trip.carrier.id] = one
        if trip.default:
            defaults.setdefault(trip.day, one)
    if not by_day:
        return none_found(context, ShipDates, "carriers")
    days = sorted(by_day)
    return ShipDates(
        deliverDates=[_written(day) for day in days],
        defaultCarriersByDate={_written(day): defaults[day] for day in days if day in defaults},
        carrierDate={_written(day): list(by_day[day].values()) for day in days},
    )


class _Trip(NamedTuple):
    """A carrier on a day: when it leaves, or arrives; `default` if it is suggested then."""

    day: date
    carrier: Carrier
    default: bool


def _trips(
    context: Komet, customer: Customer, place: Location | None, origin: int | UnsetType
) -> Iterator[_Trip]:
    """Every trip of two months on whose day of leaving some line of the origin can ship."""
    today = eastern(context.now, context.assumptions.eastern_time).date()
    last = two_months_after(today)
    windows = {(today, last)} if origin is UNSET else _windows(context, customer, place, origin)
    for number in range((last - today).days + 1):
        day = today + timedelta(days=number)
        if not any(begin <= day <= end for begin, end in windows):
            continue
        default = suggested(context, customer, place, day)
        for carrier in carriers_going(context, customer, place, day, day):
            there = day
            if customer.show_arrival_date:
                days = transit_days(customer, place, carrier)
                there = arrival(day, replace(carrier, transit_days=days))
            yield _Trip(there, carrier, carrier is default)


def _windows(
    context: Komet, customer: Customer, place: Location | None, origin: int
) -> set[tuple[date, date]]:
    """Between which days lines of the origin can ship."""
    lots = on_market(context.state, customer.company_id, customer, origin)
    return set(map(window, standing_at(lots, place, customer)))


def _written(day: date) -> str:
    return f"{day:%m/%d/%Y}"


#: What a token that is made now is not granted any more.
DEPRECATED = frozenset({NAME})
