"""Every input of prebook.create, and the published samples."""

import pytest

from mocks.komet.prebook import PrebookCreate
from mocks.komet.prebook_lines import BreakdownCall, PrebookItemCall
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.sales import (
    NEXT_WEEK,
    SHIP_TO,
    Sales,
    free_item,
    with_one_prebook,
)

HEADER = {
    "customerId": CUSTOMER,
    "carrierId": FEDEX,
    "shipDate": NEXT_WEEK,
    "createdBy": 501,
    "shipViaId": 1,
    "customerPO": "123",
    "isEcommerce": 1,
    "useExisting": 1,
    "comments": "cold",
    "shipToId": SHIP_TO,
}
CODES = {
    "customerCode": "IBF",
    "customerDescription": "iBuyFlowers",
    "carrierCode": "FDX",
    "carrierDescription": "FedEx",
}
PART = {"productId": 100_001, "bunches": 2, "stemsBunch": 3, "cost": 0.75, "price": 1.5}
LINE = free_item(markCode="17", notes="fresh", breakdowns=[PART])


@pytest.mark.parametrize(
    "name", [*HEADER, "prebookItems", *(f"prebookItems.{one}" for one in LINE)]
)
def test_every_input_of_a_prebook_matters(name):
    # An existing prebook keeps its header, so the others are tried where a new one is made.
    make = with_one_prebook if name == "useExisting" else Sales
    fields = HEADER | {"prebookItems": [LINE]}
    with_it = outcome(make, "prebook.create", "company", fields)
    assert with_it[0]["status"] == 1
    assert outcome(make, "prebook.create", "company", without(fields, name)) != with_it


@pytest.mark.parametrize("name", CODES)
def test_every_input_of_a_prebook_by_code_matters(name):
    fields = without(without(HEADER, "customerId"), "carrierId") | CODES
    with_it = outcome(Sales, "prebook.create", "company", fields)
    assert with_it[0]["status"] == 1
    assert outcome(Sales, "prebook.create", "company", without(fields, name)) != with_it


@pytest.mark.parametrize("name", PART)
def test_every_input_of_a_component_matters(name):
    fields = HEADER | {"prebookItems": [LINE]}
    fewer = HEADER | {"prebookItems": [LINE | {"breakdowns": [without(PART, name)]}]}
    with_it = outcome(Sales, "prebook.create", "company", fields)
    assert outcome(Sales, "prebook.create", "company", fewer) != with_it


def test_no_input_of_a_prebook_is_left_out():
    above = {"autoGeneratePOsfromPrebooks", "companyLocationCode"}
    assert documented(PrebookCreate) == {*HEADER, *CODES, *above, "prebookItems"}
    found_above = {"productCode", "productDescription", "boxTypeCode", "boxTypeDescription"}
    vendor = {"vendorCode", "vendorDescription", "vendorName"}
    assert documented(PrebookItemCall) == set(LINE) | found_above | vendor
    assert documented(BreakdownCall) == set(PART)


# --- the published samples ------------------------------------------------------------------------


def test_the_sample_by_ids_is_accepted_and_answered_in_shape():
    part = {"productId": 100_001, "bunches": 2, "stemsBunch": 3, "cost": 0.75, "price": 1.50}
    line = {
        "vendorId": 901,
        "productId": 100_001,
        "boxTypeId": 1056,
        "unitType": "Stem",
        "boxes": 5,
        "bunches": 10,
        "stemsBunch": 2,
        "cost": 0.70,
        "price": 2.50,
        "markCode": "text for mark code",
        "notes": "text for notes",
        "breakdowns": [part],
    }
    desk = Sales()
    answer = desk.ask(
        "prebook.create",
        customerId=CUSTOMER,
        customerPO="PO4534",
        shipToId=SHIP_TO,
        carrierId=FEDEX,
        shipDate=NEXT_WEEK,
        comments="Comments or special instructions",
        prebookItems=[line],
    )
    assert answer["message"] == "Prebook was successfully created."
    assert (answer["status"], answer["purchaseOrderNumbers"]) == (1, "")
    assert desk.booked()[0]["customerPONumber"] == "PO4534"


def test_the_sample_by_codes_is_accepted_with_its_purchase_orders():
    line = {
        "vendorCode": "ALTAM",
        "vendorDescription": "Flores ABC",
        "productCode": "Rs55B",
        "productDescription": "Roses 55cm Blue",
        "boxTypeCode": "HB",
        "boxTypeDescription": "HB",
        "unitType": "Stem",
        "boxes": 5,
        "bunches": 10,
        "stemsBunch": 2,
        "cost": 0.70,
        "price": 2.50,
        "markCode": "text for mark code",
        "notes": "text for notes",
    }
    header = CODES | {"customerPO": "2926", "shipDate": NEXT_WEEK, "prebookItems": [line]}
    desk = Sales()
    assert desk.ask("prebook.create", autoGeneratePOsfromPrebooks="0", **header)["status"] == 1
    answer = desk.ask("prebook.create", autoGeneratePOsfromPrebooks="1", **header)
    assert answer["purchaseOrderNumbers"] == "21001"


def test_numbers_may_stand_where_texts_are_documented():
    desk = Sales()
    desk.book(free_item(markCode=17), customerPO=2926)
    (prebook,) = desk.booked(customerPONumber=2926)
    assert prebook["details"][0]["markCode"] == "17"
