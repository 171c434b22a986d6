"""What the exchange with a vendor needs from outside, as roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

import msgspec

from integration.errors import Refused
from integration.model import Connection
from integration.store_port import Store
from integration.vendor_model import (
    Heard,
    LineNews,
    Need,
    VendorEvent,
    VendorLine,
    VendorOrder,
    VendorPart,
)
from integration.vendor_rows import NeedRow, VendorLineRow, VendorOrderRow


class NewPrebookLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line to be made; our reference goes into its mark code."""

    reference: str
    line: VendorLine


class NewPrebook(msgspec.Struct, frozen=True, kw_only=True):
    """A prebook to be made with its lines; our reference goes into its customer PO."""

    reference: str
    customer_id: int
    carrier_id: int
    truck_date: date
    comments: str
    lines: tuple[NewPrebookLine, ...]


class BookedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a prebook as Komet shows it to the vendor. Given up, it has no boxes."""

    id: int
    reference: str
    boxes: int


class Booked(msgspec.Struct, frozen=True, kw_only=True):
    """A prebook of ours found in Komet; our reference without leading zeros."""

    id: int
    number: str
    reference: str
    lines: tuple[BookedLine, ...]


class NewPurchaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line to be bought for a prebook line; a mixed box says what is in it."""

    prebook_item_id: int
    boxes: int
    cost: Decimal
    reference: str
    parts: tuple[VendorPart, ...] = ()


class Bought(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a purchase order as Komet shows it.

    `status` is the order's letters; `mapped`: its product is known; `boxes` were ordered, of which
    `confirmed` are. `codes` are those of its boxes, once it was shipped.
    """

    po_item_id: int
    number: str
    status: str
    line_status: str
    prebook_item_id: int | None
    reference: str
    boxes: int
    confirmed: int
    cost: Decimal
    mapped: bool
    codes: tuple[str, ...] = ()


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes of a purchase order line that leave; without codes Komet gives them."""

    po_item_id: int
    awb: str
    house_awb: str
    ship_date: date
    lot: str
    codes: tuple[str, ...] = ()


class Purchases(Protocol):
    """Komet for one vendor's connection. Every method may raise any `PartnerError`."""

    def carrier_id(self, connection: Connection, code: str, today: date) -> int | None:
        """The company's active carrier of that code, whatever the case; None if it has none."""
        ...

    def has_box_type(self, connection: Connection, code: str, today: date) -> bool:
        """Whether the company has a box type of that code, whatever the case."""
        ...

    def book(self, connection: Connection, new: NewPrebook) -> int:
        """Make a prebook with all its lines; its id."""
        ...

    def booked(self, connection: Connection, reference: str, truck_date: date) -> list[Booked]:
        """Every prebook that carries our reference, oldest first, its lines of no boxes too."""
        ...

    def booked_on(self, connection: Connection, truck_date: date) -> list[Booked]:
        """Every prebook of a truck date, oldest first: one call."""
        ...

    def delete_prebook_line(self, connection: Connection, prebook_id: int, line_id: int) -> None:
        """Give one line up."""
        ...

    def buy(self, connection: Connection, ship_date: date, lines: Sequence[NewPurchaseLine]) -> str:
        """Make a purchase order; its number."""
        ...

    def buy_mixed(self, connection: Connection, ship_date: date, line: NewPurchaseLine) -> str:
        """Make a purchase order of one line of mixed boxes; its number."""
        ...

    def bought(self, connection: Connection, ship_date: date) -> list[Bought]:
        """Every purchase order line of the vendor that ships on that day: one call."""
        ...

    def delete_purchase(self, connection: Connection, po_item_id: int) -> None:
        """Take a line off its order."""
        ...

    def ship(self, connection: Connection, leaving: Sequence[Leaving]) -> Mapping[int, Refused]:
        """Let boxes leave; of each line that could not, why."""
        ...

    def rename_boxes(
        self, connection: Connection, codes: Sequence[tuple[str, str]]
    ) -> Mapping[str, str]:
        """Give boxes other codes (old, new); of each new code that could not be, the reason."""
        ...

    def needs(
        self, connection: Connection, first: date, last: date, since: datetime | None
    ) -> list[Need]:
        """Lines of prebooks that ship from `first` to `last`, changed since: one call."""
        ...


class Joining(msgspec.Struct, frozen=True, kw_only=True):
    """How accounts are joined: whose, by whom, with the add-on or not, and what trying gave."""

    account_id: int
    role: str
    add_on: bool
    methods: Mapping[str, str]


class VendorJoin(Protocol):
    """The vendor's system where accounts are joined. May raise any `PartnerError`."""

    def join(self, connection: Connection, onboarding_key: str, joining: Joining) -> str:
        """Hand the token over and activate the connection; its key."""
        ...


class VendorSystem(Protocol):
    """Axerrio for one connection. Every method may raise any `PartnerError`, and be repeated."""

    def vendor_events(self, connection: Connection, after: int, limit: int) -> list[VendorEvent]:
        """What the vendor did after that cursor, oldest first."""
        ...

    def vendor_order(self, connection: Connection, order_id: int) -> VendorOrder:
        """One order as it is now."""
        ...

    def tell(self, connection: Connection, news: LineNews) -> Heard:
        """Tell where a line stands."""
        ...

    def purchase(self, connection: Connection, need: Need, revision: int) -> VendorOrder:
        """Make an order of a prebook's line, or change it; the order as it is then."""
        ...

    def withdraw(
        self, connection: Connection, prebook_item_id: int, revision: int, reason: str
    ) -> VendorOrder:
        """Take back what was made of a prebook's line; the order as it is then."""
        ...


class VendorStore(Store, Protocol):
    """What the engine remembers of vendor orders, beside everything else."""

    def take_vendor_events(self, connection_id: int, events: Sequence[VendorEvent]) -> None:
        """Write events down and move the cursor, together; known ones change nothing."""
        ...

    def take_vendor_order(self, connection_id: int, order: VendorOrder, now: datetime) -> None:
        """Write down an order as it was answered, and that something is to do for it."""
        ...

    def vendor_orders(
        self, connection_id: int, *, due: datetime | None = None, order_id: int | None = None
    ) -> list[VendorOrderRow]:
        """Orders oldest first; with `due`: those with something to (re)try by then."""
        ...

    def save_vendor_order(self, row: VendorOrderRow) -> None:
        """Write the row's state, retry_at and tries, unless something newer was heard."""
        ...

    def vendor_lines(self, connection_id: int, order_id: int | None = None) -> list[VendorLineRow]:
        """The lines of an order, or of all."""
        ...

    def save_vendor_line(self, row: VendorLineRow) -> None:
        """Write it."""
        ...

    def needs(self, connection_id: int) -> list[NeedRow]:
        """Lines of prebooks made in Komet, by id."""
        ...

    def save_need(self, row: NeedRow) -> None:
        """Write it."""
        ...
