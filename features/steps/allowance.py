"""Steps about the company's plan and its calls."""

from pytest_bdd import given, then

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.mishaps import Mishaps
from integration.lab.people.trade_words import TradeWords


@given(parsers.parse("a company with {users:d} users"))
def with_users(lab: Lab, users: int) -> None:
    """Its plan allows 1,000 calls a day for each."""
    lab.komet.does("set_users", users=users)


@given(parsers.parse("{calls:d} calls were made today"))
def calls_made(lab: Lab, calls: int) -> None:
    """Calls that count, by other programs of the company."""
    lab.komet.others_call(calls)


@given("other programs of the company use up the allowance")
def others_spend(lab: Lab) -> None:
    """Calls the engine knows nothing of."""
    lab.komet.others_call(lab.komet.calls_left())


@given(parsers.parse("other programs of the company leave {calls:d} calls"))
def others_leave(mishaps: Mishaps, calls: int) -> None:
    """Of those of this day."""
    mishaps.leaves_calls(calls)


@then(parsers.parse("the engine has made at most {calls:d} calls"))
def few_calls(lab: Lab, calls: int) -> None:
    """To Komet, on this day."""
    made = lab.engine_calls()
    assert 0 < made <= calls, f"found {made} calls"


@then(parsers.parse('Komet was asked for "{method}" between {least:d} and {most:d} times'))
def asked_for(trade: TradeWords, method: str, least: int, most: int) -> None:
    """By anybody, since the world began."""
    asked = trade.asked_for(method)
    assert least <= asked <= most, f"found {asked} times"
