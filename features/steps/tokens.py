"""Steps about tokens and single calls of Komet, as a tester with a raw client makes them."""

from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab


@given(parsers.parse('a new {kind} token that may call "{methods}"'))
def make_token(lab: Lab, kind: str, methods: str) -> None:
    """Somebody in the company makes a token that grants these methods."""
    lab.raw.tokens["new"] = lab.komet.make_token(kind, tuple(methods.split(", ")))


@given("the new token is taken back")
def revoke_token(lab: Lab) -> None:
    """Somebody in the company revokes it."""
    lab.komet.revoke(lab.raw.token("new"))


@when(parsers.parse('a tester asks Komet for "{method}" with {token}'))
def ask(lab: Lab, method: str, token: str) -> None:
    """One call by the documented verb; tokens are said as "the company token", "no token"."""
    lab.raw.komet(method, token)


@when(parsers.parse('a tester with {token} asks Komet for "{method}" of "{told}"'))
def ask_of(lab: Lab, token: str, method: str, told: str) -> None:
    """The same with fields, such as "customerId 7001, x_account 12345" (a header)."""
    lab.raw.komet_saying(method, token, told)


@when(
    parsers.parse(
        'a tester with {token} asks Komet for "{method}" of "{told}", which it does not know'
    )
)
def ask_of_strange(lab: Lab, token: str, method: str, told: str) -> None:
    """The same with a field that nobody published, such as "colour red"."""
    lab.raw.komet_hearing_strange(method, token, told)


@when(parsers.parse("a tester asks the shop's inventory with {token}"))
def ask_storefront(lab: Lab, token: str) -> None:
    """The e-commerce list, for the marketplace's customer."""
    lab.raw.storefront(token)


@when(parsers.parse("a tester asks the shop's inventory of company {company:d} with {token}"))
def ask_foreign_storefront(lab: Lab, company: int, token: str) -> None:
    """The same, with another company in the header X-ACCOUNT."""
    lab.raw.storefront(token, company)


@when(parsers.parse("a tester makes a web order with {token}"))
def make_web_order(lab: Lab, token: str) -> None:
    """An empty one, for the marketplace's customer."""
    lab.raw.web_order(token)


@when(parsers.parse("a tester makes a Prebook of one line with {token}"))
def make_prebook(lab: Lab, token: str) -> None:
    """For next week, from a vendor."""
    lab.raw.prebook(token)


@when(parsers.parse("a tester sends Komet a request of {size:d} bytes"))
def ask_at_length(lab: Lab, size: int) -> None:
    """A request for the box types, filled up to that size."""
    lab.raw.komet_of_size(size)


@when("the floor's user logs in")
def log_in(lab: Lab) -> None:
    """By name and password; the answer is "the login token"."""
    lab.raw.log_in()


@when("somebody logs in with a wrong password")
def log_in_wrongly(lab: Lab) -> None:
    """With the user's name."""
    lab.raw.log_in("guessed")


@then(parsers.parse('Komet refuses with "{sentence}"'))
def refused(lab: Lab, sentence: str) -> None:
    """The last call was refused, and the sentence holds these words."""
    assert lab.raw.heard.refused, f"found an answer: {lab.raw.told()}"
    assert sentence in lab.raw.heard.message


@then(parsers.parse('Komet answers with "{field}"'))
def answered(lab: Lab, field: str) -> None:
    """The last call was answered, and the answer has this field."""
    assert not lab.raw.heard.refused, f"found a refusal: {lab.raw.heard.message}"
    assert lab.raw.answered(field) is not None, f"found {lab.raw.told()}"


@then(parsers.parse('Komet answers with {rows:d} "{field}"'))
def answered_rows(lab: Lab, rows: int, field: str) -> None:
    """The last call was answered, and the answer's list of that name has so many rows."""
    assert not lab.raw.heard.refused, f"found a refusal: {lab.raw.heard.message}"
    assert len(lab.raw.answered(field) or ()) == rows


@then("nothing has changed in Komet")
def unchanged(lab: Lab) -> None:
    """No fact was written since before the last call."""
    assert lab.raw.facts_made() == 0
