from xml.etree import ElementTree

from integration.lab.report.svg import Box, Drawing, Point, number

SVG = "{http://www.w3.org/2000/svg}"


def test_every_shape_becomes_an_element_of_well_formed_xml() -> None:
    drawing = Drawing(100, 50.5, "a drawing")
    drawing.rectangle(Box(1, 2, 3, 4.25), "good")
    drawing.line(Point(0, 0), Point(10, 10), "grid")
    drawing.curve([Point(0, 1), Point(2, 3)], "line")
    drawing.area([Point(0, 1), Point(2, 3)], [Point(0, 9), Point(2, 9)], "bad")
    drawing.text(Point(5, 6), "boxes", anchor="end")
    root = ElementTree.fromstring(str(drawing))
    assert root.attrib["viewBox"] == "0 0 100 50.5"
    assert [one.tag.removeprefix(SVG) for one in root] == [
        "rect",
        "line",
        "polyline",
        "polygon",
        "text",
    ]
    assert root[0].attrib == {"x": "1", "y": "2", "width": "3", "height": "4.2", "class": "good"}
    assert root[2].attrib["points"] == "0,1 2,3"
    assert root[3].attrib["points"] == "0,1 2,3 2,9 0,9", "the lower edge runs back"
    assert root[4].text == "boxes" and root[4].attrib["text-anchor"] == "end"


def test_texts_hints_and_the_label_are_escaped() -> None:
    nasty = "<script>\"&'"
    drawing = Drawing(10, 10, nasty)
    drawing.text(Point(0, 0), nasty)
    drawing.rectangle(Box(0, 0, 1, 1), "good", hint=nasty)
    text = str(drawing)
    assert "<script" not in text
    root = ElementTree.fromstring(text)
    assert root.attrib["aria-label"] == nasty
    assert root[0].text == nasty
    assert root[1][0].text == nasty and root[1][0].tag == f"{SVG}title"


def test_numbers_are_short_and_never_minus_nothing() -> None:
    assert [number(one) for one in (0, -0.0, -0.01, 1.0, 2.25, 12.34, 100)] == [
        *("0", "0", "0", "1", "2.2", "12.3", "100")
    ]


def test_equal_drawings_are_equal_texts() -> None:
    def draw(x: float) -> str:
        drawing = Drawing(10, 10, "d")
        drawing.text(Point(x, 1), "a")
        return str(drawing)

    assert draw(3) == draw(3.0) != draw(4)
