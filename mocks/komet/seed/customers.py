"""The customers of both trading companies, who sells to them, and where their boxes go."""

from datetime import datetime
from decimal import Decimal

from msgspec.structs import replace

from mocks.komet.records import Address, Customer, ShipTo, User
from mocks.komet.seed import identities as known
from mocks.komet.state import KometState

#: A customer nobody sells to any more.
CLOSED_CUSTOMER = 7009
SALES_PEOPLE = (
    (511, known.COMPANY, "ines@example.test", "Ines Duarte"),
    (512, known.COMPANY, "tom@example.test", "Tom Verbeek"),
    (521, known.NEIGHBOUR, "per@example.test", "Per Lindqvist"),
)
TYPES = ("Wholesaler", "Retailer", "Event")
OFFICES = (("Chicago", "IL", "60607"), ("Denver", "CO", "80216"), ("Boston", "MA", "02118"))


def add_customers(state: KometState, now: datetime) -> None:
    """Put the customers of both companies into the table, and their ship-tos beside them."""
    for place, customer in enumerate((*_main(), *_near())):
        state.customers[customer.id] = _known_by(customer, place, now)
        state.used_id("customer", customer.id)
    _ship_tos(state, now)


def add_sales_people(state: KometState) -> None:
    """Put those into the table of users who sell, and never log in."""
    for number, company_id, username, name in SALES_PEOPLE:
        state.users[number] = User(
            id=number, company_id=company_id, username=username, name=name, password="", token=""
        )


def add_closed_customer(state: KometState, now: datetime) -> None:
    """A customer that is not active; nothing is drawn for it, so it may come last."""
    closed = Customer(
        id=CLOSED_CUSTOMER,
        company_id=known.COMPANY,
        code="OLDMILL",
        name="Old Mill Garden Centre",
        active=False,
    )
    state.customers[closed.id] = _known_by(closed, len(state.customers), now)


def _main() -> tuple[Customer, ...]:
    main = known.COMPANY
    return (
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
    )


def _near() -> tuple[Customer, ...]:
    near = known.NEIGHBOUR
    return (
        Customer(id=8001, company_id=near, code="FJORD", name="Fjord Flowers"),
        Customer(id=8002, company_id=near, code="LAKE", name="Lake Street Blooms"),
        Customer(id=8003, company_id=near, code="PINE", name="Pine Hill Weddings"),
    )


def _known_by(customer: Customer, place: int, now: datetime) -> Customer:
    """What the customer's card says beside what trade needs; mark-ups are left at none."""
    city, state, zipcode = OFFICES[place % len(OFFICES)]
    sellers = [one for one, company_id, *_ in SALES_PEOPLE if company_id == customer.company_id]
    site = f"{customer.code.lower()}.example.test"
    office = Address(
        street=f"{110 + 35 * place} Commerce Avenue",
        city=city,
        state=state,
        zipcode=zipcode,
        country="United States",
    )
    return replace(
        customer,
        accounting_code=f"AR-{customer.id}",
        customer_type=TYPES[place % len(TYPES)],
        sales_person_id=sellers[place % len(sellers)],
        billing=office,
        shipping=replace(office, street=f"{8 + place} Dock Street"),
        phone=f"1 (312) 555-02{place:02d}",
        fax=f"1 (312) 555-03{place:02d}",
        email_for_invoices=f"invoices@{site}",
        email_for_statements=f"office@{site}",
        credit_limit=Decimal(25_000 * (1 + place % 4)),
        updated_at=now,
    )


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
