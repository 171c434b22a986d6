"""Whatever is put into an act or a method: done as asked, or refused in a sentence; nothing else.

No act ever raises anything but a refusal, a refusal names the field and changes no fact, and after
whatever was taken the lists answer as published.
"""

import re

import msgspec
import pytest

from mocks.core.api import Endpoint, Request
from mocks.core.errors import BadCall, Refusal
from mocks.core.fields import struct_in
from mocks.core.world import World
from mocks.worlds import WorldSpec, build_world
from tests.contract.doors import DOORS, Door
from tests.contract.good_acts import GOOD
from tests.contract.poison import (
    UNSPEAKABLE,
    VALUES,
    Fields,
    Lists,
    figures,
    headers,
    is_figure,
    judged,
    poisoned,
)

EMPTY = build_world(WorldSpec(lines=1)).partners
ACTS = [(name, act) for name, partner in EMPTY.items() for act in partner.acts]
METHODS = [
    (name, one.path)
    for name, partner in EMPTY.items()
    for one in partner.endpoints
    if msgspec.structs.fields(one.call)
]
WITH_FIGURES = [
    (name, path)
    for name, path in METHODS
    if any(is_figure(one.type) for one in msgspec.structs.fields(EMPTY[name].paths[path].call))
]


@pytest.fixture(scope="module")
def every() -> dict[str, Lists]:
    return {name: Lists(make()) for name, make in DOORS.items()}


def names(kind: type[msgspec.Struct]) -> set[str]:
    """The fields of a Struct and of those inside it: a wrong one may show in another."""
    found = {field.encode_name for field in msgspec.structs.fields(kind)}
    for field in msgspec.structs.fields(kind):
        inner = struct_in(field.type)
        found |= names(inner) if inner else set()
    return found


def good(door: Door, act: str) -> Fields:
    """The fields of an act that does something."""
    fields = GOOD[door.partner][act]
    return fields | ({"token": door.keys["Company"]} if "token" in fields else {})


def done(world: World, partner: str, act: str, fields: Fields) -> Refusal | None:
    """The refusal of an act, if it was refused; then in a sentence, and nothing has changed."""
    before = world.digests()
    try:
        world.act(partner, act, fields)
    except Refusal as refusal:
        assert world.digests() == before, f"refused, but changed something: {fields}"
        sentence = world.partners[partner].dialect.sentence(refusal)
        assert "{" not in sentence and len(sentence) > len("no."), sentence
        return refusal
    return None


@pytest.mark.parametrize(("partner", "act"), ACTS)
def test_an_act_is_done_or_refused_and_lists_answer_after_it(
    every: dict[str, Lists], partner: str, act: str
) -> None:
    lists = every[partner]
    before, fields = lists.door.world, good(lists.door, act)
    world = before.copy()
    assert done(world, partner, act, fields) is None, "the good one is done"
    kind, refused = world.partners[partner].acts[act].call, 0
    for name, wrong in poisoned(kind, fields, VALUES + UNSPEAKABLE):
        world = before.copy()
        refusal = done(world, partner, act, wrong)
        if refusal is None:
            assert lists.broken(world) == [], wrong
            continue
        refused += 1
        if isinstance(refusal, BadCall):
            said = set(re.split(r"[.\[\]]", str(refusal.details["field"])))
            assert said & {name, *names(kind)}, refusal
    assert refused, "nothing was poison to it"


def asked(one: Endpoint, door: Door, fields: Fields) -> Request:
    """A call as a tester would send it: a query of a GET, else JSON."""
    if one.verb == "GET":
        query = {name: str(value) for name, value in fields.items()}
        return Request("GET", one.path, query, headers(door, one))
    return Request(one.verb, one.path, {}, headers(door, one), msgspec.json.encode(fields))


@pytest.mark.parametrize(("partner", "path"), METHODS)
def test_whatever_a_method_is_given_it_answers_as_published(
    every: dict[str, Lists], partner: str, path: str
) -> None:
    door = every[partner].door
    one = door.world.partners[partner].paths[path]
    good = {name: values[0] for name, values in door.good.get(path, {}).items()}
    # Reading leaves nothing behind but a call counted, and a day of those would be used up.
    world = door.world.copy()
    for _, wrong in poisoned(one.call, good):
        world = door.world.copy() if one.writes else world
        answer = world.call(partner, asked(one, door, wrong))
        assert judged(partner, one, answer) == [], wrong


@pytest.mark.parametrize(("partner", "path"), WITH_FIGURES)
def test_no_method_takes_for_a_figure_what_is_none(
    every: dict[str, Lists], partner: str, path: str
) -> None:
    door = every[partner].door
    world, one = door.world.copy(), door.world.partners[partner].paths[path]
    good = {name: values[0] for name, values in door.good.get(path, {}).items()}
    before, tried = world.digests(), 0
    for name, wrong in figures(one.call, good):
        answer = world.call(partner, asked(one, door, wrong))
        assert judged(partner, one, answer) == [], wrong
        said = msgspec.json.decode(answer.body)
        assert door.is_refusal(answer.status, said), wrong
        tried += 1
        assert name in str(said), (said, wrong)
    assert world.digests() == before
    assert tried
