"""Features bind themselves: every tag becomes a marker, every module in steps/ brings its steps."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from integration.lab.contract import published
from integration.lab.harness import Lab, LabPlan
from integration.lab.mishaps import Mishaps
from integration.lab.trade_words import TradeWords
from integration.lab.wire import Witness

HERE = Path(__file__).parent
TAG = re.compile(r"@([\w.-]+)")
#: Rounds of orders a minute apart: hours pass in many scenarios, and rounds are what they cost.
PACE = {"orders_every_s": 60.0}


def tags_in(folder: Path) -> set[str]:
    """Every tag used in the feature files under `folder`."""
    return {
        tag
        for path in folder.rglob("*.feature")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith("@")
        for tag in TAG.findall(line)
    }


def pytest_configure(config: pytest.Config) -> None:
    for tag in sorted(tags_in(HERE)):
        config.addinivalue_line("markers", f"{tag}: see features/statements.toml")
    # A step that fails must say what was found, and these modules are imported by hand.
    pytest.register_assert_rewrite("features.steps")
    for path in sorted((HERE / "steps").glob("*.py")):
        config.pluginmanager.register(importlib.import_module(f"features.steps.{path.stem}"))


@pytest.fixture
def lab() -> Iterator[Lab]:
    """A fresh world; when the scenario is over it comes to rest and every law is checked."""
    with Lab(LabPlan(settings=PACE), Witness(published())) as made:
        yield made


@pytest.fixture
def trade(lab: Lab) -> TradeWords:
    """The words a scenario speaks: named boxes, numbered orders."""
    return TradeWords(lab)


@pytest.fixture
def mishaps(lab: Lab) -> Mishaps:
    """What happens to a scenario's engine."""
    return Mishaps(lab)
