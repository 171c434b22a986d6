"""What the rows of invoices and of prebooks share."""

from decimal import Decimal
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from mocks.komet.records import ShipTo
from mocks.komet.wire import given


class BreakdownRow(msgspec.Struct, frozen=True, kw_only=True):
    """A component of a mixed box."""

    productId: int
    productDescription: str
    stemsBunch: int
    bunches: int
    price: Decimal | UnsetType = UNSET


def shipped_to(ship_to: ShipTo | None) -> dict[str, Any]:
    """The keys of an order's ship-to address; none of them if it goes to the customer itself."""
    if ship_to is None:
        return {}
    return {
        "shipName": given(ship_to.name),
        "shipCity": given(ship_to.city),
        "shipState": given(ship_to.state),
        "shipAddress": given(ship_to.address),
        "shipZipCode": given(ship_to.zipcode),
        "shipCountry": given(ship_to.country),
    }
