import pytest

from mocks.komet.prebook_list import PrebookDetailsCall
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.inputs import documented
from tests.mocks.komet.sales import (
    NEXT_FRIDAY,
    NEXT_WEEK,
    ONE,
    PICK_UP,
    PREBOOK,
    TODAY,
    Sales,
    free_item,
)

# --- listing --------------------------------------------------------------------------------------


def _shelf():
    """Three prebooks on one truck date, one on the next day."""
    desk = Sales()
    desk.book(free_item(), customerPO="0123", createdBy=501)
    desk.world.advance(60)
    desk.book(free_item(), customerId=7002, carrierId=PICK_UP)
    desk.book()
    desk.book(free_item(), shipDate=NEXT_FRIDAY)
    return desk


FIRST, SECOND, THIRD, FRIDAYS = 4_301, 4_302, 4_303, 4_304
EVERY = [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, EVERY),
        ({"date": NEXT_FRIDAY}, [FRIDAYS]),
        ({"prebook": SECOND}, [SECOND]),
        ({"updatedAsOf": "2026-11-04 15:00:30"}, [SECOND, THIRD]),
        ({"updatedAsOf": "2026-11-04 15:00:00"}, EVERY),
        ({"customer": "petal"}, [SECOND]),
        ({"customer": "petst"}, [SECOND]),
        ({"customerId": 7002}, [SECOND]),
        ({"carrierName": "PICK"}, [SECOND]),
        ({"carrierId": PICK_UP}, [SECOND]),
        ({"salesPersonId": 501}, [FIRST]),
        ({"salesPersonId": 502}, []),
        ({"soNumber": 1}, []),
        ({"customerPONumber": 123}, [FIRST]),
        ({"customerPONumber": "0123"}, [FIRST]),
        ({"customerPONumber": 12}, []),
        ({"locationId": 1}, []),
        ({"brandId": 1}, []),
        ({"unableToSource": "true"}, []),
        ({"unableToSource": "false"}, EVERY),
        ({"vendorShipDateFrom": NEXT_WEEK, "vendorShipDateTo": NEXT_WEEK}, [FIRST, SECOND]),
        (
            {"vendorShipDateFrom": NEXT_WEEK, "vendorShipDateTo": NEXT_FRIDAY},
            [FIRST, SECOND, FRIDAYS],
        ),
        (
            {
                "vendorShipDateFrom": NEXT_WEEK,
                "vendorShipDateTo": NEXT_FRIDAY,
                "date": NEXT_FRIDAY,
            },
            [FRIDAYS],
        ),
        ({"vendorShipDateFrom": TODAY, "vendorShipDateTo": TODAY}, []),
    ],
)
def test_the_list_gives_what_the_filters_let_through(filters, numbers):
    assert [one["number"] for one in _shelf().booked(**filters)] == numbers


def test_every_filter_is_among_those_tried():
    tried = {
        "date",
        "prebook",
        "updatedAsOf",
        "customer",
        "customerId",
        "carrierName",
        "carrierId",
        "vendorShipDateFrom",
        "vendorShipDateTo",
        "salesPersonId",
        "soNumber",
        "customerPONumber",
        "locationId",
        "brandId",
        "unableToSource",
    }
    assert documented(PrebookDetailsCall) == tried


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "The field date is required."),
        ({"prebook": 1}, "The field date is required."),
        ({"vendorShipDateFrom": TODAY}, "The field vendorShipDateTo is required."),
        ({"vendorShipDateTo": TODAY}, "The field vendorShipDateFrom is required."),
        (
            {"vendorShipDateFrom": "2026-01-01", "vendorShipDateTo": "2026-07-02"},
            "The date range cannot exceed six months.",
        ),
        (
            {"vendorShipDateFrom": NEXT_FRIDAY, "vendorShipDateTo": NEXT_WEEK},
            "The date 2026-11-13 is after 2026-11-12.",
        ),
        (
            {"date": TODAY, "updatedAsOf": "yesterday"},
            "The field updatedAsOf is not valid: expected YYYY-MM-DD hh:mm:ss.",
        ),
        ({"date": TODAY, "customerPONumber": "PO1"}, "The field customerPONumber is not valid: "),
    ],
)
def test_a_window_or_filter_that_is_no_good_is_refused(fields, message):
    answer = Sales().ask("prebook.details.list", **fields)
    assert answer["message"].startswith(message)
    assert answer["status"] == 0


@pytest.mark.parametrize(("switch", "status"), [("1", 1), ("0", 0)])
def test_an_empty_list_has_a_message_and_no_array(switch, status):
    answer = Sales(empty_status=switch).ask("prebook.details.list", date=TODAY)
    assert answer == {"message": "Orders not found.", "status": status}


# --- vendors (more of them in the purchase side) --------------------------------------------------


def test_a_vendor_s_prebook_has_its_own_vendor_and_no_price():
    desk = Sales()
    fields = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": NEXT_WEEK}
    line = free_item(vendorId=902, price=9)
    assert desk.ask("prebook.create", "vendor", **fields, prebookItems=[line])["status"] == 1
    (detail,) = desk.booked()[0]["details"]
    assert (detail["vendorId"], detail["unitPrice"]) == (901, 0.0)
    assert desk.lawful()


def test_a_vendor_sees_its_own_lines_without_prices():
    desk = Sales()
    desk.book(free_item(), free_item(vendorId=902), free_item(cost=None))
    desk.book()
    (prebook,) = desk.booked("vendor")
    (line,) = prebook["details"]
    assert line["vendorId"] == 901
    assert {"unitPrice", "totalPrice"}.isdisjoint(line)
    assert "totalPrice" not in prebook
    desk.world.advance(9 * 86_400)  # truck date was yesterday
    assert len(desk.booked("vendor")) == 1
    desk.world.advance(86_400)
    assert desk.booked("vendor") == []


def test_a_vendor_gives_a_line_up_by_setting_it_to_no_boxes():
    desk = Sales()
    desk.book(free_item(vendorId=902))
    desk.ask("prebook.future.item.add", prebookId=PREBOOK, inventoryId=desk.future, **ONE)
    other, own = (line["prebookItemId"] for line in desk.booked()[0]["details"])
    fields = {"prebookId": PREBOOK}
    answer = desk.ask("prebook.item.delete", "vendor", **fields, prebookItemId=other)
    assert answer["message"] == f"The prebook item {other} does not exist."
    answer = desk.ask("prebook.item.delete", "vendor", **fields, prebookItemId=own)
    assert answer == {"message": "success", "status": 1}
    assert [line["totalBoxes"] for line in desk.booked()[0]["details"]] == [5, 0]
    assert desk.left(desk.future) == 10
    assert desk.lawful()
