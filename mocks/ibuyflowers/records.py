"""What the marketplace keeps: frozen rows, one Struct per noun. Money in dollars, times UTC.

`Offer` is at once the wire's and the table's shape, so that a batch of 100,000 of them is decoded
once and stored as it came.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from mocks.core.fields import Count, Id, Money, text

#: Where a supplier has a line from: its stock, or what farms and sister companies offer.
ON_HAND, FUTURE, OFFERED, SHARED = 1, 2, 3, 4

Key = Annotated[str, Meta(min_length=1, max_length=60)]
EventKind = Literal["placed", "moved", "cancelled", "dropped"]
Weekday = Annotated[int, Meta(ge=0, le=6)]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the marketplace's database: replaced as a whole, never changed."""


class Offer(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """One line of a supplier's inventory as the supplier told it.

    `key` is the supplier's own name for the line; `price` is Komet's price per unit (`unitType`);
    `fbe` the part of a full box one box takes; it can ship from `availableFrom` (absent: already)
    to `availableTo` (absent: as long as it lasts).
    """

    key: Key
    origin: Annotated[int, Meta(ge=ON_HAND, le=SHARED)]
    productId: Id
    name: Annotated[str, text(300)]
    category: Annotated[str, text(100)] = ""
    color: Annotated[str, text(100)] = ""
    variety: Annotated[str, text(100)] = ""
    grade: Annotated[str, text(100)] = ""
    vendor: Annotated[str, text(100)] = ""
    boxType: Annotated[str, text(20)] = ""
    fbe: Money = Decimal(0)
    unitType: Literal["Bunch", "Stem"]
    bunches: Count
    stemsBunch: Count
    boxes: Count
    price: Money
    availableFrom: date | None = None
    availableTo: date | None = None


class ShipTo(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where boxes go. All but state and phone is needed to check out."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    address: Annotated[str, Meta(min_length=1, max_length=200)]
    city: Annotated[str, Meta(min_length=1, max_length=100)]
    state: Annotated[str, text(50)] = ""
    zipcode: Annotated[str, Meta(min_length=1, max_length=20)]
    country: Annotated[str, Meta(min_length=1, max_length=60)]
    phone: Annotated[str, text(30)] = ""


class Settings(Record, frozen=True, kw_only=True):
    """What the marketplace adds to Komet's price: freight per full box, then the margin."""

    freight_per_fbe: Decimal
    margin: Decimal


class Florist(Record, frozen=True, kw_only=True):
    """A buyer. `refusals_due` counts how many of the next charges of the card will fail."""

    id: int
    name: str
    ship_to: ShipTo
    refusals_due: int = 0


class KeyOwner(Record, frozen=True, kw_only=True):
    """Whose key it is: ``onboarding``, ``supplier`` (of a connection) or ``florist``."""

    kind: str
    owner_id: int = 0


class Connection(Record, frozen=True, kw_only=True):
    """A supplier's set-up, and how far its inventory batches have come.

    `confirmed_at` is when the whole inventory was last read in Komet (see `mocks.ibuyflowers.
    shelf`). The batch under way is `begun_*`: its number, how many parts it has, which are in, and
    which keys it said it could not confirm. The Komet token itself is not kept, only its last
    letters.
    """

    id: int
    token_mark: str
    customer_id: int
    company_id: int
    location_id: int | None = None
    carrier_id: int
    transit_days: int
    weekdays: tuple[int, ...]
    cadence_s: float
    offers: int = 0
    confirmed_at: datetime | None = None
    last_number: int = 0
    last_parts: int = 0
    begun_number: int = 0
    begun_parts: int = 0
    begun_seen: frozenset[int] = frozenset()
    begun_unconfirmed: tuple[str, ...] = ()


class Sale(Record, frozen=True, kw_only=True, gc=False):
    """Boxes of one offer sold to somebody, and by which order line."""

    at: datetime
    boxes: int
    order_id: int
    line_id: int


class CartLine(Record, frozen=True, kw_only=True):
    """Whole boxes of one offer of one connection."""

    connection_id: int
    key: str
    boxes: int


class Cart(Record, frozen=True, kw_only=True):
    """What a florist is about to buy for one arrival date. Holds no stock."""

    id: int
    florist_id: int
    arrival: date
    lines: tuple[CartLine, ...] = ()
    ship_to: ShipTo | None = None
    order_id: int | None = None


class OrderLine(Record, frozen=True, kw_only=True):
    """Boxes sold: Komet's unit price and ours at that moment, and how fresh the offer was.

    `told_boxes` is what the supplier had last told, `sold_before` what was already sold of it.
    """

    id: int
    key: str
    origin: int
    name: str
    boxes: int
    unit_type: str
    bunches: int
    stems_bunch: int
    box_type: str
    price: Decimal
    all_in_per_bunch: Decimal
    confirmed_at: datetime
    cadence_s: float
    stale: bool
    told_boxes: int
    sold_before: int


class Order(Record, frozen=True, kw_only=True):
    """A checked-out order at its present revision.

    `lines` are those still alive at this revision; `refused_lines` were refused before the date
    moved. States and moves stand in `mocks.ibuyflowers.order_states`.
    """

    id: int
    connection_id: int
    florist_id: int
    revision: int = 0
    state: str
    placed_at: datetime
    arrival: date
    ship_date: date
    po_number: str
    ship_to: ShipTo
    lines: tuple[OrderLine, ...]
    refused_lines: tuple[OrderLine, ...] = ()


class Answer(Record, frozen=True, kw_only=True):
    """What the supplier says of one order line at one revision; `boxes` of one that is short."""

    outcome: str
    komet_number: str = ""
    boxes: int | None = None
    reason: str = ""
    at: datetime


class Event(Record, frozen=True, kw_only=True):
    """One entry of a supplier's feed, with the order as it was then."""

    cursor: int
    at: datetime
    connection_id: int
    kind: EventKind
    order: Order
