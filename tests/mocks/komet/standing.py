"""A desk with standing orders: made as a marketplace makes them, nights that pass."""

from datetime import date, datetime, timedelta
from typing import Any

from mocks.komet.records import Prebook
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.purchases import Purchases
from tests.mocks.komet.sales import TODAY, free_item

CREATE, DELETE, LIST = "v2/standing-order", "v2/standing-order/item", "standing.order.list"
#: A week is the company's setting; a year is more than any test needs.
YEAR = {"dateFrom": TODAY, "dateTo": "2027-11-04"}


def november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


class Standing(Purchases):
    """A desk whose customer orders the same again and again."""

    def wanted(self, **fields: Any) -> dict[str, Any]:
        """A call that makes a standing order for Mondays and Thursdays; None leaves a field out."""
        known = {
            "customerId": CUSTOMER,
            "carrierId": FEDEX,
            "startDate": TODAY,
            "recurrence": 1,
            "truckDays": "Monday,Thursday",
            "items": [free_item()],
        }
        return {name: one for name, one in (known | fields).items() if one is not None}

    def order(self, who: str = "customer", /, **fields: Any) -> dict[str, Any]:
        return self.ask(CREATE, who, **self.wanted(**fields))

    def remove(self, made: dict[str, Any], place: int = 0, who: str = "company") -> dict[str, Any]:
        """The answer of deleting an item of an order that was made."""
        item = made["items"][place]["standingOrderItemId"]
        return self.ask(
            DELETE, who, standingOrderId=made["standingOrderId"], standingOrderItemId=item
        )

    def standing(self, **fields: Any) -> list[dict[str, Any]]:
        """The rows of the list."""
        return self.ask(LIST, **(YEAR | fields)).get("standingOrders", [])

    def nights(self, count: int) -> None:
        """Let so many nights pass, to eight in the morning of Miami."""
        now = self.world.now()
        morning = datetime(now.year, now.month, now.day, 13, tzinfo=now.tzinfo)
        self.world.advance(until=morning + timedelta(days=count))

    def made(self) -> list[Prebook]:
        """The prebooks of standing orders."""
        return [one for one in self.state.prebooks.values() if one.kind == "S"]

    def days(self) -> list[date]:
        """Their truck days, as they were made."""
        return [one.truck_date for one in self.made()]

    def boxes(self) -> list[list[int]]:
        """What stands on each of them."""
        items = self.state.prebook_items
        return [
            [items[line].boxes for line in self.state.items_of_prebook[one.id]]
            for one in self.made()
        ]
