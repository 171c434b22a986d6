"""The marketplace's client. All its calls may be repeated: it recognises what it already has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from integration.errors import Unknown
from integration.model import Connection, Offer, OrderEvent
from integration.partners.http import Answer as HttpAnswer
from integration.partners.http import Call, Http
from integration.partners.ibuyflowers_types import (
    Connect,
    Connected,
    EventsCall,
    InventoryPart,
    LineAnswer,
    Refusal,
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
    Operation,
)
from integration.partners.refusals import market_refusal
from integration.ports import Answer, Batch

Q = TypeVar("Q", bound=msgspec.Struct)
R = TypeVar("R", bound=msgspec.Struct)

#: The longest texts it takes; Komet's are longer.
NAME_LENGTH, WORD_LENGTH, REASON_LENGTH = 300, 100, 500
_WORDS = ("category", "color", "variety", "grade", "vendor")

_encode = msgspec.json.Encoder(decimal_format="number").encode


_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type[R]) -> msgspec.json.Decoder[R]:
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]


class IBuyFlowers:
    """`integration.ports.Marketplace` over HTTP.

    Args:
        http: sends the calls.
    """

    def __init__(self, http: Http) -> None:
        self._http = http

    def connect(self, connection: Connection, onboarding_key: str, cadence_s: float) -> Connected:
        """Finish the set-up; the same company and customer again changes the one there is.

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
            reason=answer.reason[:REASON_LENGTH] or msgspec.UNSET,
        )
        self._ask(connection, ANSWER, request)

    def status(self, connection: Connection) -> Status:
        """What the marketplace holds of this supplier."""
        return self._ask(connection, STATUS, StatusCall())

    def _ask(
        self, connection: Connection, operation: Operation[Q, R], request: Q, key: str = ""
    ) -> R:
        bearer = {"Authorization": f"Bearer {key or connection.supplier_key}"}
        reads = operation.verb == "GET"
        call = Call(
            method=operation.name,
            verb=operation.verb,
            url=f"{connection.market_url.rstrip('/')}/api/{operation.name}",
            params=_texts(request) if reads else {},
            headers=bearer if reads else bearer | {"Content-Type": "application/json"},
            body=b"" if reads else _encode(request),
        )
        return self._http.repeated(call, lambda answer: _understood(operation, answer))


def _understood(operation: Operation[Any, R], answer: HttpAnswer) -> R:
    """The reply in `answer`.

    Raises:
        Refused: if it is a refusal.
        Unknown: if it is no answer of the marketplace's.
    """
    try:
        if answer.status == 200:
            return _decoder(operation.reply).decode(answer.body)
        problem = _decoder(Refusal).decode(answer.body).error
    except (msgspec.MsgspecError, UnicodeDecodeError) as garbage:
        said = f"HTTP {answer.status} with a body that is no answer"
        raise Unknown(said, operation.name) from garbage
    refused = market_refusal(answer.status, problem.code, problem.message, operation.name)
    raise refused or Unknown(f"HTTP {answer.status}: {problem.message}", operation.name)


def _texts(request: msgspec.Struct) -> Mapping[str, str]:
    return {name: str(value) for name, value in msgspec.to_builtins(request).items()}


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
