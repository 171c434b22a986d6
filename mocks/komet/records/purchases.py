"""What was bought: purchase orders with their lines, shipments and boxes."""

from datetime import date, datetime
from decimal import Decimal

from mocks.komet.records.row import Record


class PurchaseOrder(Record, frozen=True, kw_only=True):
    """An order at a farm. `status`: PA, A, CF, SC or CA; `maker` is the kind of who made it.

    `location_id` is where its boxes come to, in Multi-Location companies only.
    """

    id: int
    number: int
    company_id: int
    vendor_id: int
    ship_date: date
    status: str
    maker: str
    carrier_id: int | None = None
    location_id: int | None = None
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
