"""What is told of a scenario that failed, in its own words: in the terminal and in the JSON."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from os.path import relpath
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from pytest_bdd.parser import Step
from pytest_bdd.reporting import ReportContext, ScenarioReport, test_report_context_registry

from features.preflight import is_step, nearest_steps
from integration.lab.features_report import SUCH_AS
from integration.lab.people.known import NotKnown
from integration.lab.steps_doc import Step as Pattern
from mocks.core.errors import Refusal

#: Failures whose own words are enough; all else is a defect, and keeps its traceback.
PLAIN = (AssertionError, NotKnown, Refusal)


def no_such_tags(
    strange: Sequence[str], tags: Collection[str], statements: Mapping[str, Any]
) -> str:
    """What to answer who chose scenarios by tags that no scenario carries."""
    families = groupby(sorted(tags), lambda tag: tag.rstrip("0123456789"))
    there = "\n".join(f"  {' '.join(family)}" for _, family in families)
    why = "; ".join(
        f"no scenario carries {one}, which statements.toml has as {statements[one]['status']!r}"
        if one in statements
        else f"there is no tag {one}"
        for one in strange
    )
    return f"{why}. These tags can be chosen, with `and`, `or` and `not`:\n{there}"


def example(values: Mapping[str, str]) -> str:
    """The values of one example of an outline, with their names."""
    return ", ".join(f"{name}: {value or '(empty)'}" for name, value in values.items())


def in_example(name: str, values: Mapping[str, str]) -> str:
    """A scenario's name with the values it is told with."""
    return f"{name}{SUCH_AS}{example(values).replace(SUCH_AS, ' - ')}" if values else name


def compared(op: str, left: object, right: object) -> list[str] | None:
    """What a failed comparison found; None leaves it to pytest."""
    if op == "==":
        return [f"found {_shown(left)}, not {_shown(right)}"]
    if op == "in":
        return [f"found {_shown(right)}, without {_shown(left)}"]
    return None


def plainly(
    problem: BaseException, told: ScenarioReport, patterns: Sequence[Pattern], root: Path
) -> str:
    """What to tell of a scenario's failure; empty if only its traceback can tell."""
    step = next((one.step for one in told.step_reports if one.failed), None)
    said = _said(problem, step, patterns) if step else ""
    if not said or not step:
        return ""
    scenario = told.scenario
    where = f"{relpath(scenario.feature.filename, root)}:{step.line_number}"
    return f"{said}\n  step: {step.keyword} {step.name}\n  in: {where}, {scenario.name}"


def failure(text: str) -> pytest.ExceptionInfo[BaseException]:
    """A failure that is told by these words alone."""
    try:
        pytest.fail(text, pytrace=False)
    except pytest.fail.Exception as failed:
        return pytest.ExceptionInfo.from_exception(failed)


def _said(problem: BaseException, step: Step, patterns: Sequence[Pattern]) -> str:
    if isinstance(problem, StepDefinitionNotFoundError):
        return _no_such_step(step, patterns)
    if not isinstance(problem, PLAIN):
        return ""
    return "\n".join(getattr(problem, "__notes__", ())) or _without_code(str(problem))


def _without_code(text: str) -> str:
    """An assertion's own words, without the values of expressions that pytest adds."""
    text = text.partition("\nassert ")[0]
    return text.removeprefix("assert ").partition("\n +")[0].strip()


def _no_such_step(step: Step, patterns: Sequence[Pattern]) -> str:
    said = f"there is no step {step.type.capitalize()} {step.name}"
    others = [one.kind.capitalize() for one in patterns if is_step(step.name, [one.pattern])]
    if others:
        return f"{said}\n  it exists only as {' or '.join(others)}"
    kinds = {one.pattern: one.kind.capitalize() for one in patterns}
    near = nearest_steps(step.name, kinds)
    told = "".join(f"\n  near: {kinds[one]} {one}" for one in near)
    return f"{said}{told}\n  all steps: features/STEPS.md"


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(_shown, value))) or "nothing"
    return "nothing" if value == "" else repr(value)


class Recorder:
    """Completes pytest-bdd's Cucumber JSON, so that it counts what pytest counts.

    Args:
        config: of the session whose JSON it is.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._broken: list[pytest.TestReport | pytest.CollectReport] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear of scenarios from other processes too, and of failures outside of any step."""
        told = getattr(report, "scenario", None)
        if told:
            test_report_context_registry.setdefault(report, ReportContext(**told))
        if report.failed and report.when != "call":
            self._broken.append(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Hear of what could not even be collected."""
        if report.failed:
            self._broken.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """Complete the JSON before it is written."""
        writer = getattr(self._config, "_bddcucumberjson", None)
        if writer is None:
            return
        for feature in writer.features.values():
            for scenario in feature["elements"]:
                _skip_unreached(scenario["steps"])
        if self._broken:
            writer.features[""] = _outside(self._broken)


def _skip_unreached(steps: Sequence[dict[str, Any]]) -> None:
    """What stands after the failing step was not tried; pytest-bdd calls it failed too."""
    reached = True
    for step in steps:
        if not reached:
            step["result"] = {"status": "skipped", "duration": 0}
        reached = reached and step["result"]["status"] == "passed"


def _outside(reports: Iterable[pytest.TestReport | pytest.CollectReport]) -> dict[str, Any]:
    """A feature of what failed before or after a scenario's own steps."""
    return {
        "keyword": "Feature",
        "uri": "",
        "name": "Outside of any scenario's steps",
        "id": "outside",
        "line": 0,
        "description": "What pytest counts as an error: the set-up, the end, or the reading.",
        "language": "en",
        "tags": [],
        "elements": [_failure(one) for one in reports],
    }


def _failure(report: pytest.TestReport | pytest.CollectReport) -> dict[str, Any]:
    result = {"status": "failed", "duration": 0, "error_message": report.longreprtext}
    step = {"keyword": "Then", "name": f"its {report.when} succeeds", "line": 0, "result": result}
    return {
        "keyword": "Scenario",
        "id": report.nodeid,
        "name": report.nodeid,
        "line": 0,
        "description": "",
        "tags": [],
        "type": "scenario",
        "steps": [step | {"match": {"location": ""}}],
    }
