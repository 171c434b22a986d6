"""The words of features about Komet's shop: what it asks of a customer, and orders made in it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from integration.lab.harness import Lab
from integration.lab.people.known import NotKnown, amount_in, known
from integration.lab.raw import Heard
from mocks.komet.records import WebOrder
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from mocks.komet.statuses import CANCELLED_ORDER, CHECKED_OUT_ORDER, PENDING_ORDER

CUSTOMER_TOKEN, USER_TOKEN = "the customer token", "the user token"
MARK_UPS = {
    "E-commerce": "ecommerceMarkup",
    "Sell-Fast": "sellFastMarkup",
    "Price B": "priceBMarkup",
}
STATES = {PENDING_ORDER: "pending", CHECKED_OUT_ORDER: "checked out", CANCELLED_ORDER: "cancelled"}
#: The last day asked for lies so far ahead of the first.
AHEAD = timedelta(days=13)


class ShopWords:
    """Web orders by the number in which they were made, lines by their name.

    Args:
        lab: where all of it happens.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.orders: list[int] = []

    # --- what was agreed with the marketplace's customer ------------------------------------------

    def agrees(self, **terms: Any) -> None:
        """Change the terms of the marketplace's customer."""
        self.lab.komet.does("set_customer_prices", customerId=CUSTOMER, **terms)

    def marks_up(self, kind: str, percent: str) -> None:
        """Give it a mark-up.

        Raises:
            NotKnown: if there is no such mark-up.
        """
        self.agrees(**{MARK_UPS[known("mark-up", kind, MARK_UPS)]: amount_in(percent)})

    def serves(self, carrier: str, weekdays: str, **terms: Any) -> None:
        """Say on which weekdays, with commas between them, a carrier is its default.

        Raises:
            NotKnown: if there is no such carrier or weekday.
        """
        days = [_weekday(one.strip()) for one in weekdays.split(",")]
        of = {"customerId": CUSTOMER, "carrierId": self.carrier(carrier)}
        self.lab.komet.does("set_days_of_service", weekdays=days, **of, **terms)

    def carrier(self, code: str) -> int:
        """The company's carrier of that code.

        Raises:
            NotKnown: if it has none.
        """
        carriers = self.lab.komet.state.carriers.values()
        ours = {one.code: one.id for one in carriers if one.company_id == COMPANY}
        return ours[known("carrier", code, ours)]

    # --- what the shop says -----------------------------------------------------------------------

    def priced(self, name: str) -> Decimal:
        """Komet's unit price at which the marketplace sells a named line.

        Raises:
            NotKnown: if it does not sell it.
        """
        key = self.lab.komet.key(name)
        offers = self.lab.shop.state.offers.items()
        prices = [offer.price for (_, one), offer in offers if one == key]
        if not prices:
            raise NotKnown(f'the marketplace has no offer of "{name}"')
        return prices[0]

    def listed(self, name: str, field: str) -> Any:
        """A field of a named line in the list that Komet answered last; None if it is not there.

        Raises:
            NotKnown: if the rows have no such field.
        """
        lot = self.lab.komet.lot(name)
        raw = self.lab.raw
        rows = raw.heard.value.get("inventoryItems", raw.heard.value.get("products", []))
        for row in rows:
            if str(row.get("inventoryId", row.get("inventoryIds"))) == str(lot.id):
                return row[known("field of a line", field, row)]
        return None

    def asks_carriers(self, weekday: str) -> Heard:
        """Ask which carriers the marketplace's customer may choose on the next such weekday."""
        today, day = self.lab.komet.today(), self.next_day(weekday)
        return self.lab.raw.komet(
            "ecommerce/customer-carriers.list",
            CUSTOMER_TOKEN,
            customerId=CUSTOMER,
            date=day.isoformat(),
            availableFrom=today.isoformat(),
            availableTo=(today + AHEAD).isoformat(),
            x_account=COMPANY,
        )

    def suggested(self) -> str:
        """The code of the carrier that Komet suggested, or nothing."""
        return self._code(self.lab.raw.heard.value.get("carrierId"))

    def others(self) -> str:
        """The codes of the other carriers, with commas between them."""
        rows = self.lab.raw.heard.value.get("carriers", [])
        return ", ".join(sorted(self._code(row["carrierId"]) for row in rows))

    def _code(self, carrier_id: int | None) -> str:
        carrier = self.lab.komet.state.carriers.get(carrier_id or 0)
        return carrier.code if carrier else ""

    def next_day(self, weekday: str, first: date | None = None) -> date:
        """The first such weekday from a day (else tomorrow) on."""
        number, day = _weekday(weekday), first or self.lab.komet.today() + timedelta(days=1)
        return day + timedelta(days=(number - day.weekday()) % 7)

    # --- web orders -------------------------------------------------------------------------------

    def puts(
        self, number: int, name: str, boxes: int, carrier: int = FEDEX, weekday: str = "Wednesday"
    ) -> Heard:
        """Put boxes of a named line into a web order, made if it is the next; Komet may refuse."""
        if number == len(self.orders) + 1:
            self.orders.append(self.lab.raw.web_order(CUSTOMER_TOKEN).value["webOrderId"])
        lot = self.lab.komet.lot(name)
        first = max(lot.day, self.lab.komet.today() + timedelta(days=1))
        return self.lab.raw.komet(
            "web-order-item.add",
            CUSTOMER_TOKEN,
            customerId=CUSTOMER,
            webOrderId=self.order(number).id,
            inventoryIds=str(lot.id),
            inventoryOrigin=lot.origin,
            price=str(lot.price),
            quantity=boxes,
            carrierId=carrier,
            date=self.next_day(weekday, first).isoformat(),
            x_account=COMPANY,
        )

    def checks_out(self, number: int) -> Heard:
        """Check a web order out with the user's token; Komet may refuse."""
        return self._does("web-order.checkout", USER_TOKEN, number)

    def deletes(self, number: int) -> Heard:
        """Cancel a web order with the customer's token; Komet may refuse."""
        return self._does("web-order.delete", CUSTOMER_TOKEN, number)

    def _does(self, method: str, token: str, number: int) -> Heard:
        order_id = self.order(number).id
        return self.lab.raw.komet(
            method, token, customerId=CUSTOMER, webOrderId=order_id, x_account=COMPANY
        )

    def order(self, number: int) -> WebOrder:
        """A web order by its number here, from 1.

        Raises:
            NotKnown: if so many were not made.
        """
        if not 1 <= number <= len(self.orders):
            raise NotKnown(f"there is no web order {number}; so far {len(self.orders)} were made")
        return self.lab.komet.state.web_orders[self.orders[number - 1]]

    def state(self, number: int) -> str:
        """What a web order is: pending, checked out or cancelled."""
        return STATES[self.order(number).status]


def _weekday(name: str) -> int:
    days = list(calendar.day_name)
    return days.index(known("weekday", name, days))
