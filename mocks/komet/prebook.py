"""Prebooks: made, changed, filled from future inventory, emptied and deleted."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import Flag, Id, Money, text
from mocks.komet.catalogue import carrier_for
from mocks.komet.facts.orders import By
from mocks.komet.facts.prebooks import (
    PrebookChanged,
    PrebookMade,
    live_prebook_in,
)
from mocks.komet.fees import charge_prebook
from mocks.komet.location import location_needed
from mocks.komet.order_flow import add_prebook_line
from mocks.komet.order_header import ShippedHeaderCall, header_way
from mocks.komet.order_parts import (
    Boxes,
    Destination,
    Komet,
    check_price,
    check_way,
    done_by,
    new_id,
)
from mocks.komet.picking import Wanted, on_sale_for, pick_by_id
from mocks.komet.prebook_lines import PrebookItemCall, free_line, line_from_lot, vendor_ship_date
from mocks.komet.purchase_order import check_generation, generate_orders
from mocks.komet.purchase_order_flow import live_purchases
from mocks.komet.records import FUTURE, Prebook, PrebookItem
from mocks.komet.wire import Call, Envelope, method


class PrebookCreate(ShippedHeaderCall, frozen=True, kw_only=True):
    """Input of prebook.create: a header, with or without lines."""

    createdBy: Id | None = None
    shipViaId: Flag = 0
    customerPO: Annotated[str, text(20)] = ""
    isEcommerce: Flag = 0
    useExisting: Flag = 0
    comments: Annotated[str, text(200)] = ""
    autoGeneratePOsfromPrebooks: Flag = 0
    companyLocationCode: Annotated[str, text(20)] | None = None
    prebookItems: tuple[PrebookItemCall, ...] = ()


class PrebookItemMade(msgspec.Struct, frozen=True, kw_only=True):
    """The id of a new line."""

    prebookItemId: int


class PrebookMadeReply(Envelope, frozen=True, kw_only=True):
    """The prebook; item ids in the order of the call (switch)."""

    prebookId: int
    prebookNumber: int
    purchaseOrderNumbers: str
    prebookItems: list[PrebookItemMade] | UnsetType = UNSET


@method(
    "POST",
    "prebook.create",
    tokens="Company Vendor",
    source="APIDocs 11176882",
    notes="observed: a header may come without items; assumed: prebookItems in the reply, which"
    " codes and names are looked up, no price for Vendor tokens",
)
def prebook_create(context: Komet, call: PrebookCreate) -> PrebookMadeReply:
    """Make a prebook, or add to one with the same header, and put the lines on it."""
    location = location_needed(context, "companyLocationCode", call.companyLocationCode)
    _check_user(context, call.createdBy)
    where = header_way(context, call, location)
    lines = [free_line(context, one, call.shipDate) for one in call.prebookItems]
    if call.autoGeneratePOsfromPrebooks:
        check_generation(lines)
    by = done_by(context, "prebook.create")
    prebook = _existing(context, call, where) or _make(context, call, where, by)
    ids = add_lines(context, prebook, lines, by)
    generated = ids if call.autoGeneratePOsfromPrebooks else ()
    numbers = generate_orders(context, generated, call.shipDate, by)
    shown = context.assumptions.prebook_item_ids == "yes" and ids
    return PrebookMadeReply(
        message="Prebook was successfully created.",
        prebookId=prebook.id,
        prebookNumber=prebook.number,
        purchaseOrderNumbers=",".join(numbers),
        prebookItems=[PrebookItemMade(prebookItemId=one) for one in ids] if shown else UNSET,
    )


class PrebookUpdate(Call, frozen=True, kw_only=True):
    """Input of prebook.update; what is absent stays as it is."""

    prebookId: Id
    carrierId: Id | None = None
    shipDate: date | None = None
    shipViaId: Literal[0, 1] | None = None
    customerPO: Annotated[str, text(20)] | None = None
    comments: Annotated[str, text(200)] | None = None


@method(
    "POST",
    "prebook.update",
    tokens="Company",
    source="APIDocs 11176702",
    notes="assumed: the new date must suit the carrier and every line of future inventory; once a"
    " line is on a purchase order (KB: only prices change then) carrier and date stay",
)
def prebook_update(context: Komet, call: PrebookUpdate) -> Envelope:
    """Change the header of a prebook."""
    prebook = prebook_for(context, call.prebookId)
    changed = _changed(context, call, prebook)
    if (changed.carrier_id, changed.truck_date) != (prebook.carrier_id, prebook.truck_date):
        _check_way(context, changed)
        _check_lots(context, prebook, changed.truck_date)
        _check_not_bought(context, prebook)
    moved = changed.truck_date != prebook.truck_date
    ship_date = vendor_ship_date(context, changed.truck_date) if moved else None
    by = done_by(context, "prebook.update")
    context.record(PrebookChanged(prebook=changed, vendor_ship_date=ship_date, by=by))
    return Envelope(message="success")


class PrebookFutureItemAdd(Call, frozen=True, kw_only=True):
    """Input of prebook.future.item.add."""

    prebookId: Id
    inventoryId: Id
    boxes: Boxes
    price: Money
    markCode: Annotated[str, text(20)] = ""


@method(
    "POST",
    "prebook.future.item.add",
    tokens="Company",
    source="KB 3331047, v15",
    notes="assumed: Company tokens, as the page names none",
)
def prebook_future_item_add(context: Komet, call: PrebookFutureItemAdd) -> Envelope:
    """Add a line of future inventory; its boxes are taken in the same step."""
    prebook = prebook_for(context, call.prebookId)
    check_price(call.price, "price")
    wanted = Wanted(
        customer=context.state.customers[prebook.customer_id],
        origin=FUTURE,
        ship_date=prebook.truck_date,
        boxes=call.boxes,
        location_id=prebook.location_id,
    )
    lot = pick_by_id(context, [call.inventoryId], wanted)
    by = done_by(context, "prebook.future.item.add")
    item = replace(
        line_from_lot(context, prebook, lot),
        boxes=call.boxes,
        price=call.price,
        mark_code=call.markCode,
    )
    add_prebook_line(context, item, by)
    charge_prebook(context, prebook.id, (item.id,), by)
    return Envelope(message="success")


def prebook_for(context: Komet, prebook_id: int) -> Prebook:
    """The prebook of that id (not number), if the caller's company has it.

    Raises:
        Missing: if it has none, or it was deleted.
    """
    prebook = live_prebook_in(context.state, prebook_id)
    if prebook.company_id != context.caller.company_id:
        raise Missing("prebook.unknown", prebook=prebook_id)
    return prebook


def _check_user(context: Komet, user_id: int | None) -> None:
    user = context.state.users.get(user_id or 0)
    if user_id is not None and (user is None or user.company_id != context.caller.company_id):
        raise Missing("user.unknown", user=user_id)


def _existing(context: Komet, call: PrebookCreate, where: Destination) -> Prebook | None:
    """The oldest prebook of the same location, carrier, truck date, customer and PO."""
    for prebook in list(context.state.prebooks.values()) if call.useExisting else ():
        same = (prebook.customer_id, prebook.carrier_id, prebook.truck_date)
        asked = (where.customer.id, where.carrier.id, where.ship_date)
        marks = (prebook.customer_po, prebook.location_id, prebook.deleted)
        if same == asked and marks == (call.customerPO, where.location_id, False):
            return prebook
    return None


def _make(context: Komet, call: PrebookCreate, where: Destination, by: By) -> Prebook:
    prebook = replace(
        new_prebook(context, where),
        ship_via=call.shipViaId,
        customer_po=call.customerPO,
        comments=call.comments,
        ecommerce=bool(call.isEcommerce),
        created_by=call.createdBy,
    )
    context.record(PrebookMade(prebook=prebook, by=by))
    return prebook


def new_prebook(context: Komet, where: Destination) -> Prebook:
    """An empty prebook for that destination, not recorded yet."""
    return Prebook(
        id=new_id(context, "prebook"),
        number=new_id(context, "prebook_number"),
        company_id=where.customer.company_id,
        customer_id=where.customer.id,
        carrier_id=where.carrier.id,
        truck_date=where.ship_date,
        location_id=where.location_id,
        ship_to_id=where.ship_to_id,
        created_at=context.now,
        updated_at=context.now,
    )


def add_lines(
    context: Komet, prebook: Prebook, lines: list[PrebookItem], by: By
) -> tuple[int, ...]:
    """Put lines on a prebook, which costs the fee; gives their ids, in order."""
    ids = []
    for line in lines:
        item = replace(line, id=new_id(context, "prebook_item"), prebook_id=prebook.id)
        add_prebook_line(context, item, by)
        ids.append(item.id)
    charge_prebook(context, prebook.id, ids, by)
    return tuple(ids)


def _changed(context: Komet, call: PrebookUpdate, prebook: Prebook) -> Prebook:
    """The header with what the call gives put in."""
    wanted = call.carrierId
    given = {
        "carrier_id": carrier_for(context, wanted).id if wanted is not None else None,
        "truck_date": call.shipDate,
        "ship_via": call.shipViaId,
        "customer_po": call.customerPO,
        "comments": call.comments,
    }
    return replace(prebook, **{name: value for name, value in given.items() if value is not None})


def _check_way(context: Komet, changed: Prebook) -> None:
    """Whether the boxes of a prebook can go the way it has been given."""
    state = context.state
    where = Destination(
        customer=state.customers[changed.customer_id],
        carrier=state.carriers[changed.carrier_id],
        ship_date=changed.truck_date,
        ship_to=None,
        location=state.locations.get(changed.location_id or 0),
    )
    check_way(context, where)


def _check_not_bought(context: Komet, prebook: Prebook) -> None:
    """Whether no line is on a purchase order, which fixes carrier and date."""
    for item_id in context.state.items_of_prebook[prebook.id]:
        if live_purchases(context.state, item_id):
            raise NotPossible("prebook.state", prebook=prebook.id)


def _check_lots(context: Komet, prebook: Prebook, truck_date: date) -> None:
    """Whether every line of future inventory can ship on that day."""
    state = context.state
    for item_id in state.items_of_prebook[prebook.id]:
        lot = state.lots.get(state.prebook_items[item_id].lot_id or 0)
        if lot is not None and not on_sale_for(lot, truck_date):
            raise NotPossible("inventory.date", item=lot.id, date=truck_date)
