"""Invoices change hands: checked out, confirmed, voided through the API; mended by people."""

from typing import Annotated

import msgspec

from mocks.core.api import act
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import Count, Id, Why, text
from mocks.komet import order_flow
from mocks.komet.facts.orders import check_invoice_move
from mocks.komet.facts.rows import invoice_item_in
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.records import Invoice
from mocks.komet.statuses import CONFIRMED, INVOICE_WORDS, PENDING_APPROVAL, VOIDED
from mocks.komet.wire import Call, Envelope, method


class InvoiceConfirm(Call, frozen=True, kw_only=True):
    """Input of invoice.confirm: the number without 'W' or 'T'."""

    invoiceNumber: Count


@method("POST", "invoice.confirm", tokens="Company", source="APIDocs 11176090")
def invoice_confirm(context: Komet, call: InvoiceConfirm) -> Envelope:
    """Confirm an invoice that is a draft or waits for approval."""
    invoice = _numbered(context, call.invoiceNumber, context.caller.company_id)
    check_invoice_move(invoice, CONFIRMED)
    order_flow.move_invoice(context, invoice, CONFIRMED, done_by(context, "invoice.confirm"))
    return Envelope(message="The invoice was successfully confirmed.")


class InvoiceCheckout(Call, frozen=True, kw_only=True):
    """Input of invoice.checkout: the number without 'W' or 'T'."""

    invoiceNumber: Count


@method("POST", "invoice.checkout", tokens="Company", source="APIDocs 11176068")
def invoice_checkout(context: Komet, call: InvoiceCheckout) -> Envelope:
    """Let a draft wait for approval, which costs the fee; any other state is an error."""
    invoice = _numbered(context, call.invoiceNumber, context.caller.company_id)
    check_invoice_move(invoice, PENDING_APPROVAL)
    order_flow.move_invoice(
        context, invoice, PENDING_APPROVAL, done_by(context, "invoice.checkout")
    )
    return Envelope(message="The invoice was successfully checked out.")


class InvoiceVoid(Call, frozen=True, kw_only=True):
    """Input of invoice.void."""

    invoiceNumber: Count
    reason: Annotated[str, text(300)]


@method(
    "POST",
    "invoice.void",
    tokens="Company",
    source="APIDocs 11176445",
    notes="assumed: a confirmed invoice may be voided; the boxes can be sold again",
)
def invoice_void(context: Komet, call: InvoiceVoid) -> Envelope:
    """Void an invoice: its boxes return to stock; its fee too, unless it was confirmed."""
    invoice = _numbered(context, call.invoiceNumber, context.caller.company_id)
    check_invoice_move(invoice, VOIDED)
    order_flow.void_invoice(context, invoice, call.reason, done_by(context, "invoice.void"))
    return Envelope(message="The invoice was successfully voided.")


# --- what people do -------------------------------------------------------------------------------


class InvoiceNamed(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice somebody opens, by its number."""

    invoiceNumber: Count


class InvoiceVoided(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice somebody voids, and why."""

    invoiceNumber: Count
    reason: Why = "voided by hand"


class InvoiceLineNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an invoice somebody points at."""

    invoiceItemId: Id


@act("approve_invoice")
def approve_invoice(context: Komet, call: InvoiceNamed) -> None:
    """A sales rep checks a draft out: it waits for approval from then on."""
    invoice = _numbered(context, call.invoiceNumber)
    check_invoice_move(invoice, PENDING_APPROVAL)
    by = done_by(context, "approve_invoice")
    order_flow.move_invoice(context, invoice, PENDING_APPROVAL, by)


@act("confirm_invoice")
def confirm_invoice(context: Komet, call: InvoiceNamed) -> None:
    """A sales rep confirms an invoice."""
    invoice = _numbered(context, call.invoiceNumber)
    check_invoice_move(invoice, CONFIRMED)
    order_flow.move_invoice(context, invoice, CONFIRMED, done_by(context, "confirm_invoice"))


@act("void_invoice")
def void_invoice(context: Komet, call: InvoiceVoided) -> None:
    """A sales rep voids an invoice."""
    invoice = _numbered(context, call.invoiceNumber)
    check_invoice_move(invoice, VOIDED)
    order_flow.void_invoice(context, invoice, call.reason, done_by(context, "void_invoice"))


@act("remove_invoice_line")
def remove_invoice_line(context: Komet, call: InvoiceLineNamed) -> None:
    """A sales rep takes a line off an invoice that is not voided."""
    item = invoice_item_in(context.state, call.invoiceItemId)
    invoice = context.state.invoices[item.invoice_id]
    if invoice.status == VOIDED:
        words = INVOICE_WORDS[VOIDED]
        raise NotPossible("invoice.state", invoice=invoice.number, state=words, wish="changed")
    order_flow.drop_invoice_line(context, item, "removed", done_by(context, "remove_invoice_line"))


def _numbered(context: Komet, number: int, company_id: int | None = None) -> Invoice:
    """The invoice of that number, of one company or (for people in the lab) of any.

    Raises:
        Missing: if there is none.
    """
    for invoice in list(context.state.invoices.values()):
        if invoice.number == number and company_id in (None, invoice.company_id):
            return invoice
    raise Missing("invoice.unknown", invoice=number)
