"""The farm sends fewer boxes than a florist bought: sales staff cut the line, the florist hears."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from mocks.core.errors import Refusal
from tests.integration.trading import KINDS, Trade, trading


def cuts(trade: Trade, boxes: int) -> None:
    """A sales rep leaves the order's first line so many boxes."""
    items = trade.lab.komet.state.prebook_items.values()
    first = min(item.id for item in items if item.mark_code and item.boxes)
    trade.lab.komet.does("cut_prebook_line", prebookItemId=first, boxes=boxes)


def looks_again(trade: Trade) -> None:
    trade.lab.run_reconciling()
    trade.lab.run_orders()


def shown(trade: Trade) -> dict[str, Any]:
    """The order as its florist sees it."""
    florist = trade.lab.shop.keys["florists"][0]
    heard = trade.lab.raw.market("shop/order", florist, orderId=trade.order(1))
    value: dict[str, Any] = heard.value
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_fewer_boxes_are_told_and_the_florist_pays_for_those(kind: str) -> None:
    with trading(kind) as trade:
        trade.places({"tulips": 5})
        before = shown(trade)
        cuts(trade, 3)
        assert trade.lab.komet.lot("tulips").left == 6
        looks_again(trade)
        after = shown(trade)
        (line,) = after["lines"]
        assert (after["state"], line["answer"], line["boxesComing"]) == (
            "partially_accepted",
            "short",
            3,
        )
        assert line["reason"] == "3 boxes of 5 are in Komet by now"
        assert Decimal(str(after["total"])) * 5 == Decimal(str(before["total"])) * 3


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_told_again_only_when_it_gets_fewer_still(kind: str) -> None:
    with trading(kind) as trade:
        trade.places({"tulips": 5})
        for boxes in (4, 2):
            cuts(trade, boxes)
            for _ in range(3):
                looks_again(trade)
        (line,) = shown(trade)["lines"]
        assert line["boxesComing"] == 2
        facts = trade.lab.world.partners["ibuyflowers"].state.ledger
        answers = [entry.fact.answer for entry in facts if hasattr(entry.fact, "answer")]
        assert [one.boxes for one in answers] == [None, 4, 2]


@pytest.mark.parametrize(
    ("kind", "outcome", "left"), [("Company", "short", 6), ("Customer", "accepted", 4)]
)
def test_a_short_line_that_moves_keeps_its_boxes_or_is_placed_anew(
    kind: str, outcome: str, left: int
) -> None:
    with trading(kind) as trade:
        trade.places({"tulips": 5})
        cuts(trade, 3)
        looks_again(trade)
        trade.moves()
        looks_again(trade)
        assert trade.outcomes() == [outcome]
        assert trade.lab.komet.lot("tulips").left == left


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_line_can_be_cancelled(kind: str) -> None:
    with trading(kind) as trade:
        trade.places({"tulips": 5})
        cuts(trade, 3)
        looks_again(trade)
        trade.cancels()
        assert trade.lab.komet.lot("tulips").left == 9


def test_an_engine_that_dies_while_it_looks_tells_it_all_the_same() -> None:
    for point in ("store save_order after", "store save_line after"):
        with trading("Company") as trade:
            trade.places({"tulips": 5})
            cuts(trade, 3)
            trade.dies(point, trade.lab.run_reconciling)
            looks_again(trade)
            looks_again(trade)
            assert trade.outcomes() == ["short"]


def test_a_line_its_vendor_gives_up_altogether_is_refused() -> None:
    with trading() as trade:
        trade.places({"tulips": 5})
        state = trade.lab.komet.state
        (item,) = [one for one in state.prebook_items.values() if one.mark_code]
        token = trade.lab.komet.make_token("Vendor", ("prebook.item.delete",), item.vendor_id)
        trade.lab.raw.tokens["farm"] = token
        fields = {"prebookId": item.prebook_id, "prebookItemId": item.id}
        assert not trade.lab.raw.komet("prebook.item.delete", "the farm token", **fields).refused
        looks_again(trade)
        assert trade.outcomes() == ["refused"]


@pytest.mark.parametrize("boxes", [5, 6])
def test_only_fewer_boxes_are_a_cut(boxes: int) -> None:
    with trading() as trade:
        trade.places({"tulips": 5})
        before = trade.lab.komet.facts()
        with pytest.raises(Refusal, match=r"prebook\.boxes"):
            cuts(trade, boxes)
        assert trade.lab.komet.facts() == before
