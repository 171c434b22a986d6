import threading

import pytest

from mocks.core.errors import Missing
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, INTERNAL_CUSTOMER, NEIGHBOUR
from mocks.komet.web_order import WebOrderCheckout, WebOrderCreate, WebOrderDelete
from mocks.komet.web_order_item import WebOrderItemAdd
from mocks.komet.web_order_list import WebOrderDetailsCall
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.sales import (
    FOREIGN_SHIP_TO,
    FRIDAY,
    NEXT_FRIDAY,
    NEXT_WEEK,
    OTHER_SHIP_TO,
    PICK_UP,
    SHIP_TO,
    THURSDAY,
    TODAY,
    Sales,
)

DRAFT, PENDING, CONFIRMED, VOIDED = 2, 0, 1, 4


# --- adding a line --------------------------------------------------------------------------------


def test_a_line_on_hand_is_at_once_a_draft_invoice_and_its_boxes_are_gone():
    desk = Sales()
    order = desk.open()
    answer = desk.add(webOrderId=order, quantity=3, markCode="17", shipToId=SHIP_TO)
    assert answer == {
        "message": "Item was successfully added.",
        "status": 1,
        "webOrderId": order,
        "webOrderItemId": answer["webOrderItemId"],
    }
    assert desk.left(desk.lot) == 7
    (bill,) = desk.bills()
    assert (bill["status"], bill["totalBoxes"], bill["isEcommerce"]) == (DRAFT, 3, True)
    assert desk.booked() == []
    assert desk.lawful()


def test_a_future_line_is_at_once_a_draft_prebook_and_its_boxes_are_gone():
    desk = Sales()
    order = desk.open()
    desk.add_future(webOrderId=order, quantity=4)
    (prebook,) = desk.booked()
    assert prebook["details"][0]["totalBoxes"] == 4
    assert [one.draft for one in desk.state.prebooks.values()] == [True]
    assert desk.left(desk.future) == 6
    assert desk.bills() == []
    assert desk.lawful()


def test_the_order_reads_back_with_all_its_lines():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order, markCode="1", shipToId=SHIP_TO, fedExInfoSameAsCustomer=True)
    desk.add_future(webOrderId=order, price=0.5)
    seen = desk.look(order)
    first, second = seen.pop("items")
    assert seen == {
        "id": order,
        "number": seen["number"],
        "statusId": 1,
        "customerId": CUSTOMER,
        "subtotal": 448.0,
        "additionalCharges": 0.0,
        "total": 448.0,
    }
    assert seen["number"] != order
    lot, product = desk.row(desk.lot), desk.state.products[100_001]
    assert first == {
        "id": "1",
        "webOrderItemId": first["webOrderItemId"],
        "inventoryId": desk.lot,
        "inventoryOrigin": 1,
        "productId": product.id,
        "productDescription": product.description,
        "boxTypeCode": "HB",
        "unitType": lot.unit_type,
        "bunches": 17,
        "stemsBunch": 25,
        "unitsPerBox": 17,
        "quantity": 2,
        "price": 12.5,
        "total": 425.0,
        "shipDate": THURSDAY,
        "carrierId": FEDEX,
        "carrierName": "FedEx Priority Overnight",
        "shipToId": SHIP_TO,
        "markCode": "1",
        "fedExInfoSameAsCustomer": True,
        "invoiceNumber": desk.bills()[0]["number"],
    }
    assert (second["id"], second["inventoryOrigin"], second["total"]) == ("2", 2, 23.0)
    assert {"shipToId", "markCode", "fedExInfoSameAsCustomer", "prebookNumber"}.isdisjoint(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": THURSDAY}, {"date": FRIDAY}),
        ({"carrierId": FEDEX}, {"carrierId": PICK_UP}),
        ({"shipToId": SHIP_TO}, {"shipToId": OTHER_SHIP_TO}),
        ({"shipToId": SHIP_TO}, {}),
    ],
)
def test_lines_that_go_another_way_make_another_invoice(one, other):
    desk = Sales()
    order = desk.open()
    for way in (one, other, one):
        desk.add(webOrderId=order, **way)
    assert sorted(bill["totalBoxes"] for bill in desk.bills()) == [2, 4]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": NEXT_WEEK}, {"date": NEXT_FRIDAY}),
        ({"carrierId": FEDEX}, {"carrierId": PICK_UP}),
        ({"shipToId": SHIP_TO}, {"shipToId": OTHER_SHIP_TO}),
    ],
)
def test_future_lines_that_go_another_way_make_another_prebook(one, other):
    desk = Sales()
    order = desk.open()
    for way in (one, other, one):
        desk.add_future(webOrderId=order, **way)
    lines = [len(desk.state.items_of_prebook[one]) for one in desk.state.prebooks]
    assert sorted(lines) == [1, 2]


def test_a_comma_list_takes_the_boxes_from_the_first_that_has_enough():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order, inventoryIds=f"{desk.lot}, {desk.second}", quantity=12)
    assert (desk.left(desk.lot), desk.left(desk.second)) == (10, 18)
    desk.add(webOrderId=order, inventoryIds=f"{desk.lot},{desk.second}", quantity=5)
    assert (desk.left(desk.lot), desk.left(desk.second)) == (5, 18)


@pytest.mark.parametrize("name", ["productCode", "companyProductId"])
def test_a_product_and_its_pack_will_do_instead_of_an_id(name):
    desk = Sales()
    product = desk.state.products[100_001]
    value = product.code.lower() if name == "productCode" else product.id
    pack = {"boxTypeCode": "hb", "unitsPerBox": 19, "unitType": "Bunch"}
    answer = desk.add(inventoryIds=None, inventoryOrigin=None, **{name: value}, **pack)
    assert answer["status"] == 1
    assert desk.left(desk.second) == 28


def test_among_equal_lines_the_oldest_with_enough_boxes_is_taken():
    desk = Sales()
    younger = desk.receive(bunches=31, day="2026-11-03", boxes=20)
    older = desk.receive(bunches=31, day="2026-11-01", boxes=5)
    named = {
        "inventoryIds": None,
        "companyProductId": 100_001,
        "boxTypeCode": "HB",
        "unitsPerBox": 31,
        "unitType": "Bunch",
    }
    for boxes in (4, 4):
        desk.add(quantity=boxes, **named)
    assert (desk.left(older), desk.left(younger)) == (1, 16)
    answer = desk.add(quantity=17, **named)
    assert answer["message"] == (
        "The inventory item 100001 has 16 boxes available, 17 were requested."
    )


def test_a_described_future_line_needs_its_origin():
    desk = Sales()
    pack = {"boxTypeCode": "HB", "unitsPerBox": 23, "unitType": "Bunch"}
    named = {"inventoryIds": None, "companyProductId": 100_001, "date": NEXT_WEEK} | pack
    assert desk.add(inventoryOrigin=None, **named)["status"] == 0
    assert desk.add(inventoryOrigin=2, **named)["status"] == 1
    assert desk.left(desk.future) == 8


def test_without_an_order_the_line_joins_a_pending_one_that_goes_the_same_way():
    desk = Sales()
    first = desk.add()["webOrderId"]
    assert desk.add()["webOrderId"] == first
    assert desk.add(date=FRIDAY)["webOrderId"] != first
    desk.check_out(first)
    assert desk.add()["webOrderId"] != first


def test_without_an_order_the_line_may_join_what_somebody_else_began():
    desk = Sales()
    somebodys = desk.open()
    assert desk.add("customer")["webOrderId"] == somebodys


REFUSED = {
    "no boxes": ({"quantity": 11}, "has 10 boxes available, 11 were requested"),
    "half a box": ({"quantity": 0.5}, "The field quantity is not valid"),
    "not one box": ({"quantity": 0}, "The field quantity is not valid"),
    "negative price": ({"price": -1}, "The field price is not valid"),
    "not a price": ({"price": "NaN"}, "The field price is not valid"),
    "too dear": ({"price": 10**8}, "The field price is not valid"),
    "unknown line": ({"inventoryIds": "1"}, "The inventory item 1 does not exist."),
    "no line id": ({"inventoryIds": "1;2"}, "The field inventoryIds is not valid"),
    "no origin": ({"inventoryOrigin": None}, "The field inventoryOrigin is required."),
    "other origin": ({"inventoryOrigin": 2}, "is not available in the origin 2"),
    "vendor availability": ({"inventoryOrigin": 3}, "The field inventoryOrigin is not valid"),
    "nothing named": ({"inventoryIds": None}, "The field inventoryIds is required."),
    "unknown product": (
        {
            "inventoryIds": None,
            "productCode": "none",
            "boxTypeCode": "HB",
            "unitsPerBox": 17,
            "unitType": "Bunch",
        },
        "The product none does not exist.",
    ),
    "unknown box type": (
        {
            "inventoryIds": None,
            "companyProductId": 100_001,
            "boxTypeCode": "XX",
            "unitsPerBox": 17,
            "unitType": "Bunch",
        },
        "The box type XX does not exist.",
    ),
    "no pack": (
        {"inventoryIds": None, "companyProductId": 100_001},
        "The field boxTypeCode is required.",
    ),
    "unknown customer": ({"customerId": 1}, "The customer 1 does not exist."),
    "neighbour's customer": ({"customerId": 8001}, "The customer 8001 does not exist."),
    "unknown carrier": ({"carrierId": 1}, "The carrier 1 does not exist."),
    "neighbour's carrier": ({"carrierId": 2360}, "The carrier 2360 does not exist."),
    "inactive carrier": ({"carrierId": 1364}, "The carrier 1364 is not active."),
    "no service": ({"carrierId": 1361, "date": THURSDAY}, "The carrier 1361 has no service on"),
    "past": ({"date": "2026-11-03"}, "The date 2026-11-03 is in the past."),
    "no shipping": (
        {"carrierId": PICK_UP, "date": "2026-11-08"},
        "There is no shipping on 2026-11-08.",
    ),
    "foreign ship-to": ({"shipToId": FOREIGN_SHIP_TO}, "The ship-to 20103 does not exist."),
    "unknown ship-to": ({"shipToId": 1}, "The ship-to 1 does not exist."),
    "unknown order": ({"webOrderId": 1}, "The web order 1 does not exist."),
    "a location": ({"companyLocationId": 13}, "The location 13 does not exist."),
    "long mark": ({"markCode": "1" * 21}, "The field markCode is not valid"),
    "no date": ({"date": None}, "The field date is required."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_line_changes_nothing(case):
    fields, words = REFUSED[case]
    desk = Sales()
    before, rows = desk.facts(), desk.tables()
    answer = desk.add(**fields)
    assert answer["status"] == 0
    assert words in answer["message"]
    assert (desk.facts(), desk.tables()) == (before, rows)


def test_a_line_held_reserved_or_not_yet_there_is_refused():
    desk = Sales()
    before = desk.facts()
    assert "is on hold" in desk.add(inventoryIds=str(desk.held))["message"]
    assert "is reserved otherwise" in desk.add(inventoryIds=str(desk.reserved))["message"]
    assert "not available for 2026-11-06" in desk.add_future(date=FRIDAY)["message"]
    assert "not available for 2026-11-23" in desk.add_future(date="2026-11-23")["message"]
    assert desk.facts() == before


def test_reserved_lines_are_for_their_customer_and_only_when_asked_for():
    desk = Sales()
    reserved = {"inventoryIds": str(desk.reserved)}
    assert desk.add(reservedInventory=True, **reserved)["status"] == 1
    assert desk.add(reservedInventory=True)["status"] == 0
    foreign = desk.receive(reservedFor=7002)
    assert desk.add(reservedInventory=True, inventoryIds=str(foreign))["status"] == 0


def test_after_the_cut_off_of_the_day_nothing_ships_that_day():
    desk = Sales()
    desk.world.advance(4 * 3600 - 1)  # a second to two in the afternoon, EST
    assert desk.add(date=TODAY)["status"] == 1
    desk.world.advance(1)
    assert desk.add(date=TODAY)["message"] == "The cut-off time for 2026-11-04 has passed."
    assert desk.add(date=THURSDAY)["status"] == 1


def test_sixteen_buyers_fight_for_the_last_box_and_one_wins():
    desk = Sales()
    last = desk.receive(boxes=1)
    orders = [desk.open() for _ in range(16)]
    gate, answers = threading.Barrier(16), []

    def buy(order):
        gate.wait()
        answers.append(desk.add(webOrderId=order, inventoryIds=str(last), quantity=1))

    threads = [threading.Thread(target=buy, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = f"The inventory item {last} has 0 boxes available, 1 were requested."
    assert sorted(one["message"] for one in answers) == sorted(
        ["Item was successfully added.", *[refused] * 15]
    )
    assert desk.left(last) == 0
    assert desk.lawful()


# --- every documented input -----------------------------------------------------------------------

ITEM_INPUTS = {
    "customerId": CUSTOMER,
    "reservedInventory": True,
    "inventoryIds": None,
    "inventoryOrigin": 1,
    "fedExInfoSameAsCustomer": True,
    "price": 3.5,
    "quantity": 2,
    "carrierId": FEDEX,
    "date": THURSDAY,
    "companyLocationId": 13,
    "shipToId": SHIP_TO,
    "markCode": "17",
    "webOrderId": 30_002,
}
PACK_INPUTS = {
    "productCode": "RO100001",
    "companyProductId": 100_001,
    "boxTypeCode": "HB",
    "unitsPerBox": 17,
    "unitType": "Bunch",
}


def _two_orders():
    desk = Sales()
    desk.open(), desk.open()
    return desk


@pytest.mark.parametrize("name", ITEM_INPUTS)
def test_every_input_of_a_line_by_id_matters(name):
    value = ITEM_INPUTS[name]
    fields = Sales().line() | ({name: value} if value is not None else {})
    with_it = outcome(_two_orders, "web-order-item.add", "user", fields)
    assert outcome(_two_orders, "web-order-item.add", "user", without(fields, name)) != with_it


@pytest.mark.parametrize("name", PACK_INPUTS)
def test_every_input_of_a_line_by_pack_matters(name):
    other = "companyProductId" if name == "productCode" else "productCode"
    pack = without(PACK_INPUTS, other)
    fields = without(without(Sales().line(), "inventoryIds"), "inventoryOrigin") | pack
    with_it = outcome(Sales, "web-order-item.add", "user", fields)
    assert with_it[0]["status"] == 1
    assert outcome(Sales, "web-order-item.add", "user", without(fields, name)) != with_it


def test_no_input_of_a_line_is_left_out():
    assert documented(WebOrderItemAdd) == set(ITEM_INPUTS) | set(PACK_INPUTS)


HEADER = {"customerId": CUSTOMER, "companyId": COMPANY, "companyLocationId": 13}


@pytest.mark.parametrize("name", HEADER)
def test_every_input_of_a_new_order_matters(name):
    fields = without(HEADER, "companyLocationId") | {name: HEADER[name]}
    with_it = outcome(Sales, "web-order.create", "customer", fields)
    assert outcome(Sales, "web-order.create", "customer", without(fields, name)) != with_it
    assert documented(WebOrderCreate) == set(HEADER)


NAMED = {"customerId": CUSTOMER, "webOrderId": 30_001}


def _one_line():
    desk = Sales()
    desk.add(webOrderId=desk.open())
    return desk


@pytest.mark.parametrize(
    ("method", "call", "more"),
    [
        ("web-order.checkout", WebOrderCheckout, {"customerPo": "292644", "companyLocationId": 13}),
        ("web-order.delete", WebOrderDelete, {}),
        ("web-order-details.list", WebOrderDetailsCall, {"statusId": 2, "companyLocationId": 13}),
    ],
)
def test_every_input_that_names_an_order_matters(method, call, more):
    assert documented(call) == set(NAMED) | set(more)
    for name in (*NAMED, *more):
        fields = NAMED | ({name: more[name]} if name in more else {})
        with_it = outcome(_one_line, method, "user", fields)
        assert outcome(_one_line, method, "user", without(fields, name)) != with_it, name


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
