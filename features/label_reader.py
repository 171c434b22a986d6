"""What is printed on labels, read back by libraries that did not write them."""

from collections.abc import Sequence

import pypdfium2
import zxingcpp

from mocks.axerrio.label import Label
from mocks.axerrio.label_paper import DOTS_PER_INCH, POINTS_PER_INCH
from mocks.axerrio.label_pdf import pdf


def barcodes(labels: Sequence[Label]) -> list[str]:
    """The barcode on each page of the labels' PDF, drawn as a printer would draw it."""
    return [_barcode(page) for page in pypdfium2.PdfDocument(pdf(labels))]


def pages_without(words: str, labels: Sequence[Label]) -> list[str]:
    """What stands on the pages on which these words do not."""
    return [page for page in _texts(labels) if words not in page]


def pages_not_marked(mark: str, labels: Sequence[Label]) -> list[str]:
    """What stands on the pages on which the mark does not stand by itself."""
    return [page for page in _texts(labels) if mark not in page.split()]


def _texts(labels: Sequence[Label]) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf(labels))
    return [page.get_textpage().get_text_range() for page in pages]


def _barcode(page: pypdfium2.PdfPage) -> str:
    drawn = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH, grayscale=True).to_pil()
    (code,) = zxingcpp.read_barcodes(drawn)
    return str(code.text)
