"""What Komet keeps: frozen rows, one Struct per noun. Money in company currency, times UTC."""

import hashlib
from datetime import date, datetime
from decimal import Decimal

import msgspec

ON_HAND, FUTURE = 1, 2


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Komet's database: replaced as a whole, never changed."""


class Company(Record, frozen=True, kw_only=True):
    """A subscriber. `users` decides the daily allowance; `cut_offs` is e-commerce's, Monday first.

    A cut-off is ``HHMM`` ("EST"), ``none`` for No Shipping, or empty to leave it to the carrier.
    `purchase_workflow` is manual, auto-approve or auto-confirm.
    """

    id: int
    name: str
    users: int
    cut_offs: tuple[str, ...] = ("",) * 7
    purchase_workflow: str = "manual"


class User(Record, frozen=True, kw_only=True):
    """A person with a login; `token` is what login answers."""

    id: int
    company_id: int
    username: str
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


class Customer(Record, frozen=True, kw_only=True):
    """Somebody the company sells to; `internal` ones pay no transaction fee.

    `price_list` is A or B; `vendor_shown` is none, code or name; `freight_per_fbe` is what a full
    box adds to the FOB price; `carrier_id` is the usual carrier (Days of Service).
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
    carrier_id: int | None = None


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
    """Who takes boxes away: service weekdays (0 Monday), transit days, cut-off per weekday."""

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


class BoxType(Record, frozen=True, kw_only=True):
    """A size of box of one company; `fbe` is the part of a full box it takes."""

    id: int
    company_id: int
    code: str
    name: str
    fbe: Decimal
    network_id: int


class Vendor(Record, frozen=True, kw_only=True):
    """A farm the company buys from."""

    id: int
    company_id: int
    code: str
    name: str
    port: str


class Product(Record, frozen=True, kw_only=True):
    """A product of the company's catalogue."""

    id: int
    company_id: int
    description: str
    category: str
    color: str
    variety: str
    grade: str
    code: str
    tags: str = ""
    active: bool = True


class Lot(Record, frozen=True, kw_only=True, gc=False):
    """A line of inventory: boxes of one product, pack and price.

    On hand (`origin` 1) it stands in the warehouse since `day`; future (`origin` 2) it is a
    confirmed purchase order line that can ship from `day` to `until`, and its id is that line's.
    `boxes` were brought in, `left` can still be sold. `reserved_for` ties it to one customer.
    `kind` is M (Open Market), L (Local), S (Standing Order) or P (Prebook).
    """

    id: int
    company_id: int
    origin: int
    product_id: int
    vendor_id: int
    box_type_id: int
    boxes: int
    left: int
    unit_type: str
    bunches: int
    stems_bunch: int
    price: Decimal
    price_b: Decimal
    day: date
    until: date | None = None
    port: str = ""
    lot_number: int = 0
    reserved_for: int | None = None
    sell_fast: bool = False
    held: bool = False
    assorted: bool = False
    kind: str = "M"

    @property
    def units_per_box(self) -> int:
        """Bunches or stems in a box, whichever the unit is."""
        return self.bunches if self.unit_type == "Bunch" else self.bunches * self.stems_bunch


class WebOrder(Record, frozen=True, kw_only=True):
    """An order of the e-commerce. `status`: 1 Pending, 2 Checked-Out, 0 cancelled (ours)."""

    id: int
    number: int
    company_id: int
    customer_id: int
    status: int
    customer_po: str = ""
    created_at: datetime
    updated_at: datetime


class WebOrderItem(Record, frozen=True, kw_only=True):
    """One line of a web order, and the invoice or prebook line it became at once."""

    id: int
    web_order_id: int
    lot_id: int
    origin: int
    boxes: int
    price: Decimal
    carrier_id: int
    ship_date: date
    ship_to_id: int | None
    mark_code: str
    fedex_same: bool = False
    invoice_item_id: int | None = None
    prebook_item_id: int | None = None


class Invoice(Record, frozen=True, kw_only=True):
    """An order for stock on hand. `status`: 0 Pending Approval, 1 Confirmed, 2 Draft, 4 Voided."""

    id: int
    number: int
    company_id: int
    customer_id: int
    carrier_id: int
    ship_date: date
    status: int
    ship_to_id: int | None = None
    po_number: str = ""
    reference: str = ""
    notes: str = ""
    instructions: str = ""
    ecommerce: bool = False
    void_reason: str = ""
    created_at: datetime
    updated_at: datetime


class InvoiceItem(Record, frozen=True, kw_only=True):
    """One line of an invoice; `web_order_id` if a web order put it there."""

    id: int
    invoice_id: int
    lot_id: int
    boxes: int
    price: Decimal
    mark_code: str = ""
    notes: str = ""
    alias: str = ""
    web_order_id: int | None = None


class Breakdown(Record, frozen=True, kw_only=True):
    """One component of a mixed box."""

    product_id: int
    bunches: int
    stems_bunch: int
    cost: Decimal | None = None
    price: Decimal | None = None


class Prebook(Record, frozen=True, kw_only=True):
    """An order for a future truck date. `kind`: P standalone, S standing order.

    `draft` while a line is not checked out; `deleted` prebooks stay for the record.
    """

    id: int
    number: int
    company_id: int
    customer_id: int
    carrier_id: int
    truck_date: date
    ship_to_id: int | None = None
    ship_via: int = 0
    customer_po: str = ""
    comments: str = ""
    ecommerce: bool = False
    kind: str = "P"
    draft: bool = False
    deleted: bool = False
    created_by: int | None = None
    created_at: datetime
    updated_at: datetime


class PrebookItem(Record, frozen=True, kw_only=True):
    """One line of a prebook: from a future lot, or free (product and vendor given by hand).

    `product_id` None is an unknown product, shown in red until somebody maps it.
    """

    id: int
    prebook_id: int
    boxes: int
    unit_type: str
    bunches: int
    stems_bunch: int
    price: Decimal
    lot_id: int | None = None
    product_id: int | None = None
    description: str = ""
    vendor_id: int | None = None
    vendor_ship_date: date | None = None
    box_type_id: int | None = None
    cost: Decimal | None = None
    mark_code: str = ""
    notes: str = ""
    web_order_id: int | None = None
    checked_out: bool = True
    breakdowns: tuple[Breakdown, ...] = ()


class Fee(Record, frozen=True, kw_only=True):
    """The transaction fee of one order (`kind` invoice or prebook), with the base it came from."""

    kind: str
    order_id: int
    base: Decimal
    amount: Decimal
    returned: bool = False


class PurchaseOrder(Record, frozen=True, kw_only=True):
    """An order at a farm. `status`: PA, A, CF, SC or CA; `maker` is the kind of who made it."""

    id: int
    number: int
    company_id: int
    vendor_id: int
    ship_date: date
    status: str
    maker: str
    carrier_id: int | None = None
    comments: str = ""
    created_at: datetime
    updated_at: datetime


class Shipment(Record, frozen=True, kw_only=True):
    """How a purchase order line left its farm: air waybills, day, and the lot on its labels."""

    awb: str
    house_awb: str = ""
    day: date
    lot_number: int


class PurchaseComponent(Record, frozen=True, kw_only=True):
    """One component of a mixed box that is bought; `product_id` is always a mapped product."""

    product_id: int
    description: str
    bunches: int
    stems_bunch: int
    cost: Decimal | None = None


class PurchaseItem(Record, frozen=True, kw_only=True):
    """One line of a purchase order, for a prebook line or (`prebook_item_id` None) the open market.

    Its id is from the numbers of inventory lines: what a farm confirms for the open market becomes
    the line of future inventory `lot_id`. `description` keeps the words it was ordered with;
    `product_id` None is an unknown product. Of `boxes` the farm has confirmed `confirmed`.
    """

    id: int
    purchase_order_id: int
    boxes: int
    unit_type: str
    bunches: int
    stems_bunch: int
    box_type_id: int
    cost: Decimal
    description: str
    product_id: int | None = None
    prebook_item_id: int | None = None
    lot_id: int | None = None
    confirmed: int = 0
    cancelled: bool = False
    shipment: Shipment | None = None
    mark_code: str = ""
    notes: str = ""
    reference: str = ""
    components: tuple[PurchaseComponent, ...] = ()

    @property
    def status(self) -> str:
        """The line's state in Komet's word, which follows from what happened to it."""
        if self.cancelled:
            return "Cancelled"
        if self.shipment is not None:
            return "Shipped"
        if self.confirmed >= self.boxes:
            return "Confirmed"
        return "Partial Confirmed" if self.confirmed else "Pending"


class Box(Record, frozen=True, kw_only=True):
    """A box a farm shipped. `status` 1 on its way, 2 received, 0 cancelled.

    Received for the open market it went into the inventory line `lot_id`; else to the order it
    was bought for.
    """

    id: int
    company_id: int
    item_id: int
    position: int
    code: str
    external_code: str = ""
    status: int = 1
    lot_id: int | None = None


class Alias(Record, frozen=True, kw_only=True):
    """A vendor's own words for a product, with the pack they were used for.

    `product_id` None waits for somebody to say which product it is.
    """

    company_id: int
    vendor_id: int
    description: str
    stems_bunch: int
    product_id: int | None = None

    @property
    def key(self) -> tuple[int, int, str, int]:
        """What it is remembered under: equal words for an equal pack, case and blanks aside."""
        words = " ".join(self.description.split()).casefold()
        return (self.company_id, self.vendor_id, words, self.stems_bunch)
