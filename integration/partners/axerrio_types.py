"""What the engine sends to Axerrio and reads of its answers, in Axerrio's own names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from integration.vendor_model import VendorEvent, VendorOrder

Reason = Annotated[str, Meta(max_length=500)]
Text20 = Annotated[str, Meta(max_length=20)]
Text200 = Annotated[str, Meta(max_length=200)]


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A Vendor token handed over."""

    kometToken: str
    accountId: int
    companyId: int
    vendorId: int
    companyName: str


class JoinedAs(msgspec.Struct, frozen=True, kw_only=True):
    """The connection, and the key for all else."""

    connectionId: int
    key: str


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Who activates, whether the add-on is subscribed, and what trying each method gave."""

    connectionId: int
    role: str
    addOn: bool
    methods: dict[str, Literal["granted", "refused", "unproven"]]


class Active(msgspec.Struct, frozen=True, kw_only=True):
    """Whether it is active now."""

    active: bool


class EventsCall(msgspec.Struct, frozen=True, kw_only=True):
    """From which cursor on, and how many at most."""

    after: int
    limit: int


class Events(msgspec.Struct, frozen=True, kw_only=True):
    """Events, oldest first."""

    events: tuple[VendorEvent, ...]


class OrderCall(msgspec.Struct, frozen=True, kw_only=True):
    """An order by its number."""

    orderId: int


class LineState(msgspec.Struct, frozen=True, kw_only=True):
    """Where a line stands in Komet."""

    orderId: int
    lineId: int
    revision: int
    state: Literal[
        "waiting_approval",
        "needs_mapping",
        "approved",
        "changed",
        "confirmed",
        "shipped",
        "rejected",
        "cancelled",
    ]
    kometPrebook: Text20 | UnsetType = UNSET
    kometPurchaseOrder: Text20 | UnsetType = UNSET
    poItemId: int | UnsetType = UNSET
    newPoItemId: int | UnsetType = UNSET
    boxesConfirmed: int | UnsetType = UNSET
    cost: Decimal | UnsetType = UNSET
    reason: Reason = ""


class LineHeard(msgspec.Struct, frozen=True, kw_only=True):
    """Whether it was news, and the line that unshipped boxes went to."""

    applied: bool
    revision: int
    newLineId: int | None = None


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A product as Komet knows it."""

    productId: int | UnsetType = UNSET
    description: Annotated[str, Meta(min_length=1, max_length=200)]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One product in each box."""

    product: Product
    bunches: int
    stemsBunch: int


class Purchase(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a prebook with this vendor, cost and ship date."""

    prebookItemId: int
    revision: int
    prebookNumber: Text20
    product: Product
    boxType: str
    boxes: int
    bunches: int
    stemsBunch: int
    unitType: Literal["Bunch", "Stem"]
    cost: Decimal
    shipDate: date
    truckDate: date
    customerCode: Text20
    customerName: Text200
    customerPo: Text20
    carrierName: Text200
    markCode: Text20
    breakdowns: tuple[Part, ...] = ()


class Withdraw(msgspec.Struct, frozen=True, kw_only=True):
    """A line that is no more."""

    prebookItemId: int
    revision: int
    reason: Reason


class Purchased(msgspec.Struct, frozen=True, kw_only=True):
    """The order as it is now."""

    order: VendorOrder
