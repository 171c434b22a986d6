from typing import Any

import pytest

from tests.mocks.ibuyflowers.market import FRIDAY, WEDNESDAY, Market, offer

ANSWER = "supplier/answer"


@pytest.fixture
def market() -> Market:
    one = Market()
    one.tells(offer("1-1"), offer("2-2", origin=2, price=7, unitType="Bunch"))
    return one


def test_an_order_is_shown_with_all_the_supplier_needs(market: Market) -> None:
    order = market.buys({"1-1": 2, "2-2": 1})
    feed = market.events()
    (event,) = feed["events"]
    assert (event["cursor"], event["kind"], event["orderId"]) == (1, "placed", order)
    assert event["at"] == "2026-11-23T14:00:00Z"
    shown = event["order"]
    assert (shown["orderId"], shown["revision"], shown["state"]) == (order, 0, "placed")
    assert (shown["arrivalDate"], shown["shipDate"]) == ("2026-11-26", "2026-11-25")
    assert (shown["poNumber"], shown["shipTo"]["zipcode"]) == ("PO 7", "14201")
    assert shown["buyer"] == market.state.florists[1].name
    assert [(line["key"], line["origin"], line["boxes"]) for line in shown["lines"]] == [
        ("1-1", 1, 2),
        ("2-2", 2, 1),
    ]
    first = shown["lines"][0]
    assert (first["price"], first["allInPerBunch"]) == (0.3, 9.35)
    assert (first["confirmedAt"], first["stale"]) == ("2026-11-23T14:00:00Z", False)
    assert len(str(order)) == 8


def test_an_event_shows_the_order_as_it_was_then(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.act("reject_card", orderId=order)
    market.act("cancel", orderId=order)
    states = [(one["kind"], one["order"]["state"]) for one in market.events()["events"]]
    assert states == [
        ("placed", "placed"),
        ("moved", "rescheduled"),
        ("cancelled", "cancelled_buyer"),
    ]


def test_pages_follow_each_other_without_gap_or_repetition(market: Market) -> None:
    orders = [market.buys({"1-1": 1}) for _ in range(5)]
    seen, after, more = [], 0, True
    while more:
        page = market.events(after, limit=2)
        seen += [one["orderId"] for one in page["events"]]
        after, more = page["last"], page["more"]
    assert seen == orders
    assert market.events(after) == {"events": [], "last": after, "more": False}


def test_another_suppliers_events_leave_gaps_in_the_cursor_only(market: Market) -> None:
    other = market.connect(customerId=7002)["supplierKey"]
    body = market.part(number=1, upserts=[offer("9-9")])
    market.done(other, "supplier/inventory", body)
    own = [market.buys({key: 1}) for key in ("9-9", "1-1", "9-9")]
    query = {"after": 0, "limit": 1}
    page = market.done(other, "supplier/events", query=query)
    assert ([one["orderId"] for one in page["events"]], page["more"]) == (own[:1], True)
    page = market.done(other, "supplier/events", query=query | {"after": page["last"]})
    assert ([one["cursor"] for one in page["events"]], page["more"]) == ([3], False)


@pytest.mark.parametrize("query", [{"after": -1}, {"limit": 0}, {"limit": 1001}])
def test_a_cursor_or_limit_nobody_gave_is_refused(market: Market, query: dict[str, int]) -> None:
    assert market.refused(market.supplier, "supplier/events", query=query)["status"] == 422


def test_a_cursor_beyond_the_end_gives_nothing(market: Market) -> None:
    market.buys({"1-1": 1})
    assert market.events(999) == {"events": [], "last": 999, "more": False}


# --- answers --------------------------------------------------------------------------------------


def test_the_last_line_answered_moves_the_order(market: Market) -> None:
    order = market.buys({"1-1": 1, "2-2": 1})
    first = market.answers(order, 1, kometNumber="I-100")
    assert (first["applied"], first["state"]) == (True, "placed")
    assert market.answers(order, 2, kometNumber=4711)["state"] == "accepted"
    numbers = [line["kometNumber"] for line in market.order(order)["lines"]]
    assert numbers == ["I-100", "4711"]


@pytest.mark.parametrize(
    ("outcomes", "state", "total"),
    [
        (("accepted", "refused"), "partially_accepted", 224.4),
        (("refused", "refused"), "rejected_by_supplier", 0),
    ],
)
def test_refused_lines_are_told_to_the_buyer_with_the_reason(
    market: Market, outcomes: tuple[str, str], state: str, total: float
) -> None:
    order = market.buys({"1-1": 2, "2-2": 1})
    for line, outcome in enumerate(outcomes, start=1):
        said = {"outcome": outcome, "kometNumber": "I-1", "reason": "sold by phone"}
        market.answers(order, line, **said)
    shown = market.order(order)
    assert (shown["state"], shown["total"]) == (state, total)
    assert shown["lines"][1]["reason"] == "sold by phone"


@pytest.mark.parametrize(
    "again",
    [
        {"outcome": "accepted", "kometNumber": "W-1"},
        {"outcome": "accepted", "kometNumber": "W-1", "reason": "said again"},
    ],
)
def test_the_same_answer_again_changes_nothing(market: Market, again: dict[str, str]) -> None:
    order = market.buys({"1-1": 1})
    market.answers(order)
    before = market.world.digests()
    assert market.answers(order, **again)["applied"] is False
    assert market.world.digests() == before


def test_a_refusal_may_be_worded_anew(market: Market) -> None:
    order = market.buys({"1-1": 1})
    market.answers(order, outcome="refused", reason="one")
    assert market.answers(order, outcome="refused", reason="two")["applied"] is False
    assert market.order(order)["lines"][0]["reason"] == "one"


def test_an_accepted_line_may_be_refused_after_all(market: Market) -> None:
    order = market.buys({"1-1": 1, "2-2": 1})
    market.answers(order, 1)
    market.answers(order, 2)
    said = {"outcome": "refused", "reason": "removed in Komet"}
    assert market.answers(order, 1, **said)["state"] == "partially_accepted"
    assert market.answers(order, 2, **said)["state"] == "rejected_by_supplier"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"outcome": "accepted"}, {"outcome": "accepted", "kometNumber": "W-2"}),
        ({"outcome": "refused", "reason": "x"}, {"outcome": "accepted"}),
        ({"outcome": "refused", "reason": "x"}, {"outcome": "released"}),
    ],
)
def test_another_answer_is_a_conflict(
    market: Market, first: dict[str, str], second: dict[str, str]
) -> None:
    order = market.buys({"1-1": 1})
    market.answers(order, **({"kometNumber": "W-1"} | first))
    body = market.answer(order, **({"kometNumber": "W-1"} | second))
    error = market.refused(market.supplier, ANSWER, body)
    assert (error["status"], error["code"]) == (409, "answer.conflict")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"outcome": "accepted", "kometNumber": ""}, "kometNumber"),
        ({"outcome": "refused"}, "reason"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"outcome": "refused", "reason": "x" * 501}, "reason"),
    ],
)
def test_an_answer_says_the_number_or_the_reason(
    market: Market, said: dict[str, str], field: str
) -> None:
    body = market.answer(market.buys({"1-1": 1}), **said)
    error = market.refused(market.supplier, ANSWER, body)
    assert (error["status"], error["field"]) == (422, field)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lineId": 2}, "line.unknown"),
        ({"revision": 1}, "line.unknown"),
        ({"orderId": 99_999_999}, "order.unknown"),
    ],
)
def test_what_was_never_ordered_is_not_answered(
    market: Market, change: dict[str, Any], code: str
) -> None:
    body = market.answer(market.buys({"1-1": 1})) | change
    error = market.refused(market.supplier, ANSWER, body)
    assert (error["status"], error["code"]) == (404, code)


def test_a_line_is_released_once_nobody_wants_it(market: Market) -> None:
    order = market.buys({"1-1": 1})
    market.answers(order)
    body = market.answer(order, outcome="released")
    assert market.refused(market.supplier, ANSWER, body)["code"] == "answer.early"
    market.act("cancel", orderId=order)
    assert market.answers(order, outcome="released")["state"] == "cancelled_buyer"
    assert market.answers(order, outcome="released")["applied"] is False
    assert market.order(order)["lines"][0]["answer"] == "released"


def test_an_order_cancelled_before_its_answer_can_be_answered_and_released(market: Market) -> None:
    order = market.buys({"1-1": 1, "2-2": 1})
    market.act("cancel", orderId=order)
    assert market.answers(order, 1)["state"] == "cancelled_buyer"
    assert market.answers(order, 1, outcome="released")["applied"]
    assert market.answers(order, 2, outcome="released")["applied"]


def test_the_old_revision_is_released_and_the_new_one_answered(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.answers(order, kometNumber="W-1")
    market.act("reject_card", orderId=order)
    assert market.answers(order, outcome="released")["state"] == "rescheduled"
    assert market.answers(order, revision=1, kometNumber="W-2")["state"] == "accepted"


def test_a_late_answer_to_an_old_revision_leaves_the_order_alone(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.act("reject_card", orderId=order)
    assert market.answers(order, revision=0)["state"] == "rescheduled"
    assert market.order(order)["lines"][0]["answer"] == "waiting"


def test_a_packed_line_is_not_refused_any_more(market: Market) -> None:
    order = market.buys({"1-1": 1}, FRIDAY)
    market.answers(order)
    market.later(days=4)
    body = market.answer(order, outcome="refused", reason="late")
    error = market.refused(market.supplier, ANSWER, body)
    assert (error["status"], error["code"]) == (409, "order.state")


def test_status_counts_the_orders_that_want_an_answer(market: Market) -> None:
    orders = [market.buys({"1-1": 1}) for _ in range(2)]
    market.answers(orders[0])
    assert market.done(market.supplier, "supplier/status")["orders"] == 1
