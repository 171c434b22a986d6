"""The warehouse scans boxes in: each once, into the order it was bought for or onto the market.

A box of an open-market line goes to those who bought it while it was future inventory, as long as
any of them waits for one; the others become inventory on hand, and the future line shrinks.
"""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.api import act
from mocks.core.errors import NotPossible
from mocks.core.fields import Id
from mocks.komet.facts.boxes import BoxFreed, BoxReceived, box_coded
from mocks.komet.facts.orders import By
from mocks.komet.facts.rows import purchase_item_in
from mocks.komet.facts.stock import BoxesReceived, LotReceived, StockCorrected
from mocks.komet.order_parts import Komet, done_by, new_id
from mocks.komet.purchase_order_states import BOX_RECEIVED, BOX_SHIPPED, BOX_WORDS
from mocks.komet.records import ON_HAND, Box, Lot, PurchaseItem
from mocks.komet.seed import COMPANY
from mocks.komet.state import KometState


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """A box's barcode under the scanner of a company's warehouse."""

    boxCode: Annotated[str, Meta(min_length=1, max_length=50)]
    companyId: Id = COMPANY


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A box that came in: of which line and lot, and the inventory it became, if it became any."""

    poItemId: int
    lotNumber: int
    inventoryId: int | UnsetType = UNSET


@act("receive_box")
def receive_box(context: Komet, call: Scan) -> Received:
    """Scan a box in.

    Raises:
        Missing: if no box of the company has that code.
        NotPossible: if it was received before, or cancelled.
    """
    state = context.state
    box = box_coded(state, call.companyId, call.boxCode)
    if box.status != BOX_SHIPPED:
        raise NotPossible("box.state", box=box.code, state=BOX_WORDS[box.status])
    item = purchase_item_in(state, box.item_id)
    future, lot_id = state.lots.get(item.lot_id or 0), None
    if future is not None and future.left and len(_for_buyers(state, future)) >= _sold(future):
        lot_id = _onto_the_floor(context, item, future, f"box {box.id} received")
    by = done_by(context, "receive_box")
    context.record(BoxReceived(box_id=box.id, lot_id=lot_id, by=by))
    lot_number = item.shipment.lot_number if item.shipment else 0
    inventory = UNSET if lot_id is None else lot_id
    return Received(poItemId=item.id, lotNumber=lot_number, inventoryId=inventory)


def free_boxes(context: Komet, lot_id: int, by: By) -> None:
    """Put boxes that came in for buyers who have given them back onto the market."""
    state = context.state
    if lot_id not in state.purchase_items:
        return
    future = state.lots[lot_id]
    boxes = _for_buyers(state, future)
    for box in boxes[_sold(future) :]:
        item = state.purchase_items[box.item_id]
        on_hand = _onto_the_floor(context, item, state.lots[lot_id], f"box {box.id} given back")
        context.record(BoxFreed(box_id=box.id, lot_id=on_hand, by=by))


def _onto_the_floor(context: Komet, item: PurchaseItem, future: Lot, why: str) -> int:
    """Move a box from future to on-hand inventory; the id of its line there."""
    state = context.state
    context.record(StockCorrected(lot_id=future.id, boxes_delta=-1, why=why))
    boxes = (state.boxes[one] for one in state.boxes_of_item[item.id])
    known = next((one.lot_id for one in boxes if one.lot_id is not None), None)
    if known is not None:
        context.record(BoxesReceived(lot_id=known, boxes=1))
        return known
    lot = msgspec.structs.replace(
        future,
        id=new_id(context, "lot"),
        origin=ON_HAND,
        boxes=1,
        left=1,
        day=context.now.date(),
        until=None,
        lot_number=item.shipment.lot_number if item.shipment else 0,
    )
    context.record(LotReceived(lot=lot))
    return lot.id


def _sold(future: Lot) -> int:
    """Boxes of a future line that were sold before they came."""
    return future.boxes - future.left


def _for_buyers(state: KometState, future: Lot) -> list[Box]:
    """The boxes of a future line that came in for those who had bought them."""
    return [
        box
        for item in state.purchase_items.values()
        if item.lot_id == future.id
        for box in (state.boxes[one] for one in state.boxes_of_item.get(item.id, ()))
        if box.status == BOX_RECEIVED and box.lot_id is None
    ]
