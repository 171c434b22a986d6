"""Steps about the company's plan and its calls."""

from pytest_bdd import given, parsers

from integration.lab.harness import Lab


@given(parsers.parse("a company with {users:d} users"))
def with_users(lab: Lab, users: int) -> None:
    """Its plan allows 1,000 calls a day for each."""
    lab.komet.does("set_users", users=users)


@given(parsers.parse("{calls:d} calls were made today with {token}"))
def calls_made(lab: Lab, calls: int, token: str) -> None:
    """Calls that count."""
    lab.raw.spend(calls, token)
