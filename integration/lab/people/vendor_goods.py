"""Goods as people say them: ``10 boxes of "Freedom" and 2 mixed boxes of "Freedom" and "Mondial"``.

Solid boxes may be ``in bunches of 10`` and ``at 7.50``; mixed boxes hold 12 bunches of what is
named, as evenly as it goes, the first a little more. Assorted boxes are mixed at one cost.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from integration.lab.people.known import NotKnown

_NAMES = r'"[^"]+"(?:(?:, | and )"[^"]+")*'
_GOODS = re.compile(
    rf"(\d+) (?:(mixed|assorted) )?box(?:es)? of ({_NAMES})"
    r"(?: in bunches of (\d+))?(?: at ([\d.]+))?"
)
_BETWEEN = re.compile(r"(?:, | and )?")

BUNCHES, STEMS, COST = 12, 25, "7.25"
SOLID = "solid"


class Goods(NamedTuple):
    """One line of boxes: how many, of which names, in bunches of so many stems, at which cost."""

    boxes: int
    kind: str
    names: tuple[str, ...]
    stems: int
    cost: float

    @property
    def name(self) -> str:
        """What the line is called: the one product, or the first in the box."""
        return self.names[0]

    def line(self) -> dict[str, Any]:
        """The line that asks Komet for them by their words."""
        return {
            "productDescription": self.name,
            "boxTypeCode": "HB",
            "unitType": "Bunch",
            "boxes": self.boxes,
            "bunches": BUNCHES,
            "stemsBunch": self.stems,
            "cost": self.cost,
        }

    def bunches(self) -> list[int]:
        """Bunches of each name in a box."""
        each, more = divmod(BUNCHES, len(self.names))
        return [each + (place < more) for place, _ in enumerate(self.names)]


def goods_said(text: str) -> list[Goods]:
    """The lines that `text` names.

    Raises:
        NotKnown: if a part of it is not understood; the message says how to write it.
    """
    found = list(_GOODS.finditer(text))
    between = _GOODS.split(text)[:: _GOODS.groups + 1]
    if not found or any(not _BETWEEN.fullmatch(rest) for rest in between):
        raise NotKnown(f'not understood: {text}; write: 10 boxes of "Freedom" at 7.50')
    return [_goods(one) for one in found]


def _goods(said: re.Match[str]) -> Goods:
    boxes, kind, names, stems, cost = said.groups()
    return Goods(
        boxes=int(boxes),
        kind=kind or SOLID,
        names=tuple(re.findall(r'"([^"]+)"', names)),
        stems=int(stems or STEMS),
        cost=float(cost or COST),
    )
