"""Invoices and prebooks: what the engine sends to Komet and reads of its answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from integration.partners.komet_types import Day, Envelope, Text20, Text200

# --- invoices ------------------------------------------------------------------------------------


class InvoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a new invoice. Our reference stands twice: not every read shows mark codes."""

    orderItemId: int
    boxes: int
    price: Decimal
    markCode: Text20
    notes: Text200


class InvoiceCreate(msgspec.Struct, frozen=True, kw_only=True):
    """A new invoice with all its lines, pending approval."""

    customerId: int
    carrierId: int
    shipDate: date
    reference: Text20
    invoiceItems: tuple[InvoiceLine, ...]
    statusDraft: int = 0
    shipToId: int | UnsetType = UNSET
    poNumber: Text20 | UnsetType = UNSET
    locationId: int | UnsetType = UNSET


class InvoiceCreated(Envelope, frozen=True, kw_only=True):
    """Its number."""

    invoiceNumber: int


class InvoicesCall(msgspec.Struct, frozen=True, kw_only=True):
    """Invoices of a customer that ship between two days."""

    orderDateFrom: date
    orderDateTo: date
    customerId: int
    locationId: int | UnsetType = UNSET


class InvoiceFound(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice. `status` 0 pending approval, 1 confirmed, 2 draft, 4 voided."""

    id: int
    number: int
    status: int
    orderRef: str | None = ""


class InvoiceLineFound(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an invoice."""

    detailId: int
    totalBoxes: int
    markCode: str | None = ""
    notes: str | None = ""


class InvoiceFoundWhole(InvoiceFound, frozen=True, kw_only=True):
    """An invoice with its lines."""

    details: list[InvoiceLineFound] = []


class Invoices(Envelope, frozen=True, kw_only=True):
    """Invoices of any status."""

    invoices: list[InvoiceFound] | UnsetType = UNSET


class InvoiceDetails(Envelope, frozen=True, kw_only=True):
    """Invoices that stand, with their lines."""

    invoices: list[InvoiceFoundWhole] | UnsetType = UNSET


class InvoiceVoid(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice to void, and why."""

    invoiceNumber: int
    reason: Annotated[str, Meta(max_length=300)]


# --- prebooks ------------------------------------------------------------------------------------


class PrebookNewLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a new prebook, as a vendor orders it: its product in the vendor's words."""

    productCode: Text20 | UnsetType = UNSET
    productDescription: Text200
    boxTypeCode: Annotated[str, Meta(max_length=3)]
    unitType: Literal["Bunch", "Stem"]
    boxes: int
    bunches: int
    stemsBunch: int
    cost: Decimal
    markCode: Text20
    notes: Text200 | UnsetType = UNSET


class PrebookCreate(msgspec.Struct, frozen=True, kw_only=True):
    """A new prebook; our reference is its customer PO, the buyer's is a comment.

    A customer's is made without lines, which come one by one; a vendor's with all of them.
    """

    customerId: int
    carrierId: int
    shipDate: date
    customerPO: Text20
    isEcommerce: int = 1
    shipToId: int | UnsetType = UNSET
    comments: Text200 | UnsetType = UNSET
    companyLocationCode: Text20 | UnsetType = UNSET
    prebookItems: tuple[PrebookNewLine, ...] | UnsetType = UNSET


class PrebookCreated(Envelope, frozen=True, kw_only=True):
    """Its id and the number people see; they are never the same."""

    prebookId: int
    prebookNumber: int


class PrebookAdd(msgspec.Struct, frozen=True, kw_only=True):
    """A line of future stock for a prebook."""

    prebookId: int
    inventoryId: int
    boxes: int
    price: Decimal
    markCode: Text20


class PrebookOfferAdd(msgspec.Struct, frozen=True, kw_only=True):
    """A line of what others offer for a prebook, packed as it is offered."""

    prebookId: int
    inventoryIds: str
    quantity: int
    price: Decimal
    markCode: Text20


class PrebooksCall(msgspec.Struct, frozen=True, kw_only=True):
    """Prebooks by truck date or by the vendors' ship dates, of one customer PO or changed since."""

    customerPONumber: int | UnsetType = UNSET
    customerId: int | UnsetType = UNSET
    updatedAsOf: Annotated[str, Meta(max_length=19)] | UnsetType = UNSET
    date: Day | UnsetType = UNSET
    vendorShipDateFrom: Day | UnsetType = UNSET
    vendorShipDateTo: Day | UnsetType = UNSET
    locationId: int | UnsetType = UNSET


class PrebookPart(msgspec.Struct, frozen=True, kw_only=True):
    """A component of a mixed box."""

    productDescription: str = ""
    stemsBunch: int = 0
    bunches: int = 0


class PrebookLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a prebook; only a vendor is shown what it costs and when it ships."""

    prebookItemId: int
    totalBoxes: int
    markCode: str | None = ""
    productId: int | None = None
    productDescription: str = ""
    boxType: str | None = ""
    bunches: int = 0
    stemsBunch: int = 0
    unitType: str = ""
    cost: Decimal | None = None
    vendorShipDate: Day | None = None
    breakdowns: list[PrebookPart] = []


class Prebook(msgspec.Struct, frozen=True, kw_only=True):
    """A prebook with its lines."""

    id: int
    number: int
    customerPONumber: str | None = ""
    customerName: str = ""
    customerCode: str = ""
    truckDate: Day | None = None
    carrierName: str = ""
    details: list[PrebookLine] = []


class Prebooks(Envelope, frozen=True, kw_only=True):
    """Prebooks."""

    prebooks: list[Prebook] | UnsetType = UNSET


class PrebookUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """A prebook's new truck date."""

    prebookId: int
    shipDate: date


class PrebookLineDelete(msgspec.Struct, frozen=True, kw_only=True):
    """A line to take out of a prebook."""

    prebookId: int
    prebookItemId: int


class PrebookDelete(msgspec.Struct, frozen=True, kw_only=True):
    """A prebook to take back."""

    prebookId: int
