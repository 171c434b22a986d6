"""Facts about purchase orders and their lines: ordered, approved, confirmed, cancelled, mapped."""

from decimal import Decimal

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.orders import By
from mocks.komet.facts.rows import (
    begin,
    company_in,
    prebook_item_in,
    purchase_item_in,
    purchase_order_in,
    take_out,
)
from mocks.komet.purchase_order_states import (
    BOX_GONE,
    BOX_SHIPPED,
    CANCELLED,
    PURCHASE_MOVES,
    PURCHASE_WORDS,
)
from mocks.komet.records import Alias, PurchaseItem, PurchaseOrder
from mocks.komet.state import KometState


class PurchaseOrderMade(Fact, frozen=True, kw_only=True):
    """An empty purchase order came into being."""

    order: PurchaseOrder
    by: By

    def apply(self, state: KometState) -> None:
        """Add the header.

        Raises:
            NotPossible: if its id is taken.
        """
        begin(state, "purchase_order", self.order)


class PurchaseOrderMoved(Fact, frozen=True, kw_only=True):
    """A purchase order was approved, confirmed, sent on or cancelled.

    Cancelling takes its lines along, and the boxes of them that are still on their way.
    """

    purchase_order_id: int
    status: str
    why: str = ""
    by: By

    def apply(self, state: KometState) -> None:
        """Set the state.

        Raises:
            Missing: if there is no such order.
            NotPossible: if that move is not in the table.
        """
        order = purchase_order_in(state, self.purchase_order_id)
        if self.status not in PURCHASE_MOVES.get(order.status, ()):
            wish = PURCHASE_WORDS[self.status]
            raise NotPossible(
                "purchase.state",
                order=order.number,
                state=PURCHASE_WORDS[order.status],
                wish=wish,
            )
        state.purchase_orders[order.id] = replace(order, status=self.status, updated_at=self.by.at)
        if self.status == CANCELLED:
            for item_id in state.items_of_purchase_order[order.id]:
                _cancel(state, item_id)


class PurchaseLineAdded(Fact, frozen=True, kw_only=True):
    """A line joined a purchase order."""

    item: PurchaseItem
    by: By

    def apply(self, state: KometState) -> None:
        """Add the line.

        Raises:
            Missing: if there is no such order or prebook line.
            NotPossible: if more boxes than the prebook line's would be bought.
        """
        item = self.item
        order = purchase_order_in(state, item.purchase_order_id)
        if item.prebook_item_id is not None:
            check_need(state, item.prebook_item_id, item.boxes)
        keep_line(state, order, item)
        _touch(state, order.id, self.by)


class PurchaseLineRemoved(Fact, frozen=True, kw_only=True):
    """A line left a purchase order before it was shipped."""

    item_id: int
    why: str
    by: By

    def apply(self, state: KometState) -> None:
        """Take the line out.

        Raises:
            Missing: if there is no such line.
            NotPossible: if it was shipped.
        """
        item = purchase_item_in(state, self.item_id)
        if item.shipment is not None:
            raise NotPossible("purchase.line", item=item.id, state=item.status, wish="deleted")
        order_id, need = item.purchase_order_id, item.prebook_item_id
        del state.purchase_items[item.id]
        take_out(state.items_of_purchase_order, order_id, item.id)
        if need is not None:
            take_out(state.purchases_of_prebook_item, need, item.id)
        _touch(state, order_id, self.by)


class PurchaseLineEdited(Fact, frozen=True, kw_only=True):
    """Procurement gave a line another number of boxes, cost or reference."""

    item_id: int
    boxes: int
    cost: Decimal
    reference: str
    by: By

    def apply(self, state: KometState) -> None:
        """Change the line.

        Raises:
            Missing: if there is no such line.
            NotPossible: if more boxes than the prebook line's would be bought, or fewer than
                were confirmed.
        """
        item = purchase_item_in(state, self.item_id)
        if item.prebook_item_id is not None and self.boxes > item.boxes:
            check_need(state, item.prebook_item_id, self.boxes - item.boxes)
        if not max(1, item.confirmed) <= self.boxes:
            raise NotPossible(
                "purchase.boxes", item=item.id, boxes=item.confirmed, asked=self.boxes
            )
        state.purchase_items[item.id] = replace(
            item, boxes=self.boxes, cost=self.cost, reference=self.reference
        )
        _touch(state, item.purchase_order_id, self.by)


class PurchaseLineConfirmed(Fact, frozen=True, kw_only=True):
    """The farm confirmed so many boxes of a line in all; `lot_id` is what they can be sold from."""

    item_id: int
    confirmed: int
    lot_id: int | None = None
    by: By

    def apply(self, state: KometState) -> None:
        """Note the boxes.

        Raises:
            Missing: if there is no such line.
            NotPossible: if they are fewer than before, or more than were ordered.
        """
        item = purchase_item_in(state, self.item_id)
        if not item.confirmed <= self.confirmed <= item.boxes:
            raise NotPossible(
                "purchase.boxes", item=item.id, boxes=item.boxes, asked=self.confirmed
            )
        state.purchase_items[item.id] = replace(item, confirmed=self.confirmed, lot_id=self.lot_id)
        _touch(state, item.purchase_order_id, self.by)


class AliasKept(Fact, frozen=True, kw_only=True):
    """What a vendor calls a product is remembered, or waits for somebody to say."""

    alias: Alias
    by: By

    def apply(self, state: KometState) -> None:
        """Remember it."""
        state.aliases[self.alias.key] = self.alias


class ProductMapped(Fact, frozen=True, kw_only=True):
    """Somebody said which product these prebook and purchase order lines are of."""

    product_id: int
    prebook_item_ids: tuple[int, ...] = ()
    purchase_item_ids: tuple[int, ...] = ()
    by: By

    def apply(self, state: KometState) -> None:
        """Give the lines the product.

        Raises:
            Missing: if there is no such line.
        """
        booked = [prebook_item_in(state, one) for one in self.prebook_item_ids]
        bought = [purchase_item_in(state, one) for one in self.purchase_item_ids]
        for item in booked:
            state.prebook_items[item.id] = replace(item, product_id=self.product_id)
            prebook = state.prebooks[item.prebook_id]
            state.prebooks[prebook.id] = replace(prebook, updated_at=self.by.at)
        for line in bought:
            state.purchase_items[line.id] = replace(line, product_id=self.product_id)
            _touch(state, line.purchase_order_id, self.by)


class WorkflowSet(Fact, frozen=True, kw_only=True):
    """A company's Purchase Order Workflow was set."""

    company_id: int
    workflow: str

    def apply(self, state: KometState) -> None:
        """Change the setting.

        Raises:
            Missing: if there is no such company.
        """
        company = company_in(state, self.company_id)
        state.companies[company.id] = replace(company, purchase_workflow=self.workflow)


def boxes_needed(state: KometState, prebook_item_id: int) -> int:
    """Boxes of a prebook line that nobody has ordered yet; what inventory fills needs none.

    What a vendor or another company only offers must still be ordered.
    """
    item = prebook_item_in(state, prebook_item_id)
    if item.lot_id is not None and item.lot_id not in state.availability:
        return 0
    bought = (state.purchase_items[one] for one in state.purchases_of_prebook_item.get(item.id, ()))
    return item.boxes - sum(one.boxes for one in bought if not one.cancelled)


def check_need(state: KometState, prebook_item_id: int, boxes: int) -> None:
    """Whether so many boxes more of a prebook line may be ordered.

    Raises:
        Missing: if there is no such line.
        NotPossible: if it needs fewer.
    """
    left = boxes_needed(state, prebook_item_id)
    if boxes > left:
        raise NotPossible("purchase.need", item=prebook_item_id, left=left, asked=boxes)


def keep_line(state: KometState, order: PurchaseOrder, item: PurchaseItem) -> None:
    """Put a new line into the tables."""
    state.used_id("lot", item.id)
    state.purchase_items[item.id] = item
    state.items_of_purchase_order[order.id] += (item.id,)
    if item.prebook_item_id is not None:
        known = state.purchases_of_prebook_item.get(item.prebook_item_id, ())
        state.purchases_of_prebook_item[item.prebook_item_id] = (*known, item.id)


def _touch(state: KometState, order_id: int, by: By) -> None:
    order = state.purchase_orders[order_id]
    state.purchase_orders[order_id] = replace(order, updated_at=by.at)


def _cancel(state: KometState, item_id: int) -> None:
    item = state.purchase_items[item_id]
    state.purchase_items[item_id] = replace(item, cancelled=True)
    for box_id in state.boxes_of_item.get(item_id, ()):
        box = state.boxes[box_id]
        if box.status == BOX_SHIPPED:
            state.boxes[box_id] = replace(box, status=BOX_GONE)
