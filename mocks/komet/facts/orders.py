"""Facts about web orders and invoices. Each checks what must never happen before it changes.

Every one says by whom it was done (`By`): the laws hold it against what the token was granted.
Boxes are taken and returned by facts of their own (``stock.py``), written in the same step.
"""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.rows import (
    begin,
    invoice_in,
    invoice_item_in,
    take_out,
    web_order_in,
    web_order_item_in,
)
from mocks.komet.records import Fee, Invoice, InvoiceItem, WebOrder, WebOrderItem
from mocks.komet.state import KometState
from mocks.komet.statuses import INVOICE_MOVES, INVOICE_WORDS, PENDING_ORDER, WEB_ORDER_MOVES


class By(msgspec.Struct, frozen=True, kw_only=True):
    """Who did it and when: token kind, method, and a mark of the token (never the token itself).

    A person inside Komet has kind ``lab``, no mark, and the name of the act for a method.
    """

    kind: str
    method: str
    token: str = ""
    at: datetime


class WebOrderMade(Fact, frozen=True, kw_only=True):
    """An empty web order came into being."""

    order: WebOrder
    by: By

    def apply(self, state: KometState) -> None:
        """Add the header.

        Raises:
            NotPossible: if its id is taken.
        """
        begin(state, "web_order", self.order)


class WebOrderLineAdded(Fact, frozen=True, kw_only=True):
    """A line joined a web order."""

    item: WebOrderItem
    by: By

    def apply(self, state: KometState) -> None:
        """Add the line.

        Raises:
            Missing: if there is no such web order.
            NotPossible: if the web order is not pending.
        """
        order = web_order_in(state, self.item.web_order_id)
        if order.status != PENDING_ORDER:
            raise no_longer_pending(order)
        state.used_id("web_order_item", self.item.id)
        state.web_order_items[self.item.id] = self.item
        state.items_of_web_order[order.id] += (self.item.id,)
        state.web_orders[order.id] = replace(order, updated_at=self.by.at)


class WebOrderLineRemoved(Fact, frozen=True, kw_only=True):
    """A line left a web order."""

    item_id: int
    why: str
    by: By

    def apply(self, state: KometState) -> None:
        """Take the line out.

        Raises:
            Missing: if there is no such line.
        """
        item = web_order_item_in(state, self.item_id)
        del state.web_order_items[item.id]
        take_out(state.items_of_web_order, item.web_order_id, item.id)
        order = state.web_orders[item.web_order_id]
        state.web_orders[order.id] = replace(order, updated_at=self.by.at)


class WebOrderMoved(Fact, frozen=True, kw_only=True):
    """A web order was checked out or cancelled, perhaps by the e-commerce's timer."""

    web_order_id: int
    status: int
    customer_po: str = ""
    timed_out: bool = False
    by: By

    def apply(self, state: KometState) -> None:
        """Set the status.

        Raises:
            Missing: if there is no such web order.
            NotPossible: if that move is not in the table.
        """
        order = web_order_in(state, self.web_order_id)
        if self.status not in WEB_ORDER_MOVES.get(order.status, ()):
            raise no_longer_pending(order)
        state.web_orders[order.id] = replace(
            order,
            status=self.status,
            customer_po=self.customer_po or order.customer_po,
            timed_out=self.timed_out,
            updated_at=self.by.at,
        )


class InvoiceMade(Fact, frozen=True, kw_only=True):
    """An empty invoice came into being."""

    invoice: Invoice
    by: By

    def apply(self, state: KometState) -> None:
        """Add the header.

        Raises:
            NotPossible: if its id is taken.
        """
        begin(state, "invoice", self.invoice)


class InvoiceLineAdded(Fact, frozen=True, kw_only=True):
    """A line joined an invoice."""

    item: InvoiceItem
    by: By

    def apply(self, state: KometState) -> None:
        """Add the line.

        Raises:
            Missing: if there is no such invoice.
        """
        invoice = invoice_in(state, self.item.invoice_id)
        state.used_id("invoice_item", self.item.id)
        state.invoice_items[self.item.id] = self.item
        state.items_of_invoice[invoice.id] += (self.item.id,)
        state.invoices[invoice.id] = replace(invoice, updated_at=self.by.at)


class InvoiceLineRemoved(Fact, frozen=True, kw_only=True):
    """A line left an invoice."""

    item_id: int
    why: str
    by: By

    def apply(self, state: KometState) -> None:
        """Take the line out.

        Raises:
            Missing: if there is no such line.
        """
        item = invoice_item_in(state, self.item_id)
        del state.invoice_items[item.id]
        take_out(state.items_of_invoice, item.invoice_id, item.id)
        invoice = state.invoices[item.invoice_id]
        state.invoices[invoice.id] = replace(invoice, updated_at=self.by.at)


class InvoiceMoved(Fact, frozen=True, kw_only=True):
    """An invoice was approved, confirmed or voided."""

    invoice_id: int
    status: int
    reason: str = ""
    po_number: str = ""
    by: By

    def apply(self, state: KometState) -> None:
        """Set the status.

        Raises:
            Missing: if there is no such invoice.
            NotPossible: if that move is not in the table.
        """
        invoice = invoice_in(state, self.invoice_id)
        check_invoice_move(invoice, self.status)
        state.invoices[invoice.id] = replace(
            invoice,
            status=self.status,
            void_reason=self.reason or invoice.void_reason,
            po_number=self.po_number or invoice.po_number,
            updated_at=self.by.at,
        )


class FeeCharged(Fact, frozen=True, kw_only=True):
    """The transaction fee of an order as it stands now; `lines` are the ones it covers newly."""

    fee: Fee
    lines: tuple[int, ...]
    by: By

    def apply(self, state: KometState) -> None:
        """Write the fee down; there is one per order.

        Raises:
            NotPossible: if it would shrink a fee that still stands.
        """
        key = (self.fee.kind, self.fee.order_id)
        before = state.fees.get(key)
        if before is not None and not before.returned and self.fee.base < before.base:
            raise NotPossible("fee.smaller", order=self.fee.order_id)
        state.fees[key] = self.fee


class FeeReturned(Fact, frozen=True, kw_only=True):
    """The fee of a cancelled order was given back."""

    kind: str
    order_id: int
    why: str
    by: By

    def apply(self, state: KometState) -> None:
        """Mark the fee as returned.

        Raises:
            NotPossible: if there is no fee that still stands.
        """
        fee = state.fees.get((self.kind, self.order_id))
        if fee is None or fee.returned:
            raise NotPossible("fee.none", order=self.order_id)
        state.fees[self.kind, self.order_id] = replace(fee, returned=True)


def no_longer_pending(order: WebOrder) -> NotPossible:
    """The refusal of whoever wants to go on with a web order that is closed."""
    if order.timed_out:
        return NotPossible("weborder.timed_out")
    return NotPossible("weborder.closed", weborder=order.id)


def check_invoice_move(invoice: Invoice, status: int) -> None:
    """Whether `invoice` may get `status`.

    Raises:
        NotPossible: if that move is not in the table.
    """
    if status not in INVOICE_MOVES.get(invoice.status, ()):
        state, wish = INVOICE_WORDS[invoice.status], INVOICE_WORDS[status]
        raise NotPossible("invoice.state", invoice=invoice.number, state=state, wish=wish)
