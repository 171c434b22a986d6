"""What is sold of an offer is ordered at once from who offers it.

The line joins a pending purchase order of the same vendor and ship date, or a new pending one;
under the switch ``availability_purchase=need`` it waits until somebody buys it.
"""

from datetime import date

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.komet.facts.orders import By
from mocks.komet.order_parts import Komet
from mocks.komet.purchase_order_flow import make_order
from mocks.komet.purchase_order_lines import linked_line
from mocks.komet.purchase_order_parts import new_order
from mocks.komet.purchase_order_states import PENDING
from mocks.komet.records import PrebookItem, PurchaseItem, PurchaseOrder


def allocate(context: Komet, item: PrebookItem, by: By) -> None:
    """Order a line of a prebook, if it was taken from an offer."""
    if item.lot_id not in context.state.availability:
        return
    if context.assumptions.availability_purchase == "need":
        return
    prebook = context.state.prebooks[item.prebook_id]
    order = _order_for(context, item.vendor_id or 0, item.vendor_ship_date or prebook.truck_date)
    make_order(context, order, [linked_line(order, item, item.boxes)], by)


def check_sold(context: Komet, item: PurchaseItem) -> None:
    """Whether a line may be confirmed: what the shop sold of an offer only after its checkout.

    Raises:
        NotPossible: if the customer has not checked out yet.
    """
    line = context.state.prebook_items.get(item.prebook_item_id or 0)
    if line and line.lot_id in context.state.availability and not line.checked_out:
        raise NotPossible("purchase.unsold", item=item.id)


def _order_for(context: Komet, vendor_id: int, ship_date: date) -> PurchaseOrder:
    """The oldest pending order of that vendor and ship date, or a new one, not recorded yet."""
    company_id = context.caller.company_id
    for order in list(context.state.purchase_orders.values()):
        way = (order.company_id, order.vendor_id, order.ship_date)
        if way == (company_id, vendor_id, ship_date) and order.status == PENDING:
            return order
    return replace(new_order(context, vendor_id, ship_date), status=PENDING)
