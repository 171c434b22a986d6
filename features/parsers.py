"""Steps as people say them: what a pattern counts, ``{boxes:d} boxes``, may be ``1 box`` too."""

import re

from parse import with_pattern
from pytest_bdd import parsers

#: What is counted in steps, and what a single one lacks at its end.
NOUNS = {"batches": "es", "boxes": "es", "bunches": "es"} | dict.fromkeys(
    (
        *("bytes", "calls", "connections", "events", "labels", "lines", "orders", "stems"),
        *("users", "days", "hours", "minutes", "seconds", "times"),
    ),
    "s",
)
COUNTED = re.compile(rf"(\{{\w+:[dg]\}}) ({'|'.join(NOUNS)})\b")


def parse(pattern: str) -> parsers.parse:
    """The parser of a step."""
    counted = {noun: _one_or_more(noun) for _, noun in COUNTED.findall(pattern)}
    made = parsers.parse(COUNTED.sub(r"\1 {:\2}", pattern), counted)
    made.name = pattern
    return made


def _one_or_more(noun: str) -> object:
    """A type of the parser's that fits the noun in the plural and of one."""
    ending = NOUNS[noun]
    return with_pattern(f"{noun.removesuffix(ending)}(?:{ending})?")(lambda text: text)
