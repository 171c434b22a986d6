"""A world is told again from its ledgers, so every kind of fact must be known by its name."""

from collections.abc import Callable

import pytest

from integration.lab.afterwards import _kinds
from mocks.core.ledger import Ledger
from tests.mocks.axerrio.site import Site
from tests.mocks.ibuyflowers.market import Market, offer


def sold() -> Ledger:
    """A florist's order, cancelled: that fact is a kind of an order's end."""
    market = Market()
    market.tells(offer("1-1"))
    market.act("cancel", orderId=market.buys({"1-1": 1}))
    return market.state.ledger


def grown() -> Ledger:
    """A vendor's order, approved and labelled."""
    site = Site()
    order = site.approved()
    site.boxes(order)
    site.prints(order)
    return site.state.ledger


@pytest.mark.parametrize(("partner", "day"), [("ibuyflowers", sold), ("axerrio", grown)])
def test_every_fact_of_a_day_is_known_by_its_name(partner: str, day: Callable[[], Ledger]) -> None:
    facts = [entry.fact for entry in day()]
    known = _kinds(partner)
    assert {type(fact) for fact in facts} <= set(known.values())
    assert [known[type(fact).__name__] for fact in facts] == [type(fact) for fact in facts]
