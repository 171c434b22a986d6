"""Steps about the company's people around a vendor: sales staff, procurement, Object Mapping."""

from decimal import Decimal

import pytest
from pytest_bdd import given, then, when

from features import parsers
from integration.lab.people.procurement_words import ProcurementWords
from integration.lab.people.trade_words import TradeWords
from integration.lab.people.vendor_words import VendorWords


@pytest.fixture
def procurement(vendor: VendorWords) -> ProcurementWords:
    """The company's people who deal with the vendor."""
    return ProcurementWords(vendor)


@given(parsers.parse('the Purchase Order Workflow is "{workflow}"'))
def workflow(procurement: ProcurementWords, workflow: str) -> None:
    """Manual, auto-approve or auto-confirm."""
    procurement.sets_workflow(workflow)


@when(parsers.parse("sales staff make a Prebook of {goods} with the vendor"))
def book(procurement: ProcurementWords, goods: str) -> None:
    """Prebooks are numbered as they come; each line of goods counts."""
    procurement.books(goods)


@when(parsers.parse("sales staff take Prebook {number:d} out again"))
def take_out(procurement: ProcurementWords, number: int) -> None:
    """Its line, in Komet."""
    procurement.takes_out(number)


@when(parsers.parse("sales staff move Prebook {number:d} by {days:d} days"))
def move(procurement: ProcurementWords, number: int, days: int) -> None:
    """To a later day."""
    procurement.moves(number, days)


@when(parsers.parse("sales staff cut Prebook {number:d} to {boxes:d} boxes"))
def cut(procurement: ProcurementWords, number: int, boxes: int) -> None:
    """Its line; Komet may refuse."""
    procurement.cuts(number, boxes)


@when(parsers.parse("sales staff leave the florist of order {number:d} only {boxes:d} boxes"))
def cut_for_florist(
    procurement: ProcurementWords, trade: TradeWords, number: int, boxes: int
) -> None:
    """Of the only line of its Prebook, because the farm sends fewer."""
    procurement.cuts_for_florist(trade.order(number), boxes)


@then(parsers.parse("Komet needs {boxes:d} boxes more for Prebook {number:d}"))
def needed(procurement: ProcurementWords, boxes: int, number: int) -> None:
    """Boxes of its line that are on no live Purchase Order."""
    assert procurement.needed(number) == boxes


@when(parsers.parse('sales staff write "{words}" on Prebook {number:d}'))
def note(procurement: ProcurementWords, words: str, number: int) -> None:
    """As the customer's PO number."""
    procurement.notes(number, words)


@when(parsers.parse("procurement approves {which}"))
def approve(procurement: ProcurementWords, which: str) -> None:
    """The Purchase Orders of "sales order 1" or "Prebook 1"."""
    procurement.approves(which)


@when(parsers.parse("procurement rejects {which}"))
def reject(procurement: ProcurementWords, which: str) -> None:
    """Its Purchase Orders are cancelled."""
    procurement.rejects(which)


@when(parsers.parse('procurement changes "{name}" of {which} to {boxes:d} boxes at {cost}'))
def change(procurement: ProcurementWords, name: str, which: str, boxes: int, cost: str) -> None:
    """On its Purchase Order; cost per unit."""
    procurement.changes(which, name, boxes=boxes, cost=Decimal(cost))


@when(parsers.parse('procurement takes "{name}" off {which}'))
def take_off(procurement: ProcurementWords, name: str, which: str) -> None:
    """Off its Purchase Order, the others stay."""
    procurement.changes(which, name, boxes=0)


@when(parsers.parse('the farm confirms {boxes:d} boxes of "{name}" of {which}'))
def confirm(procurement: ProcurementWords, boxes: int, name: str, which: str) -> None:
    """In the vendor portal of Komet; boxes in all."""
    procurement.farm_confirms(which, name, boxes)


@then(parsers.parse('procurement is told "{words}"'))
def told(procurement: ProcurementWords, words: str) -> None:
    """By Komet, of what was done last: "yes", or a refusal that holds these words."""
    assert words in procurement.said


@then(parsers.parse("sales order {number:d} is {prebooks} and {purchases} with {boxes:d} boxes"))
def documents(
    procurement: ProcurementWords, number: int, prebooks: str, purchases: str, boxes: int
) -> None:
    """Live documents in Komet, such as "one Prebook and one Purchase Order"."""
    assert procurement.documents(f"sales order {number}") == f"{prebooks} and {purchases}"
    assert procurement.boxes(f"sales order {number}") == boxes


@then(parsers.parse("{boxes:d} boxes are bought for Prebook {number:d}"))
def bought(procurement: ProcurementWords, boxes: int, number: int) -> None:
    """On live Purchase Orders linked to its line."""
    assert procurement.boxes(f"Prebook {number}") == boxes


@then(parsers.parse('the Purchase Order of {which} is "{status}"'))
def status(procurement: ProcurementWords, which: str, status: str) -> None:
    """In Komet's words, such as "Pending Approval"."""
    assert procurement.status(which) == status


@then(parsers.parse("the Purchase Order of {which} ships in {days:d} days"))
def ships_in(procurement: ProcurementWords, which: str, days: int) -> None:
    """All of them on that day."""
    assert procurement.ships_in(which) == days


@then(parsers.parse("the vendor was given {count:d} Purchase Orders in all"))
def orders_given(procurement: ProcurementWords, count: int) -> None:
    """Cancelled ones count too."""
    assert procurement.purchase_orders() == count


@then("all of the sales orders are bought in turn, each once")
def in_turn(procurement: ProcurementWords, vendor: VendorWords) -> None:
    """In the order in which the vendor sold them."""
    assert procurement.bought_in_turn() == vendor.orders


@then("some of the sales orders are not bought yet")
def not_yet(procurement: ProcurementWords, vendor: VendorWords) -> None:
    """They wait for something."""
    assert len(procurement.bought_in_turn()) < len(vendor.orders)


@then(parsers.parse("the Prebook of {which} is red"))
def red(procurement: ProcurementWords, which: str) -> None:
    """As Prebook Summary shows it."""
    assert procurement.is_red(which)


@then(parsers.parse("the Prebook of {which} is not red"))
def not_red(procurement: ProcurementWords, which: str) -> None:
    """As Prebook Summary shows it."""
    assert not procurement.is_red(which)


@when(parsers.parse('a user maps "{name}" of {which} to "{product}"'))
def map_line(procurement: ProcurementWords, name: str, which: str, product: str) -> None:
    """In Object Mapping, from Prebook Summary."""
    procurement.maps(which, name, product)


@when(parsers.parse('"{product}" is switched off in Komet\'s catalogue'))
def switched_off(procurement: ProcurementWords, product: str) -> None:
    """Nobody's words mean it any more; what was bought stays."""
    procurement.switches_off(product)


@when(parsers.parse('a user maps the vendor\'s words "{name}" to "{product}"'))
def map_words(procurement: ProcurementWords, name: str, product: str) -> None:
    """Words of a Purchase Order that stands alone."""
    procurement.maps_words(name, product)


@then(parsers.parse('Komet offers "{product}" first for "{name}" of {which}'))
def offered_first(procurement: ProcurementWords, product: str, name: str, which: str) -> None:
    """The best of its suggestions; nothing is mapped by it."""
    assert procurement.suggested(which, name)[0] == product


@then(parsers.parse('Komet takes "{name}" of {which} for "{product}"'))
def taken_for(procurement: ProcurementWords, name: str, which: str, product: str) -> None:
    """In the Prebook and on the Purchase Order alike."""
    assert procurement.product_of(which, name) == {product}


@then(parsers.parse('Komet knows no product for "{name}" of {which}'))
def taken_for_nothing(procurement: ProcurementWords, name: str, which: str) -> None:
    """Neither in the Prebook nor on the Purchase Order."""
    assert procurement.product_of(which, name) == {""}
