"""Steps about carriers and cut-offs."""

from pytest_bdd import given, when

from features import parsers
from integration.lab.harness import Lab
from mocks.komet.seed import FEDEX


@given("the carrier is not active")
def inactive(lab: Lab) -> None:
    """FedEx, in Komet's set-up."""
    lab.komet.does("set_carrier", carrierId=FEDEX, active=False)


@given("the carrier does not work on Wednesdays")
def no_wednesdays(lab: Lab) -> None:
    """The day on which a usual order must leave."""
    lab.komet.does("set_carrier", carrierId=FEDEX, weekdays=(0, 1, 3, 4))


@when("the carrier goes every working day again")
def mended(lab: Lab) -> None:
    """Active, Monday to Friday."""
    lab.komet.does("set_carrier", carrierId=FEDEX, weekdays=(0, 1, 2, 3, 4))


@given(parsers.parse("the e-commerce's cut-off on Mondays is {time}"))
def cut_off(lab: Lab, time: str) -> None:
    """HHMM, Eastern, however that is read; "none" for No Shipping."""
    lab.komet.does("set_cut_off", weekday=0, cutOff=time)


@given(parsers.parse("the carrier's cut-off on Mondays is {time}"))
def carrier_cut_off(lab: Lab, time: str) -> None:
    """HHMM, Eastern, however that is read; "none" for No Shipping."""
    lab.komet.does("set_cut_off", weekday=0, cutOff=time, carrierId=FEDEX)
