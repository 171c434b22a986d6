"""What a purchase order binds of the prebook lines it was made for, and what its vendor sees."""

import pytest

from mocks.core.errors import NotPossible
from tests.mocks.komet.purchases import OTHER, Purchases
from tests.mocks.komet.sales import NEXT_FRIDAY, free_item


def booked(desk, need):
    return desk.state.prebook_items[need].prebook_id


def delete(desk, need, who="company"):
    fields = {"prebookId": booked(desk, need), "prebookItemId": need}
    return desk.ask("prebook.item.delete", who, **fields)


@pytest.mark.parametrize("who", ["company", "vendor"])
def test_a_line_on_an_approved_order_stays(who):
    desk = Purchases()
    (need,) = desk.needs()
    desk.approved({"prebookItemId": need})
    before = desk.facts()
    answer = delete(desk, need, who)
    assert answer["message"] == f"The prebook item {need} is on the purchase order 21001."
    gone = desk.ask("prebook.delete", prebookId=booked(desk, need))
    assert gone["message"] == answer["message"]
    for name, fields in (
        ("delete_prebook_line", {"prebookItemId": need}),
        ("delete_prebook", {"prebookId": booked(desk, need)}),
    ):
        with pytest.raises(NotPossible):
            desk.do(name, **fields)
    assert desk.facts() == before


def test_a_line_on_a_pending_order_leaves_it_too():
    desk = Purchases()
    one, two = desk.needs(free_item(), free_item())
    desk.bought({"prebookItemId": one}, {"prebookItemId": two})
    assert delete(desk, one)["status"] == 1
    assert [line["prebookItemId"] for line in desk.lines().values()] == [two]
    assert delete(desk, two)["status"] == 1
    assert desk.states() == ["CA"]
    assert desk.lawful()


def test_a_vendor_s_deletion_sets_the_boxes_to_zero_and_leaves_the_pending_order():
    desk = Purchases()
    (need,) = desk.needs()
    desk.bought({"prebookItemId": need})
    assert delete(desk, need, "vendor") == {"message": "success", "status": 1}
    ((line,),) = (one["details"] for one in desk.booked())
    assert (line["prebookItemId"], line["totalBoxes"]) == (need, 0)
    assert desk.states() == ["CA"]
    assert "needs 0 boxes" in desk.buy({"prebookItemId": need})["message"]
    assert delete(desk, need, "other")["message"] == f"The prebook item {need} does not exist."
    assert desk.lawful()


def test_a_prebook_that_is_bought_keeps_its_date():
    desk = Purchases()
    (need,) = desk.needs()
    (item,) = desk.bought({"prebookItemId": need})
    update = {"prebookId": booked(desk, need), "shipDate": NEXT_FRIDAY}
    refused = desk.ask("prebook.update", **update)
    assert refused["message"] == f"The prebook {booked(desk, need)} cannot be changed."
    assert desk.ask("prebook.update", prebookId=booked(desk, need), comments="x")["status"] == 1
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(item))
    assert desk.ask("prebook.update", **update)["status"] == 1
    assert desk.lawful()


# --- what a vendor may say and see ----------------------------------------------------------------


@pytest.mark.parametrize(("allow_changing_sales_price", "price"), [("no", 0), ("yes", 0.31)])
def test_a_vendor_s_sales_price_counts_where_the_company_lets_it(allow_changing_sales_price, price):
    desk = Purchases(allow_changing_sales_price=allow_changing_sales_price)
    desk.needs(free_item(vendorId=OTHER), who="vendor")
    ((line,),) = (one["details"] for one in desk.booked())
    assert (line["unitPrice"], line["vendorId"]) == (price, 901)


def test_no_vendor_is_shown_another_s_line_or_a_sales_price():
    desk = Purchases()
    needs = desk.needs(free_item(), free_item(vendorId=OTHER))
    desk.bought({"prebookItemId": needs[0]})
    desk.bought({"prebookItemId": needs[1]}, who="other")
    for who, own in (("vendor", needs[0]), ("other", needs[1])):
        lines = [line for one in desk.booked(who) for line in one["details"]]
        assert [line["prebookItemId"] for line in lines] == [own]
        assert [line["prebookItemId"] for line in desk.lines(who).values()] == [own]
        told = str([desk.booked(who), desk.orders(who)])
        assert "0.31" not in told
        assert "rice" not in told
    assert len(desk.state.sightings) == 4
    assert desk.lawful()
