"""A vendor with Axerrio and a company that buys through Komet, in the hands of a test."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from mocks.axerrio.build import AxrSpec, build, keys_of
from mocks.axerrio.joining import METHODS
from mocks.axerrio.state import AxrState
from mocks.core.clock import LabClock
from tests.mocks.keyed import Keyed

#: A Monday, nine o'clock at the farm.
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
HAND_OVER = {
    "kometToken": "not-a-real-token",
    "accountId": 1,
    "companyId": 12345,
    "vendorId": 4001,
}
PROVED = {name: "granted" if reads else "unproven" for name, reads in METHODS.items()}
FREEDOM, MONDIAL, QUICKSAND, ASSORTED = 1001, 1003, 1005, 1011


def solid(**fields: Any) -> dict[str, Any]:
    """A line of ten half boxes of roses, 12 bunches of 25."""
    return {
        "articleKey": FREEDOM,
        "boxType": "HB",
        "packages": 10,
        "content": 12,
        "stemsBunch": 25,
        "unitType": "Stem",
        "cost": 0.285,
        "markCode": "PEÑA",
    } | fields


def mixed(**fields: Any) -> dict[str, Any]:
    """A line of two mixed boxes: eight bunches of one rose, four of another."""
    parts = [
        {"articleKey": FREEDOM, "bunches": 8, "stemsBunch": 25, "cost": 7.5},
        {"articleKey": MONDIAL, "bunches": 4, "stemsBunch": 25, "cost": 9},
    ]
    line = solid(kind="mixed", packages=2, unitType="Bunch", parts=parts) | fields
    return {name: value for name, value in line.items() if name != "cost" or "cost" in fields}


def sale(*lines: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "connectionId": 1,
        "customer": {"code": "PEN", "name": "Señorita Peña's Petals"},
        "poNumber": "PO4534",
        "carrierCode": "ARM",
        "carrierName": "Armellini",
        "shipDate": WEDNESDAY.isoformat(),
        "lines": list(lines) or [solid()],
    } | fields


def need(**fields: Any) -> dict[str, Any]:
    """A line of a prebook in Komet, as its side tells it."""
    return {
        "prebookItemId": 77,
        "prebookNumber": "4343",
        "product": {"productId": 9, "description": "Rose Freedom 60cm"},
        "boxType": "HB",
        "boxes": 4,
        "bunches": 12,
        "stemsBunch": 25,
        "cost": 6.5,
        "shipDate": WEDNESDAY.isoformat(),
        "customerName": "Ang Flowers",
    } | fields


class Site(Keyed):
    """A world with nothing in it but Axerrio, and one connection of its first vendor, joined."""

    def __init__(self, *, joined: bool = True, **assumptions: str) -> None:
        clock = LabClock(MONDAY, frozen=True)
        spec = AxrSpec(assumptions=assumptions)
        super().__init__(clock, build(clock, spec))
        self.keys = keys_of(self.state)
        self.desk: str = self.keys["desks"][0]
        self.key: str = self.connect()["key"]
        if joined:
            self.join()

    @property
    def state(self) -> AxrState:
        state: AxrState = self.world.partners["axerrio"].state
        return state

    # --- Komet's side -----------------------------------------------------------------------------

    def connect(self, **fields: Any) -> Any:
        return self.done(self.keys["onboarding"], "integration/connection", HAND_OVER | fields)

    def join_call(self, **fields: Any) -> dict[str, Any]:
        return {"connectionId": 1, "role": "Admin", "addOn": True, "methods": PROVED} | fields

    def join(self, **fields: Any) -> Any:
        return self.done(self.keys["onboarding"], "integration/join", self.join_call(**fields))

    def events(self, after: int = 0, limit: int = 100) -> Any:
        return self.done(self.key, "integration/events", query={"after": after, "limit": limit})

    def heard(self, after: int = 0) -> list[tuple[int, str]]:
        """Cursor and kind of everything in the feed."""
        return [(one["cursor"], one["kind"]) for one in self.events(after)["events"]]

    def said(self, order: int, state: str, line: int = 1, **fields: Any) -> dict[str, Any]:
        """What Komet's side would tell of a line, at the line's own revision."""
        found = self.state.orders[order].line(line) if order in self.state.orders else None
        body = {"orderId": order, "lineId": line, "state": state}
        body["revision"] = found.revision if found else 0
        if state in ("approved", "confirmed", "shipped"):
            body |= {"poItemId": 900 + line, "kometPurchaseOrder": "PO-17"}
        if state in ("rejected", "changed"):
            body |= {"reason": "not now"}
        return body | fields

    def tells(self, order: int, state: str, line: int = 1, **fields: Any) -> Any:
        body = self.said(order, state, line, **fields)
        return self.done(self.key, "integration/order-state", body)

    def tells_refused(self, order: int, state: str, line: int = 1, **fields: Any) -> Any:
        body = self.said(order, state, line, **fields)
        return self.refused(self.key, "integration/order-state", body)

    def needs(self, **fields: Any) -> Any:
        return self.done(self.key, "integration/purchase-order", need(**fields))

    # --- the vendor's desk ------------------------------------------------------------------------

    def sells(self, *lines: Mapping[str, Any], **fields: Any) -> int:
        made: int = self.done(self.desk, "desk/order/create", sale(*lines, **fields))["orderId"]
        return made

    def approved(self, *lines: Mapping[str, Any], **fields: Any) -> int:
        """An order whose every line is approved in Komet."""
        order = self.sells(*lines, **fields)
        for line in self.order(order)["lines"]:
            self.tells(order, "approved", line["lineId"])
        return order

    def changes(self, order: int, **fields: Any) -> Any:
        return self.done(self.desk, "desk/order/change", {"orderId": order} | fields)

    def cancels(self, order: int) -> Any:
        return self.done(self.desk, "desk/order/cancel", {"orderId": order})

    def boxes(self, order: int, **fields: Any) -> Any:
        return self.done(self.desk, "desk/boxes", {"orderId": order} | fields)

    def prints(self, order: int, **fields: Any) -> Any:
        return self.done(self.desk, "desk/labels", {"orderId": order} | fields)

    def order(self, number: int) -> Any:
        return self.done(self.desk, "desk/order", query={"orderId": number})

    def line(self, order: int, number: int = 1) -> Any:
        return next(one for one in self.order(order)["lines"] if one["lineId"] == number)
