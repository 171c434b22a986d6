"""Steps about faults on the way to a partner."""

from pytest_bdd import given, parsers

from integration.lab.harness import Lab


@given(parsers.parse('every reading of the inventory is struck by "{fault}"'))
def inventory_struck(lab: Lab, fault: str) -> None:
    """Until it is healed."""
    lab.strike(fault, path="*inventory*list", chance=1.0)


@given(parsers.parse('the next "{method}" is struck by "{fault}"'))
def next_call_struck(lab: Lab, method: str, fault: str) -> None:
    """Once; a late request is carried out a minute later."""
    lab.strike(fault, path=f"/api/{method}", ordinals=(1,))


@given(parsers.parse("the next batch of inventory is late by {seconds:d} seconds"))
def batch_late(lab: Lab, seconds: int) -> None:
    """It arrives after newer ones."""
    lab.strike("late_request", path="/api/supplier/inventory", ordinals=(1,), delay_s=seconds)
