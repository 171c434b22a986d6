"""What `floralab up` does so that there is something to try: a connection, and lines to paste."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from integration.app import connect_ibuyflowers
from integration.connect import ConnectRequest
from integration.engine import Engine
from integration.lab.commands.trying_vendor import calls_for
from integration.lab.people.florists import Florists
from mocks.core.world import World

#: The usual plan, and what a hurried cadence costs: calls a day of two lists or a few pages.
USUAL_USERS, CALLS_PER_CYCLE = 3, 6


def users_for(interval_s: int) -> int:
    """How many users a company's plan needs so that a cycle every `interval_s` is no dream.

    The vendor's orders are looked after at the same pace.
    """
    calls = 86_400 // interval_s * CALLS_PER_CYCLE + calls_for(interval_s)
    return USUAL_USERS + calls // 1000


def connect_to(engine: Engine, facts: Mapping[str, Any], token_kind: str) -> None:
    """Connect `engine` to the simulators that `facts` tell of, and show their inventory.

    Raises:
        RuntimeError: saying what was found, if they can not be connected.
    """
    request = ConnectRequest(
        name="iBuyFlowers",
        komet_url=facts["addresses"]["komet"],
        market_url=facts["addresses"]["ibuyflowers"],
        onboarding_key=facts["keys"]["onboarding"],
        token=facts["tokens"][token_kind.lower()],
        token_kind=token_kind,
        user_token=facts["tokens"]["user"],
        company_id=facts["ids"]["company"],
        customer_id=facts["ids"]["customer"],
        carrier_id=facts["ids"]["carrier"],
        users=facts["users"],
    )
    report = connect_ibuyflowers(engine, request)
    if report.connection is None:
        raise RuntimeError("; ".join(str(one) for one in report.findings))
    engine.sync_inventory(report.connection.id)


def try_lines(world: World, facts: Mapping[str, Any]) -> Iterable[str]:
    """Commands to paste: buy a box, see what became of it."""
    market = facts["addresses"]["ibuyflowers"]
    arrival = Florists(world).usual_arrival()
    state = world.partners["ibuyflowers"].state
    key = next((offer.key for offer in state.offers.values() if offer.origin == 1), "1-0")
    order = {
        "florist": 1,
        "arrivalDate": arrival.isoformat(),
        "lines": [{"key": key, "boxes": 1}],
    }
    yield f"curl -d '{json.dumps(order)}' '{market}/_lab/act/ibuyflowers/check_out'"
    yield f"curl '{facts['engine']}/health'"
