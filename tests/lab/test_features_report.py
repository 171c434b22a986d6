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
