"""Endpoints -> an OpenAPI 3.1 document, the only thing that crosses to the other side."""

from typing import Any

import msgspec

from mocks.core.api import Endpoint

REF = "#/components/schemas/{name}"


def document(title: str, description: str, endpoints: tuple[Endpoint, ...], envelope: Any) -> Any:
    """The document of one partner.

    Args:
        title: of the document.
        description: what is documented, observed, assumed and ours.
        endpoints: what is published.
        envelope: the Struct of a refusal, published beside each reply.
    """
    kinds: list[Any] = [envelope]
    for one in endpoints:
        kinds += [one.call, one.reply] + ([one.headers] if one.headers else [])
    kinds = list(dict.fromkeys(kinds))
    shapes, components = msgspec.json.schema_components(
        kinds, schema_hook=_schema, ref_template=REF
    )
    shape = dict(zip(kinds, shapes, strict=True))
    for component in components.values():
        _tidy(component)
    paths: dict[str, Any] = {}
    for one in endpoints:
        paths.setdefault(one.path, {})[one.verb.lower()] = _operation(
            one, shape, components, envelope
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1", "description": description},
        "paths": paths,
        "components": {"schemas": components},
    }


def encode(contract: Any) -> bytes:
    """The document as it stands in the file: sorted, indented, ending in a newline."""
    body = msgspec.json.encode(contract, order="sorted")
    return msgspec.json.format(body, indent=1) + b"\n"


def _operation(one: Endpoint, shape: Any, components: Any, envelope: Any) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": one.name,
        "summary": (one.handler.__doc__ or "").strip().splitlines()[0],
        "x-tokens": sorted(one.rights),
        "x-source": one.origin.source,
        "x-evidence": str(one.origin.evidence),
        "responses": {
            "200": {
                "description": "The reply, or a refusal in the partner's own words.",
                "content": {
                    "application/json": {"schema": {"anyOf": [shape[one.reply], shape[envelope]]}}
                },
            },
            "default": {
                "description": "A refusal.",
                "content": {"application/json": {"schema": shape[envelope]}},
            },
        },
    }
    if one.origin.notes:
        operation["x-notes"] = one.origin.notes
    if one.aliases:
        operation["x-aliases"] = list(one.aliases)
    parameters = _parameters(one.headers, "header", components) if one.headers else []
    if one.verb == "GET":
        parameters += _parameters(one.call, "query", components)
    else:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": shape[one.call]}},
        }
    if parameters:
        operation["parameters"] = parameters
    return operation


def _parameters(kind: type[msgspec.Struct], place: str, components: Any) -> list[dict[str, Any]]:
    schema = components[kind.__name__]
    required = schema.get("required", [])
    return [
        {
            "name": name.replace("_", "-") if place == "header" else name,
            "in": place,
            "required": name in required,
            "schema": {key: value for key, value in inner.items() if key != "default"},
        }
        for name, inner in schema.get("properties", {}).items()
    ]


def _schema(kind: type) -> dict[str, Any]:
    raise NotImplementedError(f"no JSON schema for {kind}")


def _tidy(node: Any) -> None:
    """Decimals are published as numbers; absent optional values never as null."""
    if isinstance(node, list):
        for inner in node:
            _tidy(inner)
    elif isinstance(node, dict):
        if node.get("format") == "decimal":
            node.pop("format")
            node["type"] = "number"
        options = node.get("anyOf")
        if options and {"type": "null"} in options:
            rest = [option for option in options if option != {"type": "null"}]
            if len(rest) == 1:
                node.pop("anyOf")
                node.update(rest[0])
        for inner in list(node.values()):
            _tidy(inner)
        if node.get("default", 0) is None:
            node.pop("default")
