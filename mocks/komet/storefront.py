"""What the e-commerce shows a customer: boxes on hand and to come, and carriers for a day.

No page we have shows the rows; they are designed from the sister methods (assumed). Which of the
origins (1 on hand, 2 future, 3 vendor availability, 4 K2K) are shown is a setting of the company.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.api import Context
from mocks.core.errors import BadCall
from mocks.core.fields import Id, text
from mocks.komet import lists
from mocks.komet.calendar import can_ship, eastern, two_months_after
from mocks.komet.catalogue import category_id, none_found
from mocks.komet.inventory_rows import vendor_shown
from mocks.komet.market import on_market, window
from mocks.komet.matching import equal, exactly, like
from mocks.komet.order_parts import check_no_location
from mocks.komet.party import customer_for
from mocks.komet.pricing import shop_price
from mocks.komet.records import ON_HAND, Carrier, Customer, Lot
from mocks.komet.state import KometState
from mocks.komet.wire import AccountHeaders, Call, Envelope, given, method

Day = date
DEFAULT_ROWS = 30
Page = Annotated[int, Meta(ge=1, lt=10**9)]


class ShopCall(Call, frozen=True, kw_only=True):
    """Input of ecommerce/inventory.list; the last three stand on an old page."""

    customerId: Id
    reservedInventory: bool = False
    companyLocationId: Id | None = None
    availableDate: date | UnsetType = UNSET
    page: Page = 1
    rows: Page = DEFAULT_ROWS
    searchText: Annotated[str, text(200)] | UnsetType = UNSET
    categoryId: Id | UnsetType = UNSET
    color: Annotated[str, text(200)] | UnsetType = UNSET


class ShopRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of the shop: `inventoryIds` and `inventoryOrigin` are what web-order-item.add takes.

    `price` is the customer's (list A or B, marked up), per `unitType`; `quantity` counts boxes.
    """

    inventoryIds: str
    inventoryOrigin: int
    productId: int
    productDescription: str
    productCode: str | UnsetType = UNSET
    category: str
    categoryId: int
    color: str | UnsetType = UNSET
    variety: str | UnsetType = UNSET
    grade: str | UnsetType = UNSET
    vendor: str | UnsetType = UNSET
    boxTypeId: int
    boxTypeCode: str
    unitType: str
    bunches: int
    stemsBunch: int
    unitsPerBox: int
    price: Decimal
    quantity: int
    availableFrom: date
    availableTo: date
    carrierId: int | UnsetType = UNSET


class Shop(Envelope, frozen=True, kw_only=True):
    """A page of the shop; `total` counts the lines of all pages."""

    total: int | UnsetType = UNSET
    products: list[ShopRow] | UnsetType = UNSET


@method(
    "GET",
    "ecommerce/inventory.list",
    tokens="Company Customer",
    source="APIDocs 3342219; KB 19857678",
    headers=AccountHeaders,
    notes="assumed: the rows and their order; rows per page are cut to the switch page_rows; "
    "availableDate by the switch available_date; color exact, searchText LIKE; "
    "no location exists",
)
def shop_list(context: Context[KometState], call: ShopCall) -> Shop:
    """Inventory of every origin the company shows, as one customer sees it, in pages.

    Raises:
        Missing: if the customer or the location does not exist.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    check_no_location(call.companyLocationId)
    all_rows = _kept_rows(context, customer, reserved=call.reservedInventory)
    found = _asked_for(all_rows, call, context.assumptions.available_date)
    size = min(call.rows, int(context.assumptions.page_rows))
    page = list(found[(call.page - 1) * size : call.page * size])
    if not page:
        return none_found(context, Shop, "products", total=len(found))
    return Shop(total=len(found), products=page)


def _kept_rows(
    context: Context[KometState], customer: Customer, *, reserved: bool
) -> tuple[ShopRow, ...]:
    """All rows the customer may see today, made once per version of the inventory."""
    state, today = context.state, eastern(context.now, context.assumptions.eastern_time).date()
    key = ("shop", customer)
    version = (state.versions.get(customer.company_id, 0), today)

    def make() -> tuple[ShopRow, ...]:
        lots = _shown(state, customer, today, reserved=reserved)
        return tuple(lists.rows(state, key, lots, partial(shop_row, state, customer)))

    return lists.kept(state, (*key, reserved), version, make)


def _shown(state: KometState, customer: Customer, today: date, *, reserved: bool) -> Iterator[Lot]:
    """Lines of the origins shown that can ship from today to two months ahead."""
    owner, last = customer.id if reserved else None, two_months_after(today)
    origins = state.companies[customer.company_id].shop_origins
    for lot in on_market(state, customer.company_id, customer, *origins):
        first_day, last_day = window(lot)
        if lot.reserved_for == owner and first_day <= last and last_day >= today:
            yield lot


def _asked_for(rows: tuple[ShopRow, ...], call: ShopCall, reading: str) -> Sequence[ShopRow]:
    """The rows that pass the filters of the call; without filters `rows`, however many."""
    filters = (call.searchText, call.categoryId, call.color, call.availableDate)
    if all(one is UNSET for one in filters):
        return rows
    return [
        row
        for row in rows
        if like(call.searchText, row.productDescription)
        and equal(call.categoryId, row.categoryId)
        and exactly(call.color, row.color or "")
        and _available(row, call.availableDate, reading)
    ]


def _available(row: ShopRow, day: date | UnsetType, reading: str) -> bool:
    """Whether `row` can ship on `day`: of Open Market inventory only, if so read (assumed)."""
    if day is UNSET:
        return True
    on_market_then = row.inventoryOrigin == ON_HAND or reading == "all_origins"
    return on_market_then and row.availableFrom <= day <= row.availableTo


def shop_row(state: KometState, customer: Customer, lot: Lot) -> ShopRow:
    """A line of the shop, as `customer` sees it."""
    product = state.products[lot.product_id]
    first, last = window(lot)
    return ShopRow(
        inventoryIds=str(lot.id),
        inventoryOrigin=lot.origin,
        productId=product.id,
        productDescription=product.description,
        productCode=given(product.code),
        category=product.category,
        categoryId=category_id(product.category),
        color=given(product.color),
        variety=given(product.variety),
        grade=given(product.grade),
        vendor=given(vendor_shown(state, lot, customer)),
        boxTypeId=lot.box_type_id,
        boxTypeCode=state.box_types[lot.box_type_id].code,
        unitType=lot.unit_type,
        bunches=lot.bunches,
        stemsBunch=lot.stems_bunch,
        unitsPerBox=lot.units_per_box,
        price=shop_price(lot, customer),
        quantity=lot.left,
        availableFrom=first,
        availableTo=last,
        carrierId=customer.carrier_id or UNSET,
    )


# --- carriers -------------------------------------------------------------------------------------


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
    notes="assumed: fields of carriers[]; suggested is the customer's usual carrier if it still "
    "goes on the date, else the first by name; the others go on some day of the range; "
    "no location exists",
)
def customer_carriers(context: Context[KometState], call: CustomerCarriersCall) -> CustomerCarriers:
    """Carriers a customer may choose in a date range, with one suggested for a date.

    Raises:
        BadCall: if the range is in the wrong order.
        Missing: if the customer or the location does not exist.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    check_no_location(call.companyLocationId)
    first, last = call.availableFrom, call.availableTo
    if first > last:
        raise BadCall("range.order", first=first, last=last)
    within = first <= call.date <= last
    suggested = _suggested(context, customer, call.date) if within else None
    others = [
        CarrierChoice(carrierId=one.id, carrierName=one.name, carrierCubeRate=one.cube_rate)
        for one in carriers_going(context, first, last)
        if one is not suggested
    ]
    if suggested is None and not others:
        return none_found(context, CustomerCarriers, "carriers")
    if suggested is None:
        return CustomerCarriers(carriers=others)
    return CustomerCarriers(
        carrierCubeRate=suggested.cube_rate,
        carrierId=suggested.id,
        carrierName=suggested.name,
        carriers=others or UNSET,
    )


def _suggested(context: Context[KometState], customer: Customer, day: date) -> Carrier | None:
    going = carriers_going(context, day, day)
    usual = [one for one in going if one.id == customer.carrier_id]
    return next(iter(usual or going), None)


def carriers_going(context: Context[KometState], first: date, last: date) -> list[Carrier]:
    """The company's carriers for which an order for one of the days may still come, by name."""
    company = context.state.companies[context.caller.company_id]
    reading = context.assumptions.eastern_time
    start = max(first, eastern(context.now, reading).date())
    # Carriers go by weekday: after today's cut-off and a week more, every weekday was looked at.
    days = [start + timedelta(days=n) for n in range(min((last - start).days, 7) + 1)]
    found = [
        one
        for one in list(context.state.carriers.values())
        if one.company_id == company.id
        and any(can_ship(context.now, company, one, day, reading) for day in days)
    ]
    return sorted(found, key=lambda one: (one.name.lower(), one.id))
