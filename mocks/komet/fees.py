"""The transaction fee of an order: charged when its lines stop being a draft, one per order.

1.5 % of the goods amount. Lines that join later raise the same fee; internal customers are exempt
(switch ``internal_fee``); an order cancelled before it was confirmed gets it back (switch
``fee_on_cancel``), and a web order that shared its invoice or prebook gets back its part.
"""

from collections.abc import Iterable
from decimal import Decimal

from mocks.komet.facts.orders import By, FeeCharged, FeeReturned
from mocks.komet.order_parts import Komet
from mocks.komet.pricing import Pack, fee_amount, line_amount, total
from mocks.komet.records import Fee, InvoiceItem, PrebookItem
from mocks.komet.state import KometState

INVOICE, PREBOOK = "invoice", "prebook"


def invoice_line_amount(state: KometState, item: InvoiceItem) -> Decimal:
    """What an invoice line comes to, in whole cents."""
    lot = state.lots[item.lot_id]
    pack = Pack(unit_type=lot.unit_type, bunches=lot.bunches, stems_bunch=lot.stems_bunch)
    return line_amount(pack, item.boxes, item.price)


def prebook_line_amount(item: PrebookItem) -> Decimal:
    """What a prebook line comes to, in whole cents."""
    pack = Pack(unit_type=item.unit_type, bunches=item.bunches, stems_bunch=item.stems_bunch)
    return line_amount(pack, item.boxes, item.price)


def charge_invoice(
    context: Komet, invoice_id: int, by: By, item_ids: Iterable[int] | None = None
) -> None:
    """Charge the fee on lines of an invoice that is no draft: all, unless only some join now."""
    state = context.state
    those = state.items_of_invoice[invoice_id] if item_ids is None else item_ids
    goods = {one: invoice_line_amount(state, state.invoice_items[one]) for one in those}
    customer_id = state.invoices[invoice_id].customer_id
    _charge(context, (INVOICE, invoice_id, customer_id), goods, by)


def charge_prebook(context: Komet, prebook_id: int, item_ids: Iterable[int], by: By) -> None:
    """Charge the fee on lines of a prebook that were just checked out."""
    state = context.state
    goods = {one: prebook_line_amount(state.prebook_items[one]) for one in item_ids}
    customer_id = state.prebooks[prebook_id].customer_id
    _charge(context, (PREBOOK, prebook_id, customer_id), goods, by)


def give_back(context: Komet, kind: str, order_id: int, why: str, by: By) -> None:
    """Return the fee of a cancelled order, if one stands and the switch says so."""
    fee = context.state.fees.get((kind, order_id))
    if fee is None or fee.returned or context.assumptions.fee_on_cancel == "kept":
        return
    context.record(FeeReturned(kind=kind, order_id=order_id, why=why, by=by))


def charge_anew(context: Komet, kind: str, order_id: int, why: str, by: By) -> None:
    """Return the part of a fee that stood for lines now cancelled; the others' part stands."""
    state = context.state
    fee = state.fees.get((kind, order_id))
    if fee is None or fee.returned or context.assumptions.fee_on_cancel == "kept":
        return
    give_back(context, kind, order_id, why, by)
    if kind == INVOICE:
        charge_invoice(context, order_id, by)
    else:
        items = [state.prebook_items[one] for one in state.items_of_prebook[order_id]]
        charge_prebook(context, order_id, [one.id for one in items if one.checked_out], by)


def _charge(context: Komet, order: tuple[str, int, int], goods: dict[int, Decimal], by: By) -> None:
    """Write down the fee of `order` (kind, id, customer) with `goods` (amounts by line) added."""
    kind, order_id, customer_id = order
    exempt = context.assumptions.internal_fee == "exempt"
    if not goods or (exempt and context.state.customers[customer_id].internal):
        return
    before = context.state.fees.get((kind, order_id))
    standing = before.base if before is not None and not before.returned else Decimal("0.00")
    base = total((standing, *goods.values()))
    fee = Fee(kind=kind, order_id=order_id, base=base, amount=fee_amount(base))
    context.record(FeeCharged(fee=fee, lines=tuple(goods), by=by))
