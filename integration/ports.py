"""What the engine needs of time and of the partners, as roles.

The lab and production bring different actors. What it remembers is a role too: `store_port`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

import msgspec

from integration.listing import Listing
from integration.model import Address, Connection, Offer, OrderEvent, OrderLine


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...


# --- what the partners answer, in our words --------------------------------------------------


class PlacedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line found in Komet: its id there, our reference if it was read back, and what it holds."""

    id: int
    reference: str
    inventory_id: int
    boxes: int


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A web order, invoice or prebook found in Komet.

    `state` is one of pending (web order not checked out, draft), open (checked out, pending
    approval), confirmed, gone (cancelled, voided, deleted).
    """

    id: int
    number: str
    reference: str
    state: str
    lines: tuple[PlacedLine, ...]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the inventory: its lines, and how many rows stand here and on all pages.

    Not every row is a line of ours to sell (vendor availability, other companies' stock).
    """

    listing: Listing
    rows: int
    total: int


class Erp(Protocol):
    """Komet for one connection. Every method may raise any `PartnerError`."""

    # reading the inventory
    def price_list(self, connection: Connection) -> str:
        """The price list, A or B, by which the marketplace's customer buys: one call."""
        ...

    def remember(self, connection: Connection, names: Mapping[str, bytes]) -> None:
        """Lines by key, with the names they had when an earlier process read them."""
        ...

    def open_market(self, connection: Connection, today: date, price_list: str = "A") -> Listing:
        """On hand and future, priced by that list, by the Company token: two calls."""
        ...

    def storefront_page(self, connection: Connection, page: int, *, reserved: bool) -> Page:
        """One page of the e-commerce list, by the Customer token: one call."""
        ...

    # ship-to
    def find_ship_to(self, connection: Connection, address: Address) -> int | None:
        """The id of the customer's ship-to with this address, or None."""
        ...

    def add_ship_to(self, connection: Connection, address: Address) -> int:
        """Make a ship-to; its id."""
        ...

    # web orders (Customer token; checkout by a user's)
    def create_web_order(self, connection: Connection) -> int:
        """An empty web order; its id."""
        ...

    def add_web_order_line(self, connection: Connection, web_order_id: int, line: NewLine) -> None:
        """Put one line into that web order."""
        ...

    def check_out_web_order(self, connection: Connection, web_order_id: int, po: str) -> None:
        """Check it out."""
        ...

    def find_web_order(self, connection: Connection, web_order_id: int) -> Placed | None:
        """The web order with its lines, whatever its status (two calls at most), or None."""
        ...

    def delete_web_order(self, connection: Connection, web_order_id: int) -> None:
        """Cancel the whole web order."""
        ...

    # invoices and prebooks (Company token)
    def create_invoice(
        self, connection: Connection, header: NewHeader, lines: Sequence[NewLine]
    ) -> str:
        """An invoice with all lines, pending approval; its number."""
        ...

    def find_invoices(
        self, connection: Connection, reference: str, ship_date: date
    ) -> list[Placed]:
        """Every invoice that carries our reference, oldest first."""
        ...

    def void_invoice(self, connection: Connection, number: str, reason: str) -> None:
        """Void it."""
        ...

    def create_prebook(self, connection: Connection, header: NewHeader) -> tuple[int, str]:
        """A prebook without lines; its id and number."""
        ...

    def add_prebook_line(self, connection: Connection, prebook_id: int, line: NewLine) -> None:
        """Put one line of the future inventory into it."""
        ...

    def find_prebooks(
        self, connection: Connection, reference: str, ship_date: date
    ) -> list[Placed]:
        """Every prebook that carries our reference, oldest first."""
        ...

    def update_prebook(self, connection: Connection, prebook_id: int, ship_date: date) -> None:
        """Move its truck date."""
        ...

    def delete_prebook_line(self, connection: Connection, prebook_id: int, line_id: int) -> None:
        """Take one line out."""
        ...

    def delete_prebook(self, connection: Connection, prebook_id: int) -> None:
        """Take it back."""
        ...


class NewLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line to be created: our reference goes into its mark code."""

    reference: str
    line: OrderLine
    ship_date: date
    ship_to_id: int | None


class NewHeader(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice or prebook to be created: our reference, and the buyer's own PO as a comment."""

    reference: str
    ship_date: date
    ship_to_id: int | None
    po_number: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """The difference to publish. `number` is the lease's fencing number."""

    number: int
    part: int
    parts: int
    read_at: datetime
    cadence_s: int
    upserts: tuple[Offer, ...] = ()
    removals: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a line. `outcome`: accepted (with the number), refused (reason), released.

    Or short: number, reason, and the `boxes` that are there, fewer than were ordered.
    """

    order_id: int
    line_id: int
    revision: int
    outcome: str
    komet_number: str = ""
    boxes: int | None = None
    reason: str = ""


class Marketplace(Protocol):
    """iBuyFlowers for one connection. Every method may raise any `PartnerError`.

    All may be repeated freely: the marketplace recognises what it already has.
    """

    def publish(self, connection: Connection, batch: Batch) -> None:
        """Publish a part of a batch."""
        ...

    def withdraw(self, connection: Connection, key: str, reason: str) -> None:
        """Take an offer down at once."""
        ...

    def events(self, connection: Connection, after: int, limit: int) -> list[OrderEvent]:
        """What happened after cursor `after`, oldest first."""
        ...

    def answer(self, connection: Connection, answer: Answer) -> None:
        """Say what became of a line."""
        ...


class Probe(Protocol):
    """Tries what a connection needs, before it is stored. May raise any `PartnerError`."""

    def log_in(self, connection: Connection, username: str, password: str) -> str:
        """The token of a user of the company."""
        ...

    def attempt(self, connection: Connection, method: str, today: date, token: str = "") -> bool:
        """Call `method` harmlessly; False if it was granted, but refused for an impossible id."""
        ...

    def has_carrier(self, connection: Connection) -> bool:
        """Whether the company's own list holds the carrier, active (Company tokens)."""
        ...

    def may_choose_carrier(self, connection: Connection, today: date) -> bool:
        """Whether the customer may choose the carrier for some day of the next two weeks."""
        ...

    def finish(self, connection: Connection, onboarding_key: str, cadence_s: int) -> str:
        """Finish the set-up at the marketplace: the supplier's key."""
        ...

    def newest_batch(self, connection: Connection) -> int:
        """The number of the newest batch of which the marketplace has a part; 0 for none."""
        ...
