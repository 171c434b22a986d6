"""Large lists: encoded once per version, never older than the stock they show."""

from datetime import timedelta

import pytest

from mocks.komet import lists
from mocks.komet.lists import KEPT, kept
from mocks.komet.seed import CUSTOMER
from mocks.komet.state import KometState
from tests.mocks.komet.desk import Desk, market_ids, shop_ids

YEAR = {"dateFrom": "2026-01-01", "dateTo": "2026-12-31"}
MARKETS = [("inventory.openmarket.list", {}), ("future.inventory.openmarket.list", YEAR)]


class Count:
    """Counts how often rows are made."""

    def __init__(self, monkeypatch) -> None:
        self.made = 0
        original = lists.encode

        def encode(row):
            self.made += 1
            return original(row)

        monkeypatch.setattr(lists, "encode", encode)

    def since(self) -> int:
        made, self.made = self.made, 0
        return made


@pytest.mark.parametrize(("name", "asked"), MARKETS)
def test_a_list_is_made_once_until_something_changes_and_then_only_the_changed_row(
    monkeypatch, name, asked
):
    desk, count = Desk(), Count(monkeypatch)
    lot_id = sorted(market_ids(desk, name, **asked))[0]
    assert count.since() > 20
    before = desk.ask(name, **asked)
    assert count.since() == 0
    desk.do("sell_by_phone", lotId=lot_id, boxes=1)
    later = desk.ask(name, **asked)
    assert count.since() <= 1
    assert before != later


@pytest.mark.parametrize(("name", "asked"), MARKETS)
def test_a_kept_list_is_the_same_as_one_made_anew(name, asked):
    desk = Desk()
    first = desk.ask(name, **asked, customerId=CUSTOMER)
    desk.state.kept_lists.clear()
    assert desk.ask(name, **asked, customerId=CUSTOMER) == first


def test_lists_for_different_customers_dates_and_switches_are_kept_apart():
    desk = Desk()
    name = "future.inventory.openmarket.list"
    answers = [
        desk.ask(name, **asked)
        for _ in range(2)
        for asked in (
            YEAR,
            YEAR | {"customerId": CUSTOMER},
            YEAR | {"customerId": 7004},
            {"dateFrom": "2026-11-12", "dateTo": "2026-11-12"},
        )
    ]
    assert answers[:4] == answers[4:]
    assert all(answers[0] != one for one in answers[1:4])


def test_the_shop_follows_stock_and_the_day():
    desk = Desk()
    lot_id = desk.receive(origin=2, day="2026-11-01", until="2026-11-04")
    assert lot_id in shop_ids(desk)
    desk.world.clock.set(desk.world.now() + timedelta(days=1))
    assert lot_id not in shop_ids(desk)
    other = desk.receive(boxes=1)
    assert other in shop_ids(desk)
    desk.do("sell_by_phone", lotId=other, boxes=1)
    assert other not in shop_ids(desk)


def test_a_new_line_finds_its_place_in_a_kept_order():
    desk = Desk()
    market_ids(desk)
    lot_id = desk.receive()
    rows = desk.ask("inventory.openmarket.list")["inventoryItems"]
    keys = [(row["productDescription"].lower(), row["inventoryId"]) for row in rows]
    assert keys == sorted(keys)
    assert lot_id in {row["inventoryId"] for row in rows}


def test_few_lists_are_kept_and_the_one_unused_for_longest_goes():
    state, made = KometState(), []

    def ask(key: int) -> None:
        kept(state, (key,), 0, lambda: made.append(key))

    for key in range(KEPT):
        ask(key)
    ask(0)
    ask(KEPT)
    assert len(state.kept_lists) == KEPT
    ask(0)
    assert made == list(range(KEPT + 1)), "the first was used again, so it stayed"
    ask(1)
    assert made[-1] == 1, "the second was not"


def test_in_a_large_world_rows_are_not_taken_over(monkeypatch):
    monkeypatch.setattr(lists, "LARGE", 10)
    desk, plain = Desk(), Desk()
    for name, asked in MARKETS:
        assert desk.ask(name, **asked) == plain.ask(name, **asked)
    assert len(desk.state.kept_lists) <= lists.KEPT_OF_LARGE


def test_a_hundred_thousand_lines_are_listed_by_both_token_kinds():
    desk = Desk(lines=100_000)
    on_hand = market_ids(desk)
    future = market_ids(desk, "future.inventory.openmarket.list", **YEAR)
    page = desk.ask("ecommerce/inventory.list", "customer", customerId=CUSTOMER, rows=1000)
    assert len(on_hand) > 60_000
    assert len(future) > 25_000
    assert page["total"] == len(on_hand) + len(future) + len(desk.lots(origin=3))
