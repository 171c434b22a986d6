"""The wire of partners that publish no API, so that theirs is ours: one way for all of them.

Bearer keys, the published verb alone, JSON both ways, and refusals as HTTP 4xx with
``{"error": {"code", "field", "message"}}`` that name the field and say what would be right. A
partner brings its own words (a `Wording`); everything else is the same here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from mocks.core.api import Caller, Encoded, Endpoint, Request, Response
from mocks.core.errors import BadCall, Missing, NoEntry, NotPossible, Refusal
from mocks.core.fields import written
from mocks.core.partner import Partner
from mocks.core.reading import WHOLE, bad_field, check_limits, read

BEARER = "bearer "
KOMET_TOKEN = re.compile(r'("kometToken"\s*:\s*")((?:[^"\\]|\\.)*)("?)')

#: A token for Komet as it is handed over.
Token = Annotated[
    str,
    written("[A-Za-z0-9._-]{8,100}", "8 to 100 letters, digits, dots, dashes or underscores"),
]

#: Refusals of the wire itself, for every partner that speaks so: (HTTP status, sentence) by code.
WIRE_REFUSALS: dict[str, tuple[int, str]] = {
    "key.missing": (401, "Send your key in the header Authorization: Bearer <key>."),
    "key.unknown": (401, "This key is not known here."),
    "key.kind": (403, "This needs the key of {needed}; yours is of {kind}."),
    "path.unknown": (404, "There is nothing at {path}."),
    "verb.wrong": (405, "{path} takes {verbs}, not {verb}."),
    "body.unreadable": (400, "The body must be a JSON object in UTF-8: {problem}."),
    "field.missing": (422, "{field} is missing: {right}."),
    "field.wrong": (422, "{field} is wrong: {problem}; give {right}."),
    "field.unknown": (422, "There is no field {field} here; give {right}."),
}

_encode = msgspec.json.Encoder(decimal_format="number").encode


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong: a code for programs, the field (empty: the call as a whole), a sentence."""

    code: str
    field: str
    message: str


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Every refusal."""

    error: Problem


@dataclass(frozen=True)
class Wording:
    """What a partner says in its own words.

    Args:
        refusals: (HTTP status, sentence) by code.
        right: what would be right, for fields a type can not describe.
        key_start: what every key of the partner begins with; 24 hex digits follow.
    """

    refusals: Mapping[str, tuple[int, str]]
    right: Mapping[str, str]
    key_start: str


class BearerDialect:
    """The wire of one partner; its state keeps `keys`, from key to an owner with a kind and an id.

    Args:
        wording: the partner's own words.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._key = re.compile(rf"\b{re.escape(wording.key_start)}[0-9a-f]{{24}}\b")

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
        owner = partner.state.keys.get(key)
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
                return read(endpoint.call, dict(request.query)), ()
            call = _decoded(endpoint, request.body or b"{}")
            check_limits(call)
            return call, ()
        except BadCall as wrong:
            raise self._in_own_words(wrong) from wrong
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise BadCall("body.unreadable", problem=str(problem).lower()) from problem

    def answer(self, partner: Partner, endpoint: Endpoint, reply: Any) -> Response:
        """HTTP 200 with the reply as it is."""
        body = reply.body if isinstance(reply, Encoded) else _encode(reply)
        return Response(200, body, content_type=endpoint.media)

    def refuse(self, partner: Partner, refusal: Refusal, request: Request) -> Response:
        """The status and sentence of the refusal's code, and the field it is about."""
        status = self._wording.refusals[refusal.code][0]
        field = str(refusal.details.get("field", ""))
        message = self.sentence(refusal)
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else _allow(refusal.details)
        body = _encode(Refused(error=Problem(code=refusal.code, field=field, message=message)))
        return Response(status, body, headers=headers)

    def sentence(self, refusal: Refusal) -> str:
        """The sentence of the refusal's code."""
        return self._wording.refusals[refusal.code][1].format(**refusal.details)

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
        """`text` with the partner's keys and Komet's tokens cut down to their last four letters."""
        start = self._wording.key_start
        text = self._key.sub(lambda match: f"{start}***{match.group()[-4:]}", text)
        return KOMET_TOKEN.sub(
            lambda match: f"{match.group(1)}{token_mark(match.group(2))}{match.group(3)}", text
        )

    def _in_own_words(self, wrong: BadCall) -> BadCall:
        """A refused field with what the partner itself says would be right, if it says so."""
        details = dict(wrong.details)
        if details["field"] == WHOLE:
            return BadCall("body.unreadable", problem=f"it is {details['problem']}")
        name = re.sub(r"\[[^]]*\]", "", str(details["field"])).rpartition(".")[2]
        details["right"] = self._wording.right.get(name, details["right"])
        return BadCall(wrong.code, **details)


def token_mark(token: str) -> str:
    """What may be shown of a token: its last four letters, if it is long enough to hide in."""
    return f"***{token[-4:]}" if len(token) >= 8 else "***"


def missing_field(field: str, right: str) -> BadCall:
    """The refusal of a field that is needed here, though not always."""
    return BadCall("field.missing", field=field, right=right)


def wrong_field(field: str, problem: str, right: str) -> BadCall:
    """The refusal of a field whose type is right and whose value is not."""
    return BadCall("field.wrong", field=field, problem=problem, right=right)


def _decoded(endpoint: Endpoint, body: bytes) -> Any:
    """The body as the endpoint's Struct; ``1.0`` is a whole number to JSON, as published."""
    try:
        return msgspec.json.decode(body, type=endpoint.call)
    except msgspec.ValidationError as problem:
        if "got `float`" not in str(problem):
            raise bad_field(endpoint.call, str(problem)) from problem
        return read(endpoint.call, _whole(msgspec.json.decode(body)), strict=True)


def _whole(node: Any) -> Any:
    """`node` with every float that is a whole number as an int."""
    if isinstance(node, dict):
        return {name: _whole(inner) for name, inner in node.items()}
    if isinstance(node, list):
        return [_whole(inner) for inner in node]
    return int(node) if isinstance(node, float) and node.is_integer() else node


def _allow(details: Mapping[str, object]) -> dict[str, str]:
    return {"Allow": str(details["verbs"])} if "verbs" in details else {}
