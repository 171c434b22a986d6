"""Inventory for products that were brought, not generated: each of them in turn."""

from collections.abc import Iterator, Sequence
from datetime import date

from mocks.komet.records import Lot, Product
from mocks.komet.seed.fill import LOTS_FROM
from mocks.komet.seed.identities import COMPANY
from mocks.komet.seed.lots import LotMaker, Yard
from mocks.komet.seed.products import kind_of
from mocks.komet.state import KometState


def lots_of(state: KometState, products: Sequence[Product], lines: int, day: date) -> Iterator[Lot]:
    """So many lines of the main company's inventory as of `day`, of the products that are sold."""
    kinds = [kind_of(state.seed, one) for one in products if one.active]
    customers = [one.id for one in state.customers.values() if one.company_id == COMPANY]
    maker = LotMaker(
        state.seed,
        Yard(
            company_id=COMPANY,
            kinds=kinds,
            vendors=[one for one in state.vendors.values() if one.company_id == COMPANY],
            box_types={
                one.code: one.id for one in state.box_types.values() if one.company_id == COMPANY
            },
            customers=tuple((customers * 2)[:2]),
            day=day,
        ),
    )
    number = LOTS_FROM
    for place in range(lines if kinds else 0):
        while number in state.lots:
            number += 1
        yield maker.make(number, kinds[place % len(kinds)])
        number += 1
