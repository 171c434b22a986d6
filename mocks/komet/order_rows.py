"""What the rows of invoices and of prebooks share."""

from decimal import Decimal
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from mocks.komet.records import Address, Customer, ShipTo
from mocks.komet.state import KometState
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


def shown_address(prefix: str, address: Address) -> dict[str, Any]:
    """The keys of a customer's own address, such as ``billAddress`` and ``billCity``."""
    parts = (address.street, address.city, address.state, address.zipcode, address.country)
    names = ("Address", "City", "State", "ZipCode", "Country")
    return {f"{prefix}{name}": given(part) for name, part in zip(names, parts, strict=True)}


def seller_name(state: KometState, customer: Customer) -> str:
    """The name of who sells to the customer; empty if nobody does."""
    seller = state.users.get(customer.sales_person_id or 0)
    return seller.name if seller else ""
