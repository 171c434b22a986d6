"""Read a connection's whole inventory, or nothing: a part of it is no inventory."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from integration.desk import Desk
from integration.errors import PartnerError, Wait
from integration.listing import Listing, joined
from integration.model import Connection
from integration.ports import Page
from integration.price_lists import price_list
from integration.quota import OPEN_MARKET, OPEN_MARKET_CALLS, Source

STOREFRONT_METHOD = "ecommerce/inventory.list"


class Torn(PartnerError):
    """The pages of one read do not fit together: lines moved while it was going on."""


class Reading(NamedTuple):
    """Every line there is; `in_pages` if the list came in more than one piece."""

    listing: Listing
    in_pages: bool


@dataclass
class Purse:
    """The calls a read may spend, and those it has spent."""

    calls: int
    spent: int = 0

    def take(self, calls: int = 1) -> None:
        """Spend some.

        Raises:
            Wait: if there are not so many.
        """
        self.foresee(calls)
        self.spent += calls

    def foresee(self, calls: int) -> None:
        """See that so many more can be spent.

        Raises:
            Wait: if not.
        """
        if self.spent + calls > self.calls:
            raise Wait(
                "the calls left today do not buy a complete read of the inventory",
                STOREFRONT_METHOD,
            )


def read_all(desk: Desk, connection: Connection, source: Source, purse: Purse) -> Reading:
    """Every line of the connection.

    Args:
        desk: the partners.
        connection: whose inventory.
        source: where to read it.
        purse: what it may cost.

    Raises:
        Torn: if the pages do not fit together.
        PartnerError: if a call failed; the calls spent stand in the purse.
    """
    if source.name == OPEN_MARKET:
        purse.take(OPEN_MARKET_CALLS)
        today = desk.clock.now().date()
        prices = price_list(desk, connection)
        listing = desk.erp.open_market(connection, today, prices)
    else:
        listing = _storefront(desk, connection, purse)
    if len(listing.names) < listing.lines:
        raise Torn(f"{listing.lines - len(listing.names)} lines stand in the list twice")
    return Reading(listing, in_pages=source.name != OPEN_MARKET and purse.spent > 1)


def _storefront(desk: Desk, connection: Connection, purse: Purse) -> Listing:
    parts: list[Listing] = []
    lists = (False, True) if desk.settings.read_reserved == "yes" else (False,)
    for reserved in lists:
        pages = _Pages()
        while not pages.complete:
            purse.take()
            number = pages.number + 1
            pages.add(desk.erp.storefront_page(connection, number, reserved=reserved))
            purse.foresee(pages.still_needed)
        parts += pages.parts
    return joined(parts)


@dataclass
class _Pages:
    """The pages of one list, as they come in."""

    parts: list[Listing] = field(default_factory=list)
    counted: int = 0
    total: int = 0
    number: int = 0
    longest: int = 1

    @property
    def complete(self) -> bool:
        return self.number > 0 and self.counted == self.total

    @property
    def still_needed(self) -> int:
        return ceil((self.total - self.counted) / self.longest)

    def add(self, page: Page) -> None:
        """Put the next page to the others.

        Raises:
            Torn: if the list has another length than a page ago, or holds more or less than that.
        """
        if self.number and page.total != self.total:
            raise Torn(f"the list counted {self.total} lines, a page later {page.total}")
        self.number += 1
        self.total = page.total
        self.counted += page.rows
        self.longest = max(self.longest, page.rows)
        self.parts.append(page.listing)
        if self.counted > self.total or (page.rows == 0 and self.counted < self.total):
            raise Torn(f"the pages held {self.counted} lines where the list counts {self.total}")
