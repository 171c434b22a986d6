"""What Komet keeps: frozen rows, one Struct per noun. Money in company currency, times UTC."""

from mocks.komet.records.orders import (
    Breakdown,
    Fee,
    Invoice,
    InvoiceItem,
    Prebook,
    PrebookItem,
    WebOrder,
    WebOrderItem,
)
from mocks.komet.records.parties import (
    Address,
    Carrier,
    Company,
    Customer,
    Location,
    ShipTo,
    Token,
    User,
    Vendor,
    token_mark,
)
from mocks.komet.records.purchases import (
    Alias,
    Box,
    PurchaseComponent,
    PurchaseItem,
    PurchaseOrder,
    Shipment,
)
from mocks.komet.records.row import Record
from mocks.komet.records.stock import FUTURE, ON_HAND, BoxType, Lot, Product

__all__ = [
    "FUTURE",
    "ON_HAND",
    "Address",
    "Alias",
    "Box",
    "BoxType",
    "Breakdown",
    "Carrier",
    "Company",
    "Customer",
    "Fee",
    "Invoice",
    "InvoiceItem",
    "Location",
    "Lot",
    "Prebook",
    "PrebookItem",
    "Product",
    "PurchaseComponent",
    "PurchaseItem",
    "PurchaseOrder",
    "Record",
    "ShipTo",
    "Shipment",
    "Token",
    "User",
    "Vendor",
    "WebOrder",
    "WebOrderItem",
    "token_mark",
]
