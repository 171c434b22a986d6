"""Unknown products: marked, mapped by a person, remembered; never mapped by themselves."""

import pytest

from mocks.core.errors import Missing, NotPossible
from tests.mocks.komet.purchases import OWN, Purchases, alone
from tests.mocks.komet.sales import free_item

NEW = {"productId": None, "productDescription": "Rosa Hermosa Pink 70"}
PRODUCT, SECOND = 100_001, 100_002


def products(desk):
    booked = [line for one in desk.booked() for line in one["details"]]
    return [line.get("productId") for line in (*booked, *desk.lines("company").values())]


def test_mapping_a_line_by_hand_gives_it_and_its_order_the_product_and_is_remembered():
    desk = Purchases()
    (need,) = desk.needs(free_item(**NEW))
    (item,) = desk.bought({"prebookItemId": need})
    desk.needs()
    assert products(desk) == [None, PRODUCT, None]
    assert desk.lines()[item]["productDescription"] == "UNKNOWN Rosa Hermosa Pink 70"
    assert desk.do("red_prebooks") == [4301]
    assert desk.do("red_prebooks", companyId=54321) == []
    assert desk.do("map_product", prebookItemId=need, productId=PRODUCT) == 2
    assert desk.do("red_prebooks") == []
    assert products(desk) == [PRODUCT] * 3
    assert desk.lines()[item]["productDescription"] == "Rose Hermosa Pink 70 cm"
    desk.needs(free_item(productId=None, productDescription="rosa  hermosa pink 70"))
    desk.bought(alone(**NEW))
    assert products(desk) == [PRODUCT] * 5
    assert desk.lawful()


@pytest.mark.parametrize("unknown_mark", ["prefix", "none"])
def test_the_mark_may_be_left_out(unknown_mark):
    desk = Purchases(unknown_mark=unknown_mark)
    desk.bought(alone(**NEW))
    (line,) = desk.lines().values()
    words = {"prefix": "UNKNOWN Rosa Hermosa Pink 70", "none": "Rosa Hermosa Pink 70"}
    assert line["productDescription"] == words[unknown_mark]


@pytest.mark.parametrize(
    "other",
    [
        {"stemsBunch": 20},  # the same name with another pack
        {"productDescription": "Rosa Hermosa Pink 60"},  # ... or length
        {"productDescription": "Rosa Hermossa Pink 70"},  # a spelling variant
        {"productDescription": "Rosa Hermosa Rosada 70"},  # a renamed variety
        {"productDescription": "Rose Hermosa Pink 70"},  # nearly the product's own name
    ],
)
def test_nothing_but_the_same_words_for_the_same_pack_is_mapped_by_itself(other):
    desk = Purchases()
    (item,) = desk.bought(alone(**NEW))
    desk.do("map_product", poItemId=item, productId=PRODUCT)
    desk.bought(alone(**(NEW | other)))
    assert products(desk) == [PRODUCT, None]


def test_what_one_vendor_s_words_mean_says_nothing_about_another_s():
    desk = Purchases()
    (item,) = desk.bought(alone(**NEW))
    desk.do("map_product", poItemId=item, productId=PRODUCT)
    desk.bought(alone(**NEW), who="other")
    assert products(desk) == [PRODUCT, None]


def test_a_description_of_two_products_is_of_neither():
    desk = Purchases()
    words = desk.state.products[PRODUCT].description
    desk.bought(alone(productId=None, productDescription=words.upper()))
    twin = desk.state.products[SECOND]
    desk.state.products[SECOND] = type(twin)(
        **{name: getattr(twin, name) for name in twin.__struct_fields__} | {"description": words}
    )
    desk.bought(alone(productId=None, productDescription=words))
    assert products(desk) == [PRODUCT, None]


def test_a_wrong_mapping_is_corrected_but_not_for_what_was_shipped():
    desk = Purchases()
    gone, here = desk.approved(alone(**NEW), alone(**NEW))
    desk.do("map_product", poItemId=gone, productId=PRODUCT)
    desk.ship(gone)
    assert desk.do("map_product", poItemId=here, productId=SECOND) == 1
    assert products(desk) == [PRODUCT, SECOND]
    desk.bought(alone(**NEW))
    assert products(desk)[-1] == SECOND
    assert desk.lawful()


def test_a_confirmed_line_is_future_inventory_once_it_is_mapped():
    desk = Purchases()
    (item,) = desk.approved(alone(**NEW))
    desk.do("confirm_purchase_line", poItemId=item, boxes=4)
    assert item not in desk.state.lots
    desk.do("map_product", poItemId=item, productId=PRODUCT)
    assert (desk.row(item).product_id, desk.left(item)) == (PRODUCT, 4)
    assert desk.lawful()


def test_a_known_code_with_new_words_makes_an_alias():
    desk = Purchases()
    desk.bought(alone(**NEW, productCode="ro100001"))
    (alias,) = desk.state.aliases.values()
    assert (alias.vendor_id, alias.product_id) == (OWN, PRODUCT)
    desk.bought(alone(**NEW))
    assert products(desk) == [PRODUCT, PRODUCT]
    assert desk.lawful()


def test_known_words_make_no_alias():
    desk = Purchases()
    words = desk.state.products[PRODUCT].description
    desk.bought(alone(productId=None, productDescription=words, productCode="RO100001"))
    desk.bought(alone(productDescription="Anything", productCode="X"))
    assert desk.state.aliases == {}


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"prebookItemId": 1}, Missing),
        ({"poItemId": 1}, Missing),
        ({"vendorId": OWN, "description": "nothing"}, Missing),
        ({"productId": 1}, Missing),
        ({"productId": 900_001}, Missing),
        ({"known": True}, NotPossible),
    ],
)
def test_a_mapping_that_names_nothing_is_refused(fields, refusal):
    desk = Purchases()
    unknown, known = desk.bought(alone(**NEW), alone())
    line = {"poItemId": known if fields.pop("known", False) else unknown}
    line = fields if {"prebookItemId", "vendorId"} & set(fields) else line | fields
    before = desk.facts()
    with pytest.raises(refusal):
        desk.do("map_product", **({"productId": PRODUCT} | line))
    assert desk.facts() == before
