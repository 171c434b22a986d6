"""The published documents as judges of single calls and answers (guard 3 of the contract).

A document says what may be asked and answered; a call that fits here fits every partner that
keeps its word. Asking is judged strictly: the documented verb, known fields, the documented types,
because lenient simulators would forgive what the live service may not. Answers are judged with
unknown fields forbidden as well, so that a simulator can not answer what it never published.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

import mocks

#: Lists longer than this are judged by their first, last and evenly spread rows, so that a day
#: with a thousand large answers stays fast. Everything shorter is judged whole.
ROWS_JUDGED_WHOLE = 300
ROWS_SAMPLED = 60

#: Where a partner's token may stand; it is part of the dialect and in no Struct of a call.
TOKEN_FIELDS = {"authenticationToken"}


class ContractBroken(AssertionError):
    """A call or an answer that the partner's published document does not allow."""


@dataclass(frozen=True)
class Asked:
    """A request as it left: verb, path, query, headers (lower-case names), body."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class Operation:
    """One published method, ready to judge.

    Args:
        verb: the documented verb, upper case.
        path: the documented path.
        entry: the operation as it stands in the document.
        components: the document's shapes, closed to unknown fields.
    """

    def __init__(self, verb: str, path: str, entry: Any, components: Any) -> None:
        self.verb, self.path, self.name = verb, path, str(entry["operationId"])
        self._entry = entry
        self._components = components
        self._validators: dict[str, Any] = {}
        parameters = entry.get("parameters", [])
        self._query = {one["name"]: one for one in parameters if one["in"] == "query"}
        self._headers = {one["name"].lower(): one for one in parameters if one["in"] == "header"}

    def judge_call(self, asked: Asked) -> Iterator[str]:
        """What is wrong with a request, in sentences."""
        if asked.method != self.verb:
            yield f"asked with {asked.method}, published is {self.verb}"
        yield from self._judge_query(asked.query)
        yield from self._judge_headers(asked.headers)
        body = self._entry.get("requestBody")
        if body is None:
            if asked.body:
                yield "a body where none is published"
            return
        yield from self._judge_body(body, asked)

    def judge_reply(self, status: int, body: bytes) -> Iterator[str]:
        """What is wrong with an answer, in sentences; a published document has no shape."""
        responses = self._entry["responses"]
        which = str(status) if str(status) in responses else "default"
        published = responses[which]["content"]
        if "application/json" not in published:
            return
        try:
            answer = msgspec.json.decode(body)
        except msgspec.DecodeError as problem:
            yield f"the answer is no JSON: {problem}"
            return
        schema = published["application/json"]["schema"]
        yield from self._judge(f"reply {which}", schema, sampled(answer))

    def _judge_query(self, query: Mapping[str, str]) -> Iterator[str]:
        given = {name: text for name, text in query.items() if name not in TOKEN_FIELDS}
        if "requestBody" in self._entry and given:
            yield f"{', '.join(sorted(given))} in the query of a {self.verb}"
            return
        yield from self._judge_parameters("query", self._query, given)

    def _judge_headers(self, headers: Mapping[str, str]) -> Iterator[str]:
        given = {name: text for name, text in headers.items() if name in self._headers}
        yield from self._judge_parameters("header", self._headers, given)

    def _judge_parameters(
        self, place: str, known: Mapping[str, Any], given: Mapping[str, str]
    ) -> Iterator[str]:
        schema = {
            "type": "object",
            "properties": {name: one["schema"] for name, one in known.items()},
            "required": [name for name, one in known.items() if one["required"]],
            "additionalProperties": False,
        }
        value = {
            name: _typed(known[name]["schema"], text) if name in known else text
            for name, text in given.items()
        }
        yield from self._judge(place, schema, value)

    def _judge_body(self, body: Any, asked: Asked) -> Iterator[str]:
        if "json" not in asked.headers.get("content-type", ""):
            yield "a body that does not say it is JSON"
        try:
            value = msgspec.json.decode(asked.body)
        except msgspec.DecodeError as problem:
            yield f"the body is no JSON: {problem}"
            return
        if isinstance(value, dict):
            value = {name: inner for name, inner in value.items() if name not in TOKEN_FIELDS}
        schema = body["content"]["application/json"]["schema"]
        yield from self._judge("body", schema, sampled(value))

    def _judge(self, place: str, schema: Any, value: Any) -> Iterator[str]:
        validator = self._validators.get(place)
        if validator is None:
            whole = {**schema, "components": self._components}
            validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
            self._validators[place] = validator
        for error in validator.iter_errors(value):
            where = ".".join(str(step) for step in error.instance_path)
            yield f"{place}{' ' + where if where else ''}: {error.message[:300]}"


class Contract:
    """The published operations of every partner.

    Args:
        documents: each partner's OpenAPI document, by the partner's name.
    """

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self.operations: dict[str, dict[str, Operation]] = {
            partner: _operations(document) for partner, document in documents.items()
        }

    def operation(self, partner: str, path: str) -> Operation:
        """The operation published under `path`.

        Raises:
            ContractBroken: if there is none.
        """
        found = self.operations.get(partner, {}).get(path)
        if found is None:
            raise ContractBroken(f"{partner}: {path} is not published")
        return found

    def names(self) -> set[tuple[str, str]]:
        """Every (partner, operation) there is."""
        return {
            (partner, one.name)
            for partner, operations in self.operations.items()
            for one in operations.values()
        }


def sampled(value: Any) -> Any:
    """`value` with each long list directly inside it thinned out to a sample of its rows."""
    if not isinstance(value, dict):
        return value
    return {name: _thinned(inner) for name, inner in value.items()}


def _thinned(inner: Any) -> Any:
    if not isinstance(inner, list) or len(inner) <= ROWS_JUDGED_WHOLE:
        return inner
    stride = len(inner) // ROWS_SAMPLED
    return [*inner[::stride], inner[-1]]


def documents_in(folder: Path) -> dict[str, Any]:
    """The documents published in `folder`, by the partner's name."""
    return {path.stem: msgspec.json.decode(path.read_bytes()) for path in folder.glob("*.json")}


@functools.cache
def published() -> Contract:
    """The contract as the repository publishes it; read once a process."""
    return Contract(documents_in(Path(str(mocks.__file__)).parent / "openapi"))


def _operations(document: Any) -> dict[str, Operation]:
    components = {"schemas": _closed(document.get("components", {}).get("schemas", {}))}
    return {
        path: Operation(verb.upper(), path, entry, components)
        for path, verbs in document["paths"].items()
        for verb, entry in verbs.items()
    }


def _closed(schemas: Any) -> Any:
    """The shapes with unknown fields forbidden."""
    closed = copy.deepcopy(schemas)
    for schema in closed.values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return closed


def _typed(schema: Any, text: str) -> Any:
    """A query's text as the value it is documented to be, where it can be read so."""
    kinds = set(_kinds(schema))
    if "integer" in kinds and re.fullmatch(r"-?\d+", text):
        return int(text)
    if "number" in kinds and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    return text


def _kinds(schema: Any) -> Iterator[str]:
    if "type" in schema:
        yield schema["type"]
    for option in schema.get("anyOf", ()):
        yield from _kinds(option)
