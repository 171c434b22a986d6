"""One table: every loose form of a call gives the answer of the documented one.

A row of `CALLS` is a method with a documented input; a form is a way real clients send it. New
methods of Komet join by a row.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
import pytest

from mocks.core.api import Request
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, HERE, PASSWORD, USERNAME
from tests.mocks.komet.desk import Desk, account
from tests.mocks.komet.sales import (
    FRIDAY,
    NEXT_WEEK,
    PREBOOK,
    SHIP_TO,
    THURSDAY,
    TODAY,
    Sales,
    free_item,
)

ORDER, INVOICE, DRAFT = 30_001, 85_002, 85_001
OFFER = {"customerId": CUSTOMER, "inventoryLineIds": 70_000_001, "inventoryOrigin": 3}
#: The purchase side has a table of its own.
PURCHASE = ("purchase.", "box.", "multiple.")


class Asked(NamedTuple):
    """A method, the kind of token, and a documented input in JSON's types."""

    name: str
    who: str
    fields: dict[str, Any]


CALLS = [
    Asked("login", "", {"username": USERNAME, "password": PASSWORD}),
    Asked("boxtype.list", "company", {"id": 1057, "code": "HB"}),
    Asked("carrier.list", "vendor", {"id": FEDEX, "active": 1}),
    Asked("product.list", "company", {"description": "rose"}),
    Asked("customer.shipto.list", "company", {"customerId": CUSTOMER, "updatedAsOf": "2026-01-01"}),
    Asked("customer.shipto.add", "customer", {"customerId": CUSTOMER, "name": "A", "zipcode": 123}),
    Asked(
        "customer.shipto.update",
        "company",
        {"customerId": CUSTOMER, "shipToId": SHIP_TO, "name": "B", "zipcode": 123},
    ),
    Asked("customer.list", "company", {"salesPersonId": 511, "includeInactive": True}),
    Asked("customer.details.get", "customer", {"customerId": CUSTOMER}),
    Asked("customer.add", "company", {"name": "A", "code": "77", "creditLimit": 5000}),
    Asked("vendor.list", "company", {"id": 901, "includeInactive": False}),
    Asked("category.list", "company", {}),
    Asked("location.list", "branches_company", {"id": HERE, "name": "mia", "code": "mia"}),
    Asked("company.location.list", "branches_company", {"customerId": 6001}),
    Asked("inventory.openmarket.list", "company", {"customerId": CUSTOMER}),
    Asked(
        "future.inventory.openmarket.list",
        "company",
        {"dateFrom": "2026-11-01", "dateTo": "2026-12-01", "customerId": CUSTOMER},
    ),
    Asked("inventory.list", "company", {"includeBoxes": 1, "inventoryType": "all"}),
    Asked(
        "ecommerce/inventory.list",
        "customer",
        {"customerId": CUSTOMER, "reservedInventory": False, "page": 2, "rows": 20},
    ),
    Asked("inventory.consolidated.openmarket.list", "company", {}),
    Asked("ecommerce/inventory.get", "customer", OFFER | {"date": NEXT_WEEK, "carrierId": FEDEX}),
    Asked("ecommerce/inventory-available-dates.list", "customer", OFFER),
    Asked(
        "vendor.availability.items.list",
        "company",
        {"dateFrom": NEXT_WEEK, "dateTo": NEXT_WEEK, "exactDate": True, "shipViaId": 0},
    ),
    Asked(
        "ecommerce/customer-carriers.list",
        "customer",
        {
            "customerId": CUSTOMER,
            "date": "2026-11-05",
            "availableFrom": "2026-11-05",
            "availableTo": "2026-11-09",
        },
    ),
    Asked("ecommerce-lite/settings", "customer", {"customerId": CUSTOMER}),
    Asked(
        "carriers.by.customer.ship.date.list",
        "customer",
        {"customerId": CUSTOMER, "inventoryOrigin": 2},
    ),
    Asked("web-order.create", "customer", {"customerId": CUSTOMER, "companyId": COMPANY}),
    Asked(
        "web-order-item.add",
        "user",
        {
            "customerId": CUSTOMER,
            "inventoryIds": 428053,
            "inventoryOrigin": 1,
            "fedExInfoSameAsCustomer": True,
            "price": 12.25,
            "quantity": 2,
            "carrierId": FEDEX,
            "date": THURSDAY,
            "shipToId": SHIP_TO,
            "markCode": 100017,
            "webOrderId": ORDER,
        },
    ),
    Asked(
        "web-order.checkout",
        "user",
        {"customerId": CUSTOMER, "webOrderId": ORDER, "customerPo": 292644},
    ),
    Asked(
        "web-order-details.list",
        "customer",
        {"customerId": CUSTOMER, "webOrderId": ORDER, "statusId": 1},
    ),
    Asked("web-order.delete", "customer", {"customerId": CUSTOMER, "webOrderId": ORDER}),
    Asked(
        "invoice.create",
        "company",
        {
            "customerId": CUSTOMER,
            "carrierId": FEDEX,
            "shipDate": THURSDAY,
            "poNumber": 4711,
            "returnAvailableBoxes": 1,
            "invoiceItems": [{"orderItemId": 428053, "boxes": 1, "price": 3.5, "markCode": 17}],
        },
    ),
    Asked(
        "invoice.list",
        "company",
        {"orderDateFrom": TODAY, "orderDateTo": FRIDAY, "isEcommerce": False, "status": 0},
    ),
    Asked(
        "invoice.accounting.details.list",
        "company",
        {"orderDateFrom": TODAY, "orderDateTo": FRIDAY, "status": 0, "excludeTransfer": 1},
    ),
    Asked("invoice.details.list", "customer", {"orderDate": THURSDAY, "customerId": CUSTOMER}),
    Asked("invoice.confirm", "company", {"invoiceNumber": INVOICE}),
    Asked(
        "invoice.item.add",
        "company",
        {
            "invoiceId": 5_200_002,
            "orderItemId": 428053,
            "boxes": 1,
            "price": 2.5,
            "markCode": 17,
            "returnAvailableBoxes": 1,
        },
    ),
    Asked(
        "invoice.item.delete",
        "company",
        {"invoiceId": 5_200_002, "invoiceItemId": 9_300_002, "returnAvailableBoxes": 1},
    ),
    Asked("invoice.checkout", "company", {"invoiceNumber": DRAFT}),
    Asked("invoice.void", "company", {"invoiceNumber": INVOICE, "reason": "late"}),
    Asked(
        "prebook.create",
        "vendor",
        {
            "customerId": CUSTOMER,
            "carrierId": FEDEX,
            "shipDate": NEXT_WEEK,
            "customerPO": 4711,
            "prebookItems": [free_item(price=None, vendorId=None)],
        },
    ),
    Asked("prebook.update", "company", {"prebookId": PREBOOK, "shipViaId": 1, "customerPO": 99}),
    Asked(
        "prebook.future.item.add",
        "company",
        {"prebookId": PREBOOK, "inventoryId": 428055, "boxes": 1, "price": 2.5, "markCode": 17},
    ),
    Asked(
        "prebook.vendor.availability.item.add",
        "company",
        {
            "prebookId": PREBOOK,
            "inventoryIds": 70_000_001,
            "quantity": 1,
            "price": 2,
            "markCode": 7,
        },
    ),
    Asked(
        "prebook.details.list",
        "company",
        {"date": NEXT_WEEK, "prebook": 4301, "customerId": CUSTOMER},
    ),
    Asked(
        "prebook.list",
        "company",
        {"dateFrom": TODAY, "dateTo": NEXT_WEEK, "prebook": 4301, "isEcommerce": 0},
    ),
    Asked(
        "v2/standing-order",
        "customer",
        {
            "customerId": CUSTOMER,
            "carrierId": FEDEX,
            "startDate": TODAY,
            "recurrence": 2,
            "truckDays": "Monday",
            "customerPO": 4711,
            "items": [free_item(identifier=17)],
        },
    ),
    Asked(
        "v2/standing-order/item",
        "customer",
        {"standingOrderId": 950_001, "standingOrderItemId": 131_001},
    ),
    Asked(
        "standing.order.list",
        "company",
        {"dateFrom": TODAY, "dateTo": NEXT_WEEK, "customerId": CUSTOMER, "number": 2001},
    ),
    Asked("prebook.item.delete", "company", {"prebookId": PREBOOK, "prebookItemId": 7_700_001}),
    Asked("prebook.delete", "company", {"prebookId": PREBOOK}),
]

STANDING = next(one.fields for one in CALLS if one.name == "v2/standing-order")
JSON = {"content-type": "application/json"}


def _words(value: Any) -> Any:
    """The value as a query writes it, with everything inside it."""
    if isinstance(value, dict):
        return {name: _words(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_words(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_flat(asked: Asked) -> bool:
    """Whether a query or a form can say it: one with lines in it only JSON can."""
    return not any(isinstance(value, list) for value in asked.fields.values())


def _request(asked: Asked, token: str, method: str = "GET", **more: Any) -> Request:
    """A request with the account header and the token in a header unless `more` has it."""
    headers = account(asked.who) | more.pop("headers", {})
    if token:
        headers["authenticationtoken"] = token
    return Request(method, f"/api/{asked.name}", headers=headers, **more)


FLAT_FORMS: dict[str, Callable[[Asked, str], Request]] = {
    "GET, query, token in the header": lambda asked, token: _request(
        asked, token, query=_words(asked.fields)
    ),
    "GET, query, token in the query": lambda asked, token: _request(
        asked, "", query=_words(asked.fields) | {"authenticationToken": token}
    ),
    "GET with a text/plain content type": lambda asked, token: _request(
        asked, token, query=_words(asked.fields), headers={"content-type": "text/plain"}
    ),
    "POST, everything in the query, empty body": lambda asked, token: _request(
        asked, "", "POST", query=_words(asked.fields) | {"authenticationToken": token}
    ),
    "POST, query, JSON content type without a body": lambda asked, token: _request(
        asked, token, "POST", query=_words(asked.fields), headers=JSON
    ),
    "POST, a form": lambda asked, token: _request(
        asked,
        token,
        "POST",
        headers={"content-type": "application/x-www-form-urlencoded"},
        body=urlencode(_words(asked.fields)).encode(),
    ),
    "GET, empty parameters beside": lambda asked, token: _request(
        asked, token, query=_words(asked.fields) | {"fax": "", "locationId": "", "lotNumber": ""}
    ),
}
JSON_FORMS: dict[str, Callable[[Asked, str], Request]] = {
    "POST, JSON body, token in the body": lambda asked, token: _request(
        asked,
        "",
        "POST",
        headers=JSON,
        body=msgspec.json.encode(asked.fields | {"authenticationToken": token}),
    ),
    "POST, JSON body, token in the query": lambda asked, token: _request(
        asked,
        "",
        "POST",
        query={"authenticationToken": token},
        body=msgspec.json.encode(asked.fields),
    ),
    "POST, ids and flags as strings": lambda asked, token: _request(
        asked, token, "POST", headers=JSON, body=msgspec.json.encode(_words(asked.fields))
    ),
    "POST, empty and null values beside": lambda asked, token: _request(
        asked,
        token,
        "POST",
        body=msgspec.json.encode(asked.fields | {"fax": None, "locationId": "", "color": None}),
    ),
}


def furnished() -> Sales:
    """A desk with a web order, an invoice and a prebook of one line each; one user."""
    desk = Sales(users=1)
    desk.add(webOrderId=desk.open())
    desk.bill({"orderItemId": desk.second, "boxes": 1, "price": 1})
    desk.book(free_item())
    desk.ask("v2/standing-order", "customer", **STANDING)
    return desk


def documented(desk: Desk, asked: Asked, token: str) -> Request:
    """The call as its page has it."""
    endpoint = desk.komet.paths[f"/api/{asked.name}"]
    if endpoint.in_query:
        return _request(asked, token, endpoint.verb, query=_words(asked.fields))
    return _request(asked, token, "POST", headers=JSON, body=msgspec.json.encode(asked.fields))


def answer(asked: Asked, form: Callable[[Desk], Request]) -> tuple[dict[str, Any], Any]:
    """The answer to a form in a fresh world, and what the world wrote down."""
    desk = furnished()
    given = desk.send(form(desk))
    return given, desk.world.digests()


@pytest.mark.parametrize("asked", CALLS, ids=lambda asked: asked.name)
def test_every_form_gives_the_answer_of_the_documented_one(asked):
    def token(desk: Desk) -> str:
        return desk.tokens.get(asked.who, "")

    expected = answer(asked, lambda desk: documented(desk, asked, token(desk)))
    assert expected[0]["status"] == 1
    different = [
        name
        for name, form in (JSON_FORMS | (FLAT_FORMS if _is_flat(asked) else {})).items()
        if answer(asked, lambda desk, form=form: form(asked, token(desk))) != expected
    ]
    assert different == []


@pytest.mark.parametrize(
    "asked", [asked for asked in CALLS if asked.fields], ids=lambda asked: asked.name
)
def test_the_documented_input_matters(asked):
    """The table would prove nothing if the answer did not depend on the fields."""

    def bare(desk: Desk) -> Request:
        return _request(asked, desk.tokens.get(asked.who, ""), "POST")

    def full(desk: Desk) -> Request:
        return documented(desk, asked, desk.tokens.get(asked.who, ""))

    assert answer(asked, bare) != answer(asked, full)


def test_no_method_is_missing_from_the_table():
    names = {one.name for one in Desk().komet.endpoints if not one.name.startswith(PURCHASE)}
    assert names == {asked.name for asked in CALLS}


def test_the_numbers_in_the_table_are_those_of_the_desk():
    desk = furnished()
    assert (desk.lot, desk.future) == (428053, 428055)
    assert [*desk.state.web_orders] == [ORDER]
    assert [*desk.state.prebook_items] == [7_700_001]
    assert INVOICE in [one.number for one in desk.state.invoices.values()]
