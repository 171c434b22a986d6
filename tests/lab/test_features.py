"""A stranger's feature file: what is wrong in it fails in words, everywhere alike, never green."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from features import preflight
from integration.lab.features_report import report

ROOT = Path(__file__).parents[2]

#: Steps that no feature should have: they break what only a defect could.
PLANTED = """
from pytest_bdd import given


@given("a law is broken")
def broken(lab):
    lab.wish(lines=1)
    assert lab.world
    lab.witness.broken.append("a box vanished")


@given("the code is broken")
def defect(lab):
    return {}["planted"]


@given("the end is broken")
def no_end(lab):
    lab.release = lambda: {}["the end"]
"""

FEATURE = """
Feature: as a stranger might write it

  @IBF-01
  Scenario: all is well
    When 5 seconds pass

  Scenario: a law breaks when all seems well
    Given a law is broken
    When 5 seconds pass

  Scenario: the first step does not exist
    Given the inventory was synchronized
    When 5 seconds pass

  Scenario: a later step exists as another kind only
    When 5 seconds pass
    Then 5 seconds pass
    And 7 seconds pass

  Scenario: another number was expected
    When a tester with the company token asks Komet for "boxtype.list" of "code XX"
    Then Komet answers with 3 "boxtypes"
    And Komet refuses with "nothing"

  @IBF-02
  Scenario Outline: more was expected of one
    Given Komet has 3 boxes of "<name>" on hand
    Then Komet has 3 boxes of "<other>" left

    Examples:
      | name   | other |
      | roses  | roses |
      | tulips | roses |

  Scenario: more is sold than there is
    Given Komet has 3 boxes of "roses" on hand
    When somebody sells 4 boxes of "roses" over the phone

  Scenario: a fault that never strikes
    Given the next "web-order.create" is struck by "lost_reply"

  Scenario: the code is broken
    Given the code is broken

  Scenario: the end is broken
    Given the end is broken
"""

#: What is told of each scenario that fails: the test's name, and words of it.
TOLD = {
    "a law breaks when all seems well": "contract: a box vanished",
    "the first step does not exist": "near: Given the inventory was synchronised",
    "a later step exists as another kind only": "it exists only as When",
    "another number was expected": "found 0, not 3",
    "more was expected of one": 'no line of inventory called "roses"; known: tulips',
    "more is sold than there is": "has 3 boxes available, 4 were requested",
    "a fault that never strikes": "never struck: lost_reply of /api/web-order.create",
    "the code is broken": "KeyError: 'planted'",
}
#: Misspellings that only show when the step is done; none may pass.
MISSPELT = {
    "Given the company is connected with a company token": "known: Company, Customer",
    'Given the company is connected with a Company token, whose policy for the rest is "forget"': (
        'no policy "forget"; known: keep, release'
    ),
    'Given the company is connected with a Company token, whose policy for prices is "hnour"': (
        'did you mean "honour"?'
    ),
    'Given the company is connected with a Company token and a wrong "custmerId"': (
        "known: carrierId, companyId"
    ),
    'Given the next "web-order.creat" is struck by "lost_reply"': (
        'did you mean "web-order.create"?'
    ),
    'Given the next "web-order.create" is struck by "lost_replay"': 'did you mean "lost_reply"?',
    'Given Komet\'s "refused_call" is "free"': "there are",
    'Given Komet\'s "refused_calls" is "fre"': "is not one of count, free",
    "Given the cstomer token is revoked": 'did you mean "customer"?',
    'Given the customer token may no longer call "boxtype.lst"': (
        'no method ticked for this token "boxtype.lst"'
    ),
    'Given a new Company token that may call "boxtype.lst"': "boxtype.lst",
    'Given Komet has 3 boxes of "roses" at cheap a Bunch, 12 bunches of 25 stems': (
        '"cheap" is no amount'
    ),
    'Given Komet\'s clock says "yesterday"': '"yesterday" is no moment',
    "Given it is 25:00 UTC": 'no hour "25"',
    "Given the inventory was synchronised": "connect the company first",
    "Given -5 calls were made today": "-5 calls can not be made",
    "When -5 seconds pass": "time only runs forwards",
    'When somebody sells 2 boxes of "roozes" over the phone': "known: none yet",
    'When a florist wants 1 boxes of "roses" on a Fryday': 'did you mean "Friday"?',
    "When the buyer cancels order 1": "there is no order 1; so far 0 were placed",
    "When the buyer cancels order 0": "there is no order 0",
    "When a sales rep checks the waiting web orders out": "no web order with boxes waits",
    'When a tester asks Komet for "boxtype.lst" with no token': 'did you mean "boxtype.list"?',
    'When a tester asks Komet for "boxtype.list" with the custmer token': (
        'did you mean "customer"?'
    ),
    'When a tester with no token asks Komet for "boxtype.list" of "cod XX"': (
        'did you mean "code"?'
    ),
    'When the marketplace\'s people are given everything but the "companyID"': (
        'did you mean "companyId"?'
    ),
    'Then no alarm about "inventry" is open': 'did you mean "inventory"?',
    'Then Komet was asked for "boxtype.lst" between 0 and 9 times': (
        'did you mean "boxtype.list"?'
    ),
    'Then Komet answers with 0 "boxtypes"': "nobody has asked anything yet",
}


class Run(NamedTuple):
    """What came of a run of pytest: its exit status, what it printed, its Cucumber JSON."""

    status: int
    printed: str
    features: list[dict]

    def counts(self) -> dict[str, int]:
        """How many passed, failed or were errors, as pytest says."""
        last = self.printed.strip().splitlines()[-1]
        return {word.rstrip("s"): int(many) for many, word in re.findall(r"(\d+) (\w+)", last)}


def folder(place: Path, feature: str) -> Path:
    """A project with these features alone, beside the steps there are."""
    ignored = shutil.ignore_patterns("*.feature", "__pycache__")
    shutil.copytree(ROOT / "features", place / "features", ignore=ignored)
    (place / "features" / "steps" / "planted.py").write_text(PLANTED, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", place)
    (place / "features" / "strange.feature").write_text(feature, encoding="utf-8")
    return place


def run(place: Path, feature: str, *more: str) -> Run:
    """What `make features` runs."""
    command = [sys.executable, "-m", "pytest", "features", "--tb=short"]
    command += ["-p", "no:cacheprovider", "--cucumberjson=cucumber.json", *more]
    done = subprocess.run(
        command,
        cwd=folder(place, feature),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    written = place / "cucumber.json"
    features = json.loads(written.read_text(encoding="utf-8")) if written.exists() else []
    return Run(done.returncode, done.stdout + done.stderr, features)


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All those scenarios, run once."""
    scenarios = (f"  Scenario: misspelt {n}\n    {step}\n" for n, step in enumerate(MISSPELT))
    return run(tmp_path_factory.mktemp("strange"), FEATURE + "\n" + "\n".join(scenarios))


def elements(found: Run) -> list[dict]:
    return [scenario for feature in found.features for scenario in feature["elements"]]


def problem(found: Run, name: str) -> str:
    """The message of the one step that failed in the scenarios of that name."""
    failed = [
        step["result"]["error_message"]
        for scenario in elements(found)
        if scenario["name"].partition(" — ")[0] == name
        for step in scenario["steps"]
        if step["result"]["status"] == "failed"
    ]
    assert len(failed) == 1, f"{name}: {len(failed)} steps failed"
    return failed[0]


@pytest.mark.parametrize("name", TOLD)
def test_a_failure_is_told_in_words(strange: Run, name: str) -> None:
    assert TOLD[name] in problem(strange, name)


@pytest.mark.parametrize("step", MISSPELT)
def test_a_misspelling_lists_what_is_known(strange: Run, step: str) -> None:
    told = problem(strange, f"misspelt {list(MISSPELT).index(step)}")
    assert MISSPELT[step] in told
    assert f"step: {step}\n" in told
    assert "Traceback" not in told
    assert ".py:" not in told


def test_the_json_counts_what_pytest_counts(strange: Run) -> None:
    passed = [
        all(step["result"]["status"] == "passed" for step in one["steps"])
        for one in elements(strange)
    ]
    assert strange.status == 1
    # All is well, one of two examples, and what breaks only after its scenario's end.
    assert strange.counts() | {"in": 0} == {
        "passed": passed.count(True),
        "failed": len(TOLD) + len(MISSPELT),
        "error": 1,
        "in": 0,
    }
    assert passed.count(True) == 3
    assert passed.count(False) == len(TOLD) + len(MISSPELT) + 1


def test_what_breaks_after_a_scenario_is_told_too(strange: Run) -> None:
    (outside,) = (one for one in strange.features if not one["uri"])
    (error,) = outside["elements"]
    assert "test_the_end_is_broken" in error["name"]
    assert "KeyError: 'the end'" in error["steps"][0]["result"]["error_message"]


def test_what_stands_after_the_failure_was_not_tried(strange: Run) -> None:
    (told,) = (one for one in elements(strange) if one["name"] == "another number was expected")
    statuses = [step["result"]["status"] for step in told["steps"]]
    assert statuses == ["passed", "failed", "skipped", "skipped"]


def test_the_page_shows_every_failure_and_the_values_of_examples(strange: Run) -> None:
    statements = tomllib.loads((ROOT / "features/statements.toml").read_text(encoding="utf-8"))
    page = report(strange.features, statements)
    failed = len(TOLD) + len(MISSPELT) + 1
    assert f"3 passed, {failed} failed" in page
    assert "name: tulips, other: roses" in page
    assert page.count("contract: a box vanished") == 2
    assert statements["IBF-01"]["says"].replace("'", "&#x27;") in page


EVERYTHING_WRONG = """
@IBF-1
Feature: nothing of this may run

  Givn 5 seconds pass

  Scenario: a misspelt keyword
    Wehn 5 seconds pass
    When 7 seconds pass

  Scenario: twice
    When 5 seconds pass

  Scenario: twice
    When 5 seconds pass

  Scenario: empty

  Scenario Outline: no rows
    When <seconds> seconds pass

    Examples:
      | seconds |

  Scenario Outline: columns
    When <seconds> seconds pass

    Examples:
      | second |
      | 5      |
"""
WRONG = (
    "strange.feature:2: @IBF-1 is none of the statements in statements.toml (did you mean @IBF-1",
    "'Givn 5 seconds pass' is read as a description, not as a step",
    "'Wehn 5 seconds pass' is read as a description, not as a step",
    "strange.feature:14: 'twice' is the name of the scenario in line 11 too",
    "'empty' has no steps",
    "'no rows' is an outline, but its Examples have no rows",
    "no column fills <seconds>; there is: second",
    "no step uses the column second; write <second> where it belongs",
)


def test_a_file_that_says_less_than_it_seems_is_not_run(tmp_path: Path) -> None:
    found = run(tmp_path, EVERYTHING_WRONG)
    assert found.status == pytest.ExitCode.USAGE_ERROR
    assert [told for told in WRONG if told not in found.printed] == []
    assert len(found.printed.strip().splitlines()) == len(WRONG)


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        ("", (1, "holds nothing")),
        ("Feature: none", (1, "has no scenario")),
        ("\nScenario: alone\n  When 5 seconds pass\n", (2, "missing Feature section")),
        ("Feature: one\n  Scenario: one\n    When 5 seconds pass\n    Wehn 6 pass\n", (4, "Wehn")),
    ],
    ids=["empty", "no scenario", "no feature", "no keyword"],
)
def test_a_file_that_says_nothing_is_a_mistake(
    tmp_path: Path, feature: str, told: tuple[int, str]
) -> None:
    (tmp_path / "strange.feature").write_text(feature, encoding="utf-8")
    (found,) = preflight.mistakes(tmp_path, preflight.Known({}, []))
    assert (found.line, told[1] in found.problem) == (told[0], True)


def test_tags_that_choose_nothing_are_answered_with_those_there_are(tmp_path: Path) -> None:
    found = run(tmp_path, FEATURE, "-m", "IBF-01 or IBF-99")
    assert found.status == pytest.ExitCode.USAGE_ERROR
    assert "there is no tag IBF-99. These tags can be chosen" in found.printed
    assert "IBF-01 IBF-02" in found.printed


@pytest.mark.parametrize("choice", ["IBF-01 IBF-02", "IBF-01, IBF-02", "IBF-01 or", "(IBF-01"])
def test_a_choice_of_tags_must_make_sense(choice: str) -> None:
    assert not preflight.is_choice(choice)


@pytest.mark.parametrize("choice", ["", "IBF-01", "not (IBF-01 or F02) and KOM-03"])
def test_tags_are_chosen_with_and_or_and_not(choice: str) -> None:
    assert preflight.is_choice(choice)
    assert preflight.strangers(choice, {"IBF-01", "KOM-03"}) == ["F02"] * ("F02" in choice)
