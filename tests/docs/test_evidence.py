"""docs/evidence.md is what the code says, and nothing in it stands unproven."""

from pathlib import Path

import pytest

from integration.lab.evidence import OUTPUT, mention, report
from integration.lab.usage import proofs
from mocks.worlds import PARTNERS
from tests.docs.feature_files import ROOT

METHODS = [one.name for kind in PARTNERS.values() for one in kind.published().endpoints]
REPORT = report(ROOT)

TESTS = """
import pytest
from tests.desk import ask as asking

BOX_TYPES = "boxtype.list"
SWITCHES = {"refused_calls": "free"}


def lists():
    return asking(BOX_TYPES)


def test_through_a_function():
    assert lists()


def test_through_a_table():
    assert SWITCHES


@pytest.mark.parametrize("value", ["count", "yes"])
def test_with_a_parameter(value):
    assert make(page_rows=value)


def test_in_a_loop():
    for reading, shown in (("fixed", 1), ("us_eastern", 0)):
        assert make(eastern_time=reading) == shown


def test_side_by_side():
    assume("komet", "empty_status", "0")
"""
DESK = """
def ask(name):
    return call(name, "login.path")
"""
FEATURE = """
Feature: a feature
  Scenario: one value
    Given Komet assumes empty_status is 0

  Scenario Outline: by rows
    Given Komet assumes page_rows is <rows>
    Examples:
      | rows |
      | 30   |
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path, text in {
        "tests/test_it.py": TESTS,
        "tests/desk.py": DESK,
        "features/it.feature": FEATURE,
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_evidence_md_is_what_the_code_says():
    written = (ROOT / OUTPUT).read_text(encoding="utf-8")
    assert written == REPORT.text, "run `python -m integration.lab.evidence`"


def test_nothing_stands_unproven():
    assert not REPORT.gaps, "\n".join(map(str, REPORT.gaps))


@pytest.mark.parametrize("name", METHODS)
def test_every_method_has_its_row(name):
    assert f"\n| `{name}` | " in REPORT.text


def test_a_tree_without_tests_proves_nothing(tmp_path):
    gaps = [gap.what for gap in report(tmp_path).gaps]
    assert len([gap for gap in gaps if " = " not in gap]) == len(METHODS)
    assert "komet `empty_status` = `0`" in gaps


def test_a_test_says_what_it_leads_to(tree):
    texts = {proof.name: proof.texts for proof in proofs(tree)}
    assert {"boxtype.list", "login.path"} <= texts["test_through_a_function"]
    assert "boxtype.list" not in texts["test_side_by_side"]


def test_a_value_is_tried_where_it_stands_beside_its_switch(tree):
    pairs = {proof.name: proof.pairs for proof in proofs(tree)}
    assert ("refused_calls", "free") in pairs["test_through_a_table"]
    assert ("page_rows", "count") in pairs["test_with_a_parameter"]
    assert ("eastern_time", "us_eastern") in pairs["test_in_a_loop"]
    assert ("empty_status", "0") in pairs["test_side_by_side"]
    assert ("empty_status", "0") in pairs["one value"]
    assert ("empty_status", "30") not in pairs["by rows"]
    assert ("page_rows", "30") in pairs["by rows"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("shop/cart", True),
        ("http://market/api/shop/cart?rows=1", True),
        ("shop/cart/box", False),
        ("my-shop/cart", False),
    ],
)
def test_a_method_is_not_named_by_a_longer_one(text, named):
    assert bool(mention("shop/cart").search(text)) is named


@pytest.mark.parametrize(
    ("text", "named"), [("login", True), ("asks for `login`", True), ("a user's login", False)]
)
def test_a_common_word_is_no_method(text, named):
    assert bool(mention("login").search(text)) is named
