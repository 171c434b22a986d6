"""Steps about time; whatever is due in it happens."""

from pytest_bdd import parsers, when

from integration.lab.harness import Lab


@when(parsers.parse("{hours:d} hours pass"))
def hours_pass(lab: Lab, hours: int) -> None:
    """On the one clock of all partners and the engine."""
    lab.pass_time(hours * 3600)
