"""The samples printed on the vendor side's pages, with ids that exist here, are answered in shape.

Ids go out as numbers or, as one live program sends them, as text.
"""

from typing import Any

import pytest

from tests.mocks.komet.purchases import Purchases
from tests.mocks.komet.sales import NEXT_WEEK, free_item

#: As the page prints it; the mod-7 check is the vendor's business.
AWB, HOUSE = "08472-4772-0048", "09234-4776-2024"
CODES = ["73992893", "73992894", "73992895"]
OTHERS = ["73992801", "73992802", "73992803"]


def bought(desk: Purchases, *boxes: int) -> list[int]:
    """Lines of so many boxes on one approved order."""
    needs = desk.needs(*(free_item(boxes=one) for one in boxes))
    return desk.approved(*({"prebookItemId": one} for one in needs))


@pytest.mark.parametrize("kind", [int, str])
def test_an_item_is_added_to_an_awb(kind: type) -> None:
    desk = Purchases()
    (item,) = bought(desk, 3)
    sample = {"poItemId": kind(item), "awb": AWB, "shipDate": NEXT_WEEK, "boxCodes": CODES,
              "lotNumber": "234232"}  # fmt: skip
    answer = desk.ask("purchase.order.item.awb.add", "vendor", **sample)
    assert answer == {"message": "OK", "status": 1, "boxCodes": CODES}


def test_fewer_boxes_answer_the_id_of_the_line_that_stays() -> None:
    desk = Purchases()
    (item,) = bought(desk, 5)
    sample = {"poItemId": item, "awb": AWB, "shipDate": NEXT_WEEK, "boxCodes": CODES}
    answer = desk.ask("purchase.order.item.awb.add", "vendor", **sample)
    assert answer["newPOItemId"] in desk.lines()
    assert desk.lines()[answer["newPOItemId"]]["totalBoxes"] == 2


@pytest.mark.parametrize("who", ["vendor", "company"])
def test_items_are_added_to_an_awb(who: str) -> None:
    desk = Purchases()
    first, second = bought(desk, 3, 3)
    both = [
        {"poItemId": first, "awb": AWB, "houseAWB": HOUSE, "shipDate": NEXT_WEEK,
         "boxCodes": CODES, "lotNumber": "234232"},
        {"poItemId": second, "awb": AWB, "shipDate": NEXT_WEEK, "boxCodes": OTHERS,
         "lotNumber": "234233"},
    ]  # fmt: skip
    named = {"vendorId": 901} if who == "company" else {}
    answer = desk.ask("purchase.order.items.awb.add", who, poItems=both, **named)
    assert answer["status"] == 1
    assert answer["purchaseOrderItemDetailsAWBAddAPIResultList"] == [
        {"poItemId": first, "status": 1, "message": "OK", "boxCodes": CODES, "lotNumber": 234232},
        {"poItemId": second, "status": 1, "message": "OK", "boxCodes": OTHERS, "lotNumber": 234233},
    ]


SHORT: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("purchase.order.item.delete", "vendor", {"poItemId": 0}, {"message": "OK"}),
    ("purchase.order.item.delete", "company", {"poItemId": "0"}, {"message": "OK"}),
    ("purchase.order.item.confirm", "company", {"poItemId": 0, "quantityConfirmed": 7},
     {"message": "OK"}),
    ("purchase.order.item.price.update", "company", {"purchaseOrderItemId": 0, "price": 0.125},
     {"message": "ok"}),
    ("purchase.order.item.reference.update", "company",
     {"purchaseOrderItemId": 0, "reference": "REF 77"}, {"message": "success"}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "who", "sample", "answered"), SHORT)
def test_a_line_is_deleted_confirmed_and_named_anew(
    method: str, who: str, sample: dict[str, Any], answered: dict[str, Any]
) -> None:
    desk = Purchases()
    (item,) = bought(desk, 9)
    fields = {
        name: type(value)(item) if value in (0, "0") else value for name, value in sample.items()
    }
    assert desk.ask(method, who, **fields) == answered | {"status": 1}
    line = desk.lines("company").get(item, {})
    shown = {
        "purchase.order.item.confirm": (line.get("quantityConfirmed"), 7),
        "purchase.order.item.price.update": (line.get("unitCost"), 0.125),
        "purchase.order.item.reference.update": (line.get("referenceNumber"), "REF 77"),
    }.get(method, (line, {}))
    assert shown[0] == shown[1]


@pytest.mark.parametrize("who", ["vendor", "company"])
def test_an_item_is_deleted_from_a_prebook(who: str) -> None:
    desk = Purchases()
    (need,) = desk.needs()
    prebook = desk.state.prebook_items[need].prebook_id
    fields = {"prebookId": prebook, "prebookItemId": need}
    assert desk.ask("prebook.item.delete", who, **fields) == {"message": "success", "status": 1}
    left = [line["totalBoxes"] for one in desk.booked() for line in one.get("details", ())]
    assert left == ([0] if who == "vendor" else [])


@pytest.mark.parametrize("numbers", [True, False])
def test_allocations_are_asked_for_by_numbers_or_by_ids(numbers: bool) -> None:
    desk = Purchases()
    first, second = bought(desk, 3, 4)
    order = desk.state.purchase_orders[desk.order_of(first)]
    asked = (
        {"purchaseOrderNumbers": f"{order.number}, 99999"}
        if numbers
        else {"purchaseOrderItemIds": f"{first},{second}"}
    )
    (row,) = desk.ask("purchase.order.va.details.list", **asked)["purchaseOrders"]
    assert (row["id"], row["number"], row["shipDate"]) == (order.id, order.number, NEXT_WEEK)
    assert [line["poItemId"] for line in row["details"]] == [first, second]
