"""The purchase side: every loose form of a call is answered alike; strangers find nothing of it."""

from collections.abc import Callable
from typing import Any

import pytest

from mocks.core.api import Request
from tests.mocks.komet.desk import Desk
from tests.mocks.komet.purchases import AWB, OTHER, OWN, Purchases, alone
from tests.mocks.komet.sales import NEXT_WEEK
from tests.mocks.komet.test_loose_forms import (
    FLAT_FORMS,
    JSON_FORMS,
    PURCHASE,
    Asked,
    _is_flat,
    documented,
)
from tests.mocks.komet.test_prebook_multiple import FIELDS as SEVERAL

#: On the desk below: a prebook line, and lines that are pending, approved and on their way.
NEED = 7_700_001
PENDING, APPROVED, SHIPPED = (Purchases().state.next_id("lot") + place for place in range(3))
NO_ITEM = "The purchase order item {item} does not exist."
PART = {"productId": 100_002, "bunches": 10, "stemsBunch": 25}
AWB_ITEM = {"poItemId": APPROVED, "awb": AWB, "shipDate": NEXT_WEEK, "lotNumber": 234232}
CHANGE = {"currentBoxCode": "KS001001", "newBoxCode": 73992893}

CALLS = [
    Asked(
        "purchase.order.create",
        "vendor",
        {"shipDate": NEXT_WEEK, "purchaseOrderItems": [{"prebookItemId": NEED, "boxes": 2}]},
    ),
    Asked(
        "purchase.order.mixed.create",
        "company",
        {
            "shipDate": NEXT_WEEK,
            "vendorId": OWN,
            "purchaseOrderItems": [{"prebookItemId": NEED, "markCode": 17, "breakdowns": [PART]}],
        },
    ),
    Asked("purchase.order.list", "vendor", {"date": NEXT_WEEK, "number": 21001, "vendorId": OWN}),
    Asked("purchase.order.va.details.list", "company", {"purchaseOrderItemIds": PENDING}),
    Asked("purchase.order.item.delete", "vendor", {"poItemId": PENDING}),
    Asked("purchase.order.item.confirm", "company", {"poItemId": APPROVED, "quantityConfirmed": 2}),
    Asked(
        "purchase.order.item.price.update",
        "company",
        {"purchaseOrderItemId": PENDING, "price": 0.25},
    ),
    Asked(
        "purchase.order.item.reference.update",
        "company",
        {"purchaseOrderItemId": PENDING, "reference": 17},
    ),
    Asked("purchase.order.item.awb.add", "vendor", AWB_ITEM | {"boxCodes": [73992893, 73992894]}),
    Asked(
        "purchase.order.items.awb.add",
        "company",
        {"poItems": [AWB_ITEM | {"boxCodes": [73992893]}], "vendorId": OWN},
    ),
    Asked("box.code.change", "vendor", {"boxes": [CHANGE]}),
    Asked(
        "box.externalcode.update",
        "company",
        {"boxes": [{"boxCode": "KS001001", "externalCode": 9}]},
    ),
    Asked("multiple.prebooks.create", "company", SEVERAL),
]


def bought() -> Purchases:
    """A desk with a prebook line, and with lines that are pending, approved and on their way."""
    desk = Purchases(users=1)
    assert desk.needs() == [NEED]
    assert [desk.bought()[0], desk.approved()[0], desk.approved()[0]] == [
        PENDING,
        APPROVED,
        SHIPPED,
    ]
    desk.ship(SHIPPED)
    return desk


def answer(form: Callable[[Desk], Request]) -> tuple[dict[str, Any], Any]:
    desk = bought()
    return desk.send(form(desk)), desk.world.digests()


@pytest.mark.parametrize("asked", CALLS, ids=lambda asked: asked.name)
def test_every_form_gives_the_answer_of_the_documented_one(asked):
    expected = answer(lambda desk: documented(desk, asked, desk.tokens[asked.who]))
    assert expected[0]["status"] == 1
    forms = JSON_FORMS | (FLAT_FORMS if _is_flat(asked) else {})
    different = [
        name
        for name, form in forms.items()
        if answer(lambda desk, form=form: form(asked, desk.tokens[asked.who])) != expected
    ]
    assert different == []


def test_no_method_is_missing_from_the_table():
    names = {one.name for one in Desk().komet.endpoints if one.name.startswith(PURCHASE)}
    assert names == {asked.name for asked in CALLS}


# --- strangers ------------------------------------------------------------------------------------

STRANGE = {
    "purchase.order.create": f"The prebook item {NEED} belongs to another vendor.",
    "purchase.order.mixed.create": f"The prebook item {NEED} does not exist.",
    "purchase.order.list": "Orders not found.",
    "purchase.order.va.details.list": "Orders not found.",
    "purchase.order.item.delete": NO_ITEM.format(item=PENDING),
    "purchase.order.item.confirm": NO_ITEM.format(item=APPROVED),
    "purchase.order.item.price.update": NO_ITEM.format(item=PENDING),
    "purchase.order.item.reference.update": NO_ITEM.format(item=PENDING),
    "purchase.order.item.awb.add": NO_ITEM.format(item=APPROVED),
    "purchase.order.items.awb.add": NO_ITEM.format(item=APPROVED),
    "box.code.change": "0 boxes were successfully updated. 1 boxes could not be updated",
    "box.externalcode.update": "0 boxes were successfully updated. 1 boxes could not be updated",
    "multiple.prebooks.create": "The customer PETSTEM does not exist.",
}


@pytest.mark.parametrize("asked", CALLS, ids=lambda asked: asked.name)
def test_what_is_a_stranger_s_does_not_exist_and_does_not_change(asked):
    desk = bought()
    everything = [one.name for one in desk.komet.endpoints]
    desk.do("grant_methods", token=desk.tokens["neighbour_company"], methods=everything)
    before = desk.facts(), desk.tables()
    who = "other" if asked.who == "vendor" else "neighbour_company"
    fields = asked.fields
    if asked.name == "purchase.order.mixed.create":
        fields = fields | {"vendorId": 1901}
    answer = desk.ask(asked.name, who, **fields)
    assert answer["message"] == STRANGE[asked.name]
    assert (desk.facts(), desk.tables()) == before


def test_a_stranger_s_products_box_types_and_carriers_do_not_exist():
    desk = bought()
    desk.do(
        "grant_methods",
        token=desk.tokens["neighbour_company"],
        methods=("purchase.order.create", "purchase.order.list"),
    )
    for fields, item, words in (
        ({}, {}, "The product 100001 does not exist."),
        ({}, {"productId": 900_001}, "The box type 1057 does not exist."),
        ({"carrierId": 1360}, {}, "The carrier 1360 does not exist."),
        ({"vendorId": OTHER}, {}, "The vendor 902 does not exist."),
        ({"purchaseOrderNumber": "21001"}, {}, "The purchase order 21001 does not exist."),
    ):
        known = {"shipDate": NEXT_WEEK, "vendorId": 1901, "purchaseOrderItems": [alone(**item)]}
        answer = desk.ask("purchase.order.create", "neighbour_company", **(known | fields))
        assert answer["message"] == words
    foreign = desk.ask("purchase.order.list", "neighbour_company", number="21001")
    assert foreign["message"] == "Orders not found."
