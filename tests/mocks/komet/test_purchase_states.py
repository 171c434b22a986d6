"""How purchase orders begin, are approved, confirmed, changed and cancelled; what binds a need."""

import pytest

from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.komet.purchase_order_item import (
    PurchaseItemConfirm,
    PurchaseItemDelete,
    PurchaseItemPrice,
    PurchaseItemReference,
)
from mocks.komet.purchase_order_states import PURCHASE_MOVES
from tests.mocks.komet.inputs import documented, outcome, without
from tests.mocks.komet.purchases import OTHER, Purchases, alone
from tests.mocks.komet.sales import NEXT_FRIDAY, NEXT_WEEK, free_item


def states(desk, who="company"):
    return [row["status"] for row in desk.orders(who)]


def line_states(desk):
    return [line["lineItemStatus"] for line in desk.lines("company").values()]


# --- how orders begin -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("workflow", "state", "line"),
    [
        ("manual", "PA", "Pending"),
        ("auto-approve", "A", "Pending"),
        ("auto-confirm", "CF", "Confirmed"),
    ],
)
@pytest.mark.parametrize("who", ["company", "vendor"])
def test_orders_begin_as_the_workflow_says(who, workflow, state, line):
    desk = Purchases()
    desk.do("set_purchase_workflow", workflow=workflow)
    desk.bought(who=who)
    assert (states(desk), line_states(desk)) == ([state], [line])
    assert desk.lawful()


@pytest.mark.parametrize(
    ("vendor_order_state", "state"),
    [("pending", "PA"), ("approved", "A"), ("confirmed", "CF")],
)
def test_orders_that_vendors_make_may_begin_otherwise(vendor_order_state, state):
    desk = Purchases(vendor_order_state=vendor_order_state)
    desk.do("set_purchase_workflow", workflow="auto-approve")
    desk.bought()
    desk.bought(who="company")
    assert states(desk) == [state, "A"]
    assert desk.lawful()


def test_a_workflow_nobody_knows_is_refused():
    with pytest.raises(BadCall):
        Purchases().do("set_purchase_workflow", workflow="auto")
    with pytest.raises(Missing):
        Purchases().do("set_purchase_workflow", workflow="manual", companyId=1)


def test_orders_generated_from_a_prebook_are_approved_one_for_each_vendor():
    desk = Purchases()
    items = [free_item(), free_item(vendorId=OTHER), free_item(boxes=2)]
    desk.needs(*items, autoGeneratePOsfromPrebooks=1)
    rows = desk.orders("company")
    assert [(row["status"], row["totalBoxes"]) for row in rows] == [("A", 7), ("A", 5)]
    assert desk.lawful()


# --- moves ----------------------------------------------------------------------------------------

ACTS = {
    "approve_purchase_order": "A",
    "confirm_purchase_order": "CF",
    "send_to_cargo_master": "SC",
    "cancel_purchase_order": "CA",
}
WAYS = {
    "PA": [],
    "A": ["approve_purchase_order"],
    "CF": ["confirm_purchase_order"],
    "SC": ["approve_purchase_order", "send_to_cargo_master"],
    "CA": ["cancel_purchase_order"],
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("before", WAYS)
def test_an_order_moves_along_the_table_and_not_otherwise(before, name):
    desk = Purchases()
    order = desk.order_of(desk.bought()[0])
    for step in WAYS[before]:
        desk.do(step, purchaseOrderId=order)
    facts = desk.facts()
    if ACTS[name] in PURCHASE_MOVES.get(before, ()):
        desk.do(name, purchaseOrderId=order)
        assert states(desk) == [ACTS[name]]
    else:
        with pytest.raises(NotPossible):
            desk.do(name, purchaseOrderId=order)
        assert desk.facts() == facts
    assert desk.lawful()


def test_the_last_line_confirmed_confirms_the_order():
    desk = Purchases()
    one, two = desk.approved(alone(), alone())
    desk.do("confirm_purchase_line", poItemId=one, boxes=3)
    assert line_states(desk) == ["Partial Confirmed", "Pending"]
    desk.do("confirm_purchase_line", poItemId=two, boxes=4)
    assert states(desk) == ["A"]
    desk.do("confirm_purchase_line", poItemId=one, boxes=4)
    assert (states(desk), line_states(desk)) == (["CF"], ["Confirmed", "Confirmed"])
    assert desk.lawful()


@pytest.mark.parametrize("boxes", [2, 5])
def test_a_farm_confirms_no_fewer_than_before_and_no_more_than_ordered(boxes):
    desk = Purchases()
    (item,) = desk.approved()
    desk.do("confirm_purchase_line", poItemId=item, boxes=3)
    with pytest.raises(NotPossible):
        desk.do("confirm_purchase_line", poItemId=item, boxes=boxes)


def test_what_is_confirmed_for_the_open_market_is_future_inventory():
    desk = Purchases()
    (item,) = desk.approved()
    assert item not in desk.state.lots
    desk.do("confirm_purchase_line", poItemId=item, boxes=3)
    lot = desk.row(item)
    assert (lot.origin, lot.left, lot.price, str(lot.day)) == (2, 3, lot.price, NEXT_WEEK)
    assert str(lot.price) == "0.27"
    desk.do("confirm_purchase_line", poItemId=item, boxes=4)
    assert desk.left(item) == 4
    rows = desk.ask("future.inventory.openmarket.list", dateFrom=NEXT_WEEK, dateTo=NEXT_WEEK)
    assert item in {row["inventoryId"] for row in rows["inventoryItems"]}
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(item), why="frost")
    assert desk.left(item) == 0
    assert desk.lawful()


def test_a_cancelled_order_gives_the_need_back():
    desk = Purchases()
    (need,) = desk.needs()
    (item,) = desk.approved({"prebookItemId": need})
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(item), why="no stems")
    assert line_states(desk) == ["Cancelled"]
    assert [row["totalBoxes"] for row in desk.orders()] == [0]
    desk.bought({"prebookItemId": need})
    assert desk.lawful()


# --- procurement changes lines --------------------------------------------------------------------


def test_procurement_changes_a_line_or_takes_it_off():
    desk = Purchases()
    (need,) = desk.needs()
    one, two = desk.bought({"prebookItemId": need, "boxes": 3}, alone())
    with pytest.raises(NotPossible):
        desk.do("change_purchase_line", poItemId=one, boxes=6)
    desk.do("change_purchase_line", poItemId=one, boxes=2, cost=0.3)
    line = desk.lines()[one]
    assert (line["totalBoxes"], line["unitCost"]) == (2, 0.3)
    desk.do("change_purchase_line", poItemId=two, boxes=0)
    assert list(desk.lines()) == [one]
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(one))
    with pytest.raises(NotPossible):
        desk.do("change_purchase_line", poItemId=one, boxes=1)
    assert desk.lawful()


# --- deleting, confirming, pricing by method ------------------------------------------------------


def test_a_line_is_deleted_and_needed_again_and_an_empty_order_is_cancelled():
    desk = Purchases()
    (need,) = desk.needs()
    (item,) = desk.bought({"prebookItemId": need})
    answer = desk.ask("purchase.order.item.delete", "vendor", poItemId=str(item))
    assert answer == {"message": "OK", "status": 1}
    assert states(desk) == ["CA"]
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
ITEM = max(Purchases().state.lots) + 1


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


# --- what binds a prebook line --------------------------------------------------------------------


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
    assert states(desk) == ["CA"]
    assert desk.lawful()


def test_a_vendor_s_deletion_sets_the_boxes_to_zero_and_leaves_the_pending_order():
    desk = Purchases()
    (need,) = desk.needs()
    desk.bought({"prebookItemId": need})
    assert delete(desk, need, "vendor") == {"message": "success", "status": 1}
    ((line,),) = (one["details"] for one in desk.booked())
    assert (line["prebookItemId"], line["totalBoxes"]) == (need, 0)
    assert states(desk) == ["CA"]
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
