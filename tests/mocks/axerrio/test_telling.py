"""What Komet's side tells of a line, along the table of states."""

from typing import Any

import pytest

from mocks.axerrio.line_states import FINAL, LIVE, TOLD
from tests.mocks.axerrio.site import Site, solid

STATES = sorted(TOLD)
TELLABLE = sorted(set(STATES) - {"placed", "cancelling"})
#: How a line gets into each state, from the desk or from Komet's side.
WAYS = {
    "placed": (),
    "waiting_approval": ("waiting_approval",),
    "needs_mapping": ("needs_mapping",),
    "approved": ("waiting_approval", "approved"),
    "changed": ("changed",),
    "confirmed": ("approved", "confirmed"),
    "shipped": ("confirmed", "shipped"),
    "rejected": ("waiting_approval", "rejected"),
    "cancelling": ("cancels",),
    "cancelled": ("cancels", "cancelled"),
}


@pytest.fixture
def site() -> Site:
    return Site()


def brought(site: Site, state: str) -> int:
    order = site.sells()
    for step in WAYS[state]:
        if step == "cancels":
            site.cancels(order)
        else:
            site.tells(order, step)
    assert site.line(order)["state"] == state
    return order


@pytest.mark.parametrize("to", TELLABLE)
@pytest.mark.parametrize("state", STATES)
def test_lines_move_along_the_table_and_nowhere_else(site: Site, state: str, to: str) -> None:
    order = brought(site, state)
    if to == state:
        assert not site.tells(order, to)["applied"]
    elif to in TOLD[state]:
        assert site.tells(order, to)["state"] == to
    else:
        error = site.tells_refused(order, to)
        assert (error["status"], error["code"]) == (409, "line.state")
        assert state in error["message"] and to in error["message"]
    assert site.broken() == {}


def test_every_state_is_reached_and_ends_are_ends() -> None:
    assert set(WAYS) == set(TOLD)
    assert {state for state, to in TOLD.items() if not to} == FINAL
    assert LIVE.isdisjoint(FINAL)


def test_the_same_again_changes_nothing(site: Site) -> None:
    order = site.sells()
    for state in ("waiting_approval", "approved", "confirmed", "shipped"):
        assert site.tells(order, state)["applied"]
        facts = len(site.state.ledger)
        assert not site.tells(order, state)["applied"]
        assert len(site.state.ledger) == facts
    assert site.heard() == [(1, "order_placed")]


def test_more_is_told_of_the_same_state(site: Site) -> None:
    order = site.approved()
    assert site.tells(order, "confirmed", boxesConfirmed=7)["applied"]
    assert site.tells(order, "confirmed", boxesConfirmed=6, kometPrebook="4343")["applied"]
    line = site.line(order)
    assert (line["boxesConfirmed"], line["toShip"], line["packages"]) == (6, 6, 10)
    assert (line["kometPrebook"], line["kometPurchaseOrder"]) == ("4343", "PO-17")


def test_a_change_made_in_komet_says_what_and_why(site: Site) -> None:
    order = site.approved()
    body = {"boxesConfirmed": 8, "cost": 0.25, "reason": "two boxes less"}
    site.tells(order, "changed", **body)
    line = site.line(order)
    assert (line["kometCost"], line["toShip"], line["reason"]) == (0.25, 8, "two boxes less")
    site.tells(order, "approved")
    assert (site.line(order)["toShip"], "reason" in site.line(order)) == (8, False)


@pytest.mark.parametrize(
    ("state", "fields", "field"),
    [
        ("rejected", {"reason": ""}, "reason"),
        ("changed", {"reason": ""}, "reason"),
        ("approved", {"poItemId": None}, "poItemId"),
        ("approved", {"newPoItemId": 5}, "newPoItemId"),
        ("approved", {"boxesConfirmed": 0}, "boxesConfirmed"),
        ("paid", {}, "state"),
        ("approved", {"revision": 1}, "revision"),
        ("approved", {"orderId": 7}, "orderId"),
        ("approved", {"lineId": 2, "revision": 0}, "lineId"),
    ],
)
def test_what_can_not_be_told_is_named(
    site: Site, state: str, fields: dict[str, Any], field: str
) -> None:
    order = site.sells()
    body = site.said(order, state) | fields
    assert site.refused(site.key, "integration/order-state", body)["field"] == field


def test_of_an_older_revision_nothing_is_news(site: Site) -> None:
    order = site.sells()
    late = site.said(order, "approved")
    site.changes(order, lines=[solid(lineId=1, packages=3)])
    answer = site.done(site.key, "integration/order-state", late)
    assert (answer["applied"], answer["state"], answer["revision"]) == (False, "placed", 1)


def test_a_shipment_of_fewer_boxes_leaves_the_rest_in_a_line_of_its_own(site: Site) -> None:
    order = site.approved()
    site.boxes(order, lineId=1, count=4)
    told = site.tells(order, "shipped", newPoItemId=955)
    assert (told["state"], told["newLineId"]) == ("shipped", 2)
    first, rest = site.order(order)["lines"]
    assert (first["boxesConfirmed"], len(first["boxes"])) == (4, 4)
    assert (rest["state"], rest["packages"], rest["poItemId"]) == ("approved", 6, 955)
    assert (rest["splitFrom"], rest["boxes"]) == (1, [])
    again = site.tells(order, "shipped", newPoItemId=955)
    assert (again["applied"], again["newLineId"]) == (False, 2)
    site.boxes(order)
    assert len(site.line(order, 2)["boxes"]) == 6
    assert site.broken() == {}


@pytest.mark.parametrize("boxes", [None, 10, 11])
def test_a_split_leaves_a_rest(site: Site, boxes: int | None) -> None:
    order = site.approved()
    error = site.tells_refused(order, "shipped", newPoItemId=955, boxesConfirmed=boxes)
    assert error["field"] == "boxesConfirmed"


def test_another_companys_key_reaches_no_order(site: Site) -> None:
    order = site.sells()
    other = site.connect(vendorId=4002)["key"]
    site.join(connectionId=2)
    body = site.said(order, "approved")
    assert site.refused(other, "integration/order-state", body)["code"] == "order.unknown"
    error = site.refused(other, "integration/order", query={"orderId": order})
    assert error["code"] == "order.unknown"
    assert site.done(other, "integration/events")["events"] == []
    assert site.done(site.key, "integration/order", query={"orderId": order})["revision"] == 0
