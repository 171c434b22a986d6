"""Which line of inventory an order line is taken from, named by id or described by its pack.

An id that is reserved, held, of the other origin or of another day is refused with that reason; a
description passes such lines over. Among several that fit, the first with enough boxes is taken:
of a list of ids in the order given, of a description the oldest (both assumed).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec

from mocks.core.errors import BadCall, Missing, NotPossible, Refusal
from mocks.komet.facts.rows import lot_in
from mocks.komet.order_parts import Komet
from mocks.komet.records import Customer, Lot

#: Under the switch ``order_item_ids=different``, orderItemId is the lot's id plus this.
ORDER_ITEM_SHIFT = 40_000_000
#: What parts the ids of a list, by the name a refusal gives it.
Parted = Literal["commas", "colons"]
SIGNS: dict[Parted, str] = {"commas": ",", "colons": ":"}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What an order line asks for.

    `reserved`: True only lots reserved for the customer, False only lots reserved for nobody,
    None either. `location_id`: where the order stands, in a Multi-Location company. `spoken_for`:
    boxes by lot that earlier lines of the same call will take.
    """

    customer: Customer
    origin: int
    ship_date: date
    boxes: int
    reserved: bool | None = None
    location_id: int | None = None
    spoken_for: Mapping[int, int] = msgspec.field(default_factory=dict)

    def left_of(self, lot: Lot) -> int:
        """Boxes of `lot` this line may still take."""
        return lot.left - self.spoken_for.get(lot.id, 0)


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """A line of inventory described by product and pack instead of by id."""

    product_code: str | None = None
    product_id: int | None = None
    box_type_code: str
    units_per_box: int
    unit_type: str


def order_item_id(assumptions: object, lot_id: int) -> int:
    """The orderItemId under which inventory.list shows a lot."""
    shifted = getattr(assumptions, "order_item_ids", "same") == "different"
    return lot_id + ORDER_ITEM_SHIFT if shifted else lot_id


def lot_of_order_item(context: Komet, order_item: int) -> int:
    """The lot an orderItemId means."""
    different = context.assumptions.order_item_ids == "different"
    return order_item - ORDER_ITEM_SHIFT if different else order_item


def read_ids(text: str, field: str, parted_by: Parted = "commas") -> tuple[int, ...]:
    """The ids in a list such as ``"428545, 428544"``.

    Raises:
        BadCall: if it holds anything else.
    """
    parts = [part.strip() for part in text.split(SIGNS[parted_by])]
    if not all(part.isascii() and part.isdecimal() and len(part) <= 20 for part in parts):
        raise BadCall("field.wrong", field=field, right=f"ids parted by {parted_by}")
    return tuple(int(part) for part in parts)


def pick_by_id(context: Komet, lot_ids: Iterable[int], wanted: Wanted) -> Lot:
    """The first of the lots named that can serve the line.

    Raises:
        Missing: if one of them does not exist in this company.
        NotPossible: why the last one looked at can not serve it.
    """
    refused: Refusal | None = None
    for lot_id in lot_ids:
        lot = lot_in(context.state, lot_id, context.caller.company_id)
        try:
            _check_product(context, lot)
            check_lot(lot, wanted)
        except NotPossible as problem:
            refused = problem
        else:
            return lot
    raise refused or BadCall("field.missing", field="inventoryIds")


def pick_by_description(context: Komet, what: Description, wanted: Wanted) -> Lot:
    """The oldest lot of that product and pack that can serve the line.

    Raises:
        Missing: if the company has no such product or box type.
        NotPossible: if no lot of it has enough boxes.
    """
    product_ids = _products(context, what)
    box_type_ids = _box_types(context, what.box_type_code)
    fitting = [
        lot
        for lot in list(context.state.lots.values())
        if lot.product_id in product_ids
        and lot.box_type_id in box_type_ids
        and lot.unit_type == what.unit_type
        and lot.units_per_box == what.units_per_box
        and _may_serve(lot, wanted)
    ]
    for lot in sorted(fitting, key=lambda one: (one.day, one.id)):
        if wanted.left_of(lot) >= wanted.boxes:
            return lot
    left = max((wanted.left_of(lot) for lot in fitting), default=0)
    name = what.product_code or what.product_id
    raise NotPossible("stock.short", item=name, left=left, asked=wanted.boxes)


def check_lot(lot: Lot, wanted: Wanted) -> None:
    """Whether `lot` can serve the line.

    Raises:
        NotPossible: with the first reason why not.
    """
    check_lot_terms(lot, wanted)
    if wanted.left_of(lot) < wanted.boxes:
        left = wanted.left_of(lot)
        raise NotPossible("stock.short", item=lot.id, left=left, asked=wanted.boxes)


def check_lot_terms(lot: Lot, wanted: Wanted) -> None:
    """Whether `lot` is on sale to this customer for that day, boxes apart.

    Raises:
        NotPossible: with the first reason why not.
    """
    if lot.origin != wanted.origin:
        raise NotPossible("inventory.origin", item=lot.id, origin=wanted.origin)
    if lot.location_id != wanted.location_id:
        raise NotPossible("inventory.location", item=lot.id)
    if lot.held:
        raise NotPossible("inventory.held", item=lot.id)
    allowed = {True: (wanted.customer.id,), False: (None,), None: (None, wanted.customer.id)}
    if lot.reserved_for not in allowed[wanted.reserved]:
        raise NotPossible("inventory.reserved", item=lot.id)
    if not on_sale_for(lot, wanted.ship_date):
        raise NotPossible("inventory.date", item=lot.id, date=wanted.ship_date)


def _check_product(context: Komet, lot: Lot) -> None:
    if not context.state.products[lot.product_id].active:
        raise NotPossible("product.inactive", product=lot.product_id)


def on_sale_for(lot: Lot, ship_date: date) -> bool:
    """Whether boxes of `lot` can ship on that day."""
    return lot.day <= ship_date and (lot.until is None or ship_date <= lot.until)


def _may_serve(lot: Lot, wanted: Wanted) -> bool:
    try:
        check_lot_terms(lot, wanted)
    except NotPossible:
        return False
    return True


def _products(context: Komet, what: Description) -> set[int]:
    """The company's products of that code, or the one of that id; codes ignore case."""
    code = (what.product_code or "").casefold()
    found = {
        one.id
        for one in list(context.state.products.values())
        if one.company_id == context.caller.company_id
        and one.active
        and (one.code.casefold() == code if code else one.id == what.product_id)
    }
    if not found:
        raise Missing("product.unknown", product=what.product_code or what.product_id)
    return found


def _box_types(context: Komet, code: str) -> set[int]:
    """The company's box types of that code, whatever the case."""
    found = {
        one.id
        for one in list(context.state.box_types.values())
        if one.company_id == context.caller.company_id and one.code.casefold() == code.casefold()
    }
    if not found:
        raise Missing("boxtype.unknown", boxtype=code)
    return found
