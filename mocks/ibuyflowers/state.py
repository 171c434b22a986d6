"""Everything the marketplace knows, in flat dicts of frozen rows."""

from datetime import datetime
from decimal import Decimal

from mocks.core.state import State
from mocks.ibuyflowers import records as r

OfferKey = tuple[int, str]
LineKey = tuple[int, int, int]


class IbfState(State):
    """One simulated marketplace.

    Offers, marks, sales and withdrawals are keyed by (connection id, supplier's key), answers by
    (order id, line id, revision), keys by their text, the rest by id. What `marks` means stands in
    `mocks.ibuyflowers.shelf`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seed = 0
        self.settings = r.Settings(freight_per_fbe=Decimal(0), margin=Decimal(0))
        self.keys: dict[str, r.KeyOwner] = {}
        self.florists: dict[int, r.Florist] = {}
        self.connections: dict[int, r.Connection] = {}
        self.offers: dict[OfferKey, r.Offer] = {}
        self.marks: dict[OfferKey, datetime] = {}
        self.withdrawn: dict[OfferKey, datetime] = {}
        self.sales: dict[OfferKey, tuple[r.Sale, ...]] = {}
        self.carts: dict[int, r.Cart] = {}
        self.orders: dict[int, r.Order] = {}
        self.answers: dict[LineKey, r.Answer] = {}
        self.events: dict[int, r.Event] = {}

    def outcomes(self, order: r.Order) -> list[str]:
        """What was answered to each living line at the present revision ("" is nothing yet)."""
        given = (self.answers.get((order.id, line.id, order.revision)) for line in order.lines)
        return [one.outcome if one else "" for one in given]
