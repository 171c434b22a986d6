from datetime import timedelta

import pytest

from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.desk import Desk
from tests.mocks.komet.sales import FRIDAY, TODAY, Sales

# The page's own sample, for our customer.
SAMPLE = {
    "customerId": CUSTOMER,
    "name": "Store miami",
    "city": "miami",
    "state": "FL",
    "country": "United States",
    "zipcode": "568722",
    "address": "Stree 123 Suite 2",
    "fax": "786 3434 23232",
    "phone": "661 522 3154",
}
ADD, LIST, UPDATE = "customer.shipto.add", "customer.shipto.list", "customer.shipto.update"
ALBANY = {"customerId": CUSTOMER, "shipToId": 20101}


def names(desk: Desk, who: str = "company", /, **wanted) -> list[str]:
    return [row["name"] for row in desk.ask(LIST, who, **wanted).get("shiptos", [])]


def test_the_page_s_sample_is_saved_and_read_back():
    desk = Desk()
    saved = desk.ask(ADD, **SAMPLE)
    assert saved == {
        "message": "Ship to was successfully saved",
        "status": 1,
        "shipToId": saved["shipToId"],
    }
    row = desk.ask(LIST, customerId=CUSTOMER, id=saved["shipToId"])["shiptos"][0]
    kept = {name: value for name, value in SAMPLE.items() if name != "customerId"}
    assert row == kept | {
        "id": saved["shipToId"],
        "shipToCode": f"ST{saved['shipToId']}",
        "updatedAsOf": "2026-11-04",
    }


@pytest.mark.parametrize(
    "field", ["address", "city", "state", "zipcode", "country", "phone", "fax", "carrierAccount"]
)
def test_each_text_of_an_address_is_kept(field):
    desk = Desk()
    asked = {"customerId": CUSTOMER, "name": "Shop", "carrierId": FEDEX, field: "abc"}
    number = desk.ask(ADD, **asked)["shipToId"]
    row = desk.ask(LIST, customerId=CUSTOMER, id=number)["shiptos"][0]
    assert row[field] == "abc"


def test_the_usual_carrier_of_an_address_is_kept_and_named():
    desk = Desk()
    number = desk.ask(ADD, customerId=CUSTOMER, name="Shop", carrierId=FEDEX)["shipToId"]
    row = desk.ask(LIST, customerId=CUSTOMER, id=number)["shiptos"][0]
    assert (row["carrierId"], row["carrierCode"]) == (FEDEX, "FDX")
    assert row["carrierName"] == "FedEx Priority Overnight"


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("salesPersonCodeForFlowers", "sales_code_flowers"),
        ("salesPersonCodeForPlants", "sales_code_plants"),
    ],
)
def test_sales_codes_are_kept(field, column):
    desk = Desk()
    number = desk.ask(ADD, customerId=CUSTOMER, name="Shop", **{field: "S1"})["shipToId"]
    assert getattr(desk.state.ship_tos[number], column) == "S1"


def test_addresses_get_numbers_of_their_own():
    desk = Desk()
    made = [desk.ask(ADD, customerId=CUSTOMER, name="Shop")["shipToId"] for _ in range(3)]
    assert len(set(made)) == 3


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"name": "A"}, "The field customerId is required."),
        ({"customerId": CUSTOMER}, "The field name is required."),
        ({"customerId": 1, "name": "A"}, "The customer 1 does not exist."),
        ({"customerId": 8001, "name": "A"}, "The customer 8001 does not exist."),
        (
            {"customerId": CUSTOMER, "name": "A", "carrierId": 1},
            "The carrier 1 does not exist.",
        ),
        (
            {"customerId": CUSTOMER, "name": "A", "carrierId": 2360},
            "The carrier 2360 does not exist.",
        ),
        (
            {"customerId": CUSTOMER, "name": "A", "zipcode": "12345678901"},
            "The field zipcode is not valid: expected a text of at most 10 characters.",
        ),
    ],
)
def test_an_address_that_can_not_be_saved_changes_nothing(fields, text):
    desk = Desk()
    before = desk.facts()
    assert desk.ask(ADD, **fields) == {"message": text, "status": 0}
    assert desk.facts() == before


@pytest.mark.parametrize("other", [{}, {"id": 20101}])
def test_one_of_the_three_filters_must_be_given(other):
    assert Desk().ask(LIST, **other) == {
        "message": "At least one of customerId, name, updatedAsOf is required.",
        "status": 0,
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"customerId": CUSTOMER}, ["iBuyFlowers Albany", "iBuyFlowers Duluth"]),
        ({"customerId": CUSTOMER, "id": 20102}, ["iBuyFlowers Duluth"]),
        ({"customerId": CUSTOMER, "name": "DUL"}, ["iBuyFlowers Duluth"]),
        ({"name": "stem%albany"}, ["Petal & Stem Florist Albany"]),
        ({"name": "Fjord"}, []),
    ],
)
def test_each_filter_of_addresses(wanted, found):
    assert names(Desk(), **wanted) == found


@pytest.mark.parametrize("spelling", ["updateAsOf", "updatedAsOf"])
def test_both_spellings_of_the_date_leave_out_what_is_older(spelling):
    desk = Desk()
    desk.world.clock.set(desk.world.now() + timedelta(days=2))
    desk.ask(ADD, customerId=CUSTOMER, name="New one")
    assert names(desk, **{spelling: "2026-11-06"}) == ["New one"]
    assert len(names(desk, **{spelling: "2026-11-04"})) > 5
    assert names(desk, **{spelling: "2026-11-07"}) == []


def test_no_address_found():
    answer = Desk().ask(LIST, name="Nowhere")
    assert answer == {"message": "Ship tos not found.", "status": 1}
    assert Desk(empty_status="0").ask(LIST, name="Nowhere")["status"] == 0


def test_a_customer_token_sees_and_adds_its_own_customer_s_only():
    desk = Desk()
    assert names(desk, "customer", name="Albany") == ["iBuyFlowers Albany"]
    refused = "The customer 7002 is not available for this authentication token."
    assert desk.ask(LIST, "customer", customerId=7002)["message"] == refused
    before = desk.facts()
    assert desk.ask(ADD, "customer", customerId=7002, name="A")["message"] == refused
    assert desk.facts() == before
    assert desk.ask(ADD, "customer", customerId=CUSTOMER, name="A")["status"] == 1


@pytest.mark.parametrize("name", [LIST, ADD, UPDATE])
def test_under_the_other_reading_customer_tokens_do_not_reach_addresses(name):
    answer = Desk(customer_token_ship_to="no").ask(name, "customer", **SAMPLE, shipToId=20101)
    assert answer["message"] == "The method is not available for Customer tokens."


def test_a_vendor_token_reads_addresses_but_adds_none():
    desk = Desk()
    assert len(names(desk, "vendor", customerId=CUSTOMER)) == 2
    answer = desk.ask(ADD, "vendor", **SAMPLE)
    assert answer["message"] == "The method is not available for Vendor tokens."


# --- corrected ------------------------------------------------------------------------------------


def row_of(desk: Desk, number: int = 20101) -> dict:
    return desk.ask(LIST, customerId=CUSTOMER, id=number)["shiptos"][0]


def test_an_address_is_corrected_where_something_is_said_and_stays_otherwise():
    desk = Desk()
    desk.world.clock.set(desk.world.now() + timedelta(days=1))
    before = row_of(desk)
    answer = desk.ask(UPDATE, **ALBANY, address="7 Canal Street", zipcode="12207")
    assert answer == {"message": "Ship to was successfully saved", "status": 1}
    assert row_of(desk) == before | {
        "address": "7 Canal Street",
        "zipcode": "12207",
        "updatedAsOf": "2026-11-05",
    }


@pytest.mark.parametrize(
    "field",
    ["name", "address", "city", "state", "zipcode", "country", "phone", "fax", "carrierAccount"],
)
def test_each_text_of_an_address_can_be_corrected(field):
    desk = Desk()
    before = row_of(desk)
    assert desk.ask(UPDATE, **ALBANY, **{field: "abc"})["status"] == 1
    assert row_of(desk) == before | {field: "abc"}
    assert desk.ask(UPDATE, **ALBANY, **{field: ""})["status"] == 1
    assert row_of(desk)[field] == "abc"


def test_the_usual_carrier_and_the_sales_codes_can_be_corrected():
    desk = Desk()
    desk.ask(UPDATE, **ALBANY, carrierId=1364)
    codes = {"salesPersonCodeForFlowers": "F1", "salesPersonCodeForPlants": "P1"}
    desk.ask(UPDATE, **ALBANY, **codes)
    assert row_of(desk)["carrierId"] == 1364
    kept = desk.state.ship_tos[20101]
    assert (kept.sales_code_flowers, kept.sales_code_plants) == ("F1", "P1")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"shipToId": None}, "The field shipToId is required."),
        ({"customerId": None}, "The field customerId is required."),
        ({"customerId": 1}, "The customer 1 does not exist."),
        ({"customerId": 8001, "shipToId": 20109}, "The customer 8001 does not exist."),
        ({"shipToId": 1}, "The ship-to 1 does not exist."),
        ({"shipToId": 20103}, "The ship-to 20103 does not exist."),
        ({"carrierId": 2360}, "The carrier 2360 does not exist."),
        (
            {"phone": "1" * 21},
            "The field phone is not valid: expected a text of at most 20 characters.",
        ),
    ],
)
def test_an_address_that_can_not_be_corrected_stays(fields, text):
    desk = Desk()
    before = desk.facts()
    asked = ALBANY | {"city": "Troy"} | fields
    known = {name: one for name, one in asked.items() if one is not None}
    assert desk.ask(UPDATE, **known) == {"message": text, "status": 0}
    assert desk.facts() == before


def test_a_customer_token_corrects_its_own_customer_s_only():
    desk = Desk()
    assert desk.ask(UPDATE, "customer", **ALBANY, city="Troy")["status"] == 1
    answer = desk.ask(UPDATE, "customer", customerId=7002, shipToId=20103, city="Troy")
    refused = "The customer 7002 is not available for this authentication token."
    assert answer == {"message": refused, "status": 0}
    assert desk.state.ship_tos[20103].city == "Albany"


def test_orders_that_go_there_show_the_corrected_address():
    desk = Sales()
    desk.bill({"orderItemId": desk.lot, "boxes": 1, "price": 1}, shipToId=20101)
    desk.ask(UPDATE, **ALBANY, city="Troy")
    fields = {"orderDateFrom": TODAY, "orderDateTo": FRIDAY}
    assert desk.ask("invoice.list", **fields)["invoices"][0]["shipCity"] == "Troy"
