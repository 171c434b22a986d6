"""The e-commerce's optional timer (switch ``cart_timer``): an hour from a web order's first line.

What was not checked out by then is cancelled, its draft invoice or prebook with it, and the boxes
can be sold again. What a sales rep has moved on meanwhile stays (assumed): then only the drafts go.
"""

from datetime import timedelta

from mocks.core.api import act
from mocks.komet.facts.orders import WebOrderMoved
from mocks.komet.facts.prebooks import PrebookDeleted
from mocks.komet.facts.rows import web_order_in
from mocks.komet.order_flow import is_open
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.records import WebOrder
from mocks.komet.statuses import CANCELLED_ORDER, CHECKED_OUT_ORDER, PENDING_ORDER
from mocks.komet.web_order import WebOrderNamed, end_web_order, lines_of, open_prebook_lines

CART_TIME = timedelta(minutes=60)


def start_timer(context: Komet, order: WebOrder) -> None:
    """Plan the end of a web order that has just got its first line, where there is a timer."""
    if context.assumptions.cart_timer == "60_minutes":
        call = WebOrderNamed(webOrderId=order.id)
        context.plan(context.now + CART_TIME, "time_out_web_order", call)


@act("time_out_web_order")
def time_out_web_order(context: Komet, call: WebOrderNamed) -> None:
    """The timer ends: what is still a draft is cancelled, prebooks that are empty then deleted."""
    order = web_order_in(context.state, call.webOrderId)
    if order.status != PENDING_ORDER:
        return
    lines = lines_of(context, order)
    drafts = [one for one in lines if is_open(context, one.id)]
    prebooks = open_prebook_lines(context, drafts)
    all_of_it = len(drafts) == len(lines)
    moved = WebOrderMoved(
        web_order_id=order.id,
        status=CANCELLED_ORDER if all_of_it else CHECKED_OUT_ORDER,
        timed_out=all_of_it,
        by=done_by(context, "time_out_web_order"),
    )
    end_web_order(context, drafts, moved)
    for prebook_id in prebooks:
        if not context.state.items_of_prebook[prebook_id]:
            context.record(PrebookDeleted(prebook_id=prebook_id, by=moved.by))
