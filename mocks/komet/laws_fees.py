"""The law of the transaction fee, reckoned anew from the lines that facts put on orders."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from mocks.core.laws import Verdict
from mocks.komet.facts.orders import (
    FeeCharged,
    FeeReturned,
    InvoiceLineAdded,
    InvoiceLineRemoved,
    InvoiceMade,
    InvoiceMoved,
)
from mocks.komet.facts.prebooks import (
    PrebookLineAdded,
    PrebookLineCut,
    PrebookLineRemoved,
    PrebookLinesCheckedOut,
)
from mocks.komet.fees import INVOICE, PREBOOK, invoice_line_amount, prebook_line_amount
from mocks.komet.pricing import FEE_RATE
from mocks.komet.records import Fee, PrebookItem
from mocks.komet.state import KometState
from mocks.komet.statuses import CONFIRMED, DRAFT, VOIDED

HALF_A_CENT = Decimal("0.005")

Key = tuple[str, int]


@dataclass
class _Order:
    """What the ledger says about one invoice or prebook.

    `lines` are what the lines on it come to, `gone` those taken off again, `due` those a fee is
    owed for, `paid` those one was charged for.
    """

    draft: bool = False
    confirmed: bool = False
    lines: dict[int, Decimal] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    due: set[int] = field(default_factory=set)
    paid: set[int] = field(default_factory=set)
    fee: Fee | None = None


class _Book:
    """Orders by kind and id, folded from the ledger; violations as they are met."""

    def __init__(self, state: KometState) -> None:
        self.state = state
        self.orders: dict[Key, _Order] = {}
        self.owners: dict[Key, _Order] = {}
        self.booked: dict[int, PrebookItem] = {}
        self.verdict = Verdict()

    def order(self, kind: str, order_id: int) -> _Order:
        return self.orders.setdefault((kind, order_id), _Order())

    def fold(self, fact: Any) -> None:
        match fact:
            case InvoiceMade() | InvoiceMoved():
                self._fold_invoice(fact)
            case InvoiceLineAdded():
                amount = invoice_line_amount(self.state, fact.item)
                self._add((INVOICE, fact.item.invoice_id), fact.item.id, amount)
            case PrebookLineAdded():
                self._book(fact.item)
            case PrebookLineCut() | PrebookLinesCheckedOut():
                self._fold_prebook(fact)
            case InvoiceLineRemoved() | PrebookLineRemoved():
                kind = INVOICE if isinstance(fact, InvoiceLineRemoved) else PREBOOK
                self.owners[kind, fact.item_id].gone.add(fact.item_id)
            case FeeCharged() | FeeReturned():
                self._fold_fee(fact)

    def _book(self, item: PrebookItem) -> None:
        key = (PREBOOK, item.prebook_id)
        self.order(*key).draft = not item.checked_out
        self._add(key, item.id, prebook_line_amount(item))
        self.booked[item.id] = item

    def _fold_prebook(self, fact: PrebookLineCut | PrebookLinesCheckedOut) -> None:
        """A line comes to less from then on, or lines fall due."""
        if isinstance(fact, PrebookLinesCheckedOut):
            self.order(PREBOOK, fact.prebook_id).due |= set(fact.item_ids)
        else:
            cut = replace(self.booked[fact.item_id], boxes=fact.boxes)
            self.owners[PREBOOK, cut.id].lines[cut.id] = prebook_line_amount(cut)

    def _add(self, key: Key, item_id: int, amount: Decimal) -> None:
        """A line falls due at once, unless it joins a draft."""
        order = self.owners[key[0], item_id] = self.order(*key)
        order.lines[item_id] = amount
        order.due |= set() if order.draft else {item_id}

    def _fold_invoice(self, fact: InvoiceMade | InvoiceMoved) -> None:
        """The lines on a draft fall due when it becomes more than one."""
        if isinstance(fact, InvoiceMade):
            self.order(INVOICE, fact.invoice.id).draft = fact.invoice.status == DRAFT
        elif fact.status != VOIDED:
            order = self.order(INVOICE, fact.invoice_id)
            order.due |= set(order.lines) - order.gone if order.draft else set()
            order.draft, order.confirmed = False, order.confirmed or fact.status == CONFIRMED

    def _fold_fee(self, fact: FeeCharged | FeeReturned) -> None:
        if isinstance(fact, FeeCharged):
            self._fold_charge(fact)
        else:
            self._fold_return(fact)

    def _fold_charge(self, fact: FeeCharged) -> None:
        """The fee is that of before, raised by 1.5 % of the lines it covers newly."""
        key = (fact.fee.kind, fact.fee.order_id)
        order = self.order(*key)
        self.verdict.judged += 1
        before = order.fee.base if order.fee else Decimal(0)
        base = before + sum((order.lines.get(one, Decimal(0)) for one in fact.lines), Decimal(0))
        right = fact.fee.base == base and abs(fact.fee.amount - base * FEE_RATE) <= HALF_A_CENT
        if not right:
            self._wrong(key, f"{fact.fee.amount} is not 1.5 % of {base}")
        if order.paid & set(fact.lines):
            self._wrong(key, f"lines {sorted(order.paid & set(fact.lines))} are charged twice")
        order.paid |= set(fact.lines)
        order.fee = fact.fee

    def _fold_return(self, fact: FeeReturned) -> None:
        order = self.order(fact.kind, fact.order_id)
        if order.fee is None:
            self._wrong((fact.kind, fact.order_id), "a fee came back that never stood")
        order.fee, order.due, order.paid = None, order.due - order.gone, set()

    def _wrong(self, key: Key, words: str) -> None:
        self.verdict.violations.append(f"{key[0]} {key[1]}: {words}")

    # --- at the end of the ledger -----------------------------------------------------------------

    def judge_order(self, key: Key, *, exempt: bool, back: bool) -> None:
        """Whether what was charged is what is due, and a cancelled order has no fee."""
        order = self.orders[key]
        self.verdict.judged += 1
        cancelled = self._is_cancelled(key, order)
        due = set() if exempt or (cancelled and back) else order.due
        if order.paid != due:
            self._wrong(key, f"due on lines {sorted(due)}, charged on {sorted(order.paid)}")
        kept = self.state.fees.get(key)
        if (None if kept is None or kept.returned else kept) != order.fee:
            self._wrong(key, "the fee kept is not the ledger's")

    def customer_of(self, key: Key) -> int:
        """Whose order it is."""
        kind, order_id = key
        if kind == INVOICE:
            return self.state.invoices[order_id].customer_id
        return self.state.prebooks[order_id].customer_id

    def _is_cancelled(self, key: Key, order: _Order) -> bool:
        """Whether it was voided, deleted or emptied before it was confirmed."""
        kind, order_id = key
        if kind == INVOICE:
            voided = self.state.invoices[order_id].status == VOIDED
            gone = voided or not self.state.items_of_invoice[order_id]
            return gone and not order.confirmed
        return not self.state.items_of_prebook[order_id]


def judge_fees(state: KometState, assumptions: Any) -> Verdict:
    """Each line is charged for once, each fee is 1.5 % of its lines, cancelled orders have none."""
    with state.lock:
        book = _Book(state)
        for entry in state.ledger:
            book.fold(entry.fact)
        for key in sorted(book.orders):
            internal = state.customers[book.customer_of(key)].internal
            exempt = internal and assumptions.internal_fee == "exempt"
            book.judge_order(key, exempt=exempt, back=assumptions.fee_on_cancel == "back")
        return book.verdict
