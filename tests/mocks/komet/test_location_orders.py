"""What is ordered at one location takes the boxes of that location, and the law sees to it."""

import pytest
from msgspec.structs import replace

from mocks.komet.records import FUTURE
from mocks.komet.seed import HERE, THERE
from tests.mocks.komet.branches import (
    BOTH,
    CANYON,
    COMPANY_TOKEN,
    FREE,
    NEEDED,
    NOT_TIED,
    ONLY_THERE,
    THURSDAY,
    UNKNOWN,
    USER_TOKEN,
    Branches,
)

# --- orders ---------------------------------------------------------------------------------------


def test_an_order_takes_the_boxes_of_its_location_and_stands_there():
    desk = Branches()
    made = desk.orders(HERE)
    assert (desk.left(HERE), desk.left(THERE)) == (8, 10)
    asked = {"customerId": BOTH, "webOrderId": made["webOrderId"]}
    (row,) = desk.ask("web-order-details.list", USER_TOKEN, **asked, companyLocationId=HERE)[
        "webOrders"
    ]
    assert row["companyLocationId"] == HERE
    wrong = desk.ask("web-order-details.list", USER_TOKEN, **asked, companyLocationId=THERE)
    said = f"The web order {made['webOrderId']} is not of the location {THERE}."
    assert wrong["message"] == said
    assert desk.ask("web-order.checkout", USER_TOKEN, **asked, companyLocationId=THERE) == {
        "message": said,
        "status": 0,
    }
    assert desk.ask("web-order.checkout", USER_TOKEN, **asked, companyLocationId=HERE)["status"]
    day = {"orderDateFrom": THURSDAY, "orderDateTo": THURSDAY}
    (bill,) = desk.ask("invoice.list", COMPANY_TOKEN, **day)["invoices"]
    assert (bill["locationId"], bill["locationName"]) == (HERE, "Miami")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"companyLocationId": None}, NEEDED.format("companyLocationId")),
        ({"companyLocationId": 99}, UNKNOWN.format(99)),
        ({"companyLocationId": THERE}, "The inventory item {lot} is not at the location of"),
        ({"carrierId": CANYON}, NOT_TIED.format("carrier", CANYON, HERE)),
        ({"customerId": ONLY_THERE}, NOT_TIED.format("customer", ONLY_THERE, HERE)),
    ],
)
def test_a_line_that_is_not_of_its_location_takes_nothing(fields, words):
    desk = Branches()
    before = desk.facts()
    said = desk.orders(HERE, **fields)["message"]
    assert said.startswith(words.format(lot=desk.lot[HERE]))
    assert desk.facts() == before


def test_lines_of_two_locations_never_meet_on_one_order():
    desk = Branches()
    here, there = desk.orders(HERE), desk.orders(THERE)
    assert here["webOrderId"] != there["webOrderId"]
    assert desk.orders(HERE)["webOrderId"] == here["webOrderId"]
    mixed = desk.orders(THERE, webOrderId=here["webOrderId"])
    assert mixed["message"].endswith(f"is not of the location {THERE}.")
    later = {"inventoryIds": str(desk.later[HERE]), "inventoryOrigin": FUTURE, "date": THURSDAY}
    assert desk.orders(HERE, **later)["webOrderId"] == here["webOrderId"]
    (prebook,) = desk.state.prebooks.values()
    assert prebook.location_id == HERE
    assert {one.location_id for one in desk.state.invoices.values()} == {HERE, THERE}


def test_orders_never_meet_on_an_invoice_of_another_location_where_they_share():
    desk = Branches(invoice_sharing="shared")
    desk.orders(HERE)
    desk.orders(THERE)
    assert len(desk.state.invoices) == 2


def test_a_product_named_by_its_code_is_taken_from_the_location():
    desk = Branches()
    row = desk.state.lots[desk.lot[THERE]]
    named = {
        "inventoryIds": None,
        "inventoryOrigin": None,
        "companyProductId": row.product_id,
        "boxTypeCode": "HB",
        "unitsPerBox": row.units_per_box,
        "unitType": row.unit_type,
    }
    taken = desk.orders(THERE, **named)
    item = desk.state.web_order_items[taken["webOrderItemId"]]
    assert desk.state.lots[item.lot_id].location_id == THERE


# --- invoices, prebooks, purchase orders ----------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"locationId": None}, NEEDED.format("locationId")),
        ({"locationId": 99}, UNKNOWN.format(99)),
        ({"locationCode": "LAX"}, "The fields two locations cannot be used at the same time."),
        ({"locationId": THERE}, "Item 1: The inventory item {lot} is not at the location of"),
        ({"carrierId": CANYON}, NOT_TIED.format("carrier", CANYON, HERE)),
        ({"customerId": ONLY_THERE}, NOT_TIED.format("customer", ONLY_THERE, HERE)),
    ],
)
def test_an_invoice_is_made_at_one_location(fields, words):
    desk = Branches()
    before = desk.facts()
    assert desk.bills(HERE, **fields)["message"].startswith(words.format(lot=desk.lot[HERE]))
    assert desk.facts() == before


def test_an_invoice_s_location_may_be_named_by_code_too_and_is_filtered_by():
    desk = Branches()
    desk.bills(HERE)
    desk.bills(None, locationCode="mia")
    desk.bills(THERE)
    day = {"orderDateFrom": THURSDAY, "orderDateTo": THURSDAY}

    def places(name, **fields):
        rows = desk.ask(name, COMPANY_TOKEN, **day, **fields).get("invoices", [])
        return [row["locationId"] for row in rows]

    for name in ("invoice.list", "invoice.details.list"):
        assert places(name) == [HERE, HERE, THERE]
        assert places(name, locationId=THERE) == [THERE]
        assert places(name, locationIds=f"{HERE}, 99") == [HERE, HERE]
        assert places(name, locationId=99) == []


def test_a_line_added_to_an_invoice_is_of_its_location():
    desk = Branches()
    invoice = desk.bills(HERE, statusDraft=1)["invoiceId"]
    line = {"invoiceId": invoice, "boxes": 1, "price": 9}
    wrong = desk.ask("invoice.item.add", COMPANY_TOKEN, **line, orderItemId=desk.lot[THERE])
    assert wrong["message"] == f"The inventory item {desk.lot[THERE]} is not at the location of" + (
        " the order."
    )
    line["orderItemId"] = desk.lot[HERE]
    wrong = desk.ask("invoice.item.add", COMPANY_TOKEN, **line, locationId=THERE)
    assert wrong["message"].endswith(f"is not of the location {THERE}.")
    assert desk.ask("invoice.item.add", COMPANY_TOKEN, **line, locationId=HERE)["status"] == 1


def test_a_prebook_is_of_the_location_its_code_names():
    desk = Branches()
    assert desk.books(None)["message"] == NEEDED.format("companyLocationCode")
    assert desk.books("SEA")["message"] == UNKNOWN.format("SEA")
    made = desk.books("MIA")
    add = {"prebookId": made["prebookId"], "boxes": 1, "price": 9}
    name = "prebook.future.item.add"
    wrong = desk.ask(name, COMPANY_TOKEN, **add, inventoryId=desk.later[THERE])
    assert "is not at the location" in wrong["message"]
    assert desk.ask(name, COMPANY_TOKEN, **add, inventoryId=desk.later[HERE])["status"] == 1
    assert desk.books("MIA", useExisting=1)["prebookId"] == made["prebookId"]
    assert desk.books("LAX", useExisting=1)["prebookId"] != made["prebookId"]

    def rows(**fields):
        asked = {"date": "2026-11-12"} | fields
        found = desk.ask("prebook.details.list", COMPANY_TOKEN, **asked).get("prebooks", [])
        return [(row["locationId"], row["locationName"], row["locationCode"]) for row in found]

    assert rows() == [(HERE, "Miami", "MIA"), (THERE, "Los Angeles", "LAX")]
    assert rows(locationId=THERE) == [(THERE, "Los Angeles", "LAX")]
    moved = {"prebookId": made["prebookId"], "carrierId": CANYON}
    answer = desk.ask("prebook.update", COMPANY_TOKEN, **moved)
    assert answer["message"] == NOT_TIED.format("carrier", CANYON, HERE)


def test_a_purchase_order_buys_for_one_location():
    desk = Branches()
    line = desk.books("MIA", prebookItems=[FREE])["prebookItems"][0]["prebookItemId"]
    order = {
        "vendorId": 2901,
        "shipDate": "2026-11-12",
        "purchaseOrderItems": [{"prebookItemId": line}],
    }
    name = "purchase.order.create"
    answer = desk.ask(name, COMPANY_TOKEN, **order)
    assert answer["message"] == NEEDED.format("companyLocationCode")
    answer = desk.ask(name, COMPANY_TOKEN, **order, companyLocationCode="LAX")
    assert answer["message"] == f"The prebook item {line} is for another location."
    made = desk.ask(name, COMPANY_TOKEN, **order, companyLocationCode="MIA")
    more = order | {"purchaseOrderItems": [FREE], "companyLocationCode": "LAX"}
    number = made["purchaseOrderNumber"]
    answer = desk.ask(name, COMPANY_TOKEN, **more, purchaseOrderNumber=number)
    assert answer["message"].endswith("is for another vendor, ship date or location.")

    def places(**fields):
        asked = {"date": "2026-11-12"} | fields
        found = desk.ask("purchase.order.list", COMPANY_TOKEN, **asked).get("purchaseOrders", [])
        return [(row["locationId"], row["locationName"]) for row in found]

    assert places() == places(locationId=HERE) == [(HERE, "Miami")]
    assert places(locationId=THERE) == []


def test_what_is_bought_for_the_open_market_of_a_location_is_sold_there():
    desk = Branches()
    order = {
        "vendorId": 2901,
        "shipDate": "2026-11-12",
        "companyLocationCode": "LAX",
        "purchaseOrderItems": [FREE],
    }
    made = desk.ask("purchase.order.create", COMPANY_TOKEN, **order)
    desk.do("approve_purchase_order", purchaseOrderId=made["purchaseOrderId"])
    line = made["purchaseOrderItems"][0]["poItemId"]
    desk.ask("purchase.order.item.confirm", COMPANY_TOKEN, poItemId=line, quantityConfirmed=1)
    assert desk.state.lots[line].location_id == THERE


def test_generated_purchase_orders_are_for_the_prebook_s_location():
    desk = Branches()
    desk.books("LAX", prebookItems=[FREE], autoGeneratePOsfromPrebooks=1)
    (order,) = desk.state.purchase_orders.values()
    assert order.location_id == THERE


# --- the law --------------------------------------------------------------------------------------


def judged(desk):
    return next(law for law in desk.komet.laws if law.name == "komet.places").judge(desk.world)


def test_the_law_sees_every_line_of_a_day_at_two_locations():
    desk = Branches()
    desk.orders(HERE)
    desk.orders(THERE, inventoryIds=str(desk.later[THERE]), inventoryOrigin=FUTURE)
    desk.bills(THERE)
    desk.books("LAX", prebookItems=[FREE], autoGeneratePOsfromPrebooks=1)
    found = judged(desk)
    assert (found.judged, found.violations) == (6, [])


@pytest.mark.parametrize(
    ("rows", "row_id", "lines"),
    [("invoices", 5_200_001, 1), ("web_orders", 30_001, 2), ("prebooks", 2_540_001, 1)],
)
def test_the_law_finds_an_order_whose_boxes_stand_elsewhere(rows, row_id, lines):
    desk = Branches()
    desk.orders(HERE)
    desk.orders(HERE, inventoryIds=str(desk.later[HERE]), inventoryOrigin=FUTURE)
    table = getattr(desk.state, rows)
    table[row_id] = replace(table[row_id], location_id=THERE)
    assert len(judged(desk).violations) == lines


def test_the_law_finds_a_line_bought_for_another_location():
    desk = Branches()
    desk.books("LAX", prebookItems=[FREE], autoGeneratePOsfromPrebooks=1)
    ((order_id, order),) = desk.state.purchase_orders.items()
    desk.state.purchase_orders[order_id] = replace(order, location_id=HERE)
    assert len(judged(desk).violations) == 1
