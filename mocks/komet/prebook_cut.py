"""Sales staff leave a buyer fewer boxes than booked, because the farm sends fewer."""

from typing import Annotated

import msgspec
from msgspec import Meta

from mocks.core.api import act
from mocks.core.errors import NotPossible
from mocks.core.fields import Id
from mocks.komet.facts.rows import prebook_item_in
from mocks.komet.order_flow import cut_prebook_line
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.purchase_order_flow import live_purchases


class PrebookLineFewer(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a prebook, and the boxes it is to have: fewer than now, at least one."""

    prebookItemId: Id
    boxes: Annotated[int, Meta(ge=1, lt=10**5)]


@act("cut_prebook_line")
def cut_line(context: Komet, call: PrebookLineFewer) -> None:
    """A sales rep leaves a line fewer boxes. Of one that is bought only the price can change.

    Raises:
        Missing: if there is no such line.
        NotPossible: if it is on a purchase order, or has no more than that.
    """
    item = prebook_item_in(context.state, call.prebookItemId)
    for bought in live_purchases(context.state, item.id):
        order = context.state.purchase_orders[bought.purchase_order_id]
        raise NotPossible("purchase.bound", item=item.id, order=order.number)
    if call.boxes >= item.boxes:
        raise NotPossible("prebook.boxes", item=item.id, boxes=item.boxes, asked=call.boxes)
    cut_prebook_line(context, item, call.boxes, done_by(context, "cut_prebook_line"))
