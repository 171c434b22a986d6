"""Steps about joining a vendor's account to the company, and what its token may do."""

import pytest
from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.joining_words import JoiningWords
from integration.lab.people.vendor_words import VendorWords
from integration.vendor_connect import METHODS


@pytest.fixture
def joiner(vendor: VendorWords) -> JoiningWords:
    """Who joins the accounts."""
    return JoiningWords(vendor)


@given("a Vendor token with the eleven methods ticked")
def make_token(joiner: JoiningWords) -> None:
    """For one of the company's vendors; it is "the vendor token"."""
    joiner.makes_token()


@given(parsers.parse('a Vendor token with all but "{method}" of the eleven methods ticked'))
def make_lesser_token(joiner: JoiningWords, method: str) -> None:
    """Ten methods."""
    joiner.makes_token(without=method)


@when(parsers.parse('somebody ticks "{method}" too'))
def tick(joiner: JoiningWords, method: str) -> None:
    """In the token there is."""
    joiner.ticks(method)


@when("an Admin with the add-on joins the accounts")
def join(joiner: JoiningWords) -> None:
    """As it has to be."""
    joiner.joins()


@when(parsers.parse('somebody in the role "{role}" joins the accounts with the add-on'))
def join_as(joiner: JoiningWords, role: str) -> None:
    """The role in Komet."""
    joiner.joins(role=role)


@when(parsers.parse('somebody in the role "{role}" joins the accounts without the add-on'))
def join_without_add_on(joiner: JoiningWords, role: str) -> None:
    """The company has not subscribed to it."""
    joiner.joins(role=role, add_on=False)


@when(parsers.parse("an Admin joins the accounts by {token}"))
def join_by(joiner: JoiningWords, token: str) -> None:
    """By another token than the vendor's."""
    joiner.joins(token)


@when("the vendor's accounts are joined again with a new token")
def join_again(joiner: JoiningWords) -> None:
    """Of the same methods."""
    joiner.joins_again()


@when("an Admin reports the creating methods as unproven")
def report_unproven(joiner: JoiningWords) -> None:
    """They can not be tried without making something."""
    joiner.reports_unproven()


@then("the accounts are joined")
def are_joined(joiner: JoiningWords) -> None:
    """On both sides."""
    assert joiner.joined(), joiner.reasons()


@then(parsers.parse('the accounts are not joined, because "{words}"'))
def are_not_joined(joiner: JoiningWords, words: str) -> None:
    """What stands in the way holds these words."""
    assert not joiner.joined()
    assert words in joiner.reasons()


@then(parsers.parse('the operator reads "{words}" about "{method}"'))
def remedy(joiner: JoiningWords, words: str, method: str) -> None:
    """What would help."""
    assert words in joiner.remedy(method)


@then("each of the eleven methods was found granted")
def all_granted(joiner: JoiningWords) -> None:
    """One finding each."""
    assert joiner.granted() == set(METHODS)


@then("nothing was made in Komet by trying")
def nothing_made(joiner: JoiningWords) -> None:
    """Methods that create are tried with what can not be."""
    assert joiner.made() == 0


@then(parsers.parse('the vendor\'s system says "{words}"'))
def system_says(joiner: JoiningWords, words: str) -> None:
    """To the wish to activate: "yes", or a refusal that holds these words."""
    assert words in joiner.said


@when(parsers.parse('the vendor token may from now on not call "{method}"'))
def take_grant(lab: Lab, method: str) -> None:
    """Somebody unticks the method in the middle of the day."""
    lab.komet.take_grant(lab.raw.tokens["vendor"], method)


@then("the engine asked Komet for the eleven methods and no other")
def eleven_called(vendor: VendorWords) -> None:
    """On this day."""
    assert vendor.methods_called() == set(METHODS)
