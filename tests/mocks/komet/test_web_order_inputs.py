"""Every documented input of the methods of web orders matters."""

import pytest

from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from mocks.komet.web_order import WebOrderCheckout, WebOrderCreate, WebOrderDelete
from mocks.komet.web_order_item import WebOrderItemAdd
from mocks.komet.web_order_list import WebOrderDetailsCall
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.sales import (
    SHIP_TO,
    THURSDAY,
    Sales,
)

ITEM_INPUTS = {
    "customerId": CUSTOMER,
    "reservedInventory": True,
    "inventoryIds": None,
    "inventoryOrigin": 1,
    "fedExInfoSameAsCustomer": True,
    "price": 3.5,
    "quantity": 2,
    "carrierId": FEDEX,
    "date": THURSDAY,
    "companyLocationId": 13,
    "shipToId": SHIP_TO,
    "markCode": "17",
    "webOrderId": 30_002,
}
PACK_INPUTS = {
    "productCode": "RO100001",
    "companyProductId": 100_001,
    "boxTypeCode": "HB",
    "unitsPerBox": 17,
    "unitType": "Bunch",
}


def _two_orders():
    desk = Sales()
    desk.open(), desk.open()
    return desk


@pytest.mark.parametrize("name", ITEM_INPUTS)
def test_every_input_of_a_line_by_id_matters(name):
    value = ITEM_INPUTS[name]
    fields = Sales().line() | ({name: value} if value is not None else {})
    with_it = outcome(_two_orders, "web-order-item.add", "user", fields)
    assert outcome(_two_orders, "web-order-item.add", "user", without(fields, name)) != with_it


@pytest.mark.parametrize("name", PACK_INPUTS)
def test_every_input_of_a_line_by_pack_matters(name):
    other = "companyProductId" if name == "productCode" else "productCode"
    pack = without(PACK_INPUTS, other)
    fields = without(without(Sales().line(), "inventoryIds"), "inventoryOrigin") | pack
    with_it = outcome(Sales, "web-order-item.add", "user", fields)
    assert with_it[0]["status"] == 1
    assert outcome(Sales, "web-order-item.add", "user", without(fields, name)) != with_it


def test_no_input_of_a_line_is_left_out():
    assert documented(WebOrderItemAdd) == set(ITEM_INPUTS) | set(PACK_INPUTS)


HEADER = {"customerId": CUSTOMER, "companyId": COMPANY, "companyLocationId": 13}


@pytest.mark.parametrize("name", HEADER)
def test_every_input_of_a_new_order_matters(name):
    fields = without(HEADER, "companyLocationId") | {name: HEADER[name]}
    with_it = outcome(Sales, "web-order.create", "customer", fields)
    assert outcome(Sales, "web-order.create", "customer", without(fields, name)) != with_it
    assert documented(WebOrderCreate) == set(HEADER)


NAMED = {"customerId": CUSTOMER, "webOrderId": 30_001}


def _one_line():
    desk = Sales()
    desk.add(webOrderId=desk.open())
    return desk


@pytest.mark.parametrize(
    ("method", "call", "more"),
    [
        ("web-order.checkout", WebOrderCheckout, {"customerPo": "292644", "companyLocationId": 13}),
        ("web-order.delete", WebOrderDelete, {}),
        ("web-order-details.list", WebOrderDetailsCall, {"statusId": 2, "companyLocationId": 13}),
    ],
)
def test_every_input_that_names_an_order_matters(method, call, more):
    assert documented(call) == set(NAMED) | set(more)
    for name in (*NAMED, *more):
        fields = NAMED | ({name: more[name]} if name in more else {})
        with_it = outcome(_one_line, method, "user", fields)
        assert outcome(_one_line, method, "user", without(fields, name)) != with_it, name
