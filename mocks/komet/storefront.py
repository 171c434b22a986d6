"""What the e-commerce shows a customer: boxes on hand and to come.

No page we have shows the rows; they are designed from the sister methods (assumed). Which of the
origins (1 on hand, 2 future, 3 vendor availability, 4 K2K) are shown is a setting of the company.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.api import Context
from mocks.core.fields import Id, text
from mocks.komet import lists
from mocks.komet.calendar import eastern, two_months_after
from mocks.komet.catalogue import category_id, none_found
from mocks.komet.inventory_rows import vendor_shown
from mocks.komet.location import location_for, standing_at
from mocks.komet.market import on_market, window
from mocks.komet.matching import equal, exactly, like
from mocks.komet.party import customer_for
from mocks.komet.pricing import shop_price
from mocks.komet.records import ON_HAND, Customer, Location, Lot
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
    "a customer's mark-ups are added up, and rounded half up once; "
    "availableDate by the switch available_date; color exact, searchText LIKE; whether a "
    "Multi-Location company must name a location by the switch shop_location",
)
def shop_list(context: Context[KometState], call: ShopCall) -> Shop:
    """Inventory of every origin the company shows, as one customer sees it, in pages.

    Raises:
        Missing: if the customer or the location does not exist.
        NoEntry: if a Customer token names another customer.
    """
    customer = customer_for(context, call.customerId)
    location = _location(context, customer, call.companyLocationId)
    all_rows = _kept_rows(context, customer, location, reserved=call.reservedInventory)
    found = _asked_for(all_rows, call, context.assumptions.available_date)
    size = min(call.rows, int(context.assumptions.page_rows))
    page = list(found[(call.page - 1) * size : call.page * size])
    if not page:
        return none_found(context, Shop, "products", total=len(found))
    return Shop(total=len(found), products=page)


def _kept_rows(
    context: Context[KometState], customer: Customer, location: Location | None, *, reserved: bool
) -> tuple[ShopRow, ...]:
    """All rows the customer may see today, made once per version of the inventory."""
    state, today = context.state, eastern(context.now, context.assumptions.eastern_time).date()
    key = ("shop", customer)
    version = (state.versions.get(customer.company_id, 0), today)

    def make() -> tuple[ShopRow, ...]:
        shown = _shown(state, customer, today, reserved=reserved)
        lots = standing_at(shown, location, customer)
        return tuple(lists.rows(state, key, lots, partial(shop_row, state, customer)))

    return lists.kept(state, (*key, reserved, location), version, make)


def _location(
    context: Context[KometState], customer: Customer, location_id: int | None
) -> Location | None:
    """The location to show; None for every one of the customer's, where that may be asked for."""
    if location_id is None and context.assumptions.shop_location == "optional":
        return None
    return location_for(context, customer, location_id)


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
