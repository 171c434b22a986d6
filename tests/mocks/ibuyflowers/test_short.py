"""Answers that say fewer boxes than ordered are there."""

from typing import Any

import pytest

from tests.mocks.ibuyflowers.market import Market, offer

ANSWER = "supplier/answer"


@pytest.fixture
def market() -> Market:
    one = Market()
    one.tells(offer("1-1"))
    return one


def short(boxes: int | None, **fields: Any) -> dict[str, Any]:
    said = {"outcome": "short", "boxes": boxes, "kometNumber": "W-1", "reason": "the farm has less"}
    return {name: value for name, value in (said | fields).items() if value is not None}


@pytest.mark.parametrize("first", [{}, {"outcome": "short", "boxes": 3, "reason": "less"}])
def test_fewer_boxes_are_paid_for(market: Market, first: dict[str, Any]) -> None:
    order = market.buys({"1-1": 4})
    market.answers(order, **({"kometNumber": "W-1"} | first))
    assert market.answers(order, **short(1))["state"] == "partially_accepted"
    shown = market.order(order)
    (line,) = shown["lines"]
    assert (line["boxes"], line["boxesComing"], line["answer"]) == (4, 1, "short")
    assert shown["total"] == line["amount"] == line["pricePerBox"]


def test_the_same_again_is_no_news_and_other_boxes_are(market: Market) -> None:
    order = market.buys({"1-1": 4})
    assert market.answers(order, **short(3))["applied"]
    assert not market.answers(order, **short(3))["applied"]
    assert market.answers(order, **short(2))["applied"]


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (short(None), "field.missing", "boxes"),
        (short(2, kometNumber=""), "field.missing", "kometNumber"),
        (short(2, reason=""), "field.missing", "reason"),
        (short(4), "answer.boxes", "boxes"),
        (short(5), "answer.boxes", "boxes"),
    ],
)
def test_what_is_short_says_how_and_why(
    market: Market, said: dict[str, Any], code: str, field: str
) -> None:
    order = market.buys({"1-1": 4})
    before = market.world.digests()
    error = market.refused(market.supplier, ANSWER, market.answer(order, **said))
    assert (error["code"], error["field"]) == (code, field)
    assert market.world.digests() == before


def test_a_short_line_never_gets_more_again(market: Market) -> None:
    order = market.buys({"1-1": 4})
    market.answers(order, **short(2))
    for said in (short(3), {"outcome": "accepted", "kometNumber": "W-1"}):
        error = market.refused(market.supplier, ANSWER, market.answer(order, **said))
        assert error["status"] == 409


@pytest.mark.parametrize("outcome", ["refused", "released"])
def test_a_short_line_can_still_be_refused_or_released(market: Market, outcome: str) -> None:
    order = market.buys({"1-1": 4})
    market.answers(order, **short(2))
    if outcome == "released":
        market.done(market.florist(), "shop/order/cancel", {"orderId": order})
    assert market.answers(order, outcome=outcome, reason="all gone")["applied"]
