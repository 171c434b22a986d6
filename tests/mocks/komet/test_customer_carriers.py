"""Carriers a customer may choose for a day, and the customer's Days of Service."""

from datetime import timedelta

import pytest

from mocks.core.errors import Missing
from mocks.komet.seed import BRANCHES_CUSTOMERS, CUSTOMER, FEDEX, HERE, THERE
from tests.mocks.komet.desk import Desk
from tests.mocks.komet.sales import PICK_UP, Sales

CARRIERS = "ecommerce/customer-carriers.list"
ARMELLINI, PRIME, TRUCK = 1361, 1362, 1363
RANGE = ("2026-11-05", "2026-11-12")
WORDS = "There are no products available for the selected ship date & carrier combination"


# --- carriers for a day ---------------------------------------------------------------------------


def carriers(desk: Desk, day: str, first: str, last: str, customer: int = CUSTOMER):
    asked = {"customerId": customer, "date": day, "availableFrom": first, "availableTo": last}
    return desk.ask(CARRIERS, "company", **asked)


def codes(desk: Desk, answer) -> list[str]:
    return [desk.state.carriers[one["carrierId"]].code for one in answer.get("carriers", [])]


def test_the_usual_carrier_is_suggested_and_the_others_follow_by_name():
    desk = Desk()
    answer = carriers(desk, "2026-11-05", "2026-11-05", "2026-11-12")
    assert (answer["carrierId"], answer["carrierName"]) == (FEDEX, "FedEx Priority Overnight")
    assert answer["carrierCubeRate"] == 4.5
    assert codes(desk, answer) == ["ARM", "PRF", "SBT", "WC"]
    assert set(answer["carriers"][0]) == {"carrierId", "carrierName", "carrierCubeRate"}


def test_each_customer_has_its_own_usual_carrier():
    desk = Desk()
    answer = carriers(desk, "2026-11-06", "2026-11-05", "2026-11-12", customer=7002)
    assert answer["carrierName"] == "Armellini"


def test_on_a_day_without_the_usual_carrier_another_is_suggested():
    desk = Desk()
    saturday = carriers(desk, "2026-11-07", "2026-11-05", "2026-11-12")
    assert saturday["carrierName"] == "Sabana Truck"
    assert "FDX" in codes(desk, saturday)


def test_the_range_decides_which_others_there_are():
    desk = Desk()
    thursday = carriers(desk, "2026-11-05", "2026-11-05", "2026-11-05")
    assert codes(desk, thursday) == ["PRF", "SBT", "WC"]
    assert "ARM" in codes(desk, carriers(desk, "2026-11-05", "2026-11-05", "2026-11-06"))
    assert "ARM" in codes(desk, carriers(desk, "2026-11-05", "2026-11-04", "2026-11-05"))


def test_a_date_outside_the_range_has_no_suggestion():
    desk = Desk()
    answer = carriers(desk, "2026-11-09", "2026-11-05", "2026-11-06")
    assert "carrierId" not in answer
    assert "FDX" in codes(desk, answer)


def test_after_the_cut_off_today_s_carriers_are_gone():
    desk = Desk()
    today = ("2026-11-04", "2026-11-04", "2026-11-04")
    assert carriers(desk, *today)["carrierId"] == FEDEX
    desk.world.clock.set(desk.world.now() + timedelta(hours=4))  # two in the afternoon, EST
    answer = carriers(desk, *today)
    assert answer == {"message": "Carriers not found.", "status": 1}


def test_an_inactive_carrier_is_never_offered():
    desk = Desk()
    desk.do("set_carrier", carrierId=FEDEX, active=False)
    answer = carriers(desk, "2026-11-05", "2026-11-05", "2026-11-12")
    assert answer["carrierName"] == "Prime Floral"
    assert "FDX" not in codes(desk, answer)


@pytest.mark.parametrize("field", ["customerId", "date", "availableFrom", "availableTo"])
def test_every_field_of_the_range_is_required(field):
    asked = {
        "customerId": CUSTOMER,
        "date": "2026-11-05",
        "availableFrom": "2026-11-05",
        "availableTo": "2026-11-06",
    }
    del asked[field]
    answer = Desk().ask(CARRIERS, "customer", **asked)
    assert answer == {"message": f"The field {field} is required.", "status": 0}


def test_a_range_in_the_wrong_order_is_refused():
    answer = carriers(Desk(), "2026-11-05", "2026-11-06", "2026-11-05")
    assert answer["message"] == "The date 2026-11-06 is after 2026-11-05."


def test_carriers_for_another_s_customer_are_refused():
    desk = Desk()
    days = dict.fromkeys(("date", "availableFrom", "availableTo"), "2026-11-05")
    answer = desk.ask(CARRIERS, "customer", customerId=7002, **days)
    assert "not available for this" in answer["message"]


# --- Days of Service ------------------------------------------------------------------------------


def served(desk: Desk, carrier: int, *weekdays: int, **fields):
    """The customer's Days of Service with a carrier."""
    known = {"customerId": CUSTOMER, "carrierId": carrier, "weekdays": weekdays}
    desk.do("set_days_of_service", **(known | fields))


def suggested(desk: Desk, day: str, **fields):
    return desk.state.carriers[carriers(desk, day, *RANGE, **fields)["carrierId"]].code


def test_the_default_carrier_of_the_weekday_is_suggested():
    desk = Desk()
    served(desk, TRUCK, 0, 4)
    served(desk, ARMELLINI, 2)
    days = ["2026-11-06", "2026-11-09", "2026-11-11"]
    assert [suggested(desk, day) for day in days] == ["SBT", "SBT", "ARM"]
    assert suggested(desk, "2026-11-05") == "FDX", "no day of service: the usual one"
    assert suggested(desk, "2026-11-11", customer=7004) == "ARM", "another customer: by name"


def test_a_default_that_does_not_go_on_the_day_is_not_suggested():
    desk = Desk()
    served(desk, ARMELLINI, 3)  # it goes on Mondays, Wednesdays and Fridays
    assert suggested(desk, "2026-11-05") == "FDX"


def test_a_weekday_has_one_default_carrier():
    desk = Desk()
    served(desk, TRUCK, 3, 4)
    served(desk, PRIME, 3)
    assert suggested(desk, "2026-11-05") == "PRF"
    assert suggested(desk, "2026-11-06") == "SBT"
    services = desk.state.customers[CUSTOMER].services
    assert {one.carrier_id: one.weekdays for one in services} == {TRUCK: (4,), PRIME: (3,)}


def test_a_carrier_without_days_is_taken_away():
    desk = Desk()
    served(desk, TRUCK, 3)
    served(desk, TRUCK)
    assert desk.state.customers[CUSTOMER].services == ()
    assert suggested(desk, "2026-11-05") == "FDX"


def test_the_cube_rate_is_what_was_agreed_with_the_customer():
    desk = Desk()
    served(desk, TRUCK, 3, cubeRate=3.12345)
    answer = carriers(desk, "2026-11-05", *RANGE)
    rates = {one["carrierId"]: one["carrierCubeRate"] for one in answer["carriers"]}
    assert (answer["carrierCubeRate"], rates[FEDEX], rates[ARMELLINI]) == (3.12345, 4.5, 4.85)
    assert carriers(desk, "2026-11-05", *RANGE, customer=7004)["carrierCubeRate"] != 3.12345


def test_transit_days_and_rate_are_the_carriers_where_none_were_agreed():
    desk = Desk()
    served(desk, PRIME, 1)
    served(desk, TRUCK, 3, transitDays=4, account="AC 7")
    prime, truck = desk.state.customers[CUSTOMER].services
    assert (prime.transit_days, str(prime.cube_rate)) == (3, "5.20")
    assert (truck.transit_days, truck.account) == (4, "AC 7")


@pytest.mark.parametrize(
    "wrong", [{"customerId": 9}, {"carrierId": 2360}, {"locationId": 9}], ids=str
)
def test_days_of_service_are_of_parties_there_are(wrong):
    desk = Desk()
    with pytest.raises(Missing):
        desk.do(
            "set_days_of_service",
            **({"customerId": CUSTOMER, "carrierId": FEDEX} | wrong),
            weekdays=[1],
        )


# --- all carriers, or those of the Days of Service ------------------------------------------------


def test_where_the_company_says_so_only_the_days_of_service_may_be_chosen():
    desk = Desk(carrier_choice="day_of_service")
    served(desk, TRUCK, 0, 4)
    served(desk, ARMELLINI, 2)
    answer = carriers(desk, "2026-11-06", *RANGE)
    assert answer["carrierName"] == "Sabana Truck"
    assert codes(desk, answer) == ["ARM"]
    assert carriers(desk, "2026-11-05", "2026-11-05", "2026-11-05") == {
        "message": "Carriers not found.",
        "status": 1,
    }


def test_a_customer_without_days_of_service_has_the_usual_carrier():
    desk = Desk(carrier_choice="day_of_service")
    answer = carriers(desk, "2026-11-05", *RANGE)
    assert (answer["carrierId"], codes(desk, answer)) == (FEDEX, [])
    assert answer["carrierCubeRate"] == 4.5


def test_a_customer_without_any_carrier_has_no_choice():
    desk = Desk(carrier_choice="day_of_service")
    assert carriers(desk, "2026-11-05", *RANGE, customer=7004)["message"] == "Carriers not found."


@pytest.mark.parametrize(
    ("choice", "others", "refused"),
    [
        ("all_carriers", "accept", False),
        ("all_carriers", "refuse", False),
        ("day_of_service", "accept", False),
        ("day_of_service", "refuse", True),
    ],
)
def test_an_order_with_another_carrier_is_refused_by_the_switches(choice, others, refused):
    desk = Sales(carrier_choice=choice, other_carriers=others)
    served(desk, TRUCK, 3)
    before = desk.facts()
    answer = desk.add(carrierId=PICK_UP)
    assert (answer["message"] == WORDS) is refused
    assert (desk.facts() == before) is refused
    assert desk.add(carrierId=TRUCK)["status"] == 1
    friday = desk.add(carrierId=TRUCK, date="2026-11-06")
    assert (friday["status"] == 0) is refused
    assert desk.lawful()


# --- at a location --------------------------------------------------------------------------------


def at_branches(place: int, **switches: str):
    """What Komet says at one of two locations, each with a default carrier for Thursdays."""
    desk = Desk(**switches)
    customer, canyon = BRANCHES_CUSTOMERS[0], 3362
    terms = {"customerId": customer, "weekdays": [3]}
    desk.do("set_days_of_service", **terms, carrierId=3361, locationId=HERE, cubeRate=1.5)
    desk.do("set_days_of_service", **terms, carrierId=canyon, locationId=THERE, cubeRate=2.5)
    desk.do("set_days_of_service", **terms | {"weekdays": [4]}, carrierId=3360)
    days = {"availableFrom": "2026-11-05", "availableTo": "2026-11-06"}
    return desk.ask(
        *(CARRIERS, "branches_company"),
        customerId=customer,
        date="2026-11-05",
        companyLocationId=place,
        **days,
    )


@pytest.mark.parametrize(
    ("place", "name", "rate"), [(HERE, "Bay Truck", 1.5), (THERE, "Canyon Van", 2.5)]
)
def test_each_location_has_its_own_days_of_service(place, name, rate):
    answer = at_branches(place)
    assert (answer["carrierName"], answer["carrierCubeRate"]) == (name, rate)
    (other,) = answer["carriers"]
    assert other["carrierName"] == "FedEx Priority Overnight", "the other location's does not go"


@pytest.mark.parametrize(("place", "name"), [(HERE, "Bay Truck"), (THERE, "Canyon Van")])
def test_days_of_service_without_a_location_hold_at_each(place, name):
    answer = at_branches(place, carrier_choice="day_of_service")
    assert answer["carrierName"] == name
    assert [one["carrierId"] for one in answer["carriers"]] == [3360]


def test_a_location_must_be_named_where_there_are_several():
    assert at_branches("")["message"] == "The field companyLocationId is required."
