"""The look before anything counts: doubles are taken out, and nobody else's work is touched."""

from __future__ import annotations

import pytest

from mocks.komet.facts.orders import InvoiceMade
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.integration.trading import MIXED, SETTLED_S, Trade, trading


@pytest.mark.parametrize("echoed", ["yes", "no"])
def test_a_web_order_with_a_line_twice_is_made_anew(echoed: str) -> None:
    with trading(komet={"mark_code_echoed": echoed}) as trade:
        trade.strikes("web-order-item.add", "twice")
        trade.places({"roses": 1, "lilies": 2})
        assert trade.calls("web-order.delete") == 1
        assert trade.documents(1) == "one Invoice and no Prebook"
        assert trade.booked_boxes(1) == 3


@pytest.mark.parametrize("switch", ["order_ref_echoed", "mark_code_echoed"])
@pytest.mark.parametrize("echoed", ["yes", "no"])
def test_an_invoice_made_twice_is_voided_once(switch: str, echoed: str) -> None:
    with trading("Company", komet={switch: echoed}) as trade:
        trade.strikes("invoice.create", "twice")
        trade.places({"roses": 1, "lilies": 2})
        assert trade.calls("invoice.void") == 1
        assert trade.documents(1) == "one Invoice and no Prebook"


@pytest.mark.parametrize("echoed", ["yes", "no"])
def test_a_prebook_made_twice_is_deleted_once(echoed: str) -> None:
    with trading("Company", komet={"mark_code_echoed": echoed}) as trade:
        trade.strikes("prebook.create", "twice")
        trade.places({"tulips": 1, "irises": 2})
        trade.lab.pass_time(SETTLED_S)
        assert trade.documents(1) == "no Invoice and one Prebook"
        assert trade.booked_boxes(1) == 3


def test_a_prebook_line_made_twice_is_deleted_once() -> None:
    with trading("Company") as trade:
        trade.strikes("prebook.future.item.add", "twice")
        trade.places({"tulips": 1, "irises": 2})
        assert trade.calls("prebook.item.delete") == 1
        assert trade.booked_boxes(1) == 3


def test_a_prebook_that_names_no_lines_is_made_anew_if_there_is_one_too_many() -> None:
    with trading("Company", komet={"mark_code_echoed": "no"}) as trade:
        trade.strikes("prebook.future.item.add", "twice")
        trade.places({"tulips": 1, "irises": 2})
        assert trade.calls("prebook.delete") == 1
        assert trade.booked_boxes(1) == 3


@pytest.mark.parametrize("route", ["Customer roses", "Company roses", "Company tulips"])
@pytest.mark.parametrize("fault", ["lost_reply", "late_request"])
def test_lines_without_mark_codes_are_found_again(route: str, fault: str) -> None:
    kind, name = route.split()
    with trading(kind, komet={"mark_code_echoed": "no", "order_ref_echoed": "no"}) as trade:
        for method in ("web-order-item.add", "invoice.create", "prebook.future.item.add"):
            trade.strikes(method, fault, delay_s=100)
        trade.places({name: 1})
        assert trade.outcomes() == ["accepted"]
        assert trade.booked_boxes(1) == 1


def test_a_second_invoice_that_is_confirmed_already_needs_a_person() -> None:
    with trading("Company") as trade:
        trade.strikes("invoice.create", "twice")
        trade.strikes("invoice.details.list", "garbled", limit=3)
        trade.buys({"roses": 1})
        trade.lab.run_orders()
        made = trade.lab.komet.state.ledger.of(InvoiceMade)
        trade.lab.komet.does("confirm_invoice", invoiceNumber=made[1].invoice.number)
        trade.lab.pass_time(SETTLED_S)
        assert "confirmed" in trade.waits_because(1)
        trade.lab.komet.does("void_invoice", invoiceNumber=made[1].invoice.number)
        trade.retries(1)
        trade.lab.pass_time(60)
        assert trade.outcomes() == ["accepted"]
        assert trade.open_alarms() == []


# --- what others do -------------------------------------------------------------------------------


def test_a_line_somebody_removed_before_the_checkout_is_refused() -> None:
    with trading(user_login=False) as trade:
        trade.places({"roses": 1, "lilies": 1})
        trade.lab.komet.does("remove_web_order_line", webOrderItemId=trade.items()[0])
        trade.lab.pass_time(1200)
        assert trade.outcomes() == ["refused", ""]
        trade.lab.komet.does("check_out_web_order", webOrderId=trade.web_order())
        trade.lab.pass_time(1200)
        assert trade.outcomes() == ["refused", "accepted"]
        assert trade.reason(1, "roses") == "removed in Komet by somebody"


def lines_unseen(trade: Trade, *names: str) -> list[int]:
    """An order stands in Komet, but the engine's look at it failed; its prebook lines."""
    trade.strikes("prebook.details.list", "garbled", limit=3)
    trade.buys(dict.fromkeys(names, 1))
    trade.lab.run_orders()
    return sorted(trade.lab.komet.state.prebook_items)


def test_a_line_that_is_missing_is_not_looked_for_in_every_round() -> None:
    with trading("Company", settings={"orders_every_s": 10.0}) as trade:
        items = lines_unseen(trade, "tulips", "irises")
        trade.lab.komet.does("delete_prebook_line", prebookItemId=items[1])
        before = trade.lab.engine_calls()
        trade.lab.pass_time(SETTLED_S)
        assert sorted(trade.outcomes()) == ["accepted", "refused"]
        assert trade.lab.engine_calls() - before < 30


def test_a_line_removed_where_lines_have_no_names_needs_a_person_and_stays_so() -> None:
    with trading("Company", komet={"mark_code_echoed": "no"}) as trade:
        items = lines_unseen(trade, "tulips", "irises")
        trade.lab.komet.does("delete_prebook_line", prebookItemId=items[1])
        trade.lab.pass_time(4000)
        assert trade.row().state == "parked"
        assert "does not say which" in trade.waits_because(1)
        state = trade.lab.komet.state
        trade.lab.komet.does("delete_prebook", prebookId=max(state.prebooks))
        trade.retries(1)
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["refused", "refused"]


@pytest.mark.parametrize(
    "point", ["store save_line after", "store save_step before", "store save_step after"]
)
def test_a_removal_survives_the_engines_death(point: str) -> None:
    with trading("Company") as trade:
        items = lines_unseen(trade, "tulips", "irises")
        trade.lab.komet.does("delete_prebook_line", prebookItemId=items[0])
        trade.lab.pass_time(170)
        trade.dies(point, lambda: trade.lab.pass_time(60))
        trade.lab.pass_time(SETTLED_S)
        assert sorted(trade.outcomes()) == ["accepted", "refused"]


def test_somebody_elses_line_in_our_web_order_is_never_checked_out() -> None:
    with trading(user_login=False) as trade:
        trade.places({"roses": 1})
        trade.lab.raw.komet(
            "web-order-item.add",
            "the customer token",
            customerId=CUSTOMER,
            inventoryIds=str(trade.lab.komet.named["lilies"]),
            inventoryOrigin=1,
            price="9.00",
            quantity=1,
            carrierId=FEDEX,
            date=str(trade.lab.shop.order(trade.order(1)).ship_date),
            webOrderId=trade.web_order(),
            x_account=trade.lab.connection.company_id,
        )
        assert not trade.lab.raw.heard.refused, trade.lab.raw.heard
        trade.changes_connection(user_token=trade.lab.raw.tokens["user"])
        trade.lab.pass_time(SETTLED_S)
        assert "not ours" in trade.waits_because(1)
        assert trade.calls("web-order.checkout") == 0
        trade.lab.komet.does("remove_web_order_line", webOrderItemId=trade.items()[1])
        trade.lab.pass_time(1200)
        assert trade.outcomes() == ["accepted"]
        assert trade.open_alarms() == []


def test_somebody_elses_line_in_our_prebook_is_left_alone() -> None:
    with trading("Company") as trade:
        lines_unseen(trade, "tulips")
        trade.lab.raw.komet(
            "prebook.future.item.add",
            "the company token",
            prebookId=max(trade.lab.komet.state.prebooks),
            inventoryId=trade.lab.komet.named["irises"],
            boxes=1,
            price="9.00",
            x_account=trade.lab.connection.company_id,
        )
        assert not trade.lab.raw.heard.refused, trade.lab.raw.heard
        trade.lab.pass_time(SETTLED_S)
        assert "not ours" in trade.waits_because(1)
        assert trade.calls("prebook.delete") == 0


def test_a_stale_read_is_no_removal() -> None:
    with trading() as trade:
        trade.strikes("web-order-details.list", "stale_read", limit=0, lag_s=45)
        trade.places(MIXED)
        assert trade.outcomes() == ["accepted", "accepted"]
