"""purchase.order.mixed.create."""

import pytest

from mocks.komet.purchase_order_mixed import (
    MixedComponentCall,
    MixedItemCall,
    PurchaseOrderMixedCreate,
)
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.purchases import OWN, Purchases, alone
from tests.mocks.komet.sales import NEXT_WEEK, free_item

NAME = "purchase.order.mixed.create"
PART = {"productId": 100_002, "bunches": 4, "stemsBunch": 25, "cost": 0.3}
REST = {"productCode": "SP100003", "bunches": 6, "stemsBunch": 25}
UNKNOWN = {"productDescription": "Rosa Nueva", "bunches": 6, "stemsBunch": 25}


def box(*parts, **fields):
    """A box of ten bunches."""
    return alone(breakdowns=list(parts) or [PART, REST], **fields)


def mix(desk, *items, who="vendor", **fields):
    known = {"shipDate": NEXT_WEEK, "purchaseOrderItems": list(items)}
    return desk.ask(NAME, who, **(known | fields))


def test_a_mixed_box_says_what_is_in_it():
    desk = Purchases()
    (need,) = desk.needs(free_item(boxes=2, markCode="17"))
    answer = mix(desk, {"prebookItemId": need, "breakdowns": [PART, REST]})
    (item,) = answer["purchaseOrderItems"]
    assert (item["prebookItemId"], item["markCode"]) == (need, "17")
    line = desk.lines(number=answer["purchaseOrderNumber"])[item["poItemId"]]
    assert (line["totalBoxes"], line["bunches"]) == (2, 10)
    assert line["breakdowns"] == [
        {
            "productId": 100_002,
            "productDescription": "Alstroemeria Bounty White Super Select",
            "stemsBunch": 25,
            "bunches": 4,
            "cost": 0.3,
        },
        {
            "productId": 100_003,
            "productDescription": "Spray Rose Bali Peach 60 cm",
            "stemsBunch": 25,
            "bunches": 6,
        },
    ]
    assert desk.lawful()


def test_a_box_with_an_unknown_product_is_not_added_and_its_words_wait_for_a_person():
    desk = Purchases()
    answer = mix(desk, box(PART, UNKNOWN), box())
    assert [one["poItemId"] for one in answer["purchaseOrderItems"]] == list(desk.lines())
    (alias,) = desk.state.aliases.values()
    assert (alias.description, alias.product_id) == ("Rosa Nueva", None)
    words = {"vendorId": OWN, "description": "Rosa Nueva", "stemsBunch": 25}
    desk.do("map_product", productId=100_001, **words)
    assert len(mix(desk, box(PART, UNKNOWN))["purchaseOrderItems"]) == 1
    assert desk.lawful()


def test_without_a_known_product_there_is_no_order_at_all():
    desk = Purchases()
    first = mix(desk, box(PART, UNKNOWN))
    assert first == {"message": "UNKNOWN products were not added.", "status": 1}
    assert desk.orders() == []
    before = desk.facts()
    again = mix(desk, box(PART, UNKNOWN))
    assert again["message"] == "The product Rosa Nueva is UNKNOWN and has to be mapped."
    assert again["status"] == 0
    assert desk.facts() == before


def test_an_unknown_box_for_a_prebook_line_makes_no_alias():
    desk = Purchases()
    (need,) = desk.needs(free_item(productId=None, productDescription="Rosa Mixta"))
    answer = mix(desk, {"prebookItemId": need, "breakdowns": [PART, REST]})
    assert "is UNKNOWN and has to be mapped." in answer["message"]
    desk.do("map_product", prebookItemId=need, productId=100_001)
    assert mix(desk, {"prebookItemId": need, "breakdowns": [PART, REST]})["status"] == 1


def test_an_unknown_component_of_a_linked_box_waits_for_a_person_too():
    desk = Purchases()
    (need,) = desk.needs()
    item = {"prebookItemId": need, "breakdowns": [PART, UNKNOWN]}
    assert mix(desk, item) == {"message": "UNKNOWN products were not added.", "status": 1}
    assert mix(desk, item)["status"] == 0
    words = {"vendorId": OWN, "description": "Rosa Nueva", "stemsBunch": 25}
    desk.do("map_product", productId=100_001, **words)
    (made,) = mix(desk, item)["purchaseOrderItems"]
    assert made["prebookItemId"] == need
    assert desk.lawful()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([PART], "The breakdowns hold 4 bunches, the box holds 10."),
        ([PART, REST | {"productCode": None}], "breakdowns.productDescription is required."),
        ([PART | {"productId": 1}, REST], "The product 1 does not exist."),
        ([PART | {"cost": -1}, REST], "The field purchaseOrderItems.breakdowns.cost is not valid"),
    ],
)
def test_a_wrong_composition_changes_nothing(parts, words):
    desk = Purchases()
    before = desk.facts()
    answer = mix(desk, box(*parts))
    assert answer["status"] == 0
    assert words in answer["message"]
    assert desk.facts() == before


HEADER = {"shipDate": NEXT_WEEK, "vendorId": OWN, "carrierId": 1360}
FULL_PART = {"productCode": "SP100003", "bunches": 10, "stemsBunch": 25, "cost": 0.3}


@pytest.mark.parametrize("name", [*HEADER, "purchaseOrderItems.breakdowns", *FULL_PART])
def test_every_input_of_a_mixed_order_matters(name):
    assert documented(PurchaseOrderMixedCreate) == {
        *HEADER,
        *("vendorCode", "carrierCode", "companyLocationCode", "purchaseOrderNumber"),
        "purchaseOrderItems",
    }
    assert documented(MixedComponentCall) == {*FULL_PART, "productId", "productDescription"}
    assert "breakdowns" in documented(MixedItemCall)
    fields = HEADER | {"purchaseOrderItems": [box(FULL_PART)]}
    with_it = outcome(Purchases, NAME, "company", fields)
    assert with_it[0]["status"] == 1
    if name in FULL_PART:
        fewer = HEADER | {"purchaseOrderItems": [box(without(FULL_PART, name))]}
    else:
        fewer = without(fields, name)
    assert outcome(Purchases, NAME, "company", fewer) != with_it
