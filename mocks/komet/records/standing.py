"""Standing orders: what is ordered again and again, as a template of prebooks."""

from datetime import date, datetime

from mocks.komet.records.orders import PrebookItem
from mocks.komet.records.row import Record


class StandingItem(Record, frozen=True, kw_only=True):
    """One line of a standing order.

    `line` is the prebook line made from it, without id and prebook; `identifier` the buyer's own.
    """

    id: int
    identifier: str = ""
    line: PrebookItem


class StandingOrder(Record, frozen=True, kw_only=True):
    """A prebook's header and lines, for truck days that come again.

    `recurrence` is in weeks, `weekdays` of the truck (0 is Monday); `end` None is without end.
    `made_until` is the last truck day whose prebook was made.
    """

    id: int
    number: int
    company_id: int
    customer_id: int
    carrier_id: int
    start: date
    end: date | None = None
    recurrence: int
    weekdays: tuple[int, ...]
    items: tuple[StandingItem, ...]
    ship_to_id: int | None = None
    location_id: int | None = None
    ship_via: int = 0
    customer_po: str = ""
    comments: str = ""
    notes: str = ""
    cancelled: bool = False
    made_until: date | None = None
    created_at: datetime
    updated_at: datetime
