from datetime import timedelta

import pytest
from msgspec.structs import replace

from mocks.core.api import Request
from mocks.core.errors import NotPossible
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, HERE, THERE
from mocks.komet.seed.customers import CLOSED_CUSTOMER
from tests.mocks.komet.desk import Desk

LIST, CARD, ADD = "customer.list", "customer.details.get", "customer.add"
#: The page's own item of the list, for ours.
ITEM = {"name": "ABC Wholesale", "code": "ABC", "customerType": "Wholesaler", "salesPersonId": 511}
POSTAL = ("Address", "City", "State", "ZipCode", "Country")


def rows(desk, who="company", /, **wanted):
    return desk.ask(LIST, who, **wanted).get("customers", [])


def ids(desk, who="company", /, **wanted):
    return [row["id"] for row in rows(desk, who, **wanted)]


def refused(desk, name, who="company", /, **fields):
    """The sentence of a refusal that changed nothing."""
    before = desk.facts()
    answer = desk.ask(name, who, **fields)
    assert (answer["status"], desk.facts()) == (0, before)
    return answer["message"]


# --- the list -------------------------------------------------------------------------------------


def test_customers_come_by_name_with_the_keys_of_the_page():
    found = rows(Desk())
    assert [row["name"] for row in found] == sorted((row["name"] for row in found), key=str.lower)
    assert found[1] == {
        "id": CUSTOMER,
        "accountingCode": "AR-7001",
        "name": "iBuyFlowers",
        "code": "IBF",
        "active": 1,
        "salesPerson": "Ines Duarte",
        "salesPersonId": 511,
        "customerType": "Wholesaler",
        "updatedOn": "2026-11-04T00:00:00",
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"id": 7002}, [7002]),
        ({"name": "FLO"}, [7004, 7001, 7002]),
        ({"name": "petal%flor"}, [7002]),
        ({"code": "harbor"}, [7004]),
        ({"code": "harb"}, []),
        ({"salesPersonId": 512}, [7002, 7004]),
        ({"salesPersonId": 501}, []),
        ({"name": "flo", "salesPersonId": 511}, [7001]),
    ],
)
def test_each_filter_of_customers(wanted, found):
    assert sorted(ids(Desk(), **wanted)) == sorted(found)


@pytest.mark.parametrize("asked", [1, "1", True, "true", "TRUE"])
def test_who_is_not_active_is_listed_only_when_asked_for(asked):
    desk = Desk()
    (row,) = rows(desk, includeInactive=asked, id=CLOSED_CUSTOMER)
    assert row["active"] == 0
    assert CLOSED_CUSTOMER in ids(desk, includeInactive=asked)
    assert CUSTOMER in ids(desk, includeInactive=asked)


@pytest.mark.parametrize("asked", [0, "0", False, "false", ""])
def test_who_is_not_active_is_left_out_otherwise(asked):
    assert ids(Desk(), includeInactive=asked, id=CLOSED_CUSTOMER) == []


@pytest.mark.parametrize("spelling", ["updateAsOf", "updatedAsOf"])
def test_both_spellings_of_the_date_leave_out_what_was_not_touched_since(spelling):
    desk = Desk()
    assert len(ids(desk, **{spelling: "2026-11-04"})) == 4
    desk.world.clock.set(desk.world.now() + timedelta(days=2))
    desk.do("set_customer", customerId=7002, name="Petal & Stem")
    assert ids(desk, **{spelling: "2026-11-06"}) == [7002]
    assert rows(desk, **{spelling: "2026-11-05"})[0]["updatedOn"] == "2026-11-06T15:00:00"
    assert ids(desk, **{spelling: "2026-11-07"}) == []


@pytest.mark.parametrize(("place", "found"), [(HERE, {6001, 6002}), (THERE, {6001, 6003})])
def test_a_location_lists_those_that_are_tied_to_it(place, found):
    desk = Desk()
    query = {"authenticationToken": desk.tokens["branches_company"], "locationId": str(place)}
    answer = desk.send(Request("GET", f"/api/{LIST}", query))
    assert {row["id"] for row in answer["customers"]} == found


def test_a_customer_tied_to_no_location_is_at_all_of_them():
    desk = Desk()
    desk.state.customers[6002] = replace(desk.state.customers[6002], location_ids=None)
    query = {"authenticationToken": desk.tokens["branches_company"], "locationId": str(THERE)}
    answer = desk.send(Request("GET", f"/api/{LIST}", query))
    assert 6002 in {row["id"] for row in answer["customers"]}


def test_a_location_nobody_has_is_refused():
    assert refused(Desk(), LIST, locationId=13) == "The location 13 does not exist."


def test_no_customer_found():
    answer = Desk().ask(LIST, name="Nobody")
    assert answer == {"message": "Customers not found.", "status": 1}
    assert Desk(empty_status="0").ask(LIST, name="Nobody")["status"] == 0


def test_customers_of_another_company_stay_unseen():
    desk = Desk()
    assert ids(desk, id=8001) == []
    assert sorted(ids(desk, "neighbour_company")) == [8001, 8002, 8003]


def test_a_vendor_token_lists_customers_and_a_customer_token_does_not():
    desk = Desk()
    desk.do("grant_methods", token=desk.tokens["vendor"], methods=[LIST])
    assert len(ids(desk, "vendor")) == 4
    sentence = "The method is not available for Customer tokens."
    assert refused(desk, LIST, "customer") == sentence


# --- the card -------------------------------------------------------------------------------------


def test_a_card_has_the_keys_of_the_page_in_its_forms():
    desk = Desk()
    answer = desk.ask(CARD, customerId=7002)
    card = answer["customer"]
    assert list(answer) == ["message", "status", "customer"]
    assert set(card) == {
        *("name", "code", "customerType", "phone", "fax", "defaultPrice", "creditLimit"),
        *("emailForInvoices", "emailForStatements", "priceBMarkup", "priceSellFastMarkup"),
        *(f"{kind}{part}" for kind in ("bill", "ship") for part in POSTAL),
    }
    assert (card["defaultPrice"], card["priceBMarkup"]) == ("B", "0")
    assert (card["billCity"], card["billAddress"]) == ("Denver", "145 Commerce Avenue")
    assert (card["shipAddress"], card["creditLimit"]) == ("9 Dock Street", 50_000)


def test_mark_ups_are_shown_in_percent_as_text():
    desk = Desk()
    desk.do("set_customer_prices", customerId=CUSTOMER, priceBMarkup=7.5, sellFastMarkup=12)
    card = desk.ask(CARD, customerId=CUSTOMER)["customer"]
    assert (card["priceBMarkup"], card["priceSellFastMarkup"]) == ("7.5", "12")


def test_what_is_not_on_a_card_is_left_out():
    desk = Desk()
    number = desk.ask(ADD, name="Bare", code="BARE")["customerId"]
    assert desk.ask(CARD, customerId=number)["customer"] == {
        "name": "Bare",
        "code": "BARE",
        "defaultPrice": "A",
        "priceBMarkup": "0",
        "priceSellFastMarkup": "0",
        "creditLimit": 0,
    }


def test_a_card_of_one_who_is_not_active_is_shown():
    assert Desk().ask(CARD, customerId=CLOSED_CUSTOMER)["customer"]["code"] == "OLDMILL"


def test_a_customer_token_reads_its_own_card_only():
    desk = Desk()
    assert desk.ask(CARD, "customer", customerId=CUSTOMER)["customer"]["code"] == "IBF"
    sentence = "The customer 7002 is not available for this authentication token."
    assert refused(desk, CARD, "customer", customerId=7002) == sentence


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "The field customerId is required."),
        ({"customerId": 1}, "The customer 1 does not exist."),
        ({"customerId": 8001}, "The customer 8001 does not exist."),
    ],
)
def test_a_card_that_is_not_there(fields, text):
    assert refused(Desk(), CARD, **fields) == text


def test_a_vendor_token_reads_no_card():
    text = refused(Desk(), CARD, "vendor", customerId=CUSTOMER)
    assert text == "The method is not available for Vendor tokens."


# --- new ones -------------------------------------------------------------------------------------


def test_a_new_customer_is_listed_and_has_a_number_of_its_own():
    desk = Desk()
    saved = desk.ask(ADD, **ITEM)
    assert saved == {
        "message": "Customer was successfully saved",
        "status": 1,
        "customerId": saved["customerId"],
    }
    (row,) = rows(desk, id=saved["customerId"])
    assert row == ITEM | {
        "id": saved["customerId"],
        "active": 1,
        "salesPerson": "Ines Duarte",
        "updatedOn": "2026-11-04T15:00:00",
    }
    again = desk.ask(ADD, name="Another", code="ABD")["customerId"]
    assert again not in (saved["customerId"], *Desk().state.customers)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((f"bill{part}", "abc") for part in POSTAL),
        *((f"ship{part}", "abc") for part in POSTAL),
        *((name, "a@b.test;c@d.test") for name in ("emailForInvoices", "emailForStatements")),
        *((name, "123") for name in ("phone", "fax", "customerType")),
        ("defaultPrice", "B"),
        ("priceBMarkup", "7.50"),
        ("priceSellFastMarkup", "12.25"),
        ("creditLimit", 1234.5),
    ],
)
def test_each_field_of_a_new_customer_is_on_its_card(field, value):
    desk = Desk()
    number = desk.ask(ADD, name="Posy", code="POSY", **{field: value})["customerId"]
    assert desk.ask(CARD, customerId=number)["customer"][field] == value


def test_the_accounting_code_is_listed():
    desk = Desk()
    number = desk.ask(ADD, name="Posy", code="POSY", accountingCode="4711")["customerId"]
    assert rows(desk, id=number)[0]["accountingCode"] == "4711"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"name": None}, "The field name is required."),
        ({"code": None}, "The field code is required."),
        ({"code": "IBF"}, "Another customer has the code IBF already."),
        ({"code": "ibf"}, "Another customer has the code ibf already."),
        ({"code": "OldMill"}, "Another customer has the code OldMill already."),
        ({"salesPersonId": 521}, "The user 521 does not exist."),
        ({"salesPersonId": 9}, "The user 9 does not exist."),
        ({"defaultPrice": "C"}, "The field defaultPrice is not valid: expected A or B."),
        (
            {"code": "x" * 11},
            "The field code is not valid: expected a text of 1 to 10 characters.",
        ),
        (
            {"billZipCode": "x" * 11},
            "The field billZipCode is not valid: expected a text of at most 10 characters.",
        ),
        (
            {"priceBMarkup": -1},
            "The field priceBMarkup is not valid: expected an amount from 0 to 1000 with at most 2"
            " decimals.",
        ),
    ],
)
def test_a_customer_that_can_not_be_added_changes_nothing(fields, text):
    known = {name: one for name, one in (ITEM | fields).items() if one is not None}
    assert refused(Desk(), ADD, **known) == text


def test_a_code_is_taken_in_its_own_company_only():
    desk = Desk()
    assert desk.ask(ADD, name="Posy", code="FJORD")["status"] == 1
    text = refused(desk, ADD, "neighbour_company", name="Posy", code="FJORD")
    assert text == "Another customer has the code FJORD already."


@pytest.mark.parametrize("who", ["customer", "vendor"])
def test_only_the_company_adds_customers(who):
    text = refused(Desk(), ADD, who, **ITEM)
    assert text == f"The method is not available for {who.capitalize()} tokens."


# --- what people do -------------------------------------------------------------------------------


def test_a_card_is_changed_by_people_and_the_rest_of_it_stays():
    desk = Desk()
    before = desk.state.customers[7002]
    desk.do("set_customer", customerId=7002, name="P&S", code="PS", vendorShown="none")
    after = desk.state.customers[7002]
    assert (after.name, after.code, after.vendor_shown, after.active) == ("P&S", "PS", "none", True)
    assert (after.price_list, after.billing) == (before.price_list, before.billing)
    desk.do("set_customer", customerId=7002, active=False)
    assert desk.state.customers[7002].name == "P&S"
    assert ids(desk, id=7002) == []


def test_a_code_another_customer_has_can_not_be_given():
    desk = Desk()
    before = desk.facts()
    with pytest.raises(NotPossible, match=r"customer\.code"):
        desk.do("set_customer", customerId=7002, code="ibf")
    assert desk.facts() == before
    desk.do("set_customer", customerId=7002, code="petstem")
    assert desk.state.customers[7002].code == "petstem"


LINE = {"orderItemId": 428_013, "boxes": 1, "price": 1}
WAY = {"carrierId": FEDEX, "shipDate": "2026-11-06"}


@pytest.mark.parametrize(
    ("name", "who", "fields"),
    [
        ("web-order.create", "user", {"customerId": CUSTOMER, "companyId": COMPANY}),
        ("invoice.create", "company", WAY | {"customerId": CUSTOMER, "invoiceItems": [LINE]}),
        ("prebook.create", "company", WAY | {"customerId": CUSTOMER}),
        (
            "prebook.create",
            "company",
            WAY | {"customerCode": "IBF", "customerDescription": "iBuyFlowers"},
        ),
    ],
)
def test_nothing_is_sold_to_a_customer_that_was_switched_off(name, who, fields):
    desk = Desk()
    desk.do("set_customer", customerId=CUSTOMER, active=False)
    assert refused(desk, name, who, **fields) == "The customer 7001 is not active."
    desk.do("set_customer", customerId=CUSTOMER, active=True)
    assert desk.ask(name, who, **fields)["status"] == 1


def test_under_the_other_reading_it_still_buys():
    desk = Desk(inactive_customers="accept")
    desk.do("set_customer", customerId=CUSTOMER, active=False)
    made = desk.ask("prebook.create", **WAY, customerId=CUSTOMER)
    assert made["status"] == 1
