"""What people do to stock inside Komet while others sell it through the API."""

from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from mocks.core.api import Context, act
from mocks.core.errors import BadCall
from mocks.core.fields import Boxes, BoxesOrNone, Bunches, Count, Day, Id, Price, Stems, Why, cents
from mocks.komet.facts.rows import (
    box_type_in,
    customer_in,
    location_in,
    lot_in,
    product_in,
    vendor_in,
)
from mocks.komet.facts.stock import (
    BoxesReceived,
    LotArrived,
    LotMarked,
    LotReceived,
    LotWithdrawn,
    PriceChanged,
    StockCorrected,
    StockTaken,
)
from mocks.komet.records import FUTURE, ON_HAND, Lot
from mocks.komet.state import KometState

LOTS_FROM = 428_001
PRICE_B_MARKUP = Decimal("1.08")
#: Why stock was taken, in the fact.
PHONE = "phone"


class PhoneSale(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes of a line sold over the phone."""

    lotId: Id
    boxes: Boxes


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes of a line somebody counted: so many are left."""

    lotId: Id
    boxes: BoxesOrNone
    why: Why = "counted"


class MoreBoxes(msgspec.Struct, frozen=True, kw_only=True):
    """More boxes of a line that is there already."""

    lotId: Id
    boxes: Boxes


class NewLot(msgspec.Struct, frozen=True, kw_only=True):
    """A new line: of a product and farm, on hand since `day` or to come from `day` to `until`.

    A Multi-Location company says where: `locationId`.
    """

    productId: Id
    vendorId: Id
    boxTypeId: Id
    boxes: Boxes
    unitType: Literal["Bunch", "Stem"] = "Bunch"
    bunches: Bunches
    stemsBunch: Stems
    price: Price
    priceB: Price | None = None
    origin: Annotated[int, Meta(ge=ON_HAND, le=FUTURE)] = ON_HAND
    day: Day | None = None
    until: Day | None = None
    lotNumber: Count = 0
    reservedFor: Id | None = None
    kind: Literal["M", "L", "S", "P"] = "M"
    held: bool = False
    sellFast: bool = False
    locationId: Id | None = None


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A future line whose boxes came in."""

    lotId: Id


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """A line taken off sale."""

    lotId: Id
    why: Why = "expired"


class NewPrice(msgspec.Struct, frozen=True, kw_only=True):
    """A line's new unit price; list B follows by its mark-up unless given."""

    lotId: Id
    price: Price
    priceB: Price | None = None


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a line is held back, and for whom it is reserved (None: nobody)."""

    lotId: Id
    held: bool = False
    reservedFor: Id | None = None


@act("sell_by_phone")
def sell_by_phone(context: Context[KometState], call: PhoneSale) -> None:
    """Sell boxes of a line over the phone.

    Raises:
        Missing: if there is no such line.
        NotPossible: if fewer boxes are left.
    """
    context.record(StockTaken(lot_id=call.lotId, boxes=call.boxes, why=PHONE))


@act("correct_stock")
def correct_stock(context: Context[KometState], call: Counted) -> None:
    """Write down how many boxes of a line were counted.

    Raises:
        Missing: if there is no such line.
        NotPossible: if the count is negative.
    """
    delta = call.boxes - lot_in(context.state, call.lotId).left
    if delta:
        context.record(StockCorrected(lot_id=call.lotId, boxes_delta=delta, why=call.why))


@act("receive_more")
def receive_more(context: Context[KometState], call: MoreBoxes) -> None:
    """Add boxes to a line.

    Raises:
        Missing: if there is no such line.
        NotPossible: if the number is not positive.
    """
    context.record(BoxesReceived(lot_id=call.lotId, boxes=call.boxes))


@act("receive")
def receive(context: Context[KometState], call: NewLot) -> int:
    """Bring in a new line and answer its id.

    Raises:
        Missing: if the product does not exist, or its company has no such farm, box type or
            customer to reserve it for, or location.
        BadCall: if it could ship until before the first day, or nobody says where it stands.
    """
    state = context.state
    product = product_in(state, call.productId)
    vendor = vendor_in(state, call.vendorId, product.company_id)
    box_type_in(state, call.boxTypeId, product.company_id)
    if call.reservedFor is not None:
        customer_in(state, call.reservedFor, product.company_id)
    check_place(state, product.company_id, call.locationId)
    day = call.day or context.now.date()
    if call.until is not None and call.until < day:
        raise BadCall("field.wrong", field="until", right=f"a day from {day} on, the first one")
    lot = Lot(
        id=state.next_id("lot", LOTS_FROM),
        company_id=product.company_id,
        origin=call.origin,
        product_id=product.id,
        vendor_id=vendor.id,
        box_type_id=call.boxTypeId,
        boxes=call.boxes,
        left=call.boxes,
        unit_type=call.unitType,
        bunches=call.bunches,
        stems_bunch=call.stemsBunch,
        price=call.price,
        price_b=_price_b(call.price, call.priceB),
        day=day,
        until=call.until,
        port=vendor.port,
        lot_number=call.lotNumber,
        reserved_for=call.reservedFor,
        sell_fast=call.sellFast,
        held=call.held,
        kind=call.kind,
        location_id=call.locationId,
    )
    context.record(LotReceived(lot=lot))
    return lot.id


@act("bring_in")
def bring_in(context: Context[KometState], call: Arrival) -> None:
    """A line that was to come has come: it is on hand from today, under its own id (assumed).

    What a vendor's labelled boxes become is a line of its own (`mocks.komet.receiving`).

    Raises:
        Missing: if there is no such line.
        NotPossible: if it is on hand already, or offered by others.
    """
    context.record(LotArrived(lot_id=call.lotId, day=context.now.date()))


@act("withdraw_lot")
def withdraw_lot(context: Context[KometState], call: Withdrawal) -> None:
    """Take what is left of a line off sale for good.

    Raises:
        Missing: if there is no such line.
    """
    left = lot_in(context.state, call.lotId).left
    context.record(LotWithdrawn(lot_id=call.lotId, boxes=left, why=call.why))


@act("change_price")
def change_price(context: Context[KometState], call: NewPrice) -> None:
    """Give a line another unit price; 0 hides it.

    Raises:
        Missing: if there is no such line.
    """
    price_b = _price_b(call.price, call.priceB)
    context.record(PriceChanged(lot_id=call.lotId, price=call.price, price_b=price_b))


@act("mark_lot")
def mark_lot(context: Context[KometState], call: Mark) -> None:
    """Hold a line back or let it go, reserve it for a customer or open it to all.

    Raises:
        Missing: if there is no such line, or no such customer in its company.
    """
    lot = lot_in(context.state, call.lotId)
    if call.reservedFor is not None:
        customer_in(context.state, call.reservedFor, lot.company_id)
    context.record(LotMarked(lot_id=call.lotId, held=call.held, reserved_for=call.reservedFor))


def check_place(state: KometState, company_id: int, location_id: int | None) -> None:
    """Whether a line of that company can stand there.

    Raises:
        Missing: if the company has no such location.
        BadCall: if it must name one and does not.
    """
    if location_id is not None:
        location_in(state, location_id, company_id)
    elif state.companies[company_id].multi_location:
        raise BadCall("field.missing", field="locationId")


def _price_b(price: Decimal, given: Decimal | None) -> Decimal:
    return cents(price * PRICE_B_MARKUP) if given is None else given
