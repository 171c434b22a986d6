"""Lines of prebooks: of future inventory, or free, with product and vendor given by hand."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from mocks.core.errors import Missing
from mocks.core.fields import Count, Id, Money, text
from mocks.komet.facts.rows import product_in
from mocks.komet.mapping import Words, product_meant
from mocks.komet.order_parts import Boxes, Komet, check_cost, check_price, needed, new_id
from mocks.komet.records import BoxType, Breakdown, Lot, Prebook, PrebookItem, Vendor
from mocks.komet.wire import VENDOR, Call

R = TypeVar("R", Vendor, BoxType)


class BreakdownCall(Call, frozen=True, kw_only=True):
    """One component of a mixed box in prebook.create."""

    productId: Id
    bunches: Count
    stemsBunch: Count
    cost: Money | None = None
    price: Money | None = None


class PrebookItemCall(Call, frozen=True, kw_only=True):
    """One line of prebook.create: product, vendor and box type by id, or by code and words."""

    vendorId: Id | None = None
    vendorCode: Annotated[str, text(20)] | None = None
    vendorDescription: Annotated[str, text(200)] | None = None
    vendorName: Annotated[str, text(200)] | None = None
    productId: Id | None = None
    productCode: Annotated[str, text(20)] | None = None
    productDescription: Annotated[str, text(200)] | None = None
    boxTypeId: Id | None = None
    boxTypeCode: Annotated[str, text(3)] | None = None
    boxTypeDescription: Annotated[str, text(200)] | None = None
    unitType: Literal["Bunch", "Stem"]
    boxes: Boxes
    bunches: Boxes
    stemsBunch: Boxes
    cost: Money | None = None
    price: Money = Decimal(0)
    markCode: Annotated[str, text(20)] = ""
    notes: Annotated[str, text(200)] = ""
    breakdowns: tuple[BreakdownCall, ...] = ()


def vendor_ship_date(context: Komet, truck_date: date) -> date | None:
    """When the vendor ships a line of a prebook for that truck date (switch)."""
    return truck_date if context.assumptions.prebook_vendor_ship_date == "header" else None


def line_from_lot(context: Komet, prebook: Prebook, lot: Lot) -> PrebookItem:
    """A line, still without boxes and price, of what a line to come or on offer is."""
    product = context.state.products[lot.product_id]
    terms = context.state.availability.get(lot.id)
    return PrebookItem(
        id=new_id(context, "prebook_item"),
        prebook_id=prebook.id,
        boxes=0,
        unit_type=lot.unit_type,
        bunches=lot.bunches,
        stems_bunch=lot.stems_bunch,
        price=Decimal(0),
        lot_id=lot.id,
        product_id=product.id,
        description=product.description,
        vendor_id=lot.vendor_id,
        vendor_ship_date=vendor_ship_date(context, prebook.truck_date),
        box_type_id=lot.box_type_id,
        cost=terms.cost if terms else None,
    )


def free_line(context: Komet, call: PrebookItemCall, truck_date: date) -> PrebookItem:
    """The line a call describes, checked; its id and prebook are set when it is added.

    For a Vendor token vendor and price are not read from the call: the vendor is its own, the
    sales price is the company's affair (unless it lets vendors change it).

    Raises:
        Missing: if an id, or the code of a vendor or box type, names nothing of the company.
        BadCall: if a field the others make necessary is absent, or no amount of money.
    """
    own_vendor = context.caller.kind == VENDOR
    vendor_id = context.caller.party_id if own_vendor else _vendor(context, call)
    product_id, description = _product(context, call, vendor_id)
    unpriced = own_vendor and context.assumptions.allow_changing_sales_price == "no"
    if call.cost is not None:
        check_cost(call.cost, "cost")
    return PrebookItem(
        id=0,
        prebook_id=0,
        boxes=call.boxes,
        unit_type=call.unitType,
        bunches=call.bunches,
        stems_bunch=call.stemsBunch,
        price=Decimal(0) if unpriced else check_price(call.price, "price"),
        product_id=product_id,
        description=description,
        vendor_id=vendor_id,
        vendor_ship_date=vendor_ship_date(context, truck_date),
        box_type_id=_box_type(context, call),
        cost=call.cost,
        mark_code=call.markCode,
        notes=call.notes,
        breakdowns=tuple(_breakdown(context, one) for one in call.breakdowns),
    )


def _product(
    context: Komet, call: PrebookItemCall, vendor_id: int | None
) -> tuple[int | None, str]:
    """Product id and words; words nobody has mapped yet are of no product (id None)."""
    if call.productId is not None:
        product = product_in(context.state, call.productId, context.caller.company_id)
        return product.id, product.description
    words = Words(
        code=call.productCode,
        description=call.productDescription,
        vendor_id=vendor_id,
        stems_bunch=call.stemsBunch,
    )
    meant = product_meant(context, words)
    if meant is not None:
        return meant.id, call.productDescription or meant.description
    return None, needed(call.productDescription, "productDescription")


def _vendor(context: Komet, call: PrebookItemCall) -> int | None:
    """The vendor's id; None if the line names none yet."""
    words = call.vendorName or call.vendorDescription
    if call.vendorId is None and call.vendorCode is None and words is None:
        return None
    vendors = _own(context, context.state.vendors.values())
    found = _named(vendors, call.vendorId, call.vendorCode, words)
    if found is None:
        raise Missing("vendor.unknown", vendor=call.vendorId or call.vendorCode or words)
    return found


def _box_type(context: Komet, call: PrebookItemCall) -> int:
    """The box type's id."""
    code, words = call.boxTypeCode, call.boxTypeDescription
    name = needed(call.boxTypeId if call.boxTypeId is not None else code or words, "boxTypeId")
    box_types = _own(context, context.state.box_types.values())
    found = _named(box_types, call.boxTypeId, code, words)
    if found is None:
        raise Missing("boxtype.unknown", boxtype=name)
    return found


def _own(context: Komet, rows: Iterable[R]) -> list[R]:
    """Those of the caller's company."""
    return [row for row in list(rows) if row.company_id == context.caller.company_id]


def _named(
    rows: Iterable[Vendor | BoxType], row_id: int | None, code: str | None, words: str | None
) -> int | None:
    """The id of the row that has that id; else that code; else that name; case aside."""
    if row_id is not None:
        return next((row.id for row in rows if row.id == row_id), None)
    for wanted, said in ((code, "code"), (words, "name")):
        for row in rows if wanted else ():
            if str(getattr(row, said)).casefold() == (wanted or "").casefold():
                return row.id
    return None


def _breakdown(context: Komet, call: BreakdownCall) -> Breakdown:
    product = product_in(context.state, call.productId, context.caller.company_id)
    return Breakdown(
        product_id=product.id,
        bunches=call.bunches,
        stems_bunch=call.stemsBunch,
        cost=check_cost(call.cost, "cost") if call.cost is not None else None,
        price=check_cost(call.price, "price") if call.price is not None else None,
    )
