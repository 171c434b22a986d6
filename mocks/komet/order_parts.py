"""What every order is put together from: numbers, carrier, ship-to, date, price, and by whom.

Each function checks one thing a call names and gives back the row, or refuses. Nothing here
changes the state, so a handler can check everything before it records the first fact.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from mocks.core.api import Context
from mocks.core.errors import BadCall, Missing
from mocks.core.fields import COST, PRICE, Limits
from mocks.komet.calendar import check_ship_date
from mocks.komet.facts.orders import By
from mocks.komet.location import check_tied, company_at
from mocks.komet.records import (
    Carrier,
    Customer,
    Invoice,
    Location,
    Prebook,
    ShipTo,
    token_mark,
)
from mocks.komet.state import KometState

Komet = Context[KometState]
T = TypeVar("T")

#: ``integer:10`` that must be at least one.
Boxes = Annotated[int, Meta(ge=1, lt=10**10)]

#: Where each kind of number starts; ids and human numbers are never the same (observed 8).
FIRST = {
    "web_order": 30_001,
    "web_order_number": 1_001,
    "web_order_item": 410_001,
    "invoice": 5_200_001,
    "invoice_number": 85_001,
    "invoice_item": 9_300_001,
    "prebook": 2_540_001,
    "prebook_number": 4_301,
    "prebook_item": 7_700_001,
    "standing_order": 950_001,
    "standing_order_number": 2_001,
    "standing_item": 131_001,
    "purchase_order": 640_001,
    "purchase_order_number": 21_001,
    "lot": 428_001,
    "lot_number": 1_000,
    "box": 1_001,
}


class Destination(msgspec.Struct, frozen=True, kw_only=True):
    """For whom boxes leave, when, with whom, to and from where: what makes lines one group.

    `location` is where they leave from, in a Multi-Location company only.
    """

    customer: Customer
    carrier: Carrier
    ship_date: date
    ship_to: ShipTo | None
    location: Location | None = None

    @property
    def ship_to_id(self) -> int | None:
        """The id of the ship-to, or None for the customer's own address."""
        return self.ship_to.id if self.ship_to else None

    @property
    def location_id(self) -> int | None:
        """The id of the location, or None without Multi-Location."""
        return self.location.id if self.location else None

    def fits(self, row: Invoice | Prebook) -> bool:
        """Whether that invoice or prebook goes the same way."""
        day = row.ship_date if isinstance(row, Invoice) else row.truck_date
        way = (row.customer_id, row.carrier_id, day, row.ship_to_id, row.location_id)
        return way == (
            self.customer.id,
            self.carrier.id,
            self.ship_date,
            self.ship_to_id,
            self.location_id,
        )


def new_id(context: Komet, kind: str) -> int:
    """The number the next `kind` will get."""
    return context.state.next_id(kind, FIRST[kind])


def done_by(context: Komet, method: str) -> By:
    """Who does this now, for the ledger; the token itself stays out of it."""
    caller = context.caller
    return By(kind=caller.kind, method=method, token=token_mark(caller.token), at=context.now)


def ship_to_for(context: Komet, customer: Customer, ship_to_id: int | None) -> ShipTo | None:
    """The customer's ship-to of that id; None if no id was given.

    Raises:
        Missing: if the customer has none of that id.
    """
    if ship_to_id is None:
        return None
    ship_to = context.state.ship_tos.get(ship_to_id)
    if ship_to is None or ship_to.customer_id != customer.id:
        raise Missing("shipto.unknown", shipto=ship_to_id)
    return ship_to


def check_way(context: Komet, where: Destination) -> None:
    """Whether boxes can go that way: from that location, with that carrier, on that day.

    Raises:
        NotPossible: customer or carrier are not tied to the location; past, no service, no
            shipping, or after the cut-off.
    """
    check_tied(where.location, where.customer, where.carrier)
    check_date(context, where.carrier, where.ship_date, where.location)


def check_date(
    context: Komet, carrier: Carrier, ship_date: date, location: Location | None = None
) -> None:
    """Whether boxes can leave with `carrier` on `ship_date`, from that location.

    Raises:
        NotPossible: past, no service, no shipping, or after the cut-off.
    """
    company = company_at(context.state.companies[carrier.company_id], location)
    reading = context.assumptions.eastern_time
    check_ship_date(context.now, company, carrier, ship_date, reading)


def check_price(price: Decimal, field: str) -> Decimal:
    """`price` if it is an amount of money at all; no page names a check against the list price.

    Raises:
        BadCall: if it is negative, endless, not a number or finer than cents.
    """
    return _amount(price, field, PRICE)


def check_cost(cost: Decimal, field: str) -> Decimal:
    """`cost` of a unit if it is an amount of money at all; a stem's may be finer than cents.

    Raises:
        BadCall: if it is negative, endless, not a number or finer than a hundredth of a cent.
    """
    return _amount(cost, field, COST)


def _amount(amount: Decimal, field: str, limits: Limits) -> Decimal:
    if not limits.allow(amount):
        right = f"decimal:10,{limits.decimals}, not negative"
        raise BadCall("field.wrong", field=field, right=right)
    return amount


def needed(value: T | None, field: str) -> T:
    """`value`, which other fields of the call make necessary.

    Raises:
        BadCall: if it is absent.
    """
    if value is None:
        raise BadCall("field.missing", field=field)
    return value


def gmt(text: str, field: str) -> datetime:
    """The moment written as ``YYYY-MM-DD hh:mm:ss`` in GMT.

    Raises:
        BadCall: if it is written otherwise.
    """
    try:
        return datetime.strptime(text + "+0000", "%Y-%m-%d %H:%M:%S%z")
    except ValueError as problem:
        raise BadCall("field.wrong", field=field, right="YYYY-MM-DD hh:mm:ss") from problem
