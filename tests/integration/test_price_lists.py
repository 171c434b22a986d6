"""By which price list offers are priced, and when a changed one is found out."""

from decimal import Decimal

import pytest

from integration.price_lists import list_changed, price_list
from mocks.komet.seed import CUSTOMER
from tests.integration.fakes import Place
from tests.integration.trading import SETTLED_S, Trade, trading


def turns(trade: Trade, letter: str) -> None:
    """The marketplace's customer buys by another list from now on."""
    trade.lab.komet.does("set_customer_prices", customerId=CUSTOMER, priceList=letter)


def shown(trade: Trade, name: str) -> Decimal:
    """Komet's unit price at which the marketplace sells a line."""
    offer = trade.lab.store.offer(trade.connection_id, trade.lab.komet.key(name))
    assert offer is not None
    return offer.price


# --- once an hour ---------------------------------------------------------------------------------


def test_the_list_is_asked_for_once_an_hour():
    place = Place()
    assert price_list(place.desk, place.connection) == "A"
    place.erp.prices = "B"
    place.clock.pass_s(3599)
    assert price_list(place.desk, place.connection) == "A"
    place.clock.pass_s(1)
    assert price_list(place.desk, place.connection) == "B"


def test_after_a_restart_it_is_asked_for_again():
    place = Place()
    price_list(place.desk, place.connection)
    place.erp.prices = "B"
    assert price_list(place.new_desk(), place.connection) == "B"


# --- when an order has come -----------------------------------------------------------------------


def test_who_never_priced_by_a_list_does_not_ask():
    place = Place()
    place.erp.price_list = pytest.fail
    assert list_changed(place.desk, place.connection) == ""


def test_the_list_that_counts_is_the_one_that_offers_were_priced_by():
    place = Place()
    price_list(place.desk, place.connection)
    assert list_changed(place.desk, place.connection) == ""
    place.erp.prices = "B"
    words = "the customer's price list changed from A to B since it was sold"
    for _ in range(2):  # offers keep their old prices until the next cycle
        assert list_changed(place.desk, place.connection) == words
    assert price_list(place.desk, place.connection) == "B", "it asks again at once"
    assert list_changed(place.desk, place.connection) == ""


def test_a_list_that_changed_before_the_next_cycle_is_refused_and_published_by_it() -> None:
    with trading("Company", price_policy="refuse") as trade:
        turns(trade, "B")
        trade.places({"roses": 1})
        assert trade.outcomes() == ["refused"]
        trade.lab.run_cycle()
        assert shown(trade, "roses") == trade.lab.komet.lot("roses").price_b
        trade.places({"roses": 1})
        assert trade.outcomes(2) == ["accepted"]


def test_what_is_honoured_is_told_once_and_booked_at_the_price_that_was_sold() -> None:
    with trading("Company", price_policy="honour") as trade:
        trade.buys({"roses": 1})
        trade.lab.komet.change_price("roses", Decimal("11.00"))
        trade.lab.run_cycle()
        trade.lab.pass_time(SETTLED_S)
        assert trade.outcomes() == ["accepted"]
        words = "line 1 keeps its price: the price changed from 10.50 to 11.00 since it was sold"
        assert trade.story(1).count(words) == 1
        assert {line.price for line in trade.lab.bookings.lines(trade.order(1))} == {
            Decimal("10.50")
        }


def test_a_price_that_did_not_change_is_not_spoken_of() -> None:
    with trading("Company") as trade:
        trade.places({"roses": 1})
        assert "price" not in trade.story(1)
