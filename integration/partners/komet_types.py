"""What the engine sends to Komet and reads of its answers, in Komet's own names.

Only what is sent and only what is read stands here. Absent optional fields are not sent. Invoices
and prebooks stand in `komet_book_types`, rows of inventory in `komet_rows`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

Text20 = Annotated[str, Meta(max_length=20)]
Text50 = Annotated[str, Meta(max_length=50)]
Text200 = Annotated[str, Meta(max_length=200)]
Day = date


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Every answer."""

    message: str = ""
    status: int


class Nothing(msgspec.Struct, frozen=True, kw_only=True):
    """A call without input."""


class CustomerDetailsCall(msgspec.Struct, frozen=True, kw_only=True):
    """Whose card."""

    customerId: int


class CustomerCard(msgspec.Struct, frozen=True, kw_only=True):
    """What is agreed with a customer; `defaultPrice` is A or B."""

    defaultPrice: str


class CustomerDetails(Envelope, frozen=True, kw_only=True):
    """One customer's card."""

    customer: CustomerCard


# --- inventory -----------------------------------------------------------------------------------


class OpenMarketCall(msgspec.Struct, frozen=True, kw_only=True):
    """Stock on hand as this customer sees it."""

    customerId: int
    locationId: int | UnsetType = UNSET


class StockCall(msgspec.Struct, frozen=True, kw_only=True):
    """Open Market stock in the warehouse."""

    locationId: int | UnsetType = UNSET


class FutureMarketCall(msgspec.Struct, frozen=True, kw_only=True):
    """Stock that can ship between two days."""

    dateFrom: date
    dateTo: date
    customerId: int
    locationId: int | UnsetType = UNSET


class StorefrontCall(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the e-commerce."""

    customerId: int
    page: int
    rows: int
    reservedInventory: bool = False
    companyLocationId: int | UnsetType = UNSET


class CustomerCarriersCall(msgspec.Struct, frozen=True, kw_only=True):
    """Carriers a customer may choose for a day."""

    customerId: int
    date: Day
    availableFrom: Day
    availableTo: Day
    companyLocationId: int | UnsetType = UNSET


class CarrierChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A carrier one may choose."""

    carrierId: int
    carrierName: str = ""


class CustomerCarriers(Envelope, frozen=True, kw_only=True):
    """The carrier suggested for the day, and the others."""

    carrierId: int | UnsetType = UNSET
    carrierName: str | UnsetType = UNSET
    carriers: list[CarrierChoice] | UnsetType = UNSET


# --- ship-to -------------------------------------------------------------------------------------


class ShipTosCall(msgspec.Struct, frozen=True, kw_only=True):
    """All addresses of a customer."""

    customerId: int


class ShipTo(msgspec.Struct, frozen=True, kw_only=True):
    """An address."""

    id: int
    name: str
    address: str | None = ""
    city: str | None = ""
    state: str | None = ""
    zipcode: str | None = ""
    country: str | None = ""


class ShipTos(Envelope, frozen=True, kw_only=True):
    """Addresses."""

    shiptos: list[ShipTo] | UnsetType = UNSET


class ShipToAdd(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A new address; empty parts of it are left out."""

    customerId: int
    name: Text200
    address: Text200 = ""
    city: Text50 = ""
    state: Text50 = ""
    zipcode: Annotated[str, Meta(max_length=10)] = ""
    country: Text50 = ""
    phone: Text20 = ""


class ShipToAdded(Envelope, frozen=True, kw_only=True):
    """Its id."""

    shipToId: int


# --- web orders ----------------------------------------------------------------------------------


class WebOrderCreate(msgspec.Struct, frozen=True, kw_only=True):
    """An empty web order."""

    customerId: int
    companyId: int
    companyLocationId: int | UnsetType = UNSET


class WebOrderCreated(Envelope, frozen=True, kw_only=True):
    """Its id."""

    webOrderId: int


class WebOrderAdd(msgspec.Struct, frozen=True, kw_only=True):
    """A line for a web order, which is always named: without it Komet may choose another's."""

    customerId: int
    inventoryIds: str
    inventoryOrigin: int
    price: Decimal
    quantity: int
    carrierId: int
    date: Day
    markCode: Text20
    webOrderId: int
    reservedInventory: bool | UnsetType = UNSET
    companyLocationId: int | UnsetType = UNSET
    shipToId: int | UnsetType = UNSET


class WebOrderAdded(Envelope, frozen=True, kw_only=True):
    """The web order the line went into."""

    webOrderId: int | UnsetType = UNSET


class WebOrderCheckout(msgspec.Struct, frozen=True, kw_only=True):
    """A web order to check out, with the buyer's own PO."""

    customerId: int
    webOrderId: int
    customerPo: Text50 | UnsetType = UNSET
    companyLocationId: int | UnsetType = UNSET


class WebOrderDelete(msgspec.Struct, frozen=True, kw_only=True):
    """A web order to cancel."""

    customerId: int
    webOrderId: int


class WebOrdersCall(msgspec.Struct, frozen=True, kw_only=True):
    """One web order, if it has this status: 1 pending, 2 checked out."""

    customerId: int
    webOrderId: int
    statusId: int
    companyLocationId: int | UnsetType = UNSET


class WebOrderLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a web order; `markCode` is our reference, where it is read back."""

    webOrderItemId: int
    inventoryId: int
    quantity: int
    markCode: str | None = ""


class WebOrder(msgspec.Struct, frozen=True, kw_only=True):
    """A web order with its lines."""

    id: int
    number: int
    statusId: int
    items: list[WebOrderLine] = []


class WebOrders(Envelope, frozen=True, kw_only=True):
    """The web order asked for."""

    webOrders: list[WebOrder] | UnsetType = UNSET


class LocationsCall(msgspec.Struct, frozen=True, kw_only=True):
    """One of the company's locations, by its id."""

    id: int


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A place a Multi-Location company sells from."""

    id: int
    code: str
    name: str


class Locations(Envelope, frozen=True, kw_only=True):
    """Locations."""

    locations: list[Location] | UnsetType = UNSET
