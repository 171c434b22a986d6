"""Orders and carts as a florist sees them."""

from datetime import date, datetime
from decimal import Decimal

from msgspec import UNSET, UnsetType

from mocks.ibuyflowers.pricing import all_in_per_bunch, is_sellable
from mocks.ibuyflowers.records import Cart, Order, OrderLine, ShipTo
from mocks.ibuyflowers.state import IbfState
from mocks.ibuyflowers.wire import Reply


class ShopLine(Reply, frozen=True, kw_only=True):
    """A line of an order: what it costs at the door, and what the supplier said of it.

    `answer` is waiting, accepted, short (only `boxesComing` are there), refused or released.
    """

    lineId: int
    key: str
    name: str
    boxes: int
    bunches: int
    pricePerBunch: Decimal
    pricePerBox: Decimal
    amount: Decimal
    stale: bool
    confirmedAt: datetime
    answer: str
    boxesComing: int | UnsetType = UNSET
    kometNumber: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET


class ShopOrder(Reply, frozen=True, kw_only=True):
    """An order; `total` counts the lines nobody refused."""

    orderId: int
    connectionId: int
    revision: int
    state: str
    placedAt: datetime
    arrivalDate: date
    shipDate: date
    poNumber: str
    shipTo: ShipTo
    lines: tuple[ShopLine, ...]
    total: Decimal


class CartRow(Reply, frozen=True, kw_only=True):
    """Boxes in a cart at today's price; `available` says whether the offer is still there."""

    key: str
    connectionId: int
    name: str
    boxes: int
    bunches: int
    pricePerBunch: Decimal
    amount: Decimal
    available: bool


class CartReply(Reply, frozen=True, kw_only=True):
    """A cart as it stands; it holds no stock."""

    cartId: int
    arrivalDate: date
    lines: tuple[CartRow, ...]
    shipTo: ShipTo | UnsetType = UNSET
    boxes: int
    total: Decimal
    orderId: int | UnsetType = UNSET


def shop_order(state: IbfState, order: Order) -> ShopOrder:
    """The order with what was answered to each line, living or refused earlier."""
    lines = [_line(state, order, line) for line in (*order.lines, *order.refused_lines)]
    lines.sort(key=lambda line: line.lineId)
    return ShopOrder(
        orderId=order.id,
        connectionId=order.connection_id,
        revision=order.revision,
        state=order.state,
        placedAt=order.placed_at,
        arrivalDate=order.arrival,
        shipDate=order.ship_date,
        poNumber=order.po_number,
        shipTo=order.ship_to,
        lines=tuple(lines),
        total=sum((one.amount for one in lines if one.answer != "refused"), Decimal(0)),
    )


def cart_reply(state: IbfState, cart: Cart) -> CartReply:
    """The cart at the prices of this moment."""
    rows = tuple(_row(state, cart, index) for index in range(len(cart.lines)))
    return CartReply(
        cartId=cart.id,
        arrivalDate=cart.arrival,
        lines=rows,
        shipTo=cart.ship_to or UNSET,
        boxes=sum(row.boxes for row in rows),
        total=sum((row.amount for row in rows), Decimal(0)),
        orderId=cart.order_id or UNSET,
    )


def _line(state: IbfState, order: Order, line: OrderLine) -> ShopLine:
    # A line refused before the date moved was answered at an earlier revision.
    answers = (state.answers.get((order.id, line.id, at)) for at in range(order.revision, -1, -1))
    refused = line in order.refused_lines
    given = next(answers, None) if not refused else next((one for one in answers if one), None)
    short = given.boxes if given else None
    return ShopLine(
        lineId=line.id,
        key=line.key,
        name=line.name,
        boxes=line.boxes,
        bunches=line.boxes * line.bunches,
        pricePerBunch=line.all_in_per_bunch,
        pricePerBox=line.all_in_per_bunch * line.bunches,
        amount=line.all_in_per_bunch * line.bunches * (short or line.boxes),
        stale=line.stale,
        confirmedAt=line.confirmed_at,
        answer=given.outcome if given else "waiting",
        boxesComing=short or UNSET,
        kometNumber=(given.komet_number if given else "") or UNSET,
        reason=(given.reason if given else "") or UNSET,
    )


def _row(state: IbfState, cart: Cart, index: int) -> CartRow:
    line = cart.lines[index]
    offer = state.offers.get((line.connection_id, line.key))
    if offer is None:
        return CartRow(
            key=line.key,
            connectionId=line.connection_id,
            name="",
            boxes=line.boxes,
            bunches=0,
            pricePerBunch=Decimal(0),
            amount=Decimal(0),
            available=False,
        )
    price = all_in_per_bunch(offer, state.settings) if is_sellable(offer) else Decimal(0)
    return CartRow(
        key=line.key,
        connectionId=line.connection_id,
        name=offer.name,
        boxes=line.boxes,
        bunches=line.boxes * offer.bunches,
        pricePerBunch=price,
        amount=price * offer.bunches * line.boxes,
        available=is_sellable(offer),
    )
