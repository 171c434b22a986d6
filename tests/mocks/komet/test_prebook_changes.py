import pytest

from mocks.core.errors import Missing
from mocks.komet.prebook import PrebookFutureItemAdd, PrebookUpdate
from mocks.komet.prebook_delete import PrebookDelete, PrebookItemDelete
from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.sales import (
    NEXT_FRIDAY,
    ONE,
    PICK_UP,
    PREBOOK,
    Sales,
    free_item,
    with_one_prebook,
)

# --- changing -------------------------------------------------------------------------------------


def test_an_update_changes_what_it_names():
    desk = Sales()
    desk.book(free_item(), customerPO="1", comments="old")
    answer = desk.ask("prebook.update", prebookId=PREBOOK, comments="New instructions")
    assert answer == {"message": "success", "status": 1}
    (prebook,) = desk.booked()
    assert (prebook["comments"], prebook["customerPONumber"]) == ("New instructions", "1")
    assert desk.lawful()


UPDATE = {
    "prebookId": PREBOOK,
    "carrierId": PICK_UP,
    "shipDate": NEXT_FRIDAY,
    "shipViaId": 1,
    "customerPO": "P099999",
    "comments": "New instructions",
}


@pytest.mark.parametrize("name", UPDATE)
def test_every_input_of_an_update_matters(name):
    assert documented(PrebookUpdate) == set(UPDATE)
    with_it = outcome(with_one_prebook, "prebook.update", "company", UPDATE)
    assert with_it[0] == {"message": "success", "status": 1}
    fewer = without(UPDATE, name)
    assert outcome(with_one_prebook, "prebook.update", "company", fewer) != with_it


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"prebookId": 1}, "The prebook 1 does not exist."),
        ({"carrierId": 1}, "The carrier 1 does not exist."),
        ({"carrierId": 0}, "The carrier 0 does not exist."),
        ({"carrierId": 1361}, "The carrier 1361 has no service on 2026-11-12."),
        ({"shipDate": "2026-11-14"}, "The carrier 1360 has no service on 2026-11-14."),
        ({"shipDate": "2026-11-23"}, "is not available for 2026-11-23."),
        ({"shipViaId": 2}, "The field shipViaId is not valid"),
    ],
)
def test_a_refused_update_changes_nothing(fields, words):
    desk = Sales()
    desk.book()
    desk.ask("prebook.future.item.add", prebookId=PREBOOK, inventoryId=desk.future, **ONE)
    before = desk.facts()
    answer = desk.ask("prebook.update", **({"prebookId": PREBOOK} | fields))
    assert answer["status"] == 0
    assert words in answer["message"]
    assert desk.facts() == before


def test_another_company_s_prebook_does_not_exist():
    desk = Sales()
    desk.book()
    token = desk.tokens["neighbour_company"]
    desk.do("grant_methods", token=token, methods=("prebook.delete", "prebook.details.list"))
    answer = desk.ask("prebook.delete", "neighbour_company", prebookId=PREBOOK)
    assert answer["message"] == f"The prebook {PREBOOK} does not exist."
    assert desk.booked("neighbour_company") == []


# --- future inventory -----------------------------------------------------------------------------


def test_a_future_line_is_taken_at_once():
    desk = Sales()
    desk.book()
    fields = {"prebookId": PREBOOK, "inventoryId": desk.future, "boxes": 5, "price": 2.5}
    answer = desk.ask("prebook.future.item.add", **fields, markCode="text for mark code")
    assert answer == {"message": "success", "status": 1}
    assert desk.left(desk.future) == 5
    (line,) = desk.booked()[0]["details"]
    assert (line["totalBoxes"], line["markCode"]) == (5, "text for mark code")
    assert desk.fee("prebook", PREBOOK) == ("287.50", "4.31", False)
    assert desk.lawful()


FUTURE_LINE = {"prebookId": PREBOOK, "inventoryId": 0, "boxes": 5, "price": 2.5, "markCode": "1"}


@pytest.mark.parametrize("name", FUTURE_LINE)
def test_every_input_of_a_future_line_matters(name):
    assert documented(PrebookFutureItemAdd) == set(FUTURE_LINE)
    fields = FUTURE_LINE | {"inventoryId": Sales().future}
    with_it = outcome(with_one_prebook, "prebook.future.item.add", "company", fields)
    assert with_it[0]["status"] == 1
    fewer = without(fields, name)
    assert outcome(with_one_prebook, "prebook.future.item.add", "company", fewer) != with_it


@pytest.mark.parametrize(
    ("which", "fields", "words"),
    [
        ("future", {"boxes": 11}, "has 10 boxes available, 11 were requested."),
        ("lot", {}, "is not available in the origin 2."),
        ("future", {"prebookId": 1}, "The prebook 1 does not exist."),
        ("future", {"price": -1}, "The field price is not valid"),
        (None, {"inventoryId": 1}, "The inventory item 1 does not exist."),
    ],
)
def test_a_refused_future_line_changes_nothing(which, fields, words):
    desk = Sales()
    desk.book()
    before = desk.facts()
    lot = {"inventoryId": getattr(desk, which)} if which else {}
    known = {"prebookId": PREBOOK, "boxes": 1, "price": 1}
    answer = desk.ask("prebook.future.item.add", **(known | lot | fields))
    assert answer["status"] == 0
    assert words in answer["message"]
    assert desk.facts() == before


def test_a_future_line_must_be_there_on_the_truck_date():
    desk = Sales()
    desk.book(shipDate="2026-11-23")
    answer = desk.ask("prebook.future.item.add", prebookId=PREBOOK, inventoryId=desk.future, **ONE)
    assert "is not available for 2026-11-23." in answer["message"]


def test_a_reserved_future_line_is_for_its_customer():
    desk = Sales()
    mine = desk.receive(origin=2, day="2026-11-09", until="2026-11-20", reservedFor=CUSTOMER)
    other = desk.receive(origin=2, day="2026-11-09", until="2026-11-20", reservedFor=7002)
    desk.book()
    answers = [
        desk.ask("prebook.future.item.add", prebookId=PREBOOK, inventoryId=one, **ONE)["status"]
        for one in (mine, other)
    ]
    assert answers == [1, 0]


# --- deleting -------------------------------------------------------------------------------------


def _filled(**switches):
    desk = Sales(**switches)
    desk.book(free_item())
    desk.ask("prebook.future.item.add", prebookId=PREBOOK, inventoryId=desk.future, **ONE)
    return desk


def test_a_line_is_deleted_by_ids_and_its_boxes_return():
    desk = _filled()
    free, future = (line["prebookItemId"] for line in desk.booked()[0]["details"])
    answer = desk.ask("prebook.item.delete", prebookId=str(PREBOOK), prebookItemId=str(future))
    assert answer == {"message": "success", "status": 1}
    assert desk.left(desk.future) == 10
    assert desk.fee("prebook", PREBOOK)[2] is False
    desk.ask("prebook.item.delete", prebookId=PREBOOK, prebookItemId=free)
    assert "details" not in desk.booked()[0]
    assert desk.fee("prebook", PREBOOK)[2] is True
    assert desk.lawful()


def test_a_line_put_on_an_emptied_prebook_is_charged_for_anew():
    desk = Sales()
    item = desk.book(free_item())["prebookItems"][0]["prebookItemId"]
    desk.ask("prebook.item.delete", prebookId=PREBOOK, prebookItemId=item)
    desk.book(free_item(boxes=1), useExisting=1)
    assert desk.fee("prebook", PREBOOK) == ("77.50", "1.16", False)
    assert desk.lawful()


def test_the_number_is_not_the_id():
    desk = _filled()
    prebook = desk.booked()[0]
    item = prebook["details"][0]["prebookItemId"]
    number = prebook["number"]
    answer = desk.ask("prebook.item.delete", prebookId=number, prebookItemId=item)
    assert answer["message"] == f"The prebook {number} does not exist."
    answer = desk.ask("prebook.item.delete", prebookId=PREBOOK, prebookItemId=1)
    assert answer["message"] == "The prebook item 1 does not exist."
    second = desk.book(free_item(), customerPO="2")
    other = second["prebookItems"][0]["prebookItemId"]
    answer = desk.ask("prebook.item.delete", prebookId=PREBOOK, prebookItemId=other)
    assert answer["message"] == f"The prebook item {other} does not exist."


def test_a_prebook_is_deleted_with_its_lines():
    desk = _filled()
    answer = desk.ask("prebook.delete", prebookId=PREBOOK)
    assert answer == {"message": "The prebook was successfully deleted ", "status": 1}
    assert desk.booked() == []
    assert desk.left(desk.future) == 10
    assert desk.fee("prebook", PREBOOK)[2] is True
    gone = f"The prebook {PREBOOK} does not exist."
    assert desk.ask("prebook.delete", prebookId=PREBOOK)["message"] == gone
    assert desk.ask("prebook.update", prebookId=PREBOOK, comments="x")["message"] == gone
    assert desk.lawful()


def test_the_fee_of_a_deleted_prebook_is_kept_where_that_is_the_rule():
    desk = _filled(fee_on_cancel="kept")
    desk.ask("prebook.delete", prebookId=PREBOOK)
    assert desk.fee("prebook", PREBOOK)[2] is False
    assert desk.lawful()


@pytest.mark.parametrize(
    ("method", "call", "fields"),
    [
        ("prebook.delete", PrebookDelete, {"prebookId": PREBOOK}),
        (
            "prebook.item.delete",
            PrebookItemDelete,
            {"prebookId": PREBOOK, "prebookItemId": 7_700_001},
        ),
    ],
)
def test_every_input_of_a_deletion_matters(method, call, fields):
    assert documented(call) == set(fields)
    with_it = outcome(_filled, method, "company", fields)
    assert with_it[0]["status"] == 1
    for name in fields:
        assert outcome(_filled, method, "company", without(fields, name)) != with_it


def test_people_check_out_and_delete_lines():
    desk = Sales()
    order = desk.open()
    for _ in range(3):
        desk.add_future(webOrderId=order, quantity=1)
    (prebook,) = desk.state.prebooks
    one, two, three = desk.state.prebook_items
    desk.do("check_out_prebook_lines", prebookId=prebook, prebookItemIds=(one,))
    assert desk.state.prebooks[prebook].draft
    desk.do("delete_prebook_line", prebookItemId=two)
    assert [line["id"] for line in desk.look(order)["items"]] == ["1", "2"]
    desk.do("check_out_prebook_lines", prebookId=prebook)
    assert not desk.state.prebooks[prebook].draft
    assert desk.look(order, statusId=2)["statusId"] == 2
    assert desk.fee("prebook", prebook) == ("575.00", "8.63", False)
    assert desk.lawful()
    with pytest.raises(Missing):
        desk.do("check_out_prebook_lines", prebookId=prebook, prebookItemIds=(two,))
    with pytest.raises(Missing):
        desk.do("delete_prebook_line", prebookItemId=two)
    desk.do("delete_prebook", prebookId=prebook)
    assert desk.left(desk.future) == 10
    assert three not in desk.state.prebook_items
    assert desk.lawful()
