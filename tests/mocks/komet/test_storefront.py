from datetime import UTC, datetime

import pytest

from mocks.komet.catalogue import category_id
from mocks.komet.records import FUTURE, ON_HAND, VENDOR_AVAILABILITY
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.desk import Desk, shop, shop_ids

LIST, CARRIERS = "ecommerce/inventory.list", "ecommerce/customer-carriers.list"
NOVEMBER = {"origin": FUTURE, "day": "2026-11-15", "until": "2026-11-20"}


def row(desk: Desk, lot_id: int, who: str = "customer", /, **fields):
    return next(one for one in shop(desk, who, **fields) if one["inventoryIds"] == str(lot_id))


# --- the list -------------------------------------------------------------------------------------


def test_a_line_of_the_shop_in_all_its_keys():
    desk = Desk()
    product = next(one for one in desk.state.products.values() if one.code and one.color)
    lot_id = desk.receive(productId=product.id, price=2.5)
    assert row(desk, lot_id) == {
        "inventoryIds": str(lot_id),
        "inventoryOrigin": 1,
        "productId": product.id,
        "productDescription": product.description,
        "productCode": product.code,
        "category": product.category,
        "categoryId": category_id(product.category),
        "color": product.color,
        "variety": product.variety,
        "grade": product.grade,
        "vendor": "Flores Altamira del Norte",
        "boxTypeId": 1057,
        "boxTypeCode": "HB",
        "unitType": "Bunch",
        "bunches": 12,
        "stemsBunch": 25,
        "unitsPerBox": 12,
        "price": 2.5,
        "quantity": 10,
        "availableFrom": "2026-11-04",
        "availableTo": "2027-01-04",
        "carrierId": FEDEX,
    }


def test_a_future_line_has_its_own_days_and_origin():
    desk = Desk()
    found = row(desk, desk.receive(**NOVEMBER))
    assert found["inventoryOrigin"] == 2
    assert (found["availableFrom"], found["availableTo"]) == ("2026-11-15", "2026-11-20")


def test_lines_come_by_description_then_id_whatever_their_origin():
    rows = shop(Desk())
    keys = [(one["productDescription"].lower(), int(one["inventoryIds"])) for one in rows]
    assert keys == sorted(keys)
    assert {one["inventoryOrigin"] for one in rows} == {ON_HAND, FUTURE, VENDOR_AVAILABILITY}


def test_the_customer_decides_price_list_farm_and_carrier():
    desk = Desk()
    lot_id = desk.receive(price=2, priceB=3)
    seen = {
        customer: row(desk, lot_id, "company", customerId=customer) for customer in (CUSTOMER, 7002)
    }
    assert (seen[CUSTOMER]["price"], seen[7002]["price"]) == (2, 3)
    assert (seen[CUSTOMER]["vendor"], seen[7002]["vendor"]) == (
        "Flores Altamira del Norte",
        "ALTAM",
    )
    assert (seen[CUSTOMER]["carrierId"], seen[7002]["carrierId"]) == (FEDEX, FEDEX + 1)
    other = row(desk, lot_id, "company", customerId=7004)
    assert "vendor" not in other
    assert "carrierId" not in other


def test_the_customer_is_required_and_must_be_the_token_s_own():
    desk = Desk()
    assert desk.ask(LIST, "customer")["message"] == "The field customerId is required."
    foreign = "The customer 7002 is not available for this authentication token."
    assert desk.ask(LIST, "customer", customerId=7002)["message"] == foreign
    unknown = "The customer 8001 does not exist."
    assert desk.ask(LIST, "company", customerId=8001)["message"] == unknown


def test_reserved_lines_need_a_second_look():
    desk = Desk()
    own, other, free = (desk.receive(reservedFor=one) for one in (CUSTOMER, 7002, None))
    assert shop_ids(desk) & {own, other, free} == {free}
    assert shop_ids(desk, reservedInventory=False) & {own, other, free} == {free}
    assert shop_ids(desk, reservedInventory=True) & {own, other, free} == {own}


def test_pages_follow_each_other_and_cover_everything():
    desk = Desk()
    answer = desk.ask(LIST, "customer", customerId=CUSTOMER)
    assert len(answer["products"]) == 30
    total, seen = answer["total"], []
    for page in range(1, (total + 29) // 30 + 1):
        seen += desk.ask(LIST, "customer", customerId=CUSTOMER, page=page)["products"]
    assert seen == shop(desk)
    assert len(seen) == total > 60


def test_rows_sets_the_size_of_a_page():
    desk = Desk()
    rows = desk.ask(LIST, "customer", customerId=CUSTOMER, rows=28, page=2)["products"]
    assert rows == shop(desk)[28:56]


def test_a_page_beyond_the_last_is_empty():
    answer = Desk().ask(LIST, "customer", customerId=CUSTOMER, page=99)
    assert "products" not in answer
    assert (answer["message"], answer["status"]) == ("Products not found.", 1)
    assert answer["total"] > 60


def test_an_empty_page_has_status_zero_under_the_other_reading():
    desk = Desk(empty_status="0")
    assert desk.ask(LIST, "customer", customerId=CUSTOMER, page=99)["status"] == 0


@pytest.mark.parametrize(("switch", "size"), [("1000", 90), ("30", 30)])
def test_how_many_rows_a_page_can_have(switch, size):
    desk = Desk(page_rows=switch)
    rows = desk.ask(LIST, "customer", customerId=CUSTOMER, rows=90)["products"]
    assert len(rows) == size


@pytest.mark.parametrize("fields", [{"page": 0}, {"rows": 0}, {"rows": "many"}])
def test_a_page_or_size_that_is_none_is_refused(fields):
    answer = Desk().ask(LIST, "customer", customerId=CUSTOMER, **fields)
    assert answer["status"] == 0
    assert answer["message"].startswith(f"The field {next(iter(fields))} is not valid")


def test_search_text_is_like_the_description():
    desk = Desk()
    some = shop(desk)[5]["productDescription"]
    found = shop(desk, searchText=some.upper()[1:-1])
    assert some in {one["productDescription"] for one in found}
    assert len(found) < len(shop(desk))


def test_one_category_only():
    desk = Desk()
    number = category_id("Roses")
    found = shop(desk, categoryId=number)
    assert {one["category"] for one in found} == {"Roses"}
    assert len(found) == sum(one["category"] == "Roses" for one in shop(desk))


def test_one_colour_only():
    desk = Desk()
    found = shop(desk, color="white")
    assert {one["color"] for one in found} == {"White"}
    assert len(found) == sum(one.get("color") == "White" for one in shop(desk))


def test_total_counts_what_the_filters_leave():
    desk = Desk()
    answer = desk.ask(LIST, "customer", customerId=CUSTOMER, color="White", rows=1)
    assert answer["total"] == len(shop(desk, color="White")) > 1


@pytest.mark.parametrize(
    ("day", "on_hand"), [("2026-11-03", False), ("2026-11-04", True), ("2027-01-05", False)]
)
def test_an_available_date_leaves_open_market_lines_of_that_day(day, on_hand):
    desk = Desk()
    lot_id, future = desk.receive(), desk.receive(**NOVEMBER)
    assert (lot_id in shop_ids(desk, availableDate=day)) is on_hand
    assert future not in shop_ids(desk, availableDate="2026-11-16")


def test_under_the_other_reading_an_available_date_leaves_future_lines_too():
    desk = Desk(available_date="all_origins")
    future = desk.receive(**NOVEMBER)
    assert future in shop_ids(desk, availableDate="2026-11-16")
    assert future not in shop_ids(desk, availableDate="2026-11-21")


def test_without_a_date_lines_run_from_today_to_two_months_ahead():
    desk = Desk()
    ranges = {
        "gone": ("2026-11-01", "2026-11-03"),
        "last day": ("2026-11-01", "2026-11-04"),
        "two months": ("2027-01-04", "2027-01-09"),
        "later": ("2027-01-05", "2027-01-09"),
    }
    lots = {
        name: desk.receive(origin=FUTURE, day=first, until=last)
        for name, (first, last) in ranges.items()
    }
    found = shop_ids(desk)
    assert [name for name, lot_id in lots.items() if lot_id in found] == ["last day", "two months"]


def test_today_is_the_day_in_the_east():
    last_day = {"origin": FUTURE, "day": "2026-07-01", "until": "2026-07-01"}
    seen = {}
    for reading in ("fixed", "us_eastern"):
        desk = Desk(eastern_time=reading)
        lot_id = desk.receive(**last_day)
        # Half past four on 2 July is still 1 July in EST, and already 2 July in Miami.
        desk.world.clock.set(datetime(2026, 7, 2, 4, 30, tzinfo=UTC))
        seen[reading] = lot_id in shop_ids(desk)
    assert seen == {"fixed": True, "us_eastern": False}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        (LIST, {}),
        (CARRIERS, dict.fromkeys(("date", "availableFrom", "availableTo"), "2026-11-05")),
    ],
)
def test_a_location_nobody_has_is_refused(name, fields):
    answer = Desk().ask(name, customerId=CUSTOMER, **fields, companyLocationId=13)
    assert answer == {"message": "The location 13 does not exist.", "status": 0}


def test_what_is_held_or_of_another_type_is_not_in_the_shop():
    desk = Desk()
    lots = [desk.receive(**fields) for fields in ({"held": True}, {"kind": "L"}, {"price": 0})]
    assert shop_ids(desk).isdisjoint(lots)


def test_the_sample_of_the_page_is_accepted():
    desk = Desk()
    # But for the sample's location: a company with one has none to name.
    asked = {"customerId": CUSTOMER, "page": 1, "rows": 28}
    assert len(desk.ask(LIST, "customer", **asked)["products"]) == 28


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        (LIST, {}),
        (CARRIERS, dict.fromkeys(("date", "availableFrom", "availableTo"), "2026-11-05")),
    ],
)
def test_the_shop_is_for_company_and_customer_tokens(name, fields):
    desk = Desk()
    asked = {"customerId": CUSTOMER} | fields
    assert desk.ask(name, "company", **asked)["status"] == 1
    for who in ("user", "vendor"):
        assert "not available for" in desk.ask(name, who, **asked)["message"]
