"""Web orders are made and read back."""

import pytest

from mocks.komet.seed import COMPANY, CUSTOMER, NEIGHBOUR
from tests.mocks.komet.sales import (
    Sales,
)

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
