"""Steps about faults on the way to a partner."""

from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.mishaps import Mishaps

#: More than two rounds of orders, less than the time for which a doubt is left to settle.
LATE_S = 150


@given(parsers.parse('every reading of the inventory is struck by "{fault}"'))
def inventory_struck(lab: Lab, fault: str) -> None:
    """Until it is healed."""
    lab.strike(fault, path="*inventory*list", chance=1.0)


@given(parsers.parse('the next "{method}" is struck by "{fault}"'))
def next_call_struck(lab: Lab, method: str, fault: str) -> None:
    """Once; what is slow or late takes two and a half minutes."""
    lab.strike(fault, path=f"/api/{method}", ordinals=(1,), delay_s=LATE_S)


@given(parsers.parse('the second "{method}" is struck by "{fault}"'))
def second_call_struck(lab: Lab, method: str, fault: str) -> None:
    """From now on; the first gets through."""
    lab.strike(fault, path=f"/api/{method}", ordinals=(2,))


@when("Komet can not be reached")
def unreachable(lab: Lab) -> None:
    """By anybody; whatever is sent to it is lost, until it can be reached again."""
    lab.strike("lost_request", partner="komet", chance=1.0)


@when("Komet can be reached again")
def reachable(lab: Lab) -> None:
    """Every fault is over."""
    lab.heal()


@given(parsers.parse("the next batch of inventory is late by {seconds:d} seconds"))
def batch_late(lab: Lab, seconds: int) -> None:
    """It arrives after newer ones."""
    lab.strike("late_request", path="/api/supplier/inventory", ordinals=(1,), delay_s=seconds)


@given(parsers.parse("every reading of the inventory takes {seconds:d} seconds"))
def reading_slow(lab: Lab, seconds: int) -> None:
    """Each of its calls takes that long."""
    lab.strike("slow", path="*inventory*list", chance=1.0, delay_s=seconds)


@when("another engine wants to synchronise while the first one reads")
def rival(mishaps: Mishaps) -> None:
    """A second engine on the same store."""
    mishaps.rival_while_reading()


@then("the other engine did not begin")
def rival_waited(mishaps: Mishaps) -> None:
    """It tried, and left it to the first."""
    assert mishaps.rival_cycles == [None]
