"""Steps about boxes: chosen and labelled at the vendor's, scanned in at the company's."""

import pytest
from pytest_bdd import given, then, when

from features import parsers
from features.label_reader import barcodes, pages_not_marked, pages_without
from integration.lab.harness import Lab
from integration.lab.people.procurement_words import ProcurementWords
from integration.lab.people.vendor_words import VendorWords
from integration.lab.people.warehouse_words import WarehouseWords


@pytest.fixture
def warehouse(procurement: ProcurementWords) -> WarehouseWords:
    """Who scans boxes in."""
    return WarehouseWords(procurement)


@when(parsers.parse("the vendor labels {which}"))
def label_all(vendor: VendorWords, which: str) -> None:
    """Chooses codes, AWB and lot for all its boxes, and prints a label for each."""
    vendor.labels_all(which)


@when(parsers.parse("only {boxes:d} boxes of {which} are labelled"))
def label_some(vendor: VendorWords, boxes: int, which: str) -> None:
    """So many of each line; the others stay."""
    vendor.labels_all(which, count=boxes)


@when(parsers.parse('boxes of "{name}" of {which} are given the codes "{codes}"'))
def give_codes(vendor: VendorWords, name: str, which: str, codes: str) -> None:
    """The vendor's own codes, with commas between them."""
    vendor.chooses_of(which, name, codes=codes.split(", "))


@when(parsers.parse("boxes of {which} are chosen"))
def choose(vendor: VendorWords, which: str) -> None:
    """Codes, AWB and lot, but no labels yet."""
    vendor.chooses(which)


@when(parsers.parse('boxes of {which} are put on the AWB "{awb}"'))
def choose_awb(vendor: VendorWords, which: str, awb: str) -> None:
    """In place of another one, if they had one."""
    vendor.chooses(which, awb=awb)


@when(parsers.parse('boxes of {which} are put on the house AWB "{awb}"'))
def choose_house_awb(vendor: VendorWords, which: str, awb: str) -> None:
    """Of the vendor's agent."""
    vendor.chooses(which, houseAwb=awb)


@when(parsers.parse('boxes of {which} are given the lot "{lot}"'))
def choose_lot(vendor: VendorWords, which: str, lot: str) -> None:
    """The vendor's own number."""
    vendor.chooses(which, lot=lot)


@when(parsers.parse("the labels of {which} are printed"))
def print_labels(vendor: VendorWords, which: str) -> None:
    """Once more, if they were printed before."""
    vendor.prints(which)


@then(parsers.parse("{which} has {count:d} labels"))
def count_labels(vendor: VendorWords, which: str, count: int) -> None:
    """Labels that hold."""
    assert len(vendor.labels(which)) == count


@then(parsers.parse('each label of {which} says "{words}"'))
def label_says(vendor: VendorWords, which: str, words: str) -> None:
    """As it is read on the paper."""
    assert pages_without(words, vendor.labels(which)) == []


@then(parsers.parse("each label of {which} is marked as a reprint"))
def reprinted(vendor: VendorWords, which: str) -> None:
    """By an R of its own."""
    assert pages_not_marked("R", vendor.labels(which)) == []


@then(parsers.parse("the vendor has chosen {boxes:d} boxes for {which}"))
def chosen(vendor: VendorWords, boxes: int, which: str) -> None:
    """Whether or not they have labels."""
    assert vendor.chosen(which) == boxes


@given(parsers.parse('another farm\'s box "{code}" is on its way'))
def foreign_box(warehouse: WarehouseWords, code: str) -> None:
    """To the same company."""
    warehouse.foreign_box(code)


@when(parsers.parse("the labels of {which} are scanned"))
def scan_labels(vendor: VendorWords, warehouse: WarehouseWords, which: str) -> None:
    """Each barcode as a scanner reads it from the paper; every box must be taken."""
    warehouse.scans_all(barcodes(vendor.labels(which)))


@when(parsers.parse("{count:d} labels of {which} are scanned"))
def scan_some(vendor: VendorWords, warehouse: WarehouseWords, count: int, which: str) -> None:
    """The first ones."""
    warehouse.scans_all(barcodes(vendor.labels(which)[:count]))


@when(parsers.parse('the warehouse scans "{code}"'))
def scan(warehouse: WarehouseWords, code: str) -> None:
    """Whatever it may be."""
    warehouse.scans(code)


@then(parsers.parse('the warehouse is told "{words}"'))
def told(warehouse: WarehouseWords, words: str) -> None:
    """Of the last scan: "yes", or a refusal that holds these words."""
    assert words in warehouse.said


@then(parsers.parse("{boxes:d} boxes of {which} are received"))
def received(warehouse: WarehouseWords, boxes: int, which: str) -> None:
    """They are in the warehouse."""
    assert warehouse.received(which) == boxes


@then(parsers.parse("{boxes:d} boxes are on their way for {which}"))
def on_their_way(warehouse: WarehouseWords, boxes: int, which: str) -> None:
    """They have left the farm and were not received yet."""
    assert warehouse.on_their_way(which) == boxes


@then(parsers.parse('Komet calls the boxes of {which} "{codes}"'))
def called(warehouse: WarehouseWords, which: str, codes: str) -> None:
    """Their codes, in order."""
    assert warehouse.codes(which) == codes


@then(parsers.parse("Komet calls the boxes of {which} as their labels do"))
def called_alike(vendor: VendorWords, warehouse: WarehouseWords, which: str) -> None:
    """Code by code."""
    assert warehouse.codes(which) == vendor.label_codes(which)


# --- the open market ------------------------------------------------------------------------------


@given(parsers.parse('procurement ordered {boxes:d} boxes of "{name}" for the open market'))
def order_for_market(warehouse: WarehouseWords, boxes: int, name: str) -> None:
    """From the vendor, who has confirmed them: future sales of that name."""
    warehouse.orders_for_market(name, boxes)


@when(parsers.parse('the open market\'s boxes of "{name}" leave the farm'))
def market_leaves(warehouse: WarehouseWords, name: str) -> None:
    """With codes Komet gives them."""
    warehouse.boxes_leave(name)


@when(
    parsers.parse(
        "the warehouse takes in {boxes:d} of the open market's boxes of "
        '"{name}", called "{arrived}"'
    )
)
def market_arrives(warehouse: WarehouseWords, boxes: int, name: str, arrived: str) -> None:
    """What becomes stock on hand has a name of its own from now on."""
    warehouse.takes_in(name, boxes, arrived)


@when(parsers.parse('somebody in Komet lets "{name}" of {which} leave, with codes of Komet\'s'))
def leaves_in_komet(warehouse: WarehouseWords, lab: Lab, name: str, which: str) -> None:
    """Nobody asked the vendor."""
    warehouse.leaves_in_komet(which, name, "the company token")
    assert not lab.raw.heard.refused


@when(parsers.parse('a tester with {token} lets "{name}" of {which} leave'))
def tester_leaves(warehouse: WarehouseWords, token: str, name: str, which: str) -> None:
    """By the method for AWBs."""
    warehouse.leaves_in_komet(which, name, token)


@when(parsers.parse("a tester with {token} buys {count:d} mixed boxes of {names}"))
def tester_buys_mixed(warehouse: WarehouseWords, token: str, count: int, names: str) -> None:
    """A Purchase Order that stands alone: no Prebook wants it."""
    warehouse.buys_alone(f"{count} mixed boxes of {names}", token)


@when(
    parsers.parse(
        'a tester with {token} buys {count:d} boxes of "{name}", by the code of "{product}"'
    )
)
def tester_buys_coded(
    warehouse: WarehouseWords, token: str, count: int, name: str, product: str
) -> None:
    """The same, of one product: its code in Komet, and words of the vendor's own."""
    warehouse.buys_coded(name, count, product, token)


@then(parsers.parse('Komet\'s answer does not say "{word}"'))
def says_not(lab: Lab, word: str) -> None:
    """Neither in a field's name nor in its value."""
    assert word not in str(lab.raw.heard.value)


@then(parsers.parse('Komet says "{words}"'))
def komet_says(lab: Lab, words: str) -> None:
    """With its last answer, which need be no refusal."""
    assert words in lab.raw.heard.message
