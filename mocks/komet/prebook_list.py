"""prebook.details.list: prebooks with their lines, for the company or for one of its vendors."""

import datetime
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.fields import Count, Id, text
from mocks.komet.catalogue import none_found
from mocks.komet.facts.rows import those_in
from mocks.komet.fees import prebook_line_amount
from mocks.komet.location import shown_location
from mocks.komet.mapping import shown_description
from mocks.komet.matching import equal, like
from mocks.komet.order_parts import Komet, gmt, needed
from mocks.komet.order_rows import BreakdownRow, shipped_to
from mocks.komet.pricing import Pack, total
from mocks.komet.purchase_order_sight import PREBOOK_LINE, note_shown
from mocks.komet.records import Breakdown, Prebook, PrebookItem
from mocks.komet.windows import check_window
from mocks.komet.wire import VENDOR, Call, Envelope, given, method

WINDOW = ("vendorShipDateFrom", "vendorShipDateTo")
SHIP_VIA = ("Warehouse", "Grower")


class PrebookFilter(Call, frozen=True, kw_only=True):
    """Filters both lists share; ``customerPONumber`` is typed integer, as printed."""

    prebook: Count | UnsetType = UNSET
    customer: Annotated[str, text(200)] | UnsetType = UNSET
    customerId: Id | UnsetType = UNSET
    carrierName: Annotated[str, text(200)] | UnsetType = UNSET
    carrierId: Id | UnsetType = UNSET
    salesPersonId: Id | UnsetType = UNSET
    soNumber: Id | UnsetType = UNSET
    customerPONumber: Annotated[int, Meta(ge=0, lt=10**18)] | UnsetType = UNSET
    brandId: Id | UnsetType = UNSET


class PrebookDetailsCall(PrebookFilter, frozen=True, kw_only=True):
    """Input of prebook.details.list."""

    date: datetime.date | UnsetType = UNSET
    updatedAsOf: Annotated[str, text(19)] | UnsetType = UNSET
    vendorShipDateFrom: datetime.date | None = None
    vendorShipDateTo: datetime.date | None = None
    locationId: Id | UnsetType = UNSET
    unableToSource: bool | UnsetType = UNSET


class PrebookLineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line; prices are hidden from vendors, `vendorShipDate` and `cost` are named by us."""

    prebookItemId: int
    vendorId: int | UnsetType = UNSET
    vendorName: str | UnsetType = UNSET
    productId: int | UnsetType = UNSET
    productDescription: str
    totalBoxes: int
    boxType: str | UnsetType = UNSET
    bunches: int
    stemsBunch: int
    unitPrice: Decimal | UnsetType = UNSET
    units: int
    unitType: str
    totalUnits: int
    totalPrice: Decimal | UnsetType = UNSET
    markCode: str | UnsetType = UNSET
    brandId: int | UnsetType = UNSET
    brandName: str | UnsetType = UNSET
    vendorShipDate: datetime.date | UnsetType = UNSET
    cost: Decimal | UnsetType = UNSET
    breakdowns: list[BreakdownRow] | UnsetType = UNSET


class PrebookRow(msgspec.Struct, frozen=True, kw_only=True):
    """A prebook's header; `type` P standalone, S standing order."""

    id: int
    number: int
    locationId: int | UnsetType = UNSET
    locationName: str | UnsetType = UNSET
    locationCode: str | UnsetType = UNSET
    customerId: int
    customerName: str
    customerCode: str
    shipName: str | UnsetType = UNSET
    shipCity: str | UnsetType = UNSET
    shipState: str | UnsetType = UNSET
    shipAddress: str | UnsetType = UNSET
    shipZipCode: str | UnsetType = UNSET
    shipCountry: str | UnsetType = UNSET
    type: str
    truckDate: datetime.date
    customerPONumber: str | UnsetType = UNSET
    carrierId: int
    carrierName: str
    shipVia: str
    comments: str | UnsetType = UNSET
    totalPrice: str | UnsetType = UNSET


class PrebookDetailsRow(PrebookRow, frozen=True, kw_only=True):
    """A prebook with its lines."""

    details: list[PrebookLineRow] | UnsetType = UNSET


class PrebookDetails(Envelope, frozen=True, kw_only=True):
    """Prebooks by number."""

    prebooks: list[PrebookDetailsRow] | UnsetType = UNSET


@method(
    "GET",
    "prebook.details.list",
    tokens="Company Vendor",
    source="APIDocs 11176919; keys as observed (13)",
    notes="observed: keys, totalPrice as text, the message of an empty result; assumed:"
    " vendorShipDate and cost, salesPersonId is who made it, a brand matches nothing,"
    " no prebook is marked unable to source",
)
def prebook_details_list(context: Komet, call: PrebookDetailsCall) -> PrebookDetails:
    """Prebooks of a truck date, or with lines that vendors ship within six months."""
    if call.vendorShipDateFrom or call.vendorShipDateTo:
        check_window(call.vendorShipDateFrom, call.vendorShipDateTo, WINDOW)
    else:
        needed(call.date or None, "date")
    since = UNSET if call.updatedAsOf is UNSET else gmt(call.updatedAsOf, "updatedAsOf")
    rows = []
    for one in sorted(context.state.prebooks.values(), key=lambda row: row.number):
        recent = since is UNSET or one.updated_at >= since
        if recent and _is_asked_for(call, one) and matches(context, call, one):
            lines = _lines_shown(context, call, one)
            if lines or _shows_without_lines(context, call):
                rows.append(_row(context, one, lines))
    note_shown(
        context,
        PREBOOK_LINE,
        [
            (line.prebookItemId, [row, line, *(line.breakdowns or ())])
            for row in rows
            for line in row.details or ()
        ],
    )
    if not rows:
        return none_found(context, PrebookDetails, "orders")
    return PrebookDetails(prebooks=rows)


def _is_asked_for(call: PrebookDetailsCall, one: Prebook) -> bool:
    """Whether the filters of this list alone let it through."""
    return (
        call.unableToSource is not True
        and call.date in (UNSET, one.truck_date)
        and equal(call.locationId, one.location_id or -1)
    )


def matches(context: Komet, call: PrebookFilter, one: Prebook) -> bool:
    """Whether a prebook is the company's, and the filters both lists share let it through."""
    return _matches_header(context, call, one) and _matches_names(context, call, one)


def _matches_header(context: Komet, call: PrebookFilter, one: Prebook) -> bool:
    standing = context.state.standing_orders.get(one.standing_order_id or 0)
    return (
        one.company_id == context.caller.company_id
        and not one.deleted
        and call.brandId is UNSET
        and equal(call.prebook, one.number)
        and equal(call.soNumber, standing.number if standing else -1)
        and equal(call.salesPersonId, one.created_by or -1)
        and _is_po(call.customerPONumber, one.customer_po)
    )


def _matches_names(context: Komet, call: PrebookFilter, one: Prebook) -> bool:
    customer = context.state.customers[one.customer_id]
    return (
        equal(call.customerId, one.customer_id)
        and equal(call.carrierId, one.carrier_id)
        and (like(call.customer, customer.name) or like(call.customer, customer.code))
        and like(call.carrierName, context.state.carriers[one.carrier_id].name)
    )


def _is_po(wanted: int | UnsetType, po: str) -> bool:
    """Whether a customer's PO is that number; one that is no number never is."""
    if wanted is UNSET:
        return True
    return po.isascii() and po.isdecimal() and int(po) == wanted


def _shows_without_lines(context: Komet, call: PrebookDetailsCall) -> bool:
    """Whether a prebook none of whose lines is shown is shown itself."""
    return context.caller.kind != VENDOR and call.vendorShipDateFrom is None


def _lines_shown(context: Komet, call: PrebookDetailsCall, one: Prebook) -> list[PrebookItem]:
    """The lines the caller may see, within the window of vendor ship dates if one is given."""
    state = context.state
    lines = those_in(state.prebook_items, state.items_of_prebook[one.id])
    return [item for item in lines if _is_shown(context, call, item)]


def _is_shown(context: Komet, call: PrebookDetailsCall, item: PrebookItem) -> bool:
    day, first, last = item.vendor_ship_date, call.vendorShipDateFrom, call.vendorShipDateTo
    if first is not None and last is not None and (day is None or not first <= day <= last):
        return False
    if context.caller.kind != VENDOR:
        return True
    yesterday = context.now.date() - datetime.timedelta(days=1)
    own = item.vendor_id == context.caller.party_id
    return own and item.cost is not None and day is not None and day >= yesterday


def _row(context: Komet, one: Prebook, lines: list[PrebookItem]) -> PrebookDetailsRow:
    header = msgspec.structs.asdict(header_row(context, one, lines))
    shown = [_line_row(context, item) for item in lines]
    return PrebookDetailsRow(**header, details=given(shown))


def header_row(context: Komet, one: Prebook, lines: list[PrebookItem]) -> PrebookRow:
    """A prebook's header, with what those of its lines come to."""
    state = context.state
    customer = state.customers[one.customer_id]
    ship_to = state.ship_tos.get(one.ship_to_id or 0)
    amount = total(prebook_line_amount(item) for item in lines)
    return PrebookRow(
        id=one.id,
        number=one.number,
        **shown_location(state, one.location_id, coded=True),
        customerId=customer.id,
        customerName=customer.name,
        customerCode=customer.code,
        **shipped_to(ship_to),
        type=one.kind,
        truckDate=one.truck_date,
        customerPONumber=given(one.customer_po),
        carrierId=one.carrier_id,
        carrierName=state.carriers[one.carrier_id].name,
        shipVia=SHIP_VIA[one.ship_via],
        comments=given(one.comments),
        totalPrice=UNSET if context.caller.kind == VENDOR else str(amount),
    )


def _line_row(context: Komet, item: PrebookItem) -> PrebookLineRow:
    state, hidden = context.state, context.caller.kind == VENDOR
    vendor = state.vendors.get(item.vendor_id or 0)
    box_type = state.box_types.get(item.box_type_id or 0)
    pack = Pack(unit_type=item.unit_type, bunches=item.bunches, stems_bunch=item.stems_bunch)
    echoed = context.assumptions.mark_code_echoed == "yes"
    return PrebookLineRow(
        prebookItemId=item.id,
        vendorId=given(item.vendor_id),
        vendorName=vendor.name if vendor else UNSET,
        productId=given(item.product_id),
        productDescription=shown_description(context, item.product_id, item.description),
        totalBoxes=item.boxes,
        boxType=box_type.code if box_type else UNSET,
        bunches=item.bunches,
        stemsBunch=item.stems_bunch,
        unitPrice=UNSET if hidden else item.price,
        units=pack.units_per_box,
        unitType=item.unit_type,
        totalUnits=item.boxes * pack.units_per_box,
        totalPrice=UNSET if hidden else prebook_line_amount(item),
        markCode=given(item.mark_code) if echoed else UNSET,
        vendorShipDate=given(item.vendor_ship_date),
        cost=given(item.cost),
        breakdowns=given([_breakdown_row(context, one) for one in item.breakdowns]),
    )


def _breakdown_row(context: Komet, one: Breakdown) -> BreakdownRow:
    hidden = context.caller.kind == VENDOR or one.price is None
    return BreakdownRow(
        productId=one.product_id,
        productDescription=context.state.products[one.product_id].description,
        stemsBunch=one.stems_bunch,
        bunches=one.bunches,
        price=UNSET if hidden else given(one.price),
    )
