"""The harness: time drives everything, crashes are survived, nothing that broke is forgotten."""

from __future__ import annotations

import pytest

from integration.lab.contract import published
from integration.lab.crash import Crash
from integration.lab.harness import Lab, LawBroken, NotAtRest
from integration.lab.people.trade_words import TradeWords
from integration.lab.plan import LabPlan
from integration.lab.wire import Witness


def connected(kind: str = "Customer", **plan: object) -> tuple[Lab, TradeWords]:
    lab = Lab(LabPlan(**plan), Witness(published()))
    lab.connect(kind)
    lab.komet.receive("roses", 5)
    lab.run_cycle()
    return lab, TradeWords(lab)


@pytest.mark.parametrize("through_flask", [False, True])
def test_time_alone_brings_an_order_to_komet(through_flask: bool) -> None:
    lab, trade = connected(through_flask=through_flask)
    with lab:
        trade.buys({"roses": 2})
        lab.pass_time(60)
        assert trade.documents(1) == "one Invoice and no Prebook"


def test_the_same_plan_gives_the_same_ledgers() -> None:
    digests = []
    for _ in range(2):
        lab, trade = connected()
        with lab:
            trade.buys({"roses": 2})
            lab.pass_time(3600)
            digests.append(lab.world.digests())
    assert digests[0] == digests[1]


def test_a_plan_is_fixed_once_the_world_is_made() -> None:
    lab = Lab()
    lab.wish(users=1)
    assert lab.komet.state.companies[12345].users == 1
    with pytest.raises(ValueError, match="too late"):
        lab.wish(users=2)


def test_an_engine_that_dies_is_followed_by_another() -> None:
    lab, trade = connected()
    with lab:
        trade.buys({"roses": 2})
        lab.crashes.begin(at=7)
        with pytest.raises(Crash):
            lab.pass_time(60)
        lab.crashes.begin()
        lab.restart_engine()
        lab.pass_time(1200)
        assert trade.documents(1) == "one Invoice and no Prebook"


def test_points_of_a_crash_are_both_in_the_store_and_on_the_wire() -> None:
    lab, trade = connected()
    with lab:
        trade.buys({"roses": 2})
        lab.crashes.begin()
        lab.run_orders()
        passed = set(lab.crashes.passed)
        assert {"komet /api/web-order-item.add before", "komet /api/web-order-item.add after"} <= (
            passed
        )
        assert {"store save_step before", "store save_step after"} <= passed


def test_a_world_that_never_rests_is_reported() -> None:
    lab, trade = connected()
    trade.buys({"roses": 2})
    lab.world.agenda.drop(lambda kind, _: kind == "engine")
    with pytest.raises(NotAtRest, match="is not heard"):
        lab.close()


def test_a_broken_contract_is_found_even_if_the_engine_went_on() -> None:
    lab, _ = connected()
    lab.witness.broken.append("komet boxtype.list: colour")
    with pytest.raises(LawBroken, match="contract: komet boxtype"):
        lab.close()


def test_a_defect_of_the_engine_is_found_even_if_it_went_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lab, trade = connected()
    trade.buys({"roses": 2})

    def failing(*_: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr("integration.placing.plan", failing)
    with pytest.raises(LawBroken, match="planted"):
        lab.close()
