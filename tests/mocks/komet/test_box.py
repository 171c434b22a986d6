"""box.code.change and box.externalcode.update."""

import pytest

from mocks.komet.box import BoxChange, BoxChangeCall, BoxTag, BoxTagCall
from tests.mocks.komet.inputs import documented
from tests.mocks.komet.purchases import Purchases, alone


def shipped(**fields):
    """A desk with three boxes on their way, with Komet's codes KS001001 to KS001003."""
    desk = Purchases()
    (item,) = desk.approved(alone(boxes=3))
    desk.ship(item, **fields)
    return desk


def change(desk, *pairs, who="vendor"):
    boxes = [{"currentBoxCode": old, "newBoxCode": new} for old, new in pairs]
    return desk.ask("box.code.change", who, boxes=boxes)


def codes(desk):
    return [box["boxCode"] for line in desk.lines("company").values() for box in line["boxes"]]


def test_the_published_sample_is_answered_in_shape():
    desk = shipped()
    pairs = [("KS001001", "PT991001"), ("KS001002", "PT991002"), ("KS009003", "PT991003")]
    assert change(desk, *pairs) == {
        "message": "2 boxes were successfully updated. 1 boxes could not be updated",
        "status": 1,
        "boxes": [
            {"newBoxCode": "PT991001", "status": 1, "message": "success"},
            {"newBoxCode": "PT991002", "status": 1, "message": "success"},
            {"newBoxCode": "PT991003", "status": 0, "message": "Box code does not exist"},
        ],
    }
    assert codes(desk) == ["PT991001", "PT991002", "KS001003"]
    assert desk.lawful()


def test_nothing_changed_is_a_refusal():
    desk = shipped()
    before = desk.facts()
    answer = change(desk, ("X", "Y"))
    assert (answer["status"], answer["boxes"][0]["status"]) == (0, 0)
    assert desk.facts() == before


def test_a_code_names_one_box_for_ever():
    desk = shipped()
    assert change(desk, ("KS001001", "PT1"))["message"] == "1 boxes were successfully updated"
    taken = change(desk, ("KS001002", "PT1"), ("KS001002", "KS001001"), ("KS001001", "PT9"))
    assert [one["message"] for one in taken["boxes"]] == [
        "The box code PT1 already exists.",
        "The box code KS001001 already exists.",
        "Box code does not exist",
    ]
    back = change(desk, ("PT1", "KS001001"), ("KS001001", "KS001001"))
    assert [one["status"] for one in back["boxes"]] == [1, 1]
    assert desk.lawful()


def test_a_box_that_came_in_or_was_cancelled_keeps_its_code():
    desk = shipped()
    desk.do("receive_box", boxCode="KS001001")
    answer = change(desk, ("KS001001", "PT1"))
    assert answer["boxes"][0]["message"] == "The box KS001001 has been received."
    desk = shipped()
    (item,) = desk.lines()
    desk.do("cancel_purchase_order", purchaseOrderId=desk.order_of(item))
    answer = change(desk, ("KS001001", "PT1"))
    assert answer["boxes"][0]["message"] == "The box KS001001 has been cancelled."


@pytest.mark.parametrize("who", ["other", "neighbour_company"])
def test_a_stranger_s_box_does_not_exist(who):
    desk = shipped()
    if who == "neighbour_company":
        desk.do("grant_methods", token=desk.tokens[who], methods=("box.code.change",))
    answer = change(desk, ("KS001001", "PT1"), who=who)
    assert answer["boxes"][0]["message"] == "Box code does not exist"


@pytest.mark.parametrize("pair", [("KS001001", "1" * 21), ("KS001001", ""), ("", "PT1")])
def test_codes_have_one_to_twenty_letters(pair):
    answer = change(shipped(), pair)
    assert answer["status"] == 0
    assert "boxes" not in answer


def test_a_box_gets_a_second_code_of_somebody_else_s():
    desk = shipped()
    tags = [
        {"boxCode": "KS001001", "externalCode": "E1"},
        {"boxCode": "X", "externalCode": "E2"},
    ]
    assert desk.ask("box.externalcode.update", boxes=tags) == {
        "message": "1 boxes were successfully updated. 1 boxes could not be updated",
        "status": 1,
        "boxes": [
            {"boxCode": "KS001001", "status": 1, "message": "success"},
            {"boxCode": "X", "status": 0, "message": "Box code does not exist"},
        ],
    }
    assert [box.external_code for box in desk.state.boxes.values()] == ["E1", "", ""]
    assert codes(desk)[0] == "KS001001"
    assert desk.lawful()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("box.code.change", {"currentBoxCode": "KS001001", "newBoxCode": "PT1"}),
        ("box.externalcode.update", {"boxCode": "KS001001", "externalCode": "E1"}),
    ],
)
def test_every_input_of_a_box_matters(name, fields):
    assert documented(BoxChange) == {"currentBoxCode", "newBoxCode"}
    assert documented(BoxTag) == {"boxCode", "externalCode"}
    assert documented(BoxChangeCall) == documented(BoxTagCall) == {"boxes"}
    assert shipped().ask(name, boxes=[fields])["status"] == 1
    for field in fields:
        fewer = {key: one for key, one in fields.items() if key != field}
        assert f".{field} is required" in shipped().ask(name, boxes=[fewer])["message"]
    assert shipped().ask(name)["message"] == "The field boxes is required."
