"""What is sold of an offer is ordered at once from who offers it.

The line joins a pending purchase order of the same vendor, ship date and location, or a new one;
under the switch ``availability_purchase=need`` it waits until somebody buys it.
"""

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
    wanted = replace(
        new_order(context, item.vendor_id or 0, item.vendor_ship_date or prebook.truck_date),
        status=PENDING,
        location_id=prebook.location_id,
    )
    order = _pending_like(context, wanted) or wanted
    make_order(context, order, [linked_line(order, item, item.boxes)], by)


def check_sold(context: Komet, item: PurchaseItem) -> None:
    """Whether a line may be confirmed: what the shop sold of an offer only after its checkout.

    Raises:
        NotPossible: if the customer has not checked out yet.
    """
    line = context.state.prebook_items.get(item.prebook_item_id or 0)
    if line and line.lot_id in context.state.availability and not line.checked_out:
        raise NotPossible("purchase.unsold", item=item.id)


def _pending_like(context: Komet, wanted: PurchaseOrder) -> PurchaseOrder | None:
    """The oldest pending order for the same vendor, ship date and location."""
    for order in list(context.state.purchase_orders.values()):
        if order.status == PENDING and _way(order) == _way(wanted):
            return order
    return None


def _way(order: PurchaseOrder) -> tuple[object, ...]:
    return (order.company_id, order.vendor_id, order.ship_date, order.location_id)
