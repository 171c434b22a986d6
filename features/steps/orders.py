"""Steps about orders: bought, cancelled, moved, and what they become in Komet."""

from pytest_bdd import then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.known import amount_in
from integration.lab.people.mishaps import Mishaps
from integration.lab.people.trade_words import TradeWords


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


@when(parsers.parse('a florist buys {boxes:d} boxes of "{name:w}" for "{address}"'))
def buy_for_address(trade: TradeWords, boxes: int, name: str, address: str) -> None:
    """Name / street / city / state / zip code / phone; what is left out at the end is empty."""
    trade.buys_to(address, {name: boxes})


@when(parsers.parse('"{buyer}" buys {boxes:d} boxes of "{name:w}"'))
def buy_as(trade: TradeWords, buyer: str, boxes: int, name: str) -> None:
    """The boxes go to an address under this name."""
    trade.buys_as(buyer, {name: boxes})


@when(parsers.parse('a florist wants {boxes:d} boxes of "{name:w}" on a {weekday:w}'))
def wants(trade: TradeWords, boxes: int, name: str, weekday: str) -> None:
    """To arrive on the next such day from tomorrow on; the marketplace may refuse."""
    trade.wants({name: boxes}, weekday)


@then(parsers.parse('the marketplace says "{sentence}"'))
def marketplace_says(trade: TradeWords, sentence: str) -> None:
    """To what a florist wanted last: "yes", or a refusal that holds these words."""
    assert sentence in trade.said


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
def cancel(trade: TradeWords, number: int) -> None:
    """On the marketplace, which may refuse."""
    trade.cancels(number)


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
    assert trade.amount(number) == amount_in(amount)
    assert trade.fee(number) == amount_in(fee)


@then(parsers.parse('Komet ships to "{name}"'))
def ships_to(lab: Lab, name: str) -> None:
    """The name of the ship-to on the live documents."""
    assert lab.bookings.ship_to_names() == {name}


@then(parsers.parse('the fee of order {number:d} is 1.5 % of {boxes:d} boxes of "{name}"'))
def fee(trade: TradeWords, number: int, boxes: int, name: str) -> None:
    """As Komet charges it, once."""
    assert trade.fee(number) == trade.fee_on(name, boxes)


@then(parsers.parse("order {number:d} arrives {days:d} days later than asked"))
def moved(trade: TradeWords, number: int, days: int) -> None:
    """On the marketplace."""
    assert trade.days_moved(number) == days


@then(parsers.parse("order {number:d} leaves on a {weekday:w}"))
def leaves_on(trade: TradeWords, number: int, weekday: str) -> None:
    """Its live documents in Komet, all of them."""
    assert trade.leaves_on(number) == weekday


@then(parsers.parse("orders {one:d} and {two:d} stand on {count:d} Invoices"))
def shared(trade: TradeWords, one: int, two: int, count: int) -> None:
    """Live ones, in Komet."""
    assert trade.shared_invoices(one, two) == count


@then(parsers.parse("Komet keeps fees of {amount}"))
def fees_kept(trade: TradeWords, amount: str) -> None:
    """Charged and not given back, of all orders."""
    assert trade.fees_kept() == amount_in(amount)


@then(
    parsers.parse(
        'the marketplace was told the number of the {kind} for "{name}" of order {number:d}'
    )
)
def number_told(trade: TradeWords, kind: str, name: str, number: int) -> None:
    """Invoice, Prebook or web order: what people find it by in Komet."""
    assert trade.number_told(number, name) == trade.number_in_komet(number, kind)


@when(parsers.parse("a sales rep confirms the Invoice of order {number:d}"))
def confirm(trade: TradeWords, number: int) -> None:
    """In Komet."""
    trade.confirmed(number)


@when(parsers.parse("a sales rep voids the Invoice of order {number:d}"))
def void(trade: TradeWords, number: int) -> None:
    """In Komet."""
    trade.voided(number)


@when(
    parsers.parse(
        'another program of the customer orders {boxes:d} boxes of "{name:w}" '
        "for the day and address of order {number:d}"
    )
)
def other_program(trade: TradeWords, mishaps: Mishaps, boxes: int, name: str, number: int) -> None:
    """Without naming a web order: Komet puts the line into one that fits."""
    mishaps.other_program_orders(trade.order(number), name, boxes)


@when("a sales rep takes the other program's line out again")
def other_line_out(mishaps: Mishaps) -> None:
    """In Komet."""
    mishaps.other_program_withdraws()


@when("a sales rep cancels the waiting web orders")
def cancel_waiting(trade: TradeWords) -> None:
    """In Komet, those with boxes that nobody has checked out."""
    trade.cancelled_in_komet()


@when("a sales rep checks the waiting web orders out")
def check_out(trade: TradeWords) -> None:
    """In Komet."""
    trade.checked_out()


@then(parsers.parse('order {number:d} waits for a person, because of "{words}"'))
def waits_because(trade: TradeWords, number: int, words: str) -> None:
    """The reason on the operator's list holds these words."""
    assert words in trade.waits_because(number)


@then(parsers.parse("order {number:d} waits for nobody"))
def waits_not(trade: TradeWords, number: int) -> None:
    """It is not on the operator's list (any more)."""
    assert trade.waits_because(number) == ""


@then(parsers.parse("the marketplace's customer has {count:d} more ship-tos than before"))
def ship_tos(trade: TradeWords, count: int) -> None:
    """Addresses in Komet made since the world began."""
    assert trade.new_ship_tos() == count
