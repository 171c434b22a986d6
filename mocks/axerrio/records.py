"""What the vendor's system keeps: frozen rows, one Struct per noun. Money in dollars, times UTC."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from mocks.axerrio.line_states import DELETED

AXERRIO, KOMET = "axerrio", "komet"
SOLID, MIXED, ASSORTED = "solid", "mixed", "assorted"

EventKind = Literal[
    "article_changed",
    "order_placed",
    "order_changed",
    "order_cancelled",
    "boxes_chosen",
    "labels_printed",
]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the vendor's database: replaced as a whole, never changed."""


class Account(Record, frozen=True, kw_only=True):
    """A vendor with Axerrio at its site. `code` begins the box codes it makes.

    `held_from` is None while the service runs; after a stop, the first cursor it holds back.
    """

    id: int
    code: str
    farm: str
    origin: str
    awb_prefix: str
    held_from: int | None = None


class KeyOwner(Record, frozen=True, kw_only=True):
    """Whose key it is: ``onboarding``, ``connection`` (by id) or ``desk`` (by account)."""

    kind: str
    owner_id: int = 0


class Connection(Record, frozen=True, kw_only=True):
    """A vendor's account joined to a company in Komet. The token is not kept, only its mark."""

    id: int
    account_id: int
    company_id: int
    company_name: str
    vendor_id: int
    location_id: int
    token_mark: str
    active: bool = False


class Article(Record, frozen=True, kw_only=True):
    """What the vendor sells: a key for ever, a code people use. Deleted ones stay."""

    key: int
    account_id: int
    code: str
    description: str
    long_description: str = ""
    active: bool = True
    deleted: bool = False
    created: datetime
    modified: datetime


class Customer(Record, frozen=True, kw_only=True):
    """The company's customer the boxes are for, as the vendor knows it."""

    code: str
    name: str


class Named(Record, frozen=True, kw_only=True):
    """An article as it was called when it was ordered; no key for what only Komet knows."""

    article_key: int | None
    article_code: str
    description: str


class Part(Named, frozen=True, kw_only=True):
    """One article inside a mixed or assorted box, per box. An assorted box has one cost in all."""

    bunches: int
    stems_bunch: int
    cost: Decimal | None = None


class Goods(Named, frozen=True, kw_only=True):
    """What a line is about: so many packages of so much content (bunches), cost per unit."""

    kind: str
    box_type: str
    packages: int
    content: int
    stems_bunch: int
    unit_type: str
    cost: Decimal
    price: Decimal | None = None
    mark_code: str = ""
    notes: str = ""
    parts: tuple[Part, ...] = ()


class Told(Record, frozen=True, kw_only=True):
    """What Komet's side has told of a line. `boxes` and `cost` are Komet's, where they differ."""

    prebook: str = ""
    purchase_order: str = ""
    po_item_id: int | None = None
    boxes: int | None = None
    cost: Decimal | None = None
    reason: str = ""


class Box(Record, frozen=True, kw_only=True):
    """A box of a line, by the code that names it for ever; `prints` labels were made of it."""

    code: str
    number: int
    prints: int = 0


class Line(Record, frozen=True, kw_only=True):
    """A line of an order: what, how far, and which boxes it goes in.

    `revision` is that of the order when the line was last changed: answers name it.
    """

    id: int
    revision: int
    state: str
    goods: Goods
    told: Told = Told()
    boxes: tuple[Box, ...] = ()
    awb: str = ""
    house_awb: str = ""
    lot: str = ""
    split_from: int | None = None

    @property
    def to_ship(self) -> int:
        """Boxes that leave: as Komet has it, else as ordered."""
        return self.goods.packages if self.told.boxes is None else self.told.boxes

    @property
    def deleted(self) -> bool:
        """Whether the vendor took it out."""
        return self.state in DELETED


class Header(Record, frozen=True, kw_only=True):
    """What an order's lines share: the farm ships on `ship_date`, the truck on `truck_date`."""

    customer: Customer
    po_number: str = ""
    carrier_code: str = ""
    carrier_name: str = ""
    ship_date: date
    truck_date: date
    comments: str = ""


class Order(Record, frozen=True, kw_only=True):
    """A sales order. `origin` says where it began: here, or as a line of a prebook in Komet."""

    id: int
    account_id: int
    connection_id: int
    origin: str
    revision: int = 0
    placed_at: datetime
    header: Header
    lines: tuple[Line, ...]
    prebook_item_id: int | None = None
    prebook_number: str = ""
    prebook_revision: int = 0

    @property
    def deleted(self) -> bool:
        """Whether every line is taken out."""
        return all(line.deleted for line in self.lines)

    def line(self, number: int) -> Line | None:
        """The line of that number, if there is one."""
        return next((one for one in self.lines if one.id == number), None)


class Event(Record, frozen=True, kw_only=True):
    """Something the vendor did, with the order or article as it was then."""

    id: int
    at: datetime
    connection_id: int
    kind: EventKind
    order: Order | None = None
    article: Article | None = None
