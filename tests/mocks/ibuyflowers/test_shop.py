from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from mocks.core.errors import NotPossible
from tests.mocks.ibuyflowers.market import (
    ADDRESS,
    FRIDAY,
    THURSDAY,
    WEDNESDAY,
    Market,
    offer,
)

BOX, CHECKOUT = "shop/cart/box", "shop/checkout"


@pytest.fixture
def market() -> Market:
    one = Market()
    one.tells(offer("1-1"), offer("1-2", boxes=2, origin=2))
    return one


def test_a_cart_is_filled_changed_and_emptied(market: Market) -> None:
    key, cart = market.florist(), market.cart({"1-1": 2, "1-2": 1})
    again = market.done(key, BOX, {"cartId": cart, "key": "1-1", "boxes": 5})
    assert {line["key"]: line["boxes"] for line in again["lines"]} == {"1-1": 5, "1-2": 1}
    assert (again["boxes"], again["total"]) == (6, 673.2)
    left = market.done(key, "shop/cart/remove", {"cartId": cart, "key": "1-1"})
    assert [line["key"] for line in left["lines"]] == ["1-2"]
    error = market.refused(key, "shop/cart/remove", {"cartId": cart, "key": "1-1"})
    assert (error["status"], error["code"]) == (404, "cart.line")


@pytest.mark.parametrize("boxes", [0, -1, 1.5, "2"])
def test_only_whole_boxes_are_sold(market: Market, boxes: Any) -> None:
    body = {"cartId": market.cart({}), "key": "1-1", "boxes": boxes}
    error = market.refused(market.florist(), BOX, body)
    assert (error["status"], error["field"]) == (422, "boxes")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"key": "1-9", "boxes": 1}, "offer.gone"),
        ({"key": "1-2", "boxes": 3}, "offer.short"),
        ({"key": "1-1", "boxes": 1, "connectionId": 7}, "offer.gone"),
    ],
)
def test_what_is_not_there_does_not_go_into_a_cart(
    market: Market, line: dict[str, Any], code: str
) -> None:
    error = market.refused(market.florist(), BOX, {"cartId": market.cart({})} | line)
    assert (error["status"], error["code"]) == (409, code)


def test_an_offer_that_can_not_ship_in_time_does_not_go_into_a_cart(market: Market) -> None:
    market.tells(offer("1-1", availableFrom="2026-11-26"))
    body = {"cartId": market.cart({}, THURSDAY), "key": "1-1", "boxes": 1}
    assert market.refused(market.florist(), BOX, body)["code"] == "offer.date"
    assert market.cart({"1-1": 1}, FRIDAY)


def test_carts_and_orders_belong_to_one_florist(market: Market) -> None:
    cart, order = market.cart({"1-1": 1}), market.buys({"1-1": 1})
    other = market.florist(2)
    for path, body, code in (
        (BOX, {"cartId": cart, "key": "1-1", "boxes": 1}, "cart.unknown"),
        (CHECKOUT, {"cartId": cart}, "cart.unknown"),
        ("shop/order/cancel", {"orderId": order}, "order.unknown"),
    ):
        error = market.refused(other, path, body)
        assert (error["status"], error["code"]) == (404, code)
    query = {"orderId": order}
    assert market.refused(other, "shop/order", query=query)["code"] == "order.unknown"
    assert market.done(other, "shop/orders")["total"] == 0


def test_checkout_wants_boxes_and_a_whole_address(market: Market) -> None:
    key = market.florist()
    empty = market.cart({})
    assert market.refused(key, CHECKOUT, {"cartId": empty})["code"] == "cart.empty"
    bare = market.done(key, "shop/cart", {"arrivalDate": THURSDAY})["cartId"]
    market.done(key, BOX, {"cartId": bare, "key": "1-1", "boxes": 1})
    error = market.refused(key, CHECKOUT, {"cartId": bare})
    assert (error["code"], error["field"]) == ("cart.shipto", "shipTo")
    for missing in ("name", "address", "city", "zipcode", "country"):
        address = {name: text for name, text in ADDRESS.items() if name != missing}
        body = {"cartId": bare, "shipTo": address}
        error = market.refused(key, "shop/cart/ship-to", body)
        assert (error["code"], error["field"]) == ("field.missing", f"shipTo.{missing}")


def test_an_order_says_what_was_bought(market: Market) -> None:
    order = market.order(market.buys({"1-1": 2, "1-2": 1}))
    assert (order["state"], order["revision"], order["poNumber"]) == ("placed", 0, "PO 7")
    assert (order["arrivalDate"], order["shipDate"]) == ("2026-11-26", "2026-11-25")
    assert order["shipTo"]["name"] == "Petals, Inc."
    first, second = order["lines"]
    assert (first["lineId"], first["boxes"], first["bunches"]) == (1, 2, 24)
    assert (first["pricePerBunch"], first["amount"], first["answer"]) == (9.35, 224.4, "waiting")
    assert (second["lineId"], second["key"]) == (2, "1-2")
    assert order["total"] == 336.6


def test_checking_out_twice_gives_the_same_order(market: Market) -> None:
    cart = market.cart({"1-1": 2})
    first = market.done(market.florist(), CHECKOUT, {"cartId": cart})
    before = market.world.digests()
    assert market.done(market.florist(), CHECKOUT, {"cartId": cart}) == first
    assert market.world.digests() == before
    body = {"cartId": cart, "key": "1-1", "boxes": 1}
    assert market.refused(market.florist(), BOX, body)["code"] == "cart.closed"


def test_a_cart_holds_no_stock(market: Market) -> None:
    slow, quick = market.cart({"1-2": 2}), market.cart({"1-2": 1}, florist=2)
    market.done(market.florist(2), CHECKOUT, {"cartId": quick})
    error = market.refused(market.florist(), CHECKOUT, {"cartId": slow})
    assert (error["code"], error["field"]) == ("offer.short", "boxes")
    assert "1 boxes left, 2 were asked" in error["message"]


def test_one_line_that_can_not_be_sold_sells_none(market: Market) -> None:
    cart = market.cart({"1-1": 2, "1-2": 1})
    market.withdraws("1-2")
    assert market.refused(market.florist(), CHECKOUT, {"cartId": cart})["code"] == "offer.gone"
    assert market.shown()["1-1"]["boxes"] == 10


def test_a_removed_offer_is_marked_in_the_cart(market: Market) -> None:
    cart = market.cart({"1-1": 1, "1-2": 1})
    market.tells(removals=["1-2"])
    body = {"cartId": cart, "shipTo": ADDRESS}
    lines = market.done(market.florist(), "shop/cart/ship-to", body)["lines"]
    assert [(line["key"], line["available"]) for line in lines] == [("1-1", True), ("1-2", False)]


def test_a_cart_is_sold_at_the_price_of_the_checkout(market: Market) -> None:
    cart = market.cart({"1-1": 1})
    market.tells(offer("1-1", price=0.6))
    order = market.done(market.florist(), CHECKOUT, {"cartId": cart})
    assert order["lines"][0]["pricePerBunch"] == 17.6
    assert market.events()["events"][0]["order"]["lines"][0]["price"] == 0.6


# --- what was sold counts until the next confirmation ---------------------------------------------


def test_boxes_sold_since_the_confirmation_are_not_sold_again(market: Market) -> None:
    market.later(seconds=10)
    market.buys({"1-1": 3})
    assert market.shown()["1-1"]["boxes"] == 7
    market.later(seconds=300)
    market.tells(offer("1-1", boxes=7))
    assert market.shown()["1-1"]["boxes"] == 7


def test_an_unchanged_offer_is_confirmed_with_its_boxes(market: Market) -> None:
    market.later(seconds=10)
    market.buys({"1-1": 3})
    market.later(seconds=300)
    market.tells()
    assert market.shown()["1-1"]["boxes"] == 10


def test_a_sale_after_the_read_still_counts_when_the_batch_comes_later(market: Market) -> None:
    read_at = market.now
    market.later(seconds=20)
    market.buys({"1-1": 3})
    market.later(seconds=20)
    market.tells(readAt=read_at)
    assert market.shown()["1-1"]["boxes"] == 7


def test_a_sale_counts_on_while_the_offer_is_unconfirmed(market: Market) -> None:
    market.later(seconds=10)
    market.buys({"1-1": 3})
    market.later(seconds=300)
    market.tells(unconfirmed=["1-1"])
    assert market.shown()["1-1"]["boxes"] == 7


def test_under_the_switch_an_unanswered_sale_counts_on() -> None:
    market = Market(sold_counts="until_answered")
    market.tells(offer())
    market.later(seconds=10)
    order = market.buys({"1-1": 3})
    market.later(seconds=300)
    market.tells()
    assert market.shown()["1-1"]["boxes"] == 7
    market.answers(order)
    assert market.shown()["1-1"]["boxes"] == 10


def test_a_stale_offer_is_sold_and_marked(market: Market) -> None:
    market.later(seconds=361)
    order = market.order(market.buys({"1-1": 1}))
    line = order["lines"][0]
    assert (line["stale"], line["confirmedAt"]) == (True, "2026-11-23T14:00:00Z")
    assert market.events()["events"][0]["order"]["lines"][0]["stale"] is True


def test_under_the_switch_a_stale_offer_is_not_sold() -> None:
    market = Market(stale_buyable="no")
    market.tells(offer())
    market.later(seconds=360)
    cart = market.cart({"1-1": 1})
    market.later(seconds=1)
    assert market.shown()["1-1"]["stale"]
    error = market.refused(market.florist(), CHECKOUT, {"cartId": cart})
    assert (error["status"], error["code"]) == (409, "offer.stale")


def test_an_order_has_so_many_lines_at_most(market: Market, monkeypatch: Any) -> None:
    monkeypatch.setattr("mocks.ibuyflowers.checkout.LINES_MOST", 1)
    key, cart = market.florist(), market.cart({"1-1": 1})
    error = market.refused(key, BOX, {"cartId": cart, "key": "1-2", "boxes": 1})
    assert (error["code"], error["message"]) == ("cart.full", "One order has at most 1 lines.")
    assert market.done(key, BOX, {"cartId": cart, "key": "1-1", "boxes": 2})["boxes"] == 2
    lines = [{"key": one, "boxes": 1} for one in ("1-1", "1-2")]
    with pytest.raises(NotPossible, match=r"cart\.full"):
        market.act("check_out", florist=1, arrivalDate=THURSDAY, lines=lines)


# --- several suppliers ----------------------------------------------------------------------------


def test_the_same_key_of_two_suppliers_is_two_offers(market: Market) -> None:
    other = market.connect(customerId=7002)
    body = market.part(number=1, upserts=[offer("1-1", boxes=1)])
    market.done(other["supplierKey"], "supplier/inventory", body)
    assert [row["connectionId"] for row in market.shop()["offers"]] == [1, 1, 2]
    key, cart = market.florist(), market.cart({})
    line = {"cartId": cart, "key": "1-1", "boxes": 1}
    error = market.refused(key, BOX, line)
    assert (error["code"], error["field"]) == ("offer.ambiguous", "connectionId")
    assert market.done(key, BOX, line | {"connectionId": 2})["boxes"] == 1
    mixed = {"cartId": cart, "key": "1-2", "boxes": 1}
    assert market.refused(key, BOX, mixed)["code"] == "cart.supplier"


def test_a_supplier_sees_only_its_own_orders(market: Market) -> None:
    other = market.connect(customerId=7002)["supplierKey"]
    order = market.buys({"1-1": 1})
    assert market.done(other, "supplier/events")["events"] == []
    error = market.refused(other, "supplier/answer", market.answer(order))
    assert (error["status"], error["code"]) == (404, "order.unknown")


# --- races and lists ------------------------------------------------------------------------------


def test_sixteen_florists_race_for_the_last_box_and_one_wins(market: Market) -> None:
    market.tells(offer("1-5", boxes=1))
    carts = {number: market.cart({"1-5": 1}, florist=number) for number in range(1, 17)}

    def buy(florist: int) -> int:
        body = {"cartId": carts[florist]}
        return market.ask(market.florist(florist), CHECKOUT, body).status

    with ThreadPoolExecutor(16) as pool:
        statuses = sorted(pool.map(buy, carts))
    assert statuses == [200] + [409] * 15
    assert market.broken() == {}


def test_orders_are_listed_newest_first(market: Market) -> None:
    orders = [market.buys({"1-1": 1}) for _ in range(3)]
    listed = market.done(market.florist(), "shop/orders", query={"page": 1, "rows": 2})
    assert [one["orderId"] for one in listed["orders"]] == orders[:0:-1]
    assert listed["total"] == 3


def test_a_person_can_buy_in_one_go(market: Market) -> None:
    order = market.act(
        "check_out",
        florist=3,
        arrivalDate=THURSDAY,
        lines=[{"key": "1-1", "boxes": 1}, {"key": "1-2", "boxes": 1}, {"key": "1-1", "boxes": 2}],
        poNumber="Ñ-1",
    )
    assert [(line.key, line.boxes) for line in order.lines] == [("1-1", 3), ("1-2", 1)]
    assert order.shipTo == market.state.florists[3].ship_to
    assert order.poNumber == "Ñ-1"


def test_an_order_placed_today_can_still_ship_today(market: Market) -> None:
    order = market.order(market.buys({"1-1": 1}, WEDNESDAY - timedelta(days=1)))
    assert order["shipDate"] == "2026-11-23"
