"""Komet's arithmetic: units by unit type, amounts in whole cents, the transaction fee, prices.

Prices are per unit, and a unit is a bunch or a stem. Everything is exact decimal; only the amount
of a line, the fee and what is added to a price are rounded, half up to whole cents, each once.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

import msgspec

from mocks.core.fields import cents
from mocks.komet.records import FUTURE, ON_HAND, OPEN_MARKET, Customer, Lot

#: The part of the goods amount that an order made through the API costs.
FEE_RATE = Decimal("0.015")

#: Wide enough that no product of the documented field lengths is ever rounded on the way.
_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """What a box holds: so many bunches of so many stems, sold by ``Bunch`` or by ``Stem``."""

    unit_type: str
    bunches: int
    stems_bunch: int

    @property
    def units_per_box(self) -> int:
        """Bunches in a box, or stems, whichever the unit is."""
        return self.bunches if self.unit_type == "Bunch" else self.bunches * self.stems_bunch


def line_amount(pack: Pack, boxes: int, price: Decimal) -> Decimal:
    """What `boxes` of `pack` cost at `price` per unit, in whole cents."""
    with localcontext(_EXACT):
        return cents(price * pack.units_per_box * boxes)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of `amounts`, with its cents even when there is nothing to add."""
    with localcontext(_EXACT):
        return sum(amounts, Decimal("0.00"))


def fee_amount(base: Decimal) -> Decimal:
    """The transaction fee on goods worth `base`, in whole cents."""
    with localcontext(_EXACT):
        return cents(base * FEE_RATE)


# --- what a customer is asked for -----------------------------------------------------------------


def list_price(lot: Lot, customer: Customer | None) -> Decimal:
    """The unit price of a line on the customer's default price list, A where nobody is named."""
    return lot.price_b if customer is not None and customer.price_list == "B" else lot.price


def mark_up(lot: Lot, customer: Customer) -> Decimal:
    """What the e-commerce adds to the list's price of a line, in percent of it.

    E-commerce: on everything. Sell-Fast: on Open Market boxes on hand that are marked so. Price B:
    where the customer buys by list B, on Open Market and Future Sales. They add up (assumed).
    """
    percent = customer.ecommerce_markup
    if lot.sell_fast and lot.origin == ON_HAND and lot.kind == OPEN_MARKET:
        percent += customer.sell_fast_markup
    if customer.price_list == "B" and lot.origin in (ON_HAND, FUTURE):
        percent += customer.price_b_markup
    return percent


def shop_price(lot: Lot, customer: Customer) -> Decimal:
    """What the e-commerce asks the customer for a unit, marked up in whole cents; 0 hides it."""
    return marked_up(list_price(lot, customer), mark_up(lot, customer))


def marked_up(price: Decimal, percent: Decimal) -> Decimal:
    """`price` and so many percent of it, half up to whole cents; as it is where there are none."""
    if not percent:
        return price
    with localcontext(_EXACT):
        return cents(price + price * percent / 100)


def fob_price(lot: Lot, customer: Customer | None, fbe: Decimal) -> Decimal:
    """The unit price with the customer's outbound freight and fuel surcharge on it.

    Where the customer's outbound freight is off, only the surcharge is added; for nobody in
    particular nothing is.

    Args:
        lot: the line.
        customer: who would buy.
        fbe: the part of a full box that a box of the line takes.
    """
    price = list_price(lot, customer)
    if customer is None or not lot.units_per_box:
        return price
    freight = customer.freight_per_fbe if customer.outbound_freight else Decimal(0)
    with localcontext(_EXACT):
        return price + cents((freight + customer.fuel_per_fbe) * fbe / lot.units_per_box)
