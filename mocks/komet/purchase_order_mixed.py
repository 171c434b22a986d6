"""purchase.order.mixed.create: orders of boxes whose composition is said component by component."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from mocks.core.errors import BadCall, NotPossible
from mocks.core.fields import Id, Money, text
from mocks.komet.facts.purchases import AliasKept
from mocks.komet.facts.rows import product_in
from mocks.komet.mapping import Words, alias_for, product_meant
from mocks.komet.order_parts import Boxes, Komet, check_cost, done_by
from mocks.komet.purchase_order import PurchaseItemMade, made_reply
from mocks.komet.purchase_order_flow import make_order
from mocks.komet.purchase_order_lines import ITEMS, Needs, PurchaseItemCall, line_for
from mocks.komet.purchase_order_parts import PurchaseHeaderCall, order_for
from mocks.komet.records import Alias, Product, PurchaseComponent, PurchaseItem, PurchaseOrder
from mocks.komet.wire import Call, Envelope, method

FIELD = f"{ITEMS}.breakdowns.productDescription"
NOT_ADDED = "UNKNOWN products were not added."


class MixedComponentCall(Call, frozen=True, kw_only=True):
    """One component of a mixed box."""

    productId: Id | None = None
    productCode: Annotated[str, text(20)] | None = None
    productDescription: Annotated[str, text(200)] | None = None
    bunches: Boxes
    stemsBunch: Boxes
    cost: Money | None = None

    def words(self, vendor_id: int) -> Words:
        """What the component says about its product."""
        return Words(
            code=self.productCode,
            description=self.productDescription,
            vendor_id=vendor_id,
            stems_bunch=self.stemsBunch,
        )


class MixedItemCall(PurchaseItemCall, frozen=True, kw_only=True):
    """One mixed box, so many times: linked as a whole, with what is in it."""

    breakdowns: Annotated[tuple[MixedComponentCall, ...], Meta(min_length=1)]


class PurchaseOrderMixedCreate(PurchaseHeaderCall, frozen=True, kw_only=True):
    """Input of purchase.order.mixed.create."""

    purchaseOrderItems: Annotated[tuple[MixedItemCall, ...], Meta(min_length=1)]


class PurchaseOrderMixedReply(Envelope, frozen=True, kw_only=True):
    """The order; no order at all where every product was UNKNOWN and is now known as an alias."""

    purchaseOrderId: int | UnsetType = UNSET
    purchaseOrderNumber: str | UnsetType = UNSET
    purchaseOrderItems: list[PurchaseItemMade] | UnsetType = UNSET


@method(
    "POST",
    "purchase.order.mixed.create",
    tokens="Company Vendor",
    source="APIDocs 11177140",
    notes="documented: UNKNOWN products are not added; assumed: the whole box then is not, the"
    " item's fields after productCode, the answer, the link at the box, bunches that add up, the"
    " alias of an unknown component of a linked box too: nothing else lets a person map it",
)
def purchase_order_mixed_create(
    context: Komet, call: PurchaseOrderMixedCreate
) -> PurchaseOrderMixedReply:
    """Make a purchase order of mixed boxes, or add to a pending one."""
    order = order_for(context, call)
    needs = Needs(context, order)
    items = [(one, _mixed(context, order, one, needs)) for one in call.purchaseOrderItems]
    lines = [line for _, line in items if line is not None]
    aliases = [alias for one in call.purchaseOrderItems for alias in _new(context, order, one)]
    if not lines and not aliases:
        raise NotPossible("product.unmapped", product=_unknown(context, order, call))
    by = done_by(context, "purchase.order.mixed.create")
    for alias in aliases:
        context.record(AliasKept(alias=alias, by=by))
    if not lines:
        return PurchaseOrderMixedReply(message=NOT_ADDED)
    reply = made_reply(context, order, make_order(context, order, lines, by))
    return PurchaseOrderMixedReply(
        message=reply.message,
        purchaseOrderId=reply.purchaseOrderId,
        purchaseOrderNumber=reply.purchaseOrderNumber,
        purchaseOrderItems=reply.purchaseOrderItems,
    )


def _mixed(
    context: Komet, order: PurchaseOrder, call: MixedItemCall, needs: Needs
) -> PurchaseItem | None:
    """The line of a mixed box; None if the box or a component of it is not mapped."""
    line = line_for(context, order, call, needs)
    components = [_component(context, order, one) for one in call.breakdowns]
    bunches = sum(one.bunches for one in call.breakdowns)
    if bunches != line.bunches:
        raise NotPossible("purchase.composition", bunches=bunches, boxed=line.bunches)
    mapped = tuple(one for one in components if one is not None)
    if line.product_id is None or len(mapped) < len(components):
        return None
    return replace(line, components=mapped)


def _component(
    context: Komet, order: PurchaseOrder, call: MixedComponentCall
) -> PurchaseComponent | None:
    """The component; None if nobody has mapped its words."""
    if call.productId is not None:
        product: Product | None = product_in(context.state, call.productId, order.company_id)
    elif call.productCode is None and call.productDescription is None:
        raise BadCall("field.missing", field=FIELD)
    else:
        product = product_meant(context, call.words(order.vendor_id))
    cost = None if call.cost is None else check_cost(call.cost, f"{ITEMS}.breakdowns.cost")
    if product is None:
        return None
    return PurchaseComponent(
        product_id=product.id,
        description=call.productDescription or product.description,
        bunches=call.bunches,
        stems_bunch=call.stemsBunch,
        cost=cost,
    )


def _new(context: Komet, order: PurchaseOrder, call: MixedItemCall) -> list[Alias]:
    """The aliases a box makes of its components' words that nobody knows."""
    said = [one.words(order.vendor_id) for one in call.breakdowns if one.productId is None]
    aliases = (alias_for(context, words) for words in said)
    return [alias for alias in aliases if alias is not None]


def _unknown(context: Komet, order: PurchaseOrder, call: PurchaseOrderMixedCreate) -> str:
    """The words in the call that are of no product, or those of its boxes."""
    said = [one for item in call.purchaseOrderItems for one in item.breakdowns]
    for one in said:
        if one.productId is None and product_meant(context, one.words(order.vendor_id)) is None:
            return one.productDescription or one.productCode or ""
    return ", ".join(one.productDescription or "box" for one in call.purchaseOrderItems)
