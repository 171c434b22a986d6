"""What no field can mean, put into every field of a call in turn; and whether lists still answer.

The values are the same for every field, whatever its type: what is poison for one is a fair value
for another, and is then accepted.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

import msgspec

from integration.lab.contract import published
from mocks.core.api import Endpoint, Request, Response
from mocks.core.fields import struct_in
from mocks.core.world import World
from tests.contract.doors import DOCUMENTS, Door

HUGE = 10**30
VALUES: tuple[Any, ...] = (
    *(None, True, "", " ", "x", "\x00", "ñ" * 5000, "9" * 5000, [], [0], ["x"], {}, {"x": 1}),
    *(-1, 0, 1, 10**9, HUGE, -HUGE, 1.5, -0.01, 1.2345, 1e300),
    *("NaN", "sNaN", "-Infinity", "Infinity", "1e30", "1e-999", "-1", "1.2345", "1.005", "٣"),
    *("0001-01-01", "1970-01-01", "2026-02-30", "9999-12-31", "2026-11-25T10:00:00"),
)
#: What JSON can not say, but a program in the same process can.
UNSPEAKABLE = (float("nan"), float("inf"), -float("inf"))

#: What no amount and no count can be, as JSON or a query says it.
NO_FIGURES = (-1, -0.01, HUGE, 1e300, "NaN", "sNaN", "Infinity", "-Infinity", "1e30", "-1")

Fields = dict[str, Any]


def poisoned(
    kind: type[msgspec.Struct], good: Fields, values: tuple[Any, ...] = VALUES
) -> Iterator[tuple[str, Fields]]:
    """`good` with one thing wrong, in every way there is; the name of the field first."""
    yield "colour", good | {"colour": "red"}
    for field in msgspec.structs.fields(kind):
        name = field.encode_name
        yield name, {other: value for other, value in good.items() if other != name}
        for value in values:
            yield name, good | {name: value}
        inner = struct_in(field.type)
        if inner is not None and good.get(name):
            many = isinstance(good[name], list | tuple)
            first = good[name][0] if many else good[name]
            for path, one in poisoned(inner, first, values):
                yield path, good | {name: [one] if many else one}


class Lists:
    """All methods of a partner that only read, asked as a tester would.

    Args:
        door: the partner's, with the keys to it.
    """

    def __init__(self, door: Door) -> None:
        self.door = door
        partner = door.world.partners[door.partner]
        self.reading = [
            one for one in partner.endpoints if not one.writes and "labels" not in one.name
        ]

    def broken(self, world: World) -> list[str]:
        """What is wrong with their answers in that world."""
        return [
            f"{one.name}: {problem}"
            for one in self.reading
            for problem in judged(self.door.partner, one, self.ask(world, one))
        ]

    def ask(self, world: World, one: Endpoint) -> Response:
        """The answer of one of them."""
        good = self.door.good.get(one.path, {})
        query = {name: str(values[0]) for name, values in good.items()}
        return world.call(
            self.door.partner, Request("GET", one.path, query, headers(self.door, one))
        )


def figures(kind: type[msgspec.Struct], good: Fields) -> Iterator[tuple[str, Fields]]:
    """`good` with one figure wrong, in every way there is; the name of the field first."""
    for field in msgspec.structs.fields(kind):
        name = field.encode_name
        if is_figure(field.type):
            for value in NO_FIGURES:
                yield name, good | {name: value}
        inner = struct_in(field.type)
        if inner is not None and good.get(name):
            many = isinstance(good[name], list | tuple)
            first = good[name][0] if many else good[name]
            for path, one in figures(inner, first):
                yield path, good | {name: [one] if many else one}


def is_figure(kind: Any) -> bool:
    """Whether a type takes figures and no text."""
    parts = get_args(kind)
    if kind is bool or str in parts or any(str in get_args(part) for part in parts):
        return False
    return kind in (int, float, Decimal) or any(is_figure(part) for part in parts[:2])


def judged(partner: str, one: Endpoint, answer: Response) -> list[str]:
    """What is wrong with an answer, by the published document."""
    operation = published().operation(partner, one.path)
    return list(operation.judge_reply(answer.status, answer.body))


def headers(door: Door, one: Endpoint) -> Mapping[str, str]:
    """What opens a method, and says that JSON is sent."""
    entry = DOCUMENTS[door.partner]["paths"][one.path][one.verb.lower()]
    known = {name.lower(): text for name, text in door.headers(entry).items()}
    return known | {"content-type": "application/json"}
