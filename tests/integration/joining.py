"""What an operator connects: a world, an engine's store, and what they would type."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import msgspec

from integration.app import connect_ibuyflowers
from integration.connect import ConnectRequest
from integration.desk import Desk
from integration.engine import Engine
from integration.lab.contract import published
from integration.lab.wire import Wire, Witness, base_url
from integration.log import make_log
from integration.settings import Settings
from integration.store import open_store
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.seed import (
    COMPANY,
    CUSTOMER,
    FEDEX,
    tokens_of,
)
from mocks.komet.token import Grant
from mocks.worlds import WorldSpec, build_world

# A Monday morning in the company's time zone.
START = datetime(2026, 11, 23, 13, tzinfo=UTC)


class Floor:
    """A world, an engine's store, and what an operator would type."""

    def __init__(self, settings=None, **switches):
        spec = WorldSpec(lines=60, start=START, frozen=True, komet=switches)
        self.world = build_world(spec)
        self.komet = self.world.partners["komet"]
        self.tokens = tokens_of(self.komet.state)
        self.wire = Wire(self.world, Witness(published()))
        self.store = open_store("sqlite://")
        self.log = StringIO()
        log = make_log(self.world.clock, self.log, "json")
        self.engine = Engine(
            Desk(self.store, None, None, self.world.clock, settings or Settings(), log)  # type: ignore[arg-type]
        )

    def request(self, kind="company", **changes):
        request = ConnectRequest(
            name="sabana",
            komet_url=base_url("komet"),
            market_url=base_url("ibuyflowers"),
            onboarding_key=str(keys_of(1, [])["onboarding"]),
            token=self.tokens[kind],
            company_id=COMPANY,
            customer_id=CUSTOMER,
            carrier_id=FEDEX,
            user_token=self.tokens["user"],
        )
        return msgspec.structs.replace(request, **changes)

    def connect(self, kind="company", **changes):
        report = connect_ibuyflowers(self.engine, self.request(kind, **changes), self.wire)
        return report, {one.what: one for one in report.findings}

    def act(self, name, call):
        return self.world.act("komet", name, call)

    def facts(self):
        return len(self.komet.state.ledger)

    def without(self, kind, *methods):
        """The token of that kind with these methods no longer ticked."""
        granted = self.komet.state.tokens[self.tokens[kind]].methods
        kept = tuple(one for one in granted if one not in methods)
        self.act("grant_methods", Grant(token=self.tokens[kind], methods=kept))
