"""What the engine needs from outside, as roles. The lab and production bring different actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

import msgspec

from integration.model import Address, Connection, Offer, OrderEvent, OrderLine
from integration.rows import (
    Alarm,
    CycleRow,
    GroupRow,
    Lease,
    LineRow,
    OrderRow,
    ShipToRow,
    StepRow,
    StreamRow,
    Told,
)


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
    """A part of the inventory: raw-equal rows make equal offers. `total` rows there are in all.

    `left_out` rows of this page make no offer (vendor availability, other companies' stock).
    """

    offers: tuple[Offer, ...]
    total: int
    left_out: int = 0


class Erp(Protocol):
    """Komet for one connection. Every method may raise any `PartnerError`."""

    # reading the inventory
    def open_market(self, connection: Connection, today: date) -> list[Offer]:
        """On hand and future, by the Company token: two calls."""
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
    """What became of a line. `outcome`: accepted (with the number), refused (reason), released."""

    order_id: int
    line_id: int
    revision: int
    outcome: str
    komet_number: str = ""
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


# --- the store ---------------------------------------------------------------------------------


class Store(Protocol):
    """What the engine remembers. Each method is one transaction; a crash leaves it done or not.

    Rows with a `version` are written by compare-and-set.

    Raises:
        Overtaken: (integration.store) if somebody else wrote the row, or holds a newer lease.
    """

    # leases
    def take_lease(self, name: str, holder: str, now: datetime, ttl_s: float) -> Lease | None:
        """The lease with the next fencing number, or None while somebody else holds it."""
        ...

    def release(self, lease: Lease) -> None:
        """Give it back before its time, if it is still ours."""
        ...

    # connections
    def add_connection(self, connection: Connection) -> Connection:
        """Store it (its id is given by the store; the same name again replaces the old one)."""
        ...

    def connections(self) -> list[Connection]:
        """All of them, by id."""
        ...

    # the published inventory
    def acknowledged(self, connection_id: int) -> Mapping[str, Offer]:
        """What the marketplace has taken, by key."""
        ...

    def offer(self, connection_id: int, key: str) -> Offer | None:
        """The published offer of that key, or None."""
        ...

    def acknowledge(
        self, lease: Lease, cycle: CycleRow, upserts: Iterable[Offer], removals: Iterable[str]
    ) -> None:
        """The marketplace has taken this difference; only under the newest lease."""
        ...

    def add_cycle(self, cycle: CycleRow) -> None:
        """A cycle that published nothing."""
        ...

    def last_cycle(self, connection_id: int, *, complete: bool = False) -> CycleRow | None:
        """The newest cycle (`complete`: that read the whole inventory), or None."""
        ...

    # orders
    def cursor(self, connection_id: int) -> int:
        """How far the feed has been taken in."""
        ...

    def take_events(self, connection_id: int, events: Sequence[OrderEvent]) -> None:
        """Write events down and move the cursor, together; known ones change nothing.

        A newer revision replaces the order's row (state open) and opens its lines; cancelled and
        dropped keep the revision and set the row's `kind`.
        """
        ...

    def orders(
        self, connection_id: int, *, due: datetime | None = None, order_id: int | None = None
    ) -> list[OrderRow]:
        """Orders oldest first; with `due`: the open ones and the parked ones to retry by then."""
        ...

    def save_order(self, row: OrderRow) -> None:
        """Write the row's state, retry_at and tries."""
        ...

    def lines(self, connection_id: int, order_id: int) -> list[LineRow]:
        """Its lines, of all revisions."""
        ...

    def save_line(self, row: LineRow) -> None:
        """Write it."""
        ...

    def groups(self, connection_id: int, order_id: int) -> list[GroupRow]:
        """Its groups, of all revisions and attempts, oldest first."""
        ...

    def add_group(self, group: GroupRow, steps: Sequence[StepRow]) -> GroupRow:
        """A group and its steps (ids are given by the store).

        The same (connection, order, revision, attempt, part) again changes nothing and gives the
        one that is there.
        """
        ...

    def save_group(self, group: GroupRow) -> GroupRow:
        """Write it by compare-and-set on `version`; the row as it stands now."""
        ...

    def steps(self, group_id: int) -> list[StepRow]:
        """Its steps in order."""
        ...

    def add_step(self, step: StepRow) -> StepRow:
        """One more step of a group (the same group and seq again changes nothing)."""
        ...

    def save_step(self, step: StepRow) -> StepRow:
        """Write it by compare-and-set on `version`; the row as it stands now."""
        ...

    # ship-tos
    def ship_to(self, connection_id: int, fingerprint: str) -> ShipToRow | None:
        """The row of this address, or None."""
        ...

    def save_ship_to(self, row: ShipToRow) -> ShipToRow:
        """Write it by compare-and-set (version 1 inserts)."""
        ...

    # the allowance
    def count_call(self, company_id: int, day: date, method: str) -> None:
        """One more call to Komet."""
        ...

    def calls(self, company_id: int, day: date) -> Mapping[str, int]:
        """Calls of that day, by method."""
        ...

    # what people see
    def stream(self, connection_id: int, name: str) -> StreamRow:
        """How this kind of work goes (an empty row if it never ran)."""
        ...

    def save_stream(self, row: StreamRow) -> None:
        """Write it."""
        ...

    def raise_alarm(self, alarm: Alarm) -> None:
        """Open it, unless the same (connection, subject, reason) is open already."""
        ...

    def resolve_alarms(self, connection_id: int, subject: str, now: datetime) -> None:
        """Close every open alarm about `subject`."""
        ...

    def alarms(self, *, open_only: bool = True) -> list[Alarm]:
        """Alarms, oldest first."""
        ...

    def tell(self, connection_id: int, told: Told) -> None:
        """Add a sentence to a subject's story."""
        ...

    def story(self, connection_id: int, subject: str) -> list[Told]:
        """What was told about it, oldest first."""
        ...

    def wish(self, connection_id: int, what: str, now: datetime) -> None:
        """An operator's wish: ``sync`` or ``retry ORDER``; the running engine fulfils it."""
        ...

    def take_wishes(self, connection_id: int) -> list[str]:
        """The wishes not yet taken, which are taken by this."""
        ...
