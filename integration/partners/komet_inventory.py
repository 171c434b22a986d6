"""Komet's inventory as offers. A hundred thousand rows pass here every five minutes.

Rows are lean Structs, and values that repeat (colours, farms, days, prices) are shared between
offers; with the memo of rows already seen (`komet_memo`) that keeps a cycle quick and small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from integration.errors import LineRefused, NeedsPerson, Stopped, Unknown
from integration.listing import Listing, joined
from integration.model import FUTURE, ON_HAND, ORIGINS, Connection, Offer
from integration.partners.http import Http
from integration.partners.komet_memo import Memo, Recipe
from integration.partners.komet_rows import FutureRow, MarketRow, StorefrontRow
from integration.partners.komet_types import (
    CustomerDetailsCall,
    FutureMarketCall,
    Nothing,
    OpenMarketCall,
    StorefrontCall,
)
from integration.partners.komet_wire import KometWire, call_for
from integration.partners.operations import (
    BOX_TYPES,
    CUSTOMER_DETAILS,
    FUTURE_MARKET,
    OPEN_MARKET,
    STOREFRONT,
    Operation,
)
from integration.ports import Page

#: How far ahead Komet shows what can ship: two months.
AHEAD = timedelta(days=60)
#: What the usual boxes take of a full one, where the company's own list may not be read.
USUAL_FBE = {
    "FB": Decimal(1),
    "HB": Decimal("0.5"),
    "QB": Decimal("0.25"),
    "EB": Decimal("0.125"),
}
UNITS = ("Bunch", "Stem")

Sizes = dict[str, Decimal]
Names = Mapping[str, bytes]


class InventoryReads(KometWire):
    """The part of the client that reads inventory.

    Args:
        http: sends the calls.
        short_cut: whether a list whose bytes are those of the last read is not looked through.
        availability: whether lines that others offer through Komet are offers of ours.
    """

    def __init__(self, http: Http, *, short_cut: bool = True, availability: bool = False) -> None:
        super().__init__(http)
        self._short_cut = short_cut
        self._origins = ORIGINS if availability else (ON_HAND, FUTURE)
        self._sizes: dict[int, tuple[date, Sizes]] = {}
        self._memos: dict[tuple[int, str, bool], Memo] = {}
        # The names of a connection's lists when last read, and those of all lists in one.
        self._joined: dict[int, tuple[Sequence[Names], Names]] = {}

    def price_list(self, connection: Connection) -> str:
        """The list, A or B, by which the customer buys; A if the token may not know."""
        asked = CustomerDetailsCall(customerId=connection.customer_id)
        try:
            found = self._ask(connection, CUSTOMER_DETAILS, asked).customer.defaultPrice
        except (Stopped, LineRefused, NeedsPerson):
            found = "A"
        return "B" if found.upper() == "B" else "A"

    def remember(self, connection: Connection, names: Names) -> None:
        """Take the lines of an earlier process for known: what they say need not be read again."""
        known = {name: key for key, name in names.items()}
        if connection.token_kind == "Company":
            memos = [self._memo(connection, one) for one in (OPEN_MARKET, FUTURE_MARKET)]
        else:
            memos = [self._memo(connection, STOREFRONT, reserved=one) for one in (False, True)]
        for memo in memos:
            memo.learn(known)

    def open_market(self, connection: Connection, today: date, price_list: str = "A") -> Listing:
        """On hand and future, by the Company token: two calls, and a third once a day.

        If nothing has changed since the last read, its names are the very object given then.
        """
        sizes = self._box_types(connection, today)
        terms = _Terms(price_list=price_list, sizes=sizes, pool={})
        customer, location = connection.customer_id, _given(connection.location_id)
        on_hand = OpenMarketCall(customerId=customer, locationId=location)
        future = FutureMarketCall(
            dateFrom=today, dateTo=today + AHEAD, customerId=customer, locationId=location
        )
        here = Recipe(lambda row: _on_hand(row, today, terms), (today, price_list, sizes))
        to_come = Recipe(lambda row: _future(row, terms), (price_list, sizes))
        return self._together(
            connection,
            self._listing(connection, OPEN_MARKET, on_hand, here),
            self._listing(connection, FUTURE_MARKET, future, to_come),
        )

    def storefront_page(self, connection: Connection, page: int, *, reserved: bool) -> Page:
        """One page of the e-commerce list, by the Customer token: one call."""
        asked = StorefrontCall(
            customerId=connection.customer_id,
            page=page,
            rows=connection.rows,
            reservedInventory=reserved,
            companyLocationId=_given(connection.location_id),
        )
        memo = self._memo(connection, STOREFRONT, reserved=reserved)
        recipe = Recipe(ShopOffers(self._origins), (self._origins,))
        call = call_for(connection, STOREFRONT, asked, connection.token)
        leaf = self._http.repeated(call, lambda answer: memo.leaf(answer, recipe, page))
        total = leaf.reading.reply.total
        if total is UNSET and leaf.rows:
            raise Unknown("a page that does not say how many lines there are", STOREFRONT.name)
        return Page(listing=leaf.listing, rows=leaf.rows, total=total or 0)

    def _listing(
        self,
        connection: Connection,
        operation: Operation[Any, Any],
        asked: msgspec.Struct,
        recipe: Recipe,
    ) -> Listing:
        """A whole list; what did not change since the last read is taken over."""
        memo = self._memo(connection, operation)
        call = call_for(connection, operation, asked, connection.token)
        return self._http.repeated(call, lambda answer: memo.leaf(answer, recipe)).listing

    def _memo(
        self, connection: Connection, operation: Operation[Any, Any], *, reserved: bool = False
    ) -> Memo:
        key = (connection.id, operation.name, reserved)
        if key not in self._memos:
            in_one_piece = operation is not STOREFRONT
            self._memos[key] = Memo(operation, short_cut=self._short_cut and in_one_piece)
        return self._memos[key]

    def _together(self, connection: Connection, *lists: Listing) -> Listing:
        known, names = self._joined.get(connection.id, ((), None))
        if len(known) != len(lists) or any(
            one.names is not before for one, before in zip(lists, known, strict=True)
        ):
            names = None
        whole = joined(lists, names)
        self._joined[connection.id] = [one.names for one in lists], whole.names
        return whole

    def _box_types(self, connection: Connection, today: date) -> Sizes:
        """The company's box types, read once a day; the usual ones if the token may not."""
        day, sizes = self._sizes.get(connection.company_id, (None, USUAL_FBE))
        if day != today:
            try:
                found = self._ask(connection, BOX_TYPES, Nothing()).boxtypes or ()
            except (Stopped, LineRefused, NeedsPerson):
                found = ()
            sizes = USUAL_FBE | {one.code: one.fbe for one in found}
            self._sizes[connection.company_id] = (today, sizes)
        return sizes


def _given(location_id: int | None) -> int | UnsetType:
    return UNSET if location_id is None else location_id


class _Terms(NamedTuple):
    """What offers of the open market are made with, beside their rows.

    The customer's `price_list`, the `sizes` of boxes, and a `pool` of values that repeat.
    """

    price_list: str
    sizes: Sizes
    pool: dict[Any, Any]

    def price(self, row: MarketRow) -> Decimal:
        """The row's price on the customer's list."""
        return row.priceB if self.price_list == "B" else row.price


def _on_hand(row: MarketRow, today: date, terms: _Terms) -> Offer | None:
    one = terms.pool.setdefault
    days = one(today, today), one(today + AHEAD, today + AHEAD)
    return _market_offer(row, ON_HAND, days, terms)


def _future(row: FutureRow, terms: _Terms) -> Offer | None:
    one = terms.pool.setdefault
    days = one(row.availableFrom, row.availableFrom), one(row.availableTo, row.availableTo)
    return _market_offer(row, FUTURE, days, terms)


def _market_offer(
    row: MarketRow, origin: int, days: tuple[date, date], terms: _Terms
) -> Offer | None:
    one, price = terms.pool.setdefault, terms.price(row)
    if not _for_sale(row, price):
        return None
    return Offer(
        key=f"{origin}-{row.inventoryId}",
        origin=origin,
        product_id=row.companyProductId,
        name=one(row.productDescription, row.productDescription),
        box_type=one(row.boxTypeCode, row.boxTypeCode),
        unit_type=one(row.unitType, row.unitType),
        bunches=row.bunches,
        stems_bunch=row.stemsBunch,
        boxes=row.quantity,
        price=one(price, price),
        available_from=days[0],
        available_to=days[1],
        category=one(row.category, row.category or ""),
        grade=one(row.grade, row.grade or ""),
        vendor=one(row.vendor, row.vendor or ""),
        fbe=terms.sizes.get(row.boxTypeCode, _ZERO),
    )


class ShopOffers:
    """Makes offers of rows of the e-commerce.

    Values that repeat are shared between offers: all the longer-lived ones are few.

    Args:
        origins: of the rows that are published; what others offer only where somebody said so.
    """

    def __init__(self, origins: Sequence[int] = (ON_HAND, FUTURE)) -> None:
        self._origins = origins
        self._pool: dict[Any, Any] = {}

    def __call__(self, row: StorefrontRow) -> Offer | None:
        """The row as an offer, or None of one that is not ours to sell."""
        if row.inventoryOrigin not in self._origins or not _sellable(row):
            return None
        one = self._pool.setdefault
        return Offer(
            key=f"{row.inventoryOrigin}-{row.inventoryIds}",
            origin=row.inventoryOrigin,
            product_id=row.productId,
            name=one(row.productDescription, row.productDescription),
            box_type=one(row.boxTypeCode, row.boxTypeCode),
            unit_type=one(row.unitType, row.unitType),
            bunches=row.bunches,
            stems_bunch=row.stemsBunch,
            boxes=row.quantity,
            price=one(row.price, row.price),
            available_from=one(row.availableFrom, row.availableFrom),
            available_to=one(row.availableTo, row.availableTo),
            category=one(row.category, row.category or ""),
            color=one(row.color, row.color or ""),
            variety=one(row.variety, row.variety or ""),
            grade=one(row.grade, row.grade or ""),
            vendor=one(row.vendor, row.vendor or ""),
            fbe=USUAL_FBE.get(row.boxTypeCode, _ZERO),
        )


def _sellable(row: StorefrontRow) -> bool:
    """Whether the row is one line, with boxes and a price; several ids are several lots."""
    return row.inventoryIds.isdecimal() and _for_sale(row, row.price)


def _for_sale(row: MarketRow | StorefrontRow, price: Decimal) -> bool:
    return price > 0 and row.quantity > 0 and row.unitType in UNITS


_ZERO = Decimal(0)
