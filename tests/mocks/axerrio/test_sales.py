"""Sales orders at the vendor's desk: made, changed, cancelled, and heard of on Komet's side."""

from typing import Any

import pytest

from tests.mocks.axerrio.site import ASSORTED, FREEDOM, QUICKSAND, Site, mixed, sale, solid


@pytest.fixture
def site() -> Site:
    return Site()


def test_an_order_is_heard_of_as_it_was_made(site: Site) -> None:
    order = site.sells(solid(), mixed())
    (event,) = site.events()["events"]
    assert (event["kind"], event["order"]["orderId"]) == ("order_placed", order)
    assert event["order"]["customer"] == {"code": "PEN", "name": "Señorita Peña's Petals"}
    assert event["order"]["truckDate"] == event["order"]["shipDate"] == "2026-11-25"
    one, other = event["order"]["lines"]
    assert (one["articleKey"], one["articleCode"], one["packages"]) == (FREEDOM, "FRE50", 10)
    assert (one["state"], one["revision"], one["cost"]) == ("placed", 0, 0.285)
    assert [part["cost"] for part in other["parts"]] == [7.5, 9.0]
    assert other["cost"] == 8.0
    site.tells(order, "approved")
    assert site.events()["events"][0] == event


def test_an_assorted_box_has_one_cost_and_says_what_is_inside(site: Site) -> None:
    parts = [{"articleKey": key, "bunches": 6, "stemsBunch": 25} for key in (FREEDOM, QUICKSAND)]
    order = site.sells(solid(kind="assorted", articleKey=ASSORTED, parts=parts))
    line = site.line(order)
    assert (line["kind"], line["cost"]) == ("assorted", 0.285)
    assert [part["description"] for part in line["parts"]] == [
        "Rose Freedom 50cm",
        "Rosa Quicksand 50cm",
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (solid(parts=mixed()["parts"]), "parts"),
        (mixed(parts=mixed()["parts"][:1]), "parts"),
        (mixed(content=11), "content"),
        (mixed(cost=1), "cost"),
        ({k: v for k, v in solid().items() if k != "cost"}, "cost"),
        (
            mixed(parts=[{"articleKey": FREEDOM, "bunches": 6, "stemsBunch": 1}] * 2),
            "parts[0].cost",
        ),
        (solid(kind="assorted", parts=mixed()["parts"]), "parts[0].cost"),
        (solid(packages=0), "packages"),
        (solid(cost="0.3"), "cost"),
        (solid(boxType="HALF"), "boxType"),
    ],
)
def test_a_line_that_can_not_be_is_named(site: Site, line: dict[str, Any], field: str) -> None:
    error = site.refused(site.desk, "desk/order/create", sale(solid(), line))
    assert (error["status"], error["field"]) == (422, f"lines[1].{field}")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"shipDate": "2026-11-22"}, "shipDate"),
        ({"shipDate": "2028-01-01"}, "shipDate"),
        ({"truckDate": "2026-11-24"}, "truckDate"),
        ({"shipDate": "soon"}, "shipDate"),
        ({"connectionId": 9}, "connectionId"),
        ({"lines": [solid(articleKey=5)]}, "articleKey"),
        ({"lines": []}, "lines"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_order_that_can_not_be_is_named(site: Site, fields: dict[str, Any], field: str) -> None:
    assert site.refused(site.desk, "desk/order/create", sale(**fields))["field"] == field


def test_the_farms_day_is_counted_at_the_farm(site: Site) -> None:
    site.later(hours=14.5)  # 04:30 on Tuesday in UTC, still Monday in Cayambe
    assert site.sells(shipDate="2026-11-23")
    site.later(hours=0.5)
    error = site.refused(site.desk, "desk/order/create", sale(shipDate="2026-11-23"))
    assert error["field"] == "shipDate"


def test_a_changed_line_wants_a_new_answer_and_the_others_do_not(site: Site) -> None:
    order = site.approved(solid(), solid(articleKey=QUICKSAND))
    lines = [solid(lineId=1, packages=12), solid(lineId=2, articleKey=QUICKSAND)]
    changed = site.changes(order, lines=lines)
    assert changed["revision"] == 1
    one, other = changed["lines"]
    assert (one["state"], one["revision"], one["packages"]) == ("placed", 1, 12)
    assert (other["state"], other["revision"]) == ("approved", 0)
    assert site.heard() == [(1, "order_placed"), (2, "order_changed")]


def test_lines_come_and_go_softly(site: Site) -> None:
    order = site.approved(solid(), mixed())
    changed = site.changes(order, lines=[mixed(lineId=2), solid(articleKey=QUICKSAND)])
    first, second, third = changed["lines"]
    assert (first["deleted"], first["state"], first["revision"]) == (True, "cancelling", 1)
    assert (second["deleted"], second["state"]) == (False, "approved")
    assert (third["lineId"], third["state"], third["revision"]) == (3, "placed", 1)
    error = site.refused(
        site.desk, "desk/order/change", {"orderId": order, "lines": [solid(lineId=1)]}
    )
    assert error["code"] == "line.state"


def test_a_new_date_asks_for_every_line_anew(site: Site) -> None:
    order = site.approved(solid(), mixed())
    changed = site.changes(order, shipDate="2026-11-27")
    assert {line["state"] for line in changed["lines"]} == {"placed"}
    assert changed["truckDate"] == "2026-11-27"
    assert site.changes(order, shipDate="2026-11-27")["revision"] == 1
    assert site.events()["last"] == 2


def test_cancelling_waits_for_komets_side_and_may_be_refused(site: Site) -> None:
    order = site.approved(solid(), solid())
    cancelled = site.cancels(order)
    assert cancelled["deleted"]
    assert site.cancels(order) == cancelled
    assert site.heard()[1:] == [(2, "order_cancelled")]
    assert site.tells(order, "cancelled")["state"] == "cancelled"
    site.tells(order, "confirmed", 2, reason="confirmed there already")
    assert not site.order(order)["deleted"]
    assert site.line(order, 2)["reason"] == "confirmed there already"


def test_what_has_left_is_neither_changed_nor_cancelled(site: Site) -> None:
    order = site.approved()
    site.tells(order, "shipped")
    error = site.refused(site.desk, "desk/order/cancel", {"orderId": order})
    assert error["code"] == "line.state"
    error = site.refused(site.desk, "desk/order/change", {"orderId": order, "comments": "x"})
    assert error["code"] == "order.ended"


def test_a_vendor_sees_its_own_orders_only(site: Site) -> None:
    order = site.sells()
    other = site.keys["desks"][1]
    assert site.refused(other, "desk/order", query={"orderId": order})["status"] == 404
    assert site.done(other, "desk/orders")["orders"] == []
    error = site.refused(other, "desk/order/create", sale())
    assert error["code"] == "connection.unknown"
    (mine,) = site.done(site.desk, "desk/orders", query={"shipDate": "2026-11-25"})["orders"]
    assert mine["orderId"] == order
    assert site.done(site.desk, "desk/orders", query={"shipDate": "2026-11-26"})["orders"] == []


def test_articles_have_a_key_a_code_and_go_softly(site: Site) -> None:
    order = site.sells()
    gone = site.done(site.desk, "desk/article", {"articleKey": FREEDOM, "deleted": True})
    assert gone["deleted"] and gone["modified"] == "2026-11-23T14:00:00Z"
    (event,) = site.events(1)["events"]
    assert (event["kind"], event["article"]["deleted"]) == ("article_changed", True)
    error = site.refused(site.desk, "desk/order/create", sale())
    assert error["code"] == "article.gone"
    shown = site.done(site.desk, "desk/articles")["articles"]
    assert FREEDOM not in {one["articleKey"] for one in shown}
    everything = site.done(site.desk, "desk/articles", query={"all": "true"})["articles"]
    assert len(everything) == len(shown) + 1
    # What was ordered stays ordered: the line may change without the article being sold.
    assert site.changes(order, lines=[solid(lineId=1, packages=3)])["revision"] == 1


def test_a_new_article_needs_code_and_description(site: Site) -> None:
    for body, field in (({"code": "NEW"}, "description"), ({"description": "New"}, "code")):
        error = site.refused(site.desk, "desk/article", body)
        assert (error["code"], error["field"]) == ("field.missing", field)
    error = site.refused(site.desk, "desk/article", {"code": "FRE50", "description": "x"})
    assert error["code"] == "article.code"
    made = site.done(site.desk, "desk/article", {"code": "ÑA", "description": "Rosa Ñandú"})
    assert site.sells(solid(articleKey=made["articleKey"]))
    again = site.done(site.desk, "desk/article", {"articleKey": made["articleKey"]})
    assert again == made
    assert [kind for _, kind in site.heard()] == ["article_changed", "order_placed"]
    error = site.refused(site.desk, "desk/article", {"articleKey": 2001, "active": False})
    assert error["code"] == "article.unknown"
