"""Steps about what others offer through the company: vendor availability, and K2K."""

from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.offers import Offers


@given("the engine publishes what others offer, too")
def publishes(lab: Lab) -> None:
    """The setting FLORALAB_AVAILABILITY; to be said before anything else."""
    lab.wish(settings=lab.plan.settings | {"availability": "yes"})


@given(parsers.parse('a farm offers {boxes:d} boxes of "{name}"'))
def offered(lab: Lab, boxes: int, name: str) -> None:
    """Vendor availability: nobody has bought it yet; it can ship from next week on."""
    Offers(lab.komet).declare(name, boxes)


@given(parsers.parse('a sister company shares {boxes:d} boxes of "{name}"'))
def shared(lab: Lab, boxes: int, name: str) -> None:
    """K2K: two companies sell one stock."""
    Offers(lab.komet).share(name, boxes)


@when(parsers.parse('the sister company sells {boxes:d} boxes of "{name}" itself'))
def sister_sells(lab: Lab, boxes: int, name: str) -> None:
    """To somebody else, over the phone."""
    Offers(lab.komet).sister_sells(name, boxes)


@when(parsers.parse('the farm has {boxes:d} boxes of "{name}" left to offer'))
def changed(lab: Lab, boxes: int, name: str) -> None:
    """It says so in Komet, where nobody tells the marketplace."""
    Offers(lab.komet).change(name, boxes)


@when(parsers.parse('"{name}" is offered no longer'))
def withdrawn(lab: Lab, name: str) -> None:
    """By the farm, or by the sister company; what is sold stays sold."""
    Offers(lab.komet).withdraw(name)


@when(parsers.parse('the purchase is approved of "{name}"'))
def approves(lab: Lab, name: str) -> None:
    """All purchase orders that stand for it."""
    Offers(lab.komet).approve(name)


@then(parsers.parse('{boxes:d} boxes of "{name}" are ordered from who offers them'))
def ordered(lab: Lab, boxes: int, name: str) -> None:
    """On purchase orders that stand."""
    found = Offers(lab.komet).ordered(name)
    assert found == boxes, f"found {found} boxes ordered"
