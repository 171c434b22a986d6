"""Which lines are on sale to whom, and on which days they can ship.

A line with no boxes left, or without a price on the list of whoever asks, is never listed. What is
reserved for a customer is shown to nobody else; what is held back, or of a product that is switched
off, is not on the market (assumed).
"""

from collections.abc import Iterator
from datetime import date

from mocks.komet import lists
from mocks.komet.calendar import two_months_after
from mocks.komet.pricing import list_price
from mocks.komet.records import OPEN_MARKET, Customer, Lot
from mocks.komet.state import KometState

KINDS = ("M", "L", "S", "P")


def window(lot: Lot) -> tuple[date, date]:
    """The first and last day a line can ship; on hand that is two months long (assumed)."""
    return lot.day, lot.until or two_months_after(lot.day)


def in_stock(state: KometState, company_id: int, *origins: int) -> Iterator[Lot]:
    """The company's lines of these origins that have boxes and a price, in the list's order."""
    lots = state.lots
    for lot_id in lists.shelf(state, company_id):
        lot = lots[lot_id]
        if lot.origin in origins and lot.left > 0 and (lot.price > 0 or lot.price_b > 0):
            yield lot


def on_market(
    state: KometState, company_id: int, customer: Customer | None, *origins: int
) -> Iterator[Lot]:
    """Those of the lines in stock that the market, or this customer, may buy."""
    for lot in in_stock(state, company_id, *origins):
        if is_for(state, lot, customer):
            yield lot


def is_for(state: KometState, lot: Lot, customer: Customer | None) -> bool:
    """Whether the line is on the market at a price, for this customer (None: for anybody)."""
    own = (None, customer.id) if customer else (None,)
    free = lot.kind == OPEN_MARKET and not lot.held and lot.reserved_for in own
    return free and list_price(lot, customer) > 0 and state.products[lot.product_id].active
