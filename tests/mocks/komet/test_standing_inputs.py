"""What a standing order is made from: every input matters, and what is no good is refused."""

import pytest

from mocks.komet.prebook_lines import PrebookItemCall
from mocks.komet.seed import CUSTOMER, FEDEX
from mocks.komet.standing_order import StandingItemCall, StandingOrderCreate
from tests.mocks.komet.inputs import documented, without
from tests.mocks.komet.sales import SHIP_TO, TODAY, free_item
from tests.mocks.komet.standing import CREATE, DELETE, LIST, Standing

ARMELLINI = FEDEX + 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"customerId": 7002}, "The customer 7002 is not available for this authentication token."),
        (
            {"customerId": None, "customerCode": "PETSTEM", "customerDescription": "Petal"},
            "The customer 7002 is not available for this authentication token.",
        ),
        ({"customerId": 8001}, "The customer 8001 does not exist."),
        ({"customerId": None}, "The field customerId is required."),
        ({"customerId": None, "customerCode": "IBF"}, "The field customerDescription is required."),
        ({"carrierId": 2360}, "The carrier 2360 does not exist."),
        ({"carrierId": None, "carrierCode": "FDX"}, "The field carrierDescription is required."),
        ({"carrierId": FEDEX + 4}, "The carrier 1364 is not active."),
        ({"carrierId": ARMELLINI}, "The carrier 1361 has no service on Thursday."),
        ({"truckDays": "Sunday"}, "The carrier 1360 has no service on Sunday."),
        ({"truckDays": "Day"}, "The field truckDays is not valid: expected weekdays such as "),
        ({"truckDays": None}, "The field truckDays is required."),
        ({"truckDays": "Monday,Wednesday,Friday"}, "The field truckDays is not valid: "),
        ({"recurrence": 0}, "The field recurrence is not valid: "),
        ({"recurrence": 5}, "The field recurrence is not valid: "),
        ({"recurrence": None}, "The field recurrence is required."),
        ({"startDate": None}, "The field startDate is required."),
        ({"startDate": "2026-11-03"}, "The date 2026-11-03 is in the past."),
        ({"endDate": "2026-11-03"}, "The date 2026-11-04 is after 2026-11-03."),
        ({"shipToId": 20103}, "The ship-to 20103 does not exist."),
        ({"shipViaId": 2}, "The field shipViaId is not valid: "),
        ({"customerPO": "1" * 21}, "The field customerPO is not valid: "),
        ({"invoiceNotes": "1" * 201}, "The field invoiceNotes is not valid: "),
        ({"companyLocationId": 1}, "The location 1 does not exist."),
        ({"companyLocationCode": "LI"}, "The location LI does not exist."),
        ({"items": []}, "The field items is not valid: "),
        ({"items": None}, "The field items is required."),
        ({"items": [free_item(identifier="1" * 31)]}, "The field items[0].identifier is not"),
        ({"items": [free_item(vendorId=1)]}, "The vendor 1 does not exist."),
        ({"items": [free_item(productId=1)]}, "The product 1 does not exist."),
        ({"items": [free_item(price=-1)]}, "The field price is not valid"),
        ({"items": [free_item(), free_item(boxTypeId=1)]}, "The box type 1 does not exist."),
    ],
)
def test_a_refused_order_changes_nothing(fields, words):
    desk = Standing()
    before = desk.facts()
    answer = desk.order(**fields)
    assert answer["status"] == 0
    assert answer["message"].startswith(words), answer["message"]
    assert (desk.facts(), desk.world.agenda.count("act")) == (before, 0)


def test_each_method_takes_its_own_tokens():
    desk = Standing()
    made = desk.order()
    before = desk.facts()
    for who in ("company", "vendor", "user"):
        assert "is not available for" in desk.order(who)["message"]
    for who in ("vendor", "user"):
        assert "is not available for" in desk.remove(made, who=who)["message"]
    for who in ("customer", "vendor", "user"):
        assert "is not available for" in desk.ask(LIST, who)["message"]
    assert desk.facts() == before


def test_another_s_items_and_ids_there_are_not_are_refused():
    desk = Standing()
    made = desk.order()
    florist = {"kind": "Customer", "partyId": 7002, "methods": (DELETE,), "description": "x"}
    desk.tokens["florist"] = desk.do("make_token", **florist)
    before = desk.facts()
    foreign = "The customer 7001 is not available for this authentication token."
    assert desk.remove(made, who="florist")["message"] == foreign
    unknown = f"The standing order {made['standingOrderId']} does not exist."
    assert desk.remove(made, who="neighbour_company")["message"] == unknown
    ids = {"standingOrderId": made["standingOrderId"], "standingOrderItemId": 1}
    assert desk.ask(DELETE, **ids)["message"] == "The standing order item 1 does not exist."
    assert desk.ask(DELETE, **(ids | {"standingOrderId": 1}))["message"].startswith("The standing")
    assert desk.facts() == before


# --- every input ----------------------------------------------------------------------------------


LINE = {
    "identifier": "X1",
    "vendorId": 901,
    "productId": 100_001,
    "boxTypeId": 1057,
    "unitType": "Stem",
    "boxes": 5,
    "bunches": 10,
    "stemsBunch": 25,
    "cost": 0.2,
    "price": 0.31,
    "markCode": "M1",
    "notes": "fresh",
}
WHOLE = {
    "customerId": CUSTOMER,
    "carrierId": FEDEX,
    "startDate": TODAY,
    "endDate": "2026-12-24",
    "shipViaId": 1,
    "shipToId": SHIP_TO,
    "customerPO": "4711",
    "recurrence": 2,
    "truckDays": "Monday",
    "comments": "cold",
    "invoiceNotes": "thanks",
}


def kept(fields):
    """What a call answers, and the standing orders afterwards."""
    desk = Standing()
    return desk.ask(CREATE, "customer", **fields), desk.state.standing_orders


@pytest.mark.parametrize("name", [*WHOLE, "items", *(f"items.{one}" for one in LINE)])
def test_every_input_matters(name):
    fields = WHOLE | {"items": [LINE]}
    with_it = kept(fields)
    assert with_it[0]["status"] == 1
    assert kept(without(fields, name)) != with_it


def test_no_input_is_left_out():
    coded = {f"{who}{what}" for who in ("customer", "carrier") for what in ("Code", "Description")}
    location = {"companyLocationId", "companyLocationCode"}  # refused above
    assert documented(StandingOrderCreate) == {*WHOLE, *coded, *location, "items"}
    assert documented(StandingItemCall) == {"identifier", *documented(PrebookItemCall)}
