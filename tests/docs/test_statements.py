"""Every statement is proven by a scenario or says why not; every tag is a statement."""

import re
import tomllib

import pytest

from tests.docs.feature_files import FEATURES, scenarios

STATUSES = {"scenario", "screen", "unprovable"}
# Tags that say how a scenario runs, not what it proves.
PLAIN_TAGS: set[str] = set()

STATEMENTS = tomllib.loads((FEATURES / "statements.toml").read_text(encoding="utf-8"))
SCENARIOS = list(scenarios())


def test_there_are_scenarios() -> None:
    assert SCENARIOS


def test_every_tag_is_a_statement() -> None:
    tags = {tag: told.where for told in SCENARIOS for tag in told.tags}
    strange = {tag: where for tag, where in tags.items() if tag not in STATEMENTS}
    assert strange.keys() <= PLAIN_TAGS, strange


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_a_statement_is_proven_or_says_why_not(name: str) -> None:
    statement = STATEMENTS[name]
    assert re.fullmatch(r"(IBF|AXR|KOM)-\d\d|F\d\d", name)
    assert statement["says"].endswith(".")
    assert statement["status"] in STATUSES
    tagged = [told.where for told in SCENARIOS if name in told.tags]
    if statement["status"] == "scenario":
        assert tagged, f"no scenario carries @{name}"
    else:
        assert not tagged, f"{tagged[0]} carries @{name}, whose status is {statement['status']}"
    if statement["status"] == "unprovable":
        assert statement["reason"]


def test_the_list_of_statements_is_complete() -> None:
    families = {"IBF": 13, "AXR": 13, "KOM": 6}
    for family, count in families.items():
        expected = {f"{family}-{number:02d}" for number in range(1, count + 1)}
        assert {name for name in STATEMENTS if name.startswith(family)} == expected
    failures = [*range(1, 8), 9, 11, 12, *range(14, 29), *range(30, 33), 35, 36, *range(38, 42), 43]
    assert {name for name in STATEMENTS if name.startswith("F")} == {
        f"F{number:02d}" for number in failures
    }
