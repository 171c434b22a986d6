"""carriers.by.customer.ship.date.list: a customer's carriers day by day, for old tokens."""

import pytest
from msgspec.structs import replace

from mocks.core.errors import BadCall
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.desk import Desk
from tests.mocks.komet.test_customer_carriers import ARMELLINI, TRUCK, served

NAME = "carriers.by.customer.ship.date.list"


def dates(desk: Desk, **fields):
    return desk.ask(NAME, "customer", customerId=CUSTOMER, **fields)


def ids(answer, day: str) -> list[int]:
    return [one["carrierId"] for one in answer["carrierDate"][day]]


def test_each_day_of_two_months_has_its_carriers_and_a_default():
    desk = Desk()
    answer = dates(desk)
    days = answer["deliverDates"]
    assert (days[0], days[-1]) == ("11/04/2026", "01/04/2027")
    assert list(answer["carrierDate"]) == list(answer["defaultCarriersByDate"]) == days
    fedex = {"carrierId": FEDEX, "carrierName": "FedEx Priority Overnight"}
    assert answer["defaultCarriersByDate"]["11/05/2026"] == fedex
    assert FEDEX in ids(answer, "11/05/2026")
    assert FEDEX not in ids(answer, "11/07/2026"), "it does not go on Saturdays"
    assert answer["message"] == "OK"


def test_the_default_is_that_of_the_days_of_service():
    desk = Desk(carrier_choice="day_of_service")
    served(desk, TRUCK, 4)
    served(desk, ARMELLINI, 2)
    answer = dates(desk)
    assert answer["deliverDates"][:3] == ["11/04/2026", "11/06/2026", "11/11/2026"]
    assert answer["defaultCarriersByDate"]["11/06/2026"]["carrierId"] == TRUCK
    assert ids(answer, "11/11/2026") == [ARMELLINI]


@pytest.mark.parametrize(("transit", "arrives"), [(None, "11/09/2026"), (2, "11/10/2026")])
def test_arrival_days_follow_from_the_days_on_the_way(transit, arrives):
    desk = Desk(carrier_choice="day_of_service")
    customers = desk.state.customers
    customers[CUSTOMER] = replace(customers[CUSTOMER], show_arrival_date=True)
    served(desk, FEDEX, 4, **({} if transit is None else {"transitDays": transit}))
    answer = dates(desk)  # it leaves on Fridays and works on no weekend
    assert answer["deliverDates"][0] == arrives
    assert answer["defaultCarriersByDate"][arrives]["carrierId"] == FEDEX


def test_with_an_origin_only_days_on_which_its_boxes_can_ship():
    desk = Desk(lines=0)
    assert dates(desk, inventoryOrigin=2) == {"message": "Carriers not found.", "status": 1}
    desk.receive(origin=2, day="2026-11-16", until="2026-11-18")
    days = dates(desk, inventoryOrigin=2)["deliverDates"]
    assert days == ["11/16/2026", "11/17/2026", "11/18/2026"]
    assert "inventoryOrigin" in dates(desk, inventoryOrigin=4)["message"]


def test_it_is_for_old_customer_tokens_alone():
    desk = Desk()
    for who in ("company", "user", "vendor"):
        answer = desk.ask(NAME, who, customerId=CUSTOMER)
        assert "not available for" in answer["message"]
    with pytest.raises(BadCall):
        desk.do("make_token", kind="Customer", partyId=7002, methods=[NAME])
    assert desk.do("make_token", kind="Customer", partyId=7002, methods=["web-order.create"])
