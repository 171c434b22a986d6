"""A list of inventory as it was read: which lines stand in it, and the name of what each says.

Of a hundred thousand lines all but a few say what they said five minutes ago. So a line is compared
by *name*, a digest of the row it was read from: equal names say the same, and only a line with a
new name is made into an offer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from integration.model import Offer

#: The name of a line of which nobody knows how the marketplace shows it: unlike any that is read.
DOUBTED = b""


@dataclass(frozen=True)
class Listing:
    """The lines that were read.

    Args:
        names: by key, in the list's order; nobody changes them.
        lines: how many stand there: more than there are names if one stands twice.
        make: makes the offers of some of its keys.
    """

    names: Mapping[str, bytes]
    lines: int
    make: Callable[[Sequence[str]], list[Offer]]


def joined(parts: Sequence[Listing], names: Mapping[str, bytes] | None = None) -> Listing:
    """Several lists as one.

    Args:
        parts: the lists.
        names: those of all parts, if they are known already.

    Raises:
        PartnerError: from `make`, whatever a part's raises.
    """
    together: dict[str, bytes] = {}
    for part in parts if names is None else ():
        together |= part.names

    def make(keys: Sequence[str]) -> list[Offer]:
        shares = ([key for key in keys if key in part.names] for part in parts)
        return [
            offer
            for part, share in zip(parts, shares, strict=True)
            if share
            for offer in part.make(share)
        ]

    return Listing(together if names is None else names, sum(part.lines for part in parts), make)
