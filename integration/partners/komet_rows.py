"""What the engine reads of Komet's inventory lists: rows by the hundred thousand, lean on purpose.

Optional keys are left out where they are empty; anything else a row may hold is passed over.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from integration.partners.komet_types import Envelope


class MarketRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of Open Market stock on hand, with its unit price on either price list."""

    inventoryId: int
    companyProductId: int
    productDescription: str
    quantity: int
    boxTypeCode: str
    unitType: str
    bunches: int
    stemsBunch: int
    price: Decimal
    priceB: Decimal = Decimal(0)
    grade: str | None = ""
    category: str | None = ""
    vendor: str | None = ""


class StockRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line on hand under the id that invoices want, which may not be its inventoryId."""

    orderItemId: int
    companyProductId: int
    quantity: int
    boxTypeCode: str
    unitType: str
    bunches: int
    stemsBunch: int
    price: Decimal


class Stock(Envelope, frozen=True, kw_only=True):
    """What stands in the warehouse."""

    inventoryItems: list[StockRow] | UnsetType = UNSET


class FutureRow(MarketRow, frozen=True, kw_only=True, gc=False):
    """A line of future stock, and from when to when it can ship."""

    availableFrom: date
    availableTo: date


class OpenMarket(Envelope, frozen=True, kw_only=True):
    """What can ship at once."""

    inventoryItems: list[MarketRow] | UnsetType = UNSET


class FutureMarket(Envelope, frozen=True, kw_only=True):
    """What can ship later."""

    inventoryItems: list[FutureRow] | UnsetType = UNSET


class StorefrontRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of the e-commerce; `inventoryOrigin` 1 on hand, 2 future, else others offer it."""

    inventoryIds: str
    inventoryOrigin: int
    productId: int
    productDescription: str
    quantity: int
    boxTypeCode: str
    unitType: str
    bunches: int
    stemsBunch: int
    price: Decimal
    availableFrom: date
    availableTo: date
    category: str | None = ""
    color: str | None = ""
    variety: str | None = ""
    grade: str | None = ""
    vendor: str | None = ""


class Storefront(Envelope, frozen=True, kw_only=True):
    """A page of the e-commerce; `total` counts the lines of all pages."""

    total: int | UnsetType = UNSET
    products: list[StorefrontRow] | UnsetType = UNSET


class BoxType(msgspec.Struct, frozen=True, kw_only=True):
    """A size of box and the part of a full box it takes."""

    code: str
    fbe: Decimal


class BoxTypes(Envelope, frozen=True, kw_only=True):
    """The sizes of box a company has."""

    boxtypes: list[BoxType] | UnsetType = UNSET
