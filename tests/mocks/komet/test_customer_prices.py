"""What people agree with a customer, and what the lists then ask of it."""

from decimal import Decimal

import pytest

from mocks.core.errors import BadCall, Missing
from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.desk import Desk, market_ids, shop, shop_ids

MARKET, FUTURE_MARKET = "inventory.openmarket.list", "future.inventory.openmarket.list"
SOON = {"dateFrom": "2026-11-04", "dateTo": "2026-12-04"}


def agreed(desk: Desk, **fields):
    desk.do("set_customer_prices", customerId=CUSTOMER, **fields)


def asked(desk: Desk, lot_id: int):
    """What the shop asks of the customer for a unit."""
    return next(one["price"] for one in shop(desk) if one["inventoryIds"] == str(lot_id))


def listed(desk: Desk, lot_id: int, name: str = MARKET, **fields):
    rows = desk.ask(name, "company", **fields)["inventoryItems"]
    return next(one for one in rows if one["inventoryId"] == lot_id)


def test_the_shop_asks_the_price_of_the_customers_list():
    desk = Desk()
    lot_id = desk.receive(price=2, priceB=3)
    assert asked(desk, lot_id) == 2
    agreed(desk, priceList="B")
    assert asked(desk, lot_id) == 3
    agreed(desk, priceList="A")
    assert asked(desk, lot_id) == 2


def test_mark_ups_show_at_once_and_what_is_not_named_stays():
    desk = Desk()
    fast, slow = desk.receive(price=2, priceB=3, sellFast=True), desk.receive(price=2, priceB=3)
    agreed(desk, ecommerceMarkup=10)
    agreed(desk, sellFastMarkup=5)
    assert (asked(desk, fast), asked(desk, slow)) == (2.3, 2.2)
    agreed(desk, priceList="B", priceBMarkup=1.5)
    assert (asked(desk, fast), asked(desk, slow)) == (3.5, 3.35)  # 3.495 and 3.345
    agreed(desk, priceBMarkup=0, sellFastMarkup=0, ecommerceMarkup=0)
    assert (asked(desk, fast), asked(desk, slow)) == (3, 3)


def test_the_company_s_lists_have_both_prices_whoever_the_customer_is():
    desk = Desk()
    lot_id = desk.receive(price=2, priceB=3)
    agreed(desk, priceList="B", ecommerceMarkup=10)
    row = listed(desk, lot_id, customerId=CUSTOMER)
    assert (row["price"], row["priceB"]) == (2, 3)


@pytest.mark.parametrize("name", [MARKET, FUTURE_MARKET])
def test_the_fob_price_is_by_the_customer_named(name):
    desk = Desk()
    future = {"origin": 2, "day": "2026-11-10", "until": "2026-11-20"}
    more = (future, SOON) if name == FUTURE_MARKET else ({}, {})
    lot_id = desk.receive(price=10, priceB=11, bunches=12, **more[0])  # half a box

    def fob(**fields):
        return listed(desk, lot_id, name, **more[1], **fields)["fobPrice"]

    agreed(desk, freightPerFbe=18, fuelPerFbe=1.5)
    assert fob() == 10
    assert fob(customerId=CUSTOMER) == 10.81
    agreed(desk, outboundFreight=False)
    assert fob(customerId=CUSTOMER) == 10.06
    agreed(desk, priceList="B")
    assert fob(customerId=CUSTOMER) == 11.06


@pytest.mark.parametrize(
    ("prices", "price_list", "there"),
    [
        ({"price": 0, "priceB": 3}, "A", False),
        ({"price": 0, "priceB": 3}, "B", True),
        ({"price": 2, "priceB": 0}, "A", True),
        ({"price": 2, "priceB": 0}, "B", False),
    ],
)
def test_a_price_of_nothing_hides_a_line_from_those_who_buy_by_that_list(prices, price_list, there):
    desk = Desk()
    lot_id = desk.receive(**prices)
    agreed(desk, priceList=price_list, ecommerceMarkup=10)
    assert (lot_id in shop_ids(desk)) is there
    assert (lot_id in market_ids(desk, customerId=CUSTOMER)) is there
    assert (lot_id in market_ids(desk)) is (prices["price"] > 0)
    assert (lot_id in market_ids(desk, "inventory.list")) is (prices["price"] > 0)


def test_terms_that_can_not_be_are_refused():
    desk = Desk()
    with pytest.raises(Missing):
        desk.do("set_customer_prices", customerId=9, priceList="A")
    for wrong in ({"priceList": "C"}, {"ecommerceMarkup": -1}, {"sellFastMarkup": 1000.01}):
        with pytest.raises(BadCall):
            agreed(desk, **wrong)
    assert desk.state.customers[CUSTOMER].ecommerce_markup == Decimal(0)
