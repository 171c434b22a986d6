"""A third company, with two locations: its own people, farms, keys, and stock at each location.

It is small and always the same size. All its ids are below those the other companies count on
from, so that it moves none of theirs.
"""

from datetime import UTC, datetime, time
from decimal import Decimal

from msgspec.structs import replace

from mocks.komet.records import (
    BoxType,
    Carrier,
    Company,
    Customer,
    Location,
    ShipTo,
    Token,
    User,
    Vendor,
)
from mocks.komet.seed import identities as known
from mocks.komet.seed.identities import Plan
from mocks.komet.seed.lots import LotMaker, Yard
from mocks.komet.seed.parties import BOXES
from mocks.komet.seed.pools import FARMS
from mocks.komet.seed.products import generated
from mocks.komet.state import KometState

PRODUCTS_FROM = 800_001
LOTS_FROM = 427_801
PRODUCTS = 12
SHIP_TOS_FROM = 19_001
BOX_TYPES_FROM, VENDORS_FROM, CARRIERS_FROM, USER = 3056, 2901, 3360, 503
USERS = 3


def add_branches(state: KometState, plan: Plan) -> None:
    """Put the Multi-Location company into the tables."""
    state.companies[known.BRANCHES] = Company(
        id=known.BRANCHES, name="Twin Harbour Flowers", users=USERS, multi_location=True
    )
    _places(state)
    _customers(state)
    _ship_tos(state, datetime.combine(plan.day, time(0), UTC))
    _keys(state, plan)
    _stock(state, plan)


def _places(state: KometState) -> None:
    here, there = known.HERE, known.THERE
    for location in (
        Location(id=here, company_id=known.BRANCHES, code="MIA", name="Miami", short_name="Mia"),
        Location(id=there, company_id=known.BRANCHES, code="LAX", name="Los Angeles"),
    ):
        state.locations[location.id] = location
        state.used_id("location", location.id)
    for number, (code, name, location_ids) in enumerate(
        (
            ("FDX", "FedEx Priority Overnight", None),
            ("BAY", "Bay Truck", (here,)),
            ("CAN", "Canyon Van", (there,)),
        ),
        start=CARRIERS_FROM,
    ):
        state.carriers[number] = Carrier(
            id=number,
            company_id=known.BRANCHES,
            code=code,
            name=name,
            location_ids=location_ids,
        )
    for number, (code, name, port) in enumerate(FARMS[:3], start=VENDORS_FROM):
        state.vendors[number] = Vendor(
            id=number, company_id=known.BRANCHES, code=code, name=name, port=port
        )
    for place, (code, name, fbe) in enumerate(BOXES):
        state.box_types[BOX_TYPES_FROM + place] = BoxType(
            id=BOX_TYPES_FROM + place,
            company_id=known.BRANCHES,
            code=code,
            name=name,
            fbe=Decimal(fbe),
            network_id=900 + place,
        )


def _customers(state: KometState) -> None:
    ways = ((known.HERE, known.THERE), (known.HERE,), (known.THERE,))
    names = (("IBF", "iBuyFlowers"), ("BAYSIDE", "Bayside Florist"), ("CANYON", "Canyon Blooms"))
    for number, (code, name), location_ids in zip(
        known.BRANCHES_CUSTOMERS, names, ways, strict=True
    ):
        state.customers[number] = Customer(
            id=number,
            company_id=known.BRANCHES,
            code=code,
            name=name,
            carrier_id=CARRIERS_FROM,
            location_ids=location_ids,
        )


def _ship_tos(state: KometState, now: datetime) -> None:
    for number, customer_id in enumerate(known.BRANCHES_CUSTOMERS, start=SHIP_TOS_FROM):
        state.ship_tos[number] = ShipTo(
            id=number,
            customer_id=customer_id,
            name=f"{state.customers[customer_id].name} Reno",
            address=f"{number - SHIP_TOS_FROM + 8} Market Street",
            city="Reno",
            state="NV",
            zipcode="89501",
            country="United States",
            updated_at=now,
        )


def _keys(state: KometState, plan: Plan) -> None:
    company, customers = known.BRANCHES, known.BRANCHES_CUSTOMERS
    for label, kind, party_id in (
        ("branches_company", "Company", None),
        ("branches_customer", "Customer", customers[0]),
        ("branches_here_customer", "Customer", customers[1]),
        ("branches_there_customer", "Customer", customers[2]),
        ("branches_user", "User", None),
    ):
        text = known.token_text(plan.seed, label)
        state.tokens[text] = Token(
            token=text,
            kind=kind,
            company_id=company,
            party_id=party_id,
            methods=plan.grants.get(kind, ()),
            description=label.replace("_", " "),
        )
    state.users[USER] = User(
        id=USER,
        company_id=company,
        username=known.BRANCHES_USERNAME,
        password=known.PASSWORD,
        token=known.token_text(plan.seed, "branches_user"),
    )


def _stock(state: KometState, plan: Plan) -> None:
    """Each product once at each location, one after the other."""
    kinds = generated(plan.seed, known.BRANCHES, PRODUCTS_FROM, PRODUCTS)
    own = [one for one in state.vendors.values() if one.company_id == known.BRANCHES]
    maker = LotMaker(
        plan.seed,
        Yard(
            company_id=known.BRANCHES,
            kinds=kinds,
            vendors=own,
            box_types={code: BOX_TYPES_FROM + place for place, (code, *_) in enumerate(BOXES)},
            customers=known.BRANCHES_CUSTOMERS[:2],
            day=plan.day,
        ),
    )
    number = LOTS_FROM
    for kind in kinds:
        state.products[kind.product.id] = kind.product
        for location_id in (known.HERE, known.THERE):
            state.lots[number] = replace(maker.make(number, kind), location_id=location_id)
            number += 1
