"""Steps about whom the company deals with: customers, and the doors their boxes go to."""

import pytest
from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.party_words import PartyWords


@pytest.fixture
def parties(lab: Lab) -> PartyWords:
    """What a program of the company does with customers."""
    return PartyWords(lab)


@given(parsers.parse('the company has a new customer "{name}" with the code "{code}"'))
def has_customer(parties: PartyWords, name: str, code: str) -> None:
    """Added through the API, by a program with the Company token."""
    assert not parties.adds(name, code).refused


@when(parsers.parse('a program of the company adds a customer "{name}" with the code "{code}"'))
def add_customer(parties: PartyWords, name: str, code: str) -> None:
    """With the Company token; Komet may refuse."""
    parties.adds(name, code)


@when(parsers.parse('a program of the company orders {boxes:d} boxes of "{line:w}" for "{name}"'))
def order_for(parties: PartyWords, boxes: int, line: str, name: str) -> None:
    """An Invoice for a customer, at the list's price, by FedEx; Komet may refuse."""
    parties.sells(name, line, boxes)


@when(parsers.parse('a program of the company corrects the ship-to "{door}" to "{address}"'))
def correct_door(parties: PartyWords, door: str, address: str) -> None:
    """Name / street / city / state / zip code / phone; what is left empty stays as it was."""
    parties.corrects(door, address)


@given(parsers.parse('the customer "{name}" is switched off'))
@when(parsers.parse('somebody switches the customer "{name}" off'))
def switch_off(parties: PartyWords, name: str) -> None:
    """Under Setup > Customers."""
    parties.switches(name, active=False)


@when(parsers.parse('somebody switches the customer "{name}" on again'))
def switch_on(parties: PartyWords, name: str) -> None:
    """Under Setup > Customers."""
    parties.switches(name, active=True)


@then(parsers.parse('Komet lists "{names}"'))
def lists(parties: PartyWords, names: str) -> None:
    """The names in the answer to the last call, in their order."""
    assert parties.listed() == names.split(", ")


@then(parsers.parse('"{name}" has {boxes:d} boxes on invoices'))
def invoiced(parties: PartyWords, name: str, boxes: int) -> None:
    """Of the customer, in whatever state."""
    assert parties.bought(name) == boxes
