"""The methods that delete, confirm, price and name one line of a purchase order."""

import pytest

from mocks.komet.purchase_order_item import (
    PurchaseItemConfirm,
    PurchaseItemDelete,
    PurchaseItemPrice,
    PurchaseItemReference,
)
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.purchases import Purchases
from tests.mocks.komet.sales import NEXT_WEEK


def test_a_line_is_deleted_and_needed_again_and_an_empty_order_is_cancelled():
    desk = Purchases()
    (need,) = desk.needs()
    (item,) = desk.bought({"prebookItemId": need})
    answer = desk.ask("purchase.order.item.delete", "vendor", poItemId=str(item))
    assert answer == {"message": "OK", "status": 1}
    assert desk.states() == ["CA"]
    again = desk.ask("purchase.order.item.delete", "vendor", poItemId=item)
    assert again["message"] == f"The purchase order item {item} does not exist."
    desk.bought({"prebookItemId": need})
    assert desk.lawful()


@pytest.mark.parametrize("boxes", [1, 4])
def test_a_line_that_is_confirmed_can_not_be_deleted(boxes):
    desk = Purchases()
    (item,) = desk.approved()
    desk.do("confirm_purchase_line", poItemId=item, boxes=boxes)
    answer = desk.ask("purchase.order.item.delete", "vendor", poItemId=item)
    assert answer["status"] == 0
    assert "Confirmed and cannot be deleted" in answer["message"]


def test_a_line_is_confirmed_on_an_approved_order_only():
    desk = Purchases()
    (item,) = desk.bought()
    call = {"poItemId": item, "quantityConfirmed": 3}
    waiting = desk.ask("purchase.order.item.confirm", **call)
    assert waiting["message"] == (
        "The purchase order 21001 is Pending Approval and cannot be confirmed."
    )
    desk.do("approve_purchase_order", purchaseOrderId=desk.order_of(item))
    assert desk.ask("purchase.order.item.confirm", **call) == {"message": "OK", "status": 1}
    assert desk.lines()[item]["quantityConfirmed"] == 3
    many = desk.ask("purchase.order.item.confirm", **(call | {"quantityConfirmed": 5}))
    assert many["message"] == f"The purchase order item {item} has 4 boxes, 5 were requested."
    assert desk.lawful()


def test_cost_and_reference_of_a_line_are_updated():
    desk = Purchases()
    (item,) = desk.bought()
    line = {"purchaseOrderItemId": item}
    priced = desk.ask("purchase.order.item.price.update", **line, price=0.255)
    assert priced == {"message": "ok", "status": 1}
    named = desk.ask("purchase.order.item.reference.update", **line, reference="SO 17")
    assert named == {"message": "success", "status": 1}
    row = desk.lines()[item]
    assert (row["unitCost"], row["referenceNumber"], row["totalCost"]) == (0.255, "SO 17", 255)
    assert desk.ask("purchase.order.item.price.update", **line, price=-1)["status"] == 0
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(item))
    late = desk.ask("purchase.order.item.price.update", **line, price=1)
    assert "is Cancelled and cannot be changed" in late["message"]


#: The first line a desk with these stock lines buys.
ITEM = Purchases().state.next_id("lot")


@pytest.mark.parametrize(
    ("name", "call", "fields"),
    [
        ("purchase.order.item.delete", PurchaseItemDelete, {"poItemId": ITEM}),
        (
            "purchase.order.item.confirm",
            PurchaseItemConfirm,
            {"poItemId": ITEM, "quantityConfirmed": 2},
        ),
        (
            "purchase.order.item.price.update",
            PurchaseItemPrice,
            {"purchaseOrderItemId": ITEM, "price": 1},
        ),
        (
            "purchase.order.item.reference.update",
            PurchaseItemReference,
            {"purchaseOrderItemId": ITEM, "reference": "x"},
        ),
    ],
)
def test_every_input_about_a_line_matters(name, call, fields):
    def make():
        desk = Purchases()
        assert desk.approved() == [ITEM]
        return desk

    assert documented(call) == set(fields)
    with_it = outcome(make, name, "company", fields)
    assert with_it[0]["status"] == 1
    for field in fields:
        assert outcome(make, name, "company", without(fields, field)) != with_it


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("purchase.order.item.delete", {"poItemId": ITEM}),
        ("purchase.order.item.awb.add", {"poItemId": ITEM, "awb": "1", "shipDate": NEXT_WEEK}),
    ],
)
def test_another_vendor_s_line_does_not_exist(name, fields):
    desk = Purchases()
    desk.approved()
    answer = desk.ask(name, "other", **fields)
    assert answer["message"] == f"The purchase order item {ITEM} does not exist."
    assert desk.orders("other") == []
    token = desk.tokens["neighbour_company"]
    desk.do("grant_methods", token=token, methods=(name, "purchase.order.list"))
    answer = desk.ask(name, "neighbour_company", **fields)
    assert answer["message"] == f"The purchase order item {ITEM} does not exist."
    assert desk.orders("neighbour_company") == []
