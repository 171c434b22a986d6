"""Step patterns: none unused, none without a word on what it does, all listed in STEPS.md."""

import ast

import pytest

from features import parsers
from integration.lab.steps_doc import Step, document, steps_in
from tests.docs.feature_files import FEATURES, scenarios

FOLDER = FEATURES / "steps"
STEPS = steps_in(FOLDER)
USED = {step for told in scenarios() for step in told.steps}

# In a step: no decision, no loop, no waiting; those are the harness's business.
FORBIDDEN = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.IfExp, ast.comprehension)


def test_there_are_steps() -> None:
    assert len(STEPS) > 10


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind} {step.pattern}")
def test_no_step_is_unused(step: Step) -> None:
    parser = parsers.parse(step.pattern)
    assert any(kind == step.kind and parser.is_matching(words) for kind, words in USED)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind} {step.pattern}")
def test_a_step_is_matched_by_no_other_pattern(step: Step) -> None:
    own = parsers.parse(step.pattern)
    words = [words for kind, words in USED if kind == step.kind and own.is_matching(words)]
    others = [
        other.pattern
        for other in STEPS
        if other.kind == step.kind and other.pattern != step.pattern
        for line in words
        if parsers.parse(other.pattern).is_matching(line)
    ]
    assert not others


def test_steps_md_is_what_the_steps_say() -> None:
    written = (FEATURES / "STEPS.md").read_text(encoding="utf-8")
    assert written == document(STEPS), "run `python -m integration.lab.steps_doc`"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_steps_decide_nothing(path: object) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, FORBIDDEN)]
    assert not found, f"{path.name}: say it in the harness"


def test_a_planted_decision_would_be_found() -> None:
    tree = ast.parse("def step(lab):\n    if lab:\n        lab.go()\n")
    assert [node for node in ast.walk(tree) if isinstance(node, FORBIDDEN)]
