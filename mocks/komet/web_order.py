"""Web orders: what a customer's program buys with. Each line is at once a line of a real order.

A line of stock on hand makes a Draft Invoice, a line of future stock a Draft Prebook: one per web
order, ship date, carrier and ship-to (switch ``invoice_sharing``). The boxes are taken in the same
step. Checking out moves them on; deleting takes everything back.
"""

from typing import Annotated

import msgspec

from mocks.core.api import act
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import Id, text
from mocks.komet.facts.orders import By, WebOrderMade, WebOrderMoved, no_longer_pending
from mocks.komet.facts.rows import those_in, web_order_in, web_order_item_in
from mocks.komet.fees import INVOICE, PREBOOK, charge_anew
from mocks.komet.location import location_for
from mocks.komet.order_flow import (
    check_out_prebook_lines,
    drop_web_order_line,
    release_invoices,
    void_invoice,
)
from mocks.komet.order_parts import Komet, done_by, new_id
from mocks.komet.party import buying, customer_for
from mocks.komet.purchase_order_flow import check_unbound
from mocks.komet.records import Customer, Location, WebOrder, WebOrderItem
from mocks.komet.statuses import (
    CANCELLED_ORDER,
    CHECKED_OUT_ORDER,
    CONFIRMED,
    PENDING_ORDER,
    VOIDED,
)
from mocks.komet.wire import AccountHeaders, Call, Envelope, method

MADE = "Web order was successfully created."
CHECKED_OUT = "The Web Order was successfully checked out."
CANCELED = "The Web Order was successfully canceled."


class WebOrderCreate(Call, frozen=True, kw_only=True):
    """Input of web-order.create."""

    customerId: Id
    companyId: Id
    companyLocationId: Id | None = None


class WebOrderReply(Envelope, frozen=True, kw_only=True):
    """The web order that was made, checked out or canceled."""

    webOrderId: int


@method(
    "POST",
    "web-order.create",
    tokens="Customer User",
    source="APIDocs 11177564, v9",
    headers=AccountHeaders,
)
def web_order_create(context: Komet, call: WebOrderCreate) -> WebOrderReply:
    """Make the header of a web order; items come with web-order-item.add."""
    customer = buying(context, customer_for(context, call.customerId))
    if call.companyId != context.caller.company_id:
        raise Missing("company.wrong", company=call.companyId)
    location = location_for(context, customer, call.companyLocationId)
    order = make_web_order(context, customer, location, done_by(context, "web-order.create"))
    return WebOrderReply(message=MADE, webOrderId=order.id)


class WebOrderCheckout(Call, frozen=True, kw_only=True):
    """Input of web-order.checkout."""

    customerId: Id
    webOrderId: Id
    customerPo: Annotated[str, text(50)] = ""
    companyLocationId: Id | None = None


@method(
    "POST",
    "web-order.checkout",
    tokens="User",
    source="APIDocs 11177777, v3",
    headers=AccountHeaders,
    notes="assumed: customerPo number or text (the versions differ), no second look at the cut-off",
)
def web_order_checkout(context: Komet, call: WebOrderCheckout) -> WebOrderReply:
    """Check a pending web order out: its drafts move on, and the fee falls due."""
    customer = customer_for(context, call.customerId)
    location = location_for(context, customer, call.companyLocationId)
    order = web_order_for(context, customer, call.webOrderId)
    check_location_of(order, location)
    _check_out(context, order, call.customerPo, done_by(context, "web-order.checkout"))
    return WebOrderReply(message=CHECKED_OUT, webOrderId=order.id)


class WebOrderDelete(Call, frozen=True, kw_only=True):
    """Input of web-order.delete."""

    customerId: Id
    webOrderId: Id


@method(
    "POST",
    "web-order.delete",
    tokens="Customer User",
    source="APIDocs 11177753, v5",
    headers=AccountHeaders,
    notes="headers by the family; refused once an invoice of it is confirmed: assumed",
)
def web_order_delete(context: Komet, call: WebOrderDelete) -> WebOrderReply:
    """Cancel a web order: its lines leave prebooks (which stay) and invoices (voided if empty)."""
    customer = customer_for(context, call.customerId)
    order = web_order_for(context, customer, call.webOrderId)
    _cancel(context, order, done_by(context, "web-order.delete"))
    return WebOrderReply(message=CANCELED, webOrderId=order.id)


# --- what people do -------------------------------------------------------------------------------


class WebOrderNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A web order a sales rep opens."""

    webOrderId: Id
    customerPo: Annotated[str, text(50)] = ""


class WebOrderLineNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a web order a sales rep points at."""

    webOrderItemId: Id


@act("check_out_web_order")
def check_out_web_order(context: Komet, call: WebOrderNamed) -> None:
    """A sales rep checks a pending web order out."""
    order = web_order_in(context.state, call.webOrderId)
    _check_out(context, order, call.customerPo, done_by(context, "check_out_web_order"))


@act("cancel_web_order")
def cancel_web_order(context: Komet, call: WebOrderNamed) -> None:
    """A sales rep cancels a web order."""
    order = web_order_in(context.state, call.webOrderId)
    _cancel(context, order, done_by(context, "cancel_web_order"))


@act("remove_web_order_line")
def remove_web_order_line(context: Komet, call: WebOrderLineNamed) -> None:
    """A sales rep takes one line off a web order; no method of the API can."""
    item = web_order_item_in(context.state, call.webOrderItemId)
    drop_web_order_line(context, item, "removed", done_by(context, "remove_web_order_line"))


# --- how it is done -------------------------------------------------------------------------------


def make_web_order(
    context: Komet, customer: Customer, location: Location | None, by: By
) -> WebOrder:
    """Record a new, empty, pending web order."""
    order = WebOrder(
        id=new_id(context, "web_order"),
        number=new_id(context, "web_order_number"),
        company_id=customer.company_id,
        customer_id=customer.id,
        location_id=location.id if location else None,
        status=PENDING_ORDER,
        created_at=context.now,
        updated_at=context.now,
    )
    context.record(WebOrderMade(order=order, by=by))
    return order


def web_order_for(context: Komet, customer: Customer, web_order_id: int) -> WebOrder:
    """The customer's web order of that id.

    Raises:
        Missing: if the customer has none of that id.
    """
    order = web_order_in(context.state, web_order_id)
    if order.customer_id != customer.id:
        raise Missing("weborder.unknown", weborder=web_order_id)
    return order


def check_location_of(order: WebOrder, location: Location | None) -> None:
    """Whether a web order is of that location, if one is named.

    Raises:
        NotPossible: if it is another's.
    """
    if location is not None and order.location_id != location.id:
        raise NotPossible("weborder.location", weborder=order.id, location=location.id)


def lines_of(context: Komet, order: WebOrder) -> list[WebOrderItem]:
    """The lines of a web order, in the order in which they came."""
    state = context.state
    return those_in(state.web_order_items, state.items_of_web_order[order.id])


def end_web_order(context: Komet, items: list[WebOrderItem], moved: WebOrderMoved) -> None:
    """Take those of its lines off a web order that is `moved` to its end with that."""
    invoices, prebooks = _invoices_of(context, items), _prebooks_of(context, items)
    for item in items:
        drop_web_order_line(context, item, "canceled", moved.by)
    context.record(moved)
    for invoice_id in invoices:
        invoice = context.state.invoices[invoice_id]
        if not context.state.items_of_invoice[invoice_id] and invoice.status != VOIDED:
            void_invoice(context, invoice, "canceled", moved.by)
        charge_anew(context, INVOICE, invoice_id, "canceled", moved.by)
    for prebook_id in prebooks:
        charge_anew(context, PREBOOK, prebook_id, "canceled", moved.by)
    release_invoices(context, invoices, "", moved.by)


def _check_out(context: Komet, order: WebOrder, po: str, by: By) -> None:
    if order.status != PENDING_ORDER:
        raise no_longer_pending(order)
    items = lines_of(context, order)
    if not items:
        raise NotPossible("weborder.empty", weborder=order.id)
    moved = WebOrderMoved(web_order_id=order.id, status=CHECKED_OUT_ORDER, customer_po=po, by=by)
    context.record(moved)
    release_invoices(context, _invoices_of(context, items), po, by)
    for prebook_id, item_ids in open_prebook_lines(context, items).items():
        check_out_prebook_lines(context, prebook_id, tuple(item_ids), po, by)


def _cancel(context: Komet, order: WebOrder, by: By) -> None:
    if order.status == CANCELLED_ORDER:
        raise no_longer_pending(order)
    never = context.assumptions.delete_checked_out == "never"
    if never and order.status == CHECKED_OUT_ORDER:
        raise NotPossible("weborder.kept", weborder=order.id)
    items = lines_of(context, order)
    for line in those_in(context.state.prebook_items, (one.prebook_item_id or 0 for one in items)):
        check_unbound(context.state, line)
    invoices = _invoices_of(context, items)
    if any(context.state.invoices[one].status == CONFIRMED for one in invoices):
        raise NotPossible("weborder.confirmed", weborder=order.id)
    moved = WebOrderMoved(web_order_id=order.id, status=CANCELLED_ORDER, by=by)
    end_web_order(context, items, moved)


def _invoices_of(context: Komet, items: list[WebOrderItem]) -> list[int]:
    """The invoices those lines are on, each once, oldest first."""
    state = context.state
    links = (one.invoice_item_id for one in items)
    return sorted({state.invoice_items[one].invoice_id for one in links if one is not None})


def _prebooks_of(context: Komet, items: list[WebOrderItem]) -> list[int]:
    """The prebooks those lines are on, each once, oldest first."""
    state = context.state
    links = (one.prebook_item_id for one in items)
    return sorted({state.prebook_items[one].prebook_id for one in links if one is not None})


def open_prebook_lines(context: Komet, items: list[WebOrderItem]) -> dict[int, list[int]]:
    """The prebook lines among them that are not checked out, by prebook."""
    found: dict[int, list[int]] = {}
    for item in items:
        if item.prebook_item_id is None:
            continue
        line = context.state.prebook_items[item.prebook_item_id]
        if not line.checked_out:
            found.setdefault(line.prebook_id, []).append(line.id)
    return found
