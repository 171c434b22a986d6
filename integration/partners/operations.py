"""Every method of a partner that the engine calls, with the shapes it sends and reads.

The clients call through these rows and a check holds each of them against the partner's published
document, so that what the engine believes and what is published can not drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from integration.partners import axerrio_types as vendor
from integration.partners import ibuyflowers_types as market
from integration.partners import komet_book_types as books
from integration.partners import komet_purchase_types as purchases
from integration.partners import komet_rows as rows
from integration.partners import komet_types as komet
from integration.partners import probe_types as probe
from integration.vendor_model import VendorOrder

Q = TypeVar("Q", bound=msgspec.Struct)
R = TypeVar("R", bound=msgspec.Struct)


@dataclass(frozen=True)
class Operation(Generic[Q, R]):
    """One published method.

    Args:
        name: the partner's name for it; its path follows from that.
        verb: the documented verb. A GET reads and may be repeated.
        request: what is sent.
        reply: what is read of a successful answer.
        rows: the array of a list's answer; it is absent where nothing was found.
        account: whether the token goes into the header, beside the account.
    """

    name: str
    verb: str
    request: type[Q]
    reply: type[R]
    rows: str = ""
    account: bool = False


BOX_TYPES = Operation("boxtype.list", "GET", komet.Nothing, rows.BoxTypes, "boxtypes")
CUSTOMER_DETAILS = Operation(
    "customer.details.get", "GET", komet.CustomerDetailsCall, komet.CustomerDetails
)
OPEN_MARKET = Operation(
    "inventory.openmarket.list", "GET", komet.OpenMarketCall, rows.OpenMarket, "inventoryItems"
)
FUTURE_MARKET = Operation(
    "future.inventory.openmarket.list",
    "GET",
    komet.FutureMarketCall,
    rows.FutureMarket,
    "inventoryItems",
)
STOCK = Operation("inventory.list", "GET", komet.StockCall, rows.Stock, "inventoryItems")
STOREFRONT = Operation(
    "ecommerce/inventory.list",
    "GET",
    komet.StorefrontCall,
    rows.Storefront,
    "products",
    account=True,
)
CUSTOMER_CARRIERS = Operation(
    "ecommerce/customer-carriers.list",
    "GET",
    komet.CustomerCarriersCall,
    komet.CustomerCarriers,
    account=True,
)
LOCATIONS = Operation("location.list", "GET", komet.LocationsCall, komet.Locations, "locations")
SHIP_TOS = Operation("customer.shipto.list", "GET", komet.ShipTosCall, komet.ShipTos, "shiptos")
CARRIERS = Operation("carrier.list", "GET", probe.CarriersCall, probe.Carriers, "carriers")
LOGIN = Operation("login", "POST", probe.LogIn, probe.LoggedIn)
SHIP_TO_ADD = Operation("customer.shipto.add", "POST", komet.ShipToAdd, komet.ShipToAdded)

WEB_ORDER_CREATE = Operation(
    "web-order.create", "POST", komet.WebOrderCreate, komet.WebOrderCreated, account=True
)
WEB_ORDER_ADD = Operation(
    "web-order-item.add", "POST", komet.WebOrderAdd, komet.WebOrderAdded, account=True
)
WEB_ORDER_CHECKOUT = Operation(
    "web-order.checkout", "POST", komet.WebOrderCheckout, komet.Envelope, account=True
)
WEB_ORDER_DELETE = Operation(
    "web-order.delete", "POST", komet.WebOrderDelete, komet.Envelope, account=True
)
WEB_ORDERS = Operation(
    "web-order-details.list",
    "GET",
    komet.WebOrdersCall,
    komet.WebOrders,
    "webOrders",
    account=True,
)

INVOICE_CREATE = Operation("invoice.create", "POST", books.InvoiceCreate, books.InvoiceCreated)
INVOICE_DETAILS = Operation(
    "invoice.details.list", "GET", books.InvoicesCall, books.InvoiceDetails, "invoices"
)
INVOICES = Operation("invoice.list", "GET", books.InvoicesCall, books.Invoices, "invoices")
INVOICE_VOID = Operation("invoice.void", "POST", books.InvoiceVoid, komet.Envelope)

PREBOOK_CREATE = Operation("prebook.create", "POST", books.PrebookCreate, books.PrebookCreated)
PREBOOK_ADD = Operation("prebook.future.item.add", "POST", books.PrebookAdd, komet.Envelope)
PREBOOK_OFFER_ADD = Operation(
    "prebook.vendor.availability.item.add", "POST", books.PrebookOfferAdd, komet.Envelope
)
PREBOOKS = Operation("prebook.details.list", "GET", books.PrebooksCall, books.Prebooks, "prebooks")
PREBOOK_UPDATE = Operation("prebook.update", "POST", books.PrebookUpdate, komet.Envelope)
PREBOOK_LINE_DELETE = Operation(
    "prebook.item.delete", "POST", books.PrebookLineDelete, komet.Envelope
)
PREBOOK_DELETE = Operation("prebook.delete", "POST", books.PrebookDelete, komet.Envelope)

PURCHASE_CREATE = Operation(
    "purchase.order.create", "POST", purchases.PurchaseCreate, purchases.PurchaseCreated
)
MIXED_CREATE = Operation(
    "purchase.order.mixed.create", "POST", purchases.MixedCreate, purchases.MixedCreated
)
PURCHASES = Operation(
    "purchase.order.list",
    "GET",
    purchases.PurchasesCall,
    purchases.PurchasesFound,
    "purchaseOrders",
)
PURCHASE_LINE_DELETE = Operation(
    "purchase.order.item.delete", "POST", purchases.PurchaseLineDelete, komet.Envelope
)
AWB_ADD = Operation(
    "purchase.order.items.awb.add",
    "POST",
    purchases.AwbAdd,
    purchases.AwbAdded,
    "purchaseOrderItemDetailsAWBAddAPIResultList",
)
BOX_CODES = Operation(
    "box.code.change", "POST", purchases.BoxChanges, purchases.BoxesChanged, "boxes"
)

CONNECT = Operation("supplier/connection", "POST", market.Connect, market.Connected)
PUBLISH = Operation("supplier/inventory", "POST", market.InventoryPart, market.PartTaken)
WITHDRAW = Operation("supplier/withdrawal", "POST", market.Withdrawal, market.Withdrawn)
EVENTS = Operation("supplier/events", "GET", market.EventsCall, market.Events)
ANSWER = Operation("supplier/answer", "POST", market.LineAnswer, market.AnswerTaken)
STATUS = Operation("supplier/status", "GET", market.StatusCall, market.Status)

VENDOR_CONNECT = Operation("integration/connection", "POST", vendor.Joined, vendor.JoinedAs)
VENDOR_JOIN = Operation("integration/join", "POST", vendor.Join, vendor.Active)
VENDOR_EVENTS = Operation("integration/events", "GET", vendor.EventsCall, vendor.Events)
VENDOR_ORDER = Operation("integration/order", "GET", vendor.OrderCall, VendorOrder)
LINE_STATE = Operation("integration/order-state", "POST", vendor.LineState, vendor.LineHeard)
PURCHASE = Operation("integration/purchase-order", "POST", vendor.Purchase, vendor.Purchased)
NEED_WITHDRAWN = Operation(
    "integration/purchase-order/withdraw", "POST", vendor.Withdraw, vendor.Purchased
)

#: Partner -> name of the method -> its row.
CALLS: dict[str, dict[str, Operation[Any, Any]]] = {
    "komet": {
        one.name: one
        for one in (
            *(BOX_TYPES, OPEN_MARKET, FUTURE_MARKET, STOCK, STOREFRONT, CUSTOMER_CARRIERS),
            *(CUSTOMER_DETAILS, CARRIERS, LOCATIONS, LOGIN, SHIP_TOS, SHIP_TO_ADD),
            *(WEB_ORDER_CREATE, WEB_ORDER_ADD, WEB_ORDER_CHECKOUT, WEB_ORDER_DELETE, WEB_ORDERS),
            *(INVOICE_CREATE, INVOICE_DETAILS, INVOICES, INVOICE_VOID),
            *(PREBOOK_CREATE, PREBOOK_ADD, PREBOOK_OFFER_ADD, PREBOOKS, PREBOOK_UPDATE),
            *(PREBOOK_LINE_DELETE, PREBOOK_DELETE),
            *(PURCHASE_CREATE, MIXED_CREATE, PURCHASES, PURCHASE_LINE_DELETE, AWB_ADD, BOX_CODES),
        )
    },
    "axerrio": {
        one.name: one
        for one in (
            *(VENDOR_CONNECT, VENDOR_JOIN, VENDOR_EVENTS, VENDOR_ORDER),
            *(LINE_STATE, PURCHASE, NEED_WITHDRAWN),
        )
    },
    "ibuyflowers": {one.name: one for one in (CONNECT, PUBLISH, WITHDRAW, EVENTS, ANSWER, STATUS)},
}
