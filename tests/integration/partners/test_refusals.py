"""Each sentence Komet may refuse with, and what it means for us."""

import re

import pytest

from integration.errors import (
    LineRefused,
    NeedsPerson,
    NotGranted,
    NotMapped,
    Stopped,
    TooManyCodes,
    Wait,
)
from integration.partners.refusals import (
    KOMET,
    OutOfDate,
    is_empty,
    market_refusal,
    refusal,
)
from mocks.komet.texts import EMPTY, REFUSALS

#: Every refusal the simulator knows, by what must become of it. The texts are its own.
MEANINGS = {
    Wait: ["allowance.used"],
    Stopped: [
        *("token.missing", "token.unknown", "token.revoked"),
        *("account.missing", "account.wrong", "method.unknown"),
        *("customer.unknown", "customer.foreign", "carrier.unknown", "carrier.inactive"),
        *("company.unknown", "company.wrong", "location.unknown", "location.closed"),
        *("customer.location", "carrier.location"),
    ],
    NotGranted: ["token.kind", "token.grant"],
    LineRefused: [
        *("carrier.choice", "weborder.timed_out"),
        *("carrier.day", "cutoff.passed", "cutoff.none", "date.past", "product.unknown"),
        *("inventory.unknown", "inventory.origin", "inventory.date", "stock.short"),
        *("inventory.held", "inventory.reserved", "inventory.location"),
        *("weborder.unknown", "weborder.closed", "weborder.empty", "weborder.confirmed"),
        *("weborder.kept", "invoice.unknown", "invoice.state"),
        *("prebook.unknown", "prebook.item", "prebook.state"),
        *("purchase.unknown", "purchase.item", "purchase.state", "purchase.other"),
        *("purchase.need", "purchase.vendor", "purchase.boxes", "purchase.line"),
        *("purchase.bound", "boxtype.unknown", "box.exists"),
    ],
    NotMapped: ["product.unmapped"],
    TooManyCodes: ["box.many"],
    NeedsPerson: [
        *("size.over", "body.unreadable", "field.missing", "field.wrong", "field.unknown"),
        *("shipto.unknown", "range.long", "range.order", "filter.missing", "boxes.many"),
        *("weborder.location", "invoice.location", "purchase.location"),
    ],
}
CASES = [(code, kind) for kind, codes in MEANINGS.items() for code in codes]
DETAILS = re.compile(r"\{(\w+)\}")


def sentence(code: str) -> str:
    """The simulator's text with plausible details in it."""
    known = {"allowance": "3,000", "kind": "Customer", "state": "voided", "wish": "confirmed"}
    return DETAILS.sub(lambda found: known.get(found[1], "4711"), REFUSALS[code])


@pytest.mark.parametrize(("code", "kind"), CASES)
def test_a_sentence_means_what_may_be_done_next(code, kind):
    found = refusal(sentence(code), "some.method")
    assert type(found) is kind
    assert (found.reason, found.method) == (sentence(code), "some.method")


def test_a_bad_line_inside_an_invoice_is_a_refusal_of_the_line():
    inner = sentence("stock.short")
    assert type(refusal(f"Item 2: {inner}", "invoice.create")) is LineRefused


WHERE = [
    REFUSALS["field.missing"].format(field=field)
    for field in ("companyLocationId", "locationId", "companyLocationCode")
]


@pytest.mark.parametrize("text", WHERE)
def test_a_location_that_must_be_named_is_a_matter_of_the_set_up(text):
    assert type(refusal(text, "some.method")) is Stopped


@pytest.mark.parametrize("text", ["", "Ask again when the moon is full.", "Error"])
def test_a_sentence_nobody_taught_us_needs_a_person(text):
    assert type(refusal(text, "some.method")) is NeedsPerson


def test_every_row_of_the_table_is_needed_by_some_sentence():
    spoken = [*(sentence(code) for code, _ in CASES), *WHERE]
    unused = [pattern.pattern for pattern, _ in KOMET if not any(map(pattern.search, spoken))]
    assert unused == []


@pytest.mark.parametrize(
    "text", [*EMPTY.values(), "Orders not found.OK", "Vendors not found.", "Orders not found"]
)
def test_an_empty_result_is_known_by_its_sentence(text):
    assert is_empty(text)


@pytest.mark.parametrize("text", ["OK", *map(sentence, [code for code, _ in CASES])])
def test_no_refusal_passes_for_an_empty_result(text):
    assert not is_empty(text)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "key.unknown", Stopped),
        (403, "key.kind", Stopped),
        (404, "order.unknown", LineRefused),
        (409, "batch.old", OutOfDate),
        (409, "answer.conflict", LineRefused),
        (422, "field.wrong", NeedsPerson),
        (400, "body.unreadable", NeedsPerson),
        (500, "boom", None),
        (302, "", None),
    ],
)
def test_the_marketplaces_codes(status, code, kind):
    found = market_refusal(status, code, "no", "supplier/answer")
    assert type(found) is (kind or type(None))
