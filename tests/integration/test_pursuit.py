"""Getting a group into Komet exactly once, whatever happens to its calls on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from integration.model import OrderLine
from integration.pursuit import named_lines
from tests.integration.trading import KINDS, MIXED, SETTLED_S, trading

CREATING = [
    ("Customer", "web-order.create"),
    ("Customer", "web-order-item.add"),
    ("Customer", "web-order.checkout"),
    ("Company", "invoice.create"),
    ("Company", "prebook.create"),
    ("Company", "prebook.future.item.add"),
]


STRUCK = [(*one, fault) for one in CREATING for fault in ("lost_reply", "late_request", "twice")]
STRUCK += [(*CREATING[at], "lost_request") for at in (1, 3)]
STRUCK += [(*CREATING[at], "garbled") for at in (2, 4)]
STRUCK += [(*CREATING[at], "refused_5xx") for at in (0, 5)]


@pytest.mark.parametrize(("kind", "method", "fault"), STRUCK)
def test_a_call_that_creates_is_carried_out_once(kind: str, method: str, fault: str) -> None:
    with trading(kind) as trade:
        trade.strikes(method, fault, delay_s=120)
        trade.places(MIXED)
        trade.lab.pass_time(SETTLED_S)
        assert trade.lab.world.faults.strikes[fault] == 1
        assert trade.documents(1) == "one Invoice and one Prebook"
        assert trade.booked_boxes(1) == 3
        assert trade.outcomes() == ["accepted", "accepted"]


@pytest.mark.parametrize(("kind", "method"), [CREATING[1], CREATING[3], CREATING[5]])
def test_a_doubt_is_not_looked_at_in_every_round(kind: str, method: str) -> None:
    with trading(kind, settings={"orders_every_s": 10.0}) as trade:
        trade.strikes(method, "lost_request")
        before = trade.lab.engine_calls()
        trade.places(MIXED)
        assert trade.lab.engine_calls() - before < 40


POINTS = [
    ("Customer", "komet /api/web-order-item.add after"),
    ("Customer", "komet /api/web-order.checkout after"),
    ("Customer", "store add_group after"),
    ("Company", "komet /api/invoice.create after"),
    ("Company", "komet /api/prebook.create before"),
    ("Company", "komet /api/prebook.future.item.add after"),
    ("Company", "store save_group after"),
]


@pytest.mark.parametrize(("kind", "point"), POINTS)
def test_an_engine_may_die_anywhere_on_the_way(kind: str, point: str) -> None:
    with trading(kind) as trade:
        trade.buys(MIXED)
        trade.dies(point, trade.lab.run_orders)
        trade.lab.pass_time(SETTLED_S)
        assert trade.documents(1) == "one Invoice and one Prebook"
        assert trade.outcomes() == ["accepted", "accepted"]


# --- refusals -------------------------------------------------------------------------------------


def sent(*inventory_ids: int) -> list[OrderLine]:
    """Lines 1, 2, ... of these ids, as they stand in an invoice."""
    return [
        OrderLine(line_id=ordinal, key=f"1-{one}", origin=1, boxes=1, price=Decimal(1))
        for ordinal, one in enumerate(inventory_ids, 1)
    ]


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        ("Item 2: The inventory item 71 has 3 boxes available, 70 were requested.", [2]),
        ("Item 2: The product does not exist.", [2]),
        ("The inventory item 71 has 70 boxes available, 3 were requested.", [2]),
        ("The inventory item 70 is not available for 2026-11-71.", [1]),
        ("Item 70: sold out.", [1]),
        ("The cut-off time for 71 has passed.", []),
        ("The inventory item 7 does not exist.", []),
    ],
)
def test_a_refused_invoice_names_its_line_and_no_other(reason: str, named: list[int]) -> None:
    assert named_lines(reason, sent(70, 71, 3)) == named


@pytest.mark.parametrize("switch", ["nothing", "rest"])
@pytest.mark.parametrize("ids", ["same", "different"])
def test_one_bad_line_of_an_invoice_leaves_the_others(switch: str, ids: str) -> None:
    with trading("Company", komet={"bad_invoice_line": switch, "order_item_ids": ids}) as trade:
        trade.lab.komet.sell("lilies", 8)
        trade.buys({"roses": 1, "lilies": 1})
        trade.lab.komet.sell_out("lilies")
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["accepted", "refused"]
        assert trade.documents(1) == "one Invoice and no Prebook"


@pytest.mark.parametrize("kind", KINDS)
def test_an_order_of_which_nothing_is_left_leaves_nothing_in_komet(kind: str) -> None:
    with trading(kind) as trade:
        for name in MIXED:
            trade.lab.komet.sell_out(name)
        trade.places(MIXED)
        assert trade.outcomes() == ["refused", "refused"]
        assert all("available" in trade.reason(1, name) for name in MIXED)
        assert trade.documents(1) == "no Invoice and no Prebook"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("point", "ordinal"), [("store save_step after", 2), ("store save_line after", 1)]
)
def test_a_refusal_survives_the_engines_death(kind: str, point: str, ordinal: int) -> None:
    with trading(kind) as trade:
        trade.lab.komet.sell_out("roses")
        trade.buys({"roses": 1, "lilies": 1})
        trade.dies(point, trade.lab.run_orders, ordinal=ordinal)
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["refused", "accepted"]


# --- checkout by people ---------------------------------------------------------------------------


def test_an_order_without_a_users_login_is_done_when_somebody_checks_it_out() -> None:
    with trading(user_login=False) as trade:
        trade.places({"roses": 2})
        assert trade.groups()[0].state == "awaiting"
        assert trade.fee(1) == 0
        trade.lab.komet.does("check_out_web_order", webOrderId=trade.web_order())
        trade.lab.pass_time(600)
        assert trade.outcomes() == ["accepted"]
        assert trade.fee(1) == trade.fee_on("roses", 2)


def test_a_checkout_that_nobody_does_is_looked_for_less_and_less_often() -> None:
    with trading(user_login=False, settings={"orders_every_s": 300.0, "interval_s": 3600}) as trade:
        trade.places({"roses": 1})
        looks = trade.calls("web-order-details.list")
        trade.lab.pass_time(5 * 3600)
        assert 4 <= trade.calls("web-order-details.list") - looks <= 18


def test_an_awaiting_order_is_taken_back_when_it_is_cancelled() -> None:
    with trading(user_login=False) as trade:
        trade.places({"roses": 2})
        trade.cancels()
        assert trade.outcomes() == ["released"]
        assert trade.lab.komet.lot("roses").left == 9


def test_a_web_order_somebody_checked_out_first_is_accepted() -> None:
    with trading() as trade:
        trade.strikes("web-order.checkout", "lost_request")
        trade.buys({"roses": 1})
        trade.lab.run_orders()
        trade.lab.komet.does("check_out_web_order", webOrderId=trade.web_order())
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["accepted"]


def test_a_web_order_somebody_cancelled_before_its_checkout_is_refused() -> None:
    with trading(user_login=False) as trade:
        trade.places({"roses": 1, "lilies": 1})
        trade.lab.komet.does("cancel_web_order", webOrderId=trade.web_order())
        trade.lab.pass_time(1200)
        assert trade.outcomes() == ["refused", "refused"]
        assert trade.lab.komet.lot("roses").left == 9
