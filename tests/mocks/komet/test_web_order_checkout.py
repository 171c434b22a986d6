"""Web orders are checked out, in time or not, under each setting of the company."""

import pytest

from mocks.komet.seed import CUSTOMER, INTERNAL_CUSTOMER
from tests.mocks.komet.sales import (
    Sales,
)

PENDING, CONFIRMED = 0, 1


# --- checking out ---------------------------------------------------------------------------------


def test_checking_out_moves_every_draft_on_and_costs_the_fee_once_each():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.add(webOrderId=order, quantity=1)
    desk.add_future(webOrderId=order)
    assert desk.state.fees == {}
    answer = desk.check_out(order, customerPo=292644)
    assert answer == {
        "message": "The Web Order was successfully checked out.",
        "status": 1,
        "webOrderId": order,
    }
    (bill,) = desk.bills()
    (prebook,) = desk.booked()
    assert (bill["status"], bill["customerPONumber"]) == (PENDING, "292644")
    assert prebook["customerPONumber"] == "292644"
    assert [one.draft for one in desk.state.prebooks.values()] == [False]
    assert desk.fee("invoice", bill["id"]) == ("637.50", "9.56", False)
    assert desk.fee("prebook", prebook["id"]) == ("575.00", "8.63", False)
    assert len(desk.state.fees) == 2
    assert desk.lawful()


def test_checking_out_needs_a_pending_order_with_lines():
    desk = Sales()
    order = desk.open()
    assert desk.check_out(order)["message"] == f"The web order {order} has no items."
    desk.add(webOrderId=order)
    assert desk.check_out(order)["status"] == 1
    assert desk.check_out(order)["message"] == f"The web order {order} is not pending."
    assert desk.check_out(order, customerPo="9" * 51)["status"] == 0


def test_the_internal_customer_pays_no_fee_by_default():
    assert _internal(Sales()) is None


def test_the_internal_customer_pays_the_fee_when_charged():
    assert _internal(Sales(internal_fee="charged")) == ("425.00", "6.38", False)


def _internal(desk):
    order = desk.open(INTERNAL_CUSTOMER)
    desk.add(webOrderId=order, customerId=INTERNAL_CUSTOMER)
    desk.check_out(order, customerId=INTERNAL_CUSTOMER)
    (bill,) = desk.bills()
    assert bill["status"] == PENDING
    assert desk.lawful()
    return desk.fee("invoice", bill["id"])


def test_a_customer_token_cannot_check_out_by_default():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    fields = {"customerId": CUSTOMER, "webOrderId": order}
    answer = desk.ask("web-order.checkout", "customer", **fields)
    assert answer["message"] == "The method is not available for Customer tokens."
    assert desk.look(order)["statusId"] == 1


def test_a_customer_token_can_check_out_where_that_is_open_to_it():
    desk = Sales(checkout_tokens="user_and_customer")
    token = desk.tokens["customer"]
    methods = (*desk.state.tokens[token].methods, "web-order.checkout")
    desk.do("grant_methods", token=token, methods=methods)
    order = desk.open()
    desk.add(webOrderId=order)
    fields = {"customerId": CUSTOMER, "webOrderId": order}
    assert desk.ask("web-order.checkout", "customer", **fields)["status"] == 1
    assert desk.lawful()


def test_a_sales_rep_can_check_out_too():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.do("check_out_web_order", webOrderId=order, customerPo="77")
    assert desk.look(order, statusId=2)["statusId"] == 2
    assert desk.bills()[0]["customerPONumber"] == "77"
    assert desk.lawful()


def test_a_checked_out_order_takes_no_more_lines_by_default():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.check_out(order)
    assert desk.add(webOrderId=order)["message"] == f"The web order {order} is not pending."


def test_a_line_for_a_checked_out_order_makes_a_new_one_where_that_is_the_rule():
    desk = Sales(add_to_checked_out="new_order")
    order = desk.open()
    desk.add(webOrderId=order)
    desk.check_out(order)
    answer = desk.add(webOrderId=order)
    assert answer["status"] == 1
    assert answer["webOrderId"] != order
    assert desk.lawful()


# --- settings of the company ----------------------------------------------------------------------


@pytest.mark.parametrize(("switch", "status"), [("no", PENDING), ("yes", CONFIRMED)])
def test_checking_out_confirms_by_the_switch(switch, status):
    desk = Sales(autoconfirm=switch)
    order = desk.open()
    desk.add(webOrderId=order)
    desk.check_out(order, customerPo="77")
    (bill,) = desk.bills()
    assert (bill["status"], bill["customerPONumber"]) == (status, "77")
    assert desk.fee("invoice", bill["id"]) is not None
    assert desk.lawful()
