"""Lines of purchase orders, as calls describe them: for a prebook line, or standing alone."""

from collections import Counter
from typing import Annotated, Literal

from msgspec.structs import replace

from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.core.fields import Id, Money, text
from mocks.komet.facts.purchases import boxes_needed
from mocks.komet.facts.rows import product_in
from mocks.komet.mapping import Words, product_meant
from mocks.komet.order_parts import Boxes, Komet, needed
from mocks.komet.purchase_order_parts import box_type_for, cost_for
from mocks.komet.records import PrebookItem, Product, PurchaseItem, PurchaseOrder
from mocks.komet.wire import Call

ITEMS = "purchaseOrderItems"


class PurchaseItemCall(Call, frozen=True, kw_only=True):
    """One line of purchase.order.create.

    With a prebook line only that is needed: product, pack and box are its own; boxes and cost can
    be given. Without one the line stands alone and says everything.
    """

    prebookItemId: Id | None = None
    productId: Id | None = None
    productCode: Annotated[str, text(20)] | None = None
    productDescription: Annotated[str, text(200)] | None = None
    boxTypeId: Id | None = None
    boxTypeCode: Annotated[str, text(3)] | None = None
    unitType: Literal["Bunch", "Stem"] | None = None
    boxes: Boxes | None = None
    bunches: Boxes | None = None
    stemsBunch: Boxes | None = None
    cost: Money | None = None
    markCode: Annotated[str, text(20)] = ""
    notes: Annotated[str, text(200)] = ""

    def words(self, vendor_id: int) -> Words:
        """What the line says about its product."""
        return Words(
            code=self.productCode,
            description=self.productDescription,
            vendor_id=vendor_id,
            stems_bunch=self.stemsBunch or 0,
        )


class Needs:
    """What a call may still buy for each prebook line, over all of its items."""

    def __init__(self, context: Komet, order: PurchaseOrder) -> None:
        self._context, self._order = context, order
        self._asked: Counter[int] = Counter()

    def take(self, item_id: int, boxes: int | None) -> tuple[PrebookItem, int]:
        """The prebook line, and the boxes to buy for it: as many as asked for, or all it needs.

        Raises:
            Missing: if there is no such line, for a Vendor token also if it is another vendor's.
            NotPossible: if it needs fewer, or none.
        """
        item = prebook_line_for(self._context, self._order, item_id)
        left = boxes_needed(self._context.state, item.id) - self._asked[item.id]
        wanted = left if boxes is None else boxes
        if wanted > left or wanted <= 0:
            raise NotPossible("purchase.need", item=item.id, left=left, asked=boxes or "more")
        self._asked[item.id] += wanted
        return item, wanted


def prebook_line_for(context: Komet, order: PurchaseOrder, item_id: int) -> PrebookItem:
    """The prebook line of that id, if the order's vendor may be asked for it.

    Raises:
        Missing: if the company has none, or it is another vendor's.
        NotPossible: if it is for another location.
    """
    item = context.state.prebook_items.get(item_id)
    company_id = context.caller.company_id
    if item is None or context.state.prebooks[item.prebook_id].company_id != company_id:
        raise Missing("prebook.item", item=item_id)
    if item.vendor_id != order.vendor_id:
        raise Missing("purchase.vendor", item=item_id)
    if context.state.prebooks[item.prebook_id].location_id != order.location_id:
        raise NotPossible("purchase.location", item=item_id)
    return item


def line_for(
    context: Komet, order: PurchaseOrder, call: PurchaseItemCall, needs: Needs
) -> PurchaseItem:
    """The line a call describes, checked; its id is set when it is added.

    Raises:
        BadCall: if a field it needs is absent.
        Missing: if something it names does not exist for the order's vendor.
        NotPossible: if the prebook line needs fewer boxes.
    """
    if call.prebookItemId is None:
        return standing_line(context, order, call)
    item, boxes = needs.take(call.prebookItemId, call.boxes)
    line = linked_line(order, replace(item, cost=cost_for(call.cost, item.cost)), boxes)
    return replace(line, mark_code=call.markCode or line.mark_code, notes=call.notes or line.notes)


def linked_line(order: PurchaseOrder, item: PrebookItem, boxes: int) -> PurchaseItem:
    """A line that buys so many boxes for a prebook line; its cost is checked by the caller."""
    return PurchaseItem(
        id=0,
        purchase_order_id=order.id,
        boxes=boxes,
        unit_type=item.unit_type,
        bunches=item.bunches,
        stems_bunch=item.stems_bunch,
        box_type_id=item.box_type_id or 0,
        cost=cost_for(item.cost),
        description=item.description,
        product_id=item.product_id,
        prebook_item_id=item.id,
        mark_code=item.mark_code,
        notes=item.notes,
    )


def standing_line(context: Komet, order: PurchaseOrder, call: PurchaseItemCall) -> PurchaseItem:
    """A line that stands alone: for the open market.

    Raises:
        BadCall: if a field it needs is absent.
        Missing: if the product's id or the box type names nothing of the company.
    """
    product = _product(context, order, call)
    return PurchaseItem(
        id=0,
        purchase_order_id=order.id,
        boxes=needed(call.boxes, f"{ITEMS}.boxes"),
        unit_type=needed(call.unitType, f"{ITEMS}.unitType"),
        bunches=needed(call.bunches, f"{ITEMS}.bunches"),
        stems_bunch=needed(call.stemsBunch, f"{ITEMS}.stemsBunch"),
        box_type_id=box_type_for(context, call.boxTypeId, call.boxTypeCode).id,
        cost=cost_for(call.cost),
        description=call.productDescription or (product.description if product else ""),
        product_id=product.id if product else None,
        mark_code=call.markCode,
        notes=call.notes,
    )


def _product(context: Komet, order: PurchaseOrder, call: PurchaseItemCall) -> Product | None:
    """The product, or None for words nobody has mapped yet."""
    if call.productId is not None:
        return product_in(context.state, call.productId, order.company_id)
    if call.productCode is None and call.productDescription is None:
        raise BadCall("field.missing", field=f"{ITEMS}.productDescription")
    product = product_meant(context, call.words(order.vendor_id))
    if product is None and call.productDescription is None:
        raise Missing("product.unknown", product=call.productCode)
    return product
