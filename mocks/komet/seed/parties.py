"""Who takes part: the two companies, their carriers, farms, box types, users and keys."""

from decimal import Decimal

from mocks.komet.records import (
    BoxType,
    Carrier,
    Company,
    Token,
    User,
    Vendor,
)
from mocks.komet.seed import identities as known
from mocks.komet.seed.customers import add_closed_customer, add_customers, add_sales_people
from mocks.komet.seed.identities import Plan
from mocks.komet.seed.pools import FARMS
from mocks.komet.state import KometState

VENDORS_FROM = 901
CLOSED_VENDOR = 990
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
    add_customers(state, plan.morning)
    _vendors(state)
    _keys(state, plan)
    add_sales_people(state)


def add_retired(state: KometState, plan: Plan) -> None:
    """Put those nobody trades with any more into the tables, after all that was drawn."""
    add_closed_customer(state, plan.morning)
    state.vendors[CLOSED_VENDOR] = Vendor(
        id=CLOSED_VENDOR,
        company_id=known.COMPANY,
        code="VIEJA",
        name="Finca La Vieja",
        port="BOG",
        active=False,
    )


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


def _vendors(state: KometState) -> None:
    for company_id, first, farms in (
        (known.COMPANY, VENDORS_FROM, FARMS),
        (known.NEIGHBOUR, NEIGHBOUR_VENDORS_FROM, FARMS[:2]),
    ):
        for place, (code, name, port) in enumerate(farms):
            state.vendors[first + place] = Vendor(
                id=first + place,
                company_id=company_id,
                code=code,
                name=name,
                port=port,
                cargo_master_code=f"CM{code}" if company_id == known.COMPANY else "",
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
    for number, (label, username, company_id, name) in enumerate(
        (
            ("user", known.USERNAME, known.COMPANY, "Nora Quist"),
            ("neighbour_user", known.NEIGHBOUR_USERNAME, known.NEIGHBOUR, "Emil Storm"),
        ),
        start=501,
    ):
        text = known.token_text(plan.seed, label)
        state.users[number] = User(
            id=number,
            company_id=company_id,
            username=username,
            name=name,
            password=known.PASSWORD,
            token=text,
        )
        state.tokens[text] = Token(token=text, kind="User", company_id=company_id)
