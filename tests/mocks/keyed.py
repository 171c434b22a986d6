"""A world with one partner that is called with keys, in the hands of a test."""

from datetime import timedelta
from typing import Any

import msgspec

from mocks.core.api import Request, Response
from mocks.core.clock import LabClock
from mocks.core.partner import Partner
from mocks.core.world import World


class Keyed:
    """A world with nothing in it but this partner."""

    def __init__(self, clock: LabClock, partner: Partner) -> None:
        self.name = partner.name
        self.world = World(clock, 1, {partner.name: partner})

    # --- the wire ---------------------------------------------------------------------------------

    def ask(self, key: str, path: str, body: Any = None, query: Any = None) -> Response:
        headers = {"authorization": f"Bearer {key}"} if key else {}
        raw = (
            b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
        )
        verb = "GET" if body is None else "POST"
        asked = {name: str(value) for name, value in (query or {}).items()}
        return self.world.call(self.name, Request(verb, f"/api/{path}", asked, headers, raw))

    def done(self, key: str, path: str, body: Any = None, query: Any = None) -> Any:
        response = self.ask(key, path, body, query)
        assert response.status == 200, response.body
        return msgspec.json.decode(response.body)

    def refused(self, key: str, path: str, body: Any = None, query: Any = None) -> dict[str, Any]:
        before = self.world.digests()
        response = self.ask(key, path, body, query)
        assert response.status >= 400, response.body
        assert self.world.digests() == before, "a refused call changed something"
        error: dict[str, Any] = msgspec.json.decode(response.body)["error"]
        return error | {"status": response.status}

    # --- people and time --------------------------------------------------------------------------

    def act(self, name: str, **fields: Any) -> Any:
        return self.world.act(self.name, name, fields)

    def later(self, **passed: float) -> None:
        self.world.advance(timedelta(**passed).total_seconds())

    def broken(self) -> dict[str, list[str]]:
        verdicts = self.world.judge()
        return {name: one.violations for name, one in verdicts.items() if one.violations}
