"""Steps about the connection between the company's Komet and the marketplace."""

from pytest_bdd import given, parsers, then, when

from integration.lab.harness import Lab
from integration.lab.trade_words import TradeWords


@given(parsers.parse("the company is connected with a {kind:w} token"))
def connected(lab: Lab, kind: str) -> None:
    """Company or Customer; a user's login is there for checkouts."""
    lab.connect(kind)


@given(parsers.parse("the company is connected with a {kind:w} token and no user's login"))
def connected_without_login(lab: Lab, kind: str) -> None:
    """Web orders rest until somebody checks them out in Komet."""
    lab.connect(kind, user_login=False)


@given(parsers.parse('the {kind:w} token may no longer call "{method}"'))
def grant_taken(lab: Lab, kind: str, method: str) -> None:
    """Somebody unticks the method."""
    lab.komet.take_grant(lab.raw.tokens[kind], method)


@when(parsers.parse('the {kind:w} token may call "{method}" again'))
def grant_given(lab: Lab, kind: str, method: str) -> None:
    """Somebody ticks it again."""
    lab.komet.give_grant(lab.raw.tokens[kind], method)


@then(parsers.parse('an alarm about "{subject}" is open'))
def alarm_open(trade: TradeWords, subject: str) -> None:
    """The operator sees why, and what would help."""
    assert trade.alarms(subject)


@then(parsers.parse('no alarm about "{subject}" is open'))
def alarm_closed(trade: TradeWords, subject: str) -> None:
    """Nothing asks for the operator."""
    assert not trade.alarms(subject)
