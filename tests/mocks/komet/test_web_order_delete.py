"""Web orders share invoices or not, and are taken back whole or line by line."""

import pytest

from mocks.core.errors import Missing
from mocks.komet.seed import INTERNAL_CUSTOMER
from tests.mocks.komet.sales import Sales

DRAFT, PENDING, CONFIRMED, VOIDED = 2, 0, 1, 4


# --- own or shared --------------------------------------------------------------------------------


def _two_same_way(**switches):
    desk = Sales(**switches)
    orders = [desk.open(), desk.open()]
    for order in orders:
        desk.add(webOrderId=order)
        desk.add_future(webOrderId=order)
    return desk, orders


def test_each_order_has_an_invoice_of_its_own_by_default():
    desk, _ = _two_same_way()
    assert [bill["totalBoxes"] for bill in desk.bills()] == [2, 2]
    assert [len(one["details"]) for one in desk.booked()] == [1, 1]


def test_orders_that_go_the_same_way_meet_on_one_invoice_where_they_are_shared():
    desk, (one, other) = _two_same_way(invoice_sharing="shared")
    (bill,) = desk.bills()
    (prebook,) = desk.booked()
    assert (bill["totalBoxes"], len(prebook["details"])) == (4, 2)
    desk.check_out(one)
    assert desk.bills()[0]["status"] == DRAFT
    assert [one.draft for one in desk.state.prebooks.values()] == [True]
    desk.check_out(other)
    assert desk.bills()[0]["status"] == PENDING
    assert [one.draft for one in desk.state.prebooks.values()] == [False]
    assert desk.fee("invoice", bill["id"]) == ("850.00", "12.75", False)
    assert desk.fee("prebook", prebook["id"]) == ("1150.00", "17.25", False)
    assert desk.lawful()


def test_deleting_one_of_two_on_a_shared_invoice_leaves_the_other():
    desk, (one, other) = _two_same_way(invoice_sharing="shared")
    desk.check_out(one)
    desk.delete(other)
    (bill,) = desk.bills()
    assert (bill["status"], bill["totalBoxes"]) == (PENDING, 2)
    assert [one.draft for one in desk.state.prebooks.values()] == [False]
    assert desk.look(one, statusId=2)["total"] == 1000.0
    assert desk.lawful()


@pytest.mark.parametrize(
    ("switch", "bill_fee", "prebook_fee"),
    [
        ("back", ("425.00", "6.38", False), ("575.00", "8.63", False)),
        ("kept", ("850.00", "12.75", False), ("1150.00", "17.25", False)),
    ],
)
def test_one_of_two_checked_out_orders_that_share_gets_its_part_of_the_fee_by_the_switch(
    switch, bill_fee, prebook_fee
):
    desk, (one, other) = _two_same_way(invoice_sharing="shared", fee_on_cancel=switch)
    desk.check_out(one)
    desk.check_out(other)
    desk.delete(one)
    (bill,), (prebook,) = desk.bills(), desk.booked()
    assert (bill["status"], bill["totalBoxes"]) == (PENDING, 2)
    assert desk.fee("invoice", bill["id"]) == bill_fee
    assert desk.fee("prebook", prebook["id"]) == prebook_fee
    assert desk.lawful()
    desk.delete(other)
    kept = switch == "kept"
    assert [fee.returned for fee in desk.state.fees.values()] == [not kept, not kept]
    assert desk.lawful()


@pytest.mark.parametrize(("switch", "status"), [("no", PENDING), ("yes", CONFIRMED)])
def test_a_shared_invoice_moves_on_when_the_order_that_held_it_up_is_cancelled(switch, status):
    desk, (one, other) = _two_same_way(invoice_sharing="shared", autoconfirm=switch)
    desk.check_out(one)
    assert [bill["status"] for bill in desk.bills()] == [DRAFT]
    desk.delete(other)
    (bill,) = desk.bills()
    assert (bill["status"], bill["totalBoxes"]) == (status, 2)
    assert desk.fee("invoice", bill["id"]) == ("425.00", "6.38", False)
    assert desk.lawful()


def test_a_shared_invoice_that_was_confirmed_keeps_every_order_on_it():
    desk, (one, other) = _two_same_way(invoice_sharing="shared", autoconfirm="yes")
    desk.check_out(one)
    desk.check_out(other)
    before = desk.facts()
    assert desk.delete(one)["message"] == f"The web order {one} has a confirmed invoice."
    assert desk.facts() == before
    (bill,) = desk.bills()
    assert (bill["status"], bill["totalBoxes"]) == (CONFIRMED, 4)
    assert desk.lawful()


def test_orders_of_an_internal_company_that_share_an_invoice_have_no_fee():
    desk = Sales(invoice_sharing="shared")
    orders = [desk.open(INTERNAL_CUSTOMER), desk.open(INTERNAL_CUSTOMER)]
    for order in orders:
        desk.add(webOrderId=order, customerId=INTERNAL_CUSTOMER)
    for order in orders:
        desk.check_out(order, customerId=INTERNAL_CUSTOMER)
    desk.ask("web-order.delete", "user", customerId=INTERNAL_CUSTOMER, webOrderId=orders[0])
    (bill,) = desk.bills()
    assert (bill["status"], bill["totalBoxes"]) == (PENDING, 2)
    assert desk.state.fees == {}
    assert desk.lawful()


# --- deleting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("checked_out", [False, True])
def test_deleting_voids_the_invoice_empties_the_prebook_and_returns_the_boxes(checked_out):
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.add_future(webOrderId=order)
    if checked_out:
        desk.check_out(order)
    answer = desk.delete(order)
    assert answer == {
        "message": "The Web Order was successfully canceled.",
        "status": 1,
        "webOrderId": order,
    }
    (bill,) = desk.bills()
    (prebook,) = desk.booked()
    assert (bill["status"], bill["totalBoxes"]) == (VOIDED, 0)
    assert "details" not in prebook
    assert (desk.left(desk.lot), desk.left(desk.future)) == (10, 10)
    fees = [fee.returned for fee in desk.state.fees.values()]
    assert fees == ([True, True] if checked_out else [])
    assert desk.delete(order)["message"] == f"The web order {order} is not pending."
    assert desk.lawful()


def test_the_fee_of_a_deleted_order_is_kept_where_that_is_the_rule():
    desk = Sales(fee_on_cancel="kept")
    order = desk.open()
    desk.add(webOrderId=order)
    desk.check_out(order)
    desk.delete(order)
    (bill,) = desk.bills()
    assert desk.fee("invoice", bill["id"]) == ("425.00", "6.38", False)
    assert desk.lawful()


def test_an_order_with_a_confirmed_invoice_is_not_deleted():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.check_out(order)
    desk.do("confirm_invoice", invoiceNumber=desk.bills()[0]["number"])
    before = desk.facts()
    assert desk.delete(order)["message"] == f"The web order {order} has a confirmed invoice."
    assert desk.facts() == before


def test_a_checked_out_order_is_never_deleted_where_that_is_the_rule():
    desk = Sales(delete_checked_out="never")
    order = desk.open()
    desk.add(webOrderId=order)
    desk.check_out(order)
    words = f"The web order {order} has been checked out and cannot be canceled."
    assert desk.delete(order)["message"] == words
    pending = desk.open()
    assert desk.delete(pending)["status"] == 1


def test_a_sales_rep_can_cancel_an_order():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.do("cancel_web_order", webOrderId=order)
    assert desk.look(order) is None
    assert desk.left(desk.lot) == 10
    assert desk.lawful()


@pytest.mark.parametrize("add", [Sales.add, Sales.add_future])
def test_a_line_a_sales_rep_removes_is_gone_everywhere(add):
    desk = Sales()
    order = desk.open()
    gone = add(desk, webOrderId=order)["webOrderItemId"]
    add(desk, webOrderId=order, quantity=1)
    desk.do("remove_web_order_line", webOrderItemId=gone)
    (left,) = desk.look(order)["items"]
    assert left["quantity"] == 1
    assert (desk.left(desk.lot), desk.left(desk.future)) in {(9, 10), (10, 9)}
    with pytest.raises(Missing):
        desk.do("remove_web_order_line", webOrderItemId=gone)
    assert desk.lawful()
