"""From checked rows of inventory to lines, each of a product, a vendor and a box type there is.

A vendor nobody knows yet is taken in: inventory is all that names them. A row with a day it can
ship from is to come, any other is on hand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import Any, NamedTuple

from mocks.komet.own_data.checking import Checked, Row, folded
from mocks.komet.own_data.ids import numbered
from mocks.komet.own_data.problems import Problem
from mocks.komet.records import FUTURE, ON_HAND, BoxType, Lot, Product, Vendor
from mocks.komet.seed import COMPANY
from mocks.komet.state import KometState

LOTS_FROM = 428_001
LOT_NUMBERS = 900_000
SHOWN = 10


class Stock(NamedTuple):
    """Lines, the vendors they brought along, what is wrong, and what is worth knowing."""

    lots: tuple[Lot, ...]
    vendors: tuple[Vendor, ...]
    problems: list[Problem]
    notes: list[str]


class BadReference(ValueError):
    """What a row names is not there, or is something else; it says the column and why."""

    def __init__(self, column: str, reason: str) -> None:
        self.column = column
        self.reason = reason
        super().__init__(f"{column}: {reason}")


def stock_of(state: KometState, products: Sequence[Product], source: Checked, day: date) -> Stock:
    """The lines of `source`, of those products, as of `day`."""
    ids, problems = numbered(source, "inventoryId", state.lots, LOTS_FROM)
    shelf, farms = _Products(products), _Vendors(state)
    boxes = [one for one in state.box_types.values() if one.company_id == COMPANY]
    bad = {one.row for one in source.problems}
    lots: list[Lot] = []
    for number, row in zip(ids, source.rows, strict=True):
        try:
            product, box = shelf.meant(row.values), _box_type(boxes, row.values)
            vendor = farms.of(row.values)
        except BadReference as wrong:
            problems.append(source.problem(row, wrong.column, wrong.reason))
            continue
        if row.number in bad:
            continue
        lot = _lot(number, row, (product, box, vendor), day)
        wrong_here = list(_disagreeing(source, row, lot))
        problems += wrong_here
        lots.append(lot)
    off = {one.id for one in products if not one.active}
    notes = [*farms.notes(source.file), *_not_shown(source, lots, off, day)]
    return Stock(tuple(lots), tuple(farms.new), problems, notes)


# --- what rows refer to ---------------------------------------------------------------------------


class _Products:
    """The products of a company by id, legacy code and description."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._by: dict[str, dict[Any, list[Product]]] = {
            name: defaultdict(list)
            for name in ("companyProductId", "productCode", "productDescription")
        }
        for one in products:
            for name, value in zip(self._by, (one.id, one.code, one.description), strict=True):
                if value:
                    self._by[name][folded(value)].append(one)

    def meant(self, given: dict[str, Any]) -> Product:
        """The product of a row: by its id, its legacy code, or else its description.

        Raises:
            BadReference: if there is none, if there are several, or if id and code disagree.
        """
        named = [name for name in self._by if given[name] not in ("", None)]
        if not named:
            raise BadReference("companyProductId", "give it, or productCode or productDescription")
        found = self._one(named[0], given)
        if named[:2] == ["companyProductId", "productCode"]:
            other = self._one("productCode", given)
            if other is not found:
                raise BadReference(
                    "productCode", f"{given['productCode']} is product {other.id}, not {found.id}"
                )
        return found

    def _one(self, name: str, given: dict[str, Any]) -> Product:
        found = self._by[name].get(folded(given[name]), [])
        if not found:
            raise BadReference(name, f"there is no product {given[name]}")
        if len(found) > 1:
            ids = ", ".join(str(one.id) for one in found[:SHOWN])
            raise BadReference(name, f"there are several of {given[name]}: give one of {ids}")
        return found[0]


class _Vendors:
    """The company's vendors by code and name; those nobody knew gather in `new`."""

    def __init__(self, state: KometState) -> None:
        own = [one for one in state.vendors.values() if one.company_id == COMPANY]
        self._first = own[0]
        self._known = {folded(text): one for one in own for text in (one.name, one.code)}
        self._next = max(one.id for one in own) + 1
        self._taken = state.vendors.keys()
        self.new: list[Vendor] = []

    def of(self, given: dict[str, Any]) -> Vendor:
        """The vendor of a row, the company's first where none is named."""
        name = given["vendor"]
        if not name:
            return self._first
        found = self._known.get(folded(name))
        if found is None:
            while self._next in self._taken:
                self._next += 1
            number = self._next
            found = Vendor(
                id=number,
                company_id=COMPANY,
                code=f"V{number}",
                name=name,
                port=given["portOfOrigin"],
            )
            self._next += 1
            self._known[folded(name)] = found
            self.new.append(found)
        return found

    def notes(self, file: str) -> Iterator[str]:
        """Who was taken in."""
        if self.new:
            names = ", ".join(one.name for one in self.new[:SHOWN])
            more = ", ..." if len(self.new) > SHOWN else ""
            yield f"{file}: vendors nobody knew were taken in: {names}{more}"


def _box_type(boxes: Sequence[BoxType], given: dict[str, Any]) -> BoxType:
    """The box type of a row, by its id or its code.

    Raises:
        BadReference: if there is none, or if both are given and disagree.
    """
    number, code = given["boxTypeId"], given["boxTypeCode"]
    there = ", ".join(f"{one.code} ({one.id})" for one in boxes)
    if number is None and not code:
        raise BadReference("boxTypeCode", f"it is empty; there are {there}")
    for one in boxes:
        if number in (None, one.id) and folded(code) in ("", folded(one.code)):
            return one
    wrong = "boxTypeCode" if code else "boxTypeId"
    named = " ".join(str(one) for one in (code, number) if one)
    raise BadReference(wrong, f"there is no box type {named}; there are {there}")


# --- lines ----------------------------------------------------------------------------------------


def _lot(number: int, row: Row, of: tuple[Product, BoxType, Vendor], day: date) -> Lot:
    (product, box, vendor), given = of, row.values
    start = given["availableFrom"]
    return Lot(
        id=number,
        company_id=COMPANY,
        origin=ON_HAND if start is None else FUTURE,
        product_id=product.id,
        vendor_id=vendor.id,
        box_type_id=box.id,
        boxes=given["quantity"],
        left=given["quantity"],
        unit_type=given["unitType"],
        bunches=given["bunches"],
        stems_bunch=given["stemsBunch"],
        price=given["price"],
        price_b=given["price"] if given["priceB"] is None else given["priceB"],
        day=start or day,
        until=start and (given["availableTo"] or start),
        port=given["portOfOrigin"] or vendor.port,
        lot_number=100_000 + number % LOT_NUMBERS if start is None else 0,
    )


def _disagreeing(source: Checked, row: Row, lot: Lot) -> Iterator[Problem]:
    """What a row says twice, in two ways."""
    given, per_box = row.values, lot.units_per_box
    if per_box == 0:
        yield source.problem(row, "stemsBunch", "a line sold by the Stem needs stems in a bunch")
        return
    if given["unitsPerBox"] not in (None, per_box):
        reason = f"{given['unitsPerBox']}, but bunches and stemsBunch make {per_box}"
        yield source.problem(row, "unitsPerBox", reason)
    elif given["totalUnits"] not in (None, per_box * lot.boxes):
        reason = f"{given['totalUnits']}, but {lot.boxes} boxes hold {per_box * lot.boxes}"
        yield source.problem(row, "totalUnits", reason)
    start, end = given["availableFrom"], given["availableTo"]
    if end is not None and (start is None or end < start):
        reason = f"{end} needs a day in availableFrom that is not later"
        yield source.problem(row, "availableTo", reason)


def _not_shown(source: Checked, lots: Sequence[Lot], off: Set[int], day: date) -> Iterator[str]:
    """Notes of lines that are loaded, and that nobody can buy all the same."""
    for why, count in (
        ("of products that are not active", sum(one.product_id in off for one in lots)),
        ("without boxes or price", sum(not (one.left and one.price) for one in lots)),
        (f"to come until a day before {day}", sum((one.until or day) < day for one in lots)),
    ):
        if count:
            yield f"{source.file}: lines {why}, which nobody can buy: {count}"
