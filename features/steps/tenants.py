"""Steps about several connections at once: of other customers, and of another company."""

import pytest
from pytest_bdd import given, then, when

from features import parsers
from integration.lab.people.tenant_words import TenantWords
from integration.lab.people.trade_words import TradeWords


@pytest.fixture
def tenants(trade: TradeWords) -> TenantWords:
    """Connections by the order in which they were made."""
    return TenantWords(trade)


@given(
    parsers.parse(
        "the company is also connected with a {kind:w} token, as its customer {customer:d}"
    )
)
def also_connected(tenants: TenantWords, kind: str, customer: int) -> None:
    """One connection more; they are numbered as they come, the first one is 1."""
    tenants.joins(kind, customer)


@given(
    parsers.parse(
        "the company is also connected with a {kind:w} token, as its customer {customer:d}, "
        'by the carrier "{code}"'
    )
)
def also_connected_by(tenants: TenantWords, kind: str, customer: int, code: str) -> None:
    """By the carrier's code; days of service and of the way are the carrier's."""
    tenants.joins(kind, customer, code)


@given(parsers.parse("another company is connected with a {kind:w} token"))
def neighbour_connected(tenants: TenantWords, kind: str) -> None:
    """A company of the same Komet, with users, an allowance and stock of its own."""
    tenants.neighbour_joins(kind)


@given(parsers.parse('the other company has {boxes:d} boxes of "{name}" on hand'))
def neighbour_has(tenants: TenantWords, boxes: int, name: str) -> None:
    """A new line of its inventory that can ship at once."""
    tenants.neighbour_has(name, boxes)


@given(parsers.parse("the token of connection {number:d} is revoked"))
def revoked(tenants: TenantWords, number: int) -> None:
    """Somebody takes it back; the tokens of the others stay."""
    tenants.revoked(number)


@when(parsers.parse('through connection {number:d} a florist buys {boxes:d} boxes of "{name:w}"'))
def buys(tenants: TenantWords, number: int, boxes: int, name: str) -> None:
    """Where several connections offer the same line."""
    tenants.buys(number, boxes, name)


@when(
    parsers.parse(
        'through connection {number:d} a florist buys {boxes:d} boxes of "{name:w}" for "{address}"'
    )
)
def buys_for(tenants: TenantWords, number: int, boxes: int, name: str, address: str) -> None:
    """To an address, written as in "a florist buys ... for"."""
    tenants.buys(number, boxes, name, address)


@when(
    parsers.parse(
        'through connection {number:d} a florist buys {boxes:d} boxes of "{name:w}" '
        "to arrive on a {weekday:w}"
    )
)
def buys_on(tenants: TenantWords, number: int, boxes: int, name: str, weekday: str) -> None:
    """On the next such day from tomorrow on."""
    tenants.buys(number, boxes, name, weekday=weekday)


@then(parsers.parse('connection {number:d} shows {boxes:d} boxes of "{name}"'))
def shows(tenants: TenantWords, number: int, boxes: int, name: str) -> None:
    """As many as a florist could buy through it now."""
    assert tenants.shown(number, name) == boxes


@then(parsers.parse('connection {number:d} waits, because "{words}"'))
def waits(tenants: TenantWords, number: int, words: str) -> None:
    """Some open alarm of the connection holds these words."""
    assert words in tenants.alarms(number)


@then(parsers.parse("connection {number:d} waits for nothing"))
def goes_on(tenants: TenantWords, number: int) -> None:
    """The connection has no open alarm."""
    assert tenants.alarms(number) == ""
