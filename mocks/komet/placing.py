"""A web-order line becomes at once a line of a Draft Invoice (on hand) or Draft Prebook (the rest).

One invoice or prebook for each web order, ship date, carrier and ship-to; under the switch
``invoice_sharing=shared`` lines of several web orders of the customer meet on one.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from mocks.komet.facts.orders import By, InvoiceMade
from mocks.komet.facts.prebooks import PrebookMade
from mocks.komet.order_flow import add_invoice_line, add_prebook_line
from mocks.komet.order_parts import Destination, Komet, new_id
from mocks.komet.prebook_lines import line_from_lot
from mocks.komet.purchase_order_allocation import allocate
from mocks.komet.records import ON_HAND, Invoice, InvoiceItem, Prebook, WebOrderItem
from mocks.komet.statuses import DRAFT


def place_on_order(context: Komet, line: WebOrderItem, where: Destination, by: By) -> WebOrderItem:
    """Take the boxes, put them on an order, and give back the line that knows which."""
    if line.origin != ON_HAND:
        return _on_prebook(context, line, where, by)
    return _on_invoice(context, line, where, by)


def _on_invoice(context: Komet, line: WebOrderItem, where: Destination, by: By) -> WebOrderItem:
    invoice = _draft_invoice(context, line, where)
    if invoice is None:
        invoice = Invoice(
            id=new_id(context, "invoice"),
            number=new_id(context, "invoice_number"),
            company_id=where.customer.company_id,
            customer_id=where.customer.id,
            carrier_id=where.carrier.id,
            ship_date=where.ship_date,
            status=DRAFT,
            location_id=where.location_id,
            ship_to_id=where.ship_to_id,
            ecommerce=True,
            created_at=context.now,
            updated_at=context.now,
        )
        context.record(InvoiceMade(invoice=invoice, by=by))
    item = InvoiceItem(
        id=new_id(context, "invoice_item"),
        invoice_id=invoice.id,
        lot_id=line.lot_id,
        boxes=line.boxes,
        price=line.price,
        mark_code=line.mark_code,
        web_order_id=line.web_order_id,
    )
    add_invoice_line(context, item, by)
    return replace(line, invoice_item_id=item.id)


def _on_prebook(context: Komet, line: WebOrderItem, where: Destination, by: By) -> WebOrderItem:
    prebook = _draft_prebook(context, line, where)
    if prebook is None:
        prebook = Prebook(
            id=new_id(context, "prebook"),
            number=new_id(context, "prebook_number"),
            company_id=where.customer.company_id,
            customer_id=where.customer.id,
            carrier_id=where.carrier.id,
            truck_date=where.ship_date,
            location_id=where.location_id,
            ship_to_id=where.ship_to_id,
            ecommerce=True,
            draft=True,
            created_at=context.now,
            updated_at=context.now,
        )
        context.record(PrebookMade(prebook=prebook, by=by))
    item = replace(
        line_from_lot(context, prebook, context.state.lots[line.lot_id]),
        boxes=line.boxes,
        price=line.price,
        mark_code=line.mark_code,
        web_order_id=line.web_order_id,
        checked_out=False,
    )
    add_prebook_line(context, item, by)
    allocate(context, item, by)
    return replace(line, prebook_item_id=item.id)


def _draft_invoice(context: Komet, line: WebOrderItem, where: Destination) -> Invoice | None:
    state = context.state
    links = (one.invoice_item_id for one in _siblings(context, line))
    own = (state.invoice_items[one].invoice_id for one in links if one is not None)
    for invoice_id in _candidates(context, own, state.invoices):
        invoice = state.invoices[invoice_id]
        if invoice.ecommerce and invoice.status == DRAFT and where.fits(invoice):
            return invoice
    return None


def _draft_prebook(context: Komet, line: WebOrderItem, where: Destination) -> Prebook | None:
    state = context.state
    links = (one.prebook_item_id for one in _siblings(context, line))
    own = (state.prebook_items[one].prebook_id for one in links if one is not None)
    for prebook_id in _candidates(context, own, state.prebooks):
        prebook = state.prebooks[prebook_id]
        if prebook.ecommerce and not prebook.deleted and where.fits(prebook):
            return prebook
    return None


def _siblings(context: Komet, line: WebOrderItem) -> list[WebOrderItem]:
    """The lines the web order has already."""
    state = context.state
    return [state.web_order_items[one] for one in state.items_of_web_order[line.web_order_id]]


def _candidates(context: Komet, own: Iterable[int], every: Iterable[int]) -> list[int]:
    """Ids of the orders the line may join, oldest first, by the switch."""
    return sorted(set(own if context.assumptions.invoice_sharing == "own" else every))
