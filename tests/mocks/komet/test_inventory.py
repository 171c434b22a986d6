from datetime import date, timedelta

import pytest

from mocks.komet.records import FUTURE
from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.desk import Desk, market_ids

ON_HAND_LIST = "inventory.openmarket.list"
FUTURE_LIST = "future.inventory.openmarket.list"
ALL_LIST = "inventory.list"
YEAR = {"dateFrom": "2026-01-01", "dateTo": "2026-12-31"}
NOVEMBER = {"origin": FUTURE, "day": "2026-11-15", "until": "2026-11-20"}


def row(desk: Desk, name: str, lot_id: int, /, **asked):
    rows = desk.ask(name, **asked)["inventoryItems"]
    return next(one for one in rows if lot_id in (one.get("inventoryId"), one.get("orderItemId")))


# --- both Open Market lists -----------------------------------------------------------------------


@pytest.mark.parametrize(("name", "asked"), [(ON_HAND_LIST, {}), (FUTURE_LIST, YEAR)])
def test_lines_come_by_product_description_then_id(name, asked):
    rows = Desk().ask(name, **asked)["inventoryItems"]
    keys = [(one["productDescription"].lower(), one["inventoryId"]) for one in rows]
    assert keys == sorted(keys)
    assert len(keys) > 10


def test_a_line_on_hand_in_all_its_keys():
    desk = Desk()
    product = next(one for one in desk.state.products.values() if one.code and one.grade)
    lot_id = desk.receive(productId=product.id, price=2.5, priceB=2.75)
    assert row(desk, ON_HAND_LIST, lot_id) == {
        "inventoryId": lot_id,
        "companyProductId": product.id,
        "productDescription": product.description,
        "productCode": product.code,
        "grade": product.grade,
        "category": product.category,
        "quantity": 10,
        "totalUnits": 120,
        "boxTypeId": 1057,
        "boxTypeCode": "HB",
        "unitType": "Bunch",
        "bunches": 12,
        "unitsPerBox": 12,
        "stemsBunch": 25,
        "price": 2.5,
        "priceB": 2.75,
        "fobPrice": 2.5,
    }


def test_a_line_by_the_stem_counts_stems():
    desk = Desk()
    lot_id = desk.receive(unitType="Stem", price=0.5)
    found = row(desk, ON_HAND_LIST, lot_id)
    assert (found["unitsPerBox"], found["totalUnits"]) == (300, 3000)


def test_a_future_line_tells_port_and_days_and_its_purchase_order_item():
    desk = Desk()
    lot_id = desk.receive(**NOVEMBER)
    found = row(desk, FUTURE_LIST, lot_id, **YEAR)
    assert found["portOfOrigin"] == "BOG"
    assert (found["availableFrom"], found["availableTo"]) == ("2026-11-15", "2026-11-20")
    assert lot_id not in market_ids(desk)


def test_the_customer_decides_the_fob_price():
    desk = Desk()
    lot_id = desk.receive(price=10, bunches=12)
    prices = {
        customer: row(desk, ON_HAND_LIST, lot_id, customerId=customer)["fobPrice"]
        for customer in (CUSTOMER, 7002, 7004)
    }
    # Half a full box at 18.00 and 24.50 over 12 bunches; the second buys by price list B.
    assert prices == {CUSTOMER: 10.75, 7002: 10.8, 7004: 11.02}
    assert row(desk, ON_HAND_LIST, lot_id)["fobPrice"] == 10.0


@pytest.mark.parametrize(("name", "asked"), [(ON_HAND_LIST, {}), (FUTURE_LIST, YEAR)])
def test_the_farm_is_shown_as_the_customer_may_see_it(name, asked):
    desk = Desk()
    lot_id = desk.receive(**(NOVEMBER if name == FUTURE_LIST else {}))
    seen = [
        row(desk, name, lot_id, **asked, customerId=customer).get("vendor")
        for customer in (CUSTOMER, 7002, 7004)
    ]
    assert seen == ["Flores Altamira del Norte", "ALTAM", None]
    assert "vendor" not in row(desk, name, lot_id, **asked)


@pytest.mark.parametrize(("name", "asked"), [(ON_HAND_LIST, {}), (FUTURE_LIST, YEAR)])
def test_reserved_lines_are_for_their_customer_alone(name, asked):
    desk = Desk()
    fields = NOVEMBER if name == FUTURE_LIST else {}
    lot_id = desk.receive(reservedFor=7002, **fields)
    assert lot_id in market_ids(desk, name, **asked, customerId=7002)
    assert lot_id not in market_ids(desk, name, **asked, customerId=CUSTOMER)
    assert lot_id not in market_ids(desk, name, **asked)


@pytest.mark.parametrize(
    "fields", [{"price": 0}, {"held": True}, {"kind": "L"}, {"kind": "S"}, {"kind": "P"}]
)
def test_what_is_not_on_the_market_is_not_listed(fields):
    desk = Desk()
    assert desk.receive() in market_ids(desk)
    assert desk.receive(**fields) not in market_ids(desk)


def test_a_line_sold_out_is_not_listed():
    desk = Desk()
    lot_id = desk.receive(boxes=2)
    desk.do("sell_by_phone", lotId=lot_id, boxes=1)
    assert row(desk, ON_HAND_LIST, lot_id)["quantity"] == 1
    desk.do("sell_by_phone", lotId=lot_id, boxes=1)
    assert lot_id not in market_ids(desk)


@pytest.mark.parametrize(
    ("first", "last", "listed"),
    [
        ("2026-11-01", "2026-11-14", False),
        ("2026-11-01", "2026-11-15", True),
        ("2026-11-17", "2026-11-17", True),
        ("2026-11-20", "2026-12-01", True),
        ("2026-11-21", "2026-12-01", False),
    ],
)
def test_a_future_line_is_listed_if_one_of_its_days_lies_between_the_dates(first, last, listed):
    desk = Desk()
    lot_id = desk.receive(**NOVEMBER)
    assert (lot_id in market_ids(desk, FUTURE_LIST, dateFrom=first, dateTo=last)) is listed


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"dateTo": "2026-11-05"}, "The field dateFrom is required."),
        ({"dateFrom": "2026-11-05"}, "The field dateTo is required."),
        (
            {"dateFrom": "2026-11-06", "dateTo": "2026-11-05"},
            "The date 2026-11-06 is after 2026-11-05.",
        ),
        ({"dateFrom": "5 Nov", "dateTo": "2026-11-05"}, "The field dateFrom is not valid"),
    ],
)
def test_future_inventory_wants_two_dates_in_their_order(asked, text):
    answer = Desk().ask(FUTURE_LIST, **asked)
    assert answer["message"].startswith(text)
    assert answer["status"] == 0


@pytest.mark.parametrize(("name", "asked"), [(ON_HAND_LIST, {}), (FUTURE_LIST, YEAR)])
def test_a_customer_of_another_company_is_unknown(name, asked):
    answer = Desk().ask(name, **asked, customerId=8001)
    assert answer == {"message": "The customer 8001 does not exist.", "status": 0}


@pytest.mark.parametrize(
    ("name", "asked"), [(ON_HAND_LIST, {}), (FUTURE_LIST, YEAR), (ALL_LIST, {})]
)
def test_nothing_in_stock_is_an_empty_result(name, asked):
    for status in ("1", "0"):
        desk = Desk(lines=0, empty_status=status)
        answer = desk.ask(name, **asked)
        assert answer == {"message": "Inventory items not found.", "status": int(status)}


@pytest.mark.parametrize(
    ("name", "asked"), [(ON_HAND_LIST, {}), (FUTURE_LIST, YEAR), (ALL_LIST, {})]
)
def test_a_location_nobody_has_is_refused(name, asked):
    answer = Desk().ask(name, **asked, locationId=13)
    assert answer == {"message": "The location 13 does not exist.", "status": 0}


@pytest.mark.parametrize(("name", "asked"), [(ON_HAND_LIST, {}), (FUTURE_LIST, YEAR)])
def test_open_market_lists_are_for_company_tokens(name, asked):
    for who in ("customer", "vendor", "user"):
        answer = Desk().ask(name, who, **asked)
        assert answer["message"].startswith("The method is not available for")


def test_days_in_american_form_under_that_switch():
    desk = Desk(answer_dates="us")
    lot_id = desk.receive(**NOVEMBER)
    assert row(desk, FUTURE_LIST, lot_id, **YEAR)["availableFrom"] == "11/15/2026"
    plain = Desk()
    plain.receive(**NOVEMBER)
    iso = plain.ask(FUTURE_LIST, **YEAR)["inventoryItems"]
    us = desk.ask(FUTURE_LIST, **YEAR)["inventoryItems"]
    days = ("availableFrom", "availableTo")
    assert [one | dict.fromkeys(days) for one in us] == [one | dict.fromkeys(days) for one in iso]


# --- inventory.list -------------------------------------------------------------------------------


def test_a_line_of_the_whole_inventory_in_all_its_keys():
    desk = Desk()
    product = next(one for one in desk.state.products.values() if one.code and one.grade)
    lot_id = desk.receive(productId=product.id, lotNumber=123456, sellFast=True)
    assert row(desk, ALL_LIST, lot_id) == {
        "companyProductId": product.id,
        "orderItemId": lot_id,
        "grade": product.grade,
        "productDescription": product.description,
        "productCode": product.code,
        "quantity": 10,
        "totalUnits": 120,
        "growerId": 901,
        "growerName": "Flores Altamira del Norte",
        "boxTypeId": 1057,
        "boxTypeCode": "HB",
        "unitType": "Bunch",
        "bunches": 12,
        "unitsPerBox": 12,
        "stemsBunch": 25,
        "inventoryDate": "2026-11-04",
        "price": 12.5,
        "sellFast": True,
        "isAssorted": False,
        "category": product.category,
        "lotNumber": 123456,
    }


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({}, "M"),
        ({"inventoryType": ""}, "M"),
        ({"inventoryType": "M"}, "M"),
        ({"inventoryType": "l"}, "L"),
        ({"inventoryType": "S,P"}, "SP"),
        ({"inventoryType": "all"}, "MLSP"),
        ({"inventoryType": "ALL"}, "MLSP"),
    ],
)
def test_the_inventory_type_chooses_lines(wanted, kinds):
    desk = Desk(lines=0)
    made = {desk.receive(kind=kind): kind for kind in "MLSP"}
    found = market_ids(desk, ALL_LIST, **wanted)
    assert {made[lot_id] for lot_id in found} == set(kinds)


def test_a_type_that_does_not_exist_is_refused():
    answer = Desk().ask(ALL_LIST, inventoryType="M,X")
    assert answer == {
        "message": "The field inventoryType is not valid: expected all, M, L, S or P.",
        "status": 0,
    }


def test_boxes_come_only_when_asked_for_and_one_for_each_left():
    desk = Desk()
    lot_id = desk.receive(boxes=3, lotNumber=55)
    desk.do("sell_by_phone", lotId=lot_id, boxes=1)
    for asked in ({}, {"includeBoxes": 0}):
        assert "boxes" not in row(desk, ALL_LIST, lot_id, **asked)
    assert row(desk, ALL_LIST, lot_id, includeBoxes=1)["boxes"] == [
        {"boxCode": f"{lot_id}0002", "lotNumber": 55, "position": 2},
        {"boxCode": f"{lot_id}0003", "lotNumber": 55, "position": 3},
    ]


def test_held_lines_can_be_left_out():
    desk = Desk()
    lot_id = desk.receive(held=True)
    assert lot_id in market_ids(desk, ALL_LIST)
    assert lot_id in market_ids(desk, ALL_LIST, excludeHeldItems=0)
    assert lot_id not in market_ids(desk, ALL_LIST, excludeHeldItems=1)


def test_one_lot_number_only():
    desk = Desk()
    lot_id = desk.receive(lotNumber=55)
    assert market_ids(desk, ALL_LIST, lotNumber=55) == {lot_id}


def test_future_lines_are_not_on_hand():
    desk = Desk()
    assert desk.receive(**NOVEMBER) not in market_ids(desk, ALL_LIST, inventoryType="all")


def test_order_item_ids_may_be_other_numbers_than_inventory_ids():
    same, different = Desk(), Desk(order_item_ids="different")
    assert market_ids(same, ALL_LIST) == {
        lot.id for lot in same.lots(origin=1, kind="M") if lot.price > 0
    }
    assert market_ids(different, ALL_LIST).isdisjoint(market_ids(different))
    assert len(market_ids(different, ALL_LIST)) == len(market_ids(same, ALL_LIST))


def test_a_vendor_token_sees_its_own_lines():
    desk = Desk()
    mine, other = desk.receive(vendorId=901), desk.receive(vendorId=902)
    rows = desk.ask(ALL_LIST, "vendor")["inventoryItems"]
    found = {one["orderItemId"] for one in rows}
    assert mine in found
    assert other not in found
    assert {one["growerId"] for one in rows} == {901}


def test_one_company_never_sees_the_other_s_stock():
    desk = Desk()
    mine = market_ids(desk)
    rows = desk.ask(ON_HAND_LIST, "neighbour_company")["inventoryItems"]
    assert mine.isdisjoint({one["inventoryId"] for one in rows})


def test_a_line_is_as_old_as_the_day_it_came():
    desk = Desk()
    lot_id = desk.receive(day=str(date(2026, 11, 4) - timedelta(days=3)))
    assert row(desk, ALL_LIST, lot_id)["inventoryDate"] == "2026-11-01"
