"""The lengths of the pages: the longest text is taken as such, one letter more is refused."""

from typing import Any

import msgspec
import pytest

from mocks.core.api import Request
from mocks.komet.seed import COMPANY
from tests.mocks.komet.sales import Sales

FILTERS = {"customer": 200, "carrierName": 200}
HEADER = {
    "customerCode": 20,
    "customerDescription": 200,
    "carrierCode": 20,
    "carrierDescription": 200,
}
PURCHASE = {
    "vendorCode": 20,
    "companyLocationCode": 10,
    "carrierCode": 20,
    "purchaseOrderNumber": 10,
}
ADDRESS = {
    "name": 200,
    "address": 200,
    "city": 50,
    "state": 50,
    "zipcode": 10,
    "country": 50,
    "phone": 20,
    "fax": 20,
    "carrierAccount": 20,
    "salesPersonCodeForFlowers": 20,
    "salesPersonCodeForPlants": 20,
}
PACK = {"productCode": 20, "boxTypeCode": 3}
#: By method, what its page prints behind ``string:``; ``[].`` for a field of a line.
LENGTHS: dict[str, dict[str, int]] = {
    "login": {"username": 100, "password": 100},
    "boxtype.list": {"code": 3},
    "carrier.list": {"name": 200, "code": 10},
    "product.list": {"description": 200, "legacyCode": 50},
    "customer.shipto.list": {"name": 200},
    "customer.shipto.add": ADDRESS,
    "customer.shipto.update": ADDRESS,
    "customer.list": {"name": 200, "code": 10},
    "vendor.list": {"name": 200, "code": 10, "portOrigin": 4},
    "inventory.list": {"inventoryType": 5},
    "web-order-item.add": PACK | {"markCode": 20},
    "web-order.checkout": {"customerPo": 50},
    "invoice.create": HEADER
    | {
        "poNumber": 20,
        "reference": 20,
        "warehouseInstructions": 200,
        "invoiceNotes": 200,
        "locationCode": 10,
    }
    | {
        f"invoiceItems[].{name}": length
        for name, length in (PACK | {"markCode": 20, "productAlias": 50, "notes": 200}).items()
    },
    "invoice.item.add": PACK | {"markCode": 20, "productAlias": 50, "notes": 200},
    "invoice.list": FILTERS | {"product": 200},
    "invoice.details.list": FILTERS | {"product": 200},
    "invoice.void": {"reason": 300},
    "prebook.create": HEADER
    | {"customerPO": 20, "comments": 200, "companyLocationCode": 20}
    | {
        f"prebookItems[].{name}": length
        for name, length in (
            PACK
            | {
                "vendorCode": 20,
                "vendorDescription": 200,
                "vendorName": 200,
                "productDescription": 200,
                "boxTypeDescription": 200,
                "markCode": 20,
                "notes": 200,
            }
        ).items()
    },
    "prebook.update": {"customerPO": 20, "comments": 200},
    "prebook.future.item.add": {"markCode": 20},
    "prebook.vendor.availability.item.add": {"markCode": 20, "boxTypeCode": 3},
    "prebook.details.list": FILTERS,
    "prebook.list": FILTERS,
    "v2/standing-order": HEADER
    | {
        "customerPO": 20,
        "companyLocationCode": 20,
        "truckDays": 20,
        "comments": 200,
        "invoiceNotes": 200,
        "items[].identifier": 30,
    },
    "standing.order.list": {"customer": 50, "number": 10, "status": 20},
    "multiple.prebooks.create": {
        "customerCode": 20,
        "customerName": 200,
        "customerPhone": 100,
        "customerPO": 20,
        "companyLocationCode": 20,
        "prebookItems[].carrierCode": 20,
        "prebookItems[].carrierName": 200,
    }
    | {
        f"customer{kind}{part}": 200
        for kind in ("Billing", "Shipping")
        for part in ("Street", "City", "State", "Zipcode", "Country")
    },
    "purchase.order.create": PURCHASE,
    "purchase.order.mixed.create": PURCHASE,
    "purchase.order.list": {
        "vendor": 50,
        "customerPONumber": 20,
        "product": 100,
        "origin": 4,
        "prebook": 10,
        "status": 20,
        "statusLine": 20,
        "purchaseOrderItemIds": 200,
    },
    "purchase.order.va.details.list": {"purchaseOrderNumbers": 200, "purchaseOrderItemIds": 200},
    "purchase.order.item.reference.update": {"reference": 20},
    "purchase.order.items.awb.add": {"poItems[].awb": 25, "poItems[].houseAWB": 25},
    "box.code.change": {"boxes[].currentBoxCode": 20, "boxes[].newBoxCode": 20},
    "box.externalcode.update": {"boxes[].boxCode": 20, "boxes[].externalCode": 20},
}
#: Texts that name a thing, so that an empty one is refused as well.
NEVER_EMPTY = frozenset(
    (
        "poItems[].awb",
        *(
            f"boxes[].{name}"
            for name in ("currentBoxCode", "newBoxCode", "boxCode", "externalCode")
        ),
    )
)
EVERY = [
    (method, name, length) for method, fields in LENGTHS.items() for name, length in fields.items()
]


def _with(name: str, value: str) -> dict[str, Any]:
    outer, _, inner = name.partition("[].")
    return {outer: [{inner: value}]} if inner else {outer: value}


@pytest.fixture(scope="module")
def desk() -> Sales:
    return Sales(users=9)


@pytest.mark.parametrize(("method", "name", "length"), EVERY)
def test_one_letter_too_many_is_refused_by_the_field_s_name(desk, method, name, length):
    endpoint = desk.komet.paths[f"/api/{method}"]
    kind = next((one.lower() for one in sorted(endpoint.rights)), "company")
    headers = {"authenticationtoken": desk.tokens[kind], "x-account": str(COMPANY)}
    before = desk.facts()

    def said(letters: int) -> str:
        body = msgspec.json.encode(_with(name, "Ñ" * letters))
        return desk.send(Request("POST", endpoint.path, {}, headers, body))["message"]

    path = name.replace("[]", "[0]")
    most = f"1 to {length}" if name in NEVER_EMPTY else f"at most {length}"
    refused = f"The field {path} is not valid: expected a text of {most} characters."
    assert said(length + 1) == refused
    assert said(length) != refused
    assert desk.facts() == before
