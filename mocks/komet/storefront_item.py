"""What the e-commerce says of single lines: boxes for a date, and the days they can leave on.

No page we have shows the rows of ecommerce/inventory.get: they are those of the list (assumed).
A line the customer is not shown, of another origin or of no company of ours is left out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from mocks.core.api import Context
from mocks.core.errors import BadCall
from mocks.core.fields import Id
from mocks.komet.calendar import can_ship
from mocks.komet.catalogue import carrier_for, none_found
from mocks.komet.customer_carriers import carriers_going
from mocks.komet.location import company_at, location_for, standing_at
from mocks.komet.market import is_for, window
from mocks.komet.party import customer_for
from mocks.komet.picking import read_ids
from mocks.komet.records import K2K, ON_HAND, Customer, Location, Lot
from mocks.komet.state import KometState
from mocks.komet.storefront import ShopRow, shop_row
from mocks.komet.wire import AccountHeaders, Call, Envelope, method

Day = date
Origin = Annotated[int, Meta(ge=ON_HAND, le=K2K)]


class ShopItemCall(Call, frozen=True, kw_only=True):
    """Input of ecommerce/inventory.get; without `carrierId` the range of days is needed."""

    customerId: Id
    inventoryLineIds: str
    inventoryOrigin: Origin
    date: Day
    availableFrom: Day | UnsetType = UNSET
    availableTo: Day | UnsetType = UNSET
    companyLocationId: Id | None = None
    carrierId: Id | UnsetType = UNSET


class ShopItems(Envelope, frozen=True, kw_only=True):
    """The lines asked for, in that order."""

    products: list[ShopRow] | UnsetType = UNSET


@method(
    "GET",
    "ecommerce/inventory.get",
    tokens="Company Customer",
    source="APIDocs 11175492",
    headers=AccountHeaders,
    notes="assumed: the whole answer; quantity is 0 for a day on which the line, or its carrier,"
    " can not leave; lines the customer is not shown are left out, his reserved ones are not",
)
def shop_item(context: Context[KometState], call: ShopItemCall) -> ShopItems:
    """Lines of the e-commerce as one customer sees them, with the boxes there are for a date.

    Raises:
        BadCall: if neither a carrier nor a range of days is given, or the range is in the wrong
            order.
        Missing: if the customer, the carrier or the location does not exist.
        NotPossible: if the location is closed or not the customer's.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    location = location_for(context, customer, call.companyLocationId)
    leaves = _leaves(context, call, customer, location)
    rows = []
    lots = _lots(context, customer, call.inventoryLineIds, call.inventoryOrigin)
    for lot in standing_at(lots, location, customer):
        first, last = window(lot)
        row = shop_row(context.state, customer, lot)
        boxes = lot.left if leaves and first <= call.date <= last else 0
        rows.append(replace(row, quantity=boxes))
    if not rows:
        return none_found(context, ShopItems, "inventory")
    return ShopItems(products=rows)


def _leaves(
    context: Context[KometState],
    call: ShopItemCall,
    customer: Customer,
    location: Location | None,
) -> bool:
    """Whether the carrier asked for (else some carrier, within the range) goes on the date."""
    if call.carrierId is not UNSET:
        carrier, reading = carrier_for(context, call.carrierId), context.assumptions.eastern_time
        company = company_at(context.state.companies[context.caller.company_id], location)
        return can_ship(context.now, company, carrier, call.date, reading)
    if call.availableFrom is UNSET or call.availableTo is UNSET:
        absent = "availableFrom" if call.availableFrom is UNSET else "availableTo"
        raise BadCall("field.missing", field=absent)
    if call.availableFrom > call.availableTo:
        raise BadCall("range.order", first=call.availableFrom, last=call.availableTo)
    within = call.availableFrom <= call.date <= call.availableTo
    return within and bool(carriers_going(context, customer, location, call.date, call.date))


class ShopDatesCall(Call, frozen=True, kw_only=True):
    """Input of ecommerce/inventory-available-dates.list."""

    customerId: Id
    inventoryLineIds: str
    inventoryOrigin: Origin
    companyLocationId: Id | None = None


class ShopDates(Envelope, frozen=True, kw_only=True):
    """The first and the last day, and each day between on which boxes can leave."""

    availableDateFrom: date | UnsetType = UNSET
    availableDateTo: date | UnsetType = UNSET
    availableDates: list[date] | UnsetType = UNSET


@method(
    "GET",
    "ecommerce/inventory-available-dates.list",
    tokens="Company Customer",
    source="viewpagesrc 11175466",
    headers=AccountHeaders,
    notes="assumed: of several lines any; the days on which some carrier goes for which an order"
    " may still come; sold-out lines have none; the answer if there is no such day",
)
def shop_dates(context: Context[KometState], call: ShopDatesCall) -> ShopDates:
    """The days on which lines of the e-commerce can leave.

    Raises:
        Missing: if the customer or the location does not exist.
        NotPossible: if the location is closed or not the customer's.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    location = location_for(context, customer, call.companyLocationId)
    days: set[date] = set()
    lots = _lots(context, customer, call.inventoryLineIds, call.inventoryOrigin)
    for lot in standing_at(lots, location, customer):
        if lot.left:
            first, last = window(lot)
            days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    found = sorted(day for day in days if carriers_going(context, customer, location, day, day))
    if not found:
        return none_found(context, ShopDates, "dates")
    return ShopDates(availableDateFrom=found[0], availableDateTo=found[-1], availableDates=found)


def _lots(context: Context[KometState], customer: Customer, ids: str, origin: int) -> Iterator[Lot]:
    """Those of the lines named that the customer is shown, each once, in that order."""
    state = context.state
    shown = state.companies[customer.company_id].shop_origins
    for lot_id in dict.fromkeys(read_ids(ids, "inventoryLineIds")):
        lot = state.lots.get(lot_id)
        ours = lot is not None and lot.company_id == customer.company_id and lot.origin == origin
        if lot and ours and origin in shown and lot.price > 0 and is_for(state, lot, customer):
            yield lot
