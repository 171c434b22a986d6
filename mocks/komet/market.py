"""Which lines are on sale to whom, and on which days they can ship.

A line with no boxes left or without a price is never listed. What is reserved for a customer is
shown to nobody else, what is held back is not on the market (both assumed).
"""

from collections.abc import Iterator
from datetime import date

from mocks.komet import lists
from mocks.komet.calendar import two_months_after
from mocks.komet.records import Customer, Lot
from mocks.komet.state import KometState

OPEN_MARKET = "M"
KINDS = ("M", "L", "S", "P")


def window(lot: Lot) -> tuple[date, date]:
    """The first and last day a line can ship; on hand that is two months long (assumed)."""
    return lot.day, lot.until or two_months_after(lot.day)


def in_stock(state: KometState, company_id: int, *origins: int) -> Iterator[Lot]:
    """The company's lines of these origins that have boxes and a price, in the list's order."""
    lots = state.lots
    for lot_id in lists.shelf(state, company_id):
        lot = lots[lot_id]
        if lot.origin in origins and lot.left > 0 and lot.price > 0:
            yield lot


def on_market(
    state: KometState, company_id: int, customer: Customer | None, *origins: int
) -> Iterator[Lot]:
    """Those of the lines in stock that the market, or this customer, may buy."""
    own = (None, customer.id) if customer else (None,)
    for lot in in_stock(state, company_id, *origins):
        if lot.kind == OPEN_MARKET and not lot.held and lot.reserved_for in own:
            yield lot
