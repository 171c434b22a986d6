"""AXR-08, AXR-11: labels, looked at by libraries that did not write them.

The PDF's pages are drawn by pypdfium2 and its barcodes read by zxing-cpp; the ZPL is read back
field by field.
"""

import re
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from mocks.axerrio.label import Label
from mocks.axerrio.label_paper import DOTS_PER_INCH, POINTS_PER_INCH
from mocks.axerrio.label_pdf import pdf
from mocks.axerrio.label_zpl import escaped, zpl
from tests.mocks.axerrio.site import FREEDOM, Site, mixed, solid

NASTY = "^XZ ~JR \\& _5E Ñandú 花 100%"


@pytest.fixture
def site() -> Site:
    return Site()


def printed(site: Site, *lines: dict[str, Any], **chosen: Any) -> int:
    order = site.approved(*lines)
    site.boxes(order, **chosen)
    site.prints(order)
    return order


def fetched(site: Site, order: int, kind: str, **query: Any) -> bytes:
    answer = site.ask(site.desk, f"desk/labels.{kind}", query={"orderId": order} | query)
    assert (answer.status, answer.content_type) == (200, f"application/{kind}")
    return answer.body


class Page:
    """A page of a PDF as somebody else's library sees it."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.size_inches = tuple(length / POINTS_PER_INCH for length in page.get_size())
        self.text = page.get_textpage().get_text_range()
        drawn = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH, grayscale=True).to_pil()
        self.barcodes = [(one.format, one.text) for one in zxingcpp.read_barcodes(drawn)]


def pages(body: bytes) -> list[Page]:
    return [Page(page) for page in pypdfium2.PdfDocument(body)]


def fields(format_: str) -> dict[str, str]:
    """The texts of one ZPL format by the name in the comment before each, escapes undone."""
    found = re.findall(r"\^FX (\w+) \^FS(.*?)\^FD(.*?)\^FS", format_, re.DOTALL)
    return {name: unescaped(text) if "^FH" in how else text for name, how, text in found}


def unescaped(text: str) -> str:
    return re.sub(r"_([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), text)


def formats(body: bytes) -> list[dict[str, str]]:
    text = body.decode()
    found = re.findall(r"\^XA(.*?)\^XZ", text, re.DOTALL)
    assert text.count("^XA") == text.count("^XZ") == len(found)
    return [fields(one) for one in found]


def test_every_box_has_a_page_whose_barcode_is_its_code(site: Site) -> None:
    order = printed(site, solid(packages=2), mixed(), houseAwb="HB-7719", awb="729-40812170")
    found = pages(fetched(site, order, "pdf"))
    codes = [box["code"] for line in site.order(order)["lines"] for box in line["boxes"]]
    assert [page.barcodes for page in found] == [
        [(zxingcpp.BarcodeFormat.Code128, code)] for code in codes
    ]
    assert {page.size_inches for page in found} == {(4, 3)}


def test_everything_stands_on_the_label(site: Site) -> None:
    order = printed(site, solid(packages=2), houseAwb="HB-7719", awb="729-40812170", lot="555")
    wanted = [
        *("PEÑA", "Señorita Peña's Petals", "PO PO-17", "Box 2 of 2", "Rose Freedom 50cm"),
        *("12 bunches x 25 stems", "HB", "Hacienda Ñusta, Cayambe, EC", "AWB 729-40812170"),
        *("HAWB HB-7719", "Ship 2026-11-25", "Armellini", "Lot 555", "NUS000002"),
    ]
    page = pages(fetched(site, order, "pdf"))[1]
    assert [text for text in wanted if text not in page.text] == []
    label = formats(fetched(site, order, "zpl"))[1]
    assert list(label.values()) == [*_reading_order(wanted), "NUS000002"]
    assert (label["barcode"], label["code"]) == ("NUS000002", "NUS000002")


def _reading_order(wanted: list[str]) -> list[str]:
    mark, customer, order, box, *rest = wanted
    return [mark, box, customer, order, *rest]


def test_a_mixed_box_says_what_is_inside(site: Site) -> None:
    order = printed(site, mixed())
    label = formats(fetched(site, order, "zpl"))[0]
    assert label["product"] == "Mixed: 8 Rose Freedom 50cm, 4 Rose Mondial 50"
    by_weight = printed(site, solid(stemsBunch=0, packages=1))
    assert formats(fetched(site, by_weight, "zpl"))[0]["pack"] == "12 bunches x by weight"


def test_a_reprint_carries_an_r(site: Site) -> None:
    order = printed(site, solid(packages=2))
    again = site.prints(order, codes=["NUS000002"])
    assert (again["codes"], again["reprints"]) == (["NUS000002"], 1)
    marks = [label.get("reprint") for label in formats(fetched(site, order, "zpl"))]
    assert marks == [None, "R"]
    words = [page.text.split() for page in pages(fetched(site, order, "pdf"))]
    assert ["R" in page for page in words] == [False, True]
    assert [kind for _, kind in site.heard()][-2:] == ["labels_printed"] * 2


def test_labels_are_of_approved_boxes_only(site: Site) -> None:
    order = site.sells(solid(packages=1), solid(packages=1))
    error = site.refused(site.desk, "desk/labels", {"orderId": order})
    assert error["code"] == "labels.boxes"
    site.tells(order, "approved", 1)
    assert site.refused(site.desk, "desk/labels", {"orderId": order})["code"] == "labels.boxes"
    site.boxes(order)
    error = site.refused(site.desk, "desk/labels", {"orderId": order, "codes": ["ABC123"]})
    assert (error["status"], error["code"]) == (404, "box.unknown")
    query = {"orderId": order}
    assert site.refused(site.desk, "desk/labels.pdf", query=query)["code"] == "labels.none"
    assert site.prints(order)["codes"] == ["NUS000001"]
    assert len(pages(fetched(site, order, "pdf"))) == 1
    query["lineId"] = 2
    assert site.refused(site.desk, "desk/labels.zpl", query=query)["code"] == "labels.none"


@pytest.mark.parametrize("state", ["rejected", "changed"])
def test_what_komet_no_longer_wants_has_no_label(site: Site, state: str) -> None:
    order = printed(site)
    assert fetched(site, order, "zpl", lineId=1)
    site.tells(order, state)
    for kind in ("pdf", "zpl"):
        error = site.refused(site.desk, f"desk/labels.{kind}", query={"orderId": order})
        assert error["code"] == "labels.none"
    error = site.refused(site.desk, "desk/labels", {"orderId": order})
    assert error["code"] == "labels.boxes"


def test_shipped_boxes_keep_their_labels_and_reduced_ones_say_so(site: Site) -> None:
    order = printed(site, solid(packages=3))
    site.tells(order, "changed", boxesConfirmed=2)
    site.tells(order, "approved")
    labels = formats(fetched(site, order, "zpl"))
    assert [label["box_of"] for label in labels] == ["Box 1 of 2", "Box 2 of 2"]
    site.tells(order, "shipped")
    assert len(pages(fetched(site, order, "pdf"))) == 2


def test_texts_that_look_like_commands_stay_texts(site: Site) -> None:
    made = site.done(site.desk, "desk/article", {"articleKey": FREEDOM, "description": NASTY})
    order = printed(site, solid(packages=1, articleKey=made["articleKey"], markCode="^~\\_"))
    body = fetched(site, order, "zpl")
    (label,) = formats(body)
    assert (label["product"], label["mark"]) == (NASTY, "^~\\_")
    assert b"~" not in body and body.count(b"\\") == 0
    (page,) = pages(fetched(site, order, "pdf"))
    assert NASTY.replace("花", "?") in page.text


@given(st.text(max_size=40))
def test_an_escaped_text_has_no_command_in_it(text: str) -> None:
    safe = escaped(text)
    assert not set("^~\\") & set(safe) and safe.isprintable()
    assert unescaped(safe) == "".join(char if char.isprintable() else " " for char in text)


def label(code: str, **texts: str) -> Label:
    empty = dict.fromkeys(Label.__struct_fields__, "")
    return Label(**(empty | {"code": code} | texts))


@pytest.mark.parametrize("code", ["ABCDEF", "A1B2C3D4E5F6G7H8I9J0", "00000000000000000000"])
def test_codes_of_every_length_can_be_scanned(code: str) -> None:
    (page,) = pages(pdf([label(code)]))
    assert page.barcodes == [(zxingcpp.BarcodeFormat.Code128, code)]
    assert f"^FD{code}^FS" in zpl([label(code)])


def test_a_long_text_stays_on_the_paper_and_beside_the_barcode() -> None:
    texts = dict.fromkeys(Label.__struct_fields__, "W" * 200) | {"code": "ABC123"}
    body = pdf([Label(**texts)])
    (page,) = pypdfium2.PdfDocument(body)
    words = page.get_textpage()
    boxes = [words.get_rect(place) for place in range(words.count_rects())]
    assert min(box[0] for box in boxes) >= 0 and max(box[2] for box in boxes) <= 288
    assert pages(body)[0].barcodes == [(zxingcpp.BarcodeFormat.Code128, "ABC123")]


def test_the_same_labels_are_the_same_bytes() -> None:
    assert pdf([label("ABC123")]) == pdf([label("ABC123")])
    assert pdf([label("ABC123")]) != pdf([label("ABC124")])
