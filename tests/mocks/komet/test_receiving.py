"""Boxes are scanned in: once each, into the order they were bought for or onto the market."""

import pytest
from msgspec import UNSET

from mocks.core.errors import Missing, NotPossible
from mocks.komet.seed import CUSTOMER, NEIGHBOUR
from tests.mocks.komet.desk import market_ids
from tests.mocks.komet.purchases import Purchases
from tests.mocks.komet.sales import NEXT_WEEK

CODES = ["A1", "A2", "A3", "A4"]
LOT = 234232


def shipped(*items, codes=CODES):
    """A desk with an approved line (of four boxes for the open market unless told), shipped."""
    desk = Purchases()
    (item,) = desk.approved(*items)
    assert desk.ship(item, boxCodes=codes, lotNumber=str(LOT))["status"] == 1
    return desk, item


def future(desk):
    window = {"dateFrom": NEXT_WEEK, "dateTo": NEXT_WEEK}
    rows = desk.ask("future.inventory.openmarket.list", **window).get("inventoryItems", [])
    return {row["inventoryId"]: row["quantity"] for row in rows}


def test_a_box_of_the_open_market_leaves_the_future_list_and_stands_on_hand():
    desk, item = shipped()
    assert future(desk)[item] == 4
    received = desk.do("receive_box", boxCode="A1")
    assert (received.poItemId, received.lotNumber) == (item, LOT)
    lot = desk.row(received.inventoryId)
    assert (lot.origin, lot.left, lot.lot_number, str(lot.day)) == (1, 1, LOT, "2026-11-04")
    assert lot.id in market_ids(desk)
    assert future(desk)[item] == 3
    for code in CODES[1:]:
        assert desk.do("receive_box", boxCode=code).inventoryId == lot.id
    assert desk.left(lot.id) == 4
    assert item not in future(desk)
    assert [box["statusName"] for box in desk.lines()[item]["boxes"]] == ["Received"] * 4
    assert desk.lawful()


def test_a_box_bought_for_a_prebook_line_goes_to_its_order():
    desk = Purchases()
    (need,) = desk.needs()
    (item,) = desk.approved({"prebookItemId": need})
    desk.ship(item)
    lots = len(desk.state.lots)
    assert desk.do("receive_box", boxCode="KS001001").lotNumber == 1000
    assert len(desk.state.lots) == lots
    assert desk.lawful()


def test_boxes_sold_while_they_were_to_come_go_to_their_buyers_first():
    desk, item = shipped()
    desk.book(customerId=CUSTOMER)
    line = {"inventoryId": item, "boxes": 2, "price": 1}
    assert desk.ask("prebook.future.item.add", prebookId=2_540_001, **line)["status"] == 1
    got = [desk.do("receive_box", boxCode=code).inventoryId for code in CODES]
    assert [type(one) is int for one in got] == [False, False, True, True]
    assert desk.left(got[-1]) == 2
    assert desk.left(item) == 0
    assert desk.lawful()


def test_a_box_is_received_once():
    desk, _ = shipped()
    desk.do("receive_box", boxCode="A1")
    before = desk.facts()
    with pytest.raises(NotPossible) as refused:
        desk.do("receive_box", boxCode="A1")
    assert refused.value.details == {"box": "A1", "state": "received"}
    assert desk.facts() == before


def test_a_box_nobody_shipped_to_this_company_is_refused():
    desk, _ = shipped()
    for scan in ({"boxCode": "B1"}, {"boxCode": "A1", "companyId": NEIGHBOUR}):
        with pytest.raises(Missing):
            desk.do("receive_box", **scan)


def test_a_cancelled_box_is_refused_and_a_received_one_keeps_its_order():
    desk, item = shipped()
    order = desk.order_of(item)
    desk.do("cancel_purchase_order", purchaseOrderId=order)
    with pytest.raises(NotPossible) as refused:
        desk.do("receive_box", boxCode="A1")
    assert refused.value.details == {"box": "A1", "state": "cancelled"}
    assert desk.lawful()
    desk, item = shipped()
    desk.do("receive_box", boxCode="A1")
    with pytest.raises(NotPossible):
        desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(item))
    assert desk.lawful()


def test_a_renamed_box_is_received_by_its_new_code_only():
    desk, _ = shipped()
    boxes = [{"currentBoxCode": "A1", "newBoxCode": "P1"}]
    desk.ask("box.code.change", "vendor", boxes=boxes)
    with pytest.raises(Missing):
        desk.do("receive_box", boxCode="A1")
    desk.do("receive_box", boxCode="P1")
    assert desk.lawful()


def test_a_box_whose_buyer_gives_it_back_stands_on_hand_too():
    desk, item = shipped()
    for who in ("company", "vendor"):
        number = desk.book(customerPO=who)["prebookId"]
        line = {"inventoryId": item, "boxes": 1, "price": 1}
        desk.ask("prebook.future.item.add", prebookId=number, **line)
    assert [desk.do("receive_box", boxCode=code).inventoryId for code in CODES[:2]] == [UNSET] * 2
    for need, who in zip(list(desk.state.prebook_items), ("company", "vendor"), strict=True):
        prebook = desk.state.prebook_items[need].prebook_id
        fields = {"prebookId": prebook, "prebookItemId": need}
        assert desk.ask("prebook.item.delete", who, **fields)["status"] == 1
    (lot,) = {box.lot_id for box in desk.state.boxes.values()} - {None}
    assert (desk.left(lot), future(desk)[item]) == (2, 2)
    assert desk.do("receive_box", boxCode=CODES[2]).inventoryId == lot
    assert desk.lawful()
