"""What the record does not say is a switch, not a guess.

A partner's switches are one frozen dataclass whose fields are made by `switch`: a default, the
alternatives, and a line of reason. Tests run under each alternative; none may be presented as fact.
"""

from collections.abc import Mapping
from dataclasses import field, fields, replace
from typing import Any, TypeVar

A = TypeVar("A")


def switch(default: str, *alternatives: str, reason: str) -> Any:
    """A switch of a partner: its default, the other values it may take, and why this default."""
    return field(
        default=default, metadata={"alternatives": (default, *alternatives), "reason": reason}
    )


def changed(assumptions: A, values: Mapping[str, str]) -> A:
    """`assumptions` with some switches set.

    Raises:
        ValueError: naming the switch or the value that does not exist, and what would be right.
    """
    known = {one.name: one.metadata["alternatives"] for one in fields(assumptions)}  # type: ignore[arg-type]
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"{name}: no such switch; there are {', '.join(known)}")
        if value not in known[name]:
            raise ValueError(f"{name}: {value!r} is not one of {', '.join(known[name])}")
    return replace(assumptions, **values)  # type: ignore[type-var]


def table(assumptions: Any) -> list[dict[str, Any]]:
    """Every switch with its present value, default, alternatives and reason."""
    return [
        {
            "name": one.name,
            "value": getattr(assumptions, one.name),
            "default": one.default,
            "alternatives": list(one.metadata["alternatives"]),
            "reason": one.metadata["reason"],
        }
        for one in fields(assumptions)
    ]
