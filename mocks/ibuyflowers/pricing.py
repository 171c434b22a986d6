"""The all-in price: Komet's price, freight and margin, rounded up to the cent per bunch. Pure.

Computed as a fraction and rounded once, so that a price that is whole cents stays what it is.
"""

from decimal import Decimal
from fractions import Fraction
from math import ceil

from mocks.ibuyflowers.records import Offer, Settings

STEM = "Stem"


def is_sellable(offer: Offer) -> bool:
    """Whether a price can be made at all: something in the box, and not for nothing."""
    if offer.price <= 0 or offer.bunches < 1:
        return False
    return offer.unitType != STEM or offer.stemsBunch > 0


def komet_per_bunch(offer: Offer) -> Decimal:
    """What one bunch costs in Komet."""
    return offer.price * offer.stemsBunch if offer.unitType == STEM else offer.price


def all_in_per_bunch(offer: Offer, settings: Settings) -> Decimal:
    """What one bunch costs at the florist's door, rounded up to the cent.

    The offer must be sellable (`is_sellable`).
    """
    box = Fraction(komet_per_bunch(offer)) * offer.bunches
    freight = Fraction(settings.freight_per_fbe) * Fraction(offer.fbe)
    total = (box + freight) * (1 + Fraction(settings.margin))
    return Decimal(ceil(total * 100 / offer.bunches)).scaleb(-2)


def all_in_per_box(offer: Offer, settings: Settings) -> Decimal:
    """What one box costs: its bunches at the rounded price."""
    return all_in_per_bunch(offer, settings) * offer.bunches
