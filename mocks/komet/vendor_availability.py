"""What vendors and sister companies offer, as the company sees it.

A line on offer is inventory that nobody has bought: what is sold of it becomes a line of a prebook
(never of an invoice) and is ordered from who offers it; see `offering`.
"""

from datetime import date

from msgspec import UNSET, UnsetType

from mocks.core.api import Context
from mocks.core.errors import BadCall
from mocks.core.fields import Flag, Id
from mocks.komet.catalogue import none_found
from mocks.komet.inventory_rows import FutureRow, future_row
from mocks.komet.lists import shelf
from mocks.komet.location import location_named, standing_at
from mocks.komet.market import window
from mocks.komet.party import customer_for
from mocks.komet.records import Lot
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, method


class AvailabilityItemsCall(Call, frozen=True, kw_only=True):
    """Input of vendor.availability.items.list; `shipViaId` is 0 Warehouse or 1 Grower."""

    dateFrom: date
    dateTo: date
    exactDate: bool = False
    locationId: Id | None = None
    customerId: Id | UnsetType = UNSET
    shipViaId: Flag = 0
    availableOnly: bool = False


class AvailabilityItems(Envelope, frozen=True, kw_only=True):
    """What is on offer."""

    inventoryItems: list[FutureRow] | UnsetType = UNSET


@method(
    "POST",
    "vendor.availability.items.list",
    tokens="Company",
    source="APIDocs 11177456",
    notes="assumed: the row after vendor is its sister's; K2K is listed too; a line is listed if"
    " one of its days lies between the dates, with exactDate if all days between them are its own;"
    " sold-out lines unless availableOnly",
)
def vendor_availability_list(
    context: Context[KometState], call: AvailabilityItemsCall
) -> AvailabilityItems:
    """What vendors and sister companies offer between two days.

    Raises:
        BadCall: if the dates are in the wrong order.
        Missing: if the customer or the location does not exist.
    """
    location = location_named(context, call.locationId)
    if call.dateFrom > call.dateTo:
        raise BadCall("range.order", first=call.dateFrom, last=call.dateTo)
    customer = None if call.customerId is UNSET else customer_for(context, call.customerId)
    own, state = (None, customer.id if customer else None), context.state
    lots = [state.lots[one] for one in shelf(state, context.caller.company_id)]
    rows = [
        future_row(state, customer, lot)
        for lot in standing_at(lots, location, customer)
        if _is_asked_for(state, lot, call) and not lot.held and lot.reserved_for in own
    ]
    if not rows:
        return none_found(context, AvailabilityItems, "inventory")
    return AvailabilityItems(inventoryItems=rows)


def _is_asked_for(state: KometState, lot: Lot, call: AvailabilityItemsCall) -> bool:
    terms = state.availability.get(lot.id)
    if terms is None or lot.price <= 0 or terms.ship_via != call.shipViaId:
        return False
    first, last = window(lot)
    if call.exactDate:
        fits = first <= call.dateFrom and call.dateTo <= last
    else:
        fits = first <= call.dateTo and call.dateFrom <= last
    return fits and (lot.left > 0 or not call.availableOnly)
