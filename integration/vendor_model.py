"""The words of vendor orders: what a vendor's system tells, frozen. Money Decimal, moments UTC."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

AXERRIO, KOMET = "axerrio", "komet"
MIXED = "mixed"

#: Where a line stands, in the words the vendor's system is told. OPEN is ours: not in Komet yet.
OPEN = "open"
WAITING, MAPPING, APPROVED, CHANGED = "waiting_approval", "needs_mapping", "approved", "changed"
CONFIRMED, SHIPPED, REJECTED, CANCELLED = "confirmed", "shipped", "rejected", "cancelled"
FINAL = (SHIPPED, REJECTED, CANCELLED)
#: Boxes of such lines may leave.
SHIPPABLE = (APPROVED, CONFIRMED)


class VendorPart(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One article in each box of a mixed or assorted line."""

    article_code: str
    description: str
    bunches: int
    stems_bunch: int
    cost: Decimal | None = None


class VendorBox(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A box by its code, and how many labels were printed of it."""

    code: str
    prints: int


class VendorLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A line: `packages` boxes of `content` bunches, cost per unit.

    `revision` is that of the order when the line was last changed; `to_ship` boxes are to leave.
    """

    line_id: int
    revision: int
    state: str
    deleted: bool
    kind: str
    article_code: str
    description: str
    box_type: str
    packages: int
    content: int
    stems_bunch: int
    unit_type: str
    cost: Decimal
    to_ship: int
    notes: str = ""
    parts: tuple[VendorPart, ...] = ()
    split_from: int | None = None
    po_item_id: int | None = None
    awb: str = ""
    house_awb: str = ""
    lot: str = ""
    boxes: tuple[VendorBox, ...] = ()


class VendorCustomer(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the boxes are for, as the vendor calls them."""

    code: str
    name: str


class VendorOrder(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A sales order; its `origin` is axerrio, or komet for a line of a prebook there."""

    order_id: int
    origin: str
    revision: int
    customer: VendorCustomer
    ship_date: date
    truck_date: date
    lines: tuple[VendorLine, ...]
    po_number: str = ""
    carrier_code: str = ""
    comments: str = ""
    prebook_item_id: int | None = None

    def line(self, line_id: int) -> VendorLine | None:
        """The line of that number, if the order has it."""
        return next((one for one in self.lines if one.line_id == line_id), None)


class VendorEvent(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One entry of the feed. `event_id` stays when it comes again under a later cursor."""

    cursor: int
    event_id: int
    at: datetime
    kind: str
    order: VendorOrder | None = None


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a prebook made in Komet with this vendor, cost and ship date."""

    prebook_item_id: int
    prebook_id: int
    prebook_number: str
    product_id: int | None
    description: str
    box_type: str
    boxes: int
    bunches: int
    stems_bunch: int
    unit_type: str
    cost: Decimal
    ship_date: date
    truck_date: date
    customer_code: str = ""
    customer_name: str = ""
    customer_po: str = ""
    carrier_name: str = ""
    mark_code: str = ""
    parts: tuple[VendorPart, ...] = ()


class LineNews(msgspec.Struct, frozen=True, kw_only=True):
    """Where a line stands in Komet, to be told to the vendor."""

    order_id: int
    line_id: int
    revision: int
    state: str
    prebook: str = ""
    purchase_order: str = ""
    po_item_id: int | None = None
    rest_po_item_id: int | None = None
    boxes: int | None = None
    cost: Decimal | None = None
    reason: str = ""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What the vendor's system made of news; `rest_line_id` is the line unshipped boxes went to."""

    applied: bool
    revision: int
    rest_line_id: int | None = None
