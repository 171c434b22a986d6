from datetime import timedelta
from typing import Any

import msgspec
import pytest

from mocks.core.api import Request
from tests.mocks.ibuyflowers.market import HAND_OVER, Market, offer


@pytest.fixture
def market() -> Market:
    return Market()


def test_no_key_and_a_wrong_key_are_told_how(market: Market) -> None:
    for key, code in (("", "key.missing"), ("ibf_wrong", "key.unknown")):
        error = market.refused(key, "supplier/status")
        assert (error["status"], error["code"]) == (401, code)
        assert "Authorization: Bearer" in error["message"] or code == "key.unknown"
    assert market.ask("", "supplier/status").headers["WWW-Authenticate"] == "Bearer"


def test_a_key_opens_only_its_own_side(market: Market) -> None:
    for key, path in (
        (market.florist(), "supplier/status"),
        (market.supplier, "shop/orders"),
    ):
        assert market.refused(key, path)["code"] == "key.kind"
    error = market.refused(market.supplier, "supplier/connection", HAND_OVER)
    assert (error["status"], error["code"]) == (403, "key.kind")


def test_the_word_bearer_is_read_in_any_case(market: Market) -> None:
    headers = {"authorization": f"bEARER  {market.supplier}"}
    request = Request("GET", "/api/supplier/status", headers=headers)
    assert market.world.call("ibuyflowers", request).status == 200
    bare = Request("GET", "/api/supplier/status", headers={"authorization": market.supplier})
    assert market.world.call("ibuyflowers", bare).status == 401


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_another_verb_is_405_in_json(market: Market, verb: str) -> None:
    response = market.world.call("ibuyflowers", Request(verb, "/api/supplier/status"))
    assert response.status == 405
    assert response.headers["Allow"] == "GET"
    assert msgspec.json.decode(response.body)["error"]["code"] == "verb.wrong"


def test_an_unknown_path_is_404_in_json(market: Market) -> None:
    error = market.refused(market.supplier, "supplier/none")
    assert (error["status"], error["code"]) == (404, "path.unknown")


@pytest.mark.parametrize("body", [b"{", b"[1]", b"7", b"\xff\xfe", b'{"key": "\\ud800"}'])
def test_what_is_no_json_object_is_400(market: Market, body: bytes) -> None:
    error = market.refused(market.supplier, "supplier/withdrawal", body)
    assert (error["status"], error["code"], error["field"]) == (400, "body.unreadable", "")


@pytest.mark.parametrize(
    ("change", "field", "right"),
    [
        ({"customerId": "abc"}, "customerId", "Setup > Customers"),
        ({"companyId": 0}, "companyId", "My Profile"),
        ({"carrierId": 1.5}, "carrierId", "Setup > Carriers"),
        ({"kometToken": "short"}, "kometToken", "8 to 100"),
        ({"kometToken": "not-a-real-token\n"}, "kometToken", "8 to 100"),
        ({"serviceWeekdays": [7]}, "serviceWeekdays[0]", "0 for Monday"),
        ({"serviceWeekdays": []}, "serviceWeekdays", "0 for Monday"),
        ({"transitDays": -1}, "transitDays", "a whole number"),
        ({"cadenceS": 0}, "cadenceS", "a number"),
    ],
)
def test_a_wrong_field_is_named_with_what_would_be_right(
    market: Market, change: dict[str, Any], field: str, right: str
) -> None:
    onboarding = market.keys["onboarding"]
    error = market.refused(onboarding, "supplier/connection", HAND_OVER | change)
    assert (error["status"], error["code"]) == (422, "field.wrong")
    assert error["field"] == field
    assert right in error["message"]


@pytest.mark.parametrize("field", list(HAND_OVER))
def test_a_missing_field_is_named_with_where_to_find_it(market: Market, field: str) -> None:
    left = {name: value for name, value in HAND_OVER.items() if name != field}
    error = market.refused(market.keys["onboarding"], "supplier/connection", left)
    assert (error["code"], error["field"]) == ("field.missing", field)
    assert "Komet" in error["message"]


def test_nothing_at_all_names_the_first_field(market: Market) -> None:
    error = market.refused(market.supplier, "supplier/withdrawal", b"")
    assert (error["code"], error["field"]) == ("field.missing", "key")


def test_an_unknown_field_is_named_at_every_depth(market: Market) -> None:
    body = market.part(number=1, upserts=[offer(), offer("1-2", colour="red")])
    error = market.refused(market.supplier, "supplier/inventory", body)
    assert (error["code"], error["field"]) == ("field.unknown", "upserts[1].colour")
    error = market.refused(market.florist(), "shop/orders", query={"sort": "no"})
    assert (error["code"], error["field"]) == ("field.unknown", "sort")


def test_a_whole_number_may_be_written_with_a_point(market: Market) -> None:
    body = b'{"orderId": 10000001.0, "lineId": 1.0, "revision": 0, "outcome": "released"}'
    error = market.refused(market.supplier, "supplier/answer", body)
    assert error["code"] == "order.unknown"
    for given in (b"1.5", b'"1"', b"true", b"null", b"1e400"):
        wrong = body.replace(b"10000001.0", given)
        error = market.refused(market.supplier, "supplier/answer", wrong)
        assert (error["status"], error["field"]) == (422, "orderId")


def test_a_query_takes_numbers_as_text_and_names_what_is_none(market: Market) -> None:
    assert market.done(market.supplier, "supplier/events", query={"limit": "5"})
    error = market.refused(market.supplier, "supplier/events", query={"after": "x"})
    assert (error["code"], error["field"]) == ("field.wrong", "after")


def test_a_moment_without_a_zone_is_refused(market: Market) -> None:
    body = market.part(number=1, readAt="2026-11-23T14:00:00")
    error = market.refused(market.supplier, "supplier/inventory", body)
    assert error["field"] == "readAt"
    assert "with its zone" in error["message"]


def test_the_unit_is_a_bunch_or_a_stem(market: Market) -> None:
    body = market.part(number=1, upserts=[offer(unitType="Box")])
    error = market.refused(market.supplier, "supplier/inventory", body)
    assert error["field"] == "upserts[0].unitType"
    assert "Bunch or Stem" in error["message"]


def test_keys_and_tokens_are_masked_in_the_journal(market: Market) -> None:
    market.connect(kometToken="not-a-real-token-9876")
    market.later(seconds=1)
    lines = market.world.journal.find()
    told = str([(line.asked, line.answered) for line in lines])
    assert "not-a-real" not in told and "***9876" in told
    assert market.supplier not in told and f"ibf_***{market.supplier[-4:]}" in told


def test_the_ledger_keeps_neither_key_nor_token(market: Market) -> None:
    facts = str([entry.fact for entry in market.state.ledger])
    assert "not-a-real" not in facts
    assert market.supplier not in facts


def test_two_keys_of_different_worlds_differ() -> None:
    one = Market().keys["onboarding"]
    assert one == Market().keys["onboarding"]
    assert len({one, *Market().keys["florists"]}) == 21


def test_refused_reads_leave_the_clock_alone(market: Market) -> None:
    before = market.now
    market.refused("", "supplier/status")
    assert market.now - before == timedelta(0)
