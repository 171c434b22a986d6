"""web-order-item.add: each line is at once a line of a real order, or refused."""

import threading

import pytest

from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.sales import (
    FOREIGN_SHIP_TO,
    FRIDAY,
    NEXT_FRIDAY,
    NEXT_WEEK,
    ONE,
    OTHER_SHIP_TO,
    PICK_UP,
    PREBOOK,
    SHIP_TO,
    THURSDAY,
    TODAY,
    Sales,
)

DRAFT = 2


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
    "no offer": ({"inventoryOrigin": 3}, "is not available in the origin 3"),
    "no origin at all": ({"inventoryOrigin": 5}, "The field inventoryOrigin is not valid"),
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


ON_HAND_WAYS = {
    "web-order-item.add": lambda desk, last: desk.add(inventoryIds=str(last), quantity=1),
    "invoice.create": lambda desk, last: desk.bill({"orderItemId": last, "boxes": 1, "price": 9}),
}
FUTURE_WAYS = {
    "web-order-item.add": lambda desk, last: desk.add_future(inventoryIds=str(last), quantity=1),
    "prebook.future.item.add": lambda desk, last: desk.ask(
        "prebook.future.item.add", prebookId=PREBOOK, inventoryId=last, **ONE
    ),
}


@pytest.mark.parametrize(
    ("lot", "ways"),
    [
        ({}, ON_HAND_WAYS),
        ({"origin": 2, "day": "2026-11-09", "until": "2026-11-20"}, FUTURE_WAYS),
    ],
)
@pytest.mark.parametrize("round_", range(5))
def test_sixteen_buyers_fight_for_the_last_box_by_two_ways_and_one_wins(
    lot, ways, round_, restless_threads
):
    desk = Sales()
    last = desk.receive(boxes=1, **lot)
    desk.book()
    gate, answers = threading.Barrier(16), []

    def buy(way):
        gate.wait()
        answers.append(way(desk, last))

    threads = [threading.Thread(target=buy, args=(way,)) for way in ways.values() for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = f"The inventory item {last} has 0 boxes available, 1 were requested."
    assert sorted(one["status"] for one in answers) == [0] * 15 + [1]
    lost = {one["message"].removeprefix("Item 1: ") for one in answers if not one["status"]}
    assert lost == {refused}
    assert desk.left(last) == 0
    assert desk.lawful()
