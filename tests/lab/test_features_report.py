"""The report of the features: escaped, counted, never empty."""

import pytest

from integration.lab.features_report import NoScenario, report


def scenario(name: str, status: str = "passed") -> dict:
    return {
        "name": name,
        "tags": [{"name": "IBF-01"}],
        "steps": [
            {
                "keyword": "Given",
                "name": "a <b>box</b>",
                "result": {
                    "status": status,
                    "error_message": "1 < 2" if status != "passed" else "",
                },
            }
        ],
    }


def feature(*scenarios: dict) -> dict:
    return {"uri": "a.feature", "name": "Boxes", "description": "", "elements": list(scenarios)}


def test_it_counts_scenarios_and_failures() -> None:
    page = report([feature(scenario("one"), scenario("two", "failed"))])
    assert "2 scenarios in 1 features, 1 failed" in page
    assert "1 &lt; 2" in page
    assert "<b>box</b>" not in page


def test_nothing_run_is_an_error() -> None:
    with pytest.raises(NoScenario):
        report([feature()])


def test_examples_of_one_scenario_stand_together_under_what_was_put_in() -> None:
    one = scenario("boxes") | {"id": "test_boxes[Customer-<1>]"}
    two = scenario("boxes", "failed") | {"id": "test_boxes[Company-2]"}
    page = report([feature(one, two, scenario("alone"))])
    assert "3 scenarios in 1 features, 1 failed" in page
    assert page.count("boxes <code>IBF-01</code> <small>2 examples, 1 failed</small>") == 1
    assert "<summary>Customer-&lt;1&gt;</summary>" in page
    assert 'class="failed" open><summary>Company-2<' in page
    assert "<summary>alone <code>IBF-01</code></summary>" in page
