"""What a customer is asked for: the price list, the mark-ups, and the FOB price."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mocks.komet.pricing import fob_price, list_price, marked_up, shop_price
from mocks.komet.records import FUTURE, K2K, ON_HAND, VENDOR_AVAILABILITY, Customer, Lot

LOT = Lot(
    id=1,
    company_id=1,
    origin=ON_HAND,
    product_id=1,
    vendor_id=1,
    box_type_id=1,
    boxes=5,
    left=5,
    unit_type="Bunch",
    bunches=12,
    stems_bunch=25,
    price=Decimal("10.00"),
    price_b=Decimal("11.00"),
    day=date(2026, 11, 4),
)
PLAIN = Customer(id=1, company_id=1, code="A", name="Plain")
MARKED = replace(
    PLAIN,
    ecommerce_markup=Decimal(10),
    sell_fast_markup=Decimal(5),
    price_b_markup=Decimal(2),
)
PRICES = st.decimals(0, 10**8, places=2)
PERCENTS = st.decimals(0, 1000, places=2)


def lot_of(**fields):
    return replace(LOT, **fields)


@pytest.mark.parametrize(("price_list", "price"), [("A", "10.00"), ("B", "11.00")])
def test_without_mark_ups_the_price_is_that_of_the_customers_list(price_list, price):
    customer = replace(PLAIN, price_list=price_list)
    assert str(shop_price(LOT, customer)) == price
    assert str(list_price(LOT, customer)) == price


def test_nobody_in_particular_buys_by_list_a():
    assert list_price(LOT, None) == Decimal(10)


@pytest.mark.parametrize(
    ("price_list", "fields", "price"),
    [
        ("A", {}, "11.00"),
        ("A", {"sell_fast": True}, "11.50"),
        ("A", {"sell_fast": True, "kind": "L"}, "11.00"),
        ("A", {"sell_fast": True, "origin": FUTURE}, "11.00"),
        ("A", {"origin": VENDOR_AVAILABILITY}, "11.00"),
        ("B", {}, "12.32"),
        ("B", {"sell_fast": True}, "12.87"),
        ("B", {"sell_fast": True, "origin": FUTURE}, "12.32"),
        ("B", {"origin": VENDOR_AVAILABILITY}, "12.10"),
        ("B", {"origin": K2K}, "12.10"),
    ],
)
def test_each_mark_up_is_for_inventory_of_its_own(price_list, fields, price):
    customer = replace(MARKED, price_list=price_list)
    assert str(shop_price(lot_of(**fields), customer)) == price


@pytest.mark.parametrize(
    ("price", "percent", "asked"),
    [
        ("0.29", "5", "0.30"),  # 0.3045
        ("0.30", "5", "0.32"),  # 0.315: half a cent is rounded up
        ("0.10", "5", "0.11"),  # 0.105
        ("1.00", "0.49", "1.00"),
        ("1.00", "0.50", "1.01"),
        ("99999999.99", "1000", "1099999999.89"),
    ],
)
def test_a_marked_up_price_is_rounded_half_up_to_cents(price, percent, asked):
    assert str(marked_up(Decimal(price), Decimal(percent))) == asked


@given(PRICES, PERCENTS)
def test_a_marked_up_price_is_never_below_the_list_and_zero_stays_hidden(price, percent):
    asked = marked_up(price, percent)
    assert asked >= price >= 0
    assert (asked == 0) == (price == 0)


@given(PRICES, PERCENTS)
def test_a_mark_up_is_never_more_than_half_a_cent_from_the_exact_one(price, percent):
    hundredths = int(marked_up(price, percent) * 100) * 100 * 100
    exact = int(price * 100) * (100 * 100 + int(percent * 100))
    # Whole numbers only, so the check shares no rounding with what it checks.
    assert -100 * 100 < 2 * (hundredths - exact) <= 100 * 100


@given(PRICES, PERCENTS, PERCENTS)
def test_a_higher_mark_up_never_makes_it_cheaper(price, one, other):
    low, high = sorted((one, other))
    assert marked_up(price, low) <= marked_up(price, high)


# --- FOB ------------------------------------------------------------------------------------------

FREIGHT = replace(PLAIN, freight_per_fbe=Decimal("18.00"), fuel_per_fbe=Decimal("1.50"))


@pytest.mark.parametrize(
    ("fields", "price"),
    [
        ({}, "10.81"),  # 19.50 for a full box, half of it for 12 bunches: 0.8125
        ({"outbound_freight": False}, "10.06"),  # 0.75 for 12 bunches: 0.0625
        ({"fuel_per_fbe": Decimal(0)}, "10.75"),
        ({"fuel_per_fbe": Decimal(0), "outbound_freight": False}, "10.00"),
        ({"price_list": "B"}, "11.81"),
    ],
)
def test_the_fob_price_is_the_customers_price_with_freight_and_fuel(fields, price):
    assert str(fob_price(LOT, replace(FREIGHT, **fields), Decimal("0.5"))) == price


def test_for_nobody_in_particular_the_fob_price_is_the_price():
    assert fob_price(LOT, None, Decimal(1)) == Decimal("10.00")


def test_a_box_without_units_has_no_freight_to_share_out():
    by_weight = lot_of(unit_type="Stem", stems_bunch=0)
    assert fob_price(by_weight, FREIGHT, Decimal(1)) == Decimal("10.00")


@given(PRICES, PRICES, PRICES, st.integers(1, 500))
def test_an_fob_price_is_never_below_the_price(price, freight, fuel, bunches):
    customer = replace(PLAIN, freight_per_fbe=freight, fuel_per_fbe=fuel)
    lot = lot_of(price=price, bunches=bunches)
    without = fob_price(lot, replace(customer, outbound_freight=False), Decimal(1))
    assert price <= without <= fob_price(lot, customer, Decimal(1))
