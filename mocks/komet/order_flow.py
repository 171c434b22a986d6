"""How lines come and go: stock, order line, web-order line and fee, always in one step.

Every function here only records; its caller has checked before that it may. A box that is taken
names the one line it was taken for (`line_name`), and a box that returns names the same line.
"""

from collections.abc import Iterable

from mocks.komet.facts.availability import stock_of
from mocks.komet.facts.orders import (
    By,
    InvoiceLineAdded,
    InvoiceLineRemoved,
    InvoiceMoved,
    WebOrderLineRemoved,
    WebOrderMoved,
)
from mocks.komet.facts.prebooks import (
    PrebookLineAdded,
    PrebookLineCut,
    PrebookLineRemoved,
    PrebookLinesCheckedOut,
)
from mocks.komet.facts.stock import StockReturned, StockTaken
from mocks.komet.fees import INVOICE, PREBOOK, charge_invoice, charge_prebook, give_back
from mocks.komet.order_parts import Komet
from mocks.komet.purchase_order_flow import drop_purchases
from mocks.komet.receiving import free_boxes
from mocks.komet.records import Invoice, InvoiceItem, PrebookItem, WebOrderItem
from mocks.komet.statuses import (
    CHECKED_OUT_ORDER,
    CONFIRMED,
    DRAFT,
    PENDING_APPROVAL,
    PENDING_ORDER,
    VOIDED,
)


def line_name(kind: str, item_id: int) -> str:
    """How a stock fact names the order line it belongs to, such as ``invoice item 12``."""
    return f"{kind} item {item_id}"


def add_invoice_line(context: Komet, item: InvoiceItem, by: By) -> None:
    """Take the boxes and put the line on its invoice."""
    taken = StockTaken(lot_id=item.lot_id, boxes=item.boxes, why=line_name(INVOICE, item.id))
    context.record(taken, InvoiceLineAdded(item=item, by=by))


def add_prebook_line(context: Komet, item: PrebookItem, by: By) -> None:
    """Take the boxes, if the line names inventory, and put it on its prebook."""
    if item.lot_id is not None:
        why = line_name(PREBOOK, item.id)
        lot_id = stock_of(context.state, item.lot_id)
        context.record(StockTaken(lot_id=lot_id, boxes=item.boxes, why=why))
    context.record(PrebookLineAdded(item=item, by=by))


def drop_invoice_line(context: Komet, item: InvoiceItem, why: str, by: By) -> None:
    """Take a line off its invoice and its web order; the boxes can be sold again."""
    _drop_web_line(context, item.web_order_id, ("invoice_item_id", item.id), why, by)
    context.record(
        InvoiceLineRemoved(item_id=item.id, why=why, by=by),
        StockReturned(lot_id=item.lot_id, boxes=item.boxes, why=line_name(INVOICE, item.id)),
    )
    invoice = context.state.invoices[item.invoice_id]
    if not context.state.items_of_invoice[invoice.id] and invoice.status != CONFIRMED:
        give_back(context, INVOICE, invoice.id, why, by)


def drop_prebook_line(context: Komet, item: PrebookItem, why: str, by: By) -> None:
    """Take a line off its prebook and its web order; boxes of inventory can be sold again.

    It leaves the purchase orders it is on, which must be pending ones (`check_unbound`).
    """
    drop_purchases(context, item, by)
    _drop_web_line(context, item.web_order_id, ("prebook_item_id", item.id), why, by)
    context.record(PrebookLineRemoved(item_id=item.id, why=why, by=by))
    if item.lot_id is not None and item.boxes:
        name, lot_id = line_name(PREBOOK, item.id), stock_of(context.state, item.lot_id)
        context.record(StockReturned(lot_id=lot_id, boxes=item.boxes, why=name))
        free_boxes(context, item.lot_id, by)
    if not context.state.items_of_prebook[item.prebook_id]:
        give_back(context, PREBOOK, item.prebook_id, why, by)


def cut_prebook_line(context: Komet, item: PrebookItem, boxes: int, by: By) -> None:
    """Leave a line fewer boxes, or none; those of inventory can be sold again."""
    context.record(PrebookLineCut(item_id=item.id, boxes=boxes, by=by))
    if item.lot_id is not None and item.boxes > boxes:
        name, lot_id = line_name(PREBOOK, item.id), stock_of(context.state, item.lot_id)
        back = item.boxes - boxes
        context.record(StockReturned(lot_id=lot_id, boxes=back, why=name))
        free_boxes(context, item.lot_id, by)


def drop_web_order_line(context: Komet, item: WebOrderItem, why: str, by: By) -> None:
    """Take a line off its web order, and off the invoice or prebook it became."""
    state = context.state
    if item.invoice_item_id is not None:
        drop_invoice_line(context, state.invoice_items[item.invoice_item_id], why, by)
    elif item.prebook_item_id is not None:
        drop_prebook_line(context, state.prebook_items[item.prebook_item_id], why, by)


def void_invoice(context: Komet, invoice: Invoice, why: str, by: By) -> None:
    """Void an invoice: its lines stay on it for the record, their boxes can be sold again."""
    state = context.state
    items = [state.invoice_items[one] for one in state.items_of_invoice[invoice.id]]
    for item in items:
        _drop_web_line(context, item.web_order_id, ("invoice_item_id", item.id), why, by)
        name = line_name(INVOICE, item.id)
        context.record(StockReturned(lot_id=item.lot_id, boxes=item.boxes, why=name))
    context.record(InvoiceMoved(invoice_id=invoice.id, status=VOIDED, reason=why, by=by))
    if invoice.status != CONFIRMED:
        give_back(context, INVOICE, invoice.id, why, by)


def move_invoice(context: Komet, invoice: Invoice, status: int, by: By, po: str = "") -> None:
    """Approve or confirm an invoice; ceasing to be a draft costs the fee.

    A web order that has no draft line left then counts as checked out (assumed).
    """
    context.record(InvoiceMoved(invoice_id=invoice.id, status=status, po_number=po, by=by))
    if invoice.status == DRAFT:
        charge_invoice(context, invoice.id, by)
        _settle_web_orders(context, _web_orders_of(context, invoice.id), by)


def release_invoices(context: Komet, invoice_ids: Iterable[int], po: str, by: By) -> None:
    """Move on each draft invoice all of whose lines come from checked-out web orders.

    Where orders are confirmed at their checkout (switch ``autoconfirm``), it is confirmed at once.
    """
    state = context.state
    for invoice_id in invoice_ids:
        invoice = state.invoices[invoice_id]
        items = [state.invoice_items[one] for one in state.items_of_invoice[invoice_id]]
        done = all(_is_checked_out(context, one.web_order_id) for one in items)
        if invoice.status == DRAFT and items and done:
            move_invoice(context, invoice, PENDING_APPROVAL, by, po)
            if context.assumptions.autoconfirm == "yes":
                move_invoice(context, state.invoices[invoice_id], CONFIRMED, by)


def check_out_prebook_lines(
    context: Komet, prebook_id: int, item_ids: tuple[int, ...], po: str, by: By
) -> None:
    """Check lines of a prebook out; that costs the fee and may end their web orders."""
    state = context.state
    context.record(
        PrebookLinesCheckedOut(prebook_id=prebook_id, item_ids=item_ids, customer_po=po, by=by)
    )
    charge_prebook(context, prebook_id, item_ids, by)
    orders = {state.prebook_items[one].web_order_id for one in item_ids}
    _settle_web_orders(context, orders, by)


def _drop_web_line(
    context: Komet, web_order_id: int | None, link: tuple[str, int], why: str, by: By
) -> None:
    """Take the web-order line with that link (field, id) off its web order, if there is one."""
    field, item_id = link
    for one in context.state.items_of_web_order.get(web_order_id or 0, ()):
        if getattr(context.state.web_order_items[one], field) == item_id:
            context.record(WebOrderLineRemoved(item_id=one, why=why, by=by))


def _is_checked_out(context: Komet, web_order_id: int | None) -> bool:
    order = context.state.web_orders.get(web_order_id or 0)
    return order is not None and order.status == CHECKED_OUT_ORDER


def _web_orders_of(context: Komet, invoice_id: int) -> set[int | None]:
    state = context.state
    return {state.invoice_items[one].web_order_id for one in state.items_of_invoice[invoice_id]}


def _settle_web_orders(context: Komet, order_ids: Iterable[int | None], by: By) -> None:
    """Count those web orders as checked out that have no draft line left."""
    for order_id in sorted(one for one in order_ids if one is not None):
        order = context.state.web_orders[order_id]
        items = context.state.items_of_web_order[order_id]
        open_lines = [one for one in items if is_open(context, one)]
        if order.status == PENDING_ORDER and items and not open_lines:
            context.record(WebOrderMoved(web_order_id=order_id, status=CHECKED_OUT_ORDER, by=by))


def is_open(context: Komet, item_id: int) -> bool:
    """Whether the invoice or prebook line of a web-order line is still a draft."""
    state, item = context.state, context.state.web_order_items[item_id]
    if item.invoice_item_id is not None:
        invoice_id = state.invoice_items[item.invoice_item_id].invoice_id
        return state.invoices[invoice_id].status == DRAFT
    return not state.prebook_items[item.prebook_item_id or 0].checked_out
