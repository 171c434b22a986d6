"""The fact that a company brought its own data, in place of what was seeded."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from mocks.core.ledger import Fact
from mocks.komet import seed as seeding
from mocks.komet.records import Carrier, Customer, Lot, Product, Record, ShipTo, Vendor
from mocks.komet.seed import COMPANY
from mocks.komet.seed.stock import lots_of
from mocks.komet.state import KometState

#: The tables that may be replaced, carriers first, and under what their ids are counted.
COUNTED = {"carriers": "carrier", "customers": "customer", "products": "product", "lots": "lot"}
#: Between the numbers of lines that come in and of those that vendors offer.
APART = 10_000_000
#: What a row may point to by a field, and whether it goes with that or only forgets it.
_POINTS = {
    "carrier_id": ("carriers", "forgets"),
    "reserved_for": ("customers", "forgets"),
    "customer_id": ("customers", "goes"),
    "product_id": ("products", "goes"),
    "lot_id": ("lots", "goes"),
    "seller_lot_id": ("lots", "goes"),
}


class OwnData(msgspec.Struct, frozen=True, kw_only=True):
    """What the main company brought, as of `day`; None leaves what was seeded.

    `vendors` and `ship_tos` come beside those there are. Where there are products and no `lots`,
    `lines` of inventory are generated from them.
    """

    day: date
    products: tuple[Product, ...] | None = None
    customers: tuple[Customer, ...] | None = None
    carriers: tuple[Carrier, ...] | None = None
    lots: tuple[Lot, ...] | None = None
    vendors: tuple[Vendor, ...] = ()
    ship_tos: tuple[ShipTo, ...] = ()
    lines: int = 0


class OwnDataLoaded(Fact, frozen=True, kw_only=True):
    """The main company's own products, customers, carriers or inventory took the seeded place.

    What pointed to a row that is gone goes with it, or forgets it where it can stand alone.
    """

    own: OwnData

    def apply(self, state: KometState) -> None:
        """Replace the tables.

        Raises:
            ValueError: if ids are another company's, or a line of inventory leads nowhere.
        """
        self._check(state)
        own = self.own
        for vendor in own.vendors:
            state.vendors[vendor.id] = vendor
            state.used_id("vendor", vendor.id)
        gone = {name: _replaced(state, name, rows) for name, rows in self._tables().items()}
        _forget(state, gone)
        _unserve(state)
        for ship_to in own.ship_tos:
            state.ship_tos[ship_to.id] = ship_to
            state.used_id("shipto", ship_to.id)
        if own.products and own.lots is None:
            for lot in lots_of(state, own.products, own.lines, own.day):
                state.lots[lot.id] = lot
                state.used_id("lot", lot.id)
        # Lines that vendors offer are counted apart, and must not meet those that come in.
        if state.next_id("lot") + APART > state.next_id("offer"):
            state.used_id("offer", state.next_id("lot") + APART)
        state.versions[COMPANY] = state.versions.get(COMPANY, 0) + 1

    def _tables(self) -> dict[str, tuple[Any, ...]]:
        """The rows by the table they replace; new products leave nothing of the old inventory."""
        own = self.own
        lots = () if own.lots is None and own.products is not None else own.lots
        tables = {
            "carriers": own.carriers,
            "customers": own.customers,
            "products": own.products,
            "lots": lots,
        }
        return {name: rows for name, rows in tables.items() if rows is not None}

    def _check(self, state: KometState) -> None:
        for name, rows in self._tables().items():
            there = getattr(state, name)
            for row in rows:
                if row.id in there and there[row.id].company_id != COMPANY:
                    raise ValueError(f"{COUNTED[name]} {row.id} is another company's here")
        products = {one.id for one in self.own.products or _owned(state.products)}
        vendors = state.vendors.keys() | {one.id for one in self.own.vendors}
        for lot in self.own.lots or ():
            for what, number, known in (
                ("product", lot.product_id, products),
                ("vendor", lot.vendor_id, vendors),
                ("box type", lot.box_type_id, state.box_types),
            ):
                if number not in known:
                    raise ValueError(f"inventory {lot.id} is of {what} {number}, which is not here")


def _owned(table: Mapping[int, Any]) -> list[Any]:
    return [row for row in table.values() if row.company_id == seeding.COMPANY]


def _replaced(state: KometState, name: str, rows: Iterable[Any]) -> set[int]:
    """Put `rows` in the place of the company's own in a table; the ids that are gone."""
    table: dict[int, Any] = getattr(state, name)
    before = {row.id for row in _owned(table)}
    for one in before:
        del table[one]
    for row in rows:
        table[row.id] = row
        state.used_id(COUNTED[name], row.id)
    return before - table.keys()


def _forget(state: KometState, gone: Mapping[str, set[int]]) -> None:
    """Let every row that points to what is gone go as well, or forget it; and so on."""
    more: dict[str, set[int]] = {}
    for name, table in vars(state).items():
        for field, (target, fate) in _pointers(table):
            missing = gone.get(target, set())
            for key in [key for key, row in table.items() if getattr(row, field) in missing]:
                if fate == "forgets":
                    table[key] = replace(table[key], **{field: None})
                else:
                    del table[key]
                    more.setdefault(name, set()).add(key)
    if more:
        _forget(state, more)


def _unserve(state: KometState) -> None:
    """Let customers forget the Days of Service of carriers that are gone."""
    for one in list(state.customers.values()):
        left = tuple(service for service in one.services if service.carrier_id in state.carriers)
        if left != one.services:
            state.customers[one.id] = replace(one, services=left)


def _pointers(table: Any) -> list[tuple[str, tuple[str, str]]]:
    """The fields of a table's rows that point to others; none of what is no table of rows."""
    first = next(iter(table.values()), None) if isinstance(table, dict) else None
    if not isinstance(first, Record):
        return []
    return [(field, points) for field, points in _POINTS.items() if hasattr(first, field)]
