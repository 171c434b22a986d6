"""A small writer of SVG: shapes and texts in one drawing, every text escaped.

Nothing here knows what is drawn. Colours are CSS classes, so that one page can show the same
drawing on a light and on a dark ground. Coordinates are user units with the origin at the top left
and are written with at most one digit after the point, so that equal drawings are equal texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


class Point(NamedTuple):
    """A place in the drawing, user units."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle: its top left corner and its size, user units."""

    x: float
    y: float
    width: float
    height: float


class Drawing:
    """One ``<svg>`` element under construction.

    Args:
        width: of the drawing, user units.
        height: of the drawing, user units.
        label: what the drawing shows, for those who can not see it.
    """

    def __init__(self, width: float, height: float, label: str) -> None:
        self.width, self.height = width, height
        self._label = label
        self._parts: list[str] = []

    def rectangle(self, box: Box, style: str, *, hint: str = "") -> None:
        """A filled rectangle; `hint` is shown when the pointer rests on it."""
        x, y, width, height = map(number, box)
        self._add(f'rect x="{x}" y="{y}" width="{width}" height="{height}"', style, hint)

    def line(self, begin: Point, end: Point, style: str) -> None:
        """A straight line."""
        places = f'x1="{number(begin.x)}" y1="{number(begin.y)}"'
        self._add(f'line {places} x2="{number(end.x)}" y2="{number(end.y)}"', style)

    def curve(self, points: Iterable[Point], style: str, *, hint: str = "") -> None:
        """Straight lines through all `points`."""
        self._add(f'polyline points="{_places(points)}"', style, hint)

    def area(self, upper: Sequence[Point], lower: Sequence[Point], style: str) -> None:
        """What lies between two curves with the same x."""
        self._add(f'polygon points="{_places([*upper, *reversed(lower)])}"', style)

    def text(
        self, place: Point, words: str, style: str = "label", *, anchor: str = "start"
    ) -> None:
        """A line of text on the baseline `place`; `anchor` is start, middle or end."""
        places = f'x="{number(place.x)}" y="{number(place.y)}" text-anchor="{anchor}"'
        self._parts.append(f'<text {places} class="{escape(style)}">{escape(words)}</text>')

    def __str__(self) -> str:
        """The element, ready to stand in a page of HTML."""
        size = f'viewBox="0 0 {number(self.width)} {number(self.height)}"'
        label = escape(self._label)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">'
        return "\n".join([head, *self._parts, "</svg>"])

    def _add(self, shape: str, style: str, hint: str = "") -> None:
        start = f'<{shape} class="{escape(style)}"'
        if not hint:
            self._parts.append(f"{start}/>")
            return
        name = shape.split(" ", 1)[0]
        self._parts.append(f"{start}><title>{escape(hint)}</title></{name}>")


def number(value: float) -> str:
    """`value` with at most one digit after the point, and no minus zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text in ("-0", "") else text


def _places(points: Iterable[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
