"""A desk where things are sold: known lines of stock, and the calls that order them."""

from typing import Any

import msgspec

from mocks.komet.records import Lot
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, NEIGHBOUR
from tests.mocks.komet.desk import Desk

TODAY, THURSDAY, FRIDAY = "2026-11-04", "2026-11-05", "2026-11-06"
NEXT_WEEK, NEXT_FRIDAY = "2026-11-12", "2026-11-13"
PICK_UP = 1365
SHIP_TO, OTHER_SHIP_TO, FOREIGN_SHIP_TO = 20101, 20102, 20103

#: The first prebook's id, and a line of one box for it.
PREBOOK = 2_540_001
ONE = {"boxes": 1, "price": 2}

#: Every table an order call can change.
TABLES = (
    "web_orders",
    "web_order_items",
    "invoices",
    "invoice_items",
    "prebooks",
    "prebook_items",
    "standing_orders",
    "fees",
    "lots",
)


class Sales(Desk):
    """A desk with ten boxes on hand, ten to come, and some tied up."""

    def __init__(self, **switches: str) -> None:
        super().__init__(lines=40, **switches)
        self.lot = self.receive(bunches=17)
        self.second = self.receive(bunches=19, boxes=30)
        self.future = self.receive(origin=2, day="2026-11-09", until="2026-11-20", bunches=23)
        self.reserved = self.receive(bunches=29, reservedFor=CUSTOMER)
        self.held = self.receive(held=True)

    def row(self, lot_id: int) -> Lot:
        return self.state.lots[lot_id]

    def left(self, lot_id: int) -> int:
        return self.row(lot_id).left

    # --- web orders -------------------------------------------------------------------------------

    def open(self, customer: int = CUSTOMER) -> int:
        answer = self.ask("web-order.create", "user", customerId=customer, companyId=COMPANY)
        return answer["webOrderId"]

    def line(self, **fields: Any) -> dict[str, Any]:
        """A call of web-order-item.add that works, but for `fields` (None leaves one out)."""
        known = {
            "customerId": CUSTOMER,
            "inventoryIds": str(self.lot),
            "inventoryOrigin": 1,
            "price": 12.5,
            "quantity": 2,
            "carrierId": FEDEX,
            "date": THURSDAY,
        }
        return {name: one for name, one in (known | fields).items() if one is not None}

    def add(self, who: str = "user", /, **fields: Any) -> dict[str, Any]:
        return self.ask("web-order-item.add", who, **self.line(**fields))

    def add_future(self, **fields: Any) -> dict[str, Any]:
        future = {"inventoryIds": str(self.future), "inventoryOrigin": 2, "date": NEXT_WEEK}
        return self.add(**(future | fields))

    def look(self, order: int, **fields: Any) -> dict[str, Any] | None:
        """The web order as the API shows it, or None."""
        asked = {"customerId": CUSTOMER, "webOrderId": order} | fields
        answer = self.ask("web-order-details.list", "user", **asked)
        return answer["webOrders"][0] if "webOrders" in answer else None

    def check_out(self, order: int, **fields: Any) -> dict[str, Any]:
        known = {"customerId": CUSTOMER, "webOrderId": order}
        return self.ask("web-order.checkout", "user", **(known | fields))

    def delete(self, order: int) -> dict[str, Any]:
        return self.ask("web-order.delete", "user", customerId=CUSTOMER, webOrderId=order)

    # --- invoices and prebooks --------------------------------------------------------------------

    def bill(self, *items: dict[str, Any], **fields: Any) -> dict[str, Any]:
        """The answer of invoice.create for those items."""
        known = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": THURSDAY}
        lines = list(items) or [{"orderItemId": self.lot, "boxes": 2, "price": 12.5}]
        return self.ask("invoice.create", **(known | {"invoiceItems": lines} | fields))

    def bills(self, **fields: Any) -> list[dict[str, Any]]:
        """The headers invoice.list gives."""
        window = {"orderDateFrom": TODAY, "orderDateTo": NEXT_FRIDAY}
        return self.ask("invoice.list", **(window | fields)).get("invoices", [])

    def details(self, **fields: Any) -> list[dict[str, Any]]:
        """What invoice.details.list gives for Thursday."""
        asked = fields or {"orderDate": THURSDAY}
        return self.ask("invoice.details.list", **asked).get("invoices", [])

    def book(self, *items: dict[str, Any], **fields: Any) -> dict[str, Any]:
        """The answer of prebook.create for those items (none: a header alone)."""
        known = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": NEXT_WEEK}
        lines = {"prebookItems": list(items)} if items else {}
        return self.ask("prebook.create", **(known | lines | fields))

    def booked(self, who: str = "company", /, **fields: Any) -> list[dict[str, Any]]:
        """What prebook.details.list gives for Thursday next week."""
        asked = fields if "vendorShipDateFrom" in fields else {"date": NEXT_WEEK} | fields
        return self.ask("prebook.details.list", who, **asked).get("prebooks", [])

    # --- what came of it --------------------------------------------------------------------------

    def fee(self, kind: str, order: int) -> tuple[str, str, bool] | None:
        """Base, amount and whether it came back."""
        fee = self.state.fees.get((kind, order))
        return fee and (str(fee.base), str(fee.amount), fee.returned)

    def tables(self) -> Any:
        """All rows an order call can change, as plain values."""
        return {
            name: msgspec.to_builtins(list(getattr(self.state, name).values())) for name in TABLES
        }

    def lawful(self) -> bool:
        """Whether every law holds; the message names the ones that do not."""
        broken = {name: one.violations for name, one in self.world.judge().items() if not one.holds}
        assert broken == {}
        return True


def free_item(**fields: Any) -> dict[str, Any]:
    """A line of prebook.create that names no inventory; None leaves a field out."""
    known = {
        "vendorId": 901,
        "productId": 100_001,
        "boxTypeId": 1057,
        "unitType": "Stem",
        "boxes": 5,
        "bunches": 10,
        "stemsBunch": 25,
        "cost": 0.2,
        "price": 0.31,
    }
    return {name: one for name, one in (known | fields).items() if one is not None}


def declare(desk: Sales, **fields: Any) -> int:
    """A farm offers ten boxes for next week; the line's id."""
    known = {
        "productId": 100_001,
        "vendorId": 902,
        "boxTypeIds": [1057, 1058],
        "boxes": 10,
        "bunches": 31,
        "stemsBunch": 25,
        "cost": 2,
        "price": 3,
        "day": "2026-11-09",
        "until": "2026-11-20",
    }
    return desk.do("declare_availability", **(known | fields))


def share(desk: Sales, **fields: Any) -> int:
    """The neighbour shares its first line on hand with the main company; that one's line's id."""
    known = {
        "lotId": neighbours(desk).id,
        "productId": 100_001,
        "vendorId": 903,
        "boxTypeId": 1057,
        "cost": 2,
        "price": 3,
    }
    return desk.do("share_lot", **(known | fields))


def neighbours(desk: Sales) -> Lot:
    """The neighbour's first line on hand that anybody may buy."""
    return next(
        lot
        for lot in desk.state.lots.values()
        if (lot.company_id, lot.origin, lot.held, lot.reserved_for) == (NEIGHBOUR, 1, False, None)
    )


def with_one_prebook() -> Sales:
    """A desk with one empty prebook."""
    desk = Sales()
    desk.book(customerPO="123")
    return desk
