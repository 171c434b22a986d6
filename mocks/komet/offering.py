"""How vendors and sister companies offer what nobody has bought yet, and what the shop shows of it.

Stock that another company shares (K2K) is one stock: each box sold by either company is gone for
both. Not simulated: the invoice that Komet makes the sharing company for what was sold.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from mocks.core.api import Context, act
from mocks.core.errors import BadCall, NotPossible
from mocks.core.fields import Boxes, BoxesOrNone, Bunches, Cost, Day, Flag, Id, Price, Stems, cents
from mocks.komet.facts.availability import (
    AvailabilityDated,
    AvailabilityDeclared,
    SharingEnded,
    ShopOriginsSet,
)
from mocks.komet.facts.rows import box_type_in, company_in, lot_in, product_in, vendor_in
from mocks.komet.facts.stock import (
    LotReceived,
    LotWithdrawn,
    PriceChanged,
    StockCorrected,
    shared_boxes,
)
from mocks.komet.market import window
from mocks.komet.records import (
    K2K,
    OFFERED,
    VENDOR_AVAILABILITY,
    Availability,
    BoxType,
    Lot,
    Product,
    Vendor,
)
from mocks.komet.state import KometState
from mocks.komet.warehouse import PRICE_B_MARKUP, check_place

OFFERS_FROM = 70_000_001


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What a farm offers from `day` to `until`; the first box type is the usual one."""

    productId: Id
    vendorId: Id
    boxTypeIds: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=20)]
    boxes: Boxes
    unitType: Literal["Bunch", "Stem"] = "Bunch"
    bunches: Bunches
    stemsBunch: Stems
    cost: Cost
    price: Price
    priceB: Price | None = None
    shipVia: Flag = 0
    day: Day
    until: Day
    locationId: Id | None = None


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A line of stock that a company lets another one sell, under that one's own words."""

    lotId: Id
    productId: Id
    vendorId: Id
    boxTypeId: Id
    cost: Cost
    price: Price
    priceB: Price | None = None
    locationId: Id | None = None


class OfferChanged(msgspec.Struct, frozen=True, kw_only=True):
    """What is different now about an offer: boxes left, price or days; absent ones stay."""

    lotId: Id
    boxes: BoxesOrNone | None = None
    price: Price | None = None
    priceB: Price | None = None
    day: Day | None = None
    until: Day | None = None


class OfferNamed(msgspec.Struct, frozen=True, kw_only=True):
    """An offer somebody points at."""

    lotId: Id


class ShopOrigins(msgspec.Struct, frozen=True, kw_only=True):
    """What a company's e-commerce shows: 1 on hand, 2 future, 3 vendor availability, 4 K2K."""

    companyId: Id
    origins: Annotated[tuple[Literal[1, 2, 3, 4], ...], Meta(max_length=4)]


@act("declare_availability")
def declare_availability(context: Context[KometState], call: Offer) -> int:
    """A farm offers boxes; answers the line's id.

    Raises:
        Missing: if the product does not exist, or its company has no such farm, box type or
            location.
        BadCall: if it could ship until before the first day, or its location is not named.
    """
    state = context.state
    product = product_in(state, call.productId)
    vendor = vendor_in(state, call.vendorId, product.company_id)
    boxes = [box_type_in(state, one, product.company_id) for one in call.boxTypeIds]
    _check_days(call.day, call.until)
    check_place(state, product.company_id, call.locationId)
    lot = Lot(
        **_named(context, product, vendor, boxes[0]),
        origin=VENDOR_AVAILABILITY,
        boxes=call.boxes,
        left=call.boxes,
        unit_type=call.unitType,
        bunches=call.bunches,
        stems_bunch=call.stemsBunch,
        **_priced(call.price, call.priceB),
        day=call.day,
        until=call.until,
        location_id=call.locationId,
    )
    return _declare(
        context,
        lot,
        Availability(
            lot_id=lot.id,
            cost=call.cost,
            ship_via=call.shipVia,
            box_type_ids=tuple(one.id for one in boxes),
        ),
    )


@act("share_lot")
def share_lot(context: Context[KometState], call: Share) -> int:
    """Let another company sell a line (K2K); answers the id of that company's line.

    `productId`, `vendorId` (who stands for the sharing company) and `boxTypeId` are the other's.

    Raises:
        Missing: if there is no such line or product, or its company has no such farm, box type
            or location.
        BadCall: if its location is not named.
        NotPossible: if the line is the other company's own, or only on offer itself.
    """
    state = context.state
    source, product = lot_in(state, call.lotId), product_in(state, call.productId)
    vendor = vendor_in(state, call.vendorId, product.company_id)
    box_type = box_type_in(state, call.boxTypeId, product.company_id)
    if source.company_id == product.company_id or source.origin in OFFERED:
        raise NotPossible("availability.not", item=source.id)
    check_place(state, product.company_id, call.locationId)
    first, last = window(source)
    lot = Lot(
        **_named(context, product, vendor, box_type),
        origin=K2K,
        boxes=source.boxes,
        left=shared_boxes(source),
        unit_type=source.unit_type,
        bunches=source.bunches,
        stems_bunch=source.stems_bunch,
        **_priced(call.price, call.priceB),
        day=first,
        until=last,
        assorted=source.assorted,
        location_id=call.locationId,
    )
    return _declare(
        context,
        lot,
        Availability(
            lot_id=lot.id,
            cost=call.cost,
            box_type_ids=(box_type.id,),
            seller_lot_id=source.id,
        ),
    )


@act("change_availability")
def change_availability(context: Context[KometState], call: OfferChanged) -> None:
    """Change boxes, price or days of an offer.

    Raises:
        Missing: if there is no such line.
        NotPossible: if it is no offer, or its boxes are another company's.
        BadCall: if it could ship until before the first day.
    """
    lot, _ = _offer(context.state, call.lotId)
    first, last = window(lot)
    day, until = call.day or first, call.until or last
    _check_days(day, until)
    if call.boxes is not None and call.boxes != lot.left:
        delta = call.boxes - lot.left
        context.record(StockCorrected(lot_id=lot.id, boxes_delta=delta, why="offer changed"))
    if call.price is not None:
        prices = _priced(call.price, call.priceB)
        context.record(PriceChanged(lot_id=lot.id, **prices))
    if (day, until) != (first, last):
        context.record(AvailabilityDated(lot_id=lot.id, day=day, until=until))


@act("withdraw_availability")
def withdraw_availability(context: Context[KometState], call: OfferNamed) -> None:
    """Take back what is left of an offer, or share a line no longer; what is sold stays sold.

    Raises:
        Missing: if there is no such line.
        NotPossible: if it is no offer.
    """
    lot, terms = _offer(context.state, call.lotId)
    if terms.seller_lot_id is not None:
        context.record(SharingEnded(lot_id=lot.id))
    else:
        context.record(LotWithdrawn(lot_id=lot.id, boxes=lot.left, why="offer withdrawn"))


@act("set_shop_origins")
def set_shop_origins(context: Context[KometState], call: ShopOrigins) -> None:
    """Set which origins of inventory a company's e-commerce shows.

    Raises:
        Missing: if there is no such company.
    """
    company_in(context.state, call.companyId)
    origins = tuple(sorted(set(call.origins)))
    context.record(ShopOriginsSet(company_id=call.companyId, origins=origins))


def _declare(context: Context[KometState], lot: Lot, terms: Availability) -> int:
    context.record(LotReceived(lot=lot), AvailabilityDeclared(terms=terms))
    return lot.id


def _offer(state: KometState, lot_id: int) -> tuple[Lot, Availability]:
    lot = lot_in(state, lot_id)
    if lot.id not in state.availability:
        raise NotPossible("availability.not", item=lot.id)
    return lot, state.availability[lot.id]


def _check_days(day: date, until: date) -> None:
    if until < day:
        raise BadCall("field.wrong", field="until", right=f"a day from {day} on, the first one")


def _named(
    context: Context[KometState], product: Product, vendor: Vendor, box_type: BoxType
) -> dict[str, Any]:
    return {
        "id": context.state.next_id("offer", OFFERS_FROM),
        "company_id": product.company_id,
        "product_id": product.id,
        "vendor_id": vendor.id,
        "port": vendor.port,
        "box_type_id": box_type.id,
    }


def _priced(price: Decimal, price_b: Decimal | None) -> dict[str, Any]:
    return {
        "price": price,
        "price_b": cents(price * PRICE_B_MARKUP) if price_b is None else price_b,
    }
