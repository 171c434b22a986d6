"""How one Komet call is put together and how its answer is understood.

Komet says yes and no with the same HTTP 200; only `status` and the sentence tell. Whatever else
comes back (another status, a page of HTML, half a body) tells nothing at all about what happened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET

from integration.errors import Unknown
from integration.model import Connection
from integration.partners.http import Answer, Call, Http
from integration.partners.komet_types import Envelope
from integration.partners.operations import Operation
from integration.partners.refusals import is_empty, refusal

Q = TypeVar("Q", bound=msgspec.Struct)
R = TypeVar("R", bound=Envelope)

TOKEN = "authenticationToken"

_US_DAY = re.compile(rb'"(\d\d)/(\d\d)/(\d{4})"')
_THOUSANDS = re.compile(rb'"(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?)"')

_encode = msgspec.json.Encoder(decimal_format="number").encode


_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type[R]) -> msgspec.json.Decoder[R]:
    if kind not in _decoders:
        # Not strict: ids and statuses come as numbers or as text with the same digits.
        _decoders[kind] = msgspec.json.Decoder(kind, strict=False)
    return _decoders[kind]


class KometWire:
    """The base of the Komet client's parts.

    Args:
        http: sends the calls, and counts those that cost allowance.
    """

    def __init__(self, http: Http) -> None:
        self._http = http

    def _ask(
        self, connection: Connection, operation: Operation[Q, R], request: Q, token: str = ""
    ) -> R:
        """Call a method; a GET is tried again when it failed, anything else goes out once.

        Raises:
            PartnerError: as named by what may be done next.
        """
        call = call_for(connection, operation, request, token or connection.token)
        send = self._http.repeated if operation.verb == "GET" else self._http.once
        return send(call, lambda answer: understood(operation, answer))


def call_for(connection: Connection, operation: Operation[Q, R], request: Q, token: str) -> Call:
    """The HTTP request for a method: token and input where the method wants them."""
    reads = operation.verb == "GET"
    headers = {} if reads else {"Content-Type": "application/json"}
    inside: dict[str, Any] = {} if operation.account else {TOKEN: token}
    if operation.account:
        headers |= {TOKEN: token, "X-ACCOUNT": str(connection.company_id)}
    fields = inside | msgspec.to_builtins(request, builtin_types=(Decimal, date))
    return Call(
        method=operation.name,
        verb=operation.verb,
        url=f"{connection.komet_url.rstrip('/')}/api/{operation.name}",
        params=_texts(fields) if reads else {},
        headers=headers,
        body=b"" if reads else _encode(fields),
        company_id=connection.company_id,
    )


def _texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Fields as they stand in a query: yes and no in lower case, days as YYYY-MM-DD."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in fields.items()
    }


def understood(operation: Operation[Any, R], answer: Answer) -> R:
    """The reply in `answer`; of a list that found nothing, a reply without its array.

    Raises:
        Refused: if Komet said no.
        Unknown: if it is no answer of Komet's.
    """
    if answer.status != 200:
        raise Unknown(f"HTTP {answer.status}", operation.name)
    try:
        reply = _decoded(operation, answer.body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as garbage:
        raise Unknown(f"the body is no answer: {short(garbage)}", operation.name) from garbage
    if operation.rows and getattr(reply, operation.rows) is not UNSET:
        return reply
    if operation.rows and is_empty(reply.message):
        return reply
    if reply.status != 1:
        raise refusal(reply.message, operation.name)
    if operation.rows:
        said = f"neither rows nor a word that there are none: {reply.message}"
        raise Unknown(said, operation.name)
    return reply


def _decoded(operation: Operation[Any, R], body: bytes | bytearray) -> R:
    """The body as the reply, else as a refusal, else with its loose forms made plain.

    Raises:
        MsgspecError: if it is none of these.
        Refused: if it is a refusal.
    """
    decoder = _decoder(operation.reply)
    try:
        return decoder.decode(body)
    except msgspec.ValidationError:
        envelope = _decoder(Envelope).decode(body)
        if envelope.status != 1:
            raise refusal(envelope.message, operation.name) from None
        return decoder.decode(plain(body))


def plain(body: bytes | bytearray) -> bytes:
    """The body with days as YYYY-MM-DD and money without thousands separators.

    Only whole texts of these forms are touched; where either is seen, money is text.
    """
    days = _US_DAY.sub(rb'"\3-\1-\2"', bytes(body))
    return _THOUSANDS.sub(lambda found: b'"' + found[1].replace(b",", b"") + b'"', days)


def short(problem: Exception) -> str:
    """What a decoder did not like, not too long."""
    return str(problem)[:200]
