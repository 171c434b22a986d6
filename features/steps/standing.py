"""Steps about standing orders: made by a customer's program, kept by Komet."""

import pytest
from pytest_bdd import then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.standing_words import StandingWords
from integration.lab.people.vendor_words import VendorWords


@pytest.fixture
def standing(lab: Lab) -> StandingWords:
    """The standing order a scenario is about."""
    return StandingWords(lab)


@when(parsers.parse('the customer\'s program has {goods} sent by the vendor each "{days}"'))
def order(standing: StandingWords, goods: str, days: str) -> None:
    """A standing order from today on; weekdays such as "Monday,Thursday"."""
    standing.orders(goods, days)


@when(parsers.parse('the customer\'s program has {boxes:d} boxes like "{name}" sent each "{days}"'))
def order_like(standing: StandingWords, boxes: int, name: str, days: str) -> None:
    """A standing order for the product and pack of a line of inventory."""
    standing.orders_like(name, boxes, days)


@when(parsers.parse('the customer\'s program takes "{name}" off the standing order'))
def take_off(standing: StandingWords, name: str) -> None:
    """Its item is deleted."""
    standing.takes_off(name)


@when("sales staff cancel the standing order")
def cancel(standing: StandingWords) -> None:
    """In Komet."""
    standing.cancels()


@when("sales staff look up what the standing order has made")
def look_up(standing: StandingWords, vendor: VendorWords) -> None:
    """From now on its lines are "Prebook 1", "Prebook 2" and so on, as they came."""
    vendor.prebook_lines[:] = standing.lines()


@then(parsers.parse('the trucks of the standing order leave in "{days}" days'))
def leave(standing: StandingWords, days: str) -> None:
    """Those for which there are Prebooks, such as "2, 3"; "no" for none."""
    assert (", ".join(map(str, standing.days_from_today())) or "no") == days


@then("the standing order is in force")
def in_force(standing: StandingWords) -> None:
    """The company's list shows it."""
    assert standing.is_listed()


@then("the standing order is not in force any more")
def not_in_force(standing: StandingWords) -> None:
    """The company's list of active ones does not show it."""
    assert not standing.is_listed()
