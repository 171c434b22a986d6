"""Who takes part: the two companies, their customers, carriers, farms, box types and keys."""

from datetime import UTC, datetime, time
from decimal import Decimal

from mocks.komet.records import (
    BoxType,
    Carrier,
    Company,
    Customer,
    ShipTo,
    Token,
    User,
    Vendor,
)
from mocks.komet.seed import identities as known
from mocks.komet.seed.identities import Plan
from mocks.komet.seed.pools import FARMS
from mocks.komet.state import KometState

VENDORS_FROM = 901
BOX_TYPES_FROM = 1056
NEIGHBOUR_BOX_TYPES_FROM = 2056
NEIGHBOUR_VENDORS_FROM = 1901
BOXES = (
    ("FB", "Full Box", "1"),
    ("HB", "Half Box", "0.5"),
    ("QB", "Quarter Box", "0.25"),
    ("EB", "Eighth Box", "0.125"),
)

#: What the seeded Vendor token is granted: to buy and ship through Axerrio, and to look up.
VENDOR_METHODS = (
    "boxtype.list",
    "carrier.list",
    "product.list",
    "inventory.list",
    "customer.shipto.list",
    "prebook.create",
    "prebook.details.list",
    "prebook.item.delete",
    "box.code.change",
    "purchase.order.create",
    "purchase.order.item.awb.add",
    "purchase.order.item.delete",
    "purchase.order.items.awb.add",
    "purchase.order.list",
    "purchase.order.mixed.create",
)


def add_parties(state: KometState, plan: Plan) -> None:
    """Put both companies and everybody around them into the tables."""
    _companies(state, plan)
    _box_types(state)
    _carriers(state)
    _customers(state)
    _neighbours(state)
    _ship_tos(state, datetime.combine(plan.day, time(0), UTC))
    _vendors(state)
    _keys(state, plan)


def _companies(state: KometState, plan: Plan) -> None:
    for company in (
        Company(
            id=known.COMPANY,
            name="Sabana Blooms Wholesale",
            users=plan.users,
            cut_offs=(*["1400"] * 5, "1000", "none"),
        ),
        Company(id=known.NEIGHBOUR, name="Northern Petals", users=1),
    ):
        state.companies[company.id] = company


def _box_types(state: KometState) -> None:
    for company_id, first in (
        (known.COMPANY, BOX_TYPES_FROM),
        (known.NEIGHBOUR, NEIGHBOUR_BOX_TYPES_FROM),
    ):
        for place, (code, name, fbe) in enumerate(BOXES):
            state.box_types[first + place] = BoxType(
                id=first + place,
                company_id=company_id,
                code=code,
                name=name,
                fbe=Decimal(fbe),
                network_id=900 + place,
            )


def _carriers(state: KometState) -> None:
    workdays, every_day = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6)
    for number, (code, name, weekdays, transit_days, cut_offs) in enumerate(
        (
            ("FDX", "FedEx Priority Overnight", workdays, 1, ("1500",) * 7),
            ("ARM", "Armellini", (0, 2, 4), 2, ("1300",) * 7),
            ("PRF", "Prime Floral", (1, 3), 3, ("1200",) * 7),
            ("SBT", "Sabana Truck", (0, 1, 2, 3, 4, 5), 1, ("",) * 7),
            ("UPS", "UPS Next Day Air", workdays, 1, ("1500",) * 7),
            ("WC", "Will Call / Pick-up", every_day, 0, ("",) * 7),
        )
    ):
        carrier_id = known.FEDEX + number
        state.carriers[carrier_id] = Carrier(
            id=carrier_id,
            company_id=known.COMPANY,
            code=code,
            name=name,
            active=code != "UPS",
            street=f"{1400 + 25 * number} Hangar Road",
            city="Miami",
            state="FL",
            zipcode=f"331{number:02d}",
            country="USA",
            phone=f"1 (305) 555-01{number:02d}",
            network_id=4232 + number,
            transit_days=transit_days,
            weekdays=weekdays,
            cut_offs=cut_offs,
            cube_rate=Decimal(450 + 35 * number).scaleb(-2),
        )
    state.carriers[2360] = Carrier(
        id=2360, company_id=known.NEIGHBOUR, code="FDX", name="FedEx", cut_offs=("1600",) * 7
    )


def _customers(state: KometState) -> None:
    main = known.COMPANY
    for customer in (
        Customer(
            id=known.CUSTOMER,
            company_id=main,
            code="IBF",
            name="iBuyFlowers",
            freight_per_fbe=Decimal("18.00"),
            carrier_id=known.FEDEX,
        ),
        Customer(
            id=7002,
            company_id=main,
            code="PETSTEM",
            name="Petal & Stem Florist",
            price_list="B",
            vendor_shown="code",
            carrier_id=known.FEDEX + 1,
        ),
        Customer(
            id=known.INTERNAL_CUSTOMER,
            company_id=main,
            code="SBRET",
            name="Sabana Blooms Retail",
            internal=True,
            carrier_id=known.FEDEX + 3,
        ),
        Customer(
            id=7004,
            company_id=main,
            code="HARBOR",
            name="Harbor Event Flowers",
            vendor_shown="none",
            freight_per_fbe=Decimal("24.50"),
        ),
    ):
        state.customers[customer.id] = customer


def _neighbours(state: KometState) -> None:
    near = known.NEIGHBOUR
    for customer in (
        Customer(id=8001, company_id=near, code="FJORD", name="Fjord Flowers"),
        Customer(id=8002, company_id=near, code="LAKE", name="Lake Street Blooms"),
        Customer(id=8003, company_id=near, code="PINE", name="Pine Hill Weddings"),
    ):
        state.customers[customer.id] = customer


def _ship_tos(state: KometState, now: datetime) -> None:
    number = 20101
    for customer in state.customers.values():
        for place, (city, region) in enumerate((("Albany", "NY"), ("Duluth", "MN"))):
            state.ship_tos[number] = ShipTo(
                id=number,
                customer_id=customer.id,
                name=f"{customer.name} {city}",
                address=f"{12 + number % 80} Market Street",
                city=city,
                state=region,
                zipcode=f"{12200 + number % 97}",
                country="United States",
                phone=f"518 555 0{number % 1000:03d}",
                carrier_id=customer.carrier_id if place == 0 else None,
                carrier_account=f"AC{number}" if place == 0 else "",
                updated_at=now,
            )
            state.used_id("shipto", number)
            number += 1


def _vendors(state: KometState) -> None:
    for company_id, first, farms in (
        (known.COMPANY, VENDORS_FROM, FARMS),
        (known.NEIGHBOUR, NEIGHBOUR_VENDORS_FROM, FARMS[:2]),
    ):
        for place, (code, name, port) in enumerate(farms):
            state.vendors[first + place] = Vendor(
                id=first + place, company_id=company_id, code=code, name=name, port=port
            )


def _keys(state: KometState, plan: Plan) -> None:
    grants = {"Vendor": VENDOR_METHODS} | dict(plan.grants)
    for label, kind, company_id, party_id in (
        ("company", "Company", known.COMPANY, None),
        ("customer", "Customer", known.COMPANY, known.CUSTOMER),
        ("vendor", "Vendor", known.COMPANY, VENDORS_FROM),
        ("neighbour_company", "Company", known.NEIGHBOUR, None),
        ("neighbour_customer", "Customer", known.NEIGHBOUR, 8001),
    ):
        text = known.token_text(plan.seed, label)
        state.tokens[text] = Token(
            token=text,
            kind=kind,
            company_id=company_id,
            party_id=party_id,
            methods=grants.get(kind, ()),
            description=label.replace("_", " "),
        )
    for number, (label, username, company_id) in enumerate(
        (
            ("user", known.USERNAME, known.COMPANY),
            ("neighbour_user", known.NEIGHBOUR_USERNAME, known.NEIGHBOUR),
        ),
        start=501,
    ):
        text = known.token_text(plan.seed, label)
        state.users[number] = User(
            id=number,
            company_id=company_id,
            username=username,
            password=known.PASSWORD,
            token=text,
        )
        state.tokens[text] = Token(token=text, kind="User", company_id=company_id)
