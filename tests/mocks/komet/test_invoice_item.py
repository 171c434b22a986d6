"""Lines that join an invoice or leave it: stock, fee, and which invoices are still open."""

import pytest

from mocks.komet.invoice_item import InvoiceItemAdd, InvoiceItemDelete
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.sales import Sales

DRAFT, PENDING, CONFIRMED, VOIDED = 2, 0, 1, 4
BY_PACK = {"productCode": "RO100001", "boxTypeCode": "HB", "unitsPerBox": 17, "unitType": "Bunch"}


def billed(status: int = PENDING) -> tuple[Sales, dict]:
    """A desk with one invoice of two boxes in that state, and the answer that made it."""
    desk = Sales()
    made = desk.bill(statusDraft=int(status == DRAFT))
    if status == CONFIRMED:
        desk.do("confirm_invoice", invoiceNumber=made["invoiceNumber"])
    if status == VOIDED:
        desk.do("void_invoice", invoiceNumber=made["invoiceNumber"])
    return desk, made


def add(desk: Sales, made: dict, **fields) -> dict:
    known = {"orderItemId": desk.second, "boxes": 3, "price": 2.5}
    given = {name: one for name, one in (known | fields).items() if one is not None}
    return desk.ask("invoice.item.add", **({"invoiceId": made["invoiceId"]} | given))


def delete(desk: Sales, made: dict, item: int, **fields) -> dict:
    named = {"invoiceId": made["invoiceId"], "invoiceItemId": item}
    return desk.ask("invoice.item.delete", **(named | fields))


def first_item(made: dict) -> int:
    return made["invoiceItems"][0]["invoiceItemId"]


# --- joining --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [DRAFT, PENDING])
def test_a_line_joins_an_open_invoice_and_takes_its_boxes(status):
    desk, made = billed(status)
    answer = add(desk, made, markCode="17", productAlias="Red ones", notes="fresh")
    (bill,) = desk.bills()
    assert answer == {
        "message": "success",
        "status": 1,
        "invoiceId": bill["id"],
        "invoiceNumber": bill["number"],
        "invoiceItemId": first_item(made) + 1,
    }
    assert desk.left(desk.second) == 27
    assert (bill["totalBoxes"], bill["status"]) == (5, status)
    assert desk.lawful()


def test_the_new_line_is_shown_as_it_was_given():
    desk, made = billed()
    add(desk, made, markCode="17", productAlias="Red ones", notes="fresh")
    line = desk.details()[0]["details"][1]
    shown = {"markCode": "17", "productDescription": "Red ones", "notes": "fresh"}
    assert {name: line[name] for name in shown} == shown
    assert (line["totalBoxes"], line["unitPrice"], line["amount"]) == (3, 2.5, 3 * 19 * 2.5)


def test_the_fee_of_a_pending_invoice_grows_by_the_new_line_only():
    desk, made = billed()
    assert desk.fee("invoice", made["invoiceId"]) == ("425.00", "6.38", False)
    add(desk, made)
    assert desk.fee("invoice", made["invoiceId"]) == ("567.50", "8.51", False)
    assert desk.lawful()


def test_a_draft_pays_for_all_its_lines_when_it_is_checked_out():
    desk, made = billed(DRAFT)
    add(desk, made)
    assert desk.fee("invoice", made["invoiceId"]) is None
    answer = desk.ask("invoice.checkout", invoiceNumber=made["invoiceNumber"])
    assert answer == {"message": "The invoice was successfully checked out.", "status": 1}
    assert desk.fee("invoice", made["invoiceId"]) == ("567.50", "8.51", False)
    assert desk.lawful()


def test_a_line_may_be_named_by_product_and_pack_but_never_in_both_ways():
    desk, made = billed()
    assert add(desk, made, orderItemId=None, **BY_PACK)["status"] == 1
    assert desk.left(desk.lot) == 5
    both = add(desk, made, **BY_PACK)["message"]
    assert both == "The fields orderItemId and productCode cannot be used at the same time."
    assert desk.lawful()


@pytest.mark.parametrize("missing", BY_PACK)
def test_the_four_that_describe_a_line_go_together(missing):
    desk, made = billed()
    described = BY_PACK | {missing: None, "orderItemId": None}
    name = "orderItemId" if missing == "productCode" else missing
    assert add(desk, made, **described)["message"] == f"The field {name} is required."


def test_available_boxes_come_when_asked_for():
    desk, made = billed()
    assert add(desk, made, returnAvailableBoxes=1)["availableBoxes"] == 27
    gone = delete(desk, made, first_item(made), returnAvailableBoxes=1)
    assert gone["availableBoxes"] == 10


# --- leaving --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [DRAFT, PENDING])
def test_a_line_leaves_an_open_invoice_and_its_boxes_can_be_sold_again(status):
    desk, made = billed(status)
    add(desk, made)
    answer = delete(desk, made, first_item(made))
    number = made["invoiceNumber"]
    assert answer == {
        "message": "success",
        "status": 1,
        "invoiceId": made["invoiceId"],
        "invoiceNumber": number,
    }
    assert (desk.left(desk.lot), desk.left(desk.second)) == (10, 27)
    assert desk.bills()[0]["totalBoxes"] == 3
    assert desk.lawful()


def test_an_invoice_stays_when_its_last_line_goes_and_its_fee_comes_back():
    desk, made = billed()
    delete(desk, made, first_item(made))
    (bill,) = desk.bills()
    assert (bill["status"], bill["totalBoxes"]) == (PENDING, 0)
    assert desk.fee("invoice", made["invoiceId"]) == ("425.00", "6.38", True)
    assert add(desk, made)["status"] == 1
    assert desk.fee("invoice", made["invoiceId"]) == ("142.50", "2.14", False)
    assert desk.lawful()


def test_a_line_of_a_web_order_leaves_the_web_order_too():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    (bill,) = desk.bills()
    (item,) = desk.state.items_of_invoice[bill["id"]]
    desk.ask("invoice.item.delete", invoiceId=bill["id"], invoiceItemId=item)
    assert desk.look(order)["items"] == []
    assert desk.lawful()


def test_a_line_beside_those_of_a_web_order_keeps_the_invoice_alive():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    (bill,) = desk.bills()
    add(desk, {"invoiceId": bill["id"]})
    desk.delete(order)
    (bill,) = desk.bills()
    assert (bill["status"], bill["totalBoxes"]) == (DRAFT, 3)
    assert desk.lawful()


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "word"), [(CONFIRMED, "confirmed"), (VOIDED, "voided")])
def test_closed_invoices_are_left_as_they_are(status, word):
    desk, made = billed(status)
    before = desk.facts()
    words = f"The invoice {made['invoiceNumber']} is {word} and cannot be changed."
    refusal = {"message": words, "status": 0}
    assert add(desk, made) == refusal
    assert delete(desk, made, first_item(made)) == refusal
    assert desk.facts() == before


@pytest.mark.parametrize("status", [PENDING, CONFIRMED, VOIDED])
def test_only_a_draft_is_checked_out(status):
    desk, made = billed(status)
    before, number = desk.facts(), made["invoiceNumber"]
    state = {PENDING: "checked out", CONFIRMED: "confirmed", VOIDED: "voided"}[status]
    words = f"The invoice {number} is {state} and cannot be checked out."
    assert desk.ask("invoice.checkout", invoiceNumber=number) == {"message": words, "status": 0}
    assert desk.facts() == before


def test_checking_out_the_draft_of_a_web_order_checks_the_web_order_out():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.ask("invoice.checkout", invoiceNumber=desk.bills()[0]["number"])
    assert desk.look(order, statusId=2)["statusId"] == 2
    assert desk.lawful()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"invoiceId": 85_001}, "The invoice 85001 does not exist."),
        ({"orderItemId": 1}, "The inventory item 1 does not exist."),
        ({"boxes": 31}, "has 30 boxes available, 31 were requested."),
        ({"boxes": 0}, "The field boxes is not valid"),
        ({"boxes": None}, "The field boxes is required."),
        ({"price": None}, "The field price is required."),
        ({"price": -1}, "The field price is not valid"),
        ({"markCode": "1" * 21}, "The field markCode is not valid"),
        ({"productAlias": "1" * 51}, "The field productAlias is not valid"),
        ({"notes": "1" * 201}, "The field notes is not valid"),
        ({"locationId": 1}, "The location 1 does not exist."),
    ],
)
def test_a_refused_line_changes_nothing(fields, words):
    desk, made = billed()
    before = desk.facts()
    answer = add(desk, made, **fields)
    assert (answer["status"], words in answer["message"]) == (0, True), answer
    assert desk.facts() == before


def test_nothing_joins_an_invoice_that_has_left():
    desk, made = billed()
    desk.world.advance(60 * 60 * 48)
    assert "is in the past" in add(desk, made)["message"]


def test_a_line_is_deleted_through_its_own_invoice_by_its_own_company():
    desk, made = billed()
    other = desk.bill({"orderItemId": desk.second, "boxes": 1, "price": 1})
    before = desk.facts()
    assert "does not exist" in delete(desk, made, first_item(other))["message"]
    assert "does not exist" in delete(desk, made, 1)["message"]
    methods = ("invoice.item.add", "invoice.item.delete", "invoice.checkout")
    desk.do("grant_methods", token=desk.tokens["neighbour_company"], methods=methods)
    before = desk.facts()
    given = {"invoiceId": made["invoiceId"], "invoiceItemId": first_item(made)}
    line = {"invoiceId": made["invoiceId"], "orderItemId": desk.second, "boxes": 1, "price": 1}
    for name, fields in (("delete", given), ("add", line)):
        answer = desk.ask(f"invoice.item.{name}", "neighbour_company", **fields)
        assert answer["message"] == f"The invoice {made['invoiceId']} does not exist."
    number = made["invoiceNumber"]
    answer = desk.ask("invoice.checkout", "neighbour_company", invoiceNumber=number)
    assert answer["message"] == f"The invoice {number} does not exist."
    assert desk.facts() == before


@pytest.mark.parametrize("name", ["invoice.item.add", "invoice.item.delete", "invoice.checkout"])
def test_only_company_tokens_change_lines(name):
    desk = Sales()
    for who in ("customer", "user", "vendor"):
        assert "is not available for" in desk.ask(name, who)["message"]


# --- every input ----------------------------------------------------------------------------------


def furnished() -> Sales:
    return billed()[0]


LINE = {
    "invoiceId": 5_200_001,
    "orderItemId": Sales().second,
    "boxes": 1,
    "price": 2,
    "markCode": "1",
    "productAlias": "a",
    "notes": "n",
    "returnAvailableBoxes": 1,
}
DELETED = {"invoiceId": 5_200_001, "invoiceItemId": 9_300_001, "returnAvailableBoxes": 1}
BY_CODE = {name: one for name, one in LINE.items() if name != "orderItemId"} | BY_PACK
INPUTS = [
    *(("invoice.item.add", LINE, name) for name in LINE),
    *(("invoice.item.add", BY_CODE, name) for name in BY_PACK),
    *(("invoice.item.delete", DELETED, name) for name in DELETED),
]


@pytest.mark.parametrize(("method", "fields", "name"), INPUTS)
def test_every_input_matters(method, fields, name):
    with_it = outcome(furnished, method, "company", fields)
    assert with_it[0]["status"] == 1
    assert outcome(furnished, method, "company", without(fields, name)) != with_it


def test_no_input_is_left_out():
    assert documented(InvoiceItemAdd) == {*LINE, *BY_PACK, "locationId"}  # refused above
    assert documented(InvoiceItemDelete) == set(DELETED)
