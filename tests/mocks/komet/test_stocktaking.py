"""The whole inventory at once: counted anew, or larger."""

import pytest

from mocks.core.errors import Missing, NotPossible
from mocks.komet.seed import COMPANY, NEIGHBOUR
from tests.mocks.komet.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def lots(desk: Desk, company: int = COMPANY):
    """What the company has, not what others offer through it."""
    return [
        lot
        for lot in desk.state.lots.values()
        if lot.company_id == company and lot.id not in desk.state.availability
    ]


def test_a_recount_changes_every_line_of_one_company(desk):
    before, nearby = lots(desk), lots(desk, NEIGHBOUR)
    assert desk.do("recount_all", boxes=2) == len(before)
    assert [lot.left for lot in lots(desk)] == [lot.left + 2 for lot in before]
    assert lots(desk, NEIGHBOUR) == nearby


def test_what_others_offer_is_neither_counted_nor_a_model_of_new_lines(desk):
    offers = desk.lots(origin=3)
    assert offers
    desk.do("recount_all", boxes=2)
    desk.do("grow", lines=len(lots(desk)) + 20)
    assert desk.lots(origin=3) == offers


def test_a_line_without_enough_boxes_keeps_its_number(desk):
    few = min(lots(desk), key=lambda lot: lot.left)
    desk.do("recount_all", boxes=-few.left - 1)
    assert desk.state.lots[few.id].left == few.left


def test_an_inventory_grows_by_lines_like_those_it_has(desk):
    before = lots(desk)
    first = desk.do("grow", lines=len(before) + 3)
    grown = lots(desk)[len(before) :]
    assert [lot.id for lot in grown] == list(range(first, first + len(before) + 3))
    assert [lot.product_id for lot in grown[:3]] == [lot.product_id for lot in before[:3]]
    assert grown[-1].product_id == before[2].product_id
    assert all(lot.left == lot.boxes > 0 for lot in grown)


def test_new_lines_are_listed_and_can_be_sold(desk):
    first = desk.do("grow", lines=5)
    desk.do("sell_by_phone", lotId=first, boxes=1)
    assert desk.state.lots[first].left == desk.state.lots[first].boxes - 1
    assert desk.world.judge()["komet.boxes"].violations == []
    assert desk.do("grow", lines=1) == first + 5


def test_a_company_without_lines_can_not_grow(desk):
    for lot in lots(desk, NEIGHBOUR):
        del desk.state.lots[lot.id]
    with pytest.raises(NotPossible):
        desk.do("grow", lines=5, companyId=NEIGHBOUR)


@pytest.mark.parametrize(("act", "fields"), [("grow", {"lines": 5}), ("recount_all", {"boxes": 1})])
def test_a_company_nobody_knows_is_refused(desk, act, fields):
    with pytest.raises(Missing):
        desk.do(act, **fields, companyId=99)
