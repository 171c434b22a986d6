import re

import pytest

from integration.lab.demo.refusals import OTHER, REMOVED, SHORT, SOLD_OUT, kind_of, unseen
from mocks.komet.texts import REFUSALS


def filled(template: str, value: str = "7") -> str:
    return re.sub(r"\{\w+\}", value, template)


@pytest.mark.parametrize("code", sorted(set(REFUSALS) - {"stock.short", "invoice.line"}))
def test_a_sentence_of_komet_is_known_by_its_code(code: str) -> None:
    assert kind_of(filled(REFUSALS[code])) == code
    assert kind_of("web-order-item.add: " + filled(REFUSALS[code])) == code


def test_too_few_boxes_and_none_at_all_are_two_kinds() -> None:
    text = REFUSALS["stock.short"]
    assert kind_of(text.format(item=4711, left=1, asked=3)) == SHORT
    assert kind_of(text.format(item=4711, left=10, asked=30)) == SHORT
    assert kind_of(text.format(item=4711, left=0, asked=3)) == SOLD_OUT


def test_a_line_of_an_invoice_is_refused_for_what_stands_after_its_number() -> None:
    inside = filled(REFUSALS["inventory.held"])
    assert kind_of(REFUSALS["invoice.line"].format(line=2, problem=inside)) == "inventory.held"


def test_what_was_removed_and_what_nobody_knows() -> None:
    assert kind_of("removed in Komet by somebody") == REMOVED
    assert kind_of("the moon was in the way") == OTHER


def test_unseen_kinds_keep_the_order_of_the_required_ones() -> None:
    assert unseen({"b"}, ("c", "b", "a")) == ["c", "a"]
    assert unseen({"a", "b", "x"}, ("a", "b")) == []
