from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocks.ibuyflowers.pricing import (
    all_in_per_box,
    all_in_per_bunch,
    is_sellable,
    komet_per_bunch,
)
from mocks.ibuyflowers.records import Offer, Settings
from tests.mocks.ibuyflowers.market import offer


def told(**fields: Any) -> Offer:
    plain = {
        name: str(value) if name in ("price", "fbe") else value for name, value in fields.items()
    }
    return msgspec.convert(offer() | plain, Offer)


def priced(freight: str, margin: str, **fields: Any) -> Decimal:
    settings = Settings(freight_per_fbe=Decimal(freight), margin=Decimal(margin))
    return all_in_per_bunch(told(**fields), settings)


def test_a_stem_price_makes_a_bunch_price() -> None:
    assert komet_per_bunch(told(price="0.285")) == Decimal("7.125")
    assert komet_per_bunch(told(price="6.50", unitType="Bunch")) == Decimal("6.50")


def test_freight_is_shared_by_the_bunches_of_a_box() -> None:
    assert priced("24", "0", price="1", fbe="0.5", unitType="Bunch") == Decimal("2.00")
    assert priced("24", "0", price="1", fbe="0.25", unitType="Bunch") == Decimal("1.50")
    assert priced("24", "0.10", price="1", fbe="0.5", unitType="Bunch") == Decimal("2.20")


def test_a_part_of_a_cent_is_rounded_up() -> None:
    assert priced("0", "0", price="0.285") == Decimal("7.13")
    assert priced("0", "0.0001", price="1", unitType="Bunch") == Decimal("1.01")


def test_whole_cents_stay_what_they_are() -> None:
    assert priced("1", "0", price="1", fbe="1", bunches=3, unitType="Bunch") == Decimal("1.34")
    assert priced("3", "0", price="1", fbe="1", bunches=3, unitType="Bunch") == Decimal("2.00")


def test_a_box_costs_its_bunches_at_the_rounded_price() -> None:
    settings = Settings(freight_per_fbe=Decimal(0), margin=Decimal(0))
    assert all_in_per_box(told(price="0.285"), settings) == Decimal("85.56")


@given(
    st.decimals("0.001", "500", places=3),
    st.integers(1, 60),
    st.integers(1, 50),
    st.decimals(0, 1, places=3),
    st.decimals(0, 99, places=2),
)
def test_the_price_is_the_least_whole_cent_that_covers_the_cost(
    price: Decimal, bunches: int, stems: int, fbe: Decimal, freight: Decimal
) -> None:
    shown = priced(str(freight), "0.125", price=price, bunches=bunches, stemsBunch=stems, fbe=fbe)
    cost = Fraction(price) * stems + Fraction(freight) * Fraction(fbe) / bunches
    cost *= Fraction(9, 8)
    assert 0 <= Fraction(shown) - cost < Fraction(1, 100)
    assert shown.as_tuple().exponent == -2


@pytest.mark.parametrize(
    "fields",
    [{"price": "0"}, {"bunches": 0}, {"stemsBunch": 0}],
)
def test_no_price_can_be_made_of_nothing(fields: dict[str, Any]) -> None:
    assert not is_sellable(told(**fields))


def test_a_bunch_sold_by_weight_has_a_price() -> None:
    assert is_sellable(told(stemsBunch=0, unitType="Bunch"))
