"""prebook.vendor.availability.item.add: lines of what vendors and sister companies offer."""

from typing import Annotated, Literal

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.fields import Id, Money, text
from mocks.komet.facts.rows import box_type_in
from mocks.komet.fees import charge_prebook
from mocks.komet.order_flow import add_prebook_line
from mocks.komet.order_parts import Boxes, Komet, check_price, done_by
from mocks.komet.picking import Wanted, pick_by_id, read_ids
from mocks.komet.prebook import prebook_for
from mocks.komet.prebook_lines import line_from_lot
from mocks.komet.purchase_order_allocation import allocate
from mocks.komet.records import K2K, VENDOR_AVAILABILITY, Lot
from mocks.komet.wire import Call, Envelope, method


class PrebookAvailabilityAdd(Call, frozen=True, kw_only=True):
    """Input of prebook.vendor.availability.item.add; the pack is of no use for K2K."""

    prebookId: Id
    inventoryIds: str
    quantity: Boxes
    price: Money
    markCode: Annotated[str, text(20)] = ""
    boxTypeId: Id | None = None
    boxTypeCode: Annotated[str, text(3)] | None = None
    stemsBunch: Boxes | None = None
    unitType: Literal["Bunch", "Stem"] | None = None
    bunches: Boxes | None = None


class PrebookAvailabilityAdded(Envelope, frozen=True, kw_only=True):
    """The new line."""

    prebookItemId: int


@method(
    "POST",
    "prebook.vendor.availability.item.add",
    tokens="Company",
    source="viewpagesrc 11176998",
    notes="assumed: the pack, where given, must be one that is offered; the first id with enough"
    " boxes; the line is ordered from who offers it at once (KB, switch); not simulated: the"
    " invoice that Komet makes a sister company for what was sold of its stock",
)
def prebook_availability_add(
    context: Komet, call: PrebookAvailabilityAdd
) -> PrebookAvailabilityAdded:
    """Add a line of an offer; its boxes are taken and ordered in the same step."""
    prebook = prebook_for(context, call.prebookId)
    check_price(call.price, "price")
    ids = read_ids(call.inventoryIds, "inventoryIds")
    first = context.state.lots.get(ids[0])
    wanted = Wanted(
        customer=context.state.customers[prebook.customer_id],
        origin=K2K if first and first.origin == K2K else VENDOR_AVAILABILITY,
        ship_date=prebook.truck_date,
        boxes=call.quantity,
        location_id=prebook.location_id,
    )
    lot = pick_by_id(context, ids, wanted)
    box_type_id = _box_type(context, call, lot)
    by = done_by(context, "prebook.vendor.availability.item.add")
    item = replace(
        line_from_lot(context, prebook, lot),
        boxes=call.quantity,
        price=call.price,
        mark_code=call.markCode,
        box_type_id=box_type_id,
    )
    add_prebook_line(context, item, by)
    allocate(context, item, by)
    charge_prebook(context, prebook.id, (item.id,), by)
    return PrebookAvailabilityAdded(
        message="Item was successfully added to the order Item was successfully added.",
        prebookItemId=item.id,
    )


def _box_type(context: Komet, call: PrebookAvailabilityAdd, lot: Lot) -> int:
    """The box type asked for, if the offer can be packed so.

    Raises:
        Missing: if the company has no box type of that id.
        NotPossible: if the offer is packed in another way.
    """
    if lot.origin == K2K:
        return lot.box_type_id
    state = context.state
    if call.boxTypeId is not None:
        box_type_in(state, call.boxTypeId, lot.company_id)
    code = (call.boxTypeCode or "").casefold()
    packs = ((call.bunches, lot.bunches), (call.stemsBunch, lot.stems_bunch))
    same = all(asked in (None, offered) for asked, offered in packs)
    if same and call.unitType in (None, lot.unit_type):
        for one in state.availability[lot.id].box_type_ids:
            if call.boxTypeId in (None, one) and code in ("", state.box_types[one].code.casefold()):
                return one
    raise NotPossible("availability.pack", item=lot.id)
