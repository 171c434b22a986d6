"""invoice.create: boxes, lines, names, refusals, and every input."""

import pytest

from mocks.komet.invoice_create import InvoiceCreate, InvoiceItemCall
from mocks.komet.seed import CUSTOMER, FEDEX, INTERNAL_CUSTOMER
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.sales import SHIP_TO, THURSDAY, Sales

DRAFT, PENDING = 2, 0


def test_an_invoice_takes_all_its_boxes_and_the_fee_at_once():
    desk = Sales()
    answer = desk.bill(
        {"orderItemId": desk.lot, "boxes": 2, "price": 12.5},
        {"orderItemId": desk.second, "boxes": 5, "price": 0.28},
    )
    first, second = answer["invoiceItems"]
    assert answer == {
        "message": "Invoice was successfully created.",
        "status": 1,
        "invoiceId": answer["invoiceId"],
        "invoiceNumber": answer["invoiceNumber"],
        "invoiceItems": [
            {"invoiceItemId": first["invoiceItemId"]},
            {"invoiceItemId": second["invoiceItemId"]},
        ],
    }
    assert answer["invoiceId"] != answer["invoiceNumber"]
    assert (desk.left(desk.lot), desk.left(desk.second)) == (8, 25)
    # 2 x 17 x 12.50 + 5 x 19 x 0.28 = 425.00 + 26.60
    assert desk.fee("invoice", answer["invoiceId"]) == ("451.60", "6.77", False)
    assert desk.lawful()


def test_available_boxes_come_with_each_item_when_asked_for():
    desk = Sales()
    line = {"orderItemId": desk.lot, "boxes": 2, "price": 1}
    answer = desk.bill(line, line, returnAvailableBoxes=1)
    assert [one["availableBoxes"] for one in answer["invoiceItems"]] == [8, 6]


def test_a_draft_costs_nothing_until_it_is_checked_out():
    desk = Sales()
    answer = desk.bill(statusDraft=1)
    assert desk.bills()[0]["status"] == DRAFT
    assert desk.state.fees == {}
    assert desk.details() == []
    desk.do("approve_invoice", invoiceNumber=answer["invoiceNumber"])
    assert desk.fee("invoice", answer["invoiceId"]) == ("425.00", "6.38", False)
    assert desk.details()[0]["status"] == PENDING
    assert desk.lawful()


@pytest.mark.parametrize(
    ("switch", "fee"), [("exempt", None), ("charged", ("425.00", "6.38", False))]
)
def test_internal_customers_pay_the_fee_by_the_switch(switch, fee):
    desk = Sales(internal_fee=switch)
    answer = desk.bill(customerId=INTERNAL_CUSTOMER)
    assert desk.fee("invoice", answer["invoiceId"]) == fee
    assert desk.lawful()


def test_customer_and_carrier_may_be_named_by_code_and_name():
    desk = Sales()
    named = {
        "customerId": None,
        "customerCode": "ibf",
        "customerDescription": "iBuyFlowers",
        "carrierId": None,
        "carrierCode": "fdx",
        "carrierDescription": "FedEx",
    }
    assert desk.bill(**named)["status"] == 1
    (bill,) = desk.bills()
    assert (bill["customerId"], bill["carrierId"]) == (CUSTOMER, FEDEX)


def test_a_line_may_be_named_by_product_and_pack():
    desk = Sales()
    code = desk.state.products[100_001].code
    pack = {"productCode": code, "boxTypeCode": "HB", "unitsPerBox": 19, "unitType": "Bunch"}
    assert desk.bill(pack | {"boxes": 3, "price": 1})["status"] == 1
    assert desk.left(desk.second) == 27


GOOD = {"boxes": 1, "price": 1}


def bad_lines(desk):
    return {
        "Item 1: The inventory item 1 does not exist.": {"orderItemId": 1} | GOOD,
        "Item 1: The field orderItemId is required.": GOOD,
        "Item 1: The field boxTypeCode is required.": {"productCode": "RO100001"} | GOOD,
        "Item 1: The fields orderItemId and productCode cannot be used at the same time.": {
            "orderItemId": desk.lot,
            "unitType": "Stem",
        }
        | GOOD,
        f"Item 1: The inventory item {desk.held} is on hold.": {"orderItemId": desk.held} | GOOD,
        f"Item 1: The inventory item {desk.future} is not available in the origin 1.": {
            "orderItemId": desk.future
        }
        | GOOD,
        f"Item 1: The inventory item {desk.lot} has 10 boxes available, 11 were requested.": {
            "orderItemId": desk.lot,
            "boxes": 11,
            "price": 1,
        },
        "Item 1: The field price is not valid: expected decimal:10,2, not negative.": {
            "orderItemId": desk.lot,
            "boxes": 1,
            "price": 1.2345,
        },
    }


@pytest.mark.parametrize("message", bad_lines(Sales()))
def test_one_bad_line_creates_nothing_and_is_named(message):
    desk = Sales()
    before = desk.facts()
    assert desk.bill(bad_lines(desk)[message]) == {"message": message, "status": 0}
    good = {"orderItemId": desk.second} | GOOD
    again = desk.bill(good, bad_lines(desk)[message])
    assert again == {"message": message.replace("Item 1", "Item 2"), "status": 0}
    assert desk.facts() == before


def test_lines_of_one_call_share_the_boxes_of_a_lot():
    desk = Sales()
    line = {"orderItemId": desk.lot, "boxes": 6, "price": 1}
    before = desk.facts()
    words = f"Item 2: The inventory item {desk.lot} has 4 boxes available, 6 were requested."
    assert desk.bill(line, line)["message"] == words
    assert desk.facts() == before


def test_the_other_lines_are_created_where_that_is_the_rule():
    desk = Sales(bad_invoice_line="rest")
    bad = {"orderItemId": 1} | GOOD
    answer = desk.bill(bad, {"orderItemId": desk.lot} | GOOD)
    assert answer["invoiceItems"][0] == {"message": "The inventory item 1 does not exist."}
    assert desk.left(desk.lot) == 9
    assert desk.bill(bad)["message"] == "Item 1: The inventory item 1 does not exist."
    assert desk.lawful()


@pytest.mark.parametrize(("switch", "shift"), [("same", 0), ("different", 40_000_000)])
def test_order_item_ids_are_those_of_the_inventory_list_by_the_switch(switch, shift):
    desk = Sales(order_item_ids=switch)
    rows = desk.ask("inventory.list")["inventoryItems"]
    assert desk.lot + shift in {row["orderItemId"] for row in rows}
    line = {"orderItemId": desk.lot + shift, "boxes": 1, "price": 1}
    assert desk.bill(line)["status"] == 1
    assert desk.left(desk.lot) == 9


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"customerId": 8001}, "The customer 8001 does not exist."),
        ({"customerId": None}, "The field customerId is required."),
        ({"customerId": None, "customerCode": "IBF"}, "The field customerDescription is required."),
        (
            {"customerId": None, "customerCode": "XX", "customerDescription": "X"},
            "The customer XX does not exist.",
        ),
        ({"carrierId": None, "carrierCode": "FDX"}, "The field carrierDescription is required."),
        (
            {"carrierId": None, "carrierCode": "XX", "carrierDescription": "X"},
            "The carrier XX does not exist.",
        ),
        ({"carrierId": 2360}, "The carrier 2360 does not exist."),
        ({"shipDate": "2026-11-07"}, "The carrier 1360 has no service on 2026-11-07."),
        ({"shipDate": "2026-11-03"}, "The date 2026-11-03 is in the past."),
        ({"shipToId": 20103}, "The ship-to 20103 does not exist."),
        ({"locationId": 1}, "The location 1 does not exist."),
        ({"locationCode": "LI"}, "The location LI does not exist."),
        ({"reference": "1" * 21}, "The field reference is not valid: "),
        ({"poNumber": "1" * 21}, "The field poNumber is not valid: "),
        ({"statusDraft": 2}, "The field statusDraft is not valid: "),
        ({"invoiceItems": []}, "The field invoiceItems is not valid: "),
    ],
)
def test_a_refused_invoice_changes_nothing(fields, words):
    desk = Sales()
    before = desk.facts()
    answer = desk.bill(**fields)
    assert answer["status"] == 0
    assert answer["message"].startswith(words)
    assert desk.facts() == before


def test_only_company_tokens_make_invoices():
    desk = Sales()
    for who in ("customer", "user", "vendor"):
        assert "is not available for" in desk.ask("invoice.create", who)["message"]


HEADER = {
    "customerId": CUSTOMER,
    "carrierId": FEDEX,
    "shipDate": THURSDAY,
    "shipToId": SHIP_TO,
    "poNumber": "4711",
    "reference": "01234",
    "warehouseInstructions": "cold",
    "invoiceNotes": "thanks",
    "returnAvailableBoxes": 1,
    "statusDraft": 1,
}
NAMED = {
    "customerCode": "IBF",
    "customerDescription": "iBuyFlowers",
    "carrierCode": "FDX",
    "carrierDescription": "FedEx",
}


def _line_by_id():
    lot = Sales().lot
    about = {"markCode": "17", "productAlias": "Red ones", "notes": "fresh"}
    return {"orderItemId": lot, "boxes": 2, "price": 12.5} | about


LINE_BY_PACK = {
    "productCode": "RO100001",
    "boxTypeCode": "HB",
    "unitsPerBox": 17,
    "unitType": "Bunch",
    "boxes": 2,
    "price": 12.5,
}


@pytest.mark.parametrize(
    "name", [*HEADER, "invoiceItems", *(f"invoiceItems.{one}" for one in _line_by_id())]
)
def test_every_input_of_an_invoice_matters(name):
    fields = HEADER | {"invoiceItems": [_line_by_id()]}
    with_it = outcome(Sales, "invoice.create", "company", fields)
    assert with_it[0]["status"] == 1
    assert outcome(Sales, "invoice.create", "company", without(fields, name)) != with_it


@pytest.mark.parametrize("name", [*NAMED, *(f"invoiceItems.{one}" for one in LINE_BY_PACK)])
def test_every_input_that_names_things_by_code_matters(name):
    ids = without(without(HEADER, "customerId"), "carrierId")
    fields = ids | NAMED | {"invoiceItems": [LINE_BY_PACK]}
    with_it = outcome(Sales, "invoice.create", "company", fields)
    assert with_it[0]["status"] == 1
    assert outcome(Sales, "invoice.create", "company", without(fields, name)) != with_it


def test_no_input_of_an_invoice_is_left_out():
    location = {"locationId", "locationCode"}  # refused above
    assert documented(InvoiceCreate) == {*HEADER, *NAMED, *location, "invoiceItems"}
    assert documented(InvoiceItemCall) == {*_line_by_id(), *LINE_BY_PACK}
