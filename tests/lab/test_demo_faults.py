import pytest

from integration.lab.demo_faults import CERTAIN, afternoon, certain, kinds, morning, outage
from mocks.core.faults import FAULTS, FaultPlan


def test_on_off_and_a_list_name_kinds() -> None:
    assert kinds("on") == tuple(FAULTS)
    assert kinds("off") == ()
    assert kinds("twice, slow") == ("twice", "slow")


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'gremlins' is none of on, off, lost_request"):
        kinds("slow,gremlins")


@pytest.mark.parametrize("seed", range(20))
def test_each_kind_strikes_for_certain_whatever_the_seed(seed: int) -> None:
    plan = FaultPlan(seed, certain(seed, tuple(FAULTS)))
    paths = {
        "*/inventory.list*": "/api/ecommerce/inventory.list",
        "*inventory*list": "/api/ecommerce/inventory.list",
        "*/supplier/answer": "/api/supplier/answer",
    }
    for kind, (partner, path) in CERTAIN.items():
        before = plan.strikes.get(kind, 0)
        for _ in range(400):
            plan.strike(partner, paths[path], writes=kind not in ("stale_read",))
        assert plan.strikes.get(kind, 0) > before or before > 0, kind
    assert set(plan.strikes) == set(FAULTS)


def test_only_the_kinds_asked_for_strike() -> None:
    rules = (*morning(1, ("twice",)), *afternoon(("twice",)))
    assert {rule.kind for rule in rules} == {"twice"}
    assert morning(1, ()) == afternoon(()) == ()


def test_in_the_outage_nothing_reaches_komet_and_everything_the_marketplace() -> None:
    plan = FaultPlan(1, outage())
    assert all(plan.strike("komet", "/api/x", writes=True) for _ in range(50))
    assert not any(plan.strike("ibuyflowers", "/api/x", writes=True) for _ in range(50))
