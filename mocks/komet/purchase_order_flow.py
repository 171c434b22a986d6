"""How purchase order lines come, are confirmed, shipped and go, with the stock they become.

Every function here only records; its caller has checked before that it may. A line for the open
market is future inventory as far as the farm has confirmed it.
"""

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from mocks.core.errors import NotPossible
from mocks.core.fields import cents
from mocks.komet.facts.boxes import PurchaseLineShipped
from mocks.komet.facts.orders import By
from mocks.komet.facts.purchases import (
    PurchaseLineAdded,
    PurchaseLineConfirmed,
    PurchaseLineRemoved,
    PurchaseOrderMade,
    PurchaseOrderMoved,
)
from mocks.komet.facts.stock import BoxesReceived, LotReceived, LotWithdrawn
from mocks.komet.order_parts import Komet, new_id
from mocks.komet.purchase_order_states import (
    APPROVED,
    BOX_RECEIVED,
    CANCELLED,
    CONFIRMED,
    PENDING,
    PURCHASE_WORDS,
    SENT,
)
from mocks.komet.records import (
    FUTURE,
    Box,
    Lot,
    PrebookItem,
    PurchaseItem,
    PurchaseOrder,
    Shipment,
)
from mocks.komet.state import KometState

#: What an open-market line is sold for, in price list A, over what it costs (assumed).
MARKUP = Decimal("1.35")
MARKUP_B = Decimal("1.08")
#: How long future inventory can ship after the day the farm ships it (assumed).
SELLING_DAYS = 6


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes that leave a farm: air waybills, the day, the vendor's codes and lot if it gave any."""

    awb: str
    house_awb: str = ""
    day: date
    codes: tuple[str, ...] = ()
    lot_number: int | None = None


def make_order(
    context: Komet, order: PurchaseOrder, items: list[PurchaseItem], by: By
) -> tuple[PurchaseItem, ...]:
    """Make the order if it is new and put the lines on it; gives them back with their ids."""
    if order.id not in context.state.purchase_orders:
        context.record(PurchaseOrderMade(order=order, by=by))
    made = []
    for item in items:
        item_id = new_id(context, "lot")
        added = msgspec.structs.replace(item, id=item_id, purchase_order_id=order.id)
        context.record(PurchaseLineAdded(item=added, by=by))
        if order.status == CONFIRMED:
            confirm_line(context, added, added.boxes, by)
        made.append(context.state.purchase_items[item_id])
    return tuple(made)


def drop_line(context: Komet, item: PurchaseItem, why: str, by: By) -> None:
    """Take a line off its order; an order without lines is cancelled (assumed)."""
    context.record(PurchaseLineRemoved(item_id=item.id, why=why, by=by))
    if not context.state.items_of_purchase_order[item.purchase_order_id]:
        context.record(
            PurchaseOrderMoved(
                purchase_order_id=item.purchase_order_id, status=CANCELLED, why=why, by=by
            )
        )


def confirm_line(context: Komet, item: PurchaseItem, boxes: int, by: By) -> None:
    """Note that the farm has confirmed so many boxes in all; the last line confirms the order."""
    context.record(
        PurchaseLineConfirmed(item_id=item.id, confirmed=boxes, lot_id=item.lot_id, by=by)
    )
    if boxes > item.confirmed:
        open_market(context, context.state.purchase_items[item.id], by, boxes - item.confirmed)
    order = context.state.purchase_orders[item.purchase_order_id]
    if order.status in (APPROVED, SENT) and _all_confirmed(context.state, order):
        context.record(PurchaseOrderMoved(purchase_order_id=order.id, status=CONFIRMED, by=by))


def open_market(context: Komet, item: PurchaseItem, by: By, more: int = 0) -> None:
    """Make future inventory of what is confirmed of a line, if it is for the open market.

    `more` boxes join the inventory the line has already; a line mapped only now brings them all.
    """
    if item.prebook_item_id is not None or item.product_id is None or not item.confirmed:
        return
    if item.lot_id is not None:
        if more:
            context.record(BoxesReceived(lot_id=item.lot_id, boxes=more))
        return
    lot = _future_lot(context.state, item)
    context.record(
        LotReceived(lot=lot),
        PurchaseLineConfirmed(item_id=item.id, confirmed=item.confirmed, lot_id=lot.id, by=by),
    )


def ship_line(context: Komet, item: PurchaseItem, leaving: Leaving, by: By) -> PurchaseLineShipped:
    """Write down that boxes left: all of the line, or as many as there are codes.

    Boxes that leave are confirmed by leaving. Komet assigns what the vendor did not choose.
    """
    count = len(leaving.codes) or item.boxes
    if item.confirmed < count:
        confirm_line(context, item, count, by)
    lot_number = leaving.lot_number or new_id(context, "lot_number")
    shipped = PurchaseLineShipped(
        item_id=item.id,
        shipment=Shipment(
            awb=leaving.awb, house_awb=leaving.house_awb, day=leaving.day, lot_number=lot_number
        ),
        boxes=_boxes(context, item, leaving.codes or _free_codes(context, item, count)),
        rest_id=new_id(context, "lot") if count < item.boxes else None,
        by=by,
    )
    context.record(shipped)
    return shipped


def cancel_order(context: Komet, order: PurchaseOrder, why: str, by: By) -> None:
    """Cancel an order: needs come back, what was confirmed for the open market is off sale.

    Raises:
        NotPossible: if a box of it was received, or it was cancelled before.
    """
    state = context.state
    items = [state.purchase_items[one] for one in state.items_of_purchase_order[order.id]]
    boxes = [box for item in items for box in state.boxes_of_item.get(item.id, ())]
    if any(state.boxes[one].status == BOX_RECEIVED for one in boxes):
        state_now = "partly received"
        raise NotPossible("purchase.state", order=order.number, state=state_now, wish="cancelled")
    context.record(PurchaseOrderMoved(purchase_order_id=order.id, status=CANCELLED, why=why, by=by))
    for lot_id in sorted({item.lot_id for item in items if item.lot_id is not None}):
        if left := state.lots[lot_id].left:
            context.record(LotWithdrawn(lot_id=lot_id, boxes=left, why="purchase cancelled"))


def check_unbound(state: KometState, item: PrebookItem) -> None:
    """Whether a prebook line may go: only while no order of it is more than pending.

    Raises:
        NotPossible: if it is on an order that was approved.
    """
    for bought in live_purchases(state, item.id):
        order = state.purchase_orders[bought.purchase_order_id]
        if order.status != PENDING or bought.shipment is not None:
            raise NotPossible("purchase.bound", item=item.id, order=order.number)


def drop_purchases(context: Komet, item: PrebookItem, by: By) -> None:
    """Take a prebook line that goes off the pending orders it is on."""
    for bought in live_purchases(context.state, item.id):
        drop_line(context, bought, "prebook line gone", by)


def live_purchases(state: KometState, prebook_item_id: int) -> list[PurchaseItem]:
    """The lines that buy for a prebook line, cancelled ones aside."""
    bought = [
        state.purchase_items[one]
        for one in state.purchases_of_prebook_item.get(prebook_item_id, ())
    ]
    return [one for one in bought if not one.cancelled]


def refuse_state(order: PurchaseOrder, wish: str) -> NotPossible:
    """The refusal to do something to an order in its state."""
    state = PURCHASE_WORDS[order.status]
    return NotPossible("purchase.state", order=order.number, state=state, wish=wish)


def _all_confirmed(state: KometState, order: PurchaseOrder) -> bool:
    items = [state.purchase_items[one] for one in state.items_of_purchase_order[order.id]]
    return all(item.status in ("Confirmed", "Shipped") for item in items)


def _future_lot(state: KometState, item: PurchaseItem) -> Lot:
    order = state.purchase_orders[item.purchase_order_id]
    price = cents(item.cost * MARKUP)
    return Lot(
        id=item.id,
        company_id=order.company_id,
        origin=FUTURE,
        product_id=item.product_id or 0,
        vendor_id=order.vendor_id,
        box_type_id=item.box_type_id,
        boxes=item.confirmed,
        left=item.confirmed,
        unit_type=item.unit_type,
        bunches=item.bunches,
        stems_bunch=item.stems_bunch,
        price=price,
        price_b=cents(price * MARKUP_B),
        day=order.ship_date,
        until=order.ship_date + timedelta(days=SELLING_DAYS),
        port=state.vendors[order.vendor_id].port,
        assorted=bool(item.components),
        location_id=order.location_id,
    )


def _boxes(context: Komet, item: PurchaseItem, codes: tuple[str, ...]) -> tuple[Box, ...]:
    first = new_id(context, "box")
    company_id = context.state.purchase_orders[item.purchase_order_id].company_id
    return tuple(
        Box(
            id=first + place,
            company_id=company_id,
            item_id=item.id,
            position=place + 1,
            code=code,
        )
        for place, code in enumerate(codes)
    )


def _free_codes(context: Komet, item: PurchaseItem, count: int) -> tuple[str, ...]:
    """Codes as Komet assigns them, passing over those a vendor has used."""
    company_id = context.state.purchase_orders[item.purchase_order_id].company_id
    codes: list[str] = []
    number = new_id(context, "box")
    while len(codes) < count:
        code = f"KS{number:06d}"
        if (company_id, code) not in context.state.box_codes:
            codes.append(code)
        number += 1
    return tuple(codes)
