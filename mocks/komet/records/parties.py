"""Who there is: companies with their users and tokens, customers, carriers, farms."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

from mocks.komet.records.row import Record


class Company(Record, frozen=True, kw_only=True):
    """A subscriber. `users` decides the daily allowance; `cut_offs` is e-commerce's, Monday first.

    A cut-off is ``HHMM`` ("EST"), ``none`` for No Shipping, or empty to leave it to the carrier.
    `purchase_workflow` is manual, auto-approve or auto-confirm. `multi_location` is turned on by
    Komet alone, and never off again. `shop_origins` are the origins its e-commerce shows.
    """

    id: int
    name: str
    users: int
    cut_offs: tuple[str, ...] = ("",) * 7
    purchase_workflow: str = "manual"
    multi_location: bool = False
    shop_origins: tuple[int, ...] = (1, 2, 3, 4)


class Location(Record, frozen=True, kw_only=True):
    """A place a Multi-Location company sells from; `cut_offs` is its e-commerce's, Monday first."""

    id: int
    company_id: int
    code: str
    name: str
    short_name: str = ""
    active: bool = True
    cut_offs: tuple[str, ...] = ("",) * 7


class User(Record, frozen=True, kw_only=True):
    """A person with a login; `token` is what login answers, `name` what screens call them.

    Who has no password (a sales person of the seed) never logs in.
    """

    id: int
    company_id: int
    username: str
    name: str = ""
    password: str
    token: str


class Token(Record, frozen=True, kw_only=True):
    """A key to the API: Company, Customer or Vendor, limited to `methods`; or a User's own."""

    token: str
    kind: str
    company_id: int
    party_id: int | None = None
    methods: tuple[str, ...] = ()
    description: str = ""
    revoked: bool = False


def token_mark(token: str) -> str:
    """What the ledger keeps of a token: enough to tell it from others, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()[:12] if token else ""


class Address(Record, frozen=True, kw_only=True):
    """Where a customer has its office, or its goods sent."""

    street: str = ""
    city: str = ""
    state: str = ""
    zipcode: str = ""
    country: str = ""


class ServiceDays(Record, frozen=True, kw_only=True):
    """A customer's Days of Service with one carrier: the weekdays (0 Monday) it is the default on.

    `cube_rate` and `transit_days` hold for this customer; `location_id` None means any location.
    """

    carrier_id: int
    weekdays: tuple[int, ...]
    transit_days: int = 1
    cube_rate: Decimal = Decimal(0)
    account: str = ""
    location_id: int | None = None


class Customer(Record, frozen=True, kw_only=True):
    """Somebody the company sells to; `internal` ones pay no transaction fee.

    `price_list` is A or B; `vendor_shown` is none, code or name; `freight_per_fbe` is what a full
    box adds to the FOB price while `outbound_freight` is on, `fuel_per_fbe` what it always adds;
    `carrier_id` is the usual carrier, `services` are the Days of Service. Mark-ups are in percent
    of the price. `customer_type` is a word such as Retailer; `sales_person_id` is a user's.
    The e-mail fields may hold several addresses, parted by semicolons.
    `location_ids` are those of a Multi-Location company the customer is tied to, None all.
    """

    id: int
    company_id: int
    code: str
    name: str
    internal: bool = False
    active: bool = True
    price_list: str = "A"
    vendor_shown: str = "name"
    freight_per_fbe: Decimal = Decimal(0)
    outbound_freight: bool = True
    fuel_per_fbe: Decimal = Decimal(0)
    carrier_id: int | None = None
    services: tuple[ServiceDays, ...] = ()
    location_ids: tuple[int, ...] | None = None
    accounting_code: str = ""
    customer_type: str = ""
    sales_person_id: int | None = None
    billing: Address = Address()
    shipping: Address = Address()
    phone: str = ""
    fax: str = ""
    email_for_invoices: str = ""
    email_for_statements: str = ""
    credit_limit: Decimal = Decimal(0)
    price_b_markup: Decimal = Decimal(0)
    sell_fast_markup: Decimal = Decimal(0)
    ecommerce_markup: Decimal = Decimal(0)
    charge_tax: bool = False
    show_arrival_date: bool = False
    updated_at: datetime = datetime(2000, 1, 1, tzinfo=UTC)


class ShipTo(Record, frozen=True, kw_only=True):
    """An address of a customer."""

    id: int
    customer_id: int
    name: str
    address: str = ""
    city: str = ""
    state: str = ""
    zipcode: str = ""
    country: str = ""
    phone: str = ""
    fax: str = ""
    carrier_id: int | None = None
    carrier_account: str = ""
    sales_code_flowers: str = ""
    sales_code_plants: str = ""
    updated_at: datetime


class Carrier(Record, frozen=True, kw_only=True):
    """Who takes boxes away: service weekdays (0 Monday), transit days, cut-off per weekday.

    `location_ids` are those of a Multi-Location company the carrier is tied to, None all.
    """

    id: int
    company_id: int
    code: str
    name: str
    active: bool = True
    street: str = ""
    city: str = ""
    state: str = ""
    zipcode: str = ""
    country: str = ""
    phone: str = ""
    network_id: int = 0
    transit_days: int = 1
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    cut_offs: tuple[str, ...] = ("",) * 7
    cube_rate: Decimal = Decimal(0)
    location_ids: tuple[int, ...] | None = None


class Vendor(Record, frozen=True, kw_only=True):
    """A farm the company buys from; `cargo_master_code` is what the Cargo Master calls it."""

    id: int
    company_id: int
    code: str
    name: str
    port: str
    active: bool = True
    cargo_master_code: str = ""
