"""Each law over a good day, and over the same day with a violation planted in its ledger."""

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from mocks.core.laws import Verdict
from mocks.core.ledger import Fact
from mocks.ibuyflowers.facts.supply import InventoryTold, OfferWithdrawn
from mocks.ibuyflowers.facts.trade import LineAnswered, OrderCancelled, OrderPacked, OrderPlaced
from mocks.ibuyflowers.records import Answer
from tests.mocks.ibuyflowers.market import FRIDAY, MONDAY, THURSDAY, WEDNESDAY, Market, offer


@pytest.fixture
def day() -> Market:
    """A day with everything in it that a law looks at."""
    market = Market()
    market.tells(offer("1-1"), offer("1-2"), offer("1-3"))
    market.later(seconds=60)
    first = market.buys({"1-1": 2, "1-2": 1}, WEDNESDAY)
    market.answers(first, 1)
    market.answers(first, 2, outcome="refused", reason="gone")
    market.withdraws("1-2")
    market.later(seconds=240)
    market.tells(offer("1-1", boxes=8), unconfirmed=["1-3"])
    market.later(seconds=200)
    market.buys({"1-3": 1}, florist=2)
    market.act("reject_card", orderId=first)
    market.answers(first, 1, 1)
    market.act("cancel", orderId=market.buys({"1-1": 1}))
    market.later(days=3)
    return market


def verdict(market: Market, law: str) -> Verdict:
    return market.world.judge()[f"ibuyflowers.{law}"]


def plant(market: Market, fact: Fact) -> None:
    market.state.ledger.append(market.now, fact)


def last_order(market: Market) -> OrderPlaced:
    return market.state.ledger.of(OrderPlaced)[-1]


def test_a_good_day_breaks_no_law_and_each_law_had_work(day: Market) -> None:
    verdicts = day.world.judge()
    assert {name: one.violations for name, one in verdicts.items() if one.violations} == {}
    assert {name for name, one in verdicts.items() if one.judged == 0} == set()
    assert len(verdicts) == 7


def test_a_stale_offer_sold_as_fresh_is_found(day: Market) -> None:
    placed = last_order(day)
    line = replace(placed.order.lines[0], stale=not placed.order.lines[0].stale)
    plant(day, replace(placed, order=replace(placed.order, lines=(line,))))
    assert "shown as confirmed" in verdict(day, "stale_is_marked").violations[0]


def test_a_false_moment_of_confirmation_is_found(day: Market) -> None:
    placed = last_order(day)
    moved = placed.order.lines[0].confirmed_at + timedelta(seconds=1)
    line = replace(placed.order.lines[0], confirmed_at=moved)
    plant(day, replace(placed, order=replace(placed.order, lines=(line,))))
    assert len(verdict(day, "stale_is_marked").violations) == 1


def test_a_box_sold_too_often_is_found(day: Market) -> None:
    placed = last_order(day)
    line = replace(placed.order.lines[0], boxes=8)
    plant(day, replace(placed, order=replace(placed.order, lines=(line,))))
    assert "1 + 8 boxes" in verdict(day, "never_oversold").violations[0]


def test_a_hidden_offer_that_was_sold_is_found(day: Market) -> None:
    taken = OfferWithdrawn(connection_id=1, key="1-1", reason="", at=day.now)
    plant(day, taken)
    plant(day, last_order(day))
    assert "although withdrawn" in verdict(day, "hidden_is_not_sold").violations[0]


@pytest.mark.parametrize(("number", "said"), [(1, "came after"), (2, "taken twice")])
def test_a_batch_that_goes_back_is_found(day: Market, number: int, said: str) -> None:
    told = InventoryTold(
        connection_id=1, number=number, part=1, parts=1, read_at=MONDAY, cadence_s=300
    )
    plant(day, told)
    assert said in verdict(day, "batches_go_forward").violations[0]


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_second_answer_and_a_refusal_without_reason_are_found(day: Market, reason: str) -> None:
    order = last_order(day).order.id
    answer = Answer(outcome="refused", reason=reason, at=day.now)
    said = LineAnswered(order_id=order, line_id=1, revision=0, answer=answer)
    plant(day, said)
    plant(day, said)
    found = verdict(day, "one_answer").violations
    assert "refused after refused" in str(found)
    assert ("without a reason" in str(found)) is (reason == "")


def test_a_move_that_is_not_in_the_table_is_found(day: Market) -> None:
    plant(day, OrderPacked(order_id=last_order(day).order.id, at=day.now))
    found = verdict(day, "orders_follow_the_table").violations
    assert "cancelled_buyer became packed" in found[0]


def test_a_gap_in_the_feed_is_found(day: Market) -> None:
    order = day.buys({"1-1": 1}, FRIDAY)
    cursor = day.state.next_id("event") + 1
    plant(day, OrderCancelled(order_id=order, at=day.now, cursor=cursor))
    assert f"event {cursor} came after" in verdict(day, "feed_is_complete").violations[0]


class Trading(RuleBasedStateMachine):
    """Whatever supplier, florists and time do, no law breaks and no answer contradicts the shop."""

    keys = st.sampled_from(["1-1", "1-2", "1-3"])

    @initialize()
    def open(self) -> None:
        self.market = Market()
        self.market.tells(*(offer(key, boxes=3) for key in ("1-1", "1-2", "1-3")))
        self.orders: list[int] = []

    @rule(key=keys, boxes=st.integers(0, 5), skipped=st.sets(keys), lag_s=st.integers(0, 400))
    def tell(self, key: str, boxes: int, skipped: set[str], lag_s: int) -> None:
        read_at = self.market.now - timedelta(seconds=lag_s)
        unconfirmed = sorted(skipped - {key})
        self.market.tells(offer(key, boxes=boxes), unconfirmed=unconfirmed, readAt=read_at)

    @rule(key=keys)
    def tell_half(self, key: str) -> None:
        self.market.tells(offer(key, boxes=2), parts=2)

    @rule(key=keys)
    def remove(self, key: str) -> None:
        self.market.tells(removals=[key])

    @rule(key=keys)
    def withdraw(self, key: str) -> None:
        self.market.withdraws(key)

    @rule(key=keys, boxes=st.integers(1, 3), florist=st.integers(1, 3))
    def buy(self, key: str, boxes: int, florist: int) -> None:
        market = self.market
        left = market.shown(THURSDAY).get(key, {"boxes": 0})["boxes"]
        body = {"arrivalDate": THURSDAY}
        cart = market.done(market.florist(florist), "shop/cart", body)["cartId"]
        line = {"cartId": cart, "key": key, "boxes": boxes}
        answered = market.ask(market.florist(florist), "shop/cart/box", line).status
        assert answered == (200 if left >= boxes else 409)
        if answered == 200:
            lines = [{"key": key, "boxes": boxes}]
            bought = market.act("check_out", florist=florist, arrivalDate=THURSDAY, lines=lines)
            self.orders.append(bought.orderId)

    @rule(pick=st.integers(0, 30), outcome=st.sampled_from(["accepted", "refused", "released"]))
    def answer(self, pick: int, outcome: str) -> None:
        if self.orders:
            order = self.market.state.orders[self.orders[pick % len(self.orders)]]
            body = self.market.answer(order.id, 1, order.revision, outcome=outcome, reason="x")
            body |= {"kometNumber": "W"}
            status = self.market.ask(self.market.supplier, "supplier/answer", body).status
            assert status in (200, 409)

    @rule(pick=st.integers(0, 30))
    def cancel(self, pick: int) -> None:
        if self.orders:
            order = self.market.state.orders[self.orders[pick % len(self.orders)]]
            body = {"orderId": order.id}
            key = self.market.florist(order.florist_id)
            assert self.market.ask(key, "shop/order/cancel", body).status in (200, 409)

    @rule(florist=st.integers(1, 3))
    def spoil(self, florist: int) -> None:
        self.market.act("card_fails", florist=florist)

    @rule(passed_s=st.sampled_from([1, 60, 300, 361, 3600]))
    def wait(self, passed_s: int) -> None:
        self.market.later(seconds=passed_s)

    @invariant()
    def no_law_is_broken(self) -> None:
        assert self.market.broken() == {}


Trading.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestTrading = Trading.TestCase
