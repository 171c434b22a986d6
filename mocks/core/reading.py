"""From what somebody sent to a typed value, or to a refusal that says what would be right.

msgspec checks types and bounds in words for programmers; here they become a field, what is wrong
with it, and what would be right, read off the field's own type. So a bound is written once, in the
Struct, and every refusal that names it follows.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec
import msgspec.inspect as kinds

from mocks.core.errors import BadCall
from mocks.core.fields import Limits, struct_in, unknown_names

T = TypeVar("T")

#: The field of a value that is wrong as a whole.
WHOLE = "body"

_WHERE = re.compile(r" - at `(?:key in )?\$\.?(.*)`")
_MISSING = re.compile(r"missing required field `(\w+)`")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_GOT = re.compile(r"got `(\w+)`")
_ENUM = re.compile(r"Invalid enum value (.*)")

#: What msgspec calls what it got, in words.
_GIVEN = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number with a fraction",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "an object",
}

#: What is wrong, by what msgspec's words begin with.
_WRONG = (
    ("Invalid decimal", "no number"),
    ("Invalid RFC3339 encoded datetime", "no moment"),
    ("Invalid RFC3339 encoded date", "no day"),
    ("Expected `datetime` with", "a moment without its zone"),
    ("Expected `str` matching", "written otherwise"),
)


def read(kind: type[T], given: Any, *, strict: bool = False, unknown: str = "refused") -> T:
    """`given` (what JSON or a query gave) as a `kind`.

    Args:
        kind: a Struct.
        given: plain values.
        strict: False takes numbers and flags as text, too.
        unknown: whether unknown fields are ``refused`` or ``left`` out.

    Raises:
        BadCall: naming the field, what is wrong with it and what would be right.
    """
    for name in unknown_names(kind, given) if unknown == "refused" else ():
        raise unknown_field(kind, name)
    try:
        value = msgspec.convert(given, kind, strict=strict)
    except msgspec.ValidationError as problem:
        raise bad_field(kind, str(problem)) from problem
    check_limits(value)
    return value


def check_limits(value: Any) -> None:
    """Refuse a Struct with an amount or a day outside the limits its field is marked with.

    Raises:
        BadCall: naming the field and the limits.
    """
    for field, limits in outside(value):
        problem = "outside what can be"
        raise BadCall("field.wrong", field=field, problem=problem, right=within(limits))


def unknown_field(kind: Any, name: str) -> BadCall:
    """The refusal of a field there is not; it names those there are beside it."""
    *path, last = name.split(".")
    beside = _struct_at(kind, path)
    known = [one.encode_name for one in msgspec.structs.fields(beside)] if beside else []
    right = f"one of {', '.join(known)}" if known else "no fields at all"
    return BadCall("field.unknown", field=".".join((*path, last)), right=right)


def bad_field(kind: Any, said: str) -> BadCall:
    """The refusal of what msgspec would not take, from its words."""
    where = _WHERE.search(said)
    field = where[1] if where else ""
    if missing := _MISSING.search(said):
        field = f"{field}.{missing[1]}".lstrip(".")
        return BadCall("field.missing", field=field, right=right_for(kind, field))
    if unknown := _UNKNOWN.search(said):
        return unknown_field(kind, f"{field}.{unknown[1]}".lstrip("."))
    problem, right = _wrong(said), right_for(kind, field)
    return BadCall("field.wrong", field=field or WHOLE, problem=problem, right=right)


def right_for(kind: Any, field: str) -> str:
    """What would be right for the field at that path of a `kind`, in words."""
    path = [part for part in re.split(r"\.|(\[[^]]*\])", field) if part]
    return described(_node_at(kinds.type_info(kind), path))


def described(node: kinds.Type | None) -> str:
    """A field's type in words, with its bounds: ``a whole number from 1 to 900``.

    What a pattern means says the description beside it.
    """
    if isinstance(node, kinds.Metadata):
        limits = (node.extra or {}).get("limits")
        said = (node.extra_json_schema or {}).get("description")
        return within(limits) if limits else said or described(node.type)
    if isinstance(node, kinds.UnionType):
        return described(next(one for one in node.types if not isinstance(one, kinds.NoneType)))
    if isinstance(node, kinds.LiteralType):
        *most, last = map(str, node.values)
        return f"{', '.join(most)} or {last}" if most else last
    for types, words in _WORDS:
        if isinstance(node, types):
            return words(node)
    return "what is published"


def within(limits: Limits) -> str:
    """Limits in words."""
    if not limits.decimals:
        return f"a day from {limits.low} to {limits.high}"
    return f"an amount from {limits.low} to {limits.high} with at most {limits.decimals} decimals"


def outside(value: Any, place: str = "") -> Iterator[tuple[str, Limits]]:
    """The fields of a Struct, at every depth, whose values their `Limits` do not allow."""
    if isinstance(value, msgspec.Struct):
        for name, encoded, limits in _watched(type(value)):
            inner, path = getattr(value, name), f"{place}.{encoded}".lstrip(".")
            if limits is None:
                yield from outside(inner, path)
            elif inner not in (None, msgspec.UNSET) and not limits.allow(inner):
                yield path, limits
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from outside(inner, f"{place}[{number}]")


@cache
def _watched(kind: type[msgspec.Struct]) -> tuple[tuple[str, str, Limits | None], ...]:
    """Name, published name and limits of the fields worth a look: None for a Struct with some."""
    found = []
    for field in msgspec.structs.fields(kind):
        limits, inner = _limits_in(field.type), struct_in(field.type)
        if limits is not None or (inner is not None and _watched(inner)):
            found.append((field.name, field.encode_name, limits))
    return tuple(found)


def _limits_in(kind: Any) -> Limits | None:
    """The limits a type is marked with, itself or inside ``X | None``, if there are any."""
    for part in get_args(kind):
        if isinstance(part, msgspec.Meta):
            found: Limits | None = (part.extra or {}).get("limits")
        else:
            found = _limits_in(part)
        if found is not None:
            return found
    return None


def _wrong(said: str) -> str:
    """What is wrong, in a few words."""
    if enum := _ENUM.match(said.split(" - at ")[0]):
        return f"{enum[1]} is not known"
    if got := _GOT.search(said):
        return _GIVEN.get(got[1], "something else")
    for start, words in _WRONG:
        if said.startswith(start):
            return words
    if "length" in said:
        return "too short" if ">=" in said else "too long"
    return "too small" if re.search(r" >=? ", said) else "too large"


def _node_at(node: Any, path: list[str]) -> Any:
    """The type at a path of names and indices; None where it leads nowhere."""
    for step in path:
        while isinstance(node, kinds.Metadata):
            node = node.type
        if isinstance(node, kinds.UnionType):
            node = next(one for one in node.types if not isinstance(one, kinds.NoneType))
        node = _inside(node, step)
    return node


def _inside(node: Any, step: str) -> Any:
    """One step into a type: into a list or a mapping, or to a field of that name."""
    if isinstance(node, kinds.DictType):
        return node.value_type
    if step.startswith("["):
        return getattr(node, "item_type", None)
    fields = {one.encode_name: one.type for one in getattr(node, "fields", ())}
    return fields.get(step)


def _struct_at(kind: Any, path: list[str]) -> type[msgspec.Struct] | None:
    """The Struct at a path such as ``items[]``."""
    found = struct_in(kind)
    for step in path:
        if found is None:
            return None
        fields = {one.encode_name: one.type for one in msgspec.structs.fields(found)}
        found = struct_in(fields.get(re.sub(r"\[[^]]*\]", "", step)))
    return found


def _whole_number(node: kinds.IntType) -> str:
    low = node.ge if node.gt is None else node.gt + 1
    high = node.le if node.lt is None else node.lt - 1
    return f"a whole number{_between('from', low, high)}"


def _number(node: kinds.FloatType) -> str:
    low = node.ge if node.gt is None else node.gt
    high = node.le if node.lt is None else node.lt
    return f"a number{_between('from', low, high)}"


def _text(node: kinds.StrType) -> str:
    if node.pattern:
        return f"a text like {node.pattern}"
    size = _between("of", node.min_length, node.max_length)
    return f"a text{size} characters" if size else "a text"


def _list(node: Any) -> str:
    size = _between("of", node.min_length, node.max_length)
    return f"a list{size} entries" if size else "a list"


def _between(word: str, low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f" {word} {low} to {high}"
    if high is not None:
        return f" of at most {high}"
    return "" if low is None else f" of at least {low}"


_WORDS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (kinds.BoolType, lambda _: "true or false"),
    (kinds.IntType, _whole_number),
    (kinds.FloatType, _number),
    (kinds.DecimalType, lambda _: "a number"),
    (kinds.StrType, _text),
    (kinds.DateType, lambda _: "a day such as 2026-11-25"),
    (kinds.DateTimeType, lambda _: "a moment with its zone, such as 2026-11-25T10:00:00Z"),
    ((kinds.ListType, kinds.VarTupleType, kinds.TupleType, kinds.FrozenSetType), _list),
    ((kinds.StructType, kinds.DictType), lambda _: "an object"),
)
