"""Fills the tables of a Komet from a plan."""

from random import Random

from mocks.komet.seed import identities as known
from mocks.komet.seed.availability import add_availability
from mocks.komet.seed.branches import add_branches
from mocks.komet.seed.identities import Plan
from mocks.komet.seed.lots import LotMaker, Yard
from mocks.komet.seed.parties import add_parties, add_retired
from mocks.komet.seed.products import PRODUCTS_MOST, Kind, generated, named
from mocks.komet.state import KometState

PRODUCTS_FROM, NEIGHBOUR_PRODUCTS_FROM = 100_001, 900_001
LOTS_FROM = 428_001
NEIGHBOUR_LINES = 12


def fill(state: KometState, plan: Plan) -> None:
    """Put the seeded companies into the empty tables of `state`."""
    state.seed = plan.seed
    add_parties(state, plan)
    count = max(1, min(plan.lines * 6 // 10, PRODUCTS_MOST))
    if plan.names:
        kinds = named(
            plan.names, plan.seed, known.COMPANY, PRODUCTS_FROM, min(len(plan.names), plan.lines)
        )
    else:
        kinds = generated(plan.seed, known.COMPANY, PRODUCTS_FROM, count)
    nearby = generated(plan.seed, known.NEIGHBOUR, NEIGHBOUR_PRODUCTS_FROM, NEIGHBOUR_LINES)
    for kind in (*kinds, *nearby):
        state.products[kind.product.id] = kind.product
        state.used_id("product", kind.product.id)
    # The neighbour's few lots come first, so that their ids do not depend on --lines.
    first = _neighbour_lots(state, plan, nearby)
    _main_lots(state, plan, kinds, first)
    add_branches(state, plan)
    add_availability(state, plan, kinds)
    add_retired(state, plan)
    state.versions = dict.fromkeys(state.companies, 1)


def _neighbour_lots(state: KometState, plan: Plan, kinds: list[Kind]) -> int:
    maker = LotMaker(plan.seed, _yard(state, known.NEIGHBOUR, kinds, plan))
    for place, kind in enumerate(kinds):
        lot = maker.make(LOTS_FROM + place, kind)
        state.lots[lot.id] = lot
    return LOTS_FROM + len(kinds)


def _main_lots(state: KometState, plan: Plan, kinds: list[Kind], first: int) -> None:
    maker = LotMaker(plan.seed, _yard(state, known.COMPANY, kinds, plan))
    sold = kinds if plan.names else [kind for kind in kinds if kind.product.active] or kinds
    pick, count, lots = Random(f"{plan.seed}/stock").random, len(sold), state.lots
    for place in range(plan.lines):
        # A catalogue's names are gone through in turn, so each of them is in stock.
        kind = sold[place % count if plan.names else int(pick() * count)]
        number = first + place
        lots[number] = maker.make(number, kind)
    state.used_id("lot", first + plan.lines - 1)


def _yard(state: KometState, company_id: int, kinds: list[Kind], plan: Plan) -> Yard:
    return Yard(
        company_id=company_id,
        kinds=kinds,
        vendors=[one for one in state.vendors.values() if one.company_id == company_id],
        box_types={
            one.code: one.id for one in state.box_types.values() if one.company_id == company_id
        },
        customers=tuple(one.id for one in state.customers.values() if one.company_id == company_id)[
            :2
        ],
        day=plan.day,
    )
