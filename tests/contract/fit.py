"""Whether the engine's own types fit a partner's published document (guard 4 of the contract).

The engine reads with small types of its own, so a field renamed at the partner's would simply be
absent to it, and an optional one would never be missed. Here each type is laid beside the
document: what is sent must be taken, what is read must be promised, and be of a kind that fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from integration.partners.operations import Operation

REF = "#/components/schemas/"
#: How msgspec writes Decimal; on both partners' wires money is a number.
MONEY = {"type": "string", "format": "decimal"}
TOKEN_HEADERS = {"X-ACCOUNT"}


class Schemas:
    """A document's shapes, or those of our own types, with references looked up."""

    def __init__(self, components: Any) -> None:
        self._components = components

    def options(self, schema: Any) -> list[Any]:
        """The alternatives a schema allows, references resolved."""
        if "$ref" in schema:
            return self.options(self._components[schema["$ref"].removeprefix(REF)])
        if "anyOf" in schema:
            return [option for inner in schema["anyOf"] for option in self.options(inner)]
        return [schema]

    def fields(self, schema: Any) -> dict[str, Any]:
        """The fields of every object among the alternatives."""
        found: dict[str, Any] = {}
        for option in self.options(schema):
            found |= option.get("properties", {})
        return found

    def items(self, schema: Any) -> Any:
        """What an array among the alternatives holds, or None."""
        return next((one["items"] for one in self.options(schema) if "items" in one), None)

    def kinds(self, schema: Any) -> set[str]:
        """JSON types allowed, days and moments apart from other texts; null left aside."""
        found = set()
        for option in self.options(schema):
            if {name: option.get(name) for name in MONEY} == MONEY:
                found.add("number")
            elif option.get("format") in ("date", "date-time"):
                found.add(option["format"])
            elif "enum" in option:
                found |= {"integer" if isinstance(one, int) else "string" for one in option["enum"]}
            elif option.get("type", "null") != "null":
                found.add(option["type"])
        return found


def misfits(operation: Operation[Any, Any], document: Any) -> Iterator[str]:
    """What of an operation does not fit the document, in sentences."""
    path = f"/api/{operation.name}"
    entry = document["paths"].get(path, {}).get(operation.verb.lower())
    if entry is None:
        yield f"{operation.verb} {path} is not published"
        return
    mine, own = _own(operation.request)
    theirs = Schemas(document["components"]["schemas"])
    asked = _input(operation, entry)
    yield from _lacking(operation, entry, own.fields(mine), asked, theirs)
    yield from _fit(f"{operation.name} sends", (mine, own), (asked, theirs), sent=True)
    mine, own = _own(operation.reply)
    answered = entry["responses"]["200"]["content"]["application/json"]["schema"]
    yield from _fit(f"{operation.name} reads", (mine, own), (answered, theirs), sent=False)
    if operation.rows and operation.rows not in own.fields(mine):
        yield f"{operation.name}: rows {operation.rows} are no field of the reply"


def _own(kind: type[msgspec.Struct]) -> tuple[Any, Schemas]:
    (schema,), components = msgspec.json.schema_components([kind], ref_template=REF + "{name}")
    return schema, Schemas(components)


def _input(operation: Operation[Any, Any], entry: Any) -> Any:
    if operation.verb != "GET":
        return entry["requestBody"]["content"]["application/json"]["schema"]
    query = [one for one in entry.get("parameters", []) if one["in"] == "query"]
    return {
        "type": "object",
        "properties": {one["name"]: one["schema"] for one in query},
        "required": [one["name"] for one in query if one["required"]],
    }


def _lacking(
    operation: Operation[Any, Any], entry: Any, sent: Any, asked: Any, theirs: Schemas
) -> Iterator[str]:
    """Required inputs that are never sent, headers included."""
    for option in theirs.options(asked):
        for name in option.get("required", []):
            if name not in sent:
                yield f"{operation.name} never sends {name}, which is required"
    headers = {
        one["name"]
        for one in entry.get("parameters", [])
        if one["in"] == "header" and one["required"]
    }
    if headers - (TOKEN_HEADERS if operation.account else set()):
        yield f"{operation.name} never sends the headers {', '.join(sorted(headers))}"


def _fit(
    place: str, mine: tuple[Any, Schemas], theirs: tuple[Any, Schemas], *, sent: bool
) -> Iterator[str]:
    schema, own = mine
    published, others = theirs
    ours, known = own.kinds(schema), others.kinds(published)
    if not _compatible(ours, known, sent=sent):
        yield f"{place}: {_words(ours)}, published is {_words(known)}"
        return
    for name, inner in own.fields(schema).items():
        if name not in others.fields(published):
            yield f"{place} {name}: published is no such field"
            continue
        beside = others.fields(published)[name]
        yield from _fit(f"{place} {name}", (inner, own), (beside, others), sent=sent)
    held, holds = own.items(schema), others.items(published)
    if held is not None and holds is not None:
        yield from _fit(f"{place}[]", (held, own), (holds, others), sent=sent)


def _compatible(ours: set[str], known: set[str], *, sent: bool) -> bool:
    """Whether all that is sent may be taken, or all that may come can be read."""
    narrow, wide = (ours, known) if sent else (known, ours)
    wide = wide | ({"integer"} if "number" in wide else set())
    if "string" in wide:
        # A day or a moment is a text to whoever takes any.
        wide |= {"date", "date-time"}
    return narrow <= wide


def _words(kinds: set[str]) -> str:
    return " or ".join(sorted(kinds)) or "nothing"
