"""How purchase orders begin, are approved, confirmed, changed and cancelled."""

import pytest

from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.komet.purchase_order_states import PURCHASE_MOVES
from tests.mocks.komet.purchases import OTHER, Purchases, alone
from tests.mocks.komet.sales import NEXT_WEEK, free_item


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
    assert (desk.states(), line_states(desk)) == ([state], [line])
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
    assert desk.states() == [state, "A"]
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
        assert desk.states() == [ACTS[name]]
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
    assert desk.states() == ["A"]
    desk.do("confirm_purchase_line", poItemId=one, boxes=4)
    assert (desk.states(), line_states(desk)) == (["CF"], ["Confirmed", "Confirmed"])
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
