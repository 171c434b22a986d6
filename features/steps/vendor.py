"""Steps about a vendor's desk at Axerrio: sales orders, and what Komet's side tells of them."""

import pytest
from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.vendor_words import VendorWords


@pytest.fixture
def vendor(lab: Lab) -> VendorWords:
    """The desk of a vendor, whether or not it is joined to the company yet."""
    return VendorWords(lab)


@given(parsers.parse('Komet\'s catalogue is "{names}"'))
def catalogue(vendor: VendorWords, names: str) -> None:
    """Product names, with commas between them; to be said before anything else."""
    vendor.komet_has(*names.split(", "))


@given("the vendor is joined to the company")
def joined(vendor: VendorWords) -> None:
    """With the eleven methods, add-on and role as they have to be."""
    vendor.joins()


@given(parsers.parse('the vendor\'s system\'s "{switch}" is "{value}"'))
def vendor_switch(lab: Lab, switch: str, value: str) -> None:
    """A switch of the Axerrio simulator (see docs/evidence.md)."""
    lab.assume("axerrio", switch, value)


@given(parsers.parse('the vendor\'s next order is for its customer "{code}"'))
def next_customer(vendor: VendorWords, code: str) -> None:
    """By the vendor's own code."""
    vendor.for_customer(code)


@given(parsers.parse('the vendor\'s next order goes by the carrier "{code}"'))
def next_carrier(vendor: VendorWords, code: str) -> None:
    """By the carrier's code; else it is the connection's."""
    vendor.header["carrierCode"] = code


@given(parsers.parse("the vendor's next order ships in {days:d} days"))
def next_day(vendor: VendorWords, days: int) -> None:
    """Else it ships on the Wednesday of next week."""
    vendor.leaving_in(days)


@when(parsers.parse("the vendor sells {goods}"))
def sell(vendor: VendorWords, goods: str) -> None:
    """Such as 10 boxes of "Freedom" at 7.50 and 2 mixed boxes of "Freedom" and "Mondial"."""
    vendor.sells(goods)


@when(parsers.parse('within a minute {count:d} sales orders of "{name}" are made'))
def sell_many(vendor: VendorWords, count: int, name: str) -> None:
    """Of one box, of two, and so on."""
    vendor.sells_many(count, name)


@when(parsers.parse("the vendor changes sales order {number:d} to {goods}"))
def change(vendor: VendorWords, number: int, goods: str) -> None:
    """Lines of the same name change; others come and go."""
    vendor.changes(number, goods)


@when(parsers.parse("the vendor lets sales order {number:d} ship {days:d} days later"))
def postpone(vendor: VendorWords, number: int, days: int) -> None:
    """All of its lines."""
    vendor.postpones(number, days)


@when(parsers.parse("the vendor cancels sales order {number:d}"))
def cancel(vendor: VendorWords, number: int) -> None:
    """What lives of it."""
    vendor.cancels(number)


@then(parsers.parse('the vendor\'s desk says "{words}"'))
def desk_says(vendor: VendorWords, words: str) -> None:
    """To what was done there last: "yes", or a refusal or warning that holds these words."""
    assert words in vendor.said


@given("the service at the vendor's site stops")
def stop(vendor: VendorWords) -> None:
    """The desk works on; nothing of it is heard."""
    vendor.stops()


@when("the service at the vendor's site starts again")
def start(vendor: VendorWords) -> None:
    """What it held back goes out at once, in order."""
    vendor.starts()


@when(parsers.parse("the vendor's service sends its last {count:d} events again"))
def send_again(vendor: VendorWords, count: int) -> None:
    """They come at least once."""
    vendor.sends_again(count)


@then(parsers.parse('"{name}" of {which} is "{state}"'))
def line_state(vendor: VendorWords, name: str, which: str, state: str) -> None:
    """As the vendor reads it, of "sales order 1" or "Prebook 1"; "and" between several lines."""
    assert vendor.states(which, name) == state


@then(parsers.parse('the vendor reads "{words}" about "{name}" of {which}'))
def reads(vendor: VendorWords, words: str, name: str, which: str) -> None:
    """What Komet's side told in words."""
    assert words in vendor.reads(which, name)


@then(parsers.parse('the vendor ships {boxes:d} boxes of "{name}" of {which}'))
def to_ship(vendor: VendorWords, boxes: int, name: str, which: str) -> None:
    """As many as were approved or confirmed, if Komet has it otherwise than ordered."""
    assert vendor.to_ship(which, name) == boxes


@then(parsers.parse("the vendor has {count:d} orders in all"))
def orders_here(vendor: VendorWords, count: int) -> None:
    """Whoever began them."""
    assert vendor.orders_here() == count


@when(parsers.parse('the operator says who the vendor\'s customer "{code}" is'))
def map_customer(vendor: VendorWords, code: str) -> None:
    """Another of the company's customers."""
    vendor.operator_maps(code)


@then(parsers.parse('sales order {number:d} waits for a person, because of "{words}"'))
def waits_because(vendor: VendorWords, number: int, words: str) -> None:
    """The reason on the operator's list holds these words."""
    assert words in vendor.waits_because(f"sales order {number}")


@then(parsers.parse("sales order {number:d} waits for nobody"))
def waits_not(vendor: VendorWords, number: int) -> None:
    """It is not on the operator's list (any more)."""
    assert not vendor.waits_because(f"sales order {number}")


@then(parsers.parse('one alarm is open, saying "{words}"'))
def one_alarm(vendor: VendorWords, words: str) -> None:
    """And no other."""
    (reason,) = vendor.reasons()
    assert words in reason


@then("no alarm is open")
def no_alarm(vendor: VendorWords) -> None:
    """Nothing asks for the operator."""
    assert vendor.reasons() == set()


@given(parsers.parse('the engine\'s day of the allowance ends at midnight in "{zone}"'))
def allowance_zone(vendor: VendorWords, zone: str) -> None:
    """UTC or America/New_York, as the operator has set it; to be said before anything else."""
    vendor.reckons_in(zone)


@then(parsers.parse("the company has made at most {calls:d} calls today"))
def calls_today(lab: Lab, calls: int) -> None:
    """All of its programs together."""
    assert lab.komet.calls_today() <= calls


@when(parsers.parse("the engine stands still for {days:d} days"))
def stands_still(vendor: VendorWords, days: int) -> None:
    """Then another one begins where it was."""
    vendor.without_engine(days * 86_400)


@when(parsers.parse('the next "{method}" is struck by "{fault}" from now on'))
def struck_from_now(lab: Lab, method: str, fault: str) -> None:
    """Once, as said in a "given"; a late request is carried out a minute later."""
    lab.strike(fault, path=f"/api/{method}", chance=1.0, limit=1)
