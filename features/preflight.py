"""What is wrong with a feature file before anything runs.

Gherkin forgives more than a tester means: a step whose keyword is misspelt becomes part of a
description, the second of two scenarios of one name replaces the first, an outline without rows
runs with its placeholders. Each of these would look like success, so each is said at once.
"""

import ast
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.gherkin_parser import Background, Feature, Rule, Scenario, get_gherkin_document

from features import parsers

PLACE = re.compile(r"<([^<>\n]+)>")
NAME = re.compile(r"[\w.-]+")
WORDS_OF_LOGIC = {"and", "or", "not", "True", "False", "None"}
NEAREST = 3


class Mistake(NamedTuple):
    """Where it stands and what is wrong; what would be right is in the sentence."""

    path: Path
    line: int
    problem: str


class Known(NamedTuple):
    """What a feature may use: the ids of the statements, the patterns of the steps."""

    statements: Collection[str]
    patterns: Collection[str]


def mistakes(folder: Path, known: Known) -> list[Mistake]:
    """Everything that is wrong with the feature files under `folder`."""
    return [
        Mistake(path.relative_to(folder.parent), line, problem)
        for path in sorted(folder.rglob("*.feature"))
        for line, problem in _of_file(path, known)
    ]


def tags_in(folder: Path) -> set[str]:
    """Every tag of the feature files under `folder` that can be read."""
    return {
        tag
        for path in folder.rglob("*.feature")
        if (feature := _read(path)) is not None
        for _, tag in _tags(feature)
    }


def strangers(expression: str, tags: Collection[str]) -> list[str]:
    """Words of a choice such as ``IBF-04 or F02`` that are no tags."""
    return sorted(set(NAME.findall(expression)) - WORDS_OF_LOGIC - set(tags))


def is_choice(expression: str) -> bool:
    """Whether words and ``and``, ``or`` and ``not`` stand as they must."""
    try:
        ast.parse(NAME.sub(_as_logic, expression.strip() or "True"), mode="eval")
    except SyntaxError:
        return False
    return "," not in expression


def _as_logic(word: re.Match[str]) -> str:
    return word[0] if word[0] in WORDS_OF_LOGIC else "True"


def nearest_steps(words: str, patterns: Collection[str]) -> list[str]:
    """The step patterns most like these words."""
    return get_close_matches(words, patterns, NEAREST, 0.6)


def is_step(words: str, patterns: Collection[str]) -> bool:
    """Whether some step pattern matches these words."""
    return any(parsers.parse(one).is_matching(words) for one in patterns)


def _read(path: Path) -> Feature | None:
    try:
        return get_gherkin_document(str(path)).feature
    except (GherkinParseError, KeyError):
        return None


def _of_file(path: Path, known: Known) -> Iterator[tuple[int, str]]:
    try:
        feature = get_gherkin_document(str(path)).feature
    except GherkinParseError as problem:
        yield problem.line, f"{problem.line_content.strip()!r}: {problem.message}"
        return
    except KeyError:
        yield 1, "holds nothing; begin with a line such as `Feature: Friday's roses`"
        return
    scenarios = list(_scenarios(feature))
    if not scenarios:
        yield feature.location.line, "the feature has no scenario"
    yield from _strange_tags(feature, known.statements)
    yield from _swallowed(feature, known.patterns)
    yield from _twins(scenarios)
    for one in scenarios:
        yield from _of_scenario(one)


def _scenarios(there: Feature | Rule) -> Iterator[Scenario]:
    for child in there.children:
        if child.scenario:
            yield child.scenario
        elif isinstance(there, Feature) and child.rule:
            yield from _scenarios(child.rule)


def _tags(feature: Feature) -> Iterator[tuple[int, str]]:
    rules = [child.rule for child in feature.children if child.rule]
    scenarios = list(_scenarios(feature))
    tables = [table for one in scenarios for table in one.examples]
    for tagged in (feature, *rules, *scenarios, *tables):
        for tag in tagged.tags:
            yield tag.location.line, tag.name.removeprefix("@")


def _strange_tags(feature: Feature, statements: Collection[str]) -> Iterator[tuple[int, str]]:
    for line, tag in _tags(feature):
        if tag not in statements:
            near = get_close_matches(tag.upper(), statements, 1)
            hint = f" (did you mean @{near[0]}?)" if near else ""
            yield line, f"@{tag} is none of the statements in statements.toml{hint}"


def _swallowed(feature: Feature, patterns: Collection[str]) -> Iterator[tuple[int, str]]:
    """Lines of descriptions that are steps but for their first word."""
    told: list[Feature | Rule | Scenario | Background] = [feature, *_scenarios(feature)]
    told += [child.background for child in feature.children if child.background]
    told += [child.rule for child in feature.children if child.rule]
    for one in told:
        for text in map(str.strip, one.description.splitlines()):
            if is_step(text.partition(" ")[2], patterns):
                line = one.location.line
                yield line, f"{text!r} is read as a description, not as a step: see its first word"


def _twins(scenarios: list[Scenario]) -> Iterator[tuple[int, str]]:
    first: dict[str, int] = {}
    for one in scenarios:
        line = first.setdefault(one.name, one.location.line)
        if line != one.location.line:
            yield one.location.line, f"{one.name!r} is the name of the scenario in line {line} too"


def _of_scenario(scenario: Scenario) -> Iterator[tuple[int, str]]:
    line = scenario.location.line
    if not scenario.steps:
        yield line, f"{scenario.name!r} has no steps"
    if scenario.keyword != "Scenario Outline" and not scenario.examples:
        return
    if not any(table.table_body for table in scenario.examples):
        yield line, f"{scenario.name!r} is an outline, but its Examples have no rows"
        return
    yield from _columns(scenario)


def _columns(scenario: Scenario) -> Iterator[tuple[int, str]]:
    """Places that no column fills, and columns that fill no place."""
    places = set(PLACE.findall(scenario.name))
    places.update(place for step in scenario.steps for place in PLACE.findall(step.text))
    for table in scenario.examples:
        header = table.table_header
        columns = {cell.value for cell in header.cells} if header else set()
        line = table.location.line
        for place in sorted(places - columns):
            yield line, f"no column fills <{place}>; there is: {', '.join(sorted(columns))}"
        for column in sorted(columns - places):
            yield line, f"no step uses the column {column}; write <{column}> where it belongs"
