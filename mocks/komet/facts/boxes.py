"""Facts about the boxes farms ship: which left when, what they are called, which arrived."""

from msgspec.structs import replace

from mocks.core.errors import Missing, NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.orders import By
from mocks.komet.facts.purchases import keep_line
from mocks.komet.facts.rows import purchase_item_in
from mocks.komet.purchase_order_states import BOX_RECEIVED, BOX_SHIPPED, BOX_WORDS
from mocks.komet.records import Box, PurchaseItem, Shipment
from mocks.komet.state import KometState


class PurchaseLineShipped(Fact, frozen=True, kw_only=True):
    """Boxes of a line left the farm; what stayed behind became the line `rest_id`."""

    item_id: int
    shipment: Shipment
    boxes: tuple[Box, ...]
    rest_id: int | None = None
    by: By

    def apply(self, state: KometState) -> None:
        """Write the boxes down, and part the line if some stayed behind.

        Raises:
            Missing: if there is no such line.
            NotPossible: if it was shipped before, the boxes do not add up, or a code is taken.
        """
        item = purchase_item_in(state, self.item_id)
        count = len(self.boxes)
        if item.shipment is not None or item.cancelled:
            raise NotPossible("purchase.line", item=item.id, state=item.status, wish="shipped")
        if not 0 < count <= item.boxes or (count < item.boxes) != (self.rest_id is not None):
            raise NotPossible("purchase.boxes", item=item.id, boxes=item.boxes, asked=count)
        for box in self.boxes:
            check_code_free(state, box.company_id, box.code)
        self._keep_boxes(state)
        state.purchase_items[item.id] = replace(
            item, boxes=count, confirmed=count, shipment=self.shipment
        )
        self._keep_rest(state, item)

    def _keep_boxes(self, state: KometState) -> None:
        for box in self.boxes:
            state.used_id("box", box.id)
            state.boxes[box.id] = box
            state.box_codes[box.company_id, box.code] = box.id
        state.boxes_of_item[self.item_id] = tuple(box.id for box in self.boxes)
        if 1_000 <= self.shipment.lot_number <= 99_999:
            state.used_id("lot_number", self.shipment.lot_number)

    def _keep_rest(self, state: KometState, item: PurchaseItem) -> None:
        order, count = state.purchase_orders[item.purchase_order_id], len(self.boxes)
        if self.rest_id is not None:
            rest = replace(
                item,
                id=self.rest_id,
                boxes=item.boxes - count,
                confirmed=max(0, item.confirmed - count),
            )
            keep_line(state, order, rest)
        state.purchase_orders[order.id] = replace(
            state.purchase_orders[order.id], updated_at=self.by.at
        )


class AwbReplaced(Fact, frozen=True, kw_only=True):
    """A shipped line travels on another air waybill."""

    item_id: int
    shipment: Shipment
    by: By

    def apply(self, state: KometState) -> None:
        """Change the shipment.

        Raises:
            Missing: if there is no such line.
        """
        item = purchase_item_in(state, self.item_id)
        state.purchase_items[item.id] = replace(item, shipment=self.shipment)
        order = state.purchase_orders[item.purchase_order_id]
        state.purchase_orders[order.id] = replace(order, updated_at=self.by.at)


class BoxRenamed(Fact, frozen=True, kw_only=True):
    """A box has another code; the one it had stays its own for ever."""

    box_id: int
    code: str
    by: By

    def apply(self, state: KometState) -> None:
        """Change the code.

        Raises:
            Missing: if there is no such box.
            NotPossible: if the code is, or was, another box's.
        """
        box = box_in(state, self.box_id)
        if state.box_codes.get((box.company_id, self.code)) != box.id:
            check_code_free(state, box.company_id, self.code)
        state.box_codes[box.company_id, self.code] = box.id
        state.boxes[box.id] = replace(box, code=self.code)


class BoxTagged(Fact, frozen=True, kw_only=True):
    """A box has a code of somebody else's beside its own."""

    box_id: int
    external_code: str
    by: By

    def apply(self, state: KometState) -> None:
        """Set the code.

        Raises:
            Missing: if there is no such box.
        """
        box = box_in(state, self.box_id)
        state.boxes[box.id] = replace(box, external_code=self.external_code)


class BoxReceived(Fact, frozen=True, kw_only=True):
    """A box was scanned in; for the open market it joined the inventory line `lot_id`."""

    box_id: int
    lot_id: int | None = None
    by: By

    def apply(self, state: KometState) -> None:
        """Mark the box.

        Raises:
            Missing: if there is no such box.
            NotPossible: if it is not on its way.
        """
        box = box_in(state, self.box_id)
        if box.status != BOX_SHIPPED:
            raise NotPossible("box.state", box=box.code, state=BOX_WORDS[box.status])
        state.boxes[box.id] = replace(box, status=BOX_RECEIVED, lot_id=self.lot_id)


class BoxFreed(Fact, frozen=True, kw_only=True):
    """The buyer a received box was for wants it no more: it joined inventory on hand."""

    box_id: int
    lot_id: int
    by: By

    def apply(self, state: KometState) -> None:
        """Note where the box went.

        Raises:
            Missing: if there is no such box.
            NotPossible: if it did not come in.
        """
        box = box_in(state, self.box_id)
        if box.status != BOX_RECEIVED:
            raise NotPossible("box.state", box=box.code, state=BOX_WORDS[box.status])
        state.boxes[box.id] = replace(box, lot_id=self.lot_id)


def box_in(state: KometState, box_id: int) -> Box:
    """The box of that id.

    Raises:
        Missing: if there is none.
    """
    box = state.boxes.get(box_id)
    if box is None:
        raise Missing("box.unknown")
    return box


def box_coded(state: KometState, company_id: int, code: str) -> Box:
    """The company's box that is called `code` now.

    Raises:
        Missing: if none is; a code a box once had names it no more.
    """
    box = box_in(state, state.box_codes.get((company_id, code), 0))
    if box.code != code:
        raise Missing("box.unknown")
    return box


def check_code_free(state: KometState, company_id: int, code: str) -> None:
    """Whether no box of the company ever had that code.

    Raises:
        NotPossible: if one had.
    """
    if (company_id, code) in state.box_codes:
        raise NotPossible("box.exists", box=code)
