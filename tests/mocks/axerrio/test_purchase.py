"""Option two: prebook lines of Komet as orders here, changed and withdrawn there."""

from typing import Any

import pytest

from tests.mocks.axerrio.site import Site, need

PATH = "integration/purchase-order"


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_need_becomes_an_order_once(site: Site) -> None:
    made = site.needs()
    order, (line,) = made["order"], made["order"]["lines"]
    assert (made["applied"], order["origin"], order["prebookItemId"]) == (True, "komet", 77)
    assert (line["state"], line["packages"], line["content"]) == ("placed", 4, 12)
    # The description is the vendor's own: it is known by its article, too.
    assert line["articleKey"] == 1002
    again = site.needs()
    assert (again["applied"], again["order"]) == (False, order)
    assert site.heard() == []
    found = site.done(site.key, "integration/order", query={"prebookItemId": 77})
    assert found == order


def test_a_product_the_vendor_does_not_know_has_no_article(site: Site) -> None:
    line = site.needs(product={"description": "Freedom 60"})["order"]["lines"][0]
    assert "articleKey" not in line and line["description"] == "Freedom 60"
    product = {"code": "MON50", "description": "whatever Komet calls it"}
    assert site.needs(prebookItemId=78, product=product)["order"]["lines"][0]["articleKey"] == 1003


def test_mixed_boxes_keep_their_breakdowns(site: Site) -> None:
    parts = [
        {"product": {"description": "Shimmer 50"}, "bunches": 5, "stemsBunch": 25, "cost": 6},
        {"product": {"description": "Explorer 50"}, "bunches": 7, "stemsBunch": 25},
    ]
    line = site.needs(breakdowns=parts)["order"]["lines"][0]
    assert line["kind"] == "mixed"
    assert [part.get("articleKey") for part in line["parts"]] == [1007, None]
    assert [part.get("cost") for part in line["parts"]] == [6.0, None]


def test_a_later_revision_changes_the_order(site: Site) -> None:
    order = site.needs()["order"]["orderId"]
    site.tells(order, "approved")
    changed = site.needs(revision=1, boxes=6)["order"]
    (line,) = changed["lines"]
    assert (line["state"], line["revision"], line["packages"]) == ("placed", 1, 6)
    error = site.refused(site.key, PATH, need())
    assert (error["status"], error["code"]) == (409, "prebook.old")
    error = site.refused(site.key, PATH, need(revision=1, boxes=7))
    assert error["code"] == "prebook.conflict"
    error = site.refused(site.key, PATH, need(revision=1, boxes=6, customerPo="X"))
    assert error["code"] == "prebook.conflict"


def withdrawal(**fields: Any) -> dict[str, Any]:
    return {"prebookItemId": 77, "revision": 1, "reason": "the customer cancelled"} | fields


def test_a_withdrawn_need_is_cancelled_here_and_may_come_back(site: Site) -> None:
    order = site.needs()["order"]["orderId"]
    site.tells(order, "approved")
    site.boxes(order)
    gone = site.done(site.key, f"{PATH}/withdraw", withdrawal())
    (line,) = gone["order"]["lines"]
    assert (line["state"], line["reason"]) == ("cancelled", "the customer cancelled")
    assert (line["deleted"], line["boxes"]) == (True, [])
    assert not site.done(site.key, "integration/purchase-order/withdraw", withdrawal())["applied"]
    back = site.needs(revision=2)["order"]
    assert [line["state"] for line in back["lines"]] == ["cancelled", "placed"]
    assert back["orderId"] == order and not back["deleted"]
    error = site.refused(site.key, f"{PATH}/withdraw", withdrawal())
    assert error["code"] == "prebook.old"


def test_what_has_left_is_not_taken_back(site: Site) -> None:
    order = site.needs()["order"]["orderId"]
    site.tells(order, "approved")
    site.tells(order, "shipped")
    assert site.refused(site.key, f"{PATH}/withdraw", withdrawal())["code"] == "line.state"
    assert site.refused(site.key, PATH, need(revision=1))["code"] == "line.state"
    unknown = withdrawal(prebookItemId=5)
    assert site.refused(site.key, f"{PATH}/withdraw", unknown)["field"] == "prebookItemId"


def test_the_vendor_may_cancel_it_but_changes_it_in_komet(site: Site) -> None:
    order = site.needs()["order"]["orderId"]
    error = site.refused(site.desk, "desk/order/change", {"orderId": order, "comments": "x"})
    assert error["code"] == "order.komet"
    assert site.cancels(order)["deleted"]
    assert site.heard() == [(1, "order_cancelled")]
