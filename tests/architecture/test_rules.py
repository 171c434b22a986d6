"""The three bold rules, over the real source, and each over a planted violation."""

import tomllib

import pytest

from tests.architecture import rules
from tests.architecture.source import ROOT, Module, modules

SOURCE = modules("mocks", "integration")

PLANTED = [
    (rules.simulators_know_no_engine, "mocks/core/web.py", "import integration.model"),
    (rules.simulators_know_no_engine, "mocks/komet/box.py", "from integration import model"),
    (rules.simulators_know_no_engine, "mocks/komet/box.py", "def f():\n    import integration"),
    (rules.engine_knows_only_documents, "integration/engine.py", "from mocks.komet import state"),
    (rules.engine_knows_only_documents, "integration/app.py", "import_module('mocks.core.world')"),
    (rules.nothing_knows_the_lab, "integration/app.py", "from .lab import harness"),
    (rules.nothing_knows_the_lab, "mocks/core/world.py", "import integration.lab.wire as w"),
    (rules.partners_stand_apart, "mocks/komet/state.py", "from mocks.ibuyflowers import cart"),
    (rules.partners_stand_apart, "mocks/core/world.py", "from ..komet import state"),
    (rules.partners_stand_apart, "integration/store/tables.py", "import integration.partners"),
    (rules.partners_stand_apart, "integration/partners/http.py", "from .. import store"),
    (rules.frameworks_live_at_edges, "mocks/core/api.py", "from flask import request"),
    (rules.frameworks_live_at_edges, "integration/partners/komet.py", "import httpx as wire"),
    (rules.frameworks_live_at_edges, "integration/lab/wire.py", "import flask"),
    (rules.nothing_ambient_is_read, "mocks/komet/box.py", "import time\nnow = time.time"),
    (rules.nothing_ambient_is_read, "mocks/komet/box.py", "from time import sleep as s\ns(1)"),
    (
        rules.nothing_ambient_is_read,
        "integration/orders.py",
        "import datetime as dt\nx = dt.datetime.now(dt.UTC)",
    ),
    (
        rules.nothing_ambient_is_read,
        "integration/orders.py",
        "from datetime import date\nx = date.today()",
    ),
    (rules.nothing_ambient_is_read, "mocks/core/faults.py", "import random\nrandom.choice([1])"),
    (rules.nothing_ambient_is_read, "mocks/core/clock.py", "from random import random as r\nr()"),
    (rules.nothing_ambient_is_read, "mocks/komet/token.py", "import uuid\nuuid.uuid4()"),
    (rules.nothing_ambient_is_read, "integration/app.py", "import os\nos.environ['HOME']"),
    (rules.nothing_ambient_is_read, "integration/settings.py", "import time\ntime.monotonic()"),
    (rules.chance_is_seeded, "mocks/core/faults.py", "import random\nrandom.Random()"),
    (rules.rules_do_no_io, "integration/orders.py", "import structlog"),
    (rules.rules_do_no_io, "integration/steps.py", "from integration.store import tables"),
]

ALLOWED = [
    (rules.engine_knows_only_documents, "integration/lab/harness.py", "import mocks.komet"),
    (rules.partners_stand_apart, "mocks/komet/state.py", "from mocks.core import ledger"),
    (rules.frameworks_live_at_edges, "mocks/komet/screens/pages.py", "import flask"),
    (rules.frameworks_live_at_edges, "integration/lab/conformance/verify.py", "import httpx"),
    (rules.nothing_ambient_is_read, "mocks/core/clock.py", "import time\ntime.time()"),
    (rules.nothing_ambient_is_read, "integration/lab/prove/kills.py", "import time\ntime.sleep(1)"),
    (rules.nothing_ambient_is_read, "integration/settings.py", "import os\nos.environ"),
    (rules.nothing_ambient_is_read, "mocks/core/faults.py", "import random\nrandom.Random(7)"),
    (rules.chance_is_seeded, "mocks/core/faults.py", "import random\nrandom.Random(7)"),
]

ALL = sorted({rule for rule, *_ in PLANTED}, key=lambda rule: rule.__name__)


def named(value: object) -> str | None:
    return getattr(value, "__name__", None)


@pytest.mark.parametrize("rule", ALL, ids=named)
def test_the_source_keeps_the_rule(rule: rules.Rule) -> None:
    assert SOURCE, "no source found: the rule would judge nothing"
    assert rule(SOURCE) == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED, ids=named)
def test_the_rule_finds_a_planted_violation(rule: rules.Rule, path: str, text: str) -> None:
    found = rule([Module(path, text)])
    assert len(found) == 1
    assert found[0].startswith(f"{path}:")


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED, ids=named)
def test_the_rule_lets_the_named_edge_pass(rule: rules.Rule, path: str, text: str) -> None:
    assert rule([Module(path, text)]) == []


def test_no_test_sleeps() -> None:
    assert rules.nothing_sleeps(modules("tests", "features")) == []
    assert rules.nothing_sleeps([Module("tests/test_box.py", "from time import sleep\nsleep(1)")])


def test_a_rule_of_the_trade_reaches_no_io_through_another_module() -> None:
    planted = [
        Module("integration/orders.py", "from integration.days import next_day"),
        Module("integration/days.py", "import httpx"),
    ]
    (found,) = rules.rules_do_no_io(planted)
    assert "integration.orders -> integration.days" in found


def test_the_linter_names_the_same_edges() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ignored = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    linter = {
        path.replace("**", "*")
        for path, codes in ignored.items()
        if "TID251" in codes and path.startswith(("mocks/", "integration/"))
    }
    edges = {path for paths in rules.FRAMEWORK_EDGES.values() for path in paths}
    assert linter == edges | {*rules.REAL_TIME, *rules.ENVIRONMENT}
