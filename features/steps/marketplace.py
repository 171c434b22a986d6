"""Steps about the marketplace's own people and its set-up of suppliers."""

from pytest_bdd import then, when

from features import parsers
from integration.lab.harness import Lab


@when("the marketplace's people are given everything")
def hand_over(lab: Lab) -> None:
    """Token, Customer ID, Company ID and Carrier ID."""
    lab.raw.hand_over()


@when(parsers.parse('the marketplace\'s people are given everything but the "{field}"'))
def hand_over_without(lab: Lab, field: str) -> None:
    """One of the four is missing."""
    lab.raw.hand_over(missing=field)


@when("a florist hands over everything instead")
def florist_hands_over(lab: Lab) -> None:
    """With a florist's key."""
    lab.raw.hand_over(key="florist")


@then(parsers.parse('the marketplace refuses the "{field}"'))
def refuses_field(lab: Lab, field: str) -> None:
    """It names the field and says what would be right."""
    assert lab.raw.heard.field == field
    assert lab.raw.heard.refused, f"found {lab.raw.told()}"
    assert lab.raw.heard.message


@then("the marketplace refuses")
def refuses(lab: Lab) -> None:
    """With a sentence."""
    assert lab.raw.heard.refused, f"found {lab.raw.told()}"
    assert lab.raw.heard.message


@then(parsers.parse("the marketplace has {count:d} connections"))
def connections(lab: Lab, count: int) -> None:
    """Suppliers whose set-up is finished."""
    assert len(lab.shop.state.connections) == count
