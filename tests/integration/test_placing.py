"""Rounds of orders, from outside: what becomes of orders, whatever happens to the others."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from integration.app import build
from integration.lab.people.mishaps import Mishaps
from integration.lab.wire import Wire
from integration.store import open_store
from mocks.komet.texts import REFUSALS
from tests.integration.trading import KINDS, MIXED, SETTLED_S, Trade, trading

DOCUMENTS = {
    "roses": "one Invoice and no Prebook",
    "tulips": "no Invoice and one Prebook",
    "roses tulips": "one Invoice and one Prebook",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", DOCUMENTS)
def test_each_group_of_an_order_becomes_one_document(kind: str, names: str) -> None:
    with trading(kind) as trade:
        trade.places(dict.fromkeys(names.split(), 2))
        assert trade.documents(1) == DOCUMENTS[names]
        assert set(trade.outcomes()) == {"accepted"}


@pytest.mark.parametrize("kind", KINDS)
def test_lines_of_one_group_share_one_document(kind: str) -> None:
    with trading(kind) as trade:
        trade.places({"roses": 1, "lilies": 2, "tulips": 1, "irises": 1})
        assert trade.documents(1) == "one Invoice and one Prebook"
        assert trade.booked_boxes(1) == 5


@pytest.mark.parametrize("kind", KINDS)
def test_an_order_nobody_understands_never_stops_the_others(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REFUSALS, "stock.short", "Computer says no.")
    with trading(kind) as trade:
        trade.lab.komet.sell_out("roses")
        trade.buys({"roses": 1})
        trade.places({"lilies": 1})
        assert trade.row(1).state == "parked"
        assert "Computer says no" in trade.waits_because(1)
        assert trade.outcomes(2) == ["accepted"]


def test_a_parked_order_goes_on_when_somebody_says_retry(monkeypatch: pytest.MonkeyPatch) -> None:
    with trading() as trade:
        trade.lab.komet.sell("roses", 9)
        with monkeypatch.context() as strange:
            strange.setitem(REFUSALS, "stock.short", "Computer says no.")
            trade.places({"roses": 1})
        trade.lab.komet.does("receive_more", lotId=trade.lab.komet.named["roses"], boxes=1)
        trade.retries(1)
        trade.lab.pass_time(60)
        assert trade.outcomes() == ["accepted"]
        assert trade.open_alarms() == []


def test_a_parked_order_that_is_cancelled_takes_its_alarm_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(REFUSALS, "stock.short", "Computer says no.")
    with trading() as trade:
        trade.lab.komet.sell_out("roses")
        trade.places({"roses": 1})
        assert trade.waits_because(1)
        trade.cancels()
        assert trade.outcomes() == ["released"]
        assert trade.open_alarms() == []


def test_a_refused_line_is_told_though_another_needs_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(REFUSALS, "inventory.held", "Computer says no.")
    with trading() as trade:
        trade.lab.komet.sell_out("roses")
        trade.lab.komet.does("mark_lot", lotId=trade.lab.komet.named["lilies"], held=True)
        trade.places({"roses": 1, "lilies": 1})
        assert trade.row().state == "parked"
        assert trade.outcomes() == ["refused", ""]


def test_a_refused_line_is_told_while_the_rest_awaits_its_checkout() -> None:
    with trading(user_login=False) as trade:
        trade.lab.komet.sell_out("roses")
        trade.places({"roses": 1, "lilies": 1})
        assert trade.outcomes() == ["refused", ""]
        assert trade.shown("roses") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_kept_is_what_komet_takes(kind: str) -> None:
    with trading(kind, partial="keep") as trade:
        trade.lab.komet.sell_out("roses")
        trade.places({"roses": 1, "lilies": 1, "tulips": 1})
        assert trade.outcomes() == ["refused", "accepted", "accepted"]


@pytest.mark.parametrize("kind", KINDS)
def test_released_is_the_whole_order_for_one_refused_line(kind: str) -> None:
    with trading(kind, partial="release") as trade:
        trade.lab.komet.sell_out("lilies")
        trade.places({"roses": 1, "lilies": 1, "tulips": 1})
        assert trade.outcomes() == ["refused", "refused", "refused"]
        assert "because of line" in trade.reason(1, "tulips")
        assert trade.booked_boxes(1) == 0
        assert trade.calls("web-order.checkout") + trade.calls("prebook.create") == 0
        assert (trade.shown("lilies"), trade.shown("tulips") > 0) == (0, True)


def test_what_was_taken_is_released_when_a_later_group_is_refused() -> None:
    with trading("Company", partial="release") as trade:
        trade.lab.komet.sell_out("tulips")
        trade.places(MIXED)
        assert trade.outcomes() == ["refused", "refused"]
        assert trade.lab.komet.lot("roses").left == 9


@pytest.mark.parametrize(("policy", "outcome"), [("honour", "accepted"), ("refuse", "refused")])
@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_price_is_honoured_or_refused(kind: str, policy: str, outcome: str) -> None:
    with trading(kind, price_policy=policy) as trade:
        trade.buys({"roses": 1})
        trade.lab.komet.change_price("roses", Decimal("11.00"))
        trade.lab.run_cycle()
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == [outcome]


def test_an_order_refused_for_its_price_asks_komet_nothing() -> None:
    with trading("Company", price_policy="refuse", partial="release") as trade:
        trade.buys(MIXED)
        trade.lab.komet.change_price("roses", Decimal("11.00"))
        trade.lab.run_cycle()
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["refused", "refused"]
        assert trade.calls("prebook.create") + trade.calls("invoice.create") == 0


def test_a_used_up_allowance_is_waited_out() -> None:
    with trading() as trade:
        trade.lab.komet.others_call(trade.lab.komet.calls_left())
        trade.places({"roses": 1})
        alarms = [one for one in trade.open_alarms() if one.subject == "orders"]
        assert (trade.outcomes(), len(alarms)) == ([""], 1)
        midnight = datetime(2026, 11, 24, tzinfo=UTC)
        trade.lab.pass_time((midnight - trade.lab.world.now()).total_seconds() + 1200)
        assert trade.outcomes() == ["accepted"]
        assert trade.alarms("orders") == ""


@pytest.mark.parametrize("known_door", [True, False])
def test_a_revoked_token_is_one_alarm_and_few_calls(known_door: bool) -> None:
    with trading(settings={"orders_every_s": 15.0}) as trade:
        if known_door:
            trade.places({"lilies": 1})
        calls = trade.lab.engine_calls()
        trade.lab.komet.revoke(trade.lab.connection.token)
        first = len(trade.orders)
        for _ in range(3):
            trade.buys({"roses": 1})
        trade.lab.pass_time(3600)
        assert [one.subject for one in trade.open_alarms()].count("orders") == 1
        assert all(trade.row(first + one).state == "open" for one in (1, 2, 3))
        assert trade.lab.engine_calls() - calls < 40

        Mishaps(trade.lab).connects_with_new_token()
        trade.lab.pass_time(3600)
        assert [trade.outcomes(first + one) for one in (1, 2, 3)] == [["accepted"]] * 3
        assert trade.alarms("orders") == ""


def test_a_round_in_which_nothing_happens_writes_nothing() -> None:
    with trading() as trade:
        trade.places({"roses": 1})
        trade.lab.run_orders()
        trade.lab.crashes.begin()
        trade.lab.run_orders()
        assert [point for point in trade.lab.crashes.passed if point.startswith("store")] == []


def test_quiet_rounds_are_written_down_now_and_then() -> None:
    with trading(settings={"orders_every_s": 5.0}) as trade:
        trade.lab.pass_time(120)
        seen = trade.lab.store.stream(trade.connection_id, "orders").last_ok_at
        assert (trade.lab.world.now() - seen).total_seconds() < 40


def test_a_silent_look_is_made_again_later_and_later() -> None:
    with trading(settings={"orders_every_s": 20.0}) as trade:
        trade.strikes("web-order-details.list", "garbled", limit=0)
        trade.buys({"roses": 1})
        trade.lab.pass_time(3600)
        assert 6 <= trade.calls("web-order-details.list") < 40
        trade.lab.heal()
        trade.lab.pass_time(900)
        assert trade.outcomes() == ["accepted"]


def test_a_partner_out_of_reach_is_not_asked_in_every_round() -> None:
    with trading(settings={"orders_every_s": 5.0}) as trade:
        trade.changes_connection(komet_url="http://nowhere.test")
        trade.buys({"roses": 1})
        before = trade.lab.engine_calls()
        trade.lab.pass_time(1800)
        assert trade.lab.engine_calls() - before < 80
        assert "nobody answers" in trade.alarms("orders")
        trade.changes_connection(komet_url="http://komet.test")
        trade.lab.pass_time(600)
        assert trade.outcomes() == ["accepted"]
        assert trade.alarms("orders") == ""


def test_an_order_that_is_doubled_again_and_again_is_shown_to_a_person() -> None:
    with trading(settings={"orders_every_s": 5.0}) as trade:
        trade.strikes("web-order-item.add", "twice", limit=0)
        trade.buys({"roses": 1})
        trade.lab.pass_time(1200)
        assert "made and taken back" in trade.waits_because(1)
        assert trade.calls("web-order-item.add") < 10
        trade.lab.heal()
        trade.retries(1)
        trade.lab.pass_time(120)
        assert trade.outcomes() == ["accepted"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_order_moved_before_it_was_heard_is_placed_once(kind: str) -> None:
    with trading(kind) as trade:
        trade.buys(MIXED)
        trade.moves()
        assert trade.documents(1) == "one Invoice and one Prebook"
        assert {line.reference.revision for line in trade.lab.bookings.lines(trade.order(1))} == {1}


@pytest.mark.parametrize(("kind", "pause_s"), [("Customer", 0), ("Company", 0), ("Company", 60)])
def test_an_order_moved_and_dropped_in_quick_succession_leaves_nothing(
    kind: str, pause_s: int
) -> None:
    with trading(kind) as trade:
        trade.places(MIXED)
        trade.lab.shop.card_refused(trade.order(1))
        trade.lab.pass_time(pause_s)
        trade.moves()
        assert trade.booked_boxes(1) == 0
        assert trade.row().state == "done"


def test_a_line_removed_in_komet_is_not_asked_for_again_when_its_order_moves() -> None:
    with trading(user_login=False) as trade:
        trade.strikes("supplier/answer", "refused_5xx", partner="ibuyflowers", limit=0)
        trade.places({"roses": 1, "lilies": 1})
        trade.lab.komet.does("remove_web_order_line", webOrderItemId=trade.items()[0])
        trade.lab.pass_time(1200)
        trade.lab.heal()
        trade.moves()
        assert trade.reason(1, "roses") == "removed in Komet by somebody"
        assert trade.booked_boxes(1) == 1


@pytest.mark.parametrize(
    ("kind", "holder"), [("Customer", "rival"), ("Company", "rival"), ("Company", "engine")]
)
def test_two_engines_on_one_store_never_double(kind: str, holder: str, tmp_path: Path) -> None:
    with trading(kind, store=f"sqlite:///{tmp_path / 'shared.db'}") as trade:
        lab = trade.lab
        store = open_store(str(lab.store.engine.url))
        settings = msgspec.structs.replace(lab.plan.engine_settings(), holder=holder)
        rival = build(settings, lab.world.clock, Wire(lab.world, lab.witness), store=store)

        def rivalry(point: str) -> None:
            if "/api/supplier" not in point:
                rival.run_due(("orders",))

        lab.wire.point = rivalry
        trade.places(MIXED)
        trade.moves()
        lab.wire.point = None
        rival.close()
        store.close()
        assert trade.documents(1) == "one Invoice and one Prebook"


def outcomes_of(trade: Trade) -> list[list[str]]:
    """What was answered to each line of each order."""
    return [trade.outcomes(number + 1) for number in range(len(trade.orders))]


@pytest.mark.parametrize("fault", ["lost_request", "lost_reply", "garbled", "twice"])
def test_no_event_and_no_answer_is_lost_on_the_way(fault: str) -> None:
    with trading("Company") as trade:
        for path in ("supplier/events", "supplier/answer"):
            trade.strikes(path, fault, partner="ibuyflowers", chance=0.5, limit=4)
        trade.buys({"roses": 1})
        trade.buys({"lilies": 1})
        trade.lab.pass_time(900)
        assert outcomes_of(trade) == [["accepted"], ["accepted"]]
