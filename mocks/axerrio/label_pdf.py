"""Labels as a PDF: a page of 4 x 3 inches each, with a Code 128 barcode."""

import io
from collections.abc import Collection, Iterable
from functools import cache

from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from mocks.axerrio.label import Label
from mocks.axerrio.label_paper import (
    BAR_PT,
    BARCODE_HEIGHT_PT,
    BARCODE_LEFT_PT,
    BARCODE_TOP_PT,
    HEIGHT_PT,
    PLACES,
    WIDTH_PT,
    Place,
)

#: Comes with reportlab and knows the letters of Europe; the fonts every PDF has do not.
FONT = "Vera"
#: Stands for a letter the font does not have.
UNKNOWN = "?"
SMALLEST_PT = 4.0


def pdf(labels: Iterable[Label]) -> bytes:
    """One page a label. The same labels give the same bytes."""
    letters = _letters()
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH_PT, HEIGHT_PT), invariant=1)
    canvas.setTitle("Box labels")
    for label in labels:
        for place in PLACES:
            text = "".join(
                char if ord(char) in letters else UNKNOWN for char in getattr(label, place.field)
            )
            _write(canvas, place, text)
        _draw_barcode(canvas, label.code)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


@cache
def _letters() -> Collection[int]:
    """The letters the font has, which reportlab gets to know here, once a process."""
    font = TTFont(FONT, f"{FONT}.ttf")
    pdfmetrics.registerFont(font)
    letters: Collection[int] = font.face.charToGlyph
    return letters


def _write(canvas: Canvas, place: Place, text: str) -> None:
    """Write a text in its place, smaller if it is long, cut where even that is not enough."""
    width = pdfmetrics.stringWidth(text, FONT, place.size)
    size = max(SMALLEST_PT, min(place.size, place.size * place.width / width if width else 99))
    while pdfmetrics.stringWidth(text, FONT, size) > place.width + 1:
        text = text[:-1]
    canvas.setFont(FONT, size)
    canvas.drawString(place.left, HEIGHT_PT - place.baseline, text)


def _draw_barcode(canvas: Canvas, code: str) -> None:
    drawn = Code128(code, barWidth=BAR_PT, barHeight=BARCODE_HEIGHT_PT, quiet=0)
    drawn.drawOn(canvas, BARCODE_LEFT_PT, HEIGHT_PT - BARCODE_TOP_PT - BARCODE_HEIGHT_PT)
