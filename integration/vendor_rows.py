"""What the store keeps of vendor orders: frozen rows. Moments are aware UTC."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

from integration.vendor_model import OPEN, Need, VendorOrder


class VendorOrderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A vendor's order as last heard of.

    `state`: open (something is to do), waiting (for Komet or the vendor), parked (for a person),
    done. `event_id` is the newest event it was told by; an older one says nothing new.
    """

    connection_id: int
    order_id: int
    event_id: int
    state: str
    order: VendorOrder
    heard_at: datetime
    retry_at: datetime | None = None
    tries: int = 0


class VendorLineRow(msgspec.Struct, frozen=True, kw_only=True):
    """Where a line of a vendor's order stands in Komet, at the revision it was put there.

    `boxes` and `cost` are Komet's; `told`: whether the vendor's system knows all of it. `seen_at`
    is when its purchase order line was last seen; `rest_po_item_id` is where boxes that did not
    leave with it went.
    """

    connection_id: int
    order_id: int
    line_id: int
    revision: int
    state: str = OPEN
    ship_date: date
    prebook_id: int | None = None
    prebook_item_id: int | None = None
    prebook_number: str = ""
    po_number: str = ""
    po_item_id: int | None = None
    rest_po_item_id: int | None = None
    boxes: int | None = None
    cost: Decimal | None = None
    reason: str = ""
    told: bool = True
    seen_at: datetime | None = None


class NeedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a prebook made in Komet: what it asks for, and the order it has become.

    `revision` grows with every change; `gone`: it is in Komet no more. `told`: whether the vendor's
    system knows.
    """

    connection_id: int
    prebook_item_id: int
    revision: int
    need: Need
    order_id: int = 0
    gone: bool = False
    told: bool = False
    reason: str = ""
    seen_at: datetime
