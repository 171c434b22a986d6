"""Invoices change hands: who may move which, what returns, and lines taken off."""

import pytest

from mocks.core.errors import Missing, NotPossible
from mocks.komet.invoice import InvoiceConfirm, InvoiceVoid
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.sales import FRIDAY, Sales

DRAFT, PENDING, CONFIRMED, VOIDED = 2, 0, 1, 4


def _in_state(status):
    """A desk with one invoice in that state, and its number."""
    desk = Sales()
    number = desk.bill(statusDraft=int(status == DRAFT))["invoiceNumber"]
    if status == CONFIRMED:
        desk.do("confirm_invoice", invoiceNumber=number)
    if status == VOIDED:
        desk.do("void_invoice", invoiceNumber=number)
    return desk, number


MOVES = {
    ("approve_invoice", DRAFT): PENDING,
    ("confirm_invoice", DRAFT): CONFIRMED,
    ("confirm_invoice", PENDING): CONFIRMED,
    ("void_invoice", DRAFT): VOIDED,
    ("void_invoice", PENDING): VOIDED,
    ("void_invoice", CONFIRMED): VOIDED,
}


@pytest.mark.parametrize("status", [DRAFT, PENDING, CONFIRMED, VOIDED])
@pytest.mark.parametrize("act", ["approve_invoice", "confirm_invoice", "void_invoice"])
def test_invoices_move_only_along_the_table(act, status):
    desk, number = _in_state(status)
    before = desk.facts()
    if (act, status) in MOVES:
        desk.do(act, invoiceNumber=number)
    else:
        with pytest.raises(NotPossible):
            desk.do(act, invoiceNumber=number)
        assert desk.facts() == before
    (bill,) = desk.bills()
    assert bill["status"] == MOVES.get((act, status), status)
    assert bill["countConfirmed"] == (bill["status"] == CONFIRMED)
    assert desk.lawful()


@pytest.mark.parametrize("status", [DRAFT, PENDING, CONFIRMED, VOIDED])
@pytest.mark.parametrize(
    ("name", "fields", "message", "wish"),
    [
        ("invoice.confirm", {}, "The invoice was successfully confirmed.", "confirmed"),
        ("invoice.void", {"reason": "frost"}, "The invoice was successfully voided.", "voided"),
    ],
)
def test_programs_confirm_and_void_as_people_do(name, fields, message, wish, status):
    desk, number = _in_state(status)
    answer = desk.ask(name, invoiceNumber=number, **fields)
    if (f"{wish.removesuffix('ed')}_invoice", status) in MOVES:
        assert answer == {"message": message, "status": 1}
    else:
        state = {CONFIRMED: "confirmed", VOIDED: "voided"}[status]
        words = f"The invoice {number} is {state} and cannot be {wish}."
        assert answer == {"message": words, "status": 0}
    assert desk.lawful()


def test_voiding_returns_the_boxes_and_an_unconfirmed_fee():
    desk, number = _in_state(PENDING)
    (bill,) = desk.bills()
    desk.ask("invoice.void", invoiceNumber=number, reason="frost")
    assert desk.left(desk.lot) == 10
    assert desk.fee("invoice", bill["id"]) == ("425.00", "6.38", True)
    assert desk.state.invoices[bill["id"]].void_reason == "frost"
    assert desk.bills()[0]["totalBoxes"] == 2
    assert desk.lawful()


def test_the_fee_of_a_voided_invoice_is_kept_where_that_is_the_rule():
    desk = Sales(fee_on_cancel="kept")
    answer = desk.bill()
    desk.ask("invoice.void", invoiceNumber=answer["invoiceNumber"], reason="frost")
    assert desk.fee("invoice", answer["invoiceId"]) == ("425.00", "6.38", False)
    assert desk.lawful()


def test_voiding_a_confirmed_invoice_returns_the_boxes_but_not_the_fee():
    desk, number = _in_state(CONFIRMED)
    desk.ask("invoice.void", invoiceNumber=number, reason="frost")
    assert desk.left(desk.lot) == 10
    assert [fee.returned for fee in desk.state.fees.values()] == [False]
    assert desk.lawful()


def test_voiding_the_invoice_of_a_web_order_takes_its_lines_off_the_order():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.add_future(webOrderId=order)
    desk.check_out(order)
    desk.do("void_invoice", invoiceNumber=desk.bills()[0]["number"])
    (left,) = desk.look(order, statusId=2)["items"]
    assert left["inventoryOrigin"] == 2
    assert desk.lawful()


def test_confirming_the_last_draft_of_a_web_order_checks_it_out():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.do("confirm_invoice", invoiceNumber=desk.bills()[0]["number"])
    assert desk.look(order, statusId=2)["statusId"] == 2
    assert desk.lawful()


def test_confirming_one_draft_leaves_the_order_pending_while_another_is_open():
    desk = Sales()
    order = desk.open()
    desk.add(webOrderId=order)
    desk.add(webOrderId=order, date=FRIDAY)
    desk.do("confirm_invoice", invoiceNumber=desk.bills()[0]["number"])
    assert desk.look(order)["statusId"] == 1
    desk.check_out(order)
    assert sorted(bill["status"] for bill in desk.bills()) == [PENDING, CONFIRMED]
    assert len(desk.state.fees) == 2
    assert desk.lawful()


def test_numbers_are_given_without_letters_and_belong_to_the_company():
    desk, number = _in_state(PENDING)
    assert "is not valid" in desk.ask("invoice.confirm", invoiceNumber=f"W{number}")["message"]
    words = {"message": f"The invoice {number} does not exist.", "status": 0}
    desk.do("grant_methods", token=desk.tokens["neighbour_company"], methods=("invoice.confirm",))
    assert desk.ask("invoice.confirm", "neighbour_company", invoiceNumber=number) == words
    with pytest.raises(Missing):
        desk.do("confirm_invoice", invoiceNumber=1)


@pytest.mark.parametrize(
    ("method", "call", "fields"),
    [
        ("invoice.confirm", InvoiceConfirm, {"invoiceNumber": 85_001}),
        ("invoice.void", InvoiceVoid, {"invoiceNumber": 85_001, "reason": "frost"}),
    ],
)
def test_every_input_of_a_move_matters(method, call, fields):
    assert documented(call) == set(fields)
    with_it = outcome(_billed, method, "company", fields)
    assert with_it[0]["status"] == 1
    for name in fields:
        assert outcome(_billed, method, "company", without(fields, name)) != with_it


def _billed():
    desk = Sales()
    desk.bill()
    return desk


def test_a_sales_rep_takes_a_line_off():
    desk = Sales()
    line = {"orderItemId": desk.lot, "boxes": 1, "price": 1}
    answer = desk.bill(line, line)
    first, second = (one["invoiceItemId"] for one in answer["invoiceItems"])
    desk.do("remove_invoice_line", invoiceItemId=first)
    assert (desk.left(desk.lot), desk.bills()[0]["totalBoxes"]) == (9, 1)
    assert desk.fee("invoice", answer["invoiceId"])[2] is False
    desk.do("remove_invoice_line", invoiceItemId=second)
    assert desk.fee("invoice", answer["invoiceId"])[2] is True
    with pytest.raises(Missing):
        desk.do("remove_invoice_line", invoiceItemId=second)
    assert desk.lawful()


def test_a_line_of_a_voided_invoice_stays():
    desk, _ = _in_state(VOIDED)
    (item,) = desk.state.invoice_items
    with pytest.raises(NotPossible):
        desk.do("remove_invoice_line", invoiceItemId=item)
