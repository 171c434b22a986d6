"""Steps about orders: bought, cancelled, moved, and what they become in Komet."""

from decimal import Decimal

from pytest_bdd import parsers, then, when

from integration.lab.harness import Lab
from integration.lab.mishaps import Mishaps
from integration.lab.trade_words import TradeWords


@when(parsers.parse('a florist buys {boxes:d} boxes of "{name:w}"'))
def buy(trade: TradeWords, boxes: int, name: str) -> None:
    """One order with one line; orders are numbered as they come."""
    trade.buys({name: boxes})


@when(parsers.parse('a florist buys {one:d} boxes of "{name:w}" and {two:d} boxes of "{other:w}"'))
def buy_two(trade: TradeWords, one: int, name: str, two: int, other: str) -> None:
    """One order with two lines."""
    trade.buys({name: one, other: two})


@when(
    parsers.parse(
        'a florist buys {one:d} boxes of "{name:w}" and {two:d} boxes of "{other:w}" '
        "to arrive together"
    )
)
def buy_together(trade: TradeWords, one: int, name: str, two: int, other: str) -> None:
    """For a day on which boxes on hand and boxes to come can both arrive."""
    trade.buys({name: one, other: two}, arrival=trade.arrival_of([other]))


@when(
    parsers.parse(
        'another florist buys {one:d} boxes of "{name:w}" and {two:d} boxes of "{other:w}"'
    )
)
def another_buys_two(trade: TradeWords, one: int, name: str, two: int, other: str) -> None:
    """The second florist, to another address."""
    trade.buys({name: one, other: two}, florist=2)


@when(
    parsers.parse(
        'a florist buys {boxes:d} boxes of "{name:w}" for the same address in other letters'
    )
)
def buy_for_odd_spelling(trade: TradeWords, boxes: int, name: str) -> None:
    """The florist's own address, in capitals and with more blanks."""
    trade.buys({name: boxes}, ship_to=trade.same_address_in_other_letters())


@when(parsers.parse('"{buyer}" buys {boxes:d} boxes of "{name:w}"'))
def buy_as(trade: TradeWords, buyer: str, boxes: int, name: str) -> None:
    """The boxes go to an address under this name."""
    trade.buys_as(buyer, {name: boxes})


@when(parsers.parse('a florist buys {boxes:d} boxes of "{name:w}" for tomorrow'))
def buy_for_tomorrow(trade: TradeWords, boxes: int, name: str) -> None:
    """The boxes must leave today."""
    trade.buys({name: boxes}, arrival=trade.tomorrow())


@when(
    parsers.parse(
        'the engine dies at the {point:d}. step of placing an order of "{name:w}" and "{other:w}"'
    )
)
def dies(trade: TradeWords, mishaps: Mishaps, point: int, name: str, other: str) -> None:
    """Before or after a call or a write; another engine takes its place."""
    trade.buys({name: 1, other: 1})
    mishaps.dies_at(point, trade.lab.run_orders)


@when("the engine places orders at once")
def place_at_once(lab: Lab) -> None:
    """Without a second passing."""
    lab.run_orders()


@when(parsers.parse("the buyer cancels order {number:d}"))
def cancel(lab: Lab, trade: TradeWords, number: int) -> None:
    """On the marketplace."""
    lab.shop.cancels(trade.order(number))


@when(parsers.parse("the card of order {number:d} is refused"))
def card_refused(lab: Lab, trade: TradeWords, number: int) -> None:
    """As it happens a day before packing."""
    lab.shop.card_refused(trade.order(number))


@when(parsers.parse("the operator retries order {number:d}"))
def retry(trade: TradeWords, number: int) -> None:
    """As `floralab retry` does."""
    trade.retries(number)


@then(parsers.parse("order {number:d} is {invoices} and {prebooks} with {boxes:d} boxes"))
def booked(trade: TradeWords, number: int, invoices: str, prebooks: str, boxes: int) -> None:
    """Live documents in Komet: "one Invoice" or "no Invoice", "one Prebook" or "no Prebook"."""
    assert trade.documents(number) == f"{invoices} and {prebooks}"
    assert trade.booked_boxes(number) == boxes


@then(parsers.parse('"{name}" of order {number:d} is accepted'))
def accepted(trade: TradeWords, name: str, number: int) -> None:
    """The marketplace was told so, with a number in Komet."""
    assert trade.outcome(number, name) == "accepted"


@then(parsers.parse('"{name}" of order {number:d} is refused, saying "{words}"'))
def refused(trade: TradeWords, name: str, number: int, words: str) -> None:
    """The marketplace was told so, with the reason."""
    assert trade.outcome(number, name) == "refused"
    assert words in trade.reason(number, name)


@then(parsers.parse('the answer for "{name}" of order {number:d} is "{outcome}"'))
def answer(trade: TradeWords, name: str, number: int, outcome: str) -> None:
    """What the marketplace was told of the line: accepted, refused, or nothing yet."""
    assert trade.outcome(number, name) == outcome


@then(parsers.parse('the answer for "{name}" of order {number:d} is ""'))
def no_answer(trade: TradeWords, name: str, number: int) -> None:
    """The marketplace was told nothing yet."""
    assert trade.outcome(number, name) == ""


@then(parsers.parse("order {number:d} comes to {amount} in Komet, with a fee of {fee}"))
def amounts(trade: TradeWords, number: int, amount: str, fee: str) -> None:
    """Exact decimals, to the cent."""
    assert trade.amount(number) == Decimal(amount)
    assert trade.fee(number) == Decimal(fee)


@then(parsers.parse('Komet ships to "{name}"'))
def ships_to(lab: Lab, name: str) -> None:
    """The name of the ship-to on the live documents."""
    assert lab.bookings.ship_to_names() == {name}


@then(parsers.parse('the fee of order {number:d} is 1.5 % of {boxes:d} boxes of "{name}"'))
def fee(trade: TradeWords, number: int, boxes: int, name: str) -> None:
    """As Komet charges it, once."""
    assert trade.fee(number) == trade.fee_on(name, boxes)


@then(parsers.parse("order {number:d} arrives a day later than asked"))
def moved(trade: TradeWords, number: int) -> None:
    """On the marketplace."""
    assert trade.days_moved(number) == 1


@then(parsers.parse("order {number:d} waits for a person"))
def waits(trade: TradeWords, number: int) -> None:
    """With a reason and a remedy on the operator's list."""
    assert trade.waits_because(number)


@then(parsers.parse("the marketplace's customer has {count:d} more ship-tos than before"))
def ship_tos(trade: TradeWords, count: int) -> None:
    """Addresses in Komet made since the world began."""
    assert trade.new_ship_tos() == count
