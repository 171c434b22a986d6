"""Looking again at what was placed: what people took out in Komet is told, once and for all."""

from __future__ import annotations

import pytest

from tests.integration.trading import Trade, trading

REMOVED = "removed in Komet by somebody"


def removes_line(trade: Trade) -> None:
    """A sales rep takes the first line off the order's web order or invoice."""
    items = sorted(
        item.id
        for item in trade.lab.komet.state.invoice_items.values()
        if item.mark_code.endswith("001")
    )
    trade.lab.komet.does("remove_invoice_line", invoiceItemId=items[0])


def deletes(trade: Trade) -> None:
    """A sales rep takes the whole order out, however it was made."""
    komet, order = trade.lab.komet, trade.order(1)
    for number in trade.lab.bookings.invoices(order):
        komet.does("void_invoice", invoiceNumber=int(number))
    for prebook in list(komet.state.prebooks.values()):
        if not prebook.deleted:
            komet.does("delete_prebook", prebookId=prebook.id)


def looks_again(trade: Trade) -> None:
    """The engine's next look, and the round of orders after it."""
    trade.lab.run_reconciling()
    trade.lab.run_orders()


@pytest.mark.parametrize("kind", ["Customer", "Company"])
def test_a_line_removed_after_its_checkout_is_told_and_never_placed_again(kind: str) -> None:
    with trading(kind) as trade:
        trade.places({"roses": 1, "lilies": 1})
        removes_line(trade)
        looks_again(trade)
        assert trade.outcomes() == ["refused", "accepted"]
        assert trade.reason(1, "roses") == REMOVED
        assert trade.booked_boxes(1) == 1


@pytest.mark.parametrize(
    ("kind", "name"), [("Customer", "roses"), ("Company", "roses"), ("Company", "tulips")]
)
def test_an_order_taken_out_in_komet_is_told(kind: str, name: str) -> None:
    with trading(kind) as trade:
        trade.places({name: 1})
        deletes(trade)
        looks_again(trade)
        assert trade.outcomes() == ["refused"]
        assert trade.reason(1, name) == REMOVED
        assert trade.lab.komet.lot(name).left == 9


def test_a_web_order_cancelled_by_a_rep_after_its_checkout_is_told() -> None:
    with trading() as trade:
        trade.places({"roses": 1})
        trade.lab.komet.does("cancel_web_order", webOrderId=trade.web_order())
        looks_again(trade)
        assert trade.outcomes() == ["refused"]


@pytest.mark.parametrize(
    "point",
    [
        "komet /api/prebook.details.list after",
        "store save_order before",
        "store save_order after",
        "store save_line after",
    ],
)
def test_an_engine_that_dies_while_it_looks_tells_it_all_the_same(point: str) -> None:
    with trading("Company") as trade:
        trade.places({"tulips": 1})
        deletes(trade)
        trade.dies(point, trade.lab.run_reconciling)
        looks_again(trade)
        looks_again(trade)
        assert trade.outcomes() == ["refused"]


def test_a_look_waits_while_another_engine_works_on_the_orders() -> None:
    with trading() as trade:
        trade.places({"roses": 1})
        store, now = trade.lab.store, trade.lab.world.now()
        lease = store.take_lease(f"orders:{trade.connection_id}", "another", now, 60)
        assert lease
        assert trade.lab.engine.reconcile(trade.connection_id) == 0
        store.release(lease)
        assert trade.lab.engine.reconcile(trade.connection_id) == 1


def test_a_stale_look_removes_nothing() -> None:
    with trading("Company") as trade:
        trade.places({"roses": 1})
        trade.strikes("invoice.details.list", "stale_read", lag_s=170)
        trade.lab.run_reconciling()
        assert trade.outcomes() == ["accepted"]


def test_cancelled_orders_are_not_looked_at() -> None:
    with trading() as trade:
        trade.places({"roses": 1})
        trade.cancels()
        before = trade.lab.engine_calls()
        trade.lab.run_reconciling()
        assert trade.lab.engine_calls() == before
