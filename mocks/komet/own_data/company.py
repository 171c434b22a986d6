"""From checked rows to the company's rows, held against each other and what is known already.

The lab stands on two rows: the customer that is the marketplace in Komet, and the carrier that
takes its boxes. A row of the files may stand for either, by its id, or by its code if it names no
id; if none does, the seeded one is kept. What a template has no column for stays as it was there.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec.structs import replace

from mocks.komet.facts.own_data import OwnData
from mocks.komet.own_data.checking import Checked
from mocks.komet.own_data.ids import Needed, numbered
from mocks.komet.own_data.inventory import stock_of
from mocks.komet.own_data.problems import Problem
from mocks.komet.own_data.services import served
from mocks.komet.own_data.tables import CARRIERS, CUSTOMERS, INVENTORY, PRODUCTS, SERVICES
from mocks.komet.records import Address, Carrier, Customer, Product, ShipTo
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from mocks.komet.state import KometState

#: A product's description is built from its words, and no longer than Komet's answers show it.
DESCRIPTION_MOST = 200
#: Where the ids of rows that bring none are counted from.
CARRIERS_FROM, CUSTOMERS_FROM, PRODUCTS_FROM = 1401, 7101, 100_001
ID, CUSTOMER_ID, PRODUCT_ID = "ID", "Customer Id", "Product ID"


class Brought(NamedTuple):
    """What a company's files came to, what is wrong with them, and what is worth knowing."""

    own: OwnData
    problems: list[Problem]
    notes: list[str]


def brought(state: KometState, sources: Mapping[str, Checked], day: date, lines: int) -> Brought:
    """What the files make of the seeded company in `state`.

    Args:
        state: of a Komet just seeded.
        sources: what came of each file by its table; the other tables stay as seeded.
        day: the present one.
        lines: of inventory to make up where there are products and no inventory.
    """
    own, problems, notes = OwnData(day=day, lines=lines), [], []
    for name, take in _TAKE.items():
        if name in sources:
            taken = take(state, sources[name], own)
            own = taken.own
            problems += [*sources[name].problems, *taken.problems]
            notes += [*sources[name].notes, *taken.notes]
    if own.products is not None and own.lots is None:
        notes.append(f"no inventory was given: {lines} lines of the products are made up")
    return Brought(own, problems, notes)


# --- carriers -------------------------------------------------------------------------------------


def _carriers(state: KometState, source: Checked, own: OwnData) -> Brought:
    needed = Needed(state.carriers[FEDEX], "takes the marketplace's boxes")
    ids, problems = numbered(source, ID, state.carriers, CARRIERS_FROM, needed)
    carriers = []
    for number, row in zip(ids, source.rows, strict=True):
        given = row.values
        if given["Inbound"] and given["Inbound Cube Rate"] == "":
            reason = "the carrier is Inbound: give its rate per cube"
            problems.append(source.problem(row, "Inbound Cube Rate", reason))
        fields = {
            "code": given["Code"],
            "name": given["Carrier"],
            "active": given["Active"],
            "city": given["City"],
            "state": given["State"],
            "zipcode": given["Zip Code"],
            "phone": given["Phone"],
        }
        carriers.append(_made(Carrier, needed, number, fields))
    kept = _kept(needed, source, carriers)
    own = replace(own, carriers=(*kept.rows, *carriers))
    return Brought(own, problems + kept.problems, kept.notes)


# --- customers ------------------------------------------------------------------------------------


def _customers(state: KometState, source: Checked, own: OwnData) -> Brought:
    needed = Needed(state.customers[CUSTOMER], "is the marketplace")
    ids, problems = numbered(source, CUSTOMER_ID, state.customers, CUSTOMERS_FROM, needed)
    now = datetime.combine(own.day, time(0), UTC)
    customers = [
        _made(Customer, needed, number, _customer_fields(row.values) | {"updated_at": now})
        for number, row in zip(ids, source.rows, strict=True)
    ]
    kept = _kept(needed, source, customers)
    addressed = [one for one in customers if one.shipping != Address()]
    ship_tos = [
        _ship_to(number, one, now)
        for number, one in enumerate(addressed, start=state.next_id("shipto"))
    ]
    own = replace(own, customers=(*kept.rows, *customers), ship_tos=tuple(ship_tos))
    return Brought(own, problems + kept.problems, kept.notes + _in_dollars(source))


def _customer_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": given["Code"],
        "name": given["Name"],
        "active": given["Active"],
        "customer_type": given["Customer Type"],
        "phone": given["Phone"],
        "fax": given["Fax"],
        "credit_limit": Decimal(given["Credit Limit"]),
        "email_for_invoices": given["Send Invoices To"],
        "email_for_statements": given["Send Statements To"],
        "billing": _address(given, "Billing"),
        "shipping": _address(given, "Shipping"),
        "price_b_markup": _percent(given, "Price B"),
        "ecommerce_markup": _percent(given, "E-commerce"),
        "charge_tax": given["Charge Tax"],
        "price_list": given["Default Price"],
        "accounting_code": given["Accounting Code"],
        "vendor_shown": given["E-commerce Display Vendor"],
        "show_arrival_date": given["E-commerce Show Arrival Date"],
    }


def _address(given: Mapping[str, Any], which: str) -> Address:
    return Address(
        street=given[f"{which} Address"],
        city=given[f"{which} City"],
        state=given[f"{which} State"],
        zipcode=given[f"{which} Zip / Postal Code"],
        country=given[f"{which} Country"],
    )


def _percent(given: Mapping[str, Any], which: str) -> Decimal:
    """A mark-up in percent; one in dollars counts as none."""
    in_percent = given[f"{which} Mark Up Sign"] == "%"
    return Decimal(given[f"{which} Mark Up Value"]) if in_percent else Decimal(0)


def _in_dollars(source: Checked) -> list[str]:
    """A note of mark-ups the simulator can not add."""
    found = [
        row.number
        for row in source.rows
        for which in ("Price B", "E-commerce")
        if row.values[f"{which} Mark Up Value"] and row.values[f"{which} Mark Up Sign"] == "$"
    ]
    if not found:
        return []
    rows = f"row {found[0]}" if len(found) == 1 else f"row {found[0]} and {len(found) - 1} more"
    return [f"{source.file}: mark-ups in dollars are of no effect here, only those in % ({rows})"]


def _ship_to(number: int, customer: Customer, now: datetime) -> ShipTo:
    place = customer.shipping
    return ShipTo(
        id=number,
        customer_id=customer.id,
        name=customer.name,
        address=place.street,
        city=place.city,
        state=place.state,
        zipcode=place.zipcode,
        country=place.country,
        phone=customer.phone,
        fax=customer.fax,
        updated_at=now,
    )


def _services(state: KometState, source: Checked, own: OwnData) -> Brought:
    customers = _owned(state.customers) if own.customers is None else own.customers
    carriers = _owned(state.carriers) if own.carriers is None else own.carriers
    found = served(customers, carriers, source)
    return Brought(replace(own, customers=found.customers), found.problems, [])


def _owned(table: Mapping[int, Any]) -> tuple[Any, ...]:
    return tuple(row for row in table.values() if row.company_id == COMPANY)


# --- products and inventory -----------------------------------------------------------------------


def _products(state: KometState, source: Checked, own: OwnData) -> Brought:
    ids, problems = numbered(source, PRODUCT_ID, state.products, PRODUCTS_FROM)
    products = []
    for number, row in zip(ids, source.rows, strict=True):
        fields = _product_fields(row.values)
        if len(fields["description"]) > DESCRIPTION_MOST:
            name = (
                f"category, variety, color and grade make {len(fields['description'])} characters"
            )
            reason = f"{name} together, at most {DESCRIPTION_MOST} can be"
            problems.append(source.problem(row, "Variety", reason))
        products.append(Product(id=number, company_id=COMPANY, **fields))
    return Brought(replace(own, products=tuple(products)), problems, [])


def _product_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    category, variety, color = given["Category"], given["Variety"], given["Color"]
    words = [variety if category.casefold() in variety.casefold() else f"{category} {variety}"]
    words += [color] if color.casefold() not in variety.casefold() else []
    return {
        "description": " ".join(word for word in (*words, given["Grade"]) if word),
        "category": category,
        "color": color,
        "variety": variety,
        "grade": given["Grade"],
        "code": given["LegacyCode"],
        "active": given["Active"],
    }


def _inventory(state: KometState, source: Checked, own: OwnData) -> Brought:
    products = _owned(state.products) if own.products is None else own.products
    stock = stock_of(state, products, source, own.day)
    own = replace(own, lots=stock.lots, vendors=stock.vendors)
    return Brought(own, stock.problems, stock.notes)


_TAKE = {
    CARRIERS: _carriers,
    CUSTOMERS: _customers,
    SERVICES: _services,
    PRODUCTS: _products,
    INVENTORY: _inventory,
}


# --- what the lab stands on -----------------------------------------------------------------------


class _Kept(NamedTuple):
    """The seeded row if it is kept, and what there is to say about that."""

    rows: tuple[Any, ...]
    problems: list[Problem]
    notes: list[str]


def _made(kind: Any, needed: Needed, number: int, fields: Mapping[str, Any]) -> Any:
    """A row of those fields: the seeded one changed, or a new one."""
    if number == needed.row.id:
        return replace(needed.row, **fields)
    return kind(id=number, company_id=COMPANY, **fields)


def _kept(needed: Needed, source: Checked, rows: list[Any]) -> _Kept:
    """The seeded row, unless one of the new `rows` stands for it; that must be active."""
    name = f"{needed.row.name} ({needed.row.code}, id {needed.row.id}), which {needed.purpose}"
    for row, made in zip(source.rows, rows, strict=True):
        if made.id == needed.row.id:
            note = f"{source.file}: row {row.number} stands for {name}"
            reason = f"it stands for {name}: it must be active"
            wrong = [] if made.active else [source.problem(row, "Active", reason)]
            return _Kept((), wrong, [note])
    return _Kept((needed.row,), [], [f"{source.file} does not hold {name}: it is kept"])
