"""A label's layout, once for both ways of printing: 4 x 3 inches, texts in rows, a barcode below.

Places are in points (72 to an inch) from the upper left corner; a printer's dots are made of them.
"""

from typing import NamedTuple

WIDTH_PT, HEIGHT_PT = 288, 216
POINTS_PER_INCH = 72
#: Printers of box labels have eight dots to a millimetre.
DOTS_PER_INCH = 203
#: Width of the barcode's thinnest bar, on paper and on a printer that has only whole dots. With a
#: whole point even the longest code fits with its quiet zones, and is read at every resolution;
#: narrower bars came out uneven, and long codes could not be read.
BAR_PT, BAR_DOTS = 1, 2
BARCODE_LEFT_PT, BARCODE_TOP_PT, BARCODE_HEIGHT_PT = 16, 142, 48


class Place(NamedTuple):
    """Where a text of the label stands: its baseline's left end, size and room, in points."""

    field: str
    left: float
    baseline: float
    size: float
    width: float


#: Every text of a `Label`, in reading order.
PLACES: tuple[Place, ...] = (
    Place("mark", 10, 26, 18, 170),
    Place("reprint", 262, 26, 18, 18),
    Place("box_of", 185, 24, 10, 75),
    Place("customer", 10, 42, 11, 180),
    Place("purchase_order", 195, 42, 10, 85),
    Place("product", 10, 60, 12, 268),
    Place("pack", 10, 76, 10, 180),
    Place("box_type", 195, 76, 10, 85),
    Place("farm", 10, 92, 9, 268),
    Place("awb", 10, 108, 10, 130),
    Place("house_awb", 145, 108, 9, 135),
    Place("ship_date", 10, 124, 10, 100),
    Place("carrier", 115, 124, 10, 95),
    Place("lot", 213, 124, 10, 70),
    Place("code", 16, 206, 12, 240),
)


def dots(points: float) -> int:
    """A length in points as a printer's dots."""
    return round(points * DOTS_PER_INCH / POINTS_PER_INCH)
