"""Endpoints -> an OpenAPI 3.1 document, the only thing that crosses to the other side."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
import msgspec.inspect

from mocks.core.api import JSON, Endpoint

REF = "#/components/schemas/{name}"


class Published(NamedTuple):
    """What one partner publishes.

    Args:
        title: of the document.
        description: what is documented, observed, assumed and ours.
        endpoints: the methods.
        envelope: the Struct of a refusal.
        refuses_with_200: whether refusals come as HTTP 200, like replies.
    """

    title: str
    description: str
    endpoints: tuple[Endpoint, ...]
    envelope: type[msgspec.Struct]
    refuses_with_200: bool = False

    def replies(self) -> list[type[msgspec.Struct]]:
        """What is answered."""
        shaped = [one.reply for one in self.endpoints if one.media == JSON]
        return [self.envelope, *shaped]

    def calls(self) -> list[type[msgspec.Struct]]:
        """What is asked."""
        headers = [one.headers for one in self.endpoints if one.headers]
        return [*(one.call for one in self.endpoints), *headers]


def document(published: Published) -> dict[str, Any]:
    """The OpenAPI document of one partner."""
    kinds = list(dict.fromkeys([*published.replies(), *published.calls()]))
    shapes, components = msgspec.json.schema_components(
        kinds, schema_hook=_schema, ref_template=REF
    )
    for component in components.values():
        _tidy(component)
    for kind in _structs(published.replies()) - _structs(published.calls()):
        components[kind.__name__]["required"] = _always_sent(kind)
    drawer = _Drawer(published, dict(zip(kinds, shapes, strict=True)), components)
    paths: dict[str, Any] = {}
    for one in published.endpoints:
        paths.setdefault(one.path, {})[one.verb.lower()] = drawer.operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": published.title,
            "version": "1",
            "description": published.description,
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """One Struct's schema on its own, with the Structs inside it under ``$defs``."""
    schema = msgspec.json.schema(kind, schema_hook=_schema)
    _tidy(schema)
    inner = schema["$defs"]
    outer: dict[str, Any] = inner.pop(kind.__name__)
    return outer | ({"$defs": inner} if inner else {})


def encode(contract: Any) -> bytes:
    """The document as it stands in the file: sorted, indented, ending in a newline."""
    body = msgspec.json.encode(contract, order="sorted")
    return msgspec.json.format(body, indent=1) + b"\n"


class _Drawer(NamedTuple):
    """Draws operations from endpoints, given the schema of each Struct."""

    published: Published
    shape: Mapping[type[msgspec.Struct], dict[str, Any]]
    components: Mapping[str, Any]

    def operation(self, one: Endpoint) -> dict[str, Any]:
        """One method as it stands in the document."""
        drawn: dict[str, Any] = {
            "operationId": one.name,
            "summary": (one.handler.__doc__ or "").strip().splitlines()[0],
            "x-tokens": sorted(one.rights),
            "x-source": one.origin.source,
            "x-evidence": str(one.origin.evidence),
            "responses": self.responses(one),
        }
        if one.origin.notes:
            drawn["x-notes"] = one.origin.notes
        if one.aliases:
            drawn["x-aliases"] = list(one.aliases)
        parameters = self.parameters(one.headers, "header") if one.headers else []
        if one.in_query:
            parameters += self.parameters(one.call, "query")
        else:
            drawn["requestBody"] = {"required": True, **_json(self.shape[one.call])}
        if parameters:
            drawn["parameters"] = parameters
        return drawn

    def responses(self, one: Endpoint) -> dict[str, Any]:
        """The reply and the refusal, together where the partner refuses with HTTP 200."""
        refusal = self.shape[self.published.envelope]
        if one.media != JSON:
            answers = {"description": "The document.", "content": {one.media: {}}}
            return {"200": answers, "default": {"description": "A refusal.", **_json(refusal)}}
        reply = self.shape[one.reply]
        if not self.published.refuses_with_200:
            answers = {"description": "The reply.", **_json(reply)}
        else:
            said = "The reply, or a refusal in the partner's own words."
            answers = {"description": said, **_json({"anyOf": [reply, refusal]})}
        return {"200": answers, "default": {"description": "A refusal.", **_json(refusal)}}

    def parameters(self, kind: type[msgspec.Struct], place: str) -> list[dict[str, Any]]:
        """The fields of a Struct as parameters in the query or the headers."""
        schema = self.components[kind.__name__]
        return [
            {
                "name": name.replace("_", "-") if place == "header" else name,
                "in": place,
                "required": name in schema.get("required", []),
                "schema": {key: value for key, value in inner.items() if key != "default"},
            }
            for name, inner in schema.get("properties", {}).items()
        ]


def _structs(kinds: list[type[msgspec.Struct]]) -> set[type[msgspec.Struct]]:
    """`kinds` and every Struct inside them."""
    found: set[type[msgspec.Struct]] = set()
    waiting: list[Any] = list(msgspec.inspect.multi_type_info(kinds))
    while waiting:
        node = waiting.pop()
        if isinstance(node, msgspec.inspect.StructType):
            if node.cls in found:
                continue
            found.add(node.cls)
            waiting += [field.type for field in node.fields]
        elif isinstance(node, msgspec.inspect.Type):
            inside = [getattr(node, name) for name in node.__struct_fields__]
            waiting += [one for part in inside for one in (part if type(part) is tuple else [part])]
    return found


def _always_sent(kind: type[msgspec.Struct]) -> list[str]:
    """The fields of a reply that are never left out: a default is sent, UNSET is not."""
    omits = kind.__struct_config__.omit_defaults
    return [
        one.encode_name
        for one in msgspec.structs.fields(kind)
        if one.required or not (omits or one.default is msgspec.UNSET)
    ]


def _json(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def _schema(kind: type) -> dict[str, Any]:
    raise NotImplementedError(f"no JSON schema for {kind}")


def _tidy(node: Any) -> None:
    """Decimals are published as numbers; null only where a value must be given and may be none.

    The end of a text is ``$`` in a schema.
    """
    if isinstance(node, list):
        for inner in node:
            _tidy(inner)
    elif isinstance(node, dict):
        _tidy_null(node)
        _tidy_decimal(node)
        if isinstance(node.get("pattern"), str):
            node["pattern"] = node["pattern"].replace(r"\Z", "$")
        for inner in list(node.values()):
            _tidy(inner)


def _tidy_decimal(node: dict[str, Any]) -> None:
    if node.get("format") == "decimal":
        node.pop("format")
        node["type"] = "number"
        if isinstance(node.get("default"), str):
            node["default"] = float(node["default"])


def _tidy_null(node: dict[str, Any]) -> None:
    options = node.get("anyOf", [])
    rest = [option for option in options if option != {"type": "null"}]
    if len(rest) == 1 < len(options) and "default" in node:
        node.pop("anyOf")
        node.update(rest[0])
    if "default" in node and node["default"] is None:
        node.pop("default")
