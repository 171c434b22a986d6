"""The partners' own notation for fields as types: ``string:50``, ``decimal:10,2``, ``date``.

Documentation writes ``string:50``; a Struct field here is ``Annotated[str, text(50)]``. Money is
`Decimal`, written to JSON as a number with its cents; days are `date`.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta

CENT = Decimal("0.01")

Id = Annotated[int, Meta(ge=0, lt=10**18)]
Flag = Annotated[int, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0, lt=10**10)]
Money = Decimal


def text(length: int) -> Meta:
    """``string:length``: at most so many characters."""
    return Meta(max_length=length)


def cents(amount: Decimal) -> Decimal:
    """`amount` rounded half up to whole cents."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def cents_up(amount: Decimal) -> Decimal:
    """`amount` rounded up to whole cents."""
    return amount.quantize(CENT, ROUND_CEILING)


def without_empty(value: Any) -> Any:
    """`value` without entries that are None or empty text, at every depth (empty means absent)."""
    if isinstance(value, Mapping):
        kept = {name: without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner is not None and inner != ""}
    if isinstance(value, list):
        return [without_empty(inner) for inner in value]
    return value


def unknown_names(kind: Any, value: Any, prefix: str = "") -> Iterator[str]:
    """The names in `value` the Struct type `kind` does not have, such as ``items[].colour``."""
    struct = struct_in(kind)
    if struct is None:
        return
    if isinstance(value, list):
        for inner in value:
            yield from unknown_names(struct, inner, prefix)
    elif isinstance(value, Mapping):
        fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
        for name, inner in value.items():
            if name not in fields:
                yield f"{prefix}{name}"
            else:
                mark = "[]." if isinstance(inner, list) else "."
                yield from unknown_names(fields[name].type, inner, f"{prefix}{name}{mark}")


def struct_in(kind: Any) -> type[msgspec.Struct] | None:
    """The Struct inside ``X | None``, ``list[X]``, ``Annotated[X, ...]``, if there is one."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    for part in get_args(kind):
        found = struct_in(part)
        if found is not None:
            return found
    return None
