"""Boxes: what people do to them, and what can never happen to them."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mocks.core.errors import BadCall, Missing, NotPossible, Refusal
from mocks.core.ledger import Fact
from mocks.komet.facts.stock import (
    BoxesReceived,
    LotMarked,
    LotReceived,
    LotWithdrawn,
    PriceChanged,
    StockCorrected,
    StockReturned,
    StockTaken,
)
from mocks.komet.records import Lot
from mocks.komet.seed import COMPANY
from mocks.komet.state import KometState
from tests.mocks.komet.desk import WEDNESDAY, Desk, market_ids

LOT = Lot(
    id=1,
    company_id=COMPANY,
    origin=1,
    product_id=1,
    vendor_id=1,
    box_type_id=1,
    boxes=10,
    left=6,
    unit_type="Bunch",
    bunches=10,
    stems_bunch=25,
    price=Decimal(1),
    price_b=Decimal(2),
    day=date(2026, 11, 4),
)


def state_with(lot: Lot = LOT) -> KometState:
    state = KometState()
    state.lots[lot.id] = lot
    return state


def after(fact: Fact) -> Lot:
    state = state_with()
    state.record(WEDNESDAY, fact)
    assert state.versions[COMPANY] == 1, "lists made before are out of date"
    return next(iter(reversed(state.lots.values())))


@pytest.mark.parametrize(
    ("fact", "boxes", "left"),
    [
        (StockTaken(lot_id=1, boxes=6, why="x"), 10, 0),
        (StockReturned(lot_id=1, boxes=4, why="x"), 10, 10),
        (StockCorrected(lot_id=1, boxes_delta=-6, why="x"), 4, 0),
        (StockCorrected(lot_id=1, boxes_delta=3, why="x"), 13, 9),
        (LotWithdrawn(lot_id=1, boxes=6, why="x"), 10, 0),
        (BoxesReceived(lot_id=1, boxes=5), 15, 11),
        (LotReceived(lot=replace(LOT, id=2, boxes=3, left=3)), 3, 3),
    ],
)
def test_what_a_fact_does_to_boxes(fact, boxes, left):
    lot = after(fact)
    assert (lot.boxes, lot.left) == (boxes, left)


def test_prices_and_marks_change_alone():
    priced = after(PriceChanged(lot_id=1, price=Decimal(5), price_b=Decimal(6)))
    assert priced == replace(LOT, price=Decimal(5), price_b=Decimal(6))
    marked = after(LotMarked(lot_id=1, held=True, reserved_for=7001))
    assert marked == replace(LOT, held=True, reserved_for=7001)


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (StockTaken(lot_id=1, boxes=7, why="x"), "stock.short"),
        (StockTaken(lot_id=1, boxes=0, why="x"), "stock.boxes"),
        (StockTaken(lot_id=1, boxes=-1, why="x"), "stock.boxes"),
        (StockReturned(lot_id=1, boxes=5, why="x"), "stock.surplus"),
        (StockReturned(lot_id=1, boxes=-1, why="x"), "stock.boxes"),
        (StockCorrected(lot_id=1, boxes_delta=-7, why="x"), "stock.short"),
        (LotWithdrawn(lot_id=1, boxes=7, why="x"), "stock.short"),
        (BoxesReceived(lot_id=1, boxes=0), "stock.boxes"),
        (LotReceived(lot=LOT), "stock.exists"),
        (LotReceived(lot=replace(LOT, id=2, left=11)), "stock.surplus"),
        (StockTaken(lot_id=9, boxes=1, why="x"), "inventory.unknown"),
        (StockReturned(lot_id=9, boxes=1, why="x"), "inventory.unknown"),
        (PriceChanged(lot_id=9, price=Decimal(1), price_b=Decimal(1)), "inventory.unknown"),
        (LotMarked(lot_id=9, held=False, reserved_for=None), "inventory.unknown"),
    ],
)
def test_what_can_not_happen_is_refused_and_leaves_no_trace(fact, code):
    state = state_with()
    with pytest.raises(Refusal) as caught:
        state.record(WEDNESDAY, fact)
    assert caught.value.code == code
    assert (state.lots, state.versions, len(state.ledger)) == ({1: LOT}, {}, 0)


FACTS = st.one_of(
    st.builds(StockTaken, lot_id=st.just(1), boxes=st.integers(-1, 8), why=st.just("x")),
    st.builds(StockReturned, lot_id=st.just(1), boxes=st.integers(-1, 8), why=st.just("x")),
    st.builds(StockCorrected, lot_id=st.just(1), boxes_delta=st.integers(-8, 8), why=st.just("x")),
    st.builds(LotWithdrawn, lot_id=st.just(1), boxes=st.integers(0, 8), why=st.just("x")),
    st.builds(BoxesReceived, lot_id=st.just(1), boxes=st.integers(-1, 8)),
)


@given(st.lists(FACTS, max_size=12))
def test_boxes_in_equal_sold_and_left_and_withdrawn_whatever_happens(facts):
    state = state_with(replace(LOT, left=10))
    for fact in facts:
        try:
            state.record(WEDNESDAY, fact)
        except Refusal:
            continue
    lot, ledger = state.lots[1], state.ledger
    came = 10 + sum(one.boxes for one in ledger.of(BoxesReceived))
    came += sum(one.boxes_delta for one in ledger.of(StockCorrected))
    sold = sum(one.boxes for one in ledger.of(StockTaken))
    sold -= sum(one.boxes for one in ledger.of(StockReturned))
    withdrawn = sum(one.boxes for one in ledger.of(LotWithdrawn))
    assert lot.boxes == came == sold + lot.left + withdrawn
    assert lot.left >= 0


# --- people ---------------------------------------------------------------------------------------


def test_a_count_corrects_up_and_down_and_an_equal_one_says_nothing():
    desk = Desk()
    lot_id = desk.receive(boxes=10)
    for counted in (7, 12):
        desk.do("correct_stock", lotId=lot_id, boxes=counted)
        assert desk.state.lots[lot_id].left == counted
    before = desk.facts()
    desk.do("correct_stock", lotId=lot_id, boxes=12)
    assert desk.facts() == before
    with pytest.raises(BadCall):
        desk.do("correct_stock", lotId=lot_id, boxes=-1)


def test_a_withdrawn_line_is_gone_from_the_lists():
    desk = Desk()
    lot_id = desk.receive()
    desk.do("withdraw_lot", lotId=lot_id)
    assert lot_id not in market_ids(desk)
    assert desk.state.ledger.of(LotWithdrawn)[-1].boxes == 10


def test_more_boxes_of_a_line():
    desk = Desk()
    lot_id = desk.receive(boxes=10)
    desk.do("receive_more", lotId=lot_id, boxes=5)
    assert desk.state.lots[lot_id].left == 15


def test_a_new_price_moves_both_lists_unless_the_second_is_given():
    desk = Desk()
    lot_id = desk.receive()
    desk.do("change_price", lotId=lot_id, price=2.0)
    assert desk.state.lots[lot_id].price_b == Decimal("2.16")
    desk.do("change_price", lotId=lot_id, price=2.0, priceB=9)
    assert desk.state.lots[lot_id].price_b == Decimal(9)
    desk.do("change_price", lotId=lot_id, price=0)
    assert lot_id not in market_ids(desk)


def test_a_line_can_be_held_and_reserved_and_let_go():
    desk = Desk()
    lot_id = desk.receive()
    for marks, listed in (({"held": True}, False), ({"reservedFor": 7002}, False), ({}, True)):
        desk.do("mark_lot", lotId=lot_id, **marks)
        assert (lot_id in market_ids(desk)) is listed


def test_a_line_to_come_that_has_come_is_on_hand_under_its_own_id():
    desk = Desk()
    lot_id = desk.receive(origin=2, day="2026-11-25", until="2026-12-02")
    assert lot_id not in market_ids(desk)
    desk.do("bring_in", lotId=lot_id)
    assert lot_id in market_ids(desk)
    lot = desk.state.lots[lot_id]
    assert (lot.origin, lot.day, lot.until, lot.left) == (1, WEDNESDAY.date(), None, 10)
    with pytest.raises(NotPossible) as caught:
        desk.do("bring_in", lotId=lot_id)
    assert caught.value.code == "inventory.origin"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"productId": 1}, "product.unknown"),
        ({"vendorId": 1}, "vendor.unknown"),
        ({"boxTypeId": 1}, "boxtype.unknown"),
    ],
)
def test_a_new_line_needs_a_product_a_farm_and_a_box_type(fields, code):
    desk = Desk()
    with pytest.raises(Missing) as caught:
        desk.receive(**fields)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"origin": 3}, "origin"),
        ({"unitType": "Box"}, "unitType"),
        ({"bunches": 0}, "bunches"),
        ({"kind": "X"}, "kind"),
    ],
)
def test_a_line_that_can_not_be_is_named_by_its_field(fields, name):
    desk = Desk()
    with pytest.raises(BadCall, match=name):
        desk.receive(**fields)


def test_new_lines_get_numbers_of_their_own():
    desk = Desk()
    made = [desk.receive() for _ in range(3)]
    assert len({*made, *(lot.id for lot in desk.lots())}) == len(desk.lots())


def test_sixteen_hands_reach_for_the_last_box_and_one_gets_it(restless_threads):
    for _ in range(20):
        desk = Desk(lines=5)
        lot_id = desk.receive(boxes=1)
        start, outcomes = threading.Barrier(16), []

        def reach(desk=desk, lot_id=lot_id, start=start, outcomes=outcomes) -> None:
            start.wait()
            try:
                desk.do("sell_by_phone", lotId=lot_id, boxes=1)
                outcomes.append("sold")
            except NotPossible as problem:
                outcomes.append(problem.code)

        hands = [threading.Thread(target=reach) for _ in range(16)]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        assert sorted(outcomes) == ["sold"] + ["stock.short"] * 15
        assert desk.state.lots[lot_id].left == 0
        assert len(desk.state.ledger.of(StockTaken)) == 1
