"""What every purchase order is put together from: vendor, inbound carrier, order, box type, cost.

Each function checks one thing a call names and gives back the row, or refuses.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec.structs import replace

from mocks.core.errors import BadCall, Missing
from mocks.core.fields import Id, Money, text
from mocks.komet.catalogue import carrier_for
from mocks.komet.facts.rows import purchase_item_in
from mocks.komet.location import check_tied, location_needed
from mocks.komet.order_parts import Komet, check_cost, needed, new_id
from mocks.komet.purchase_order_flow import refuse_state
from mocks.komet.purchase_order_states import APPROVED, CONFIRMED, PENDING, WORKFLOWS
from mocks.komet.records import BoxType, Carrier, Location, PurchaseItem, PurchaseOrder, Vendor
from mocks.komet.wire import VENDOR, Call

#: The state of an order a vendor makes, where the switch names one.
VENDOR_STATES = {"pending": PENDING, "approved": APPROVED, "confirmed": CONFIRMED}


class PurchaseHeaderCall(Call, frozen=True, kw_only=True):
    """The part of a header that purchase.order.create and its mixed sister share."""

    shipDate: date
    vendorId: Id | None = None
    vendorCode: Annotated[str, text(20)] | None = None
    companyLocationCode: Annotated[str, text(10)] | None = None
    carrierId: Id | None = None
    carrierCode: Annotated[str, text(20)] | None = None
    purchaseOrderNumber: Annotated[str, text(10)] | None = None


def order_for(context: Komet, call: PurchaseHeaderCall) -> PurchaseOrder:
    """The order the lines go to: the one whose number is given, else a new one, not yet recorded.

    Raises:
        BadCall: if vendor or (where it is mandatory) carrier are absent, or both are named twice.
        Missing: if vendor, carrier or order do not exist.
        NotPossible: if the order is another vendor's, day's or location's, or takes no more lines,
            or the carrier is not tied to the location.
    """
    location = location_needed(context, "companyLocationCode", call.companyLocationCode)
    vendor, carrier = vendor_for(context, call), _carrier_for(context, call)
    if call.purchaseOrderNumber is not None:
        return _existing(context, call, vendor, location)
    check_tied(location, *([carrier] if carrier else ()))
    order = new_order(context, vendor.id, call.shipDate, carrier)
    return replace(order, location_id=location.id if location else None)


def new_order(
    context: Komet, vendor_id: int, ship_date: date, carrier: Carrier | None = None
) -> PurchaseOrder:
    """An order that is not recorded yet, in the state the company's workflow begins with."""
    return PurchaseOrder(
        id=new_id(context, "purchase_order"),
        number=new_id(context, "purchase_order_number"),
        company_id=context.caller.company_id,
        vendor_id=vendor_id,
        ship_date=ship_date,
        status=first_state(context),
        maker=context.caller.kind,
        carrier_id=carrier.id if carrier else None,
        created_at=context.now,
        updated_at=context.now,
    )


def first_state(context: Komet) -> str:
    """The state a new order begins in: the company's workflow, or the switch for vendors."""
    company = context.state.companies[context.caller.company_id]
    usual = WORKFLOWS[company.purchase_workflow]
    if context.caller.kind != VENDOR:
        return usual
    return VENDOR_STATES.get(context.assumptions.vendor_order_state, usual)


def vendor_for(context: Komet, call: PurchaseHeaderCall) -> Vendor:
    """The vendor of the order; a Vendor token's own, whatever the call says.

    Raises:
        BadCall: if neither id nor code, or both, are given.
        Missing: if the company has no such vendor.
    """
    vendors = context.state.vendors
    if context.caller.kind == VENDOR:
        return vendors[context.caller.party_id or 0]
    if call.vendorId is not None and call.vendorCode is not None:
        raise BadCall("field.together", fields="vendorId, vendorCode")
    wanted = needed(call.vendorId or call.vendorCode, "vendorId")
    for one in vendors.values():
        own = one.company_id == context.caller.company_id
        if own and wanted in (one.id, one.code):
            return one
    raise Missing("vendor.unknown", vendor=wanted)


def _carrier_for(context: Komet, call: PurchaseHeaderCall) -> Carrier | None:
    if call.carrierId is not None:
        return carrier_for(context, call.carrierId)
    if call.carrierCode is None:
        if context.assumptions.mandatory_carriers == "yes":
            raise BadCall("field.missing", field="carrierId")
        return None
    wanted = call.carrierCode.casefold()
    for one in list(context.state.carriers.values()):
        if one.company_id == context.caller.company_id and one.code.casefold() == wanted:
            return one
    raise Missing("carrier.unknown", carrier=call.carrierCode)


def _existing(
    context: Komet, call: PurchaseHeaderCall, vendor: Vendor, location: Location | None
) -> PurchaseOrder:
    """The order of that number, if it can take lines of that vendor, day and location."""
    number = str(call.purchaseOrderNumber)
    for order in context.state.purchase_orders.values():
        if order.company_id == vendor.company_id and str(order.number) == number:
            break
    else:
        raise Missing("purchase.unknown", order=number)
    place = location.id if location else None
    if (order.vendor_id, order.ship_date, order.location_id) != (vendor.id, call.shipDate, place):
        raise Missing("purchase.other", order=number)
    if order.status not in (PENDING, first_state(context)):
        raise refuse_state(order, "extended")
    return order


def box_type_for(context: Komet, box_type_id: int | None, code: str | None) -> BoxType:
    """The company's box type of that id, or else of that code.

    Raises:
        BadCall: if neither is given.
        Missing: if there is none.
    """
    wanted = needed(box_type_id or code, "purchaseOrderItems.boxTypeId")
    for one in context.state.box_types.values():
        own = one.company_id == context.caller.company_id
        if own and (one.id == box_type_id if box_type_id else one.code == str(code).upper()):
            return one
    raise Missing("boxtype.unknown", boxtype=wanted)


def cost_for(*costs: Money | None) -> Decimal:
    """The first cost that is given.

    Raises:
        BadCall: if none is, or it is no amount of money.
    """
    field = "purchaseOrderItems.cost"
    given = next((one for one in costs if one is not None), None)
    return check_cost(needed(given, field), field)


def own_item(context: Komet, item_id: int) -> PurchaseItem:
    """The purchase order line of that id, if it is the caller's company's and vendor's.

    Raises:
        Missing: if it is not; nobody is told whose it is.
    """
    item = purchase_item_in(context.state, item_id)
    order = context.state.purchase_orders[item.purchase_order_id]
    caller = context.caller
    foreign = caller.kind == VENDOR and order.vendor_id != caller.party_id
    if order.company_id != caller.company_id or foreign:
        raise Missing("purchase.item", item=item_id)
    return item
