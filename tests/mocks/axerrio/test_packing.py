"""Box codes, air waybills and lots of approved lines."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocks.axerrio import awb
from tests.mocks.axerrio.site import Site, mixed, solid


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.mark.parametrize(
    "text", ["145-12345675", "729-40812170", "369 77004211", "40651293406", "074-81140743"]
)
def test_a_right_waybill_has_no_problem(text: str) -> None:
    assert awb.problem(text) == ""


@pytest.mark.parametrize("text", ["145-12345678", "145-12345679", "145-1234567", "AWB", ""])
def test_a_wrong_waybill_has_one(text: str) -> None:
    assert awb.problem(text)


@given(st.integers(0, 10**9))
def test_what_is_made_is_right(serial: int) -> None:
    made = awb.made("729", serial)
    assert awb.problem(made) == ""
    wrong = made[:-1] + str((int(made[-1]) + 1) % 10)
    assert awb.problem(wrong)


def test_codes_waybill_and_lot_are_made_for_every_approved_line(site: Site) -> None:
    order = site.approved(solid(packages=2), mixed())
    chosen = site.boxes(order)
    assert (chosen["applied"], chosen["warnings"]) == (True, [])
    one, other = chosen["order"]["lines"]
    codes = [box["code"] for line in (one, other) for box in line["boxes"]]
    assert codes == ["NUS000001", "NUS000002", "NUS000003", "NUS000004"]
    assert one["awb"] == other["awb"] and awb.problem(one["awb"]) == ""
    assert (one["lot"], other["lot"]) == ("200001", "200002")
    assert site.heard()[-1][1] == "boxes_chosen"
    assert not site.boxes(order)["applied"]
    more = site.boxes(site.approved(solid(packages=1)))["order"]["lines"][0]
    assert (more["boxes"][0]["code"], more["lot"]) == ("NUS000005", "200003")
    assert more["awb"] != one["awb"]


def test_the_vendors_own_codes_are_taken(site: Site) -> None:
    order = site.approved(solid(packages=3))
    chosen = site.boxes(order, lineId=1, codes=["NUS000002", "ABC123"], houseAwb="H-1", lot="999")
    line = chosen["order"]["lines"][0]
    assert [(box["code"], box["number"]) for box in line["boxes"]] == [
        ("NUS000002", 1),
        ("ABC123", 2),
    ]
    assert (line["houseAwb"], line["lot"]) == ("H-1", "999")
    rest = site.boxes(order)["order"]["lines"][0]["boxes"]
    assert rest[2] == {"code": "NUS000001", "number": 3, "prints": 0}
    following = site.boxes(site.approved(solid(packages=1)))["order"]["lines"][0]["boxes"]
    assert following[0]["code"] == "NUS000003"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"codes": ["ABC123"]}, "lineId"),
        ({"codes": ["ABC123", "ABC123"], "lineId": 1}, "codes"),
        ({"codes": ["abc123"], "lineId": 1}, "codes[0]"),
        ({"codes": ["ABC12"], "lineId": 1}, "codes[0]"),
        ({"codes": ["A" * 21], "lineId": 1}, "codes[0]"),
        ({"codes": ["ABC123\n"], "lineId": 1}, "codes[0]"),
        ({"codes": ["ABC123", "ABC124", "ABC125"], "lineId": 1}, "codes"),
        ({"codes": ["ABC123"], "lineId": 1, "count": 2}, "count"),
        ({"count": 3}, "count"),
        ({"lot": "1000"}, "lot"),
        ({"lot": "99999"}, "lot"),
        ({"lot": "L1"}, "lot"),
        ({"lot": "999\n"}, "lot"),
        ({"awb": "1" * 26}, "awb"),
        ({"lineId": 2}, "lineId"),
    ],
)
def test_what_can_not_be_chosen_is_named(site: Site, fields: dict[str, Any], field: str) -> None:
    order = site.approved(solid(packages=2))
    error = site.refused(site.desk, "desk/boxes", {"orderId": order} | fields)
    assert error["field"] == field


@pytest.mark.parametrize("lot", ["999", "100000"])
def test_lots_beside_komets_own_are_taken(site: Site, lot: str) -> None:
    assert site.boxes(site.approved(), lot=lot)["order"]["lines"][0]["lot"] == lot


@pytest.mark.parametrize("state", ["placed", "waiting_approval", "needs_mapping", "changed"])
def test_boxes_wait_for_the_approval(site: Site, state: str) -> None:
    order = site.sells()
    if state != "placed":
        site.tells(order, state)
    for fields in ({}, {"lineId": 1}):
        error = site.refused(site.desk, "desk/boxes", {"orderId": order} | fields)
        assert (error["status"], error["code"]) == (409, "boxes.unapproved")


def test_a_code_is_never_used_again(site: Site) -> None:
    order = site.approved(solid(packages=2))
    site.boxes(order, lineId=1, codes=["ABC123", "ABC124"])
    site.changes(order, lines=[solid(lineId=1, packages=1)])
    assert site.line(order)["boxes"] == []
    site.tells(order, "approved")
    call = {"orderId": order, "lineId": 1, "codes": ["ABC123"]}
    error = site.refused(site.desk, "desk/boxes", call)
    assert (error["status"], error["code"]) == (409, "box.used")
    assert "ABC123" in error["message"]


def test_fewer_boxes_in_komet_are_fewer_boxes_here(site: Site) -> None:
    order = site.approved(solid(packages=3))
    site.boxes(order)
    site.tells(order, "changed", boxesConfirmed=2)
    assert [box["number"] for box in site.line(order)["boxes"]] == [1, 2]
    site.tells(order, "approved", boxesConfirmed=4)
    assert len(site.boxes(order)["order"]["lines"][0]["boxes"]) == 4
    assert site.broken() == {}


def test_a_waybill_is_replaced_when_the_flight_is(site: Site) -> None:
    order = site.approved()
    site.boxes(order)
    again = site.boxes(order, awb="145-12345675")
    assert again["applied"]
    assert again["order"]["lines"][0]["awb"] == "145-12345675"
    assert [kind for _, kind in site.heard()][-2:] == ["boxes_chosen"] * 2


@pytest.mark.parametrize(("wrong_awb", "status"), [("warned", 200), ("refused", 409)])
def test_a_wrong_check_digit_is_said(wrong_awb: str, status: int) -> None:
    site = Site(wrong_awb=wrong_awb)
    order = site.approved()
    answer = site.ask(site.desk, "desk/boxes", {"orderId": order, "awb": "145-12345679"})
    assert answer.status == status
    assert "the check digit should be 5" in answer.body.decode()
