"""Labels for a thermal printer, in ZPL: the same texts in the same places as on the PDF's page.

Texts are UTF-8 (^CI28) in a field with hexadecimal escapes (^FH), since ^ and ~ begin commands,
a backslash begins a code of its own in a block of text, and the underscore begins an escape.
Each field is announced by a comment (^FX) with its name.
"""

from collections.abc import Iterable, Iterator

from mocks.axerrio.label import Label
from mocks.axerrio.label_paper import (
    BAR_DOTS,
    BARCODE_HEIGHT_PT,
    BARCODE_LEFT_PT,
    BARCODE_TOP_PT,
    HEIGHT_PT,
    PLACES,
    WIDTH_PT,
    Place,
    dots,
)

SPECIAL = "^~\\_"


def zpl(labels: Iterable[Label]) -> str:
    """One format (^XA to ^XZ) a label."""
    return "".join("\n".join(_format(label)) + "\n" for label in labels)


def escaped(text: str) -> str:
    """`text` as it may stand in a field with hexadecimal escapes; controls become blanks."""
    return "".join(
        f"_{ord(char):02X}" if char in SPECIAL else char if char.isprintable() else " "
        for char in text
    )


def _format(label: Label) -> Iterator[str]:
    yield "^XA^CI28"
    yield f"^PW{dots(WIDTH_PT)}^LL{dots(HEIGHT_PT)}"
    for place in PLACES:
        text = getattr(label, place.field)
        if text:
            yield _field(place, text)
    yield f"^FX barcode ^FS^BY{BAR_DOTS}^FO{dots(BARCODE_LEFT_PT)},{dots(BARCODE_TOP_PT)}"
    yield f"^BCN,{dots(BARCODE_HEIGHT_PT)},N,N,N,A^FD{label.code}^FS"
    yield "^XZ"


def _field(place: Place, text: str) -> str:
    """A text in its place; ^FB keeps it within its width, on one line."""
    left, top, size = dots(place.left), dots(place.baseline - place.size), dots(place.size)
    block = f"^FB{dots(place.width)},1"
    return f"^FX {place.field} ^FS^FO{left},{top}^A0N,{size},{size}{block}^FH^FD{escaped(text)}^FS"
