"""Purchase orders and boxes: what the engine sends to Komet and reads of its answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from integration.partners.komet_types import Day, Envelope, Text20, Text200

Awb = Annotated[str, Meta(min_length=1, max_length=25)]


class PurchaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line bought for a prebook line."""

    prebookItemId: int
    boxes: int
    cost: Decimal
    markCode: Text20


class PurchaseCreate(msgspec.Struct, frozen=True, kw_only=True):
    """A new purchase order of solid boxes. Some companies want a carrier on each."""

    shipDate: date
    carrierId: int | UnsetType = UNSET
    purchaseOrderItems: tuple[PurchaseLine, ...]


class PurchaseCreated(Envelope, frozen=True, kw_only=True):
    """The number people see."""

    purchaseOrderNumber: str


class MixedPart(msgspec.Struct, frozen=True, kw_only=True):
    """A component of a mixed box, in the vendor's words."""

    productCode: Text20 | UnsetType = UNSET
    productDescription: Text200
    bunches: int
    stemsBunch: int
    cost: Decimal | UnsetType = UNSET


class MixedLine(PurchaseLine, frozen=True, kw_only=True):
    """Mixed boxes bought for a prebook line."""

    breakdowns: tuple[MixedPart, ...]


class MixedCreate(msgspec.Struct, frozen=True, kw_only=True):
    """A new purchase order of mixed boxes."""

    shipDate: date
    carrierId: int | UnsetType = UNSET
    purchaseOrderItems: tuple[MixedLine, ...]


class MixedCreated(Envelope, frozen=True, kw_only=True):
    """The number people see; none where nothing was added."""

    purchaseOrderNumber: str | UnsetType = UNSET


class PurchasesCall(msgspec.Struct, frozen=True, kw_only=True):
    """Purchase orders that ship on a day."""

    date: Day


class BoxFound(msgspec.Struct, frozen=True, kw_only=True):
    """A box that left."""

    boxCode: str
    position: int = 0


class PurchaseLineFound(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a purchase order; an unknown product has no id."""

    poItemId: int
    totalBoxes: int
    lineItemStatus: str = ""
    prebookItemId: int | None = None
    markCode: str | None = ""
    unitCost: Decimal = Decimal(0)
    quantityConfirmed: int = 0
    productId: int | None = None
    boxes: list[BoxFound] = []


class PurchaseFound(msgspec.Struct, frozen=True, kw_only=True):
    """A purchase order; its status is in letters."""

    number: str
    status: str
    details: list[PurchaseLineFound] = []


class PurchasesFound(Envelope, frozen=True, kw_only=True):
    """Purchase orders."""

    purchaseOrders: list[PurchaseFound] | UnsetType = UNSET


class PurchaseLineDelete(msgspec.Struct, frozen=True, kw_only=True):
    """A line to take off its order."""

    poItemId: int


class AwbItem(msgspec.Struct, frozen=True, kw_only=True):
    """A line whose boxes leave; without codes Komet gives them."""

    poItemId: int
    awb: Awb
    shipDate: date
    houseAWB: Annotated[str, Meta(max_length=25)] | UnsetType = UNSET
    boxCodes: tuple[Text20, ...] | UnsetType = UNSET
    lotNumber: Annotated[str, Meta(max_length=10)] | UnsetType = UNSET


class AwbAdd(msgspec.Struct, frozen=True, kw_only=True):
    """Lines whose boxes leave."""

    poItems: tuple[AwbItem, ...]


class AwbResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one line."""

    poItemId: int
    status: int
    message: str = ""


class AwbAdded(Envelope, frozen=True, kw_only=True):
    """What became of each line; the status is 1 if any left."""

    purchaseOrderItemDetailsAWBAddAPIResultList: list[AwbResult] | UnsetType = UNSET


class BoxChange(msgspec.Struct, frozen=True, kw_only=True):
    """A box to be called otherwise."""

    currentBoxCode: Text20
    newBoxCode: Text20


class BoxChanges(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes to be called otherwise."""

    boxes: tuple[BoxChange, ...]


class BoxChanged(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one box, by the code it was to have."""

    newBoxCode: str
    status: int
    message: str = ""


class BoxesChanged(Envelope, frozen=True, kw_only=True):
    """What became of each box; the status is 1 if any was changed."""

    boxes: list[BoxChanged] | UnsetType = UNSET
