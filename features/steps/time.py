"""Steps about time; whatever is due in it happens."""

from pytest_bdd import given, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.known import at_hour, moment_in, seconds_in


@given(parsers.parse("it is {hour:d}:00 UTC"))
def begins_at(lab: Lab, hour: int) -> None:
    """On the Monday on which the world begins; to be said before anything else."""
    lab.wish(start=at_hour(lab.plan.start, hour))


@given(parsers.parse('Komet\'s clock says "{moment}"'))
def begins_on(lab: Lab, moment: str) -> None:
    """The one clock of the world; to be said before anything else."""
    lab.wish(start=moment_in(moment))


@given(parsers.parse("the engine's clock is {minutes:d} minutes off"))
def clock_off(lab: Lab, minutes: int) -> None:
    """Later than true; negative for earlier. To be said before anything else."""
    lab.wish(clock_off_s=minutes * 60)


@when(parsers.parse("{hours:d} hours pass"))
def hours_pass(lab: Lab, hours: int) -> None:
    """On the one clock of all partners and the engine."""
    lab.pass_time(seconds_in(hours * 3600))


@when(parsers.parse("{seconds:d} seconds pass"))
def seconds_pass(lab: Lab, seconds: int) -> None:
    """On the one clock of all partners and the engine."""
    lab.pass_time(seconds_in(seconds))
