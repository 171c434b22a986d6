"""Two short days from one seed, in two processes that hash texts differently."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from integration.lab.demo.day import LEAST_ORDERS
from integration.lab.demo.refusals import REQUIRED, REQUIRED_TURNED_AWAY
from integration.lab.demo.result import DAY, DemoSpec, command
from integration.lab.demo.run import affords_all, exit_code, run_demo
from integration.lab.demo.trade import OPEN_MARKET, OPTION_ONE, OPTION_TWO
from mocks.core.faults import FAULTS

ROOT = Path(__file__).resolve().parents[2]
ORDERS = 34
SCRIPT = f"""
import io, json, msgspec
from rich.console import Console
from integration.lab.demo.run import exit_code, run_demo
from integration.lab.demo.result import DemoSpec
from integration.lab.report.printed import print_report
from integration.lab.report.html import page

hours = []
result = run_demo(
    DemoSpec(seed=3, lines=90, orders={ORDERS}, round_s=300.0, html=""), hours.append
)
stream = io.StringIO()
print_report(result, Console(file=stream, width=100, color_system=None))
print(json.dumps({{
    "exit": exit_code(result), "hours": hours, "report": stream.getvalue(), "page": page(result),
    "result": msgspec.to_builtins(result, str_keys=True),
}}))
"""


@pytest.fixture(scope="module")
def days() -> list[dict[str, Any]]:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in ("1", "4711")
    ]
    ended = [one.communicate() for one in running]
    assert [one.returncode for one in running] == [0, 0], [err.decode() for _, err in ended]
    return [json.loads(out) for out, _ in ended]


def test_the_same_seed_gives_the_same_ledgers_and_the_same_report(days: list[Any]) -> None:
    one, other = days
    assert {"komet", "ibuyflowers", "axerrio"} == set(one["result"]["digests"])
    assert one["result"]["digests"] == other["result"]["digests"]
    assert one["report"] == other["report"]
    assert one["page"] == other["page"]
    assert one["result"] == other["result"]


def test_all_laws_hold_each_over_some_facts(days: list[Any]) -> None:
    result = days[0]["result"]
    assert result["problems"] == [] and days[0]["exit"] == 0
    assert len(result["laws"]) >= 15
    assert all(law["judged"] > 0 and not law["violations"] for law in result["laws"])


def test_every_fault_and_every_kind_of_refusal_happened(days: list[Any]) -> None:
    result = days[0]["result"]
    counted = {one["name"]: one["count"] for one in result["faults"]}
    assert set(counted) == set(FAULTS) and min(counted.values()) >= 1
    refused = {one["name"] for one in result["refusals"] if one["count"]}
    assert set(REQUIRED) <= refused
    away = {one["name"] for one in result["turned_away"] if one["count"]}
    assert set(REQUIRED_TURNED_AWAY) <= away


def test_the_day_has_its_orders_with_numbers_in_komet(days: list[Any]) -> None:
    orders = days[0]["result"]["orders"]
    assert len(orders) == ORDERS
    outcomes = {one["outcome"] for one in orders}
    assert {"accepted", "refused", "cancelled", "dropped"} <= outcomes
    for one in orders:
        assert bool(one["numbers"]) == (one["outcome"] in ("accepted", "partly")) or (
            one["outcome"] == "waits"
        )
    assert any(one["revision"] for one in orders), "no date was moved"


def test_both_options_go_through_the_day_to_boxes_received(days: list[Any]) -> None:
    """... and what was bought for nobody's order is sold on the marketplace again."""
    result = days[0]["result"]
    assert [one["name"] for one in result["vendor_seen"] if not one["count"]] == []
    assert all(one["required"] for one in result["vendor_seen"])
    came = [one for one in result["vendor_orders"] if one["received"]]
    assert {one["option"] for one in came} == {OPTION_ONE, OPTION_TWO, OPEN_MARKET}
    for one in came:
        assert one["purchase_orders"] and one["received"] <= one["labelled"]
        assert one["prebook"] or one["option"] == OPEN_MARKET
    for name in ("sold", "changed", "wanted", "bought", "approved", "labelled", "received"):
        assert sum(hour[name] for hour in result["vendor_hours"]), name


def test_the_vendors_laws_have_something_to_judge(days: list[Any]) -> None:
    judged = {law["name"]: law["judged"] for law in days[0]["result"]["laws"]}
    assert sum(name.startswith("axerrio.") for name in judged) == 5
    for name in ("every vendor line ends once", "nothing is booked twice", "komet.purchases"):
        assert judged[name] >= 10
    assert judged["shipped boxes are labelled boxes"] >= 5


def test_the_allowance_covers_both_connections(days: list[Any]) -> None:
    spent = days[0]["result"]["allowance"]
    methods = {one["name"] for one in spent["methods"]}
    assert {"prebook.create", "purchase.order.create", "web-order.create"} <= methods
    assert spent["left"] >= 0


def test_hours_and_samples_cover_the_day_and_agree_with_the_totals(days: list[Any]) -> None:
    result = days[0]["result"]
    hours, samples = result["hours"], result["samples"]
    assert len(hours) == 24 and days[0]["hours"] == list(range(1, 26))
    assert sum(hour["bought"] for hour in hours) == ORDERS
    assert 270 <= sum(hour["cycles"] for hour in hours) <= 288
    assert len(samples) >= 270
    assert all(one["over"] >= 0 and one["under"] >= 0 for one in samples)
    assert any(one["over"] for one in samples) and any(one["under"] for one in samples)
    assert any(one["stale"] for one in samples), "in the outage offers were marked stale"
    # The last sample is taken before the last cycle.
    last = samples[-1]["cycle_calls"] + samples[-1]["order_calls"]
    assert 0 <= result["allowance"]["used"] - last <= 60


def test_planned_and_measured_cadence_are_the_same(days: list[Any]) -> None:
    cadence = days[0]["result"]["cadence"]
    assert cadence["planned_s"] == cadence["usual_s"] == 300
    assert cadence["planned_s"] <= cadence["oldest_s"] <= cadence["planned_s"] + 60


def test_nothing_of_the_day_is_told_in_todays_time(days: list[Any]) -> None:
    assert days[0]["result"]["began"].startswith("2026-11-23T00:00:00")
    assert DAY.weekday() < 5


def test_a_kind_of_fault_that_does_not_exist_is_refused_before_the_day_begins() -> None:
    with pytest.raises(ValueError, match="gremlins"):
        run_demo(DemoSpec(faults="gremlins", html=""))


def test_a_company_without_inventory_has_a_bad_day_and_nothing_worse(tmp_path: Path) -> None:
    html = tmp_path / "deep" / "demo.html"
    result = run_demo(
        DemoSpec(lines=0, orders=LEAST_ORDERS, round_s=300.0, faults="off", html=str(html))
    )
    assert exit_code(result) == 1
    # Nothing is for sale but what procurement bought of the vendor, and what staff receives late.
    assert len(result.orders) < LEAST_ORDERS
    assert f"only {len(result.orders)} of {LEAST_ORDERS} orders were placed" in result.problems
    assert "the law 'gone is gone' judged nothing" in result.problems
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("changes", "all_of_it"),
    [
        ({}, True),
        ({"token_kind": "Company"}, True),
        ({"users": 2}, False),
        ({"rows": 100}, False),
        ({"rows": 100, "token_kind": "Company"}, True),
        ({"orders": 400}, False),
        ({"orders": 400, "users": 5}, True),
        ({"lines": 0, "orders": LEAST_ORDERS}, True),
    ],
    ids=repr,
)
def test_a_day_must_show_all_of_it_if_the_allowance_buys_that(
    changes: dict[str, Any], all_of_it: bool
) -> None:
    assert affords_all(DemoSpec(**changes)) is all_of_it


def test_a_day_whose_reads_are_rare_need_not_show_every_refusal() -> None:
    """One user, and seven calls for each read of the inventory."""
    spec = DemoSpec(lines=60, orders=LEAST_ORDERS, users=1, rows=10, round_s=300.0, html="")
    result = run_demo(spec)
    assert result.cadence.usual_s > 300 and not result.shows_all
    seen = (*result.refusals, *result.turned_away, *result.vendor_seen)
    assert [one for one in seen if one.required] == []
    assert not [one for one in result.problems if "refused" in one or "turned away" in one]


def test_the_command_repeats_what_is_not_usual() -> None:
    assert command(DemoSpec()) == "floralab demo --seed 1"
    spec = DemoSpec(seed=9, orders=20, faults="off", names_file="names.csv", token_kind="Company")
    assert command(spec) == (
        "floralab demo --seed 9 --orders 20 --faults off --names names.csv --token Company"
    )
