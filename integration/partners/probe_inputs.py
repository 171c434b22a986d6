"""What to ask of each method to learn whether it may be used, without making anything.

Methods that read are asked for real; those that create or change are asked about ids that nobody
has, so that nothing can come of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from integration.model import Connection
from integration.partners import komet_book_types as books
from integration.partners import komet_purchase_types as purchases
from integration.partners import komet_types as komet
from integration.partners import operations as known
from integration.partners.operations import Operation
from integration.partners.probe_types import CarriersCall

#: An id that nobody has.
IMPOSSIBLE = 999_999_999
#: The reach of a look for carriers: every weekday, holidays between.
AHEAD = timedelta(days=14)
MARK = "0"

Input = tuple[Operation[Any, Any], msgspec.Struct]


def inputs(connection: Connection, today: date) -> dict[str, Input]:
    """Method -> its row and a harmless input."""
    every = (
        *_inventory(connection, today),
        *_orders(connection, today),
        *_web_orders(connection, today),
        *_books(connection, today),
        *_changes(today),
        *_purchases(today),
    )
    return {operation.name: (operation, asked) for operation, asked in every}


def _inventory(connection: Connection, today: date) -> Iterator[Input]:
    customer = connection.customer_id
    location = _location(connection)
    until = today + AHEAD
    yield known.BOX_TYPES, komet.Nothing()
    yield known.CARRIERS, CarriersCall(id=connection.carrier_id)
    yield known.LOCATIONS, komet.LocationsCall(id=connection.location_id or IMPOSSIBLE)
    yield known.OPEN_MARKET, komet.OpenMarketCall(customerId=customer, locationId=location)
    future = komet.FutureMarketCall(
        dateFrom=today, dateTo=until, customerId=customer, locationId=location
    )
    yield known.FUTURE_MARKET, future
    page = komet.StorefrontCall(customerId=customer, page=1, rows=1, companyLocationId=location)
    yield known.STOREFRONT, page
    yield known.CUSTOMER_CARRIERS, carriers_asked(connection, today)
    yield known.CUSTOMER_DETAILS, komet.CustomerDetailsCall(customerId=customer)


def carriers_asked(connection: Connection, today: date) -> komet.CustomerCarriersCall:
    """The carriers the customer may choose on any day of the next two weeks."""
    return komet.CustomerCarriersCall(
        customerId=connection.customer_id,
        date=today + timedelta(days=1),
        availableFrom=today,
        availableTo=today + AHEAD,
        companyLocationId=_location(connection),
    )


def _location(connection: Connection) -> int | UnsetType:
    return UNSET if connection.location_id is None else connection.location_id


def _orders(connection: Connection, today: date) -> Iterator[Input]:
    customer = connection.customer_id
    yield known.SHIP_TOS, komet.ShipTosCall(customerId=customer)
    location = _location(connection)
    one = komet.WebOrdersCall(
        customerId=customer, webOrderId=IMPOSSIBLE, statusId=1, companyLocationId=location
    )
    yield known.WEB_ORDERS, one
    some = books.InvoicesCall(
        orderDateFrom=today, orderDateTo=today, customerId=customer, locationId=location
    )
    yield known.INVOICE_DETAILS, some
    yield known.INVOICES, some
    asked = books.PrebooksCall(
        customerPONumber=IMPOSSIBLE,
        customerId=customer or UNSET,
        date=today,
        locationId=location,
    )
    yield known.PREBOOKS, asked


def _web_orders(connection: Connection, today: date) -> Iterator[Input]:
    customer = connection.customer_id
    yield known.SHIP_TO_ADD, komet.ShipToAdd(customerId=IMPOSSIBLE, name=MARK)
    location = _location(connection)
    empty = komet.WebOrderCreate(
        customerId=IMPOSSIBLE, companyId=connection.company_id, companyLocationId=location
    )
    yield known.WEB_ORDER_CREATE, empty
    line = komet.WebOrderAdd(
        customerId=IMPOSSIBLE,
        inventoryIds=str(IMPOSSIBLE),
        inventoryOrigin=1,
        price=Decimal(1),
        quantity=1,
        carrierId=connection.carrier_id,
        date=today + timedelta(days=1),
        markCode=MARK,
        webOrderId=IMPOSSIBLE,
        companyLocationId=location,
    )
    yield known.WEB_ORDER_ADD, line
    checkout = komet.WebOrderCheckout(
        customerId=customer, webOrderId=IMPOSSIBLE, companyLocationId=location
    )
    yield known.WEB_ORDER_CHECKOUT, checkout
    delete = komet.WebOrderDelete(customerId=customer, webOrderId=IMPOSSIBLE)
    yield known.WEB_ORDER_DELETE, delete


def _books(connection: Connection, today: date) -> Iterator[Input]:
    tomorrow = today + timedelta(days=1)
    line = books.InvoiceLine(
        orderItemId=IMPOSSIBLE, boxes=1, price=Decimal(1), markCode=MARK, notes=MARK
    )
    invoice = books.InvoiceCreate(
        customerId=IMPOSSIBLE,
        carrierId=connection.carrier_id,
        shipDate=tomorrow,
        reference=MARK,
        invoiceItems=(line,),
        locationId=_location(connection),
    )
    yield known.INVOICE_CREATE, invoice
    prebook = books.PrebookCreate(
        customerId=IMPOSSIBLE,
        carrierId=connection.carrier_id,
        shipDate=tomorrow,
        customerPO=MARK,
    )
    yield known.PREBOOK_CREATE, prebook


def _changes(today: date) -> Iterator[Input]:
    yield known.INVOICE_VOID, books.InvoiceVoid(invoiceNumber=IMPOSSIBLE, reason="test")
    line = books.PrebookAdd(
        prebookId=IMPOSSIBLE,
        inventoryId=IMPOSSIBLE,
        boxes=1,
        price=Decimal(1),
        markCode=MARK,
    )
    yield known.PREBOOK_ADD, line
    offered = books.PrebookOfferAdd(
        prebookId=IMPOSSIBLE,
        inventoryIds=str(IMPOSSIBLE),
        quantity=1,
        price=Decimal(1),
        markCode=MARK,
    )
    yield known.PREBOOK_OFFER_ADD, offered
    moved = books.PrebookUpdate(prebookId=IMPOSSIBLE, shipDate=today + timedelta(days=1))
    yield known.PREBOOK_UPDATE, moved
    out = books.PrebookLineDelete(prebookId=IMPOSSIBLE, prebookItemId=IMPOSSIBLE)
    yield known.PREBOOK_LINE_DELETE, out
    yield known.PREBOOK_DELETE, books.PrebookDelete(prebookId=IMPOSSIBLE)


def _purchases(today: date) -> Iterator[Input]:
    tomorrow = today + timedelta(days=1)
    yield known.PURCHASES, purchases.PurchasesCall(date=today)
    line = purchases.PurchaseLine(prebookItemId=IMPOSSIBLE, boxes=1, cost=Decimal(1), markCode=MARK)
    one = purchases.PurchaseCreate(shipDate=tomorrow, purchaseOrderItems=(line,))
    yield known.PURCHASE_CREATE, one
    part = purchases.MixedPart(productDescription=MARK, bunches=1, stemsBunch=1)
    mixed = purchases.MixedLine(
        prebookItemId=IMPOSSIBLE, boxes=1, cost=Decimal(1), markCode=MARK, breakdowns=(part,)
    )
    some = purchases.MixedCreate(shipDate=tomorrow, purchaseOrderItems=(mixed,))
    yield known.MIXED_CREATE, some
    yield known.PURCHASE_LINE_DELETE, purchases.PurchaseLineDelete(poItemId=IMPOSSIBLE)
    leaving = purchases.AwbItem(poItemId=IMPOSSIBLE, awb=MARK, shipDate=tomorrow)
    yield known.AWB_ADD, purchases.AwbAdd(poItems=(leaving,))
    code = str(IMPOSSIBLE)
    box = purchases.BoxChange(currentBoxCode=code, newBoxCode=code)
    yield known.BOX_CODES, purchases.BoxChanges(boxes=(box,))
