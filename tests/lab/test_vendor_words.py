"""Goods as people say them, names nobody gave, and the laws a joined vendor brings with it."""

import pytest
from msgspec.structs import replace

from integration.lab.axerrio_laws import vendor_laws
from integration.lab.harness import Lab, LawBroken
from integration.lab.people.joining_words import JoiningWords
from integration.lab.people.known import NotKnown
from integration.lab.people.procurement_words import ProcurementWords
from integration.lab.people.vendor_goods import Goods, goods_said
from integration.lab.people.vendor_words import VendorWords
from integration.lab.plan import LabPlan

LAWS = {law.name for law in vendor_laws(lambda: None)}  # type: ignore[arg-type] # only the names


def test_goods_are_said_in_one_sentence():
    said = '10 boxes of "A", 3 boxes of "B 50" in bunches of 10 and 2 mixed boxes of "C" and "D"'
    assert goods_said(f"{said} at 8.50") == [
        Goods(10, "solid", ("A",), 25, 7.25),
        Goods(3, "solid", ("B 50",), 10, 7.25),
        Goods(2, "mixed", ("C", "D"), 25, 8.5),
    ]


def test_a_box_of_several_names_is_filled_with_all_of_them():
    (goods,) = goods_said('1 assorted box of "A", "B", "C", "D" and "E"')
    assert goods.bunches() == [3, 3, 2, 2, 2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ten boxes of A",
        '3 boxes of "A" plus 2 boxes of "B"',
        '3 boxes of "A" please',
        '3 boxes of "A"\n',
    ],
)
def test_what_is_not_understood_says_how_to_write_it(text):
    with pytest.raises(NotKnown, match='write: 10 boxes of "Freedom"'):
        goods_said(text)


def sold() -> VendorWords:
    vendor = VendorWords(Lab(LabPlan(lines=1)))
    vendor.komet_has("Freedom")
    vendor.joins()
    vendor.sells('10 boxes of "Freedom"')
    vendor.lab.pass_time(60)
    return vendor


@pytest.mark.parametrize(
    ("which", "name", "said"),
    [
        ("sales order 2", "Freedom", "has no sales order 2, only sales order 1"),
        ("Prebook 1", "Freedom", "has no Prebook 1, only sales order 1"),
        ("sales order 1", "Mondial", "sales order 1 has no Mondial, only Freedom"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(which, name, said):
    vendor = sold()
    with pytest.raises(NotKnown, match=said):
        vendor.states(which, name)
    vendor.lab.release()


def test_a_line_that_was_never_bought_is_answered_with_what_was():
    vendor = sold()
    with pytest.raises(NotKnown, match="has bought no Mondial, only Freedom"):
        ProcurementWords(vendor).line("sales order 1", "Mondial")
    vendor.lab.release()


@pytest.mark.parametrize("joins", ["at once", "by the operator"])
def test_a_joined_vendor_is_judged_by_the_laws_over_both_systems(joins):
    vendor = VendorWords(Lab(LabPlan(lines=1)))
    if joins == "at once":
        vendor.joins()
    else:
        joiner = JoiningWords(vendor)
        joiner.makes_token()
        joiner.joins()
    vendor.sells('10 boxes of "Freedom"')
    vendor.lab.settle()
    verdicts = vendor.lab.laws()
    assert verdicts.keys() >= LAWS
    assert [name for name in LAWS if verdicts[name].judged] != []
    komet = vendor.lab.komet.state
    for item in komet.purchase_items:
        komet.purchase_items[item] = replace(komet.purchase_items[item], cancelled=True)
    with pytest.raises(LawBroken, match="every vendor line ends once"):
        vendor.lab.check_laws()
    vendor.lab.release()
