"""The two methods that put purchase order lines on an air waybill."""

import pytest

from mocks.komet.purchase_order_awb import AwbHouseItemCall, AwbItemCall, AwbItemsCall
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.purchases import AWB, OTHER, OWN, Purchases, alone
from tests.mocks.komet.sales import NEXT_WEEK

CODES = ["73992893", "73992894", "73992895", "73992896"]
NAME = "purchase.order.items.awb.add"


def ready(**switches):
    """A desk with one approved line of four boxes."""
    desk = Purchases(**switches)
    desk.approved()
    return desk


ITEM = Purchases().state.next_id("lot")


def several(desk, *items, who="vendor", **fields):
    known = {"awb": AWB, "shipDate": NEXT_WEEK}
    answer = desk.ask(NAME, who, poItems=[known | one for one in items], **fields)
    return answer["purchaseOrderItemDetailsAWBAddAPIResultList"], answer


# --- one line -------------------------------------------------------------------------------------


def test_a_whole_line_is_shipped_with_the_vendor_s_codes_and_lot():
    desk = ready()
    answer = desk.ship(ITEM, boxCodes=CODES, lotNumber="234232")
    assert answer == {"message": "OK", "status": 1, "boxCodes": CODES}
    line = desk.lines()[ITEM]
    assert (line["lineItemStatus"], line["quantityConfirmed"]) == ("Shipped", 4)
    assert line["boxes"][1] == {
        "boxCode": "73992894",
        "lotNumber": 234232,
        "position": 2,
        "statusId": 1,
        "statusName": "Shipped",
    }
    assert desk.state.purchase_items[ITEM].shipment.awb == AWB
    assert desk.lawful()


def test_komet_assigns_codes_and_lot_where_the_vendor_chose_none():
    desk = ready()
    desk.ship(*desk.approved(alone(boxes=1)), boxCodes=["KS001003"])
    assert desk.ship(ITEM)["boxCodes"] == ["KS001002", "KS001004", "KS001005", "KS001006"]
    lots = {box["lotNumber"] for line in desk.lines().values() for box in line["boxes"]}
    assert lots == {1000, 1001}
    assert desk.lawful()


def test_fewer_codes_part_the_line():
    desk = Purchases()
    (need,) = desk.needs()
    (item,) = desk.approved({"prebookItemId": need})
    desk.do("confirm_purchase_line", poItemId=item, boxes=4)
    answer = desk.ship(item, boxCodes=CODES[:3])
    rest = answer["newPOItemId"]
    assert rest != item
    lines = desk.lines()
    assert [(one["totalBoxes"], one["lineItemStatus"]) for one in lines.values()] == [
        (3, "Shipped"),
        (2, "Partial Confirmed"),
    ]
    assert lines[rest]["prebookItemId"] == need
    assert "boxes" not in lines[rest]
    assert "newPOItemId" not in desk.ship(rest)
    assert desk.lawful()


def test_a_parted_open_market_line_stays_one_line_of_inventory():
    desk = ready()
    rest = desk.ship(ITEM, boxCodes=CODES[:3])["newPOItemId"]
    assert desk.left(ITEM) == 3
    desk.do("confirm_purchase_line", poItemId=rest, boxes=1)
    assert desk.left(ITEM) == 4
    assert rest not in desk.state.lots
    assert desk.lawful()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"boxCodes": [*CODES, "5"]}, "has 4 boxes, 5 were requested."),
        ({"boxCodes": ["1", "1"]}, "The box code 1 already exists."),
        ({"boxCodes": ["1" * 21]}, "is not valid"),
        ({"boxCodes": [""]}, "is not valid"),
        ({"lotNumber": "1000"}, "The lot number 1000 is in the range 1000-99999."),
        ({"lotNumber": "99999"}, "The lot number 99999 is in the range 1000-99999."),
        ({"lotNumber": "L7"}, "The field lotNumber is not valid: expected digits."),
        ({"awb": "1" * 26}, "The field awb is not valid"),
        ({"poItemId": 1}, "The purchase order item 1 does not exist."),
    ],
)
def test_what_can_not_leave_is_refused_and_changes_nothing(fields, words):
    desk = ready()
    before = desk.facts()
    known = {"poItemId": ITEM, "awb": AWB, "shipDate": NEXT_WEEK}
    answer = desk.ask("purchase.order.item.awb.add", "vendor", **(known | fields))
    assert answer["status"] == 0
    assert words in answer["message"]
    assert desk.facts() == before


@pytest.mark.parametrize("lot", ["999", "100000"])
def test_lot_numbers_outside_komet_s_own_range_are_taken(lot):
    desk = ready()
    assert desk.ship(ITEM, lotNumber=lot)["status"] == 1
    assert {box["lotNumber"] for box in desk.lines()[ITEM]["boxes"]} == {int(lot)}


def test_an_unknown_product_is_not_added():
    desk = Purchases()
    (item,) = desk.approved(alone(productId=None, productDescription="Rosa Nueva"))
    answer = desk.ship(item)
    assert answer["message"] == "The product Rosa Nueva is UNKNOWN and has to be mapped."
    assert desk.lines()[item]["lineItemStatus"] == "Pending"


def test_more_boxes_than_anybody_handles_do_not_leave():
    desk = Purchases()
    (item,) = desk.approved(alone(boxes=100_001))
    assert "has 100001 boxes, at most 100000 can leave" in desk.ship(item)["message"]
    assert not desk.state.boxes


def test_a_cancelled_line_is_not_added():
    desk = ready()
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(ITEM))
    assert "is Cancelled and cannot be added to an AWB" in desk.ship(ITEM)["message"]


def test_what_waits_for_approval_leaves_only_where_that_is_allowed():
    desk = Purchases()
    (item,) = desk.bought()
    refused = desk.ship(item)["message"]
    assert refused == "The purchase order 21001 is Pending Approval and cannot be shipped."
    desk = Purchases(awb_on_pending="accept")
    (item,) = desk.bought()
    assert desk.ship(item)["status"] == 1
    assert [row["status"] for row in desk.orders()] == ["PA"]
    assert desk.buy(alone(), awbNumber="0048")["status"] == 1
    assert desk.lawful()


def test_more_than_five_codes_may_be_too_many():
    desk = Purchases(box_codes_most="5")
    (item,) = desk.approved(alone(boxes=6))
    six = [f"A{n}" for n in range(6)]
    assert desk.ship(item, boxCodes=six)["message"] == "At most 5 box codes can be sent."
    assert desk.ship(item)["status"] == 1
    desk = Purchases(box_codes_most="any")
    (item,) = desk.approved(alone(boxes=6))
    assert desk.ship(item, boxCodes=six)["boxCodes"] == six


def test_an_awb_may_be_replaced_while_nothing_has_arrived():
    desk = ready()
    desk.ship(ITEM, boxCodes=CODES)
    assert "is Shipped and cannot be added" in desk.ship(ITEM, awb="729-40812170")["message"]
    desk = ready(awb_again="replace")
    desk.ship(ITEM, boxCodes=CODES)
    answer = desk.ship(ITEM, awb="729-40812170")
    assert answer == {"message": "OK", "status": 1, "boxCodes": CODES}
    assert desk.state.purchase_items[ITEM].shipment.awb == "729-40812170"
    other = desk.ship(ITEM, boxCodes=["9"])
    assert "is Shipped and cannot be added" in other["message"]
    desk.do("receive_box", boxCode=CODES[0])
    assert "is Shipped and cannot be added" in desk.ship(ITEM)["message"]
    assert desk.lawful()


FIELDS = {
    "poItemId": ITEM,
    "awb": AWB,
    "shipDate": NEXT_WEEK,
    "boxCodes": CODES[:2],
    "lotNumber": "234232",
}


@pytest.mark.parametrize("name", FIELDS)
def test_every_input_of_one_line_matters(name):
    assert documented(AwbItemCall) == set(FIELDS)
    with_it = outcome(ready, "purchase.order.item.awb.add", "vendor", FIELDS)
    assert with_it[0]["status"] == 1
    fewer = without(FIELDS, name)
    assert outcome(ready, "purchase.order.item.awb.add", "vendor", fewer) != with_it


# --- several lines --------------------------------------------------------------------------------


def test_lines_are_added_one_by_one_and_each_says_what_became_of_it():
    desk = ready()
    (unknown,) = desk.approved(alone(productId=None, productDescription="Rosa Nueva"))
    rows, answer = several(
        desk,
        {"poItemId": ITEM, "houseAWB": "09234-4776-2024", "boxCodes": CODES, "lotNumber": "234232"},
        {"poItemId": unknown},
        {"poItemId": 1},
    )
    assert (answer["message"], answer["status"]) == ("OK", 1)
    assert rows == [
        {"poItemId": ITEM, "status": 1, "message": "OK", "boxCodes": CODES, "lotNumber": 234232},
        {
            "poItemId": unknown,
            "status": 0,
            "message": "The product Rosa Nueva is UNKNOWN and has to be mapped.",
        },
        {
            "poItemId": 1,
            "status": 0,
            "message": "The purchase order item 1 does not exist.",
        },
    ]
    assert desk.state.purchase_items[ITEM].shipment.house_awb == "09234-4776-2024"
    assert desk.lawful()


def test_nothing_added_is_a_refusal():
    desk = ready()
    before = desk.facts()
    rows, answer = several(desk, {"poItemId": 1})
    assert (answer["status"], rows[0]["status"]) == (0, 0)
    assert desk.facts() == before


def test_a_code_counts_once_over_the_whole_call():
    desk = ready()
    (second,) = desk.approved()
    items = [{"poItemId": one, "boxCodes": CODES[:1]} for one in (ITEM, second)]
    rows, _ = several(desk, *items)
    assert [row["status"] for row in rows] == [1, 0]
    assert rows[1]["message"] == f"The box code {CODES[0]} already exists."


def test_a_company_says_whose_lines_they_are():
    desk = ready()
    missing = desk.ask(NAME, poItems=[{"poItemId": ITEM, "awb": AWB, "shipDate": NEXT_WEEK}])
    assert missing["message"] == "The field vendorId is required."
    rows, _ = several(desk, {"poItemId": ITEM}, who="company", vendorId=OTHER)
    assert rows[0]["message"] == f"The purchase order item {ITEM} does not exist."
    rows, _ = several(desk, {"poItemId": ITEM}, who="company", vendorId=OWN)
    assert rows[0]["status"] == 1


@pytest.mark.parametrize("name", [*FIELDS, "houseAWB"])
def test_every_input_of_several_lines_matters(name):
    item = FIELDS | {"houseAWB": "H1"}
    assert documented(AwbHouseItemCall) == set(item)
    assert documented(AwbItemsCall) == {"poItems", "vendorId"}
    fields = {"poItems": [item]}
    with_it = outcome(ready, NAME, "vendor", fields)
    assert with_it[0]["status"] == 1
    assert outcome(ready, NAME, "vendor", without(fields, f"poItems.{name}")) != with_it
