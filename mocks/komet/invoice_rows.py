"""The rows of invoice.list and invoice.details.list, with the keys real programs read."""

from datetime import date, datetime
from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from mocks.komet.facts.rows import those_in
from mocks.komet.fees import invoice_line_amount
from mocks.komet.location import shown_location
from mocks.komet.order_parts import Komet
from mocks.komet.order_rows import BreakdownRow, seller_name, shipped_to, shown_address
from mocks.komet.pricing import total
from mocks.komet.records import Invoice, InvoiceItem
from mocks.komet.statuses import CONFIRMED
from mocks.komet.wire import given

OPEN_MARKET = "M"


class InvoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice's header; address and sales person are the customer's as they are now."""

    id: int
    number: int
    customerId: int
    customerName: str
    billCity: str | UnsetType = UNSET
    billState: str | UnsetType = UNSET
    billAddress: str | UnsetType = UNSET
    billZipCode: str | UnsetType = UNSET
    billCountry: str | UnsetType = UNSET
    orderRef: str | UnsetType = UNSET
    shipName: str | UnsetType = UNSET
    shipCity: str | UnsetType = UNSET
    shipState: str | UnsetType = UNSET
    shipAddress: str | UnsetType = UNSET
    shipZipCode: str | UnsetType = UNSET
    shipCountry: str | UnsetType = UNSET
    shipDate: date
    carrierId: int
    carrierName: str
    salesPersonId: int | UnsetType = UNSET
    salesPersonName: str | UnsetType = UNSET
    locationId: int | UnsetType = UNSET
    locationName: str | UnsetType = UNSET
    customerPONumber: str | UnsetType = UNSET
    totalBoxes: int
    subtotal: Decimal
    additionalCharges: Decimal
    taxes: Decimal
    total: Decimal
    status: int
    createdOn: datetime
    countConfirmed: int
    isEcommerce: bool


class InvoiceBox(msgspec.Struct, frozen=True, kw_only=True):
    """A single box, once it has a code."""

    boxCode: str


class AdditionalCharge(msgspec.Struct, frozen=True, kw_only=True):
    """A charge beside the goods."""

    description: str
    amount: Decimal


class InvoiceLineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an invoice."""

    detailId: int
    awb: str | UnsetType = UNSET
    ref: str | UnsetType = UNSET
    productId: int
    productDescription: str
    growerId: int
    growerName: str
    totalBoxes: int
    boxTypeId: int
    boxType: str
    units: int
    unitType: str
    totalUnits: int
    bunchesBox: int
    stemsBunch: int
    markCode: str | UnsetType = UNSET
    unitPrice: Decimal
    amount: Decimal
    salesType: str
    notes: str | UnsetType = UNSET
    brandId: int | UnsetType = UNSET
    brandName: str | UnsetType = UNSET
    breakdowns: list[BreakdownRow] | UnsetType = UNSET
    boxes: list[InvoiceBox] | UnsetType = UNSET


class InvoiceDetailsRow(InvoiceRow, frozen=True, kw_only=True):
    """An invoice with its lines."""

    details: list[InvoiceLineRow] | UnsetType = UNSET
    additionalChargesDetails: list[AdditionalCharge] | UnsetType = UNSET


def items_of(context: Komet, invoice: Invoice) -> list[InvoiceItem]:
    """The lines of an invoice, in the order in which they came."""
    state = context.state
    return those_in(state.invoice_items, state.items_of_invoice[invoice.id])


def header_row(context: Komet, invoice: Invoice) -> InvoiceRow:
    """An invoice as invoice.list shows it."""
    state = context.state
    items = items_of(context, invoice)
    goods = total(invoice_line_amount(state, item) for item in items)
    customer = state.customers[invoice.customer_id]
    ship_to = state.ship_tos.get(invoice.ship_to_id or 0)
    echoed = context.assumptions.order_ref_echoed == "yes"
    return InvoiceRow(
        id=invoice.id,
        number=invoice.number,
        customerId=customer.id,
        customerName=customer.name,
        **shown_address("bill", customer.billing),
        orderRef=given(invoice.reference) if echoed else UNSET,
        **shipped_to(ship_to),
        shipDate=invoice.ship_date,
        carrierId=invoice.carrier_id,
        carrierName=state.carriers[invoice.carrier_id].name,
        salesPersonId=given(customer.sales_person_id),
        salesPersonName=given(seller_name(state, customer)),
        **shown_location(state, invoice.location_id),
        customerPONumber=given(invoice.po_number),
        totalBoxes=sum(item.boxes for item in items),
        subtotal=goods,
        additionalCharges=Decimal("0.00"),
        taxes=Decimal("0.00"),
        total=goods,
        status=invoice.status,
        createdOn=invoice.created_at,
        countConfirmed=int(invoice.status == CONFIRMED),
        isEcommerce=invoice.ecommerce,
    )


def details_row(context: Komet, invoice: Invoice) -> InvoiceDetailsRow:
    """An invoice as invoice.details.list shows it."""
    header = msgspec.structs.asdict(header_row(context, invoice))
    lines = [line_row(context, item) for item in items_of(context, invoice)]
    return InvoiceDetailsRow(**header, details=given(lines))


def line_row(context: Komet, item: InvoiceItem) -> InvoiceLineRow:
    """A line of an invoice; an alias given with it stands in place of the description."""
    state, lot = context.state, context.state.lots[item.lot_id]
    product, vendor = state.products[lot.product_id], state.vendors[lot.vendor_id]
    echoed = context.assumptions.mark_code_echoed == "yes"
    return InvoiceLineRow(
        detailId=item.id,
        productId=product.id,
        productDescription=item.alias or product.description,
        growerId=vendor.id,
        growerName=vendor.name,
        totalBoxes=item.boxes,
        boxTypeId=lot.box_type_id,
        boxType=state.box_types[lot.box_type_id].code,
        units=lot.units_per_box,
        unitType=lot.unit_type,
        totalUnits=item.boxes * lot.units_per_box,
        bunchesBox=lot.bunches,
        stemsBunch=lot.stems_bunch,
        markCode=given(item.mark_code) if echoed else UNSET,
        unitPrice=item.price,
        amount=invoice_line_amount(state, item),
        salesType=OPEN_MARKET,
        notes=given(item.notes),
    )
