"""What the engine thinks in: frozen values without I/O. Money Decimal, moments aware UTC."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import msgspec

ON_HAND, FUTURE = 1, 2
#: Where a line of inventory can stand: also what vendors (3) and sister companies (4) offer.
ORIGINS = (ON_HAND, FUTURE, 3, 4)


class Offer(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename="camel"):
    """A line of inventory as the marketplace shows it. Equal offers need no publishing.

    `key` names the line in Komet (``1-4711`` on hand, ``2-815`` future, ``3-99`` on offer); `price`
    is Komet's unit price per `unit_type` (Bunch or Stem); `boxes` can still be sold; it can ship
    from `available_from` to `available_to`.
    """

    key: str
    origin: int
    product_id: int
    name: str
    box_type: str
    unit_type: str
    bunches: int
    stems_bunch: int
    boxes: int
    price: Decimal
    available_from: date
    available_to: date
    category: str = ""
    color: str = ""
    variety: str = ""
    grade: str = ""
    vendor: str = ""
    fbe: Decimal = Decimal(0)


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where boxes go."""

    name: str
    address: str = ""
    city: str = ""
    state: str = ""
    zipcode: str = ""
    country: str = ""
    phone: str = ""


class OrderLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Whole boxes of one offer, at Komet's unit price when it was sold."""

    line_id: int
    key: str
    origin: int
    boxes: int
    price: Decimal
    name: str = ""

    @property
    def inventory_id(self) -> int:
        """The line's id in Komet."""
        return int(self.key.partition("-")[2])


class Order(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A marketplace order at one revision (a moved date makes the next one).

    `ship_date` is the day the marketplace itself reckons with, if it says one.
    """

    order_id: int
    revision: int
    state: str
    arrival_date: date
    ship_to: Address
    lines: tuple[OrderLine, ...]
    po_number: str = ""
    buyer: str = ""
    ship_date: date | None = None


class OrderEvent(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One entry of the marketplace's feed. `kind`: placed, moved, cancelled, dropped."""

    cursor: int
    at: datetime
    kind: str
    order_id: int
    revision: int
    order: Order


#: Fields of a connection that nobody may read over a shoulder.
SECRETS = ("token", "user_token", "supplier_key")


def masked(secret: str) -> str:
    """Enough of a secret to recognise it, not enough to use it."""
    if not secret:
        return "(none)"
    return f"{secret[:2]}…{secret[-2:]}" if len(secret) >= 12 else "…"


#: Whom a connection joins the company with.
MARKETPLACE, VENDOR = "marketplace", "vendor"


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant: company x partner x party in Komet.

    The partner is a marketplace, for which a customer stands in Komet, or a vendor's system:
    then `vendor_id` is the vendor's, `token_kind` is Vendor, `customers` is its own map from the
    vendor's customer codes to Komet's ids, and `market_url` and `supplier_key` lead to Axerrio.

    `token_kind` is Company or Customer; `user_token` (a login's) checks web orders out.
    `rows` per page is what the paged list answers at most; `allowance_share` of the company's
    calls is ours, the rest belongs to its other programs.
    """

    id: int
    name: str
    komet_url: str
    market_url: str
    token_kind: str
    token: str
    user_token: str
    supplier_key: str
    company_id: int
    customer_id: int
    carrier_id: int
    location_id: int | None = None
    transit_days: int = 1
    service_weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    users: int = 1
    rows: int = 1000
    allowance_share: float = 1.0
    partial: str = "keep"
    price_policy: str = "honour"
    partner: str = MARKETPLACE
    vendor_id: int = 0
    customers: dict[str, int] = {}

    def __repr__(self) -> str:
        """Everything but the secrets, which end up in logs and traces otherwise."""
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        shown = (f"{name}={masked(v) if name in SECRETS else v!r}" for name, v in fields)
        return f"Connection({', '.join(shown)})"


class Reference(NamedTuple):
    """Our own number for one call that creates: 17 digits, read back from Komet.

    `part` is the line's id (1 to 899) or 900 and more for the group itself.
    """

    connection: int
    order: int
    revision: int
    attempt: int
    part: int

    def __str__(self) -> str:
        """The digits: cc oooooooo rr aa ppp."""
        return (
            f"{self.connection:02d}{self.order:08d}{self.revision:02d}"
            f"{self.attempt:02d}{self.part:03d}"
        )

    @staticmethod
    def read(digits: str) -> Reference | None:
        """The reference written as `digits`, or None if it is not one of ours."""
        if len(digits) != 17 or not digits.isdecimal():
            return None
        cuts = (digits[:2], digits[2:10], digits[10:12], digits[12:14], digits[14:])
        return Reference(*map(int, cuts))
