"""Single calls over a partner's wire, as a tester with a raw client makes them.

The witness judges the answers but not the requests: loose forms are allowed here on purpose.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import msgspec

from integration.lab.people.known import NotKnown, known, known_method
from integration.lab.wire import Witness, base_url, raw_client
from mocks.core.api import Endpoint
from mocks.core.world import World
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, PASSWORD, USERNAME, tokens_of

TOKEN = "authenticationToken"
#: Fields of a call that go into headers.
HEADERS = {"x_account": "X-ACCOUNT", "x_sales_channel": "X-SALES-CHANNEL"}
#: Characters of an answer that are shown where something else was expected.
SHOWN = 300
NO_TOKEN, MADE_UP = "no token", "a made-up token"
#: What the marketplace's people need, by their names of it.
NEEDED = ("kometToken", "customerId", "companyId", "carrierId", "transitDays")


@dataclass(frozen=True)
class Heard:
    """One answer: the HTTP status, and the JSON as Python values (None if it was no JSON)."""

    status: int
    value: Any

    @property
    def message(self) -> str:
        """The sentence a refusal or an envelope carries."""
        if not isinstance(self.value, dict):
            return ""
        return str(self.value.get("error", self.value).get("message", ""))

    @property
    def field(self) -> str:
        """The field a refusal names, if it names one."""
        told = self.value.get("error", {}) if isinstance(self.value, dict) else {}
        return str(told.get("field", ""))

    @property
    def refused(self) -> bool:
        """Whether the partner said no: Komet by status 0, the marketplace by HTTP 4xx."""
        refusal = isinstance(self.value, dict) and self.value.get("status") == 0
        return self.status >= 400 or refusal


@dataclass
class RawCalls:
    """A raw client of one world; the last answer is kept for whoever asks what came of it.

    Args:
        world: whose partners are called.
        witness: judges the answers, or None.
    """

    world: World
    witness: Witness | None = None
    heard: Heard = field(default=Heard(0, None))
    tokens: dict[str, str] = field(default_factory=dict)
    _asked: Endpoint | None = None
    _facts: int = 0

    def __post_init__(self) -> None:
        """Know the seeded tokens by their labels."""
        self._client = raw_client(self.world, self.witness)
        self.tokens = tokens_of(self.world.partners["komet"].state)

    def komet(self, method: str, token: str, **fields: Any) -> Heard:
        """Ask Komet for `method` by its documented verb.

        Args:
            method: such as ``boxtype.list``.
            token: ``the company token`` and the like, ``no token`` or ``a made-up token``.
            fields: the input; ``x_account`` and ``x_sales_channel`` become headers.

        Raises:
            NotKnown: if there is no such method or token.
        """
        path = f"/api/{known_method(self.world, method)}"
        verb = self.world.partners["komet"].paths[path].verb
        headers = {HEADERS[one]: str(fields.pop(one)) for one in HEADERS if one in fields}
        text = self.token(token)
        given = {TOKEN: text} if text else {}
        return self._send("komet", verb, path, (headers, given | fields))

    def komet_saying(self, method: str, token: str, told: str) -> Heard:
        """Ask Komet for `method` with fields told as in ``customerId 7001, x_account 12345``.

        Raises:
            NotKnown: if there is no such method or token, or the method has no such field.
        """
        path = f"/api/{known_method(self.world, method)}"
        call = self.world.partners["komet"].paths[path].call
        there = {one.encode_name for one in msgspec.structs.fields(call)} | {*HEADERS}
        fields = _fields(told)
        for name in fields:
            known(f"field of {method}", name, there)
        return self.komet(method, token, **fields)

    def komet_hearing_strange(self, method: str, token: str, told: str) -> Heard:
        """The same with fields that the method does not have."""
        return self.komet(method, token, **_fields(told))

    def storefront(self, token: str, company: int = COMPANY) -> Heard:
        """Ask Komet for what the marketplace's customer could buy."""
        return self.komet("ecommerce/inventory.list", token, customerId=CUSTOMER, x_account=company)

    def web_order(self, token: str) -> Heard:
        """Make an empty web order for the marketplace's customer."""
        return self.komet(
            "web-order.create", token, customerId=CUSTOMER, companyId=COMPANY, x_account=COMPANY
        )

    def prebook(self, token: str) -> Heard:
        """Make a prebook of one line that names a vendor and no inventory, for next week."""
        state = self.world.partners["komet"].state
        line = {
            "vendorId": min(state.vendors),
            "productId": min(state.products),
            "boxTypeId": min(state.box_types),
            "unitType": "Bunch",
            "boxes": 1,
            "bunches": 12,
            "stemsBunch": 25,
            "cost": 6.5,
        }
        return self.komet(
            "prebook.create",
            token,
            customerId=CUSTOMER,
            carrierId=FEDEX,
            shipDate=(self.world.now() + timedelta(days=7)).date().isoformat(),
            prebookItems=[line],
        )

    def log_in(self, password: str = PASSWORD) -> Heard:
        """Log the floor's user in; a token that is answered is ``the login token`` from now on."""
        heard = self.komet("login", NO_TOKEN, username=USERNAME, password=password)
        self.tokens["login"] = heard.value.get("apiKey", "")
        return heard

    def komet_of_size(self, size_bytes: int) -> Heard:
        """Ask Komet for its box types in a request of exactly that size."""
        bare = {TOKEN: self.tokens["company"], "padding": ""}
        padding = "x" * (size_bytes - len(json.dumps(bare, separators=(",", ":"))))
        return self._send("komet", "POST", "/api/boxtype.list", ({}, bare | {"padding": padding}))

    def token(self, spoken: str) -> str:
        """The token that is meant by ``the company token`` and the like.

        Raises:
            NotKnown: if there is none of that name.
        """
        if spoken in (NO_TOKEN, MADE_UP):
            return "" if spoken == NO_TOKEN else MADE_UP
        name = spoken.removeprefix("the ").removesuffix(" token")
        return self.tokens[known("token", name, self.tokens)]

    def market(self, path: str, key: str, /, **fields: Any) -> Heard:
        """Ask the marketplace for `path` (such as ``supplier/status``) with that key."""
        return self.ask_bearer("ibuyflowers", path, key, **fields)

    def ask_bearer(self, partner: str, path: str, key: str, /, **fields: Any) -> Heard:
        """Ask a partner that takes keys for `path`."""
        path = f"/api/{path}"
        endpoint = self.world.partners[partner].paths.get(path)
        verb = endpoint.verb if endpoint else "POST"
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return self._send(partner, verb, path, (headers, fields))

    def hand_over(
        self,
        missing: str = "",
        key: str = "onboarding",
        token: str = "the customer token",
        transit_days: int = 1,
    ) -> Heard:
        """Give the marketplace's people what they need for a set-up, but for one field.

        Args:
            missing: the field to leave out.
            key: whose key is used: ``onboarding`` or ``florist``.
            token: of Komet, as it is spoken of.
            transit_days: that boxes travel.

        Raises:
            NotKnown: if there is no such field or token.
        """
        if missing:
            known("field of a set-up", missing, NEEDED)
        state = self.world.partners["ibuyflowers"].state
        keys = keys_of(state.seed, [1])
        needed = {
            "kometToken": self.token(token),
            "customerId": CUSTOMER,
            "companyId": COMPANY,
            "carrierId": FEDEX,
            "transitDays": transit_days,
        }
        needed.pop(missing, None)
        text = keys["florists"][0] if key == "florist" else keys[key]  # type: ignore[index]
        return self.market("supplier/connection", str(text), **needed)

    def _send(
        self, partner: str, verb: str, path: str, given: tuple[dict[str, str], dict[str, Any]]
    ) -> Heard:
        headers, fields = given
        self._asked = self.world.partners[partner].paths.get(path)
        self._facts = self._facts_in_komet()
        url = f"{base_url(partner)}{path}"
        if verb in ("GET", "DELETE"):
            answer = self._client.request(verb, url, params=fields, headers=headers)
        else:
            answer = self._client.request(verb, url, json=fields, headers=headers)
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        self.heard = Heard(answer.status_code, answer.json() if is_json else None)
        return self.heard

    def answered(self, name: str) -> Any:
        """What the last call answered in a field; None if it answered without.

        Raises:
            NotKnown: if no answer to such a call has that field.
        """
        if self._asked is None:
            raise NotKnown("nobody has asked anything yet")
        fields = (one.encode_name for one in msgspec.structs.fields(self._asked.reply))
        known(f"field in answers of {self._asked.name}", name, fields)
        return None if self.heard.refused else self.heard.value.get(name)

    def told(self) -> str:
        """The last answer, shortened, its tokens masked."""
        text = json.dumps(self.heard.value, ensure_ascii=False)
        for partner in self.world.partners.values():
            text = partner.dialect.mask(text)
        return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"

    def facts_made(self) -> int:
        """How many facts were written in Komet since before the last call."""
        return self._facts_in_komet() - self._facts

    def _facts_in_komet(self) -> int:
        return len(self.world.partners["komet"].state.ledger)


def _fields(told: str) -> dict[str, str]:
    """Fields told as in ``customerId 7001, x_account 12345``.

    Raises:
        NotKnown: if one has no value.
    """
    pairs = [one.partition(" ") for one in told.split(", ")]
    for name, _, value in pairs:
        if not value:
            raise NotKnown(f'the field "{name}" has no value: write "{name} 7001"')
    return {name: value for name, _, value in pairs}
