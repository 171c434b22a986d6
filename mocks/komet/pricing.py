"""Komet's arithmetic: units by unit type, amounts in whole cents, the transaction fee.

Prices are per unit, and a unit is a bunch or a stem. Everything is exact decimal; only the amount
of a line and the fee are rounded, half up to whole cents, each once.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

import msgspec

from mocks.core.fields import cents

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
