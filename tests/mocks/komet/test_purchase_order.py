"""purchase.order.create."""

import pytest

from mocks.komet.purchase_order import PurchaseOrderCreate
from mocks.komet.purchase_order_lines import PurchaseItemCall
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.purchases import OTHER, OWN, Purchases, alone
from tests.mocks.komet.sales import NEXT_FRIDAY, NEXT_WEEK, free_item

# --- for prebook lines ----------------------------------------------------------------------------


def test_a_prebook_line_is_bought_as_it_is_and_read_back_in_the_observed_keys():
    desk = Purchases()
    (need,) = desk.needs(free_item(markCode="17", notes="tight"), customerPO="2926")
    answer = desk.buy({"prebookItemId": need})
    (item,) = answer.pop("purchaseOrderItems")
    order = desk.state.purchase_orders[answer["purchaseOrderId"]]
    assert answer == {
        "message": "Purchase Order was successfully created.",
        "status": 1,
        "purchaseOrderId": order.id,
        "purchaseOrderNumber": str(order.number),
    }
    assert item == {"poItemId": item["poItemId"], "prebookItemId": need, "markCode": "17"}
    (row,) = desk.orders()
    (line,) = row.pop("details")
    assert row == {
        "id": order.id,
        "number": str(order.number),
        "origin": desk.state.vendors[OWN].port,
        "vendorId": OWN,
        "vendorName": "Flores Altamira del Norte",
        "shipDate": NEXT_WEEK,
        "status": "PA",
        "totalCost": 250,
        "totalBoxes": 5,
        "createdOn": "2026-11-04T15:00:00Z",
        "updatedOn": "2026-11-04T15:00:00Z",
    }
    assert line == {
        "orderType": "P",
        "stemsBunch": 25,
        "notes": "tight",
        "bunches": 10,
        "prebookItemId": need,
        "units": 250,
        "totalBoxes": 5,
        "unitType": "Stem",
        "carrierName": "FedEx Priority Overnight",
        "poItemId": item["poItemId"],
        "customerId": 7001,
        "lineItemStatus": "Pending",
        "productDescription": "Rose Hermosa Pink 70 cm",
        "productId": 100_001,
        "boxType": "HB",
        "customerName": "iBuyFlowers",
        "totalUnits": 1250,
        "markCode": "17",
        "prebook": "4301",
        "unitCost": 0.2,
        "prebookTruckDate": NEXT_WEEK,
        "quantityConfirmed": 0,
        "carrierId": 1360,
        "totalCost": 250,
    }
    assert desk.lawful()


def test_a_need_is_bought_once_also_within_one_call():
    desk = Purchases()
    (need,) = desk.needs()
    twice = desk.buy({"prebookItemId": need, "boxes": 3}, {"prebookItemId": need, "boxes": 3})
    assert twice["message"] == f"The prebook item {need} needs 2 boxes, 3 were requested."
    desk.bought({"prebookItemId": need, "boxes": 3})
    desk.bought({"prebookItemId": need})
    assert [line["totalBoxes"] for line in desk.lines().values()] == [3, 2]
    again = desk.buy({"prebookItemId": need})
    assert again["message"] == f"The prebook item {need} needs 0 boxes, more were requested."
    assert desk.lawful()


def test_boxes_cost_and_marks_of_a_need_can_be_given():
    desk = Purchases()
    (need,) = desk.needs(free_item(cost=None))
    assert "cost is required" in desk.buy({"prebookItemId": need})["message"]
    desk.bought({"prebookItemId": need, "cost": 0.25, "markCode": "9", "notes": "n", "boxes": 1})
    (line,) = desk.lines().values()
    assert (line["unitCost"], line["markCode"], line["notes"]) == (0.25, "9", "n")


def test_a_line_of_future_inventory_needs_no_order():
    desk = Purchases()
    desk.book()
    future = {"inventoryId": desk.future, "boxes": 1, "price": 1}
    desk.ask("prebook.future.item.add", prebookId=2_540_001, **future)
    (need,) = desk.state.prebook_items
    assert "needs 0 boxes" in desk.buy({"prebookItemId": need})["message"]


def test_another_vendor_s_line_can_not_be_bought():
    desk = Purchases()
    (need,) = desk.needs(free_item(vendorId=OTHER))
    before = desk.facts()
    answer = desk.buy({"prebookItemId": need})
    assert answer["message"] == f"The prebook item {need} belongs to another vendor."
    assert desk.buy({"prebookItemId": 1})["message"] == "The prebook item 1 does not exist."
    assert desk.facts() == before
    assert desk.buy({"prebookItemId": need}, who="other")["status"] == 1


# --- every input ----------------------------------------------------------------------------------

HEADER = {"shipDate": NEXT_WEEK, "vendorId": OWN, "carrierId": 1360}
CODES = {"vendorCode": "ALTAM", "carrierCode": "FDX"}
ITEM = alone(productId=None, productCode="RO100001", productDescription="Hermosa", markCode="1")
ITEM |= {"notes": "n", "boxTypeCode": "QB"}


@pytest.mark.parametrize("name", [*HEADER, *(f"purchaseOrderItems.{one}" for one in ITEM)])
def test_every_input_of_an_order_matters(name):
    fields = HEADER | {"purchaseOrderItems": [ITEM]}
    with_it = outcome(Purchases, "purchase.order.create", "company", fields)
    assert with_it[0]["status"] == 1
    fewer = without(fields, name)
    if name.endswith("boxTypeCode"):  # an id stands before a code
        fields = without(fields, "purchaseOrderItems.boxTypeId")
        with_it = outcome(Purchases, "purchase.order.create", "company", fields)
        fewer = without(fields, name)
    assert outcome(Purchases, "purchase.order.create", "company", fewer) != with_it


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        *((name, without(without(HEADER, "vendorId"), "carrierId") | CODES) for name in CODES),
        ("awbNumber", HEADER | {"awbNumber": "0048"}),
        ("purchaseOrderNumber", HEADER | {"purchaseOrderNumber": "21001"}),
        ("companyLocationCode", HEADER | {"companyLocationCode": "LI"}),
    ],
)
def test_codes_and_the_rest_of_a_header_matter(name, fields):
    def make():
        desk = Purchases()
        desk.bought(who="company")
        desk.do("set_purchase_workflow", workflow="auto-approve")
        return desk

    fields = fields | {"purchaseOrderItems": [alone()]}
    with_it = outcome(make, "purchase.order.create", "company", fields)
    fewer = without(fields, name)
    assert outcome(make, "purchase.order.create", "company", fewer) != with_it


def test_no_input_of_an_order_is_left_out():
    above = {"awbNumber", "purchaseOrderNumber", "companyLocationCode", "purchaseOrderItems"}
    assert documented(PurchaseOrderCreate) == {*HEADER, *CODES, *above}
    assert documented(PurchaseItemCall) == {*ITEM, "productId", "prebookItemId"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"vendorId": None}, "The field vendorId is required."),
        ({"vendorCode": "ALTAM"}, "The fields vendorId, vendorCode cannot be used"),
        ({"vendorId": 1901}, "The vendor 1901 does not exist."),
        ({"carrierCode": "XX", "carrierId": None}, "The carrier XX does not exist."),
        ({"carrierId": 2360}, "The carrier 2360 does not exist."),
        ({"companyLocationCode": "LI"}, "The location LI does not exist."),
        ({"purchaseOrderNumber": "1"}, "The purchase order 1 does not exist."),
        ({"awbNumber": "48"}, "The field awbNumber is not valid"),
        ({"awbNumber": "0048\n"}, "The field awbNumber is not valid"),
        ({"awbNumber": "0048"}, "is Pending Approval and cannot be shipped."),
        ({"purchaseOrderItems": []}, "The field purchaseOrderItems is not valid"),
    ],
)
def test_a_refused_header_changes_nothing(fields, words):
    desk = Purchases()
    before = desk.facts()
    known = HEADER | {"purchaseOrderItems": [alone()]} | fields
    fields = {name: one for name, one in known.items() if one is not None}
    answer = desk.ask("purchase.order.create", **fields)
    assert answer["status"] == 0
    assert words in answer["message"]
    assert desk.facts() == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"productId": None}, "purchaseOrderItems.productDescription is required."),
        ({"productId": 1}, "The product 1 does not exist."),
        ({"productId": None, "productCode": "X"}, "The product X does not exist."),
        ({"boxTypeId": 2057}, "The box type 2057 does not exist."),
        ({"boxTypeId": None, "boxTypeCode": "XX"}, "The box type XX does not exist."),
        ({"cost": -1}, "The field purchaseOrderItems.cost is not valid"),
        ({"boxes": 0}, "is not valid"),
    ],
)
def test_a_refused_item_changes_nothing(fields, words):
    desk = Purchases()
    before = desk.facts()
    answer = desk.buy(alone(**fields))
    assert answer["status"] == 0
    assert words in answer["message"]
    assert desk.facts() == before


# --- which order ----------------------------------------------------------------------------------


def test_lines_join_a_pending_order_of_the_vendor_and_day():
    desk = Purchases()
    desk.bought()
    desk.bought(purchaseOrderNumber="21001")
    assert [row["totalBoxes"] for row in desk.orders()] == [8]
    other_day = desk.buy(alone(), purchaseOrderNumber="21001", shipDate=NEXT_FRIDAY)
    assert (
        other_day["message"]
        == "The purchase order 21001 is for another vendor, ship date or location."
    )
    foreign = desk.buy(alone(), who="other", purchaseOrderNumber="21001")
    assert foreign["message"] == other_day["message"]
    (order,) = desk.state.purchase_orders
    desk.do("approve_purchase_order", purchaseOrderId=order)
    late = desk.buy(alone(), purchaseOrderNumber="21001")
    assert late["message"] == "The purchase order 21001 is Approved and cannot be extended."


def test_a_vendor_token_orders_at_its_own_vendor_whatever_it_says():
    desk = Purchases()
    desk.bought(vendorId=OTHER, vendorCode="X")
    assert [row["vendorId"] for row in desk.orders("company")] == [OWN]


def test_the_digits_of_an_awb_ship_what_is_mapped():
    desk = Purchases()
    desk.do("set_purchase_workflow", workflow="auto-approve")
    unknown = alone(productId=None, productDescription="Rosa Nueva 50")
    known, waiting = desk.bought(alone(), unknown, awbNumber="0048")
    lines = desk.lines()
    assert lines[known]["lineItemStatus"] == "Shipped"
    assert [box["boxCode"] for box in lines[known]["boxes"]] == [f"KS00100{n}" for n in range(1, 5)]
    assert lines[waiting]["lineItemStatus"] == "Pending"
    assert desk.lawful()


def test_the_ids_of_new_lines_may_be_left_out_of_the_answer():
    assert "purchaseOrderItems" not in Purchases(purchase_item_ids="no").buy(alone())


def test_carriers_may_be_mandatory():
    desk = Purchases(mandatory_carriers="yes")
    assert desk.buy(alone())["message"] == "The field carrierId is required."
    assert desk.buy(alone(), carrierCode="fdx")["status"] == 1
