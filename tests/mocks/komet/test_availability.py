"""What vendors offer: declared, listed, sold as prebooks that are ordered, taken back."""

import pytest

from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.komet.seed import COMPANY, CUSTOMER
from tests.mocks.komet.desk import shop
from tests.mocks.komet.sales import NEXT_WEEK, TODAY, Sales, declare

ITEMS = "vendor.availability.items.list"
ADD = "prebook.vendor.availability.item.add"
DAYS = {"dateFrom": "2026-11-09", "dateTo": "2026-11-20"}
PREBOOK = 2_540_001


@pytest.fixture
def desk() -> Sales:
    return Sales()


def listed(desk: Sales, **fields) -> dict:
    """The rows of the company's list by id."""
    found = desk.ask(ITEMS, **(DAYS | fields)).get("inventoryItems", [])
    return {row["inventoryId"]: row for row in found}


def sold(desk: Sales, offer: int, **fields) -> dict:
    """Two boxes of the offer by a web order; the answer."""
    known = {"inventoryIds": str(offer), "inventoryOrigin": 3, "date": NEXT_WEEK}
    return desk.add(**(known | fields))


def booked(desk: Sales, offer: int, **fields) -> dict:
    """Two boxes of the offer put on a prebook; the answer."""
    known = {"prebookId": PREBOOK, "inventoryIds": str(offer), "quantity": 2, "price": 3.5}
    return desk.ask(ADD, **(known | fields))


def bought(desk: Sales) -> list:
    """Status, vendor, ship date and boxes of every purchase order line alive."""
    state = desk.state
    return [
        (order.status, order.vendor_id, order.ship_date.isoformat(), item.boxes, str(item.cost))
        for item in state.purchase_items.values()
        for order in [state.purchase_orders[item.purchase_order_id]]
        if not item.cancelled and item.id in state.items_of_purchase_order[order.id]
    ]


# --- the seed -------------------------------------------------------------------------------------


def test_a_company_s_vendors_offer_a_little_from_the_start(desk):
    offers = desk.lots(origin=3)
    assert len(offers) == 8
    assert min(lot.id for lot in offers) == 70_000_001
    assert {lot.vendor_id for lot in offers} & {901} == set()
    assert all(lot.left == lot.boxes > 0 and lot.price > 0 for lot in offers)
    assert {desk.state.availability[lot.id].ship_via for lot in offers} == {0, 1}
    assert declare(desk) == 70_000_009


def test_new_lines_of_stock_are_numbered_as_if_nothing_were_offered(desk):
    before = desk.receive()
    declare(desk)
    assert desk.receive() == before + 1


# --- the company's list ---------------------------------------------------------------------------


def test_an_offer_is_listed_with_pack_price_and_days(desk):
    offer = declare(desk)
    row = listed(desk)[offer]
    assert {name: row[name] for name in ("quantity", "totalUnits", "bunches", "unitType")} == {
        "quantity": 10,
        "totalUnits": 310,
        "bunches": 31,
        "unitType": "Bunch",
    }
    assert (row["price"], row["priceB"], row["fobPrice"]) == (3, 3.24, 3)
    assert (row["availableFrom"], row["availableTo"]) == ("2026-11-09", "2026-11-20")
    assert row["portOfOrigin"]
    assert "vendor" not in row


def test_a_customer_sees_the_vendor_and_its_own_fob_price(desk):
    offer = declare(desk)
    row = listed(desk, customerId=CUSTOMER)[offer]
    assert row["vendor"] == desk.state.vendors[902].name
    assert row["fobPrice"] > row["price"]


@pytest.mark.parametrize(
    ("first", "last", "exact", "shown"),
    [
        ("2026-11-01", "2026-11-08", "false", False),
        ("2026-11-01", "2026-11-09", "false", True),
        ("2026-11-20", "2026-11-30", "false", True),
        ("2026-11-21", "2026-11-30", "false", False),
        ("2026-11-09", "2026-11-20", "true", True),
        ("2026-11-12", "2026-11-12", "true", True),
        ("2026-11-08", "2026-11-20", "true", False),
        ("2026-11-09", "2026-11-21", "true", False),
    ],
)
def test_dates_ask_for_some_day_or_exactly_for_all(first, last, exact, shown, desk):
    offer = declare(desk)
    rows = listed(desk, dateFrom=first, dateTo=last, exactDate=exact == "true")
    assert (offer in rows) is shown


def test_the_ship_via_is_the_warehouse_unless_asked_for(desk):
    by_warehouse, by_grower = declare(desk), declare(desk, shipVia=1)
    assert {by_warehouse, by_grower} & listed(desk).keys() == {by_warehouse}
    assert {by_warehouse, by_grower} & listed(desk, shipViaId=1).keys() == {by_grower}


def test_what_is_sold_out_is_listed_unless_only_what_is_available_is_asked_for(desk):
    offer = declare(desk)
    desk.do("change_availability", lotId=offer, boxes=0)
    assert listed(desk)[offer]["quantity"] == 0
    assert offer not in listed(desk, availableOnly=True)


def test_dates_in_the_wrong_order_and_strangers_are_refused(desk):
    answer = desk.ask(ITEMS, dateFrom="2026-11-20", dateTo="2026-11-19")
    assert answer["message"] == "The date 2026-11-20 is after 2026-11-19."
    assert desk.ask(ITEMS, **DAYS, locationId=13)["message"] == "The location 13 does not exist."
    assert desk.ask(ITEMS, **DAYS, customerId=8001)["status"] == 0
    assert "not available for Customer tokens" in desk.ask(ITEMS, "customer", **DAYS)["message"]


def test_an_empty_list_has_a_message_and_no_array(desk):
    answer = desk.ask(ITEMS, dateFrom="2027-06-01", dateTo="2027-06-02")
    assert answer == {"message": "Inventory items not found.", "status": 1}


# --- the shop -------------------------------------------------------------------------------------


def test_the_shop_shows_offers_beside_stock(desk):
    offer = declare(desk)
    row = next(row for row in shop(desk) if row["inventoryIds"] == str(offer))
    assert (row["inventoryOrigin"], row["quantity"], row["price"]) == (3, 10, 3)
    assert (row["availableFrom"], row["availableTo"]) == ("2026-11-09", "2026-11-20")


@pytest.mark.parametrize("origins", [(1,), (1, 2), (1, 2, 3, 4), (3,)])
def test_the_company_sets_which_origins_its_shop_shows(origins, desk):
    declare(desk)
    assert {row["inventoryOrigin"] for row in shop(desk)} == {1, 2, 3}
    desk.do("set_shop_origins", companyId=COMPANY, origins=origins)
    assert {row["inventoryOrigin"] for row in shop(desk)} == set(origins) - {4}


def test_what_is_offered_is_in_no_list_of_stock(desk):
    offer = declare(desk, day=TODAY)
    lists = ("inventory.openmarket.list", "inventory.list")
    for name in lists:
        rows = desk.ask(name)["inventoryItems"]
        assert offer not in {row.get("inventoryId", row.get("orderItemId")) for row in rows}
    window = {"dateFrom": TODAY, "dateTo": "2026-11-30"}
    rows = desk.ask("future.inventory.openmarket.list", **window)["inventoryItems"]
    assert offer not in {row["inventoryId"] for row in rows}


# --- sold in the shop -----------------------------------------------------------------------------


def test_an_offer_that_is_sold_becomes_a_prebook_and_a_pending_purchase_order(desk):
    offer = declare(desk)
    order = sold(desk, offer)["webOrderId"]
    assert desk.left(offer) == 8
    assert desk.state.invoices == {}
    (item,) = desk.state.prebook_items.values()
    assert (item.lot_id, item.boxes, item.vendor_id, str(item.cost)) == (offer, 2, 902, "2")
    assert bought(desk) == [("PA", 902, NEXT_WEEK, 2, "2")]
    assert desk.check_out(order)["status"] == 1
    assert desk.lawful()


def test_lines_of_one_vendor_and_day_join_one_purchase_order(desk):
    offer, other = declare(desk), declare(desk, vendorId=904)
    for one in (offer, offer, other):
        sold(desk, one, webOrderId=None)
    assert sorted(one[1] for one in bought(desk)) == [902, 902, 904]
    assert len(desk.state.purchase_orders) == 2
    desk.do("approve_purchase_order", purchaseOrderId=min(desk.state.purchase_orders))
    sold(desk, offer)
    assert len(desk.state.purchase_orders) == 3
    assert desk.lawful()


def test_what_is_cancelled_comes_back_to_the_offer_and_off_the_purchase_order(desk):
    offer = declare(desk)
    order = sold(desk, offer)["webOrderId"]
    assert desk.delete(order)["status"] == 1
    assert (desk.left(offer), bought(desk)) == (10, [])
    assert [one.status for one in desk.state.purchase_orders.values()] == ["CA"]
    assert desk.lawful()


def test_what_was_approved_at_the_vendor_is_not_cancelled(desk):
    offer = declare(desk)
    order = sold(desk, offer)["webOrderId"]
    desk.do("approve_purchase_order", purchaseOrderId=min(desk.state.purchase_orders))
    answer = desk.delete(order)
    assert (answer["status"], desk.left(offer)) == (0, 8)
    assert "is on the purchase order" in answer["message"]
    assert desk.lawful()


def test_the_cart_s_timer_cancels_the_purchase_order_too():
    desk = Sales(cart_timer="60_minutes")
    offer = declare(desk)
    sold(desk, offer)
    desk.do("approve_purchase_order", purchaseOrderId=min(desk.state.purchase_orders))
    desk.world.advance(3601)
    assert (desk.left(offer), bought(desk)) == (10, [])
    assert desk.lawful()


def test_a_vendor_can_not_confirm_before_the_customer_has_checked_out(desk):
    offer = declare(desk)
    order = sold(desk, offer)["webOrderId"]
    purchase, line = max(desk.state.purchase_orders), max(desk.state.purchase_items)
    desk.do("approve_purchase_order", purchaseOrderId=purchase)
    words = f"The purchase order item {line} has not been checked out."
    confirm = {"poItemId": line, "quantityConfirmed": 2}
    assert desk.ask("purchase.order.item.confirm", **confirm)["message"] == words
    awb = {"poItemId": line, "awb": "72912345675", "shipDate": NEXT_WEEK}
    assert desk.ask("purchase.order.item.awb.add", **awb)["message"] == words
    with pytest.raises(NotPossible, match=r"purchase\.unsold"):
        desk.do("confirm_purchase_order", purchaseOrderId=purchase)
    desk.check_out(order)
    assert desk.ask("purchase.order.item.confirm", **confirm)["status"] == 1
    assert desk.lawful()


@pytest.mark.parametrize(("switch", "answer"), [("all", 1), ("stock", 0)])
def test_web_orders_take_offers_by_the_switch(switch, answer):
    desk = Sales(web_order_origins=switch)
    said = sold(desk, declare(desk))
    assert said["status"] == answer
    if not answer:
        assert said["message"] == "The field inventoryOrigin is not valid: expected 1 or 2."
        assert desk.state.web_orders == {}


def test_what_is_sold_is_a_need_where_it_is_not_ordered_by_itself():
    desk = Sales(availability_purchase="need")
    sold(desk, declare(desk))
    assert bought(desk) == []
    line = {"prebookItemId": max(desk.state.prebook_items)}
    asked = {"shipDate": NEXT_WEEK, "vendorId": 902, "purchaseOrderItems": [line]}
    assert desk.ask("purchase.order.create", **asked)["status"] == 1
    assert [one[3] for one in bought(desk)] == [2]
    again = desk.ask("purchase.order.create", **asked)
    assert (again["status"], desk.lawful()) == (0, True)


def test_an_offer_is_on_no_invoice(desk):
    offer = declare(desk, day=TODAY)
    answer = desk.bill({"orderItemId": offer, "boxes": 1, "price": 3})
    assert answer["message"] == (
        f"Item 1: The inventory item {offer} is not available in the origin 1."
    )


# --- put on a prebook -----------------------------------------------------------------------------


def test_an_offer_is_put_on_a_prebook_and_ordered(desk):
    offer = declare(desk)
    desk.book()
    answer = booked(desk, offer, markCode="7")
    assert answer == {
        "message": "Item was successfully added to the order Item was successfully added.",
        "status": 1,
        "prebookItemId": max(desk.state.prebook_items),
    }
    assert (desk.left(offer), bought(desk)) == (8, [("PA", 902, NEXT_WEEK, 2, "2")])
    (line,) = desk.booked()[0]["details"]
    assert (line["totalBoxes"], line["unitPrice"], line["markCode"]) == (2, 3.5, "7")
    assert desk.fee("prebook", PREBOOK) == ("217.00", "3.26", False)
    allocated = desk.ask("purchase.order.va.details.list", purchaseOrderNumbers="21001")
    (row,) = allocated["purchaseOrders"][0]["details"][0]["vendorAvailabilityDetails"]
    assert (row["unitsAllocated"], row["availableFrom"]) == (62, "2026-11-09")
    assert desk.lawful()


def test_the_first_id_with_enough_boxes_is_taken(desk):
    few, enough = declare(desk, boxes=1), declare(desk)
    desk.book()
    assert booked(desk, 0, inventoryIds=f"{few}, {enough}")["status"] == 1
    assert (desk.left(few), desk.left(enough)) == (1, 8)


@pytest.mark.parametrize(
    ("fields", "box_type"),
    [
        ({}, 1057),
        ({"boxTypeId": 1058}, 1058),
        ({"boxTypeCode": "qb"}, 1058),
        ({"boxTypeCode": "HB", "bunches": 31, "stemsBunch": 25, "unitType": "Bunch"}, 1057),
    ],
)
def test_the_pack_asked_for_is_one_that_is_offered(fields, box_type, desk):
    offer = declare(desk)
    desk.book()
    assert booked(desk, offer, **fields)["status"] == 1
    assert desk.state.prebook_items[max(desk.state.prebook_items)].box_type_id == box_type


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"boxTypeId": 1056}, "is not available in that pack"),
        ({"boxTypeId": 1057, "boxTypeCode": "QB"}, "is not available in that pack"),
        ({"boxTypeId": 2056}, "The box type 2056 does not exist."),
        ({"bunches": 30}, "is not available in that pack"),
        ({"stemsBunch": 24}, "is not available in that pack"),
        ({"unitType": "Stem"}, "is not available in that pack"),
        ({"quantity": 11}, "has 10 boxes available, 11 were requested"),
        ({"price": -1}, "The field price is not valid"),
        ({"inventoryIds": "1"}, "The inventory item 1 does not exist."),
        ({"inventoryIds": "x"}, "The field inventoryIds is not valid"),
        ({"prebookId": 1}, "The prebook 1 does not exist."),
    ],
)
def test_a_refused_offer_changes_nothing(fields, words, desk):
    offer = declare(desk)
    desk.book()
    before, rows = desk.facts(), desk.tables()
    answer = booked(desk, offer, **fields)
    assert answer["status"] == 0
    assert words in answer["message"]
    assert (desk.facts(), desk.tables()) == (before, rows)


def test_stock_is_no_offer_and_other_days_are_refused(desk):
    desk.book()
    assert "not available in the origin 3" in booked(desk, desk.future)["message"]
    late = declare(desk, day="2026-11-13")
    assert f"is not available for {NEXT_WEEK}" in booked(desk, late)["message"]


def test_a_line_taken_off_its_prebook_comes_back_to_the_offer(desk):
    offer = declare(desk)
    desk.book()
    item = booked(desk, offer)["prebookItemId"]
    desk.ask("prebook.item.delete", prebookId=PREBOOK, prebookItemId=item)
    assert (desk.left(offer), bought(desk)) == (10, [])
    assert desk.lawful()


# --- changed and withdrawn ------------------------------------------------------------------------


def test_an_offer_changes_boxes_price_and_days(desk):
    offer = declare(desk)
    sold(desk, offer)
    desk.do("change_availability", lotId=offer, boxes=3, price=4, until="2026-11-12")
    row = listed(desk)[offer]
    assert (row["quantity"], row["price"], row["priceB"]) == (3, 4, 4.32)
    assert (row["availableFrom"], row["availableTo"]) == ("2026-11-09", NEXT_WEEK)
    assert desk.lawful()


def test_a_withdrawn_offer_can_not_be_sold_but_what_is_sold_stays(desk):
    offer = declare(desk)
    sold(desk, offer)
    desk.do("withdraw_availability", lotId=offer)
    assert "has 0 boxes available" in sold(desk, offer)["message"]
    assert len(bought(desk)) == 1
    assert desk.lawful()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"productId": 1}, Missing),
        ({"vendorId": 1901}, Missing),
        ({"boxTypeIds": [1057, 2056]}, Missing),
        ({"until": "2026-11-08"}, BadCall),
    ],
)
def test_an_offer_of_what_is_not_there_is_refused(fields, refusal, desk):
    before = desk.facts()
    with pytest.raises(refusal):
        declare(desk, **fields)
    assert desk.facts() == before


def test_stock_can_not_be_changed_as_an_offer(desk):
    for act in ("change_availability", "withdraw_availability"):
        with pytest.raises(NotPossible, match=r"availability\.not"):
            desk.do(act, lotId=desk.lot)
