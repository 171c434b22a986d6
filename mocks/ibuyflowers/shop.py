"""The florist's side: a cart of whole boxes, ship-to, checkout, orders, cancelling."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from mocks.core.api import Context
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import text
from mocks.ibuyflowers import trade
from mocks.ibuyflowers.checkout import Wish, check_arrival, check_offer, check_together, find_offer
from mocks.ibuyflowers.checkout import place as place_order
from mocks.ibuyflowers.facts.trade import CartBoxesSet, CartOpened, CartShipToSet
from mocks.ibuyflowers.records import Cart, CartLine, Key, ShipTo
from mocks.ibuyflowers.state import IbfState
from mocks.ibuyflowers.views import CartReply, ShopOrder, cart_reply, shop_order
from mocks.ibuyflowers.wire import FLORIST, Call, Reply, method

CartNumber = Annotated[int, Meta(ge=1, lt=10**12)]


class CartCall(Call, frozen=True, kw_only=True):
    """The day on which everything in the cart shall arrive."""

    arrivalDate: date


class BoxCall(Call, frozen=True, kw_only=True):
    """So many boxes of an offer; `connectionId` only where several suppliers have the key."""

    cartId: CartNumber
    key: Key
    boxes: Annotated[int, Meta(ge=1, le=100_000)]
    connectionId: Annotated[int, Meta(ge=1, le=99)] | None = None


class RemoveCall(Call, frozen=True, kw_only=True):
    """The offer to take out of the cart."""

    cartId: CartNumber
    key: Key


class ShipToCall(Call, frozen=True, kw_only=True):
    """Where the cart's boxes shall go."""

    cartId: CartNumber
    shipTo: ShipTo


class CheckoutCall(Call, frozen=True, kw_only=True):
    """The cart, and the buyer's own order number."""

    cartId: CartNumber
    poNumber: Annotated[str, text(50)] = ""


class OrdersCall(Call, frozen=True, kw_only=True):
    """Which page of the florist's orders."""

    page: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    rows: Annotated[int, Meta(ge=1, le=1000)] = 50


class OrdersReply(Reply, frozen=True, kw_only=True):
    """Orders, newest first; `total` in all."""

    orders: tuple[ShopOrder, ...]
    total: int


@method("POST", "shop/cart", key=FLORIST)
def open_cart(context: Context[IbfState], call: CartCall) -> CartReply:
    """Begin to shop for an arrival date."""
    check_arrival(context, call.arrivalDate)
    number = context.state.next_id("cart")
    cart = Cart(id=number, florist_id=context.caller.party_id or 0, arrival=call.arrivalDate)
    context.record(CartOpened(cart=cart))
    return cart_reply(context.state, cart)


@method("POST", "shop/cart/box", key=FLORIST)
def set_boxes(context: Context[IbfState], call: BoxCall) -> CartReply:
    """Put so many boxes of an offer into the cart, in place of those of it that are there."""
    cart = _open_cart(context, call.cartId)
    owner, key = find_offer(context.state, call.key, call.connectionId)
    line = CartLine(connection_id=owner, key=key, boxes=call.boxes)
    check_together((*cart.lines, line))
    check_offer(context, line, cart.arrival)
    context.record(CartBoxesSet(cart_id=cart.id, line=line))
    return cart_reply(context.state, context.state.carts[cart.id])


@method("POST", "shop/cart/remove", key=FLORIST)
def remove_boxes(context: Context[IbfState], call: RemoveCall) -> CartReply:
    """Take an offer out of the cart."""
    cart = _open_cart(context, call.cartId)
    line = next((one for one in cart.lines if one.key == call.key), None)
    if line is None:
        raise Missing("cart.line", field="key", cart=cart.id, key=call.key)
    gone = CartLine(connection_id=line.connection_id, key=line.key, boxes=0)
    context.record(CartBoxesSet(cart_id=cart.id, line=gone))
    return cart_reply(context.state, context.state.carts[cart.id])


@method("POST", "shop/cart/ship-to", key=FLORIST)
def set_ship_to(context: Context[IbfState], call: ShipToCall) -> CartReply:
    """Say where the cart's boxes shall go."""
    cart = _open_cart(context, call.cartId)
    context.record(CartShipToSet(cart_id=cart.id, ship_to=call.shipTo))
    return cart_reply(context.state, context.state.carts[cart.id])


@method("POST", "shop/checkout", key=FLORIST)
def check_out(context: Context[IbfState], call: CheckoutCall) -> ShopOrder:
    """Buy what is in the cart; a cart that was checked out gives the order it became."""
    state, cart = context.state, _own_cart(context, call.cartId)
    if cart.order_id is not None:
        return shop_order(state, state.orders[cart.order_id])
    if not cart.lines:
        raise NotPossible("cart.empty", field="cartId", cart=cart.id)
    if cart.ship_to is None:
        raise NotPossible("cart.shipto", field="shipTo", cart=cart.id)
    wish = Wish(cart.florist_id, cart.arrival, cart.lines, cart.ship_to, call.poNumber, cart.id)
    return shop_order(state, place_order(context, wish))


@method("GET", "shop/order", key=FLORIST)
def order(context: Context[IbfState], call: trade.OrderCall) -> ShopOrder:
    """One of the florist's own orders."""
    found = trade.find_order(context.state, call.orderId, context.caller.party_id)
    return shop_order(context.state, found)


@method("GET", "shop/orders", key=FLORIST)
def orders(context: Context[IbfState], call: OrdersCall) -> OrdersReply:
    """The florist's own orders, newest first."""
    own = [
        one
        for one in list(context.state.orders.values())
        if one.florist_id == context.caller.party_id
    ][::-1]
    first = (call.page - 1) * call.rows
    page = own[first : first + call.rows]
    return OrdersReply(orders=tuple(shop_order(context.state, one) for one in page), total=len(own))


@method("POST", "shop/order/cancel", key=FLORIST)
def cancel(context: Context[IbfState], call: trade.OrderCall) -> ShopOrder:
    """Cancel an order that is not packed yet; a second time changes nothing."""
    trade.find_order(context.state, call.orderId, context.caller.party_id)
    return trade.cancel(context, call)


def _own_cart(context: Context[IbfState], cart_id: int) -> Cart:
    cart = context.state.carts.get(cart_id)
    if cart is None or cart.florist_id != context.caller.party_id:
        raise Missing("cart.unknown", field="cartId", cart=cart_id)
    return cart


def _open_cart(context: Context[IbfState], cart_id: int) -> Cart:
    cart = _own_cart(context, cart_id)
    if cart.order_id is not None:
        raise NotPossible("cart.closed", field="cartId", cart=cart.id, order=cart.order_id)
    return cart
