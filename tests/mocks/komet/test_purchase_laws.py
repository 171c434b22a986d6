"""The laws of the vendor's side hold over a busy day and see each planted violation."""

import pytest
from msgspec.structs import replace

from mocks.komet.facts.boxes import BoxReceived, BoxRenamed
from mocks.komet.facts.prebooks import PrebookLineCut
from mocks.komet.facts.purchases import (
    PurchaseLineAdded,
    PurchaseLineEdited,
    PurchaseOrderMade,
    PurchaseOrderMoved,
)
from mocks.komet.laws_purchases import LAWS, judge_codes, judge_need, judge_shipped, judge_sight
from mocks.komet.seed import NEIGHBOUR
from tests.mocks.komet.purchases import OTHER, OWN, Purchases, alone
from tests.mocks.komet.sales import free_item
from tests.mocks.komet.test_laws import broken, by, plant


@pytest.fixture
def busy():
    """A desk where lines were bought, parted, shipped, renamed, received and cancelled."""
    desk = Purchases()
    needs = desk.needs(free_item(), free_item(vendorId=OTHER), free_item())
    first, _ = desk.approved({"prebookItemId": needs[0]}, alone())
    desk.ship(first, boxCodes=["A1", "A2", "A3"])
    change = [{"currentBoxCode": "A1", "newBoxCode": "P1"}]
    desk.ask("box.code.change", "vendor", boxes=change)
    desk.do("receive_box", boxCode="P1")
    (gone,) = desk.approved({"prebookItemId": needs[2]})
    desk.ship(gone)
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(gone))
    desk.bought({"prebookItemId": needs[1]}, who="other")
    for who in ("vendor", "other", "company"):
        desk.booked(who)
        desk.orders(who)
    return desk


def words(judge, desk):
    return " ".join(judge(desk.state).violations)


def first_line(desk):
    return next(iter(desk.state.purchase_items.values()))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_every_law_holds_over_a_busy_day_and_had_something_to_judge(law, busy):
    verdict = law.judge(busy.world)
    assert (verdict.violations, verdict.judged > 0) == ([], True)
    assert all(judge(busy.state).judged for judge in (judge_need, judge_codes, judge_shipped))
    assert broken(busy) == set()


# --- needs ----------------------------------------------------------------------------------------


class Unasked(PurchaseLineAdded, frozen=True, kw_only=True):
    """Adds a line without asking whether it is needed."""

    def apply(self, state):
        state.purchase_items[self.item.id] = self.item


class Grown(PurchaseLineEdited, frozen=True, kw_only=True):
    """Gives a line more boxes without asking."""

    def apply(self, state):
        state.purchase_items[self.item_id] = replace(
            state.purchase_items[self.item_id], boxes=self.boxes
        )


def test_a_need_bought_twice_is_seen(busy):
    line = first_line(busy)
    plant(busy, Unasked(item=replace(line, id=1, shipment=None), by=by()))
    assert "bought for the 5 of prebook item" in words(judge_need, busy)
    assert "komet.purchases" in broken(busy)


def test_a_line_that_grew_over_its_need_is_seen(busy):
    rest = next(one for one in busy.state.purchase_items.values() if one.boxes == 2)
    plant(busy, Grown(item_id=rest.id, boxes=3, cost=rest.cost, reference="", by=by()))
    assert "6 boxes bought for the 5" in words(judge_need, busy)


def test_a_need_that_vanished_under_its_order_is_seen(busy):
    plant(busy, PrebookLineCut(item_id=first_line(busy).prebook_item_id, by=by()))
    assert "5 boxes bought for the 0" in words(judge_need, busy)


# --- boxes ----------------------------------------------------------------------------------------


class Renamed(BoxRenamed, frozen=True, kw_only=True):
    """Renames a box without asking whose code that is."""

    def apply(self, state):
        state.boxes[self.box_id] = replace(state.boxes[self.box_id], code=self.code)


class Received(BoxReceived, frozen=True, kw_only=True):
    """Receives a box without asking whether it is on its way."""

    def apply(self, state):
        if self.box_id in state.boxes:
            state.boxes[self.box_id] = replace(state.boxes[self.box_id], status=2)


@pytest.mark.parametrize("code", ["A3", "A1"])  # a code in use, and one that was given up
def test_a_code_of_two_boxes_is_seen(code, busy):
    second = [*busy.state.boxes][1]
    plant(busy, Renamed(box_id=second, code=code, by=by()))
    assert f"code {code} names the boxes" in words(judge_codes, busy)
    assert "komet.purchases" in broken(busy)


@pytest.mark.parametrize(
    ("which", "problem"),
    [
        (0, "was received 2 times"),
        (-1, "was received though its order was cancelled"),
        (None, "was never shipped"),
    ],
)
def test_a_box_received_twice_or_never_shipped_is_seen(which, problem, busy):
    box_id = 1 if which is None else [*busy.state.boxes][which]
    plant(busy, Received(box_id=box_id, by=by()))
    assert f"box {box_id} {problem}" in words(judge_shipped, busy)


@pytest.mark.parametrize(("place", "status"), [(0, 1), (1, 2), (-1, 1)])
def test_a_box_in_another_state_than_its_facts_is_seen(place, status, busy):
    box_id = [*busy.state.boxes][place]
    busy.state.boxes[box_id] = replace(busy.state.boxes[box_id], status=status)
    assert f"box {box_id} has the state {status}" in words(judge_shipped, busy)


def test_a_line_that_says_other_boxes_than_were_shipped_is_seen(busy):
    line = first_line(busy)
    busy.state.purchase_items[line.id] = replace(line, boxes=2)
    assert f"line {line.id} shipped 3 boxes and says 2" in words(judge_shipped, busy)


# --- sight ----------------------------------------------------------------------------------------


def test_a_line_shown_to_another_vendor_is_seen(busy):
    for kind, line in (("purchase", first_line(busy).id), ("prebook", 7_700_001)):
        busy.state.sightings[OTHER, kind, line] = ()
        assert f"saw the {kind} line {line}, which is not its own" in words(judge_sight, busy)
    assert broken(busy) == {"komet.sight"}


def test_a_sales_price_shown_to_a_vendor_is_seen(busy, monkeypatch):
    monkeypatch.setattr("mocks.komet.prebook_list.VENDOR", "nobody")
    busy.booked("vendor")
    assert f"vendor {OWN} saw the prebook line 7700001 with totalPrice, unitPrice" in words(
        judge_sight, busy
    )
    assert "which is not its own" in words(judge_sight, busy)


# --- states and grants ----------------------------------------------------------------------------


class Moved(PurchaseOrderMoved, frozen=True, kw_only=True):
    """Moves an order without asking the table."""

    def apply(self, state):
        order = state.purchase_orders[self.purchase_order_id]
        state.purchase_orders[order.id] = replace(order, status=self.status)


def test_an_order_that_goes_back_is_seen(busy):
    order = busy.order_of(first_line(busy).id)
    plant(busy, Moved(purchase_order_id=order, status="PA", by=by()))
    assert "komet.states" in broken(busy)


def made(desk, **fields):
    known = desk.state.ledger.of(PurchaseOrderMade)[0]
    order = replace(known.order, id=desk.state.next_id("purchase_order"), **fields)
    return replace(known, order=order)


def test_an_order_that_begins_at_its_end_is_seen(busy):
    plant(busy, made(busy, status="CA"))
    assert broken(busy) == {"komet.states"}


@pytest.mark.parametrize("fields", [{"vendor_id": OTHER}, {"company_id": NEIGHBOUR}])
def test_an_order_for_another_vendor_or_company_is_seen(fields, busy):
    plant(busy, made(busy, **fields))
    assert broken(busy) == {"komet.grants"}
