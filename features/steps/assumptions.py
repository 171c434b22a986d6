"""Steps about what the record leaves open."""

from pytest_bdd import given, parsers

from integration.lab.harness import Lab


@given(parsers.parse('Komet\'s "{switch}" is "{value}"'))
def komet_switch(lab: Lab, switch: str, value: str) -> None:
    """A switch of the Komet simulator (see docs/evidence.md)."""
    lab.assume("komet", switch, value)
