"""A desk where farms are ordered from: prebook lines, orders for them, boxes and their labels."""

from typing import Any

from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.sales import NEXT_WEEK, Sales, free_item

OWN, OTHER = 901, 902
AWB = "145-12345675"
#: Every table a purchase can change.
PURCHASE_TABLES = ("purchase_orders", "purchase_items", "boxes", "aliases", "lots", "prebook_items")


def alone(**fields: Any) -> dict[str, Any]:
    """An item of purchase.order.create for the open market; None leaves a field out."""
    known = {
        "productId": 100_001,
        "boxTypeId": 1057,
        "unitType": "Stem",
        "boxes": 4,
        "bunches": 10,
        "stemsBunch": 25,
        "cost": 0.2,
    }
    return {name: one for name, one in (known | fields).items() if one is not None}


class Purchases(Sales):
    """A desk whose vendor's token and whose company both order at farms."""

    def __init__(self, **switches: str) -> None:
        super().__init__(**switches)
        methods = next(one for one in self.state.tokens.values() if one.kind == "Vendor").methods
        self.tokens["other"] = self.do(
            "make_token", kind="Vendor", partyId=OTHER, methods=methods, description="another farm"
        )

    def needs(self, *items: dict[str, Any], who: str = "company", **fields: Any) -> list[int]:
        """The ids of new prebook lines (one of five boxes of the own vendor, unless told)."""
        header = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": NEXT_WEEK}
        lines = list(items) or [free_item()]
        answer = self.ask("prebook.create", who, **(header | {"prebookItems": lines} | fields))
        assert answer["status"] == 1, answer["message"]
        return [one["prebookItemId"] for one in answer["prebookItems"]]

    def buy(self, *items: dict[str, Any], who: str = "vendor", **fields: Any) -> dict[str, Any]:
        """The answer of purchase.order.create for those items."""
        known = {"shipDate": NEXT_WEEK, "purchaseOrderItems": list(items)}
        vendor = {"vendorId": OWN} if who == "company" else {}
        return self.ask("purchase.order.create", who, **(known | vendor | fields))

    def bought(self, *items: dict[str, Any], who: str = "vendor", **fields: Any) -> list[int]:
        """The ids of the lines of a new order; of four boxes for the open market unless told."""
        answer = self.buy(*(items or [alone()]), who=who, **fields)
        assert answer["status"] == 1, answer["message"]
        return [one["poItemId"] for one in answer["purchaseOrderItems"]]

    def approved(self, *items: dict[str, Any], **fields: Any) -> list[int]:
        """As `bought`, on an order that procurement has approved."""
        ids = self.bought(*items, **fields)
        self.do("approve_purchase_order", purchaseOrderId=self.order_of(ids[0]))
        return ids

    def order_of(self, item_id: int) -> int:
        return self.state.purchase_items[item_id].purchase_order_id

    def states(self, who: str = "company") -> list[str]:
        """The state of each order it gives."""
        return [row["status"] for row in self.orders(who)]

    def orders(self, who: str = "vendor", /, **fields: Any) -> list[dict[str, Any]]:
        """What purchase.order.list gives for Thursday next week."""
        asked = fields if {"number", "date"} & set(fields) else {"date": NEXT_WEEK} | fields
        return self.ask("purchase.order.list", who, **asked).get("purchaseOrders", [])

    def lines(self, who: str = "vendor", /, **fields: Any) -> dict[int, dict[str, Any]]:
        """All lines it gives, by id."""
        return {
            line["poItemId"]: line
            for order in self.orders(who, **fields)
            for line in order.get("details", [])
        }

    def ship(self, item_id: int, who: str = "vendor", /, **fields: Any) -> dict[str, Any]:
        """The answer of purchase.order.item.awb.add."""
        known = {"poItemId": item_id, "awb": AWB, "shipDate": NEXT_WEEK}
        return self.ask("purchase.order.item.awb.add", who, **(known | fields))

    def tables(self) -> Any:
        """All rows a sale or a purchase can change."""
        known = super().tables()
        return known | {
            name: [repr(one) for one in getattr(self.state, name).values()]
            for name in PURCHASE_TABLES
        }
