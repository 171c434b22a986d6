"""Steps about Komet's own shop: a customer's prices and carriers, and web orders made there."""

import pytest
from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.known import amount_in
from integration.lab.people.shop_words import ShopWords
from integration.lab.people.trade_words import TradeWords


@pytest.fixture
def shop(lab: Lab) -> ShopWords:
    """The words about Komet's shop."""
    return ShopWords(lab)


# --- prices ---------------------------------------------------------------------------------------


@given(parsers.parse("the marketplace's customer buys by price list {letter:w}"))
@when(parsers.parse("the marketplace's customer turns to price list {letter:w}"))
def turns(shop: ShopWords, letter: str) -> None:
    """A or B, as somebody sets it in Komet."""
    shop.agrees(priceList=letter)


@given(parsers.parse("the marketplace's customer is marked up by {percent} % for {kind}"))
@when(parsers.parse("the marketplace's customer gets a mark-up of {percent} % for {kind}"))
def marked_up(shop: ShopWords, kind: str, percent: str) -> None:
    """For E-commerce, Sell-Fast or Price B."""
    shop.marks_up(kind, percent)


@given(
    parsers.parse("a full box costs the marketplace's customer {freight} freight and {fuel} fuel")
)
def freight(shop: ShopWords, freight: str, fuel: str) -> None:
    """Outbound Freight and Fuel Surcharge."""
    shop.agrees(freightPerFbe=amount_in(freight), fuelPerFbe=amount_in(fuel))


@given("outbound freight is off for the marketplace's customer")
def no_freight(shop: ShopWords) -> None:
    """Only the Fuel Surcharge is left."""
    shop.agrees(outboundFreight=False)


@given(parsers.parse('"{name}" costs {price} on price list A and {price_b} on price list B'))
def costs(lab: Lab, name: str, price: str, price_b: str) -> None:
    """A line there is, per unit; 0 hides it from whoever buys by that list."""
    prices = {"price": amount_in(price), "priceB": amount_in(price_b)}
    lab.komet.does("change_price", lotId=lab.komet.lot(name).id, **prices)


@then(parsers.parse('the marketplace sells "{name}" at {price} a unit'))
def sold_at(shop: ShopWords, name: str, price: str) -> None:
    """Komet's unit price, before the marketplace adds its own."""
    assert shop.priced(name) == amount_in(price)


@then(parsers.parse('Komet lists "{name}" with "{field}" {value}'))
def listed(shop: ShopWords, name: str, field: str, value: str) -> None:
    """In the last answer, a list of inventory."""
    found = shop.listed(name, field)
    assert found is not None, "found no such line"
    assert amount_in(str(found)) == amount_in(value)


@then(parsers.parse('Komet does not list "{name}"'))
def not_listed(shop: ShopWords, name: str) -> None:
    """In the last answer, a list of inventory."""
    assert shop.listed(name, "price") is None


# --- carriers -------------------------------------------------------------------------------------


@given(
    parsers.parse('the carrier "{code}" serves the marketplace\'s customer on {weekdays}'),
)
def serves(shop: ShopWords, code: str, weekdays: str) -> None:
    """Days of Service: such as "Monday, Friday"."""
    shop.serves(code, weekdays)


@given(
    parsers.parse(
        'the carrier "{code}" serves the marketplace\'s customer at {rate} a cube on {weekdays}'
    ),
)
def serves_at(shop: ShopWords, code: str, rate: str, weekdays: str) -> None:
    """Days of Service with a rate of their own."""
    shop.serves(code, weekdays, cubeRate=amount_in(rate))


@when(parsers.parse("a tester asks which carriers go on the next {weekday:w}"))
def asks_carriers(shop: ShopWords, weekday: str) -> None:
    """For the marketplace's customer, among those of two weeks."""
    shop.asks_carriers(weekday)


@then(parsers.parse('Komet suggests "{code}" at {rate} a cube'))
def suggested_at(lab: Lab, shop: ShopWords, code: str, rate: str) -> None:
    """The carrier's code, and what a cube costs with it."""
    assert shop.suggested() == code
    assert amount_in(str(lab.raw.answered("carrierCubeRate"))) == amount_in(rate)


@then(parsers.parse('Komet offers the carriers "{codes}" beside it'))
def offered(shop: ShopWords, codes: str) -> None:
    """Codes by the alphabet, with commas between them."""
    assert shop.others() == codes


# --- web orders -----------------------------------------------------------------------------------


@when(parsers.parse('a tester puts {boxes:d} boxes of "{name}" into web order {number:d}'))
def puts(shop: ShopWords, boxes: int, name: str, number: int) -> None:
    """With the customer token; web orders are numbered as they come."""
    shop.puts(number, name, boxes)


@when(
    parsers.parse(
        'a tester puts {boxes:d} boxes of "{name}" by "{code}" on a {weekday:w} '
        "into web order {number:d}"
    )
)
def puts_by(shop: ShopWords, boxes: int, name: str, code: str, weekday: str, number: int) -> None:
    """The same with a carrier, by its code, on the next such day."""
    shop.puts(number, name, boxes, shop.carrier(code), weekday)


@when(parsers.parse("a tester checks web order {number:d} out"))
def checks_out(shop: ShopWords, number: int) -> None:
    """With the user's token."""
    shop.checks_out(number)


@when(parsers.parse("a tester deletes web order {number:d}"))
def deletes(shop: ShopWords, number: int) -> None:
    """With the customer token."""
    shop.deletes(number)


@then(parsers.parse('web order {number:d} is "{state}"'))
def is_in(shop: ShopWords, number: int, state: str) -> None:
    """In Komet: pending, checked out or cancelled."""
    assert shop.state(number) == state


# --- what the engine tells ------------------------------------------------------------------------


@then(parsers.parse('the story of order {number:d} says "{words}"'))
def story(trade: TradeWords, number: int, words: str) -> None:
    """What the engine has told of a marketplace order, as `floralab why` shows it."""
    assert words in trade.story(number)
