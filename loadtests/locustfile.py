"""Load on the simulators and the engine, by scenario and arrival rate.

    floralab mock all --server granian --json > site.json &
    locust -f loadtests/locustfile.py --headless --site site.json --scenario steady --rate 2

`floralab load` sets everything up around this. Never imported by tests: locust patches the process
it lives in.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from locust import LoadTestShape, events
from locust.runners import WorkerRunner

from integration.lab.load.scenarios import SCENARIOS
from integration.lab.load.spec import LoadSpec, NotThere
from loadtests.course import course_of
from loadtests.desk import Desk
from loadtests.people import Buyer, Program, Staff
from loadtests.watch import Stagehand, Sync, prepare

__all__ = ["Buyer", "Desk", "Program", "Run", "Staff", "Stagehand", "Sync"]

PEOPLE = (Buyer, Staff, Desk, Program)
PERCENTILES = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}
#: Everybody is there before the first arrival is due.
SPAWN_RATE = 1000
#: Nobody is cut off in the middle of a visit.
STOP_S = 20


@events.init_command_line_parser.add_listener
def _options(parser: Any) -> None:
    usual = LoadSpec(scenario="steady")
    parser.add_argument("--site", default="site.json", help="what `floralab mock --json` printed")
    parser.add_argument("--scenario", default=usual.scenario, choices=list(SCENARIOS))
    parser.add_argument("--lines", type=int, default=usual.lines, help="of inventory")
    parser.add_argument("--rate", type=float, default=usual.rate, help="purchases per second")
    parser.add_argument("--time", type=int, default=usual.time_s, help="seconds of arrivals")
    parser.add_argument("--interval", type=int, default=usual.interval_s, help="between cycles")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--result", default="", help="write all figures here, as JSON")


@events.init.add_listener
def _made_ready(environment: Any, **_: Any) -> None:
    """The pools follow from the plan; a worker gets them from its master."""
    if isinstance(environment.runner, WorkerRunner):
        return
    try:
        course = course_of(environment)
        prepare(course)
    except (NotThere, OSError) as problem:
        logging.error(str(problem))
        sys.exit(2)
    environment.stop_timeout = STOP_S
    for kind in PEOPLE:
        kind.fixed_count = course.plan.role(kind.role).users
    if not course.site.vendor_joined:
        Desk.fixed_count = 0
    environment.user_classes = [kind for kind in environment.user_classes if kind.fixed_count]


@events.test_start.add_listener
def _begun(environment: Any, **_: Any) -> None:
    course_of(environment).begin()


class Run(LoadTestShape):
    """Everybody at once, until the last order has had its time."""

    def tick(self) -> tuple[int, float] | None:
        environment = self.runner.environment
        spec = course_of(environment).spec
        if self.get_run_time() > spec.time_s + spec.tail_s:
            return None
        return sum(kind.fixed_count for kind in environment.user_classes), SPAWN_RATE


# --- what came of it ------------------------------------------------------------------------------


@events.report_to_master.add_listener
def _tell(client_id: str, data: dict[str, Any]) -> None:
    del client_id
    data["missed"] = dict(_MISSED)
    _MISSED.clear()


@events.worker_report.add_listener
def _hear(client_id: str, data: dict[str, Any]) -> None:
    del client_id
    _MISSED_OF_WORKERS.update(data.get("missed", {}))


@events.test_stop.add_listener
def _stopped(environment: Any, **_: Any) -> None:
    _MISSED.update(course_of(environment).missed)
    course_of(environment).missed.clear()


@events.quitting.add_listener
def _written(environment: Any, **_: Any) -> None:
    to = getattr(environment.parsed_options, "result", "")
    if to and not isinstance(environment.runner, WorkerRunner):
        Path(to).write_bytes(msgspec.json.encode(_figures(environment)))


_MISSED: Counter[str] = Counter()
_MISSED_OF_WORKERS: Counter[str] = Counter()


def _figures(environment: Any) -> dict[str, Any]:
    entries = [_entry(one) for one in environment.stats.entries.values()]
    errors = [
        {"name": one.name, "error": str(one.error), "count": one.occurrences}
        for one in environment.stats.errors.values()
    ]
    return {
        "began_at": course_of(environment).began_at,
        "entries": sorted(entries, key=lambda one: one["name"]),
        "errors": errors,
        "missed": dict(_MISSED + _MISSED_OF_WORKERS),
    }


def _entry(stats: Any) -> dict[str, Any]:
    """Times in seconds."""
    known = bool(stats.num_requests)
    percentiles = {
        name: (stats.get_response_time_percentile(share) or 0) / 1000
        for name, share in PERCENTILES.items()
    }
    return {
        "kind": stats.method,
        "name": stats.name,
        "count": stats.num_requests,
        "failed": stats.num_failures,
        "mean": stats.avg_response_time / 1000 if known else 0.0,
        "max": stats.max_response_time / 1000 if known else 0.0,
        **percentiles,
    }
