"""Each law over a good day, and over the same day with a violation planted in its ledger."""

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from mocks.axerrio.facts.orders import BoxesChosen, LabelsPrinted, LineTold, OrderTaken
from mocks.axerrio.facts.setup import AccountsJoined
from mocks.axerrio.state import AxrState
from mocks.core.laws import Verdict
from mocks.core.ledger import Fact
from tests.mocks.axerrio.site import Site, mixed, need, solid

TELLABLE = ("waiting_approval", "needs_mapping", "approved", "changed", "confirmed", "shipped")


@pytest.fixture
def day() -> Site:
    """A day with everything in it that a law looks at."""
    site = Site()
    order = site.approved(solid(packages=3), mixed())
    site.boxes(order)
    site.prints(order)
    site.act("keep_article", code="NEW", description="New")
    site.changes(order, lines=[solid(lineId=1, packages=2), mixed(lineId=2)])
    site.tells(order, "approved")
    site.act("stop_service")
    site.boxes(order, lineId=1, count=1)
    site.act("start_service")
    site.tells(order, "shipped", newPoItemId=7)
    site.act("send_again")
    site.needs()
    site.cancels(site.sells())
    return site


def verdict(site: Site, law: str) -> Verdict:
    return site.world.judge()[f"axerrio.{law}"]


def plant(site: Site, fact: Fact) -> None:
    site.state.ledger.append(site.world.now(), fact)


def test_a_good_day_breaks_no_law_and_each_law_had_work(day: Site) -> None:
    verdicts = day.world.judge()
    assert {name: one.violations for name, one in verdicts.items() if one.violations} == {}
    assert {name for name, one in verdicts.items() if one.judged == 0} == set()
    assert len(verdicts) == 5


def test_a_label_of_no_box_is_found(day: Site) -> None:
    (printed,) = day.state.ledger.of(LabelsPrinted)
    plant(day, printed)
    found = verdict(day, "labels_name_boxes").violations
    # The first line was changed since: its codes name no box any more.
    assert [text.split()[5].rstrip(",") for text in found] == [
        "NUS000001",
        "NUS000002",
        "NUS000003",
    ]


def test_a_code_used_twice_is_found(day: Site) -> None:
    plant(day, day.state.ledger.of(BoxesChosen)[0])
    found = verdict(day, "codes_are_used_once").violations
    assert len(found) == 5 and "NUS000001 names a box" in found[0]


def test_a_gap_in_the_feed_is_found(day: Site) -> None:
    cursor = day.state.next_id("cursor") + 1
    taken = day.state.ledger.of(OrderTaken)[0]
    plant(day, replace(taken, cursor=cursor))
    assert f"cursor {cursor} came after" in verdict(day, "feed_is_complete").violations[0]


def test_a_move_that_is_not_in_the_table_is_found(day: Site) -> None:
    shipped = day.state.ledger.of(LineTold)[-1]
    plant(day, replace(shipped, state="approved", rest=None))
    found = verdict(day, "lines_follow_the_table").violations
    assert found == [f"order {shipped.order_id} line 1: shipped became approved"]


def test_an_order_before_the_accounts_were_joined_is_found(day: Site) -> None:
    facts = [entry for entry in day.state.ledger if not isinstance(entry.fact, AccountsJoined)]
    day.state.ledger = type(day.state.ledger)(facts)
    assert "came before" in verdict(day, "sold_through_joined_accounts").violations[0]


def test_the_ledger_told_again_makes_the_same_state(day: Site) -> None:
    again = AxrState()
    for entry in day.state.ledger:
        body = msgspec.json.encode(entry.fact)
        again.record(entry.at, msgspec.json.decode(body, type=type(entry.fact)))
    for name in ("orders", "articles", "connections", "accounts", "codes", "feed", "events"):
        assert getattr(again, name) == getattr(day.state, name), name
    assert again.counters == day.state.counters


class Trading(RuleBasedStateMachine):
    """Whatever vendor and Komet's side do, no law breaks and nobody gets a server error."""

    @initialize()
    def open(self) -> None:
        self.site = Site()
        self.orders = [self.site.approved(solid(packages=2), mixed())]

    def picked(self, pick: int) -> list[int]:
        """One of the last orders."""
        return [self.orders[-1 - pick % min(3, len(self.orders))]]

    def ask(self, key: str, path: str, body: object) -> bool:
        status = self.site.ask(key, path, body).status
        assert status in (200, 404, 409, 422)
        return status == 200

    @rule(packages=st.integers(1, 4))
    def sell(self, packages: int) -> None:
        self.orders.append(self.site.sells(solid(packages=packages), mixed()))

    @rule(revision=st.integers(0, 3), boxes=st.integers(1, 3), item=st.integers(1, 2))
    def need(self, revision: int, boxes: int, item: int) -> None:
        call = need(prebookItemId=item, revision=revision, boxes=boxes)
        if self.ask(self.site.key, "integration/purchase-order", call):
            self.orders = sorted(self.site.state.orders)

    @rule(revision=st.integers(0, 3), item=st.integers(1, 2))
    def withdraw(self, revision: int, item: int) -> None:
        call = {"prebookItemId": item, "revision": revision, "reason": "x"}
        self.ask(self.site.key, "integration/purchase-order/withdraw", call)

    @rule(
        pick=st.integers(0, 9),
        line=st.integers(1, 3),
        state=st.sampled_from([*TELLABLE, "rejected", "cancelled"]),
        boxes=st.none() | st.integers(1, 4),
        item=st.none() | st.integers(1, 9),
    )
    def tell(self, pick: int, line: int, state: str, boxes: int | None, item: int | None) -> None:
        for order in self.picked(pick):
            if self.site.state.orders[order].line(line):
                more = {"boxesConfirmed": boxes}
                more |= {"newPoItemId": item} if state == "shipped" else {}
                body = self.site.said(order, state, line, **more)
                self.ask(self.site.key, "integration/order-state", body)

    @rule(pick=st.integers(0, 9))
    def approve(self, pick: int) -> None:
        for order in self.picked(pick):
            for line in self.site.state.orders[order].lines:
                body = self.site.said(order, "approved", line.id)
                self.ask(self.site.key, "integration/order-state", body)

    @rule(pick=st.integers(0, 9), packages=st.integers(1, 5), both=st.booleans())
    def change(self, pick: int, packages: int, both: bool) -> None:
        for order in self.picked(pick):
            lines = [solid(lineId=1, packages=packages), mixed(lineId=2)]
            body = {"orderId": order, "lines": lines if both else lines[:1]}
            self.ask(self.site.desk, "desk/order/change", body)

    @rule(pick=st.integers(0, 9))
    def cancel(self, pick: int) -> None:
        for order in self.picked(pick):
            self.ask(self.site.desk, "desk/order/cancel", {"orderId": order})

    @rule(pick=st.integers(0, 9), count=st.none() | st.integers(1, 2))
    def choose(self, pick: int, count: int | None) -> None:
        for order in self.picked(pick):
            self.ask(self.site.desk, "desk/boxes", {"orderId": order, "count": count})

    @rule(pick=st.integers(0, 9))
    def print(self, pick: int) -> None:
        for order in self.picked(pick):
            self.ask(self.site.desk, "desk/labels", {"orderId": order})

    @rule(stop=st.booleans())
    def service(self, stop: bool) -> None:
        self.site.act("stop_service" if stop else "start_service")

    @invariant()
    def no_law_is_broken(self) -> None:
        assert self.site.broken() == {}


TestTrading = Trading.TestCase
TestTrading.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
