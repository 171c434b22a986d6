"""How filters match: exact or LIKE, never case sensitive, absent ones match everything."""

from msgspec import UNSET, UnsetType


def exactly(wanted: str | UnsetType, value: str) -> bool:
    """Whether `value` is `wanted`, whatever the case."""
    return wanted is UNSET or wanted.casefold() == value.casefold()


def like(wanted: str | UnsetType, value: str) -> bool:
    """Whether `wanted` stands somewhere in `value`; ``%`` matches anything, as in SQL."""
    if wanted is UNSET:
        return True
    rest = value.casefold()
    for part in wanted.casefold().split("%"):
        place = rest.find(part)
        if place < 0:
            return False
        rest = rest[place + len(part) :]
    return True


def equal(wanted: int | UnsetType, value: int) -> bool:
    """Whether the id or flag `value` is `wanted`."""
    return wanted is UNSET or wanted == value
