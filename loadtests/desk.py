"""The vendor's desk: sales orders, changes, labels for what was approved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from integration.lab.load.scenarios import DESK
from integration.lab.load.vendor import ARTICLE, CUSTOMER_CODE, STEMS
from loadtests.people import Arriving
from mocks.axerrio import packing, printing, sales
from mocks.axerrio.line_states import APPROVED, LIVE

#: A desk remembers the last orders it made, for changes and labels.
REMEMBERED = 20


class Desk(Arriving):
    """Somebody at the vendor's who sells, changes what was sold, and prints labels."""

    role = DESK

    def visit(self, meant: float) -> None:
        chance = self.course.draw.random()
        if chance < 0.5 or not self.course.sold:
            self._sell(meant)
        elif chance < 0.7:
            self._change(meant)
        else:
            self._labels(meant)

    def _sell(self, meant: float) -> None:
        today = datetime.now(UTC).date()
        body = {
            "connectionId": 1,
            "customer": {"code": CUSTOMER_CODE, "name": "Petals of the North"},
            "shipDate": (today + timedelta(days=9 - today.weekday())).isoformat(),
            "lines": [self._line()],
        }
        made = self._post("order/create", msgspec.convert(body, sales.SalesOrderCall), meant)
        if made:
            self.course.sold.append(made["orderId"])
            del self.course.sold[:-REMEMBERED]

    def _line(self, **more: Any) -> dict[str, Any]:
        return {
            "articleKey": ARTICLE,
            "boxType": "HB",
            "packages": self.course.draw.randint(1, 10),
            "content": 12,
            "stemsBunch": STEMS,
            "cost": 7.25,
        } | more

    def _change(self, meant: float) -> None:
        """Another number of boxes, while nothing was confirmed or shipped."""
        order = self._look(meant)
        if order and all(line["state"] in LIVE for line in order["lines"]):
            body = {"orderId": order["orderId"], "lines": [self._line(lineId=1)]}
            self._post("order/change", msgspec.convert(body, sales.ChangeCall), meant=None)

    def _labels(self, meant: float) -> None:
        """Codes, waybill and labels for an order that is approved."""
        order = self._look(meant)
        if order and all(line["state"] == APPROVED for line in order["lines"]):
            self.course.sold = [one for one in self.course.sold if one != order["orderId"]]
            if self._post("boxes", packing.BoxesCall(orderId=order["orderId"]), meant=None):
                self._post("labels", printing.PrintCall(orderId=order["orderId"]), meant=None)

    def _look(self, meant: float) -> Any:
        return self.ask(
            "GET",
            f"{self._site}/api/desk/order",
            "desk: order",
            params={"orderId": str(self.course.draw.choice(self.course.sold))},
            headers=self._who(),
            meant=meant,
        )

    def _post(self, what: str, body: Any, meant: float | None) -> Any:
        return self.ask(
            "POST",
            f"{self._site}/api/desk/{what}",
            f"desk: {what}",
            body=body,
            headers=self._who(),
            meant=meant,
            fine=_overtaken,
        )

    @property
    def _site(self) -> str:
        return self.course.site.addresses["axerrio"]

    def _who(self) -> dict[str, str]:
        keys = self.course.site.keys.axerrio
        return {"Authorization": f"Bearer {keys.desks[0] if keys else ''}"}


def _overtaken(status: int, body: Any) -> str | None:
    """Between the look and the deed Komet may have moved on: the desk looks again some day."""
    del body
    return "desk: overtaken by Komet" if status == 409 else None
