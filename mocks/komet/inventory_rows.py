"""What the inventory lists show of a line."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Context
from mocks.komet.picking import order_item_id
from mocks.komet.pricing import fob_price
from mocks.komet.records import Customer, Lot
from mocks.komet.state import KometState
from mocks.komet.wire import given


class OpenMarketRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of Open Market inventory, without costs and aging."""

    inventoryId: int
    companyProductId: int
    productDescription: str
    productCode: str | UnsetType = UNSET
    grade: str | UnsetType = UNSET
    category: str
    vendor: str | UnsetType = UNSET
    quantity: int
    totalUnits: int
    boxTypeId: int
    boxTypeCode: str
    unitType: str
    bunches: int
    unitsPerBox: int
    stemsBunch: int
    price: Decimal
    priceB: Decimal
    fobPrice: Decimal


class FutureRow(OpenMarketRow, frozen=True, kw_only=True, gc=False):
    """A line of future inventory; its id is the purchase order item's."""

    portOfOrigin: str | UnsetType = UNSET
    availableFrom: date
    availableTo: date


class BoxRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One box of a line."""

    boxCode: str
    lotNumber: int
    position: int


class InventoryRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line on hand; `orderItemId` is what invoice.create takes."""

    companyProductId: int
    orderItemId: int
    grade: str | UnsetType = UNSET
    productDescription: str
    productCode: str | UnsetType = UNSET
    quantity: int
    totalUnits: int
    growerId: int
    growerName: str
    boxTypeId: int
    boxTypeCode: str
    unitType: str
    bunches: int
    unitsPerBox: int
    stemsBunch: int
    inventoryDate: date
    price: Decimal
    sellFast: bool
    isAssorted: bool
    category: str
    lotNumber: int | UnsetType = UNSET
    boxes: list[BoxRow] | UnsetType = UNSET


def vendor_shown(state: KometState, lot: Lot, customer: Customer | None) -> str:
    """The farm as the customer may see it: its code, its name, or nothing."""
    vendor = state.vendors[lot.vendor_id]
    shown = {"code": vendor.code, "name": vendor.name}
    return shown.get(customer.vendor_shown, "") if customer else ""


def _open_market_fields(state: KometState, customer: Customer | None, lot: Lot) -> dict[str, Any]:
    product = state.products[lot.product_id]
    return {
        "inventoryId": lot.id,
        "companyProductId": product.id,
        "productDescription": product.description,
        "productCode": given(product.code),
        "grade": given(product.grade),
        "category": product.category,
        "vendor": given(vendor_shown(state, lot, customer)),
        "quantity": lot.left,
        "totalUnits": lot.left * lot.units_per_box,
        "boxTypeId": lot.box_type_id,
        "boxTypeCode": state.box_types[lot.box_type_id].code,
        "unitType": lot.unit_type,
        "bunches": lot.bunches,
        "unitsPerBox": lot.units_per_box,
        "stemsBunch": lot.stems_bunch,
        "price": lot.price,
        "priceB": lot.price_b,
        "fobPrice": fob_price(lot, customer, state.box_types[lot.box_type_id].fbe),
    }


def open_market_row(state: KometState, customer: Customer | None, lot: Lot) -> OpenMarketRow:
    """A line of inventory.openmarket.list, as `customer` (None: nobody in particular) sees it."""
    return OpenMarketRow(**_open_market_fields(state, customer, lot))


def future_row(state: KometState, customer: Customer | None, lot: Lot) -> FutureRow:
    """A line of future.inventory.openmarket.list, as `customer` sees it."""
    return FutureRow(
        **_open_market_fields(state, customer, lot),
        portOfOrigin=given(lot.port),
        availableFrom=lot.day,
        availableTo=lot.until or lot.day,
    )


def inventory_row(context: Context[KometState], lot: Lot, *, with_boxes: bool) -> InventoryRow:
    """A line of inventory.list, with each box left if asked for."""
    state = context.state
    product, vendor = state.products[lot.product_id], state.vendors[lot.vendor_id]
    return InventoryRow(
        companyProductId=product.id,
        orderItemId=order_item_id(context.assumptions, lot.id),
        grade=given(product.grade),
        productDescription=product.description,
        productCode=given(product.code),
        quantity=lot.left,
        totalUnits=lot.left * lot.units_per_box,
        growerId=vendor.id,
        growerName=vendor.name,
        boxTypeId=lot.box_type_id,
        boxTypeCode=state.box_types[lot.box_type_id].code,
        unitType=lot.unit_type,
        bunches=lot.bunches,
        unitsPerBox=lot.units_per_box,
        stemsBunch=lot.stems_bunch,
        inventoryDate=lot.day,
        price=lot.price,
        sellFast=lot.sell_fast,
        isAssorted=lot.assorted,
        category=product.category,
        lotNumber=lot.lot_number or UNSET,
        boxes=_boxes(lot) if with_boxes else UNSET,
    )


def _boxes(lot: Lot) -> list[BoxRow]:
    """The boxes left, sold ones having gone from the front (assumed)."""
    return [
        BoxRow(boxCode=f"{lot.id}{place:04d}", lotNumber=lot.lot_number, position=place)
        for place in range(lot.boxes - lot.left + 1, lot.boxes + 1)
    ]
