"""invoice.create: a whole invoice in one call; one bad line creates nothing (switch)."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.errors import BadCall, NotPossible, Refusal
from mocks.core.fields import Flag, Id, Money, text
from mocks.komet.facts.orders import By, InvoiceMade
from mocks.komet.fees import charge_invoice
from mocks.komet.location import location_needed
from mocks.komet.order_flow import add_invoice_line
from mocks.komet.order_header import ShippedHeaderCall, header_way
from mocks.komet.order_parts import (
    Boxes,
    Destination,
    Komet,
    check_price,
    done_by,
    needed,
    new_id,
)
from mocks.komet.picking import (
    Description,
    Wanted,
    lot_of_order_item,
    pick_by_description,
    pick_by_id,
)
from mocks.komet.records import ON_HAND, Invoice, InvoiceItem, Lot
from mocks.komet.statuses import DRAFT, PENDING_APPROVAL
from mocks.komet.texts import REFUSALS
from mocks.komet.wire import Call, Envelope, method

NAME = "invoice.create"


class InvoiceItemCall(Call, frozen=True, kw_only=True):
    """A line: an orderItemId, or product code with box type and pack; never both."""

    orderItemId: Id | None = None
    productCode: Annotated[str, text(20)] | None = None
    boxTypeCode: Annotated[str, text(3)] | None = None
    unitsPerBox: Boxes | None = None
    unitType: Literal["Bunch", "Stem"] | None = None
    boxes: Boxes
    price: Money
    markCode: Annotated[str, text(20)] = ""
    productAlias: Annotated[str, text(50)] = ""
    notes: Annotated[str, text(200)] = ""


class InvoiceCreate(ShippedHeaderCall, frozen=True, kw_only=True):
    """Input of invoice.create."""

    poNumber: Annotated[str, text(20)] = ""
    reference: Annotated[str, text(20)] = ""
    warehouseInstructions: Annotated[str, text(200)] = ""
    invoiceNotes: Annotated[str, text(200)] = ""
    returnAvailableBoxes: Flag = 0
    statusDraft: Flag = 0
    locationId: Id | None = None
    locationCode: Annotated[str, text(10)] | None = None
    invoiceItems: Annotated[tuple[InvoiceItemCall, ...], Meta(min_length=1)]


class InvoiceItemMade(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a line; `message` says why one was left out (switch)."""

    invoiceItemId: int | UnsetType = UNSET
    availableBoxes: int | UnsetType = UNSET
    message: str | UnsetType = UNSET


class InvoiceMadeReply(Envelope, frozen=True, kw_only=True):
    """The new invoice; `invoiceItems` in the order of the call."""

    invoiceId: int
    invoiceNumber: int
    invoiceItems: list[InvoiceItemMade]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the call with the lot it will be taken from, or the reason why not."""

    call: InvoiceItemCall
    lot: Lot | None = None
    problem: str = ""


@method(
    "POST",
    NAME,
    tokens="Company",
    source="APIDocs 11175774",
    notes="assumed: invoiceItems (named as its sisters do, fields of invoice.item.add), the reply,"
    " its message, at least one item, a Multi-Location company names the location",
)
def invoice_create(context: Komet, call: InvoiceCreate) -> InvoiceMadeReply:
    """Make an invoice with its lines; their boxes are taken in the same step."""
    location = location_needed(context, "locationId", call.locationId, call.locationCode)
    where = header_way(context, call, location)
    lines = _lines(context, call, where)
    by = done_by(context, NAME)
    invoice = _make(context, call, where, by)
    rows = [_add(context, invoice, one, by) for one in lines]
    if not call.statusDraft:
        charge_invoice(context, invoice.id, by)
    if not call.returnAvailableBoxes:
        rows = [msgspec.structs.replace(row, availableBoxes=UNSET) for row in rows]
    return InvoiceMadeReply(
        message="Invoice was successfully created.",
        invoiceId=invoice.id,
        invoiceNumber=invoice.number,
        invoiceItems=rows,
    )


def _lines(context: Komet, call: InvoiceCreate, where: Destination) -> list[Line]:
    """Every line with its lot, none of them taken yet.

    Raises:
        NotPossible: naming the first bad line, if that stops the whole (switch) or none is good.
    """
    spoken_for: dict[int, int] = {}
    lines, first = [], None
    for place, one in enumerate(call.invoiceItems, 1):
        wanted = Wanted(
            customer=where.customer,
            origin=ON_HAND,
            ship_date=where.ship_date,
            boxes=one.boxes,
            location_id=where.location_id,
            spoken_for=spoken_for,
        )
        try:
            lot = lot_for(context, one, wanted)
        except Refusal as refusal:
            problem = REFUSALS[refusal.code].format(**refusal.details)
            first = first or NotPossible("invoice.line", line=place, problem=problem)
            lines.append(Line(call=one, problem=problem))
        else:
            spoken_for[lot.id] = spoken_for.get(lot.id, 0) + one.boxes
            lines.append(Line(call=one, lot=lot))
    if first and (context.assumptions.bad_invoice_line == "nothing" or not spoken_for):
        raise first
    return lines


def lot_for(context: Komet, one: InvoiceItemCall, wanted: Wanted) -> Lot:
    """The lot a line will be taken from.

    Raises:
        BadCall: if id and description are both given, or neither whole.
        Missing: if the company has nothing of that id, code or box type.
        NotPossible: if it can not serve the line.
    """
    check_price(one.price, "price")
    described = (one.productCode, one.boxTypeCode, one.unitsPerBox, one.unitType)
    if one.orderItemId is not None:
        if any(part is not None for part in described):
            raise BadCall("field.together", fields="orderItemId and productCode")
        return pick_by_id(context, [lot_of_order_item(context, one.orderItemId)], wanted)
    what = Description(
        product_code=needed(one.productCode, "orderItemId"),
        box_type_code=needed(one.boxTypeCode, "boxTypeCode"),
        units_per_box=needed(one.unitsPerBox, "unitsPerBox"),
        unit_type=needed(one.unitType, "unitType"),
    )
    return pick_by_description(context, what, wanted)


def _make(context: Komet, call: InvoiceCreate, where: Destination, by: By) -> Invoice:
    invoice = Invoice(
        id=new_id(context, "invoice"),
        number=new_id(context, "invoice_number"),
        company_id=where.customer.company_id,
        customer_id=where.customer.id,
        carrier_id=where.carrier.id,
        ship_date=where.ship_date,
        status=DRAFT if call.statusDraft else PENDING_APPROVAL,
        location_id=where.location_id,
        ship_to_id=where.ship_to_id,
        po_number=call.poNumber,
        reference=call.reference,
        notes=call.invoiceNotes,
        instructions=call.warehouseInstructions,
        created_at=context.now,
        updated_at=context.now,
    )
    context.record(InvoiceMade(invoice=invoice, by=by))
    return invoice


def _add(context: Komet, invoice: Invoice, line: Line, by: By) -> InvoiceItemMade:
    """Add one line and say what became of it."""
    if line.lot is None:
        return InvoiceItemMade(message=line.problem)
    item = new_item(context, invoice, line.call, line.lot)
    add_invoice_line(context, item, by)
    left = context.state.lots[line.lot.id].left
    return InvoiceItemMade(invoiceItemId=item.id, availableBoxes=left)


def new_item(context: Komet, invoice: Invoice, call: InvoiceItemCall, lot: Lot) -> InvoiceItem:
    """A line of an invoice, taken from that lot, not recorded yet."""
    return InvoiceItem(
        id=new_id(context, "invoice_item"),
        invoice_id=invoice.id,
        lot_id=lot.id,
        boxes=call.boxes,
        price=call.price,
        mark_code=call.markCode,
        notes=call.notes,
        alias=call.productAlias,
    )
