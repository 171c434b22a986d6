"""What a scenario means in seconds and lines, and what no run may be."""

import msgspec
import pytest

from integration.lab.load.scenarios import BUYER, SCENARIOS, STAFF
from integration.lab.load.site import Site
from integration.lab.load.spec import LoadSpec, NotThere, check_loopback


def test_there_are_the_six_scenarios_and_each_says_what_happens():
    assert list(SCENARIOS) == [
        *("steady", "morning-rush", "valentine", "outage-and-backlog", "churn", "growth"),
    ]
    assert all(one.about.endswith(".") for one in SCENARIOS.values())


def test_growth_goes_by_tens_to_the_lines_asked_for():
    plan = LoadSpec(scenario="growth", lines=1_000_000, time_s=400).plan
    assert plan.sizes == (1_000, 10_000, 100_000, 1_000_000)
    assert plan.growths() == [(100.0, 9_000), (200.0, 90_000), (300.0, 900_000)]


def test_only_growth_grows():
    assert LoadSpec(scenario="churn", lines=70).plan.sizes == (70,)
    assert LoadSpec(scenario="churn", lines=70).plan.growths() == []


def test_valentine_is_three_times_as_many_buyers_and_as_many_staff():
    steady, valentine = LoadSpec(scenario="steady").plan, LoadSpec(scenario="valentine").plan
    assert valentine.factor(BUYER, 1.0) == 3 * steady.factor(BUYER, 1.0)
    assert valentine.factor(STAFF, 1.0) == steady.factor(STAFF, 1.0)


def test_an_outage_is_a_third_of_the_run_and_leaves_time_to_recover():
    spec = LoadSpec(scenario="outage-and-backlog", time_s=100)
    begin, end = spec.plan.outage_s
    assert (begin, end) == (30.0, 60.0)
    assert spec.tail_s > end - begin


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"scenario": "storm"}, "scenario"),
        ({"lines": 2_000_000}, "lines"),
        ({"rate": 0.0}, "rate"),
        ({"rate": 1000.0}, "rate"),
        ({"time_s": 90_000}, "time"),
        ({"interval_s": 0}, "interval"),
        ({"processes": 99}, "processes"),
    ],
    ids=lambda value: str(value),
)
def test_a_run_is_bounded_and_the_bound_is_named(wrong, said):
    with pytest.raises(NotThere, match=said):
        LoadSpec(**({"scenario": "steady"} | wrong)).check()


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8081/komet", "http://localhost", "http://[::1]:80"]
)
def test_loopback_is_served(address):
    check_loopback([address])


@pytest.mark.parametrize("address", ["https://api.example.test", "http://10.0.0.1:80", "komet"])
def test_everything_else_is_refused(address):
    with pytest.raises(NotThere, match="loopback"):
        check_loopback(["http://127.0.0.1", address])


def test_a_site_elsewhere_is_refused_when_it_is_read(tmp_path):
    path, there = tmp_path / "site.json", {"company": 1, "customer": 2}
    site = {"addresses": {"komet": "http://example.test"}, "seed": 1, "ids": there}
    path.write_bytes(msgspec.json.encode(site | {"keys": {"florists": []}}))
    with pytest.raises(NotThere, match="loopback"):
        Site.read(path)
    path.write_text("[]")
    with pytest.raises(NotThere, match="mock all --json"):
        Site.read(path)


def test_a_hurried_run_has_users_enough_for_its_cycles_and_orders():
    spec = LoadSpec(scenario="valentine", rate=5, time_s=600, interval_s=5)
    cycles = 86_400 / spec.interval_s * 2
    assert spec.users * 1000 > cycles + spec.rate * 3 * spec.time_s * 6
    assert spec.hold_s > spec.timeout_s < spec.settle_s
