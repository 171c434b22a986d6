"""ecommerce-lite/settings: how the small shop is set up for a customer."""

import pytest
from msgspec.structs import replace

from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.desk import Desk

SETTINGS = "ecommerce-lite/settings"


def settings(desk: Desk):
    (one,) = desk.ask(SETTINGS, "customer", customerId=CUSTOMER)["userInfo"]
    return one


def changed(desk: Desk, **fields):
    customers = desk.state.customers
    customers[CUSTOMER] = replace(customers[CUSTOMER], **fields)


def test_the_settings_in_all_their_keys():
    desk = Desk()
    changed(desk, email_for_invoices="books@example.test; desk@example.test")
    assert settings(desk) == {
        "isMultilocation": False,
        "showArrivalDate": False,
        "isEcommerceLite": True,
        "chargeTax": False,
        "isMultiCompany": False,
        "isAdminSales": False,
        "showVendorCodeOrName": 2,
        "companyName": "Sabana Blooms Wholesale",
        "customerName": "iBuyFlowers",
        "username": "books@example.test",
        "enableAccessAppMobile": True,
    }


def test_what_was_agreed_with_the_customer_shows():
    desk = Desk()
    changed(desk, show_arrival_date=True, charge_tax=True, email_for_invoices="")
    one = settings(desk)
    assert (one["showArrivalDate"], one["chargeTax"]) == (True, True)
    assert "username" not in one


@pytest.mark.parametrize(("shown", "number"), [("none", 0), ("code", 1), ("name", 2)])
def test_how_much_of_the_farm_is_shown_is_a_number(shown, number):
    desk = Desk()
    changed(desk, vendor_shown=shown)
    assert settings(desk)["showVendorCodeOrName"] == number


def test_the_settings_are_for_a_customer_s_token_and_its_own():
    desk = Desk()
    for who in ("company", "user", "vendor"):
        assert "not available for" in desk.ask(SETTINGS, who, customerId=CUSTOMER)["message"]
    other = desk.ask(SETTINGS, "customer", customerId=7002)
    assert other == {
        "message": "The customer 7002 is not available for this authentication token.",
        "status": 0,
    }
    missing = desk.ask(SETTINGS, "customer")
    assert missing["message"] == "The field customerId is required."
