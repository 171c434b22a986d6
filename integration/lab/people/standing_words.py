"""The words of a customer's program that orders the same again and again."""

from __future__ import annotations

from typing import Any

from integration.lab.harness import Lab
from integration.lab.people.known import NotKnown
from integration.lab.people.vendor_goods import BUNCHES, goods_said
from integration.lab.people.vendor_people import VENDOR_ID
from integration.lab.raw import Heard
from mocks.komet.records import Prebook
from mocks.komet.seed import CUSTOMER, FEDEX

CUSTOMER_TOKEN, COMPANY_TOKEN = "the customer token", "the company token"
PRICE = 11


class StandingWords:
    """One standing order of the marketplace's customer, and what Komet has made of it.

    Args:
        lab: where all of it happens.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._made: dict[str, Any] = {}

    def orders(self, goods: str, days: str) -> None:
        """Order these goods from the vendor for those weekdays, from today on."""
        lines = [
            {
                "identifier": one.name,
                "vendorId": VENDOR_ID,
                "productDescription": one.name,
                "boxTypeCode": "HB",
                "unitType": "Bunch",
                "boxes": one.boxes,
                "bunches": BUNCHES,
                "stemsBunch": one.stems,
                "cost": one.cost,
                "price": PRICE,
            }
            for one in goods_said(goods)
        ]
        self._asks_for(lines, days)

    def orders_like(self, name: str, boxes: int, days: str) -> None:
        """Order so many boxes of what a line of inventory is, in its pack."""
        lot = self.lab.komet.lot(name)
        line = {
            "identifier": name,
            "productId": lot.product_id,
            "boxTypeId": lot.box_type_id,
            "unitType": lot.unit_type,
            "boxes": boxes,
            "bunches": lot.bunches,
            "stemsBunch": lot.stems_bunch,
            "price": float(lot.price),
        }
        self._asks_for([line], days)

    def takes_off(self, name: str) -> Heard:
        """Delete the item of that name."""
        for item in self._order["items"]:
            if item["identifier"] == name:
                order, line = self._order["standingOrderId"], item["standingOrderItemId"]
                ids = {"standingOrderId": order, "standingOrderItemId": line}
                return self.lab.raw.komet("v2/standing-order/item", CUSTOMER_TOKEN, **ids)
        raise NotKnown(f'the standing order has no "{name}"')

    def cancels(self) -> None:
        """Sales staff end the order."""
        self.lab.komet.does("cancel_standing_order", standingOrderId=self._order["standingOrderId"])

    def prebooks(self) -> list[Prebook]:
        """What was made of it, in the order of its days."""
        known = self.lab.komet.state.prebooks.values()
        return [one for one in known if one.standing_order_id == self._order["standingOrderId"]]

    def days_from_today(self) -> list[int]:
        """How many days after the present one their trucks leave."""
        today = self.lab.komet.today()
        return [(one.truck_date - today).days for one in self.prebooks()]

    def lines(self) -> list[int]:
        """The lines of its prebooks, by id."""
        items = self.lab.komet.state.items_of_prebook
        return [line for one in self.prebooks() for line in items[one.id]]

    def is_listed(self) -> bool:
        """Whether the company's list of standing orders in force has it."""
        today = str(self.lab.komet.today())
        window = {"dateFrom": today, "dateTo": today}
        rows = self.lab.raw.komet("standing.order.list", COMPANY_TOKEN, **window).value
        ids = {one["id"] for one in rows.get("standingOrders", ())}
        return self._order["standingOrderId"] in ids

    @property
    def _order(self) -> dict[str, Any]:
        if "standingOrderId" not in self._made:
            raise NotKnown("there is no standing order yet")
        return self._made

    def _asks_for(self, lines: list[dict[str, Any]], days: str) -> None:
        heard = self.lab.raw.komet(
            "v2/standing-order",
            CUSTOMER_TOKEN,
            customerId=CUSTOMER,
            carrierId=FEDEX,
            startDate=str(self.lab.komet.today()),
            recurrence=1,
            truckDays=days,
            items=lines,
        )
        self._made = heard.value
