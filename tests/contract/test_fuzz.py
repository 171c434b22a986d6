"""Guard 2: whatever the documents allow or forbid, the simulators answer as published.

Every operation is asked by schemathesis from the published file, through the partner's Flask app:
with calls the document allows (some fields set to values that exist in the world, or nothing but
"not found" would be tried) and with calls it forbids. Its check that forbidden calls get a 4xx is
replaced by ours: Komet refuses with HTTP 200, so a refusal is told by the envelope; and a refused
call must not have changed a fact.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mocks.core.web import Stage, build_app
from mocks.core.world import World
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, tokens_of
from mocks.worlds import PARTNERS, WorldSpec, build_world
from tests.mocks.ibuyflowers.market import ADDRESS, HAND_OVER, MONDAY, THURSDAY, Market, offer

OPENAPI = Path(__file__).parents[2] / "mocks" / "openapi"
DOCUMENTS = {
    name: msgspec.json.decode((OPENAPI / f"{name}.json").read_bytes()) for name in PARTNERS
}
EVERY = [
    (partner, verb.upper(), path)
    for partner, document in DOCUMENTS.items()
    for path, entries in document["paths"].items()
    for verb in entries
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ALLOWED, FORBIDDEN = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
EXAMPLES = {ALLOWED: 20, FORBIDDEN: 12}


class Door:
    """One partner's app with a world behind it, and the keys to its operations."""

    def __init__(self, partner: str, world: World, keys: dict[str, str]) -> None:
        self.partner, self.world, self.keys = partner, world, keys
        self.schema = schemathesis.openapi.from_dict(DOCUMENTS[partner])
        self.schema.app = build_app(Stage(world), partner)

    @property
    def facts(self) -> int:
        return len(self.world.partners[self.partner].state.ledger)

    def headers(self, entry: Any) -> dict[str, str]:
        """What opens an operation: a key of a kind it takes."""
        key = next((self.keys[kind] for kind in entry["x-tokens"][::-1]), "")
        if self.partner == "komet":
            return {"authenticationToken": key, "X-ACCOUNT": str(COMPANY)}
        return {"Authorization": f"Bearer {key}"}

    def is_refusal(self, status: int, answer: Any) -> bool:
        return answer.get("status") == 0 if self.partner == "komet" else status >= 400


def komet() -> Door:
    spec = WorldSpec(lines=30, users=1000, start=MONDAY, frozen=True)
    world = build_world(spec)
    tokens = tokens_of(world.partners["komet"].state)
    return Door("komet", world, {kind.capitalize(): text for kind, text in tokens.items()})


def ibuyflowers() -> Door:
    market = Market()
    market.tells(offer("1-1", boxes=1000), offer("1-2", boxes=2))
    market.answers(market.buys({"1-1": 1}))
    market.buys({"1-2": 1})
    market.cart({"1-1": 2})
    keys = keys_of(1, [1])
    florist = market.florist()
    return Door(
        "ibuyflowers",
        market.world,
        {"onboarding": str(keys["onboarding"]), "supplier": market.supplier, "florist": florist},
    )


DOORS = {"komet": komet, "ibuyflowers": ibuyflowers}

#: Values that exist in the worlds above, by the field's published name.
KNOWN: dict[str, dict[str, list[Any]]] = {
    "ibuyflowers": {
        **{name: [value] for name, value in HAND_OVER.items()},
        "key": ["1-1", "1-2"],
        "boxes": [1, 2],
        "cartId": [1, 2, 3],
        "orderId": [10_000_001, 10_000_002],
        "lineId": [1],
        "revision": [0],
        "connectionId": [1],
        "arrivalDate": [THURSDAY.isoformat()],
        "readAt": [MONDAY.isoformat()],
        "number": [2, 3],
        "part": [1],
        "parts": [1, 2],
        "upserts": [[offer("1-3")]],
        "shipTo": [ADDRESS],
        "kometNumber": ["W-1"],
    },
    "komet": {
        "customerId": [CUSTOMER],
        "companyId": [COMPANY],
        "carrierId": [FEDEX],
        "date": [THURSDAY.isoformat()],
        "shipDate": [THURSDAY.isoformat()],
        "dateFrom": ["2026-11-23"],
        "dateTo": ["2026-12-30"],
        "orderDateFrom": ["2026-11-20"],
        "orderDateTo": ["2026-11-30"],
        "orderDate": ["2026-11-23"],
        "availableDate": ["2026-11-25"],
        "status": [0, 1],
        "statusId": [1, 2],
        "webOrderId": list(range(1, 4)),
        "quantity": [1],
        "boxes": [1],
        "statusDraft": [0, 1],
        "username": ["floor@example.test"],
        "password": ["only-in-the-lab"],
    },
}


@pytest.fixture(scope="module")
def doors() -> Iterator[dict[str, Door]]:
    yield {name: make() for name, make in DOORS.items()}


def settled(data: st.DataObject, partner: str, case: Case) -> None:
    """Set some fields of an allowed call to values that exist."""
    for place in (case.body, case.query):
        if isinstance(place, dict):
            for name in [name for name in KNOWN[partner] if name in place]:
                if data.draw(st.integers(0, 3)):
                    place[name] = data.draw(st.sampled_from(KNOWN[partner][name]))


def sent(door: Door, case: Case, entry: Any) -> tuple[bool, Any]:
    """The call carried out and judged: whether it was refused, and the answer."""
    before = door.facts
    case.headers.update(door.headers(entry))
    response = case.call()
    case.validate_response(response, checks=CHECKS)
    answer = msgspec.json.decode(response.content)
    refused = door.is_refusal(response.status_code, answer)
    if refused:
        assert door.facts == before, "a refused call changed something"
    return refused, answer


def fuzz(door: Door, verb: str, path: str, mode: GenerationMode, judge: Any) -> int:
    """Ask one operation in one mode; how many answers were no refusal."""
    entry = DOCUMENTS[door.partner]["paths"][path][verb.lower()]
    strategy = door.schema[path][verb].as_strategy(generation_mode=mode)
    answered = []

    @settings(
        max_examples=EXAMPLES[mode],
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(strategy)
        if mode is ALLOWED:
            settled(data, door.partner, case)
        refused, answer = sent(door, case, entry)
        judge(case, refused, answer)
        answered.append(not refused)

    ask()
    return sum(answered)


@pytest.mark.parametrize(("partner", "verb", "path"), EVERY, ids=lambda part: str(part))
def test_an_allowed_call_is_answered_as_published(
    doors: dict[str, Door], partner: str, verb: str, path: str
) -> None:
    def judge(case: Case, refused: bool, answer: Any) -> None:
        # What the document allows is never refused for its form.
        if partner == "ibuyflowers" and refused:
            assert answer["error"]["code"] != "body.unreadable"
            assert answer["error"]["code"] not in ("field.missing", "field.unknown") or (
                path == "/api/supplier/answer"
            )

    fuzz(doors[partner], verb, path, ALLOWED, judge)


def is_forbidden(partner: str, verb: str, path: str, case: Case) -> bool:
    """Whether the body is one the published schema does not allow."""
    entry = DOCUMENTS[partner]["paths"][path][verb.lower()]
    if "requestBody" not in entry or isinstance(case.body, bytes):
        return False
    schema = entry["requestBody"]["content"]["application/json"]["schema"]
    whole = schema | {"components": DOCUMENTS[partner]["components"]}
    return not jsonschema_rs.validator_for(whole, validate_formats=True).is_valid(case.body)


WITH_INPUT = [
    (partner, verb, path)
    for partner, verb, path in EVERY
    if {"requestBody", "parameters"} & set(DOCUMENTS[partner]["paths"][path][verb.lower()])
]


@pytest.mark.parametrize(("partner", "verb", "path"), WITH_INPUT, ids=lambda part: str(part))
def test_a_forbidden_call_is_refused_as_published(
    doors: dict[str, Door], partner: str, verb: str, path: str
) -> None:
    def judge(case: Case, refused: bool, answer: Any) -> None:
        if partner == "ibuyflowers" and is_forbidden(partner, verb, path, case):
            assert refused, case.body

    fuzz(doors[partner], verb, path, FORBIDDEN, judge)
