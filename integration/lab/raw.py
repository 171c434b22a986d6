"""Single calls over a partner's wire, as a tester with a raw client makes them.

The witness judges the answers but not the requests: loose forms are allowed here on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from integration.lab.wire import Witness, base_url, raw_client
from mocks.core.world import World
from mocks.komet.seed import tokens_of


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

    def __post_init__(self) -> None:
        """Know the seeded tokens by their labels."""
        self._client = raw_client(self.world, self.witness)
        self.tokens = tokens_of(self.world.partners["komet"].state)

    def komet(self, method: str, token: str, **fields: Any) -> Heard:
        """Ask Komet for `method` by its documented verb.

        Args:
            method: such as ``boxtype.list``.
            token: a label such as ``company``, a token itself, or empty for none.
            fields: the input; ``x_account`` becomes the header.
        """
        path = f"/api/{method}"
        endpoint = self.world.partners["komet"].paths.get(path)
        headers = {"X-ACCOUNT": str(fields.pop("x_account"))} if "x_account" in fields else {}
        given = {"authenticationToken": self.tokens.get(token, token)} if token else {}
        return self._send(
            "komet", endpoint.verb if endpoint else "POST", path, (headers, given | fields)
        )

    def market(self, path: str, key: str, **fields: Any) -> Heard:
        """Ask the marketplace for `path` (such as ``supplier/status``) with that key."""
        path = f"/api/{path}"
        endpoint = self.world.partners["ibuyflowers"].paths.get(path)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return self._send(
            "ibuyflowers", endpoint.verb if endpoint else "POST", path, (headers, fields)
        )

    def _send(
        self, partner: str, verb: str, path: str, given: tuple[dict[str, str], dict[str, Any]]
    ) -> Heard:
        headers, fields = given
        url = f"{base_url(partner)}{path}"
        if verb == "GET":
            answer = self._client.get(url, params=fields, headers=headers)
        else:
            answer = self._client.request(verb, url, json=fields, headers=headers)
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        self.heard = Heard(answer.status_code, answer.json() if is_json else None)
        return self.heard
