"""Features bind themselves: every tag becomes a marker, every module in steps/ brings its steps.

Whatever is misspelt is answered in words that list what is known; a scenario's last step, which
nobody has to write, heals the faults, lets all come to rest and judges every law.
"""

import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import then
from pytest_bdd.parser import Scenario, Step
from pytest_bdd.reporting import StepReport, scenario_reports_registry

from features import preflight, telling
from integration.lab.contract import published
from integration.lab.harness import Lab
from integration.lab.people.mishaps import Mishaps
from integration.lab.people.trade_words import TradeWords
from integration.lab.plan import LabPlan
from integration.lab.steps_doc import steps_in
from integration.lab.wire import Witness

#: The mark of tests that `make prove` runs; no scenario has it.
LONG = "long"
HERE = Path(__file__).parent
STATEMENTS = tomllib.loads((HERE / "statements.toml").read_text(encoding="utf-8"))
STEPS = steps_in(HERE / "steps")
#: Rounds of orders a minute apart: hours pass in many scenarios, and rounds are what they cost.
PACE = {"orders_every_s": 60.0}
LAST = "the faults are healed, everything comes to rest, and every law holds"


def pytest_configure(config: pytest.Config) -> None:
    known = preflight.Known(STATEMENTS, [step.pattern for step in STEPS])
    if wrong := preflight.mistakes(HERE, known):
        raise pytest.UsageError("\n".join(f"{path}:{line}: {what}" for path, line, what in wrong))
    tags = preflight.tags_in(HERE)
    if strange := preflight.strangers(config.option.markexpr, tags | {LONG}):
        raise pytest.UsageError(telling.no_such_tags(strange, tags, STATEMENTS))
    if not preflight.is_choice(config.option.markexpr):
        raise pytest.UsageError(f"{config.option.markexpr!r}: write it as in `IBF-04 or F02`")
    for tag in sorted(tags):
        config.addinivalue_line("markers", f"{tag}: {STATEMENTS[tag]['says']}")
    config.pluginmanager.register(telling.Recorder(config))
    # A step that fails must say what was found, and these modules are imported by hand.
    pytest.register_assert_rewrite("features.steps")
    for path in sorted((HERE / "steps").glob("*.py")):
        config.pluginmanager.register(importlib.import_module(f"features.steps.{path.stem}"))


@pytest.fixture
def lab() -> Iterator[Lab]:
    """A fresh world; the scenario's last step brings it to rest and checks every law."""
    made = Lab(LabPlan(settings=PACE), Witness(published()))
    yield made
    made.release()


@pytest.fixture
def trade(lab: Lab) -> TradeWords:
    """The words a scenario speaks: named boxes, numbered orders."""
    return TradeWords(lab)


@pytest.fixture
def mishaps(lab: Lab) -> Mishaps:
    """What happens to a scenario's engine."""
    return Mishaps(lab)


# --- the end of a scenario, and what is told of a failure ---------------------------------------


@then(LAST)
def all_holds(lab: Lab) -> None:
    """Whatever the scenario was about."""
    idle = [f"{one.kind} of {one.path}" for one in lab.world.faults.idle()]
    assert not idle, f"found faults that never struck: {', '.join(idle)}"
    lab.finish()


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, scenario: Scenario) -> None:
    """Give the scenario its last step, and an example's values into its name."""
    scenario.steps.append(Step(LAST, "then", 4, scenario.line_number, "Finally"))
    values = request.getfixturevalue("_pytest_bdd_example")
    scenario.name = telling.in_example(scenario.name, values)


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, step: Step) -> None:
    """A step that does not exist has failed; the reporter hears only of those that exist."""
    told = scenario_reports_registry[request.node]
    told.add_step_report(StepReport(step))
    told.fail()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[pytest.TestReport]:
    """Tell what was found, not where in the code; anything unexpected keeps its traceback."""
    told = scenario_reports_registry.get(item)
    if call.excinfo and told:
        text = telling.plainly(call.excinfo.value, told, STEPS, item.config.rootpath)
        if text:
            call.excinfo = telling.failure(text)
    report = yield
    if told:
        # Attributes of a report reach the process that writes the JSON, whoever ran the scenario.
        report.scenario = {"scenario": told.serialize(), "name": item.name}
    return report


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """What stands in a step is what was wanted, on the right; on the left is what was found."""
    return telling.compared(op, left, right)
