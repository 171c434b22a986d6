"""What others offer through the company: vendors' availability, and stock of sister companies."""

from decimal import Decimal

from mocks.komet.records.row import Record

#: The origins beside stock on hand (1) and to come (2).
VENDOR_AVAILABILITY, K2K = 3, 4
OFFERED = (VENDOR_AVAILABILITY, K2K)


class Availability(Record, frozen=True, kw_only=True, gc=False):
    """The terms of a line of inventory that somebody else offers.

    The line itself (`lot_id`) has product, pack, price, boxes and days. `cost` is what the offerer
    asks for a unit; `ship_via` is 0 by way of the warehouse, 1 straight from the grower; it can be
    packed into `box_type_ids`, the line's own first. A line of K2K shows the boxes of
    `seller_lot_id`, another company's line, which is where its boxes are taken from.
    """

    lot_id: int
    cost: Decimal
    ship_via: int = 0
    box_type_ids: tuple[int, ...] = ()
    seller_lot_id: int | None = None
