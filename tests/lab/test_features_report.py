"""The report of the features: escaped, counted, by statement, never empty."""

import pytest

from integration.lab.features_report import SUCH_AS, NoScenario, counted, report

STATEMENTS = {
    "IBF-01": {"says": "Boxes can be <bought>.", "status": "scenario"},
    "IBF-02": {"says": "Every five minutes.", "status": "scenario"},
    "KOM-01": {"says": "All over TLS.", "status": "unprovable", "reason": "Plain HTTP here."},
}


def step(name: str, status: str = "passed", problem: str = "") -> dict:
    result = {"status": status, "duration": 500_000_000, "error_message": problem}
    return {"keyword": "Given", "name": name, "result": result}


def scenario(name: str, status: str = "passed", line: int = 3, tag: str = "IBF-01") -> dict:
    problem = "1 < 2" if status != "passed" else ""
    return {
        "keyword": "Scenario Outline" if SUCH_AS in name else "Scenario",
        "name": name,
        "line": line,
        "tags": [{"name": tag}],
        "steps": [step("a <b>box</b>", status, problem)],
    }


def feature(*scenarios: dict) -> dict:
    return {"uri": "a.feature", "name": "Boxes", "description": "", "elements": list(scenarios)}


def page(*scenarios: dict) -> str:
    return report([feature(*scenarios)], STATEMENTS)


def test_it_counts_scenarios_and_failures() -> None:
    told = [scenario("one"), scenario("two", "failed", line=9)]
    text = page(*told)
    assert "2 scenarios in 1 feature" in text
    assert "1 passed, 1 failed; their steps took 1.0 s" in text
    assert "1 &lt; 2" in text
    assert "<b>box</b>" not in text
    assert counted([feature(*told)]) == "2 scenarios, 1 failed"


def test_nothing_run_is_an_error() -> None:
    with pytest.raises(NoScenario):
        page()


def test_what_failed_stands_first_and_leads_to_its_scenario() -> None:
    text = page(scenario("one"), scenario("two", "failed", line=9))
    failures = text[text.index("What failed") : text.index("Statements")]
    assert '<a href="#s2">two</a>' in failures
    assert "one" not in failures
    assert '<details class="failed" id="s2" open>' in text
    assert "What failed" not in page(scenario("one"))


def test_a_statement_says_which_scenarios_prove_it() -> None:
    text = page(scenario("one"), scenario("two", "failed", line=9))
    assert "Boxes can be &lt;bought&gt;. <small>2 scenarios, 1 failed</small>" in text
    assert '<li class="passed"><a href="#s1">one</a></li>' in text
    assert '<li class="failed"><a href="#s2">two</a></li>' in text


def test_a_statement_without_a_scenario_says_why() -> None:
    text = page(scenario("one"))
    assert "2 statements without a scenario in this run" in text
    assert "IBF-02: Every five minutes. <small>not chosen.</small>" in text
    assert "KOM-01: All over TLS. <small>no scenario can show it. Plain HTTP here.</small>" in text


def test_examples_of_one_outline_stand_together_under_what_was_put_in() -> None:
    one = scenario(f"boxes{SUCH_AS}token: Customer, count: <1>")
    two = scenario(f"boxes{SUCH_AS}token: Company, count: 2", "failed")
    alone = scenario("alone — with a dash", line=12) | {"keyword": "Scenario"}
    text = page(one, two, alone)
    assert text.count("<small>2 examples, 1 failed</small>") == 1
    assert "<summary>token: Customer, count: &lt;1&gt;</summary>" in text
    assert 'id="s2" open><summary>token: Company, count: 2<' in text
    assert "<summary>alone — with a dash " in text


def test_a_step_that_was_not_reached_says_so() -> None:
    told = scenario("one", "failed")
    told["steps"].append(step("more", "skipped"))
    assert "Given more <small>not reached</small>" in page(told)
