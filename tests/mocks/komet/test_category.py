import pytest
from msgspec.structs import replace

from mocks.core.api import Request
from mocks.komet.catalogue import category_id
from mocks.komet.records import Product
from mocks.komet.seed import COMPANY
from tests.mocks.komet.desk import Desk

LIST = "category.list"


def categories(desk, who="company"):
    return {row["categoryName"]: row for row in desk.ask(LIST, who).get("categoryItems", [])}


def product(number: int, category: str, **fields) -> Product:
    return Product(
        id=number,
        company_id=COMPANY,
        description=f"{category} {number}",
        category=category,
        **{"color": "", "variety": "", "grade": "", "code": ""} | fields,
    )


def test_categories_are_those_of_the_products_by_name():
    desk = Desk()
    found = list(categories(desk))
    own = {one.category for one in desk.state.products.values() if one.company_id == COMPANY}
    assert found == sorted(own, key=str.lower)


def test_a_category_has_the_keys_of_the_sample_in_its_types():
    desk = Desk()
    desk.state.products[1] = product(1, "Achillea", active=False)
    row = categories(desk)["Achillea"]
    assert list(row) == [
        *("categoryId", "categoryName", "kometNetworkId", "kometNetworkName", "active")
    ]
    assert (row["categoryId"], row["kometNetworkName"]) == (category_id("Achillea"), "Achillea")
    assert (len(str(row["categoryId"])), len(str(row["kometNetworkId"]))) == (5, 5)
    assert row["active"] is False


def test_a_category_is_active_while_one_of_its_products_is():
    desk = Desk()
    desk.state.products[1] = product(1, "Achillea", active=False)
    desk.state.products[2] = product(2, "Achillea")
    assert categories(desk)["Achillea"]["active"] is True
    desk.state.products[2] = replace(desk.state.products[2], active=False)
    assert categories(desk)["Achillea"]["active"] is False


def test_a_name_too_long_for_the_network_is_mapped_to_nothing():
    desk = Desk()
    desk.state.products[1] = product(1, "Foliage of the cloud forest")
    row = categories(desk)["Foliage of the cloud forest"]
    assert (row["kometNetworkId"], row["kometNetworkName"]) == (None, None)


def test_the_shop_names_the_same_ids():
    desk = Desk()
    row = desk.ask("ecommerce/inventory.list", "customer", customerId=7001)["products"][0]
    assert categories(desk)[row["category"]]["categoryId"] == row["categoryId"]


@pytest.mark.parametrize("place", ["header", "query"])
def test_the_token_stands_in_the_header_or_in_the_address(place):
    desk = Desk()
    token = desk.tokens["company"]
    query = {"authenticationToken": token} if place == "query" else {}
    headers = {"authenticationtoken": token} if place == "header" else {}
    assert desk.send(Request("GET", f"/api/{LIST}", query, headers))["categoryItems"]


def test_a_company_without_products_has_none():
    desk = Desk()
    desk.state.products.clear()
    assert desk.ask(LIST) == {"message": "Categories not found.", "status": 1}


@pytest.mark.parametrize("who", ["vendor", "customer"])
def test_only_company_tokens_list_categories(who):
    text = f"The method is not available for {who.capitalize()} tokens."
    assert Desk().ask(LIST, who) == {"message": text, "status": 0}
