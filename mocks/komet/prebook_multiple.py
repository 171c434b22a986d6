"""multiple.prebooks.create: lines of several carriers and days, a prebook for each of the two."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from mocks.core.fields import Flag, text
from mocks.komet.facts.catalogue import ShipToAdded
from mocks.komet.facts.orders import By
from mocks.komet.facts.prebooks import PrebookMade
from mocks.komet.location import check_tied, location_needed
from mocks.komet.order_header import HeaderCall, header_carrier, header_customer
from mocks.komet.order_parts import Destination, Komet, check_date, done_by
from mocks.komet.prebook import PrebookItemMade, add_lines, new_prebook
from mocks.komet.prebook_lines import PrebookItemCall, free_line
from mocks.komet.purchase_order import check_generation, generate_orders
from mocks.komet.records import Carrier, Customer, Location, PrebookItem, ShipTo
from mocks.komet.wire import Call, Envelope, method

#: Lines that go the same way: carrier, day, and the lines with what they were made from.
Group = tuple[Carrier, date, list[PrebookItem]]


class PrebooksItemCall(PrebookItemCall, frozen=True, kw_only=True):
    """One line of multiple.prebooks.create: with its carrier and day."""

    carrierCode: Annotated[str, text(20)]
    carrierName: Annotated[str, text(200)]
    shipDate: date


class PrebooksCreate(Call, frozen=True, kw_only=True):
    """Input of multiple.prebooks.create: the customer, its addresses, and lines of any day."""

    customerCode: Annotated[str, text(20)]
    customerName: Annotated[str, text(200)]
    customerBillingStreet: Annotated[str, text(200)]
    customerBillingCity: Annotated[str, text(200)]
    customerBillingState: Annotated[str, text(200)]
    customerBillingZipcode: Annotated[str, text(200)]
    customerBillingCountry: Annotated[str, text(200)]
    customerShippingStreet: Annotated[str, text(200)]
    customerShippingCity: Annotated[str, text(200)]
    customerShippingState: Annotated[str, text(200)]
    customerShippingZipcode: Annotated[str, text(200)]
    customerShippingCountry: Annotated[str, text(200)]
    customerPhone: Annotated[str, text(100)]
    shipViaId: Flag = 0
    customerPO: Annotated[str, text(20)] = ""
    autoGeneratePOsfromPrebooks: Flag = 0
    companyLocationCode: Annotated[str, text(20)] | None = None
    prebookItems: Annotated[tuple[PrebooksItemCall, ...], msgspec.Meta(min_length=1)]


class PrebookNamedReply(msgspec.Struct, frozen=True, kw_only=True):
    """One of the prebooks made."""

    prebookId: int
    prebookNumber: int
    prebookItems: list[PrebookItemMade] | UnsetType = UNSET


class PrebooksMade(Envelope, frozen=True, kw_only=True):
    """The prebooks, in the order their first lines came."""

    prebooks: list[PrebookNamedReply]
    purchaseOrderNumbers: str


@method(
    "POST",
    "multiple.prebooks.create",
    tokens="Company",
    source="APIDocs 11176540",
    notes="assumed: a prebook for each carrier and day, the customer exists, its shipping address"
    " is kept as a ship-to once, the answer, the item's fields after shipDate as prebook.create's",
)
def multiple_prebooks_create(context: Komet, call: PrebooksCreate) -> PrebooksMade:
    """Make a prebook for each carrier and day, and put the lines on them."""
    location = location_needed(context, "companyLocationCode", call.companyLocationCode)
    header = HeaderCall(customerCode=call.customerCode, customerDescription=call.customerName)
    customer = header_customer(context, header)
    groups = _groups(context, call, customer, location)
    by = done_by(context, "multiple.prebooks.create")
    ship_to = _ship_to(context, call, customer)
    made, numbers = list[PrebookNamedReply](), list[str]()
    for carrier, day, lines in groups:
        where = Destination(
            customer=customer, carrier=carrier, ship_date=day, ship_to=ship_to, location=location
        )
        reply, ids = _prebook(context, call, where, lines, by)
        made.append(reply)
        generated = ids if call.autoGeneratePOsfromPrebooks else ()
        numbers += generate_orders(context, generated, day, by)
    return PrebooksMade(
        message="Prebooks were successfully created.",
        prebooks=made,
        purchaseOrderNumbers=",".join(numbers),
    )


def _groups(
    context: Komet, call: PrebooksCreate, customer: Customer, location: Location | None
) -> list[Group]:
    """The lines by carrier and day, everything checked."""
    groups: dict[tuple[int, date], Group] = {}
    for one in call.prebookItems:
        header = HeaderCall(carrierCode=one.carrierCode, carrierDescription=one.carrierName)
        carrier = header_carrier(context, header)
        check_tied(location, customer, carrier)
        check_date(context, carrier, one.shipDate, location)
        line = free_line(context, one, one.shipDate)
        if call.autoGeneratePOsfromPrebooks:
            check_generation([line])
        key = (carrier.id, one.shipDate)
        groups.setdefault(key, (carrier, one.shipDate, []))[2].append(line)
    return list(groups.values())


def _prebook(
    context: Komet, call: PrebooksCreate, where: Destination, lines: list[PrebookItem], by: By
) -> tuple[PrebookNamedReply, tuple[int, ...]]:
    prebook = replace(
        new_prebook(context, where), ship_via=call.shipViaId, customer_po=call.customerPO
    )
    context.record(PrebookMade(prebook=prebook, by=by))
    ids = add_lines(context, prebook, lines, by)
    shown = context.assumptions.prebook_item_ids == "yes"
    reply = PrebookNamedReply(
        prebookId=prebook.id,
        prebookNumber=prebook.number,
        prebookItems=[PrebookItemMade(prebookItemId=one) for one in ids] if shown else UNSET,
    )
    return reply, ids


def _ship_to(context: Komet, call: PrebooksCreate, customer: Customer) -> ShipTo:
    """The customer's ship-to of that address: the one it has, or a new one."""
    wanted = ShipTo(
        id=context.state.next_id("shipto"),
        customer_id=customer.id,
        name=call.customerName,
        address=call.customerShippingStreet,
        city=call.customerShippingCity,
        state=call.customerShippingState,
        zipcode=call.customerShippingZipcode,
        country=call.customerShippingCountry,
        phone=call.customerPhone,
        updated_at=context.now,
    )
    for known in context.state.ship_tos.values():
        if replace(known, id=wanted.id, updated_at=wanted.updated_at) == wanted:
            return known
    context.record(ShipToAdded(ship_to=wanted))
    return wanted
