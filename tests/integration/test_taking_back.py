"""Taking orders back out of Komet, and moving them to another day, each exactly once."""

from __future__ import annotations

import pytest

from tests.integration.trading import KINDS, MIXED, SETTLED_S, Trade, trading

TAKING_BACK = [
    ("Customer", "web-order.delete"),
    ("Company", "invoice.void"),
    ("Company", "prebook.delete"),
]


@pytest.mark.parametrize(("kind", "method"), TAKING_BACK)
@pytest.mark.parametrize("fault", ["lost_reply", "late_request", "twice"])
def test_a_cancelled_order_leaves_komet_whatever_happens(
    kind: str, method: str, fault: str
) -> None:
    with trading(kind) as trade:
        trade.places(MIXED)
        trade.strikes(method, fault, delay_s=110)
        trade.cancels()
        assert trade.documents(1) == "no Invoice and no Prebook"
        assert trade.outcomes() == ["released", "released"]
        assert (trade.lab.komet.lot("roses").left, trade.lab.komet.lot("tulips").left) == (9, 9)


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        ("Customer", "web-order.create"),
        ("Customer", "web-order-item.add"),
        ("Customer", "web-order.checkout"),
        ("Company", "invoice.create"),
        ("Company", "prebook.create"),
        ("Company", "prebook.future.item.add"),
    ],
)
def test_an_order_cancelled_while_a_call_is_in_doubt_leaves_komet(kind: str, method: str) -> None:
    with trading(kind) as trade:
        trade.strikes(method, "late_request", delay_s=120)
        trade.buys(MIXED)
        trade.lab.run_orders()
        trade.cancels()
        assert trade.documents(1) == "no Invoice and no Prebook"
        assert (trade.lab.komet.lot("roses").left, trade.lab.komet.lot("tulips").left) == (9, 9)


def confirms(trade: Trade) -> None:
    """A sales rep confirms the order's invoice."""
    (number,) = trade.lab.bookings.invoices(trade.order(1))
    state = trade.lab.komet.state.invoices.values()
    if next(one for one in state if str(one.number) == number).status == 2:
        trade.lab.komet.does("approve_invoice", invoiceNumber=int(number))
    trade.lab.komet.does("confirm_invoice", invoiceNumber=int(number))


@pytest.mark.parametrize("kind", KINDS)
def test_a_confirmed_order_needs_a_person_and_the_rest_of_it_does_not(kind: str) -> None:
    with trading(kind) as trade:
        trade.places(MIXED)
        confirms(trade)
        trade.cancels()
        assert "confirmed" in trade.waits_because(1)
        assert trade.documents(1) == "one Invoice and no Prebook"
        (number,) = trade.lab.bookings.invoices(trade.order(1))
        trade.lab.komet.does("void_invoice", invoiceNumber=int(number))
        trade.lab.pass_time(1800)
        assert trade.outcomes() == ["released", "released"]
        assert trade.open_alarms() == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_confirmed_order_that_moves_is_made_anew_when_somebody_voided_it(kind: str) -> None:
    with trading(kind) as trade:
        trade.places({"roses": 1})
        confirms(trade)
        trade.moves()
        assert trade.outcomes() == [""]
        (number,) = trade.lab.bookings.invoices(trade.order(1))
        trade.lab.komet.does("void_invoice", invoiceNumber=int(number))
        trade.retries(1)
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["accepted"]
        assert trade.lab.bookings.invoices(trade.order(1)) != [number]


@pytest.mark.parametrize("kind", KINDS)
def test_boxes_sold_before_an_order_could_move_are_refused_with_the_reason(kind: str) -> None:
    with trading(kind) as trade:
        trade.places({"roses": 2})
        trade.lab.komet.sell_out("roses")
        trade.lab.shop.card_refused(trade.order(1))
        trade.dies(f"komet /api/{_taking(kind)} after", lambda: trade.lab.pass_time(60))
        trade.lab.komet.sell_out("roses")
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["refused"]
        assert "available" in trade.reason(1, "roses")


def _taking(kind: str) -> str:
    return "web-order.delete" if kind == "Customer" else "invoice.void"


# --- prebooks move --------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["", "lost_reply", "late_request", "twice"])
def test_a_prebook_moves_by_one_update(fault: str) -> None:
    with trading("Company") as trade:
        trade.places({"tulips": 1, "irises": 1})
        numbers = trade.lab.bookings.prebooks(trade.order(1))
        if fault:
            trade.strikes("prebook.update", fault, delay_s=110)
        trade.moves()
        assert trade.lab.bookings.prebooks(trade.order(1)) == numbers
        assert trade.calls("prebook.delete") == 0
        assert trade.outcomes() == ["accepted", "accepted"]


def test_a_prebook_komet_does_not_move_is_deleted_and_made_anew() -> None:
    with trading("Company") as trade:
        day = trade.lab.komet.lot("tulips").day
        tulips = trade.lab.komet.lot("tulips")
        trade.lab.komet.named["early"] = trade.lab.komet.does(
            "receive",
            productId=tulips.product_id,
            vendorId=tulips.vendor_id,
            boxTypeId=tulips.box_type_id,
            boxes=5,
            origin=2,
            day=day,
            until=day,
            bunches=10,
            stemsBunch=25,
            price="9.00",
        )
        trade.lab.run_cycle()
        trade.places({"tulips": 1, "early": 1})
        assert trade.outcomes() == ["accepted", "accepted"]
        trade.moves()
        assert [trade.outcome(1, name) for name in ("tulips", "early")] == ["accepted", "refused"]
        assert trade.calls("prebook.delete") == 1
        assert trade.documents(1) == "no Invoice and one Prebook"


def test_a_prebook_of_which_a_line_was_refused_moves_with_the_others() -> None:
    with trading("Company") as trade:
        trade.lab.komet.sell_out("irises")
        trade.places({"tulips": 1, "irises": 1})
        assert sorted(trade.outcomes()) == ["accepted", "refused"]
        trade.moves()
        assert trade.outcomes() == ["accepted"]
        trade.lab.run_reconciling()
        assert trade.open_alarms() == []


DEATHS = [
    ("Company", "komet /api/prebook.update before"),
    ("Company", "komet /api/prebook.update after"),
    ("Company", "store save_line after"),
    ("Company", "store save_group after"),
    ("Customer", "komet /api/web-order.delete after"),
    ("Customer", "store save_group after"),
]


@pytest.mark.parametrize(("kind", "point"), DEATHS)
def test_an_engine_may_die_anywhere_in_a_move(kind: str, point: str) -> None:
    with trading(kind) as trade:
        trade.places({"tulips": 1})
        trade.lab.shop.card_refused(trade.order(1))
        trade.dies(point, trade.lab.run_orders)
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["accepted"]
        assert trade.row().state == "done"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("point", ["store add_step after", "store save_line after"])
def test_an_engine_may_die_anywhere_in_a_cancellation(kind: str, point: str) -> None:
    with trading(kind) as trade:
        trade.places(MIXED)
        trade.lab.shop.cancels(trade.order(1))
        trade.dies(point, trade.lab.run_orders)
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["released", "released"]
