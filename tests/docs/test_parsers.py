"""Steps count as people do: 1 box, 2 boxes."""

import re

import pytest

from features.parsers import parse
from tests.docs.feature_files import FEATURES

BUYS = parse('a florist buys {boxes:d} boxes of "{name}" and {more:d} boxes of "{other}"')


@pytest.mark.parametrize(("first", "second"), [("1 box", "2 boxes"), ("2 boxes", "1 box")])
def test_one_is_counted_like_many(first: str, second: str) -> None:
    words = f'a florist buys {first} of "roses" and {second} of "tulips"'
    counted = {"boxes": int(first[0]), "more": int(second[0])}
    assert BUYS.parse_arguments(words) == {"name": "roses", "other": "tulips"} | counted


@pytest.mark.parametrize("noun", ["label", "labels"])
def test_regular_nouns_are(noun: str) -> None:
    assert parse("{count:d} labels of {which}").is_matching(f"3 {noun} of it")


@pytest.mark.parametrize("words", ["1 hour passes", "2 hours pass"])
def test_what_it_does_fits(words: str) -> None:
    assert parse("{hours:g} hours pass").parse_arguments(words) == {"hours": int(words[0])}
    assert not parse("{hours:g} hours pass").is_matching("1 hour pass")


def test_every_step_is_parsed_so() -> None:
    for path in (FEATURES / "steps").glob("*.py"):
        plain = re.search(r"^from pytest_bdd import .*parsers", path.read_text(), re.MULTILINE)
        assert not plain, f"{path.name}: from features import parsers"


def test_nothing_else_is_said_otherwise() -> None:
    assert not BUYS.is_matching('a florist buys 1 boxe of "roses" and 2 boxes of "tulips"')
    assert not parse("{count:d} waits").is_matching("1 wait")
    assert BUYS.name.startswith("a florist buys {boxes:d} boxes of")
