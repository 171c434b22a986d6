"""The law of standing orders sees what no handler would ever do."""

from datetime import date

import pytest
from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.komet.facts.prebooks import PrebookMade
from mocks.komet.facts.standing import StandingDayDone, StandingOrderCancelled
from tests.mocks.komet.standing import Standing, november
from tests.mocks.komet.test_laws import broken, by, plant


@pytest.fixture
def running() -> Standing:
    """A desk with one standing order, two prebooks of which are made."""
    desk = Standing()
    desk.order()
    desk.nights(1)
    return desk


def planted(desk: Standing, **fields) -> None:
    """Plant one more prebook of the standing order."""
    first = desk.made()[0]
    ids = {"id": desk.state.next_id("prebook"), "number": desk.state.next_id("prebook_number")}
    plant(desk, PrebookMade(prebook=replace(first, **(ids | fields)), by=by()))


def test_the_law_holds_and_had_something_to_judge(running):
    verdict = running.world.judge()["komet.standing"]
    assert (verdict.violations, verdict.judged) == ([], 3)


def test_a_second_prebook_for_a_day_is_seen(running):
    planted(running)
    assert broken(running) == {"komet.standing"}
    (said,) = running.world.judge()["komet.standing"].violations
    assert said.endswith("has two for 2026-11-09")


@pytest.mark.parametrize("day", [date(2026, 11, 10), date(2026, 11, 2)])
def test_a_prebook_of_another_day_is_seen(running, day):
    planted(running, truck_date=day)
    assert broken(running) == {"komet.standing"}


def test_a_prebook_of_a_cancelled_or_unknown_order_is_seen(running):
    order_id = running.made()[0].standing_order_id
    plant(running, StandingOrderCancelled(standing_order_id=order_id, by=by()))
    planted(running, truck_date=date(2026, 11, 16))
    assert broken(running) == {"komet.standing"}
    planted(running, standing_order_id=7)
    assert len(running.world.judge()["komet.standing"].violations) == 2


def test_a_day_that_is_done_can_not_be_done_again(running):
    order = running.state.standing_orders[running.made()[0].standing_order_id]
    for day in november(9, 12):
        with pytest.raises(NotPossible):
            plant(running, StandingDayDone(standing_order_id=order.id, day=day, by=by()))
