"""What the store keeps of our own work: frozen rows. Moments are aware UTC."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from integration.model import Order


class Lease(msgspec.Struct, frozen=True, kw_only=True):
    """The right to do one kind of work for one connection until `until`; `fence` only grows."""

    name: str
    holder: str
    fence: int
    until: datetime


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one order that go to Komet together: same origin, ship date, carrier, ship-to.

    `route`: web_order, invoice, prebook. `wish`: placed or gone. `state`: see orders.py.
    `version` grows with every write (compare-and-set).
    """

    id: int
    connection_id: int
    order_id: int
    revision: int
    attempt: int
    origin: int
    part: int
    route: str
    ship_date: date
    line_ids: tuple[int, ...]
    state: str
    wish: str = "placed"
    ship_to_id: int | None = None
    komet_id: int | None = None
    komet_number: str = ""
    version: int = 1


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """The life of one call that creates (or takes back): see steps.py."""

    id: int
    group_id: int
    seq: int
    kind: str
    reference: str
    part: int
    state: str
    since: datetime | None = None
    seen_at: datetime | None = None
    looked_at: datetime | None = None
    found: str = ""
    reason: str = ""
    sends: int = 0
    version: int = 1


class LineRow(msgspec.Struct, frozen=True, kw_only=True):
    """What we know of one order line at one revision, and whether the marketplace knows it too.

    `state`: open, accepted, refused, released. `boxes` of an accepted line that has fewer by now.
    """

    connection_id: int
    order_id: int
    revision: int
    line_id: int
    state: str = "open"
    komet_number: str = ""
    boxes: int | None = None
    reason: str = ""
    answered: bool = False


class OrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """An order as last heard of. `state`: open, done, parked (needs a person)."""

    connection_id: int
    order_id: int
    revision: int
    kind: str
    state: str
    order: Order
    heard_at: datetime
    retry_at: datetime | None = None
    tries: int = 0


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """Something a person must see to: what, why, and the remedy. Open until `resolved_at`."""

    id: int
    connection_id: int
    subject: str
    reason: str
    remedy: str
    since: datetime
    resolved_at: datetime | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the story of a subject (an order, a cycle), for `floralab why`."""

    at: datetime
    subject: str
    text: str


class ShipToRow(msgspec.Struct, frozen=True, kw_only=True):
    """A florist's address as one ship-to in Komet. `state` is that of a step (steps.py)."""

    connection_id: int
    fingerprint: str
    state: str
    since: datetime | None = None
    ship_to_id: int | None = None
    version: int = 1


class StreamRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind of work of a connection goes: inventory, orders, reconcile.

    After a failure nothing is tried before `blocked_until`.
    """

    connection_id: int
    name: str
    last_ok_at: datetime | None = None
    last_try_at: datetime | None = None
    blocked_until: datetime | None = None
    failures: int = 0
    reason: str = ""


class CycleRow(msgspec.Struct, frozen=True, kw_only=True):
    """One five-minute cycle: what was read, what was published, how it ended.

    `missing` are the keys absent from this complete read whose removal waits for a second one.
    `outcome`: published, unread, unpublished, held.
    """

    connection_id: int
    number: int
    started_at: datetime
    read_at: datetime
    finished_at: datetime
    lines: int
    upserts: int
    removals: int
    missing: tuple[str, ...] = ()
    calls: int = 0
    cadence_s: int = 300
    outcome: str = "published"
