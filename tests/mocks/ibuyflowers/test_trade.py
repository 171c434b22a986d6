from datetime import date, timedelta
from typing import Any

import pytest

from mocks.core.errors import Missing, NotPossible
from mocks.ibuyflowers import order_states
from tests.mocks.ibuyflowers.market import FRIDAY, THURSDAY, WEDNESDAY, Market, offer

NEXT_MONDAY = date(2026, 11, 30)


@pytest.fixture
def market() -> Market:
    one = Market()
    one.tells(offer("1-1"), offer("1-2"))
    return one


def heard(market: Market, after: int = 0) -> list[tuple[str, int, str]]:
    """Kind, revision and arrival date of each event after a cursor."""
    return [
        (one["kind"], one["revision"], one["order"]["arrivalDate"])
        for one in market.events(after)["events"]
    ]


def state(market: Market, order: int) -> str:
    return market.state.orders[order].state


def refuse(market: Market, order: int, line: int, revision: int = 0) -> Any:
    return market.answers(order, line, revision, outcome="refused", reason="no boxes left")


# --- cards ----------------------------------------------------------------------------------------


def test_a_failed_card_moves_the_date_and_the_revision(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.answers(order)
    market.act("reject_card", orderId=order)
    moved = market.state.orders[order]
    assert (moved.state, moved.revision) == ("rescheduled", 1)
    assert (moved.arrival, moved.ship_date) == (THURSDAY, WEDNESDAY)
    assert heard(market) == [("placed", 0, "2026-11-25"), ("moved", 1, "2026-11-26")]
    assert market.order(order)["lines"][0]["answer"] == "waiting"


def test_the_second_failure_drops_the_order(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.act("reject_card", orderId=order)
    market.act("reject_card", orderId=order)
    assert state(market, order) == "cancelled_payment"
    assert heard(market, 2) == [("dropped", 1, "2026-11-26")]
    with pytest.raises(NotPossible):
        market.act("reject_card", orderId=order)


def test_a_push_from_thursday_to_friday_is_dropped(market: Market) -> None:
    order = market.buys({"1-1": 1}, FRIDAY)
    market.act("reject_card", orderId=order)
    assert state(market, order) == "cancelled_payment"
    assert heard(market, 1) == [("dropped", 0, "2026-11-27")]


def test_under_the_switch_thursdays_boxes_are_pushed_to_friday() -> None:
    market = Market(friday_push="move")
    market.tells(offer())
    order = market.buys({"1-1": 1}, FRIDAY)
    market.act("reject_card", orderId=order)
    assert heard(market, 1) == [("moved", 1, "2026-11-30")]
    assert market.state.orders[order].ship_date == FRIDAY


def test_a_push_over_the_weekend_goes_to_the_next_working_day(market: Market) -> None:
    order = market.buys({"1-1": 1}, NEXT_MONDAY)
    assert market.state.orders[order].ship_date == FRIDAY
    market.act("reject_card", orderId=order)
    moved = market.state.orders[order]
    assert (moved.arrival, moved.ship_date) == (date(2026, 12, 1), NEXT_MONDAY)


def test_a_late_failure_moves_to_a_day_that_can_still_be_packed(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.later(days=2)
    market.act("reject_card", orderId=order)
    # It is Wednesday: what ships today is too late, Thursday it is.
    assert market.state.orders[order].ship_date == THURSDAY
    assert market.state.orders[order].arrival == FRIDAY


def test_a_card_is_charged_a_day_before_packing(market: Market) -> None:
    market.act("card_fails", florist=1)
    order = market.buys({"1-1": 1}, THURSDAY)
    market.answers(order)
    market.later(hours=24, minutes=59)
    assert state(market, order) == "accepted"
    market.later(minutes=1)
    # Tuesday, ten o'clock in New York.
    assert (market.now.isoformat(), state(market, order)) == (
        "2026-11-24T15:00:00+00:00",
        "rescheduled",
    )
    assert market.state.orders[order].arrival == FRIDAY
    assert market.state.florists[1].refusals_due == 0


def test_a_card_that_fails_twice_drops_the_order_on_its_new_day(market: Market) -> None:
    market.act("card_fails", florist=1, refusals=2)
    order = market.buys({"1-1": 1}, THURSDAY)
    market.later(days=3)
    assert heard(market) == [
        ("placed", 0, "2026-11-26"),
        ("moved", 1, "2026-11-27"),
        ("dropped", 1, "2026-11-27"),
    ]
    assert state(market, order) == "cancelled_payment"


def test_another_florists_card_is_not_touched(market: Market) -> None:
    market.act("card_fails", florist=2)
    order = market.buys({"1-1": 1}, THURSDAY)
    market.answers(order)
    market.later(days=2, hours=2)
    assert state(market, order) == "packed"


def test_lines_refused_before_the_move_stay_behind(market: Market) -> None:
    order = market.buys({"1-1": 1, "1-2": 1}, WEDNESDAY)
    refuse(market, order, 1)
    market.answers(order, 2)
    market.act("reject_card", orderId=order)
    moved = market.events(1)["events"][0]["order"]
    assert [line["lineId"] for line in moved["lines"]] == [2]
    assert state(market, order) == "rescheduled"
    assert market.answers(order, 2, 1)["state"] == "accepted"
    lines = market.order(order)["lines"]
    assert [(line["lineId"], line["answer"]) for line in lines] == [(1, "refused"), (2, "accepted")]
    assert lines[0]["reason"] == "no boxes left"
    error = market.refused(market.supplier, "supplier/answer", market.answer(order, 1, 1))
    assert (error["status"], error["code"]) == (404, "line.unknown")


# --- cancelling -----------------------------------------------------------------------------------


def test_a_buyer_cancels_and_the_supplier_hears_of_it(market: Market) -> None:
    order = market.buys({"1-1": 1})
    cancelled = market.done(market.florist(), "shop/order/cancel", {"orderId": order})
    assert cancelled["state"] == "cancelled_buyer"
    assert heard(market, 1) == [("cancelled", 0, "2026-11-26")]


def test_cancelling_twice_changes_nothing(market: Market) -> None:
    order = market.buys({"1-1": 1})
    market.act("cancel", orderId=order)
    before = market.world.digests()
    assert market.act("cancel", orderId=order).state == "cancelled_buyer"
    assert market.world.digests() == before


def test_a_packed_order_is_not_cancelled(market: Market) -> None:
    order = market.buys({"1-1": 1})
    market.answers(order)
    market.later(days=2, hours=2)
    error = market.refused(market.florist(), "shop/order/cancel", {"orderId": order})
    assert (error["status"], error["code"]) == (409, "order.state")
    assert "is packed" in error["message"]


def test_an_order_nobody_accepted_is_neither_packed_nor_cancelled_by_the_card(
    market: Market,
) -> None:
    order = market.buys({"1-1": 1})
    refuse(market, order, 1)
    market.act("card_fails", florist=1)
    market.later(days=3)
    assert state(market, order) == "rejected_by_supplier"
    with pytest.raises(NotPossible):
        market.act("cancel", orderId=order)


@pytest.mark.parametrize("act", ["cancel", "reject_card"])
def test_nobody_acts_on_an_order_that_is_not_there(market: Market, act: str) -> None:
    with pytest.raises(Missing):
        market.act(act, orderId=7)
    with pytest.raises(Missing) as refused:
        market.act("card_fails", florist=99)
    assert refused.value.code == "florist.unknown"


# --- packing and delivery -------------------------------------------------------------------------


def test_an_accepted_order_is_packed_and_delivered_on_its_days(market: Market) -> None:
    order = market.buys({"1-1": 1}, THURSDAY)
    market.answers(order)
    market.later(days=2, minutes=59)
    assert state(market, order) == "accepted"
    market.later(minutes=1)
    assert state(market, order) == "packed"
    market.later(days=1, hours=4, minutes=59)
    assert state(market, order) == "packed"
    market.later(minutes=1)
    assert state(market, order) == "delivered"


def test_an_unanswered_order_is_not_packed_before_it_is_answered(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.later(days=1, hours=2)
    assert state(market, order) == "placed"
    market.answers(order)
    market.later(minutes=29)
    assert state(market, order) == "accepted"
    market.later(minutes=1)
    assert state(market, order) == "packed"


def test_a_plan_of_a_revision_that_is_gone_does_nothing(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    market.answers(order)
    market.act("reject_card", orderId=order)
    market.answers(order, revision=1)
    # The first packing was planned for Tuesday; the order ships on Wednesday now.
    market.later(days=1, hours=2)
    assert state(market, order) == "accepted"
    market.later(days=1)
    assert state(market, order) == "packed"
    assert market.world.failed_acts == []


# --- the tables -----------------------------------------------------------------------------------


def test_every_state_named_in_a_table_is_in_the_table() -> None:
    moves = order_states.MOVES
    assert {to for after in moves.values() for to in after} <= set(moves)
    assert {to for after in order_states.ANSWERS.values() for to in after} <= set(
        order_states.ANSWERS
    )
    assert {state for state, after in moves.items() if not after} == {
        "rejected_by_supplier",
        "delivered",
        "cancelled_buyer",
        "cancelled_payment",
    }


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        (["accepted", ""], None),
        (["accepted", "accepted"], "accepted"),
        (["accepted", "refused"], "partially_accepted"),
        (["refused", "refused"], "rejected_by_supplier"),
    ],
)
def test_the_answers_of_all_lines_make_the_state(outcomes: list[str], state: str | None) -> None:
    assert order_states.answered_state(outcomes) == state


def test_a_copy_of_the_market_has_its_own_future(market: Market) -> None:
    order = market.buys({"1-1": 1}, WEDNESDAY)
    twin = market.world.copy()
    market.act("cancel", orderId=order)
    twin.advance(timedelta(days=2).total_seconds())
    assert state(market, order) == "cancelled_buyer"
    assert twin.partners["ibuyflowers"].state.orders[order].state == "placed"
    assert market.now < twin.now()
