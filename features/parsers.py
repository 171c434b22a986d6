"""Steps as people say them: what a pattern counts, ``{boxes:d} boxes``, may be ``1 box`` too."""

import re

from pytest_bdd import parsers

#: What is counted in steps, and what a single one lacks at its end.
NOUNS = {"batches": "es", "boxes": "es", "bunches": "es"} | dict.fromkeys(
    (
        *("bytes", "calls", "connections", "events", "labels", "lines", "orders", "stems"),
        *("users", "days", "hours", "minutes", "seconds", "times"),
    ),
    "s",
)
#: A number, what it counts, and what that does.
COUNTED = re.compile(rf"(\{{\w+:[dg]\}}) ({'|'.join(NOUNS)})\b( pass| are\b)?")
OF_ONE = {"": "", " pass": " passes", " are": " is"}


def parse(pattern: str) -> parsers.parse:
    """The parser of a step."""
    kinds = {_name(noun, verb): Counted(noun, verb) for _, noun, verb in COUNTED.findall(pattern)}
    made = parsers.parse(COUNTED.sub(lambda found: _field(*found.groups("")), pattern), kinds)
    made.name = pattern
    return made


class Counted:
    """A type of the parser's that fits a noun and what it does, in the plural and of one."""

    def __init__(self, noun: str, verb: str) -> None:
        self.pattern = f"{noun}{verb}|{noun.removesuffix(NOUNS[noun])}{OF_ONE[verb]}"

    def __call__(self, text: str) -> str:
        return text


def _name(noun: str, verb: str) -> str:
    return f"{noun}{verb}".replace(" ", "_")


def _field(number: str, noun: str, verb: str) -> str:
    return f"{number} {{:{_name(noun, verb)}}}"
