"""The company's inventory lists: Open Market on hand and future, and everything on hand.

Rows are listed by product description, then id (assumed).
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Annotated, Any, NamedTuple, TypeVar, cast

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mocks.core.api import Context, Encoded
from mocks.core.errors import BadCall
from mocks.core.fields import Flag, Id, text
from mocks.komet import lists
from mocks.komet.catalogue import none_found
from mocks.komet.inventory_rows import (
    FutureRow,
    InventoryRow,
    OpenMarketRow,
    future_row,
    inventory_row,
    open_market_row,
)
from mocks.komet.location import check_tied, location_named, standing_at
from mocks.komet.market import KINDS, in_stock, on_market
from mocks.komet.party import customer_for
from mocks.komet.records import FUTURE, ON_HAND, OPEN_MARKET, Customer, Location, Lot
from mocks.komet.state import KometState
from mocks.komet.wire import VENDOR, Call, Envelope, method

R = TypeVar("R", bound=Envelope)


class _Listing(NamedTuple):
    """A list to answer: which lines, how a row is made, and under what it is kept.

    `key` is all that a row depends on beside its lot; `asked` what the choice of lines does.
    """

    key: tuple[Any, ...]
    lots: Iterator[Lot]
    make: Callable[[Lot], msgspec.Struct]
    asked: tuple[Any, ...] = ()


class OpenMarketCall(Call, frozen=True, kw_only=True):
    """Input of inventory.openmarket.list; `locationId` is for Multi-Location companies only."""

    locationId: Id | None = None
    customerId: Id | UnsetType = UNSET


class OpenMarket(Envelope, frozen=True, kw_only=True):
    """What can ship at once."""

    inventoryItems: list[OpenMarketRow] | UnsetType = UNSET


@method(
    "GET",
    "inventory.openmarket.list",
    tokens="Company",
    source="APIDocs 11175992",
    notes="assumed: order; reserved lines only for their customer; held lines never; "
    "without customerId no vendor and FOB price = price; with it the FOB price is that of the "
    "customer's price list, freight and fuel by the part of a full box; without a location those "
    "of every one the customer is tied to",
)
def openmarket_list(context: Context[KometState], call: OpenMarketCall) -> OpenMarket:
    """Open Market inventory on hand.

    Raises:
        Missing: if the customer or the location does not exist.
    """
    place = location_named(context, call.locationId)
    customer = _customer(context, call.customerId, place)
    lots = on_market(context.state, context.caller.company_id, customer, ON_HAND)
    key = ("openmarket", context.caller.company_id, customer)
    make = partial(open_market_row, context.state, customer)
    here = standing_at(lots, place, customer)
    return _answer(context, _Listing(key, here, make, (place,)), OpenMarket)


class FutureCall(Call, frozen=True, kw_only=True):
    """Input of future.inventory.openmarket.list: what can ship between two days, inclusive."""

    dateFrom: date
    dateTo: date
    locationId: Id | None = None
    customerId: Id | UnsetType = UNSET


class FutureMarket(Envelope, frozen=True, kw_only=True):
    """What can ship later."""

    inventoryItems: list[FutureRow] | UnsetType = UNSET


@method(
    "GET",
    "future.inventory.openmarket.list",
    tokens="Company",
    source="APIDocs 11175582 v6",
    notes="assumed: as inventory.openmarket.list; availableFrom and availableTo of a line; "
    "a line is listed if one of its days lies between the dates",
)
def future_list(context: Context[KometState], call: FutureCall) -> FutureMarket:
    """Open Market inventory to come.

    Raises:
        BadCall: if the dates are in the wrong order.
        Missing: if the customer or the location does not exist.
    """
    place = location_named(context, call.locationId)
    first, last = call.dateFrom, call.dateTo
    if first > last:
        raise BadCall("range.order", first=first, last=last)
    customer = _customer(context, call.customerId, place)
    to_come = on_market(context.state, context.caller.company_id, customer, FUTURE)
    lots = (
        lot
        for lot in standing_at(to_come, place, customer)
        if lot.day <= last and (lot.until is None or lot.until >= first)
    )
    key = ("future", context.caller.company_id, customer)
    make = partial(future_row, context.state, customer)
    return _answer(context, _Listing(key, lots, make, (place, first, last)), FutureMarket)


class InventoryCall(Call, frozen=True, kw_only=True):
    """Input of inventory.list; `inventoryType` is ``all`` or letters parted by commas."""

    includeBoxes: Flag | UnsetType = UNSET
    inventoryType: Annotated[str, text(5)] = OPEN_MARKET
    excludeHeldItems: Flag | UnsetType = UNSET
    lotNumber: Annotated[int, Meta(ge=0, lt=10**6)] | UnsetType = UNSET
    locationId: Id | None = None


class Inventory(Envelope, frozen=True, kw_only=True):
    """What is on hand."""

    inventoryItems: list[InventoryRow] | UnsetType = UNSET


@method(
    "GET",
    "inventory.list",
    tokens="Company Vendor",
    source="KB 3340799; KB x/vD01 v23",
    notes="assumed: order; lotNumber and boxes of a row; a Vendor token sees its own lines; "
    "reserved lines are listed; without a location those of all",
)
def inventory_list(context: Context[KometState], call: InventoryCall) -> Inventory:
    """Inventory on hand of any type, Open Market if none is named.

    Raises:
        BadCall: if a type does not exist.
        Missing: if the location does not exist.
    """
    place = location_named(context, call.locationId)
    kinds, state, caller = _kinds(call.inventoryType), context.state, context.caller
    vendor_id = caller.party_id if caller.kind == VENDOR else None
    lots = (
        lot
        for lot in standing_at(in_stock(state, caller.company_id, ON_HAND), place)
        if lot.kind in kinds
        and lot.price > 0
        and vendor_id in (None, lot.vendor_id)
        and not (lot.held and call.excludeHeldItems == 1)
        and call.lotNumber in (UNSET, lot.lot_number)
    )
    key = ("inventory", caller.company_id, context.assumptions, call.includeBoxes == 1)
    make = partial(inventory_row, context, with_boxes=call.includeBoxes == 1)
    return _answer(context, _Listing(key, lots, make, (call, vendor_id)), Inventory)


# --- which lines ----------------------------------------------------------------------------------


def _kinds(wanted: str) -> tuple[str, ...]:
    if wanted.lower() == "all":
        return KINDS
    kinds = tuple(part.strip().upper() for part in wanted.split(","))
    if not set(kinds) <= set(KINDS):
        raise BadCall("field.wrong", field="inventoryType", right="all, M, L, S or P")
    return kinds


def _customer(
    context: Context[KometState], customer_id: int | UnsetType, place: Location | None
) -> Customer | None:
    if customer_id is UNSET:
        return None
    customer = customer_for(context, customer_id)
    check_tied(place, customer)
    return customer


def _answer(context: Context[KometState], listing: _Listing, reply: type[R]) -> R:
    """The list as `reply`, encoded already unless a switch writes its days in another way."""
    body = _plain(listing) if context.assumptions.answer_dates != "iso" else _kept(context, listing)
    if body is None:
        return none_found(context, reply, "inventory")
    if isinstance(body, list):
        return reply(inventoryItems=body)  # type: ignore[call-arg]
    # What is encoded already goes past the dialect's encoder; the published reply is its shape.
    return cast(R, body)


def _plain(listing: _Listing) -> list[msgspec.Struct] | None:
    return [listing.make(lot) for lot in listing.lots] or None


def _kept(context: Context[KometState], listing: _Listing) -> Encoded | None:
    state, make = context.state, listing.make

    def encode() -> Encoded | None:
        parts = lists.rows(state, listing.key, listing.lots, lambda lot: lists.encode(make(lot)))
        return lists.encoded("inventoryItems", parts) if parts else None

    version = state.versions.get(context.caller.company_id, 0)
    return lists.kept(state, (*listing.key, *listing.asked), version, encode)
