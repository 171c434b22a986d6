"""The marketplace's client. All its calls may be repeated: it recognises what it already has."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import UNSET

from integration.errors import Unknown
from integration.model import Connection, Offer, OrderEvent
from integration.partners.bearer_wire import BearerWire
from integration.partners.ibuyflowers_types import (
    Connect,
    Connected,
    EventsCall,
    InventoryPart,
    LineAnswer,
    Status,
    StatusCall,
    Withdrawal,
)
from integration.partners.operations import (
    ANSWER,
    CONNECT,
    EVENTS,
    PUBLISH,
    STATUS,
    WITHDRAW,
)
from integration.ports import Answer, Batch

#: The longest texts it takes; Komet's are longer.
NAME_LENGTH, WORD_LENGTH, REASON_LENGTH = 300, 100, 500
_WORDS = ("category", "color", "variety", "grade", "vendor")


class IBuyFlowers(BearerWire):
    """`integration.ports.Marketplace` over HTTP.

    Args:
        http: sends the calls.
    """

    def connect(self, connection: Connection, onboarding_key: str, cadence_s: float) -> Connected:
        """Finish the set-up; the same company, customer and location again changes the one there.

        Args:
            connection: everything but its `supplier_key` must be right.
            onboarding_key: opens this door alone.
            cadence_s: the planned time between two cycles.

        Raises:
            PartnerError: as every call here.
        """
        request = Connect(
            kometToken=connection.token,
            customerId=connection.customer_id,
            companyId=connection.company_id,
            carrierId=connection.carrier_id,
            locationId=UNSET if connection.location_id is None else connection.location_id,
            transitDays=connection.transit_days,
            serviceWeekdays=connection.service_weekdays,
            cadenceS=cadence_s,
        )
        return self._ask(connection, CONNECT, request, key=onboarding_key)

    def publish(self, connection: Connection, batch: Batch) -> None:
        """Publish a part of a batch.

        Raises:
            OutOfDate: (integration.partners) if a newer batch was taken already.
            PartnerError: as every call here.
        """
        request = InventoryPart(
            number=batch.number,
            part=batch.part,
            parts=batch.parts,
            readAt=batch.read_at,
            cadenceS=batch.cadence_s,
            upserts=tuple(_fitting(batch.upserts)),
            removals=batch.removals,
            unconfirmed=batch.unconfirmed,
        )
        taken = self._ask(connection, PUBLISH, request)
        if (taken.number, taken.part) != (batch.number, batch.part):
            raise Unknown("another part was answered than was sent", PUBLISH.name)

    def withdraw(self, connection: Connection, key: str, reason: str) -> None:
        """Take an offer down at once."""
        self._ask(connection, WITHDRAW, Withdrawal(key=key, reason=reason[:REASON_LENGTH]))

    def events(self, connection: Connection, after: int, limit: int) -> list[OrderEvent]:
        """What happened after cursor `after`, oldest first."""
        return list(self._ask(connection, EVENTS, EventsCall(after=after, limit=limit)).events)

    def answer(self, connection: Connection, answer: Answer) -> None:
        """Say what became of a line."""
        request = LineAnswer(
            orderId=answer.order_id,
            lineId=answer.line_id,
            revision=answer.revision,
            outcome=answer.outcome,
            kometNumber=answer.komet_number or msgspec.UNSET,
            boxes=answer.boxes or msgspec.UNSET,
            reason=answer.reason[:REASON_LENGTH] or msgspec.UNSET,
        )
        self._ask(connection, ANSWER, request)

    def status(self, connection: Connection) -> Status:
        """What the marketplace holds of this supplier."""
        return self._ask(connection, STATUS, StatusCall())


def _fitting(offers: Iterable[Offer]) -> Iterable[Offer]:
    """The offers, over-long texts of Komet's cut to what the marketplace takes."""
    for offer in offers:
        long = {
            name: getattr(offer, name)[:WORD_LENGTH]
            for name in _WORDS
            if len(getattr(offer, name)) > WORD_LENGTH
        }
        if len(offer.name) > NAME_LENGTH:
            long["name"] = offer.name[:NAME_LENGTH]
        yield msgspec.structs.replace(offer, **long) if long else offer
