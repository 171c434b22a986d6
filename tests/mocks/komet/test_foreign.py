"""One company's token and another company's things: none of them exists, and none changes."""

from typing import Any

import pytest

from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, HERE, NEIGHBOUR
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

THEIRS = 8001
BY_US = {"customerId": CUSTOMER}
BY_THEM = {"customerId": THEIRS}
ORDER = {"webOrderId": 30_001}
NUMBER = {"invoiceNumber": 85_001}
DAY = {"date": THURSDAY, "availableFrom": THURSDAY, "availableTo": FRIDAY}
WINDOW = {"orderDateFrom": TODAY, "orderDateTo": FRIDAY}
OUR_CARRIER = {"carrierId": FEDEX}
NO_CUSTOMER = f"The customer {CUSTOMER} does not exist."
NO_CARRIER = f"The carrier {FEDEX} does not exist."
NO_PREBOOK = f"The prebook {PREBOOK} does not exist."
NO_SHIP_TO = f"The ship-to {SHIP_TO} does not exist."
NO_INVOICE = "The invoice 85001 does not exist."
NO_ORDER = "The web order 30001 does not exist."
SHOP_LINE = {"inventoryLineIds": "70000001", "inventoryOrigin": 3}
LEAVING = {"date": FRIDAY, "availableFrom": TODAY, "availableTo": FRIDAY}
OFFERED = {"dateFrom": TODAY, "dateTo": "2026-12-31"}
LINE = {"orderItemId": 1, "boxes": 1, "price": 1}
OUR_INVOICE = {"invoiceId": 5_200_001}
DAYS = {"dateFrom": TODAY, "dateTo": NEXT_WEEK}
WEEKLY = {"startDate": NEXT_WEEK, "recurrence": 1, "truckDays": "Friday"}
STANDING = WEEKLY | {"items": [free_item()]}

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("customer.shipto.list", BY_US, NO_CUSTOMER),
    ("customer.shipto.list", {"name": "iBuyFlowers"}, "Ship tos not found."),
    ("customer.shipto.add", BY_US | {"name": "A"}, NO_CUSTOMER),
    ("customer.shipto.add", BY_THEM | {"name": "A"} | OUR_CARRIER, NO_CARRIER),
    ("customer.shipto.update", BY_US | {"shipToId": SHIP_TO}, NO_CUSTOMER),
    ("customer.shipto.update", BY_THEM | {"shipToId": SHIP_TO}, NO_SHIP_TO),
    ("customer.shipto.update", BY_THEM | {"shipToId": 20_109} | OUR_CARRIER, NO_CARRIER),
    ("customer.list", {"id": CUSTOMER, "includeInactive": True}, "Customers not found."),
    ("customer.list", {"code": "IBF"}, "Customers not found."),
    ("customer.details.get", BY_US, NO_CUSTOMER),
    (
        "customer.add",
        {"name": "A", "code": "A", "salesPersonId": 511},
        "The user 511 does not exist.",
    ),
    ("vendor.list", {"id": 901, "includeInactive": True}, "Vendors not found."),
    ("location.list", {"id": HERE}, "Locations not found."),
    ("company.location.list", BY_US, NO_CUSTOMER),
    ("company.location.list", BY_THEM, "Locations not found."),
    ("boxtype.list", {"id": 1057}, "Boxtype not found."),
    ("carrier.list", {"id": FEDEX}, "Carriers not found."),
    ("product.list", {"id": 100_001}, "Products not found."),
    ("inventory.openmarket.list", BY_US, NO_CUSTOMER),
    (
        "future.inventory.openmarket.list",
        BY_US | {"dateFrom": TODAY, "dateTo": FRIDAY},
        NO_CUSTOMER,
    ),
    ("ecommerce/inventory.list", BY_US, NO_CUSTOMER),
    ("ecommerce/inventory.get", BY_US | SHOP_LINE | LEAVING, NO_CUSTOMER),
    ("ecommerce/inventory.get", BY_THEM | SHOP_LINE | LEAVING, "Inventory items not found."),
    ("ecommerce/inventory-available-dates.list", BY_US | SHOP_LINE, NO_CUSTOMER),
    (
        "ecommerce/inventory-available-dates.list",
        BY_THEM | SHOP_LINE,
        "Available dates not found.",
    ),
    ("vendor.availability.items.list", BY_US | OFFERED, NO_CUSTOMER),
    ("vendor.availability.items.list", OFFERED, "Inventory items not found."),
    (
        "prebook.vendor.availability.item.add",
        {"prebookId": PREBOOK, "inventoryIds": "70000001", "quantity": 1, "price": 1},
        NO_PREBOOK,
    ),
    ("ecommerce/customer-carriers.list", BY_US | DAY, NO_CUSTOMER),
    ("ecommerce-lite/settings", BY_US, NO_CUSTOMER),
    ("carriers.by.customer.ship.date.list", BY_US, NO_CUSTOMER),
    ("web-order.create", BY_US | {"companyId": COMPANY}, NO_CUSTOMER),
    ("web-order.create", BY_US | {"companyId": NEIGHBOUR}, NO_CUSTOMER),
    (
        "web-order.create",
        BY_THEM | {"companyId": COMPANY},
        f"The company {COMPANY} does not match the authentication token.",
    ),
    ("web-order-item.add", BY_US, NO_CUSTOMER),
    ("web-order-item.add", OUR_CARRIER, NO_CARRIER),
    ("web-order-item.add", {"shipToId": SHIP_TO}, NO_SHIP_TO),
    ("web-order-item.add", ORDER, NO_ORDER),
    ("web-order-item.add", {}, "The inventory item {lot} does not exist."),
    ("web-order.checkout", BY_US | ORDER, NO_CUSTOMER),
    ("web-order.checkout", BY_THEM | ORDER, NO_ORDER),
    ("web-order.delete", BY_US | ORDER, NO_CUSTOMER),
    ("web-order.delete", BY_THEM | ORDER, NO_ORDER),
    ("web-order-details.list", BY_US | ORDER, NO_CUSTOMER),
    ("web-order-details.list", BY_THEM | ORDER, "Orders not found."),
    ("invoice.create", BY_US, NO_CUSTOMER),
    ("invoice.create", OUR_CARRIER, NO_CARRIER),
    ("invoice.create", {"shipToId": SHIP_TO}, NO_SHIP_TO),
    ("invoice.create", {}, "Item 1: The inventory item {lot} does not exist."),
    ("invoice.confirm", NUMBER, NO_INVOICE),
    ("invoice.void", NUMBER | {"reason": "x"}, NO_INVOICE),
    ("invoice.checkout", NUMBER, NO_INVOICE),
    ("invoice.item.add", OUR_INVOICE | LINE, "The invoice 5200001 does not exist."),
    (
        "invoice.item.delete",
        OUR_INVOICE | {"invoiceItemId": 9_300_001},
        "The invoice 5200001 does not exist.",
    ),
    ("invoice.list", WINDOW | BY_US, NO_CUSTOMER),
    ("invoice.list", WINDOW, "Orders not found."),
    ("invoice.list", {"order": 85_001}, "Orders not found."),
    ("invoice.accounting.details.list", WINDOW, "Orders not found."),
    ("invoice.details.list", {"orderId": 5_200_001}, "Orders not found."),
    ("invoice.details.list", {"orderDate": THURSDAY}, "Orders not found."),
    ("prebook.create", BY_US, NO_CUSTOMER),
    ("prebook.create", OUR_CARRIER, NO_CARRIER),
    ("prebook.create", {"createdBy": 501}, "The user 501 does not exist."),
    ("prebook.update", {"prebookId": PREBOOK, "comments": "x"}, NO_PREBOOK),
    ("prebook.delete", {"prebookId": PREBOOK}, NO_PREBOOK),
    ("prebook.item.delete", {"prebookId": PREBOOK, "prebookItemId": 7_700_001}, NO_PREBOOK),
    (
        "prebook.future.item.add",
        {"prebookId": PREBOOK, "inventoryId": 1, "boxes": 1, "price": 1},
        NO_PREBOOK,
    ),
    ("prebook.details.list", {"date": NEXT_WEEK}, "Orders not found."),
    ("prebook.list", DAYS, "Orders not found."),
    ("v2/standing-order", STANDING | BY_US | OUR_CARRIER, NO_CUSTOMER),
    ("v2/standing-order", STANDING | BY_THEM | OUR_CARRIER, NO_CARRIER),
    (
        "v2/standing-order/item",
        {"standingOrderId": 950_001, "standingOrderItemId": 131_001},
        "The standing order 950001 does not exist.",
    ),
    ("standing.order.list", DAYS, "Standing orders not found."),
]


def full_of_ours() -> Sales:
    """A desk with a web order, an invoice and a prebook, and neighbours granted everything."""
    desk = Sales()
    desk.add(webOrderId=desk.open())
    desk.bill({"orderItemId": desk.second, "boxes": 1, "price": 1})
    desk.book()
    desk.ask(
        "prebook.future.item.add", prebookId=PREBOOK, inventoryId=desk.future, boxes=1, price=1
    )
    desk.ask("v2/standing-order", "customer", **(STANDING | BY_US | OUR_CARRIER))
    everything = [one.name for one in desk.komet.endpoints]
    for who in ("neighbour_company", "neighbour_customer"):
        desk.do("grant_methods", token=desk.tokens[who], methods=everything)
    return desk


def complete(desk: Sales, name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with what else the call needs, all of it the neighbour's own but the stock."""
    carriers = desk.state.carriers.values()
    carrier = next(one.id for one in carriers if one.company_id == NEIGHBOUR and one.active)
    own = BY_THEM | {"carrierId": carrier}
    if name == "web-order-item.add":
        return desk.line(date=THURSDAY) | own | fields
    if name == "invoice.create":
        line = LINE | {"orderItemId": desk.lot}
        return own | {"shipDate": THURSDAY, "invoiceItems": [line]} | fields
    if name == "prebook.create":
        return own | {"shipDate": NEXT_WEEK} | fields
    return fields


def callers(desk: Sales, name: str) -> list[str]:
    """The neighbour's tokens that may call the method."""
    kinds = desk.komet.dialect.rights(desk.komet, desk.komet.paths[f"/api/{name}"])
    return [
        f"neighbour_{kind}"
        for kind in ("company", "customer", "user")
        if kind.capitalize() in kinds
    ]


@pytest.mark.parametrize(("name", "fields", "words"), CASES)
def test_what_is_another_company_s_does_not_exist_and_does_not_change(name, fields, words):
    desk = full_of_ours()
    before = desk.facts(), desk.tables()
    asked = complete(desk, name, fields)
    who = callers(desk, name)
    assert who
    for one in who:
        answer = desk.ask(name, one, **asked)
        assert answer["message"] == words.format(lot=desk.lot), one
        assert set(answer) == {"message", "status"}
    assert (desk.facts(), desk.tables()) == before


def test_every_method_of_a_company_is_among_them():
    purchase = ("purchase.", "box.", "multiple.")  # the purchase side sees to its own
    names = {one.name for one in Sales().komet.endpoints if not one.name.startswith(purchase)}
    tried = {name for name, _, _ in CASES}
    # The login belongs to nobody yet, the others name nothing.
    assert names - tried == {
        "category.list",
        "inventory.list",
        "inventory.consolidated.openmarket.list",
        "login",
    }


def test_our_own_token_finds_all_of_it():
    desk = full_of_ours()
    assert desk.look(30_001)["items"]
    assert [one["number"] for one in desk.bills()] == [85_001, 85_002]
    assert desk.booked()[0]["id"] == PREBOOK
    assert desk.ask("standing.order.list", **DAYS)["standingOrders"][0]["id"] == 950_001
