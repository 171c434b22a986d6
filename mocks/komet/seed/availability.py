"""What the main company's vendors declare available, always as little: a handful of lines.

Drawn by a generator of its own and with ids of its own, so that it moves nothing else.
"""

from datetime import timedelta
from decimal import Decimal
from random import Random

from mocks.komet.records import VENDOR_AVAILABILITY, Availability, Lot
from mocks.komet.seed import identities as known
from mocks.komet.seed.identities import Plan
from mocks.komet.seed.products import Kind
from mocks.komet.state import KometState

OFFERS_FROM = 70_000_001
OFFERS = 8
#: What the company sells an offer for, over what its vendor asks; price B over price A.
MARKUP, MARKUP_B = 130, 108


def add_availability(state: KometState, plan: Plan, kinds: list[Kind]) -> None:
    """Put the offers of the main company's vendors into the tables.

    The first vendor, for whom there is a token, declares none: what it sees is a tester's own.
    """
    draw = Random(f"{plan.seed}/{known.COMPANY}/availability").random
    vendors = [one for one in state.vendors.values() if one.company_id == known.COMPANY][1:]
    box_types = {
        one.code: one.id for one in state.box_types.values() if one.company_id == known.COMPANY
    }
    for number in range(OFFERS_FROM, OFFERS_FROM + (OFFERS if kinds else 0)):
        kind = kinds[int(draw() * len(kinds))]
        box, bunches, stems = kind.group.packs[int(draw() * len(kind.group.packs))]
        vendor = vendors[int(draw() * len(vendors))]
        cost = int(kind.cents * (0.7 + 0.2 * draw())) * (stems or 1)
        boxes = 10 + int(draw() * 50)
        first = plan.day + timedelta(days=2 + int(draw() * 4))
        state.lots[number] = Lot(
            id=number,
            company_id=known.COMPANY,
            origin=VENDOR_AVAILABILITY,
            product_id=kind.product.id,
            vendor_id=vendor.id,
            box_type_id=box_types[box],
            boxes=boxes,
            left=boxes,
            unit_type="Bunch",
            bunches=bunches,
            stems_bunch=stems,
            price=_amount(cost * MARKUP // 100),
            price_b=_amount(cost * MARKUP * MARKUP_B // 10_000),
            day=first,
            until=first + timedelta(days=7 + int(draw() * 14)),
            port=vendor.port,
            assorted=kind.assorted,
        )
        state.availability[number] = Availability(
            lot_id=number,
            cost=_amount(cost),
            ship_via=int(number % 4 == 0),
            box_type_ids=(box_types[box],),
        )
        state.used_id("offer", number)


def _amount(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
