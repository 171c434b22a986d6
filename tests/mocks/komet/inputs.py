"""Does every documented input matter? Two equal desks, one call with a field and one without."""

from collections.abc import Callable
from typing import Any

import msgspec

from tests.mocks.komet.sales import Sales


def outcome(
    make: Callable[[], Sales], name: str, who: str, fields: dict[str, Any]
) -> tuple[Any, Any]:
    """What a call answers on a new desk, and every order row afterwards."""
    desk = make()
    answer = desk.ask(name, who, **fields)
    assert desk.lawful()
    return answer, desk.tables()


def without(fields: dict[str, Any], path: str) -> dict[str, Any]:
    """`fields` without the one at `path`, such as ``invoiceItems.price`` (of the first item)."""
    first, _, rest = path.partition(".")
    if not rest:
        return {name: one for name, one in fields.items() if name != first}
    items = fields[first]
    return fields | {first: [without(items[0], rest), *items[1:]]}


def documented(call: type[msgspec.Struct]) -> set[str]:
    """The fields of a call."""
    return {one.encode_name for one in msgspec.structs.fields(call)}
