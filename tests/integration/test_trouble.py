"""What people are told when something can not go on, and how long the engine waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mocks.komet.texts import REFUSALS
from tests.integration.trading import Trade, trading


def parked(trade: Trade, strange: pytest.MonkeyPatch, said: str = "Computer says no.") -> None:
    """An order that Komet refuses with a sentence nobody knows."""
    strange.setitem(REFUSALS, "stock.short", said)
    trade.lab.komet.sell_out("roses")
    trade.buys({"roses": 1})
    trade.lab.run_orders()


def test_an_alarm_names_reason_and_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    with trading() as trade:
        parked(trade, monkeypatch)
        (alarm,) = trade.open_alarms()
        assert alarm.reason == "Computer says no."
        assert f"floralab retry {trade.order(1)}" in alarm.remedy


def test_a_parked_order_is_tried_at_growing_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    with trading() as trade:
        parked(trade, monkeypatch)
        pauses = []
        for _ in range(3):
            row, now = trade.row(), trade.lab.world.now()
            assert row.retry_at
            pauses.append(row.retry_at - now)
            trade.lab.pass_time((row.retry_at - now).total_seconds())
            trade.lab.run_orders()
        assert pauses == [timedelta(minutes=minutes) for minutes in (15, 30, 60)]
        assert len(trade.open_alarms()) == 1


def test_another_reason_takes_the_place_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    with trading() as trade:
        parked(trade, monkeypatch)
        monkeypatch.setitem(REFUSALS, "stock.short", "Ask the owner.")
        trade.retries(1)
        trade.lab.pass_time(60)
        assert [one.reason for one in trade.open_alarms()] == ["Ask the owner."]


def test_an_alarm_ends_when_its_cause_does_though_the_order_still_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with trading(user_login=False) as trade:
        with monkeypatch.context() as strange:
            parked(trade, strange)
        trade.lab.komet.does("receive_more", lotId=trade.lab.komet.named["roses"], boxes=1)
        trade.retries(1)
        trade.lab.pass_time(120)
        assert trade.groups()[0].state == "awaiting"
        assert (trade.row().state, trade.open_alarms()) == ("open", [])


@pytest.mark.parametrize("point", ["store resolve_alarms after", "store resolve_alarms before"])
def test_an_alarm_ends_though_the_engine_dies(point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with trading() as trade:
        with monkeypatch.context() as strange:
            parked(trade, strange)
        trade.retries(1)
        trade.dies(point, lambda: trade.lab.pass_time(120))
        trade.lab.pass_time(120)
        assert (trade.row().state, trade.open_alarms()) == ("done", [])


def test_a_marketplace_out_of_reach_is_an_alarm_after_a_while() -> None:
    with trading() as trade:
        trade.lab.pass_time(120)
        trade.changes_connection(market_url="http://nowhere.test")
        trade.lab.pass_time(600)
        assert trade.alarms("orders") == ""
        trade.lab.pass_time(1200)
        assert "nobody answers" in trade.alarms("orders")
        trade.changes_connection(market_url="http://ibuyflowers.test")
        trade.lab.pass_time(400)
        assert trade.alarms("orders") == ""
