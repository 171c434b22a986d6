"""Steps about what the record leaves open."""

from pytest_bdd import given, when

from features import parsers
from integration.lab.harness import Lab


@given(parsers.parse('Komet\'s "{switch}" is "{value}"'))
@when(parsers.parse('Komet\'s "{switch}" becomes "{value}"'))
def komet_switch(lab: Lab, switch: str, value: str) -> None:
    """A switch of the Komet simulator (see docs/evidence.md)."""
    lab.assume("komet", switch, value)


@given(parsers.parse('the marketplace\'s "{switch}" is "{value}"'))
def market_switch(lab: Lab, switch: str, value: str) -> None:
    """A switch of the marketplace's simulator (see docs/evidence.md)."""
    lab.assume("ibuyflowers", switch, value)
