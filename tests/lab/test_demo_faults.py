from fnmatch import fnmatchcase

import pytest

from integration.lab.demo.faults import (
    CERTAIN,
    CERTAIN_VENDOR,
    afternoon,
    certain,
    kinds,
    morning,
    outage,
)
from mocks.core.faults import FAULTS, FaultPlan
from mocks.worlds import WorldSpec, build_world


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


def test_certain_strikes_are_on_calls_there_are() -> None:
    world = build_world(WorldSpec(lines=0))
    for partner, pattern in [*CERTAIN.values(), *CERTAIN_VENDOR.values()]:
        paths = world.partners[partner].paths
        assert [path for path in paths if fnmatchcase(path, pattern)], pattern


@pytest.mark.parametrize("seed", range(20))
def test_the_vendors_calls_are_struck_early_whatever_the_seed(seed: int) -> None:
    """A handful of orders makes a handful of calls: the day's chances alone would spare them."""
    plan = FaultPlan(seed, certain(seed, tuple(FAULTS)))
    struck = {
        rule.kind
        for kind, (partner, path) in CERTAIN_VENDOR.items()
        for _ in range(8)
        if (hit := plan.strike(partner, path.replace("*", "/api"), writes=kind != "stale_read"))
        and (rule := hit[0]).path == path
    }
    assert struck == set(FAULTS)


def test_only_the_kinds_asked_for_strike() -> None:
    rules = (*morning(1, ("twice",)), *afternoon(("twice",)))
    assert {rule.kind for rule in rules} == {"twice"}
    assert morning(1, ()) == afternoon(()) == ()


def test_in_the_outage_nothing_reaches_komet_and_everything_the_marketplace() -> None:
    plan = FaultPlan(1, outage())
    assert all(plan.strike("komet", "/api/x", writes=True) for _ in range(50))
    assert not any(plan.strike("ibuyflowers", "/api/x", writes=True) for _ in range(50))
