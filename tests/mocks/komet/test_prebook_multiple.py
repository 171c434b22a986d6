"""multiple.prebooks.create."""

import pytest

from mocks.komet.prebook_multiple import PrebooksCreate, PrebooksItemCall
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.purchases import Purchases
from tests.mocks.komet.sales import NEXT_FRIDAY, NEXT_WEEK, free_item

NAME = "multiple.prebooks.create"
WAY = {"carrierCode": "FDX", "carrierName": "FedEx", "shipDate": NEXT_WEEK}
ADDRESS = {
    f"customer{kind}{part}": f"{part} of {kind}"
    for kind in ("Billing", "Shipping")
    for part in ("Street", "City", "State", "Zipcode", "Country")
}
FIELDS = {
    "customerCode": "PETSTEM",
    "customerName": "Petal & Stem Florist",
    **ADDRESS,
    "customerPhone": "518 555 0100",
    "shipViaId": 1,
    "customerPO": "PO7",
    "autoGeneratePOsfromPrebooks": 1,
    "prebookItems": [free_item(**WAY)],
}


def test_lines_are_parted_by_carrier_and_day():
    desk = Purchases()
    pick_up = {"carrierCode": "WC", "carrierName": "Will Call"}
    items = [
        free_item(**WAY),
        free_item(**(WAY | {"shipDate": NEXT_FRIDAY})),
        free_item(**(WAY | pick_up)),
        free_item(boxes=2, **WAY),
    ]
    answer = desk.ask(NAME, **(FIELDS | {"prebookItems": items}))
    assert answer["purchaseOrderNumbers"] == "21001,21002,21003"
    assert [len(one["prebookItems"]) for one in answer["prebooks"]] == [2, 1, 1]
    first, third = desk.booked()
    assert [line["totalBoxes"] for line in first["details"]] == [5, 2]
    assert (first["customerCode"], first["customerPONumber"]) == ("PETSTEM", "PO7")
    assert (first["shipAddress"], first["shipVia"]) == ("Street of Shipping", "Grower")
    assert third["carrierName"] == "Will Call / Pick-up"
    assert [row["status"] for row in desk.orders("company")] == ["A", "A"]
    assert desk.lawful()


def test_a_shipping_address_is_kept_once():
    desk = Purchases()
    known = len(desk.state.ship_tos)
    for _ in range(2):
        assert desk.ask(NAME, **FIELDS)["status"] == 1
    assert len(desk.state.ship_tos) == known + 1
    assert desk.lawful()


@pytest.mark.parametrize("prebook_item_ids", ["yes", "no"])
def test_item_ids_are_answered_as_for_one_prebook(prebook_item_ids):
    answer = Purchases(prebook_item_ids=prebook_item_ids).ask(NAME, **FIELDS)
    assert ("prebookItems" in answer["prebooks"][0]) is (prebook_item_ids == "yes")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"customerCode": "X"}, "The customer X does not exist."),
        ({"companyLocationCode": "LI"}, "The location LI does not exist."),
        ({"prebookItems": [free_item(cost=None, **WAY)]}, "prebookItems.cost is required."),
        ({"prebookItems": [free_item(**WAY) | {"carrierCode": "X"}]}, "The carrier X does not"),
        ({"prebookItems": [free_item(**WAY) | {"shipDate": "2026-11-03"}]}, "is in the past."),
        ({"prebookItems": []}, "The field prebookItems is not valid"),
    ],
)
def test_a_refused_call_changes_nothing(fields, words):
    desk = Purchases()
    before = desk.facts()
    answer = desk.ask(NAME, **(FIELDS | fields))
    assert answer["status"] == 0
    assert words in answer["message"]
    assert desk.facts() == before


@pytest.mark.parametrize("name", [*FIELDS, *(f"prebookItems.{one}" for one in WAY)])
def test_every_input_of_several_prebooks_matters(name):
    assert documented(PrebooksCreate) == {*FIELDS, "companyLocationCode"}
    assert set(WAY) <= documented(PrebooksItemCall)
    with_it = outcome(Purchases, NAME, "company", FIELDS)
    assert with_it[0]["status"] == 1
    assert outcome(Purchases, NAME, "company", without(FIELDS, name)) != with_it
