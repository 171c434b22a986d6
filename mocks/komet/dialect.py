"""How Komet talks: one envelope, HTTP 200 for refusals too, loose verbs, tokens anywhere.

Sources: Getting Started (token, 64 kB, users x 1,000 a day), method pages (where the token stands),
observed behaviour 1 to 7. What is refused first is ours (assumed): size, token, allowance, grant,
account, then the fields.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import msgspec

from mocks.core.api import Caller, Encoded, Endpoint, Request, Response
from mocks.core.errors import BadCall, Missing, NoEntry, OverLimit, Refusal
from mocks.core.fields import struct_in, unknown_names, without_empty
from mocks.core.partner import Partner
from mocks.core.reading import read, unknown_field
from mocks.komet.records import Token
from mocks.komet.texts import REFUSALS
from mocks.komet.wire import CUSTOMER, USER, Channel, ChannelHeaders, Envelope

SIZE_LIMIT = 64 * 1024
CALLS_PER_USER = 1000
TOKEN = "authenticationToken"
#: Refusals that come before a call is counted, so there is nothing to give back.
NEVER_COUNTED = frozenset(("size.over", "method.unknown", "allowance.used"))
#: Methods a Customer token may call as well, if that switch has that value.
WIDENED = {
    "customer.shipto.list": ("customer_token_ship_to", "yes"),
    "customer.shipto.add": ("customer_token_ship_to", "yes"),
    "customer.shipto.update": ("customer_token_ship_to", "yes"),
    "web-order.checkout": ("checkout_tokens", "user_and_customer"),
}
CHANNELS = get_args(Channel)
EASTERN = ZoneInfo("America/New_York")
A_TOKEN = re.compile(r"\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{26}\b")
#: A password in a query or a form, or in JSON: text (perhaps cut off), a list or object, or plain.
A_PASSWORD = re.compile(
    r"""(password=)[^&]+|(password"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|[\[{].*|[^,}]+)""",
    re.IGNORECASE | re.DOTALL,
)

_encode = msgspec.json.Encoder(decimal_format="number").encode


class KometDialect:
    """Komet's wire."""

    def verbs(self, endpoint: Endpoint) -> tuple[str, ...]:
        """GET and POST alike, whatever the page says (observed 6), and the page's own verb."""
        return tuple(dict.fromkeys(("GET", "POST", endpoint.verb)))

    def admit(self, partner: Partner, endpoint: Endpoint, request: Request) -> Caller:
        """Who calls, after size, token, allowance, grant and account were checked.

        Raises:
            OverLimit: over 64 kB, or the company's day is used up.
            NoEntry: the token is missing, wrong, revoked or not granted the method.
            BadCall: there is no such sales channel (assumed: the pages list four).
        """
        if _size(request) > SIZE_LIMIT:
            raise OverLimit("size.over")
        if not endpoint.rights:
            return Caller(kind="")
        token = self._token(partner, request)
        self._count(partner, endpoint, token)
        if token.kind not in self.rights(partner, endpoint):
            raise NoEntry("token.kind", kind=token.kind)
        if token.kind != USER and endpoint.name not in token.methods:
            raise NoEntry("token.grant", method=endpoint.name)
        self._account(endpoint, request, token)
        return Caller(token.kind, token.company_id, token.party_id, token.token)

    def read(
        self, partner: Partner, endpoint: Endpoint, request: Request
    ) -> tuple[Any, tuple[str, ...]]:
        """The typed call: query and body merged, empty values absent, forms loose.

        Raises:
            BadCall: naming the field.
        """
        params = without_empty(_parameters(request))
        params.pop(TOKEN, None)
        unknown = tuple(unknown_names(endpoint.call, params))
        if unknown and partner.assumptions.unknown_fields == "refuse":
            raise unknown_field(endpoint.call, unknown[0])
        return read(endpoint.call, _as_text(endpoint.call, params), unknown="left"), unknown

    def answer(self, partner: Partner, endpoint: Endpoint, reply: Any) -> Response:
        """The envelope, `message` before `status`; money and days as the switches say."""
        if isinstance(reply, Encoded):
            return Response(200, reply.body)
        loose_money = (
            endpoint.name.startswith("invoice.") and partner.assumptions.invoice_money == "text"
        )
        us_days = partner.assumptions.answer_dates == "us"
        if loose_money or us_days:
            plain = msgspec.to_builtins(reply, builtin_types=(Decimal, date))
            reply = _loosened(plain, money=loose_money, days=us_days)
        return Response(200, _encode(reply))

    def refuse(self, partner: Partner, refusal: Refusal, request: Request) -> Response:
        """HTTP 200 with status 0 and a sentence (observed 3)."""
        if partner.assumptions.refused_calls == "free" and refusal.code not in NEVER_COUNTED:
            self._uncount(partner, request)
        return Response(200, _encode(Envelope(message=self.sentence(refusal), status=0)))

    def sentence(self, refusal: Refusal) -> str:
        """The sentence of the refusal's code."""
        return REFUSALS[refusal.code].format(**refusal.details)

    def lost(self, partner: Partner, request: Request) -> Response:
        """The answer for a method that does not exist."""
        return self.refuse(partner, Missing("method.unknown"), request)

    def mask(self, text: str) -> str:
        """`text` without passwords, and with every token cut down to its last four characters."""
        text = A_PASSWORD.sub(lambda match: f"{match[1] or match[2]}***", text)
        return A_TOKEN.sub(lambda match: f"***{match.group()[-4:]}", text)

    # --- parts of admission -----------------------------------------------------------------------

    def _token(self, partner: Partner, request: Request) -> Token:
        text = request.headers.get(TOKEN.lower()) or _parameters(request).get(TOKEN)
        if not text:
            raise NoEntry("token.missing")
        token: Token | None = partner.state.tokens.get(str(text))
        if token is None:
            raise NoEntry("token.unknown")
        if token.revoked:
            raise NoEntry("token.revoked")
        return token

    def _count(self, partner: Partner, endpoint: Endpoint, token: Token) -> None:
        allowance = partner.state.companies[token.company_id].users * CALLS_PER_USER
        day = self.day(partner)
        if not partner.meter.take(token.company_id, day, endpoint.name, allowance):
            raise OverLimit("allowance.used", allowance=f"{allowance:,}")

    def _uncount(self, partner: Partner, request: Request) -> None:
        endpoint = partner.paths[request.path]
        try:
            token = self._token(partner, request)
        except Refusal:
            return
        if endpoint.rights:
            partner.meter.give_back(token.company_id, self.day(partner), endpoint.name)

    def day(self, partner: Partner) -> date:
        """The day an allowance belongs to, by the switch."""
        if partner.assumptions.allowance_day == "us_eastern":
            return partner.now().astimezone(EASTERN).date()
        return partner.now().date()

    def rights(self, partner: Partner, endpoint: Endpoint) -> frozenset[str]:
        """The token types a method takes, as documented and as the switches say."""
        switch, value = WIDENED.get(endpoint.name, ("", ""))
        if switch and getattr(partner.assumptions, switch) == value:
            return endpoint.rights | {CUSTOMER}
        return endpoint.rights

    def _account(self, endpoint: Endpoint, request: Request, token: Token) -> None:
        account = request.headers.get("x-account", "").strip()
        if not account and endpoint.headers is not None:
            raise NoEntry("account.missing")
        if account and account != str(token.company_id):
            raise NoEntry("account.wrong", account=account)
        channel = request.headers.get("x-sales-channel", "").strip()
        if not channel and endpoint.headers is ChannelHeaders:
            raise BadCall("field.missing", field="X-SALES-CHANNEL")
        if channel not in ("", *CHANNELS) and endpoint.headers is not None:
            right = f"one of {', '.join(CHANNELS)}"
            raise BadCall("field.wrong", field="X-SALES-CHANNEL", right=right)


def _size(request: Request) -> int:
    """The bytes of a request's parameters, wherever they stand (headers are not counted)."""
    in_query = sum(len(f"&{name}={value}".encode()) for name, value in request.query.items())
    return len(request.body) + in_query


def _parameters(request: Request) -> dict[str, Any]:
    """Query and body as one mapping; the body wins.

    Raises:
        BadCall: if there is a body that is neither a JSON object nor a form, or JSON that says
            it is a form (as curl does unless told otherwise).
    """
    merged: dict[str, Any] = dict(request.query)
    body = request.body.strip()
    if not body:
        return merged
    if "x-www-form-urlencoded" in request.headers.get("content-type", ""):
        if body.startswith(b"{"):
            raise BadCall("body.form")
        return merged | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    try:
        decoded = msgspec.json.decode(body)
    except msgspec.DecodeError as problem:
        raise BadCall("body.unreadable") from problem
    if not isinstance(decoded, dict):
        raise BadCall("body.unreadable")
    return merged | decoded


def _as_text(kind: type[msgspec.Struct], params: Any) -> Any:
    """Numbers given where text is documented, as text (ids and texts come in both forms)."""
    if not isinstance(params, Mapping):
        return params
    types = {one.encode_name: one.type for one in msgspec.structs.fields(kind)}
    return {name: _one_as_text(types.get(name), value) for name, value in params.items()}


def _one_as_text(kind: Any, value: Any) -> Any:
    """`value` of a field of that type, with the items of a list looked into.

    A number written with leading zeros is that number: msgspec would refuse it.
    """
    words = str(kind)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if str in (kind, *get_args(kind)) or "str" in words else value
    if isinstance(value, str) and value.isdecimal() and "int" in words and "str" not in words:
        return value.lstrip("0") or "0"
    if not isinstance(value, list):
        return value
    inner = struct_in(kind)
    if inner is None:
        return [_one_as_text(str if "str" in words else int, one) for one in value]
    return [_as_text(inner, one) for one in value]


def _loosened(node: Any, *, money: bool, days: bool) -> Any:
    """`node` with money as ``1,234.50`` and days as ``MM/DD/YYYY`` (observed 11 and 12)."""
    if isinstance(node, dict):
        return {name: _loosened(inner, money=money, days=days) for name, inner in node.items()}
    if isinstance(node, list | tuple):
        return [_loosened(inner, money=money, days=days) for inner in node]
    if isinstance(node, Decimal):
        return f"{node:,.2f}" if money else node
    if isinstance(node, date) and days:
        return f"{node:%m/%d/%Y}"
    return node
