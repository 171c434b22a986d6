import pytest

from mocks.core.errors import Missing
from mocks.komet.seed import COMPANY, CUSTOMER, INTERNAL_CUSTOMER, NEIGHBOUR
from tests.mocks.komet.sales import (
    Sales,
)

DRAFT, PENDING, CONFIRMED, VOIDED = 2, 0, 1, 4


# --- creating, looking ----------------------------------------------------------------------------


def test_a_new_order_is_as_documented_in_loose_forms_too():
    desk = Sales()
    form = {"customerId": str(CUSTOMER), "companyId": str(COMPANY)}
    answer = desk.ask("web-order.create", "customer", **form)
    assert answer == {
        "message": "Web order was successfully created.",
        "status": 1,
        "webOrderId": answer["webOrderId"],
    }
    assert desk.look(answer["webOrderId"])["items"] == []


@pytest.mark.parametrize(
    ("who", "fields", "words"),
    [
        ("customer", {"customerId": 7002}, "is not available for this authentication token"),
        ("user", {"customerId": 1}, "The customer 1 does not exist."),
        ("user", {"companyId": NEIGHBOUR}, "The company 54321 does not match"),
        ("company", {}, "The method is not available for Company tokens."),
        ("vendor", {}, "The method is not available for Vendor tokens."),
    ],
)
def test_an_order_is_made_only_for_one_s_own(who, fields, words):
    desk = Sales()
    before = desk.facts()
    answer = desk.ask(
        "web-order.create", who, **({"customerId": CUSTOMER, "companyId": COMPANY} | fields)
    )
    assert (answer["status"], words in answer["message"]) == (0, True)
    assert desk.facts() == before


def test_without_a_status_only_a_pending_order_is_listed():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    assert desk.look(order, statusId=1) == desk.look(order)
    assert desk.look(order, statusId=2) is None
    desk.check_out(order)
    assert desk.look(order) is None
    assert desk.look(order, statusId=1) is None
    assert desk.look(order, statusId=2)["statusId"] == 2
    desk.delete(order)
    assert desk.look(order, statusId=1) is None
    assert desk.look(order, statusId=2) is None


@pytest.mark.parametrize(("switch", "status"), [("1", 1), ("0", 0)])
def test_an_empty_result_has_a_message_and_no_array(switch, status):
    desk = Sales(empty_status=switch)
    answer = desk.ask("web-order-details.list", "user", customerId=CUSTOMER, webOrderId=1)
    assert answer == {"message": "Orders not found.", "status": status}


def test_another_customer_s_order_is_not_found():
    desk = Sales()
    order = desk.open(7002)
    assert desk.look(order) is None
    assert desk.delete(order)["message"] == f"The web order {order} does not exist."
    assert desk.add(webOrderId=order)["message"] == f"The web order {order} does not exist."


@pytest.mark.parametrize("path", ["/api/v2/web-order-details.list", "/api/web.order.details.list"])
def test_the_list_answers_under_its_older_and_newer_path_too(path):
    desk = Sales()
    order = desk.open()
    asked = {"customerId": CUSTOMER, "webOrderId": order}
    here = desk.ask(path.removeprefix("/api/"), "customer", **asked)
    assert here == desk.ask("web-order-details.list", "customer", **asked)
    assert here["webOrders"][0]["id"] == order


def test_a_call_of_the_family_names_its_account():
    desk = Sales()
    endpoint = desk.komet.paths["/api/web-order.create"]
    assert endpoint.headers is not None
    assert {desk.komet.paths[f"/api/{one}"].headers for one in WEB_ORDER} == {endpoint.headers}


WEB_ORDER = (
    "web-order-item.add",
    "web-order.checkout",
    "web-order-details.list",
    "web-order.delete",
)


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


# --- what is read back (switches) -----------------------------------------------------------------


@pytest.mark.parametrize(("switch", "shown"), [("yes", ["17", "17"]), ("no", [None, None])])
def test_mark_codes_are_read_back_by_the_switch(switch, shown):
    desk = Sales(mark_code_echoed=switch)
    order = desk.open()
    desk.add(webOrderId=order, markCode="17")
    desk.check_out(order)
    line = desk.look(order, statusId=2)["items"][0]
    detail = desk.details()[0]["details"][0]
    assert [line.get("markCode"), detail.get("markCode")] == shown


@pytest.mark.parametrize(
    ("switch", "shown"),
    [("invoice", (True, False)), ("both", (True, True)), ("none", (False, False))],
)
def test_numbers_of_invoice_and_prebook_are_shown_by_the_switch(switch, shown):
    desk = Sales(web_order_numbers=switch)
    order = desk.open()
    desk.add(webOrderId=order)
    desk.add_future(webOrderId=order)
    first, second = desk.look(order)["items"]
    assert ("invoiceNumber" in first, "prebookNumber" in second) == shown
    assert "prebookNumber" not in first
    assert "invoiceNumber" not in second


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


@pytest.mark.parametrize(("switch", "found"), [("off", 1), ("60_minutes", None)])
def test_an_order_not_checked_out_within_the_hour_is_cancelled_by_the_switch(switch, found):
    desk = Sales(cart_timer=switch)
    order = desk.open()
    desk.world.advance(1800)  # the timer runs from the first line
    desk.add(webOrderId=order)
    desk.add_future(webOrderId=order)
    desk.world.advance(3599)
    assert desk.look(order)["statusId"] == 1
    desk.world.advance(1)
    assert (desk.look(order) or {}).get("statusId") == found
    gone = found is None
    assert (desk.left(desk.lot), desk.left(desk.future)) == ((10, 10) if gone else (8, 8))
    assert [one["status"] for one in desk.bills()] == [VOIDED if gone else DRAFT]
    assert len(desk.booked()) == int(not gone)
    assert desk.lawful()


def test_an_order_checked_out_in_time_outlives_the_timer():
    desk = Sales(cart_timer="60_minutes")
    order = desk.open()
    desk.add(webOrderId=order)
    desk.world.advance(3599)
    desk.add(webOrderId=order)  # a second line does not start it anew
    desk.check_out(order)
    desk.world.advance(7200)
    assert desk.look(order, statusId=2)["statusId"] == 2
    assert desk.left(desk.lot) == 6
    assert desk.world.failed_acts == []
