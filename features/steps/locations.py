"""Steps about a Multi-Location company: its stock, orders and connections at its locations."""

import pytest
from pytest_bdd import given, then, when

from features import parsers
from integration.lab.people.location_words import LocationWords
from integration.lab.people.trade_words import TradeWords


@pytest.fixture
def locations(trade: TradeWords) -> LocationWords:
    """The company's locations, by their codes."""
    return LocationWords(trade)


@given(parsers.parse('the branches are connected with a {kind:w} token at location "{code}"'))
def sells(locations: LocationWords, kind: str, code: str) -> None:
    """The Multi-Location company sells from there; once more for each location."""
    locations.sells(kind, code)


@given(
    parsers.parse(
        'the branches are connected with a {kind:w} token at location "{code}", '
        "as their customer {customer:d}"
    )
)
def sells_as(locations: LocationWords, kind: str, code: str, customer: int) -> None:
    """Another of its customers stands for the marketplace there."""
    locations.sells(kind, code, customer)


@given(parsers.parse('location "{code}" has {boxes:d} boxes of "{name}" on hand'))
def has(locations: LocationWords, code: str, boxes: int, name: str) -> None:
    """A new line of inventory that can ship from there at once."""
    locations.has(code, name, boxes)


@given(parsers.parse('location "{code}" expects {boxes:d} boxes of "{name}"'))
def expects(locations: LocationWords, code: str, boxes: int, name: str) -> None:
    """A new line of future inventory that will come there."""
    locations.expects(code, name, boxes)


@when(parsers.parse('somebody closes location "{code}"'))
def closes(locations: LocationWords, code: str) -> None:
    """Nothing is sold there until it is opened again."""
    locations.closes(code)


@when(parsers.parse('somebody opens location "{code}" again'))
def opens(locations: LocationWords, code: str) -> None:
    """It sells as before."""
    locations.opens(code)


@when(parsers.parse('somebody ties customer {customer:d} to location "{code}" only'))
def ties(locations: LocationWords, customer: int, code: str) -> None:
    """It buys at no other one."""
    locations.ties(customer, code)


@when(parsers.parse('Komet turns Multi-Location on for the company, with location "{code}"'))
def turned_on(locations: LocationWords, code: str) -> None:
    """All it has is at that location then; it can not be turned off again."""
    locations.turned_on(code)


@when(parsers.parse('an operator connects the branches with a {kind:w} token at location "{code}"'))
def connects_at(locations: LocationWords, kind: str, code: str) -> None:
    """Each id and method is tried first."""
    locations.asks(kind, locations.place(code))


@when(parsers.parse("an operator connects the branches with a {kind:w} token and no location"))
def connects_nowhere(locations: LocationWords, kind: str) -> None:
    """As if it were a company without locations."""
    locations.asks(kind, None)


@then("the branches are connected")
def connected(locations: LocationWords) -> None:
    """Everything that was tried was right."""
    assert locations.complaints() == {}


@then(parsers.parse('the branches are not connected for the "{what}", because "{words}"'))
def not_connected(locations: LocationWords, what: str, words: str) -> None:
    """Nothing is stored; what is said of it holds these words."""
    assert words in locations.complaints().get(what, "")


@then(parsers.parse('order {number:d} stands at location "{code}"'))
def stands_at(locations: LocationWords, number: int, code: str) -> None:
    """Each of its invoices and prebooks, and there are some."""
    assert locations.stands_at(number) == {code}
