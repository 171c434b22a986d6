"""How the marketplace talks: bearer keys, strict verbs, JSON, refusals as HTTP 4xx by field."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import msgspec.inspect

from mocks.core.api import Caller, Encoded, Endpoint, Request, Response
from mocks.core.errors import BadCall, Missing, NoEntry, NotPossible, Refusal
from mocks.core.partner import Partner
from mocks.ibuyflowers.records import KeyOwner
from mocks.ibuyflowers.texts import REFUSALS
from mocks.ibuyflowers.wire import Problem, Refused

BEARER = "bearer "
OUR_KEY = re.compile(r"\bibf_[0-9a-f]{24}\b")
KOMET_TOKEN = re.compile(r'("kometToken"\s*:\s*")((?:[^"\\]|\\.)*)("?)')

#: What would be right, for the fields a person hands over when a connection is set up.
RIGHT: dict[str, str] = {
    "kometToken": "the token made in Komet, 8 to 100 letters, digits, dots or dashes",
    "customerId": "the Id of your customer iBuyFlowers, from Komet's Setup > Customers > Export",
    "companyId": "your Company ID, a whole number, from Komet's My Profile under the company name",
    "carrierId": "the Id of the carrier FedEx, from Komet's Setup > Carriers > Export",
    "serviceWeekdays": "a list of weekdays on which the carrier works, 0 for Monday to 6",
    "arrivalDate": "a day such as 2026-11-25",
    "readAt": "a moment with its zone, such as 2026-11-25T10:00:00Z",
}
WORDS: dict[str, str] = {
    "int": "a whole number",
    "decimal": "a number",
    "float": "a number",
    "str": "a text",
    "date": "a day such as 2026-11-25",
    "datetime": "a moment with its zone, such as 2026-11-25T10:00:00Z",
    "array": "a list",
    "object": "an object",
}

_encode = msgspec.json.Encoder(decimal_format="number").encode


class IbfDialect:
    """The marketplace's wire."""

    def verbs(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Only the published one."""
        return (endpoint.verb,)

    def admit(self, partner: Partner, endpoint: Endpoint, request: Request) -> Caller:
        """Whose key it is.

        Raises:
            NoEntry: without a key, with an unknown one, or with one of the wrong kind.
        """
        header = request.headers.get("authorization", "")
        key = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
        if not key:
            raise NoEntry("key.missing")
        owner: KeyOwner | None = partner.state.keys.get(key)
        if owner is None:
            raise NoEntry("key.unknown")
        if owner.kind not in endpoint.rights:
            raise NoEntry("key.kind", needed=" or ".join(sorted(endpoint.rights)), kind=owner.kind)
        return Caller(kind=owner.kind, party_id=owner.owner_id, token=key)

    def read(
        self, partner: Partner, endpoint: Endpoint, request: Request
    ) -> tuple[Any, tuple[str, ...]]:
        """The typed call: the query of a GET, else the JSON body.

        Raises:
            BadCall: naming the field and what would be right.
        """
        try:
            if endpoint.verb == "GET":
                return msgspec.convert(dict(request.query), endpoint.call, strict=False), ()
            return _decoded(endpoint, request.body or b"{}"), ()
        except msgspec.ValidationError as problem:
            raise _bad_field(endpoint, str(problem)) from problem
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise BadCall("body.unreadable", problem=str(problem).lower()) from problem

    def answer(self, partner: Partner, endpoint: Endpoint, reply: Any) -> Response:
        """HTTP 200 with the reply as it is."""
        return Response(200, reply.body if isinstance(reply, Encoded) else _encode(reply))

    def refuse(self, partner: Partner, refusal: Refusal, request: Request) -> Response:
        """The status and sentence of the refusal's code, and the field it is about."""
        status, sentence = REFUSALS[refusal.code]
        field = str(refusal.details.get("field", ""))
        message = sentence.format(**refusal.details)
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else _allow(refusal.details)
        body = _encode(Refused(error=Problem(code=refusal.code, field=field, message=message)))
        return Response(status, body, headers=headers)

    def lost(self, partner: Partner, request: Request) -> Response:
        """404 for a path nobody published, 405 for another verb."""
        endpoint = partner.paths.get(request.path)
        if endpoint is None:
            return self.refuse(partner, Missing("path.unknown", path=request.path), request)
        wrong = NotPossible(
            "verb.wrong", path=request.path, verbs=endpoint.verb, verb=request.method
        )
        return self.refuse(partner, wrong, request)

    def mask(self, text: str) -> str:
        """`text` with our keys and Komet's tokens cut down to their last four letters."""
        text = OUR_KEY.sub(lambda match: f"ibf_***{match.group()[-4:]}", text)
        return KOMET_TOKEN.sub(
            lambda match: f"{match.group(1)}{token_mark(match.group(2))}{match.group(3)}", text
        )


def token_mark(token: str) -> str:
    """What may be shown of a token: its last four letters, if it is long enough to hide in."""
    return f"***{token[-4:]}" if len(token) >= 8 else "***"


def _decoded(endpoint: Endpoint, body: bytes) -> Any:
    """The body as the endpoint's Struct; ``1.0`` is a whole number to JSON, as published."""
    try:
        return msgspec.json.decode(body, type=endpoint.call)
    except msgspec.ValidationError as problem:
        if "got `float`" not in str(problem):
            raise
        return msgspec.convert(_whole(msgspec.json.decode(body)), endpoint.call)


def _whole(node: Any) -> Any:
    """`node` with every float that is a whole number as an int."""
    if isinstance(node, dict):
        return {name: _whole(inner) for name, inner in node.items()}
    if isinstance(node, list):
        return [_whole(inner) for inner in node]
    return int(node) if isinstance(node, float) and node.is_integer() else node


def _allow(details: Mapping[str, object]) -> dict[str, str]:
    return {"Allow": str(details["verbs"])} if "verbs" in details else {}


def _bad_field(endpoint: Endpoint, problem: str) -> BadCall:
    """The refusal for a field msgspec would not take."""
    where = re.search(r" - at `\$\.?(.*)`", problem)
    field = where[1] if where else ""
    missing = re.search(r"missing required field `(\w+)`", problem)
    if missing:
        field = f"{field}.{missing[1]}".lstrip(".")
        return BadCall("field.missing", field=field, right=_right(endpoint, field))
    if "unknown field" in problem:
        named = re.search(r"unknown field `([^`]*)`", problem)
        return BadCall("field.unknown", field=f"{field}.{named[1] if named else ''}".strip("."))
    if field == "":
        return BadCall("body.unreadable", problem=problem.replace("`", "").lower())
    said = problem.split(" - at ")[0].replace("`", "").lower()
    return BadCall("field.wrong", field=field, problem=said, right=_right(endpoint, field))


def _right(endpoint: Endpoint, field: str) -> str:
    """What would be right for a field: our own sentence, or its published type in words."""
    name = re.sub(r"\[[^]]*\]", "", field).rpartition(".")[2]
    if name in RIGHT:
        return RIGHT[name]
    kinds = {one.encode_name: one.type for one in _all_fields(endpoint.call)}
    kind = msgspec.inspect.type_info(kinds[name]) if name in kinds else None
    return _described(kind)


def _described(kind: Any) -> str:
    if isinstance(kind, msgspec.inspect.LiteralType):
        return " or ".join(str(value) for value in kind.values)
    if isinstance(kind, msgspec.inspect.UnionType):
        return _described(kind.types[0])
    name = type(kind).__name__.removesuffix("Type").lower()
    return WORDS.get({"list": "array", "struct": "object"}.get(name, name), "what is published")


def _all_fields(kind: Any) -> list[Any]:
    """The fields of a Struct and of the Structs inside it."""
    found = []
    for field in msgspec.structs.fields(kind):
        found.append(field)
        for part in (field.type, *getattr(field.type, "__args__", ())):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                found += _all_fields(part)
    return found
