"""Standing orders of a Multi-Location company stand at one of its locations."""

import pytest

from mocks.komet.seed import BRANCHES_CUSTOMERS, HERE, THERE
from tests.mocks.komet.desk import Desk
from tests.mocks.komet.sales import NEXT_WEEK, TODAY
from tests.mocks.komet.standing import CREATE, LIST
from tests.mocks.komet.test_location import FEDEX, Branches

BOTH, _, _ = BRANCHES_CUSTOMERS
COMPANY, CUSTOMER = "branches_company", "branches_customer"
WINDOW = {"dateFrom": TODAY, "dateTo": NEXT_WEEK}
LINE = {
    "vendorId": 2901,
    "productId": 800_001,
    "boxTypeId": 3057,
    "unitType": "Bunch",
    "boxes": 2,
    "bunches": 12,
    "stemsBunch": 25,
}


def order(desk: Desk, **fields):
    known = {
        "customerId": BOTH,
        "carrierId": FEDEX,
        "startDate": TODAY,
        "recurrence": 1,
        "truckDays": "Thursday",
        "items": [LINE],
    }
    return desk.ask(CREATE, CUSTOMER, **known | fields)


@pytest.mark.parametrize("named", [{"companyLocationId": HERE}, {"companyLocationCode": "MIA"}])
def test_the_order_and_its_prebooks_stand_at_the_location_named(named):
    desk = Branches()
    made = order(desk, **named)
    assert made["status"] == 1, made
    desk.world.advance(60 * 60 * 24)
    (row,) = desk.ask(LIST, COMPANY, **WINDOW, locationId=HERE)["standingOrders"]
    assert (row["locationId"], row["id"]) == (HERE, made["standingOrderId"])
    assert "standingOrders" not in desk.ask(LIST, COMPANY, **WINDOW, locationId=THERE)
    (book,) = desk.ask("prebook.list", COMPANY, **WINDOW, CompanyLocationId=HERE)["prebooks"]
    assert (book["locationId"], book["locationCode"], book["type"]) == (HERE, "MIA", "S")
    assert "prebooks" not in desk.ask("prebook.list", COMPANY, **WINDOW, CompanyLocationId=THERE)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "The field companyLocationCode is required."),
        ({"companyLocationCode": "XX"}, "The location XX does not exist."),
        ({"companyLocationCode": "MIA", "companyLocationId": THERE}, "two locations cannot be"),
        ({"companyLocationCode": "LAX", "carrierId": 3361}, "is not associated with the location"),
    ],
)
def test_a_location_that_can_not_be_is_refused(fields, words):
    desk = Branches()
    before = desk.facts()
    answer = order(desk, **fields)
    assert (answer["status"], words in answer["message"]) == (0, True), answer
    assert desk.facts() == before


@pytest.mark.parametrize(("reserved_at", "left"), [(HERE, 8), (THERE, 10)])
def test_only_boxes_at_its_location_are_drawn_on(reserved_at, left):
    desk = Branches(standing_order_boxes="reserved")
    lot = desk.later[reserved_at]
    desk.do("mark_lot", lotId=lot, held=False, reservedFor=BOTH)
    order(desk, companyLocationId=HERE)
    desk.world.advance(60 * 60 * 24)
    assert desk.state.lots[lot].left == left
