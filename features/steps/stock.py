"""Steps about boxes: in Komet, and as the marketplace shows them."""

from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.known import amount_in
from integration.lab.people.komet_people import Pack
from integration.lab.people.trade_words import TradeWords
from mocks.komet.records import FUTURE


@given(parsers.parse('Komet has {boxes:d} boxes of "{name}" on hand'))
def on_hand(lab: Lab, boxes: int, name: str) -> None:
    """A new line of inventory that can ship at once."""
    lab.komet.receive(name, boxes)


@given(parsers.parse('Komet expects {boxes:d} boxes of "{name}"'))
def expected(lab: Lab, boxes: int, name: str) -> None:
    """A new line of future sales that can ship from next week on."""
    lab.komet.receive(name, boxes, FUTURE)


@given(
    parsers.parse(
        'Komet has {boxes:d} boxes of "{name}" at {price} a {unit}, '
        "{bunches:d} bunches of {stems:d} stems"
    )
)
def priced(
    trade: TradeWords, boxes: int, name: str, price: str, unit: str, bunches: int, stems: int
) -> None:
    """A new line on hand, with its price per Bunch or Stem, and its pack."""
    trade.priced(name, boxes, Pack(amount_in(price), unit, bunches, stems))


@given(parsers.parse("a company with {lines:d} lines of inventory"))
def with_lines(lab: Lab, lines: int) -> None:
    """Besides those a scenario names; to be said before anything else."""
    lab.wish(lines=lines)


@given(parsers.parse('a catalogue whose product is called "{name}"'))
def catalogue(lab: Lab, name: str) -> None:
    """Instead of generated names; to be said before anything else."""
    lab.wish(names=(name,))


@given("the inventory was synchronised")
def was_synchronised(lab: Lab) -> None:
    """One cycle of the engine."""
    lab.run_cycle()


@when("the inventory is synchronised")
def synchronise(lab: Lab) -> None:
    """One cycle of the engine."""
    lab.run_cycle()


@when(parsers.parse('somebody sells {boxes:d} boxes of "{name}" over the phone'))
def sell(lab: Lab, boxes: int, name: str) -> None:
    """In Komet, where nobody tells the marketplace."""
    lab.komet.sell(name, boxes)


@when(parsers.parse('somebody counts {boxes:d} boxes of "{name}"'))
def count(lab: Lab, boxes: int, name: str) -> None:
    """In Komet, whose stock is corrected to that number."""
    lab.komet.count(name, boxes)


@when(parsers.parse('the boxes of "{name}" come in early, on hand called "{arrived}"'))
def bring_in(lab: Lab, name: str, arrived: str) -> None:
    """In Komet, where they were future sales; the line keeps its id."""
    lab.komet.bring_in(name, arrived)


@when(parsers.parse('the product of "{name}" is switched off'))
def product_off(lab: Lab, name: str) -> None:
    """In Komet's catalogue."""
    lab.komet.switch_product(name, active=False)


@when(parsers.parse('the product of "{name}" is switched on again'))
def product_on(lab: Lab, name: str) -> None:
    """In Komet's catalogue."""
    lab.komet.switch_product(name, active=True)


@when(parsers.parse('somebody takes "{name}" off sale'))
def withdraw(lab: Lab, name: str) -> None:
    """In Komet, for good."""
    lab.komet.withdraw(name)


@given("everything is taken off sale")
@when("everything is taken off sale")
def withdraw_everything(lab: Lab) -> None:
    """In Komet, for good."""
    lab.komet.withdraw_everything()


@when(parsers.parse('somebody changes the price of "{name}" to {price}'))
def change_price(lab: Lab, name: str, price: str) -> None:
    """In Komet, per unit."""
    lab.komet.change_price(name, amount_in(price))


@given(parsers.parse('"{name}" is reserved for customer {customer:d}'))
@when(parsers.parse('somebody reserves "{name}" for customer {customer:d}'))
def reserve(lab: Lab, name: str, customer: int) -> None:
    """In Komet: nobody else is to see or buy that line."""
    lab.komet.reserve(name, customer)


@when(parsers.parse('somebody opens "{name}" to all customers'))
def open_to_all(lab: Lab, name: str) -> None:
    """In Komet, where it was reserved for one."""
    lab.komet.reserve(name, None)


@then(parsers.parse('the marketplace calls "{name:w}" "{text}"'))
def called(trade: TradeWords, name: str, text: str) -> None:
    """As florists read it."""
    assert trade.called(name) == text


@then(parsers.parse('a bunch of "{name}" costs the florist {price}'))
def all_in(trade: TradeWords, name: str, price: str) -> None:
    """All-in, rounded up to the cent, as it was when the first order was placed."""
    assert trade.all_in(name) == amount_in(price)


@then(parsers.parse("between {least:d} and {most:d} batches of inventory arrived"))
def batches(lab: Lab, least: int, most: int) -> None:
    """At the marketplace, since the world began."""
    arrived = lab.shop.batches()
    assert least <= arrived <= most, f"found {arrived} batches"


@then(parsers.parse('the marketplace shows {boxes:d} boxes of "{name}"'))
def shown(trade: TradeWords, boxes: int, name: str) -> None:
    """As many as a florist could buy now."""
    assert trade.shown(name) == boxes


@then(parsers.parse('"{name}" is marked as stale'))
def stale(lab: Lab, name: str) -> None:
    """Older than the planned cadence and one request."""
    assert lab.shop.stale(lab.komet.key(name)), "found it confirmed lately"


@then(parsers.parse('"{name}" is not marked as stale'))
def fresh(lab: Lab, name: str) -> None:
    """Confirmed within the planned cadence."""
    assert not lab.shop.stale(lab.komet.key(name)), "found it not confirmed lately"


@then(parsers.parse('Komet has {boxes:d} boxes of "{name}" left'))
def left(lab: Lab, boxes: int, name: str) -> None:
    """Boxes that can still be sold."""
    assert lab.komet.lot(name).left == boxes
