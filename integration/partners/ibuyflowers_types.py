"""What the engine sends to the marketplace and reads of its answers, in the marketplace's names."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from integration.model import Offer, OrderEvent

Reason = Annotated[str, Meta(max_length=500)]
Moment = Annotated[datetime, Meta(tz=True)]


class Connect(msgspec.Struct, frozen=True, kw_only=True):
    """A supplier's set-up."""

    kometToken: str
    customerId: int
    companyId: int
    carrierId: int
    transitDays: int
    serviceWeekdays: tuple[int, ...]
    cadenceS: float
    locationId: int | UnsetType = UNSET


class Connected(msgspec.Struct, frozen=True, kw_only=True):
    """The connection, and the key for all else."""

    connectionId: int
    supplierKey: str


class InventoryPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a numbered batch."""

    number: int
    part: int
    parts: int
    readAt: Moment
    cadenceS: float
    upserts: tuple[Offer, ...]
    removals: tuple[str, ...]
    unconfirmed: tuple[str, ...]


class PartTaken(msgspec.Struct, frozen=True, kw_only=True):
    """Which part was taken, and whether that changed anything."""

    number: int
    part: int
    applied: bool


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """An offer to take down at once."""

    key: str
    reason: Reason


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """The offer that is not shown any more."""

    key: str


class EventsCall(msgspec.Struct, frozen=True, kw_only=True):
    """The feed after a cursor."""

    after: int
    limit: int


class Events(msgspec.Struct, frozen=True, kw_only=True):
    """Events, oldest first."""

    events: tuple[OrderEvent, ...]


class LineAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a line."""

    orderId: int
    lineId: int
    revision: int
    outcome: str
    kometNumber: Annotated[str, Meta(max_length=50)] | UnsetType = UNSET
    boxes: Annotated[int, Meta(ge=1)] | UnsetType = UNSET
    reason: Reason | UnsetType = UNSET


class AnswerTaken(msgspec.Struct, frozen=True, kw_only=True):
    """The line that was answered."""

    orderId: int
    lineId: int


class StatusCall(msgspec.Struct, frozen=True, kw_only=True):
    """A call without input."""


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What the marketplace holds of this supplier; `orders` are still open."""

    lastNumber: int
    begunNumber: int
    offers: int
    orders: int
    confirmedAt: datetime | UnsetType = UNSET


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a call."""

    code: str
    message: str = ""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Every refusal."""

    error: Problem
