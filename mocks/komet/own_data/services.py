"""From checked rows of Days of Service to what customers have agreed with their carriers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec.structs import replace

from mocks.komet.own_data.checking import Checked, Row, folded
from mocks.komet.own_data.problems import Problem
from mocks.komet.own_data.tables import WEEKDAYS
from mocks.komet.records import Carrier, Customer
from mocks.komet.records.parties import ServiceDays

CUSTOMER_CODE, CARRIER_CODE = "Customer Code", "Carrier Code"


class Served(NamedTuple):
    """The customers with their Days of Service, and what is wrong with those."""

    customers: tuple[Customer, ...]
    problems: list[Problem]


def served(customers: Sequence[Customer], carriers: Iterable[Carrier], source: Checked) -> Served:
    """`customers`, each with the Days of Service of `source` and no others."""
    buyers = {folded(one.code): one for one in customers}
    by_code = {folded(one.code): one for one in carriers}
    services: dict[int, list[ServiceDays]] = defaultdict(list)
    problems: list[Problem] = []
    first: dict[tuple[int, int], int] = {}
    bad = {one.row for one in source.problems}
    for row in source.rows:
        buyer = buyers.get(folded(row.values[CUSTOMER_CODE]))
        carrier = by_code.get(folded(row.values[CARRIER_CODE]))
        problems += _unknown(source, row, {CUSTOMER_CODE: buyer, CARRIER_CODE: carrier})
        service = _service(row.values, carrier) if carrier else None
        if buyer is None or carrier is None or service is None:
            continue
        if not service.weekdays and row.number not in bad:
            problems.append(source.problem(row, WEEKDAYS[0], "mark one of the weekdays with X"))
        before = first.setdefault((buyer.id, carrier.id), row.number)
        if before != row.number:
            reason = f"{carrier.code} serves {buyer.code} in row {before} too"
            problems.append(source.problem(row, CARRIER_CODE, reason))
        services[buyer.id].append(service)
    found = (replace(one, services=tuple(services[one.id])) for one in customers)
    return Served(tuple(found), problems)


def _unknown(source: Checked, row: Row, found: Mapping[str, Any]) -> Iterator[Problem]:
    """Codes nobody has; an empty one was said to be missing already."""
    for column, there in found.items():
        code = row.values[column]
        if there is None and code:
            yield source.problem(row, column, f"there is no {column.split()[0].lower()} {code}")


def _service(given: Mapping[str, Any], carrier: Carrier) -> ServiceDays:
    """A row's Days of Service; what it does not say is the carrier's own."""
    transit_days, rate = given["Transit Days"], given["Rate(per Cube)"]
    return ServiceDays(
        carrier_id=carrier.id,
        weekdays=tuple(number for number, name in enumerate(WEEKDAYS) if given[name]),
        transit_days=carrier.transit_days if transit_days is None else transit_days,
        cube_rate=carrier.cube_rate if rate is None else Decimal(rate),
        account=given["Carrier Account #"],
    )
