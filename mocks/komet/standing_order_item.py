"""Single lines of standing orders are deleted."""

from mocks.core.fields import Id
from mocks.komet.facts.standing import (
    StandingItemRemoved,
    StandingOrderCancelled,
    standing_item_of,
    standing_order_in,
)
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.party import customer_for
from mocks.komet.wire import Call, Envelope, method

NAME = "v2/standing-order/item"


class StandingItemDelete(Call, frozen=True, kw_only=True):
    """Input of DELETE v2/standing-order/item, in the query."""

    standingOrderId: Id
    standingOrderItemId: Id


@method(
    "DELETE",
    NAME,
    tokens="Company Customer",
    source="APIDocs 26575088, v3",
    notes="documented: prebooks there are stay as they are; assumed: with its last item a standing"
    " order is cancelled (the page is called so), GET and POST do as well as DELETE",
)
def standing_item_delete(context: Komet, call: StandingItemDelete) -> Envelope:
    """Delete a line of a standing order: later prebooks come without it."""
    order = standing_order_in(context.state, call.standingOrderId, context.caller.company_id)
    customer_for(context, order.customer_id)
    item, by = standing_item_of(order, call.standingOrderItemId), done_by(context, NAME)
    context.record(StandingItemRemoved(standing_order_id=order.id, item_id=item.id, by=by))
    if len(order.items) == 1 and not order.cancelled:
        context.record(StandingOrderCancelled(standing_order_id=order.id, by=by))
    return Envelope(message="Standing Order Item was deleted successfully.")
