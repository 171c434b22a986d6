"""Single lines join an invoice that is still open, or leave it."""

from msgspec import UNSET, UnsetType

from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import Flag, Id
from mocks.komet.facts.orders import By
from mocks.komet.facts.rows import invoice_in
from mocks.komet.fees import charge_invoice
from mocks.komet.invoice_create import InvoiceItemCall, lot_for, new_item
from mocks.komet.location import location_named
from mocks.komet.order_flow import add_invoice_line, drop_invoice_line
from mocks.komet.order_parts import Komet, check_date, done_by
from mocks.komet.picking import Wanted
from mocks.komet.records import ON_HAND, Invoice, InvoiceItem
from mocks.komet.statuses import DRAFT, INVOICE_WORDS, PENDING_APPROVAL
from mocks.komet.wire import Call, Envelope, method

#: Invoices whose lines programs may change (assumed): no confirmed and no voided ones.
OPEN = (DRAFT, PENDING_APPROVAL)


class InvoiceItemAdd(InvoiceItemCall, frozen=True, kw_only=True):
    """Input of invoice.item.add: a line as invoice.create takes it, and where it goes."""

    invoiceId: Id
    returnAvailableBoxes: Flag = 0
    locationId: Id | None = None


class InvoiceItemAdded(Envelope, frozen=True, kw_only=True):
    """The invoice and its new line; on request the boxes its inventory has left."""

    invoiceId: int
    invoiceNumber: int
    invoiceItemId: int
    availableBoxes: int | UnsetType = UNSET


@method(
    "POST",
    "invoice.item.add",
    tokens="Company",
    source="APIDocs 11176112; KB 3332227, v18",
    notes="assumed: the reply and its message (as invoice.item.delete), a draft or pending invoice"
    " whose ship date can still be kept",
)
def invoice_item_add(context: Komet, call: InvoiceItemAdd) -> InvoiceItemAdded:
    """Add a line; its boxes are taken in the same step, and a pending invoice's fee grows."""
    location = location_named(context, call.locationId)
    invoice = _open_invoice(context, call.invoiceId)
    if location is not None and location.id != invoice.location_id:
        raise NotPossible("invoice.location", invoice=invoice.number, location=location.id)
    location = context.state.locations.get(invoice.location_id or 0)
    carrier = context.state.carriers[invoice.carrier_id]
    check_date(context, carrier, invoice.ship_date, location)
    wanted = Wanted(
        customer=context.state.customers[invoice.customer_id],
        origin=ON_HAND,
        ship_date=invoice.ship_date,
        boxes=call.boxes,
        location_id=invoice.location_id,
    )
    item = new_item(context, invoice, call, lot_for(context, call, wanted))
    _add(context, invoice, item, done_by(context, "invoice.item.add"))
    return InvoiceItemAdded(
        message="success",
        invoiceId=invoice.id,
        invoiceNumber=invoice.number,
        invoiceItemId=item.id,
        availableBoxes=_left(context, item) if call.returnAvailableBoxes else UNSET,
    )


class InvoiceItemDelete(Call, frozen=True, kw_only=True):
    """Input of invoice.item.delete: ids, not numbers."""

    invoiceId: Id
    invoiceItemId: Id
    returnAvailableBoxes: Flag = 0


class InvoiceItemDeleted(Envelope, frozen=True, kw_only=True):
    """The invoice; on request the boxes the line's inventory has left."""

    invoiceId: int
    invoiceNumber: int
    availableBoxes: int | UnsetType = UNSET


@method(
    "POST",
    "invoice.item.delete",
    tokens="Company",
    source="APIDocs 11176144, v5",
    notes="assumed: of a draft or pending invoice; it stays when its last line goes, and its fee"
    " comes back only then",
)
def invoice_item_delete(context: Komet, call: InvoiceItemDelete) -> InvoiceItemDeleted:
    """Take a line off an invoice; its boxes can be sold again."""
    invoice = _open_invoice(context, call.invoiceId)
    item = context.state.invoice_items.get(call.invoiceItemId)
    if item is None or item.invoice_id != invoice.id:
        raise Missing("invoice.item", item=call.invoiceItemId)
    drop_invoice_line(context, item, "deleted", done_by(context, "invoice.item.delete"))
    return InvoiceItemDeleted(
        message="success",
        invoiceId=invoice.id,
        invoiceNumber=invoice.number,
        availableBoxes=_left(context, item) if call.returnAvailableBoxes else UNSET,
    )


def _open_invoice(context: Komet, invoice_id: int) -> Invoice:
    """The invoice of that id (not number), if its lines may be changed.

    Raises:
        Missing: if the caller's company has none.
        NotPossible: if it is confirmed or voided.
    """
    invoice = invoice_in(context.state, invoice_id, context.caller.company_id)
    if invoice.status not in OPEN:
        words = INVOICE_WORDS[invoice.status]
        raise NotPossible("invoice.state", invoice=invoice.number, state=words, wish="changed")
    return invoice


def _add(context: Komet, invoice: Invoice, item: InvoiceItem, by: By) -> None:
    add_invoice_line(context, item, by)
    if invoice.status != DRAFT:
        charge_invoice(context, invoice.id, by, (item.id,))


def _left(context: Komet, item: InvoiceItem) -> int:
    return context.state.lots[item.lot_id].left
