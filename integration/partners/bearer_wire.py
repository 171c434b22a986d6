"""How a call to a partner with a contract of our own travels: a key, JSON, refusals by HTTP status.

All its calls may be repeated: such a partner recognises what it already has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from integration.errors import Unknown
from integration.model import Connection
from integration.partners.http import Answer, Call, Http
from integration.partners.ibuyflowers_types import Refusal
from integration.partners.operations import Operation
from integration.partners.refusals import market_refusal

Q = TypeVar("Q", bound=msgspec.Struct)
R = TypeVar("R", bound=msgspec.Struct)

_encode = msgspec.json.Encoder(decimal_format="number").encode


_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def _decoder(kind: type[R]) -> msgspec.json.Decoder[R]:
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]


class BearerWire:
    """The base of such a partner's client.

    Args:
        http: sends the calls.
    """

    def __init__(self, http: Http) -> None:
        self._http = http

    def _ask(
        self, connection: Connection, operation: Operation[Q, R], request: Q, key: str = ""
    ) -> R:
        """Call a method, by the connection's own key if no other is given.

        Raises:
            PartnerError: as named by what may be done next.
        """
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


def _understood(operation: Operation[Any, R], answer: Answer) -> R:
    """The reply in `answer`.

    Raises:
        Refused: if it is a refusal.
        Unknown: if it is no answer of the partner's.
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
