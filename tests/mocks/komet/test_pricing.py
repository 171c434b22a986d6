from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocks.komet.pricing import Pack, fee_amount, line_amount, total

PRICES = st.decimals(min_value=0, max_value=10**8, places=4)
PACKS = st.builds(
    Pack,
    unit_type=st.sampled_from(["Bunch", "Stem"]),
    bunches=st.integers(1, 500),
    stems_bunch=st.integers(1, 100),
)
BOXES = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("pack", "boxes", "price", "amount"),
    [
        (("Stem", 12, 25), 1, "0.285", "85.50"),
        (("Stem", 12, 25), 3, "0.285", "256.50"),
        (("Bunch", 12, 25), 1, "7.12", "85.44"),
        (("Bunch", 12, 1), 7, "7.12", "598.08"),
        (("Stem", 1, 1), 1, "0.285", "0.29"),
        (("Stem", 1, 1), 1, "0.284", "0.28"),
        (("Bunch", 12, 25), 0, "7.12", "0.00"),
        (("Stem", 10, 10), 10, "0.0", "0.00"),
    ],
)
def test_a_line_costs_its_units_in_whole_cents(pack, boxes, price, amount):
    unit, bunches, stems = pack
    what = Pack(unit_type=unit, bunches=bunches, stems_bunch=stems)
    assert str(line_amount(what, boxes, Decimal(price))) == amount


@pytest.mark.parametrize(
    ("base", "fee"), [("0.00", "0.00"), ("85.50", "1.28"), ("100.00", "1.50"), ("1.00", "0.02")]
)
def test_the_fee_is_one_and_a_half_percent_rounded_half_up(base, fee):
    assert str(fee_amount(Decimal(base))) == fee


@given(PACKS, BOXES, PRICES)
def test_an_amount_is_never_half_a_cent_or_more_from_the_exact_one(pack, boxes, price):
    stems = pack.stems_bunch if pack.unit_type == "Stem" else 1
    numerator, denominator = price.as_integer_ratio()
    exact_units = numerator * pack.bunches * stems * boxes
    cents = int(line_amount(pack, boxes, price) * 100)
    # Whole numbers only, so the check shares no rounding with what it checks.
    assert 0 <= 2 * (cents * denominator - 100 * exact_units) + denominator <= 2 * denominator


@given(st.integers(0, 10**9))
def test_half_a_cent_is_rounded_up_never_to_even(cents):
    stem = Pack(unit_type="Stem", bunches=1, stems_bunch=1)
    price = Decimal(10 * cents + 5).scaleb(-3)
    assert line_amount(stem, 1, price) == Decimal(cents + 1).scaleb(-2)


@given(PACKS, st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 10**6))
def test_whole_cent_prices_add_up_box_by_box(pack, few, more, price):
    cents = Decimal(price).scaleb(-2)
    both = line_amount(pack, few, cents) + line_amount(pack, more, cents)
    assert line_amount(pack, few + more, cents) == both


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.decimals(0, 10**12, places=2))
def test_a_larger_order_never_has_a_smaller_fee(one, other):
    small, large = sorted((one, other))
    assert fee_amount(small) <= fee_amount(large)


def test_a_total_of_nothing_has_its_cents():
    assert str(total([])) == "0.00"
    assert str(total([Decimal("1.10"), Decimal("2.25")])) == "3.35"


def test_the_longest_documented_figures_stay_exact():
    pack = Pack(unit_type="Stem", bunches=10**10 - 1, stems_bunch=10**10 - 1)
    exact = str((10**10 - 1) ** 3 * 9999999999)
    amount = line_amount(pack, 10**10 - 1, Decimal("99999999.99"))
    assert str(amount) == f"{exact[:-2]}.{exact[-2:]}"
