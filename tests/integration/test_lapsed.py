"""Web orders that the shop's timer cancelled before the engine could check them out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from integration.lab.people.mishaps import Mishaps
from tests.integration.trading import MIXED, SETTLED_S, Trade, trading

HOUR_S = 3600.0
#: After these writes and calls the engine dies while it finds the order gone and makes it anew.
POINTS = (18, 30, 32, 34, 46, 58, 60, 64, 68, 78, 92, 98)


@contextmanager
def lapsed(hours: float = 1.0, **more: object) -> Iterator[Trade]:
    """An order whose checkout was lost; then nobody got through to Komet for so many hours."""
    with trading(komet={"cart_timer": "60_minutes"}, **more) as trade:  # type: ignore[arg-type]
        trade.strikes("web-order.checkout", "lost_request")
        trade.buys(MIXED, arrival=trade.arrival_of(["tulips"]))
        trade.lab.pass_time(60.0)
        trade.lab.strike("lost_request", partner="komet", chance=1.0)
        trade.lab.pass_time(hours * HOUR_S)
        trade.lab.heal()
        yield trade


@pytest.mark.parametrize("point", POINTS)
def test_it_is_made_anew_once_wherever_the_engine_dies(point: int) -> None:
    with lapsed() as trade:
        Mishaps(trade.lab).dies_at(point, lambda: trade.lab.pass_time(SETTLED_S))
        trade.lab.pass_time(SETTLED_S)
        assert trade.documents(1) == "one Invoice and one Prebook"
        assert trade.booked_boxes(1) == 3
        assert trade.outcomes() == ["accepted", "accepted"]


def test_within_the_hour_the_order_still_stands_and_is_checked_out() -> None:
    with lapsed(hours=0.5) as trade:
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["accepted", "accepted"]
        assert {one.attempt for one in trade.groups()} == {1}


def test_where_people_check_out_it_counts_as_let_go() -> None:
    with trading(komet={"cart_timer": "60_minutes"}, user_login=False) as trade:
        trade.places({"roses": 1})
        trade.lab.pass_time(2 * HOUR_S)
        assert trade.outcomes() == ["refused"]
        assert trade.calls("web-order.create") == 1
