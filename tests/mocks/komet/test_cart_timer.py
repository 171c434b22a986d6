"""The e-commerce's timer: an hour from the first line, by a switch."""

import pytest

from mocks.komet.purchase_order_states import CANCELLED
from tests.mocks.komet.sales import Sales, declare, share

PENDING, CHECKED_OUT = 1, 2
DRAFT, APPROVED, VOIDED = 2, 0, 4
TIMED_OUT = (
    "This order has been canceled. The system requires that you check out before the time shown"
    " expires. In a few minutes, you and your salesperson will receive an email listing the items"
    " that were canceled."
)


def timed(**switches):
    """A desk with the timer on, and a web order with a line on hand and one to come."""
    desk = Sales(**({"cart_timer": "60_minutes"} | switches))
    order = desk.open()
    desk.world.advance(1800)  # the timer runs from the first line
    desk.add(webOrderId=order)
    desk.add_future(webOrderId=order)
    return desk, order


@pytest.mark.parametrize(("switch", "found"), [("off", PENDING), ("60_minutes", None)])
def test_an_order_not_checked_out_within_the_hour_is_cancelled_by_the_switch(switch, found):
    desk, order = timed(cart_timer=switch)
    desk.world.advance(3599)
    assert desk.look(order)["statusId"] == PENDING
    desk.world.advance(1)
    assert (desk.look(order) or {}).get("statusId") == found
    gone = found is None
    assert (desk.left(desk.lot), desk.left(desk.future)) == ((10, 10) if gone else (8, 8))
    assert [one["status"] for one in desk.bills()] == [VOIDED if gone else DRAFT]
    assert len(desk.booked()) == int(not gone)
    assert desk.lawful()


def test_whoever_goes_on_after_the_hour_reads_what_the_shop_says():
    desk, order = timed()
    desk.world.advance(3600)
    before = desk.facts()
    assert desk.check_out(order)["message"] == TIMED_OUT
    assert desk.add(webOrderId=order)["message"] == TIMED_OUT
    assert desk.add_future(webOrderId=order)["message"] == TIMED_OUT
    assert desk.delete(order)["message"] == TIMED_OUT
    assert desk.facts() == before


def test_an_order_that_somebody_cancelled_within_the_hour_did_not_time_out():
    desk, order = timed()
    desk.delete(order)
    desk.world.advance(3600)
    assert desk.check_out(order)["message"] == f"The web order {order} is not pending."
    assert desk.world.failed_acts == []


def test_an_order_checked_out_in_time_outlives_the_timer():
    desk, order = timed()
    desk.world.advance(3599)
    desk.add(webOrderId=order)  # a second line does not start it anew
    desk.check_out(order)
    desk.world.advance(7200)
    assert desk.look(order, statusId=CHECKED_OUT)["statusId"] == CHECKED_OUT
    assert desk.left(desk.lot) == 6
    assert desk.world.failed_acts == []


def test_what_is_added_without_an_order_after_the_hour_begins_another_one():
    desk, order = timed()
    desk.world.advance(3600)
    assert desk.add()["webOrderId"] != order
    assert desk.lawful()


@pytest.mark.parametrize("confirmed", [False, True])
def test_what_a_sales_rep_moved_on_within_the_hour_stays(confirmed):
    desk, order = timed()
    (bill,) = desk.bills()
    desk.do("approve_invoice", invoiceNumber=bill["number"])
    if confirmed:
        desk.do("confirm_invoice", invoiceNumber=bill["number"])
    desk.world.advance(3600)
    assert desk.world.failed_acts == []
    assert desk.look(order, statusId=CHECKED_OUT)["items"][0]["quantity"] == 2
    assert (desk.left(desk.lot), desk.left(desk.future)) == (8, 10)
    assert [one["status"] for one in desk.bills()] == [1 if confirmed else APPROVED]
    assert desk.booked() == []
    assert desk.lawful()


def test_a_prebook_shared_with_another_order_stays_for_that_one():
    desk, order = timed(invoice_sharing="shared")
    desk.world.advance(1800)
    other = desk.open()
    desk.add(webOrderId=other, quantity=1)
    desk.add_future(webOrderId=other, quantity=1)
    desk.world.advance(1800)
    assert desk.look(order) is None
    assert desk.look(other)["statusId"] == PENDING
    assert (desk.left(desk.lot), desk.left(desk.future)) == (9, 9)
    (bill,), (prebook,) = desk.bills(), desk.booked()
    assert (bill["status"], bill["totalBoxes"]) == (DRAFT, 1)
    assert [one["totalBoxes"] for one in prebook["details"]] == [1]
    assert desk.lawful()


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize(("offer", "origin"), [(declare, 3), (share, 4)], ids=["farm", "sister"])
def test_what_others_offered_goes_back_to_them_and_their_purchase_order_is_cancelled(
    offer, origin, approved
):
    desk = Sales(cart_timer="60_minutes")
    lot, order = offer(desk), desk.open()
    before = desk.left(lot)
    desk.add(webOrderId=order, inventoryIds=str(lot), inventoryOrigin=origin, date="2026-11-12")
    (purchase,) = desk.state.purchase_orders
    if approved:
        desk.do("approve_purchase_order", purchaseOrderId=purchase)
    assert desk.left(lot) == before - 2
    desk.world.advance(3600)
    assert desk.world.failed_acts == []
    assert desk.left(lot) == before
    assert desk.state.purchase_orders[purchase].status == CANCELLED
    assert desk.look(order) is None
    assert desk.lawful()
