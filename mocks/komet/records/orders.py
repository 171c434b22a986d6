"""What was ordered: web orders, invoices, prebooks, and their fee."""

from datetime import date, datetime
from decimal import Decimal

from mocks.komet.records.row import Record


class WebOrder(Record, frozen=True, kw_only=True):
    """An order of the e-commerce. `status`: 1 Pending, 2 Checked-Out, 0 cancelled (ours).

    `timed_out` if it was the e-commerce's timer that cancelled it.

    It, an invoice and a prebook stand at a location in Multi-Location companies only.
    """

    id: int
    number: int
    company_id: int
    customer_id: int
    location_id: int | None = None
    status: int
    customer_po: str = ""
    timed_out: bool = False
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
    location_id: int | None = None
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
    """An order for a future truck date. `kind`: P standalone, S of the standing order named.

    `draft` while a line is not checked out; `deleted` prebooks stay for the record.
    """

    id: int
    number: int
    company_id: int
    customer_id: int
    carrier_id: int
    truck_date: date
    location_id: int | None = None
    ship_to_id: int | None = None
    ship_via: int = 0
    customer_po: str = ""
    comments: str = ""
    ecommerce: bool = False
    kind: str = "P"
    draft: bool = False
    deleted: bool = False
    created_by: int | None = None
    standing_order_id: int | None = None
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
