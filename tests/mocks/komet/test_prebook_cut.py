"""Sales staff leave a booked line fewer boxes."""

import pytest

from mocks.core.errors import Refusal
from mocks.komet.laws_fees import judge_fees
from mocks.komet.laws_stock import judge_owners
from tests.mocks.komet.purchases import Purchases
from tests.mocks.komet.sales import Sales


def test_boxes_of_inventory_can_be_sold_again_and_the_fee_stays():
    desk = Sales()
    made = desk.book()
    fields = {"prebookId": made["prebookId"], "inventoryId": desk.future, "boxes": 5, "price": 2.5}
    assert desk.ask("prebook.future.item.add", **fields)["status"] == 1
    fee, (item,) = desk.fee("prebook", made["prebookId"]), desk.state.prebook_items
    desk.do("cut_prebook_line", prebookItemId=item, boxes=2)
    assert desk.row(desk.future).left == 8
    assert [line["totalBoxes"] for one in desk.booked() for line in one["details"]] == [2]
    assert desk.fee("prebook", made["prebookId"]) == fee
    assert judge_owners(desk.state).violations == []
    assert judge_fees(desk.state, desk.komet.assumptions).violations == []


def test_a_need_is_smaller_from_then_on():
    desk = Purchases()
    (need,) = desk.needs()
    desk.do("cut_prebook_line", prebookItemId=need, boxes=3)
    desk.bought({"prebookItemId": need})
    assert [one.boxes for one in desk.state.purchase_items.values()] == [3]
    assert desk.lawful()


@pytest.mark.parametrize("approved", [True, False])
def test_of_a_line_on_an_order_only_the_price_can_change(approved):
    desk = Purchases()
    (need,) = desk.needs()
    (desk.approved if approved else desk.bought)({"prebookItemId": need})
    before = desk.facts()
    with pytest.raises(Refusal, match=r"purchase\.bound"):
        desk.do("cut_prebook_line", prebookItemId=need, boxes=3)
    assert desk.facts() == before


@pytest.mark.parametrize(("boxes", "code"), [(5, "prebook.boxes"), (9, "prebook.boxes")])
def test_only_fewer_boxes_are_a_cut(boxes, code):
    desk = Purchases()
    (need,) = desk.needs()
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        desk.do("cut_prebook_line", prebookItemId=need, boxes=boxes)


@pytest.mark.parametrize("first", ["cut", "checkout"])
def test_a_line_of_a_web_order_follows_and_the_fee_is_of_what_was_checked_out(first):
    desk = Sales()
    order = desk.add_future(quantity=4)["webOrderId"]
    (item,) = desk.state.prebook_items
    steps = [
        lambda: desk.do("cut_prebook_line", prebookItemId=item, boxes=1),
        lambda: desk.check_out(order),
    ]
    for step in steps if first == "cut" else reversed(steps):
        step()
    assert desk.look(order, statusId=2)["items"][0]["quantity"] == 1
    assert desk.left(desk.future) == 9
    assert judge_owners(desk.state).violations == []
    assert judge_fees(desk.state, desk.komet.assumptions).violations == []
