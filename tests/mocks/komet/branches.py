"""A desk of the Multi-Location company, with stock of its own at both its locations."""

from typing import Any

from mocks.komet.records import FUTURE, ON_HAND
from mocks.komet.seed import BRANCHES_CUSTOMERS, HERE, THERE
from tests.mocks.komet.desk import Desk

BOTH, ONLY_HERE, ONLY_THERE = BRANCHES_CUSTOMERS
FEDEX, BAY, CANYON = 3360, 3361, 3362
THURSDAY = "2026-11-05"
COMPANY_TOKEN, CUSTOMER_TOKEN, USER_TOKEN = "branches_company", "branches_customer", "branches_user"
NEEDED = "The field {} is required."
UNKNOWN, CLOSED = "The location {} does not exist.", "The location {} is not active."
NOT_TIED = "The {} {} is not associated with the location {}."
#: A line for the open market, or of a prebook.
FREE = {
    "productId": 800_001,
    "vendorId": 2901,
    "boxTypeCode": "HB",
    "unitType": "Bunch",
    "boxes": 1,
    "bunches": 10,
    "stemsBunch": 10,
    "cost": 4,
    "price": 6,
}


class Branches(Desk):
    """The desk of the Multi-Location company, with ten boxes more at each of its locations."""

    def __init__(self, **switches: str) -> None:
        super().__init__(**switches)
        self.lot = {place: self.boxes(place) for place in (HERE, THERE)}
        self.later = {place: self.boxes(place, FUTURE) for place in (HERE, THERE)}

    def boxes(self, place: int, origin: int = ON_HAND) -> int:
        return self.receive(
            productId=800_001,
            vendorId=2901,
            boxTypeId=3057,
            origin=origin,
            until="2026-11-20" if origin == FUTURE else None,
            locationId=place,
        )

    def orders(self, place: int = HERE, **fields: Any) -> dict[str, Any]:
        """The answer to one line of a web order at a location."""
        known = {
            "customerId": BOTH,
            "inventoryIds": str(self.lot[place]),
            "inventoryOrigin": ON_HAND,
            "price": 9,
            "quantity": 2,
            "carrierId": FEDEX,
            "date": THURSDAY,
            "companyLocationId": place,
        }
        asked = {name: value for name, value in (known | fields).items() if value is not None}
        return self.ask("web-order-item.add", USER_TOKEN, **asked)

    def bills(self, place: int | None = HERE, **fields: Any) -> dict[str, Any]:
        """The answer to an invoice of one line."""
        line = {"orderItemId": self.lot[place or HERE], "boxes": 1, "price": 9}
        known = {
            "customerId": BOTH,
            "carrierId": FEDEX,
            "shipDate": THURSDAY,
            "locationId": place,
            "invoiceItems": [line],
        }
        asked = {name: value for name, value in (known | fields).items() if value is not None}
        return self.ask("invoice.create", COMPANY_TOKEN, **asked)

    def books(self, code: str | None = "MIA", **fields: Any) -> dict[str, Any]:
        """The answer to an empty prebook."""
        known = {
            "customerId": BOTH,
            "carrierId": FEDEX,
            "shipDate": "2026-11-12",
            "companyLocationCode": code,
        }
        asked = {name: value for name, value in (known | fields).items() if value is not None}
        return self.ask("prebook.create", COMPANY_TOKEN, **asked)

    def left(self, place: int) -> int:
        return self.state.lots[self.lot[place]].left
