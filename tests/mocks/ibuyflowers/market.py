"""A marketplace with one supplier and florists, in the hands of a test."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from mocks.core.clock import LabClock
from mocks.ibuyflowers.build import IbfSpec, build, keys_of
from mocks.ibuyflowers.state import IbfState
from tests.mocks.keyed import Keyed

#: A Monday, 9 o'clock in New York.
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
HAND_OVER = {
    "kometToken": "not-a-real-token",
    "customerId": 7001,
    "companyId": 12345,
    "carrierId": 1360,
}
ADDRESS = {
    "name": "Petals, Inc.",
    "address": "1 Main St",
    "city": "Buffalo",
    "state": "NY",
    "zipcode": "14201",
    "country": "US",
}


def offer(key: str = "1-1", **fields: Any) -> dict[str, Any]:
    """An offer as a supplier tells it: ten half boxes of roses, 12 x 25 stems at $ 0.30."""
    return {
        "key": key,
        "origin": 1,
        "productId": 9,
        "name": "Red Freedom Roses",
        "boxType": "HB",
        "fbe": 0.5,
        "unitType": "Stem",
        "bunches": 12,
        "stemsBunch": 25,
        "boxes": 10,
        "price": 0.3,
    } | fields


class Market(Keyed):
    """A world with nothing in it but a marketplace, and one connected supplier."""

    def __init__(self, start: datetime = MONDAY, **assumptions: str) -> None:
        clock = LabClock(start, frozen=True)
        spec = IbfSpec(freight_per_fbe="24", margin="0.10", assumptions=assumptions)
        super().__init__(clock, build(clock, spec))
        self.keys = keys_of(self.state)
        self.batch = 0
        self.supplier = self.connect()["supplierKey"]

    @property
    def state(self) -> IbfState:
        state: IbfState = self.world.partners["ibuyflowers"].state
        return state

    @property
    def now(self) -> datetime:
        return self.world.now()

    # --- the supplier -----------------------------------------------------------------------------

    def connect(self, **fields: Any) -> Any:
        return self.done(self.keys["onboarding"], "supplier/connection", HAND_OVER | fields)

    def part(self, **fields: Any) -> dict[str, Any]:
        return {
            "number": self.batch,
            "part": 1,
            "parts": 1,
            "readAt": self.now,
            "cadenceS": 300,
        } | fields

    def tells(self, *offers: Mapping[str, Any], **fields: Any) -> Any:
        """A complete batch of the next number."""
        self.batch += 1
        body = self.part(upserts=offers, **fields)
        return self.done(self.supplier, "supplier/inventory", body)

    def withdraws(self, key: str) -> Any:
        body = {"key": key, "reason": "gone"}
        return self.done(self.supplier, "supplier/withdrawal", body)

    def events(self, after: int = 0, limit: int = 100) -> Any:
        query = {"after": after, "limit": limit}
        return self.done(self.supplier, "supplier/events", query=query)

    def answer(self, order: int, line: int = 1, revision: int = 0, **fields: Any) -> dict[str, Any]:
        body = {"orderId": order, "lineId": line, "revision": revision, "outcome": "accepted"}
        return body | ({} if "outcome" in fields else {"kometNumber": "W-1"}) | fields

    def answers(self, order: int, line: int = 1, revision: int = 0, **fields: Any) -> Any:
        body = self.answer(order, line, revision, **fields)
        return self.done(self.supplier, "supplier/answer", body)

    # --- the florist ------------------------------------------------------------------------------

    def florist(self, number: int = 1) -> str:
        key: str = self.keys["florists"][number - 1]
        return key

    def shop(self, arrival: date = THURSDAY, **query: Any) -> Any:
        query = {"arrivalDate": arrival.isoformat()} | query
        return self.done(self.florist(), "shop/availability", query=query)

    def shown(self, arrival: date = THURSDAY, **query: Any) -> dict[str, Any]:
        return {row["key"]: row for row in self.shop(arrival, **query)["offers"]}

    def cart(self, boxes: Mapping[str, int], arrival: date = THURSDAY, florist: int = 1) -> int:
        key = self.florist(florist)
        cart: int = self.done(key, "shop/cart", {"arrivalDate": arrival})["cartId"]
        for name, count in boxes.items():
            line = {"cartId": cart, "key": name, "boxes": count}
            self.done(key, "shop/cart/box", line)
        self.done(key, "shop/cart/ship-to", {"cartId": cart, "shipTo": ADDRESS})
        return cart

    def buys(self, boxes: Mapping[str, int], arrival: date = THURSDAY, florist: int = 1) -> int:
        cart = self.cart(boxes, arrival, florist)
        body = {"cartId": cart, "poNumber": "PO 7"}
        order: int = self.done(self.florist(florist), "shop/checkout", body)["orderId"]
        return order

    def order(self, number: int) -> Any:
        return self.done(self.florist(), "shop/order", query={"orderId": number})
