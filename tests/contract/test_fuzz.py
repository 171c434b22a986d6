"""Guard 2: whatever the documents allow or forbid, the simulators answer as published.

Every operation is asked by schemathesis from the published file, through the partner's Flask app:
with calls the document allows (some fields set to values that exist in the world, or nothing but
"not found" would be tried) and with calls it forbids. Its check that forbidden calls get a 4xx is
replaced by ours: Komet refuses with HTTP 200, so a refusal is told by the envelope; and a refused
call must not have changed a fact.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mocks.core.api import Request, Response
from mocks.ibuyflowers.facts.trade import CardChanged
from mocks.worlds import PARTNERS
from tests.contract.doors import DOCUMENTS, DOORS, Door, ibuyflowers

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


#: Documents to print, which are not JSON.
PRINTED = ("application/pdf", "application/zpl")

#: Partners that refuse by HTTP status, and whatever their document forbids.
STRICT = ("ibuyflowers", "axerrio")


@pytest.fixture(scope="module")
def doors() -> Iterator[dict[str, Door]]:
    yield {name: make() for name, make in DOORS.items()}


class How(Enum):
    """Where the fields of a call come from."""

    GENERATED = "as the document allows"
    AMONG = "good values among generated ones"
    ALONE = "good values alone"
    FORBIDDEN = "as the document forbids"


EXAMPLES = {How.GENERATED: 6, How.AMONG: 4, How.ALONE: 3, How.FORBIDDEN: 6}


def settled(data: st.DataObject, door: Door, case: Case, how: How) -> None:
    """Set fields of a call to values that exist, so that it gets through."""
    if how not in (How.AMONG, How.ALONE):
        return
    good = {
        name: data.draw(st.sampled_from(values))
        for name, values in door.good.get(case.path, {}).items()
    }
    for place in (case.body, case.query):
        if isinstance(place, dict) and good:
            if how is How.ALONE:
                place.clear()
            place.update(good)


def sent(door: Door, case: Case, entry: Any) -> tuple[bool, Any]:
    """The call carried out and judged: whether it was refused, and the answer."""
    before = door.facts
    case.headers.update(door.headers(entry))
    response = case.call()
    case.validate_response(response, checks=CHECKS)
    printed = response.headers["content-type"][0] in PRINTED
    answer = {} if printed else msgspec.json.decode(response.content)
    refused = door.is_refusal(response.status_code, answer)
    if refused:
        assert door.facts == before, "a refused call changed something"
    return refused, answer


def fuzz(door: Door, verb: str, path: str, how: How, judge: Any) -> int:
    """Ask one operation in one way; how many answers were no refusal."""
    entry = DOCUMENTS[door.partner]["paths"][path][verb.lower()]
    mode = GenerationMode.NEGATIVE if how is How.FORBIDDEN else GenerationMode.POSITIVE
    strategy = door.schema[path][verb].as_strategy(generation_mode=mode)
    answered = []

    @settings(
        max_examples=EXAMPLES[how],
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(strategy)
        settled(data, door, case, how)
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
        if partner in STRICT and refused:
            assert answer["error"]["code"] not in {"body.unreadable", "field.unknown"}

    ways = (How.GENERATED, How.AMONG, How.ALONE)
    answered = [fuzz(doors[partner], verb, path, how, judge) for how in ways]
    assert sum(answered) > 0, "every call was refused: nothing but refusals was looked at"


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
        if partner in STRICT and is_forbidden(partner, verb, path, case):
            assert refused, case.body

    fuzz(doors[partner], verb, path, How.FORBIDDEN, judge)


@pytest.mark.parametrize("partner", PARTNERS)
@pytest.mark.parametrize(
    ("broken", "found"),
    [
        (Response(500, b"{}"), "Server error"),
        (Response(200, b'{"total": "many"}'), "violates schema"),
        (Response(200, b"<html>", "text/html"), "Content-Type"),
    ],
    ids=["a 5xx", "a wrong shape", "a page"],
)
def test_a_partner_that_answers_otherwise_is_found(
    partner: str, broken: Response, found: str
) -> None:
    door = DOORS[partner]()
    door.world.call = lambda name, request: broken  # type: ignore[method-assign]
    path = {
        "komet": "/api/boxtype.list",
        "ibuyflowers": "/api/shop/orders",
        "axerrio": "/api/desk/orders",
    }[partner]
    with pytest.raises(FailureGroup, match=found):
        fuzz(door, "GET", path, How.ALONE, lambda *_: None)


def test_a_refusal_that_changed_something_is_found() -> None:
    door = ibuyflowers()
    state, call = door.world.partners["ibuyflowers"].state, door.world.call

    def clumsy(name: str, request: Request) -> Response:
        state.record(door.world.now(), CardChanged(florist_id=1, refusals_due=1))
        return call(name, request)

    door.world.call = clumsy  # type: ignore[method-assign]
    with pytest.raises(AssertionError, match="changed something"):
        fuzz(door, "POST", "/api/shop/checkout", How.GENERATED, lambda *_: None)
