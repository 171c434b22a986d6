"""What the marketplace's client makes of answers."""

from datetime import UTC, date, datetime
from decimal import Decimal

import httpx
import msgspec
import pytest

from integration.errors import LineRefused, NeedsPerson, Stopped, Unknown
from integration.model import Offer
from integration.partners import OutOfDate
from integration.ports import Answer, Batch
from tests.integration.partners.scripted import CONNECTION, scripted

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
OFFER = Offer(
    key="1-4711",
    origin=1,
    product_id=5,
    name="Rose " * 100,
    box_type="QB",
    unit_type="Stem",
    bunches=10,
    stems_bunch=25,
    boxes=3,
    price=Decimal("0.45"),
    available_from=date(2026, 3, 2),
    available_to=date(2026, 5, 1),
    vendor="x" * 150,
)
BATCH = Batch(number=3, part=1, parts=1, read_at=NOW, cadence_s=300, upserts=(OFFER,))
TAKEN = b'{"number":3,"part":1,"applied":true,"complete":true,"unsellable":0}'


def refused(status: int, code: str) -> httpx.Response:
    body = {"error": {"code": code, "field": "", "message": "no"}}
    return httpx.Response(status, content=msgspec.json.encode(body))


def test_money_leaves_as_a_number_and_long_texts_cut_to_what_is_taken():
    with scripted(TAKEN) as script:
        script.market.publish(CONNECTION, BATCH)
    (request,) = script.requests
    assert b'"price":0.45' in request.content
    assert request.headers["authorization"] == "Bearer the-key"
    sent = msgspec.json.decode(request.content)
    assert len(sent["upserts"][0]["name"]) == 300
    assert len(sent["upserts"][0]["vendor"]) == 100
    assert sent["readAt"] == "2026-03-02T10:00:00Z"


def test_an_answer_about_another_part_tells_nothing():
    with scripted(TAKEN.replace(b'"part":1', b'"part":2')) as script, pytest.raises(Unknown):
        script.market.publish(CONNECTION, BATCH)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused(409, "batch.old"), OutOfDate),
        (refused(401, "key.unknown"), Stopped),
        (refused(403, "key.kind"), Stopped),
        (refused(404, "order.unknown"), LineRefused),
        (refused(422, "field.wrong"), NeedsPerson),
    ],
)
def test_a_refusal_is_named_and_not_asked_again(answer, kind):
    with scripted(answer) as script, pytest.raises(kind):
        script.market.publish(CONNECTION, BATCH)
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(503, content=b"<html>"),
        httpx.Response(409, content=b"<html>"),
        refused(500, "boom"),
        httpx.Response(200, content=b'{"number":3'),
        httpx.Response(200, content=b"<html>"),
        httpx.ReadTimeout("slow"),
    ],
    ids=repr,
)
def test_trouble_is_tried_again_since_repeating_is_safe(answer):
    with scripted(answer, TAKEN) as script:
        script.market.publish(CONNECTION, BATCH)
    with scripted(answer) as script, pytest.raises(Unknown):
        script.market.publish(CONNECTION, BATCH)


def test_calls_to_the_marketplace_cost_no_allowance():
    with scripted(TAKEN) as script:
        script.market.publish(CONNECTION, BATCH)
    assert script.calls == []


def test_an_event_is_read_with_its_order():
    event = {
        "cursor": 9,
        "at": "2026-03-02T10:00:00Z",
        "kind": "placed",
        "orderId": 7,
        "revision": 0,
        "order": {
            "orderId": 7,
            "revision": 0,
            "state": "placed",
            "arrivalDate": "2026-03-05",
            "shipDate": "2026-03-04",
            "poNumber": "P1",
            "buyer": "Ivy",
            "shipTo": {"name": "Ivy", "city": "Austin"},
            "lines": [
                {"lineId": 1, "key": "2-815", "origin": 2, "boxes": 3, "price": 0.45, "new": 1}
            ],
        },
    }
    body = msgspec.json.encode({"events": [event], "last": 9, "more": False})
    with scripted(body) as script:
        (found,) = script.market.events(CONNECTION, 8, 50)
    assert dict(script.requests[0].url.params) == {"after": "8", "limit": "50"}
    assert (found.cursor, found.at, found.order.arrival_date) == (9, NOW, date(2026, 3, 5))
    (line,) = found.order.lines
    assert (line.inventory_id, line.boxes, line.price) == (815, 3, Decimal("0.45"))


def test_an_answer_says_only_what_there_is_to_say():
    told = b'{"orderId":7,"lineId":1,"revision":0,"applied":true,"state":"accepted"}'
    with scripted(told) as script:
        accepted = Answer(
            order_id=7, line_id=1, revision=0, outcome="accepted", komet_number="W1001"
        )
        script.market.answer(CONNECTION, accepted)
    assert msgspec.json.decode(script.requests[0].content) == {
        "orderId": 7,
        "lineId": 1,
        "revision": 0,
        "outcome": "accepted",
        "kometNumber": "W1001",
    }
