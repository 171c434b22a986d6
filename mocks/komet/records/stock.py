"""What there is to sell: box types, products, and the lines of inventory."""

from datetime import date
from decimal import Decimal

from mocks.komet.records.row import Record

ON_HAND, FUTURE = 1, 2
#: The kind of line that anybody may buy.
OPEN_MARKET = "M"


class BoxType(Record, frozen=True, kw_only=True):
    """A size of box of one company; `fbe` is the part of a full box it takes."""

    id: int
    company_id: int
    code: str
    name: str
    fbe: Decimal
    network_id: int


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
    `kind` is M (Open Market), L (Local), S (Standing Order) or P (Prebook); `location_id` is where
    it stands, or will, in a Multi-Location company.
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
    location_id: int | None = None

    @property
    def units_per_box(self) -> int:
        """Bunches or stems in a box, whichever the unit is."""
        return self.bunches if self.unit_type == "Bunch" else self.bunches * self.stems_bunch
