"""The automatic process: it makes a prebook for each truck day of a standing order, once.

It is an act in the world's agenda: each run makes what is due and plans the next one. Whoever
starts one by hand makes nothing twice: days are done in their order, and counted as done.
"""

import msgspec
from msgspec.structs import replace

from mocks.core.api import act
from mocks.core.errors import NotPossible
from mocks.core.fields import Id
from mocks.komet.facts.orders import By
from mocks.komet.facts.prebooks import PrebookMade
from mocks.komet.facts.standing import StandingDayDone, standing_order_in
from mocks.komet.order_parts import Destination, Komet, done_by
from mocks.komet.picking import Wanted, check_lot
from mocks.komet.prebook import add_lines, new_prebook
from mocks.komet.prebook_lines import line_from_lot, vendor_ship_date
from mocks.komet.records import FUTURE, Lot, Prebook, PrebookItem, StandingOrder
from mocks.komet.standing_days import days_due, next_run

#: How prebooks of standing orders are marked.
STANDING = "S"


class StandingOrderNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A standing order, by id."""

    standingOrderId: Id


@act("run_standing_order")
def run_standing_order(context: Komet, call: StandingOrderNamed) -> None:
    """The automatic process makes those prebooks of a standing order that are due by now."""
    order = standing_order_in(context.state, call.standingOrderId)
    if order.cancelled:
        return
    by = done_by(context, "run_standing_order")
    for day in days_due(order, context.now, _ahead_days(context), context.assumptions.eastern_time):
        where = Destination(
            customer=context.state.customers[order.customer_id],
            carrier=context.state.carriers[order.carrier_id],
            ship_date=day,
            ship_to=context.state.ship_tos.get(order.ship_to_id or 0),
            location=context.state.locations.get(order.location_id or 0),
        )
        _make(context, order, where, by)
    plan_next(context, context.state.standing_orders[order.id])


def plan_next(context: Komet, order: StandingOrder) -> None:
    """Put the next run that has something to make into the world's agenda, if there is one."""
    reading = context.assumptions.eastern_time
    at = next_run(order, context.now, _ahead_days(context), reading)
    if at is not None:
        context.plan(at, "run_standing_order", StandingOrderNamed(standingOrderId=order.id))


def _ahead_days(context: Komet) -> int:
    return int(context.assumptions.standing_order_days)


def _make(context: Komet, order: StandingOrder, where: Destination, by: By) -> None:
    prebook = replace(
        new_prebook(context, where),
        ship_via=order.ship_via,
        customer_po=order.customer_po,
        comments=order.comments,
        kind=STANDING,
        standing_order_id=order.id,
    )
    done = StandingDayDone(standing_order_id=order.id, day=where.ship_date, by=by)
    context.record(done, PrebookMade(prebook=prebook, by=by))
    for item in order.items:
        add_lines(context, prebook, [_line(context, item.line, prebook, where)], by)


def _line(context: Komet, line: PrebookItem, prebook: Prebook, where: Destination) -> PrebookItem:
    """The line for that day; under a switch it draws on what is reserved for the customer."""
    free = replace(line, vendor_ship_date=vendor_ship_date(context, where.ship_date))
    if context.assumptions.standing_order_boxes == "bought":
        return free
    wanted = Wanted(
        customer=where.customer,
        origin=FUTURE,
        ship_date=where.ship_date,
        boxes=line.boxes,
        reserved=True,
        location_id=where.location_id,
    )
    for lot in list(context.state.lots.values()):
        if _is_alike(lot, line) and _serves(lot, wanted):
            taken = line_from_lot(context, prebook, lot)
            return replace(taken, boxes=line.boxes, price=line.price, mark_code=line.mark_code)
    return free


def _is_alike(lot: Lot, line: PrebookItem) -> bool:
    """Whether the lot is of that product, in that pack."""
    pack = (lot.box_type_id, lot.unit_type, lot.bunches, lot.stems_bunch)
    wanted = (line.box_type_id, line.unit_type, line.bunches, line.stems_bunch)
    return lot.product_id == line.product_id and pack == wanted


def _serves(lot: Lot, wanted: Wanted) -> bool:
    try:
        check_lot(lot, wanted)
    except NotPossible:
        return False
    return True
