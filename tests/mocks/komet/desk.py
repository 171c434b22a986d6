"""A desk with a Komet on it: calls as any client makes them, acts as people do them."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec

from mocks.core.api import Request
from mocks.core.clock import LabClock
from mocks.core.world import World
from mocks.komet.build import KometSpec, build
from mocks.komet.records import Lot
from mocks.komet.seed import BRANCHES, COMPANY, CUSTOMER, NEIGHBOUR, tokens_of

WEDNESDAY = datetime(2026, 11, 4, 15, 0, tzinfo=UTC)  # ten in the morning, EST
OTHERS = {"neighbour": NEIGHBOUR, "branches": BRANCHES}
OWN = {"company": COMPANY, "customer": COMPANY, "user": COMPANY, "vendor": COMPANY}


def account(who: str) -> dict[str, str]:
    """The headers of the e-commerce family for a token of that label."""
    company = OTHERS.get(who.split("_")[0], COMPANY)
    return {"x-account": str(company), "x-sales-channel": "WEB_APP"}


@cache
def _world(lines: int, users: int, switches: tuple[tuple[str, str], ...]) -> World:
    clock = LabClock(WEDNESDAY, frozen=True)
    spec = KometSpec(seed=7, lines=lines, users=users, assumptions=dict(switches))
    return World(clock, 7, {"komet": build(clock, spec)})


class Desk:
    """A world of its own with only Komet in it, and its seeded tokens at hand."""

    def __init__(self, lines: int = 120, users: int = 3, **switches: str) -> None:
        self.world = _world(lines, users, tuple(sorted(switches.items()))).copy()
        self.komet = self.world.partners["komet"]
        self.state = self.komet.state
        self.tokens = tokens_of(self.state)

    def send(self, request: Request) -> dict[str, Any]:
        response = self.world.call("komet", request)
        assert response.status == 200
        answer = msgspec.json.decode(response.body)
        envelope = [name for name, value in answer.items() if name in ("message", "status")]
        assert envelope == ["message", "status"], "message stands before status"
        return answer

    def ask(self, name: str, who: str = "company", /, **fields: Any) -> dict[str, Any]:
        """The answer to the documented form of a call."""
        headers = {"authenticationtoken": self.tokens[who], **account(who)}
        endpoint = self.komet.paths[f"/api/{name}"]
        if endpoint.in_query:
            query = {key: str(value) for key, value in fields.items()}
            return self.send(Request(endpoint.verb, endpoint.path, query, headers))
        return self.send(Request("POST", endpoint.path, {}, headers, msgspec.json.encode(fields)))

    def do(self, name: str, /, **fields: Any) -> Any:
        """A person's act."""
        return self.world.act("komet", name, fields)

    def facts(self) -> int:
        return len(self.state.ledger)

    def lots(self, **wanted: Any) -> list[Lot]:
        """The main company's lots whose fields have these values; others' offers if so asked."""
        return [
            lot
            for lot in self.state.lots.values()
            if lot.company_id == COMPANY
            and (lot.id not in self.state.availability or "origin" in wanted)
            and all(getattr(lot, name) == value for name, value in wanted.items())
        ]

    def receive(self, **fields: Any) -> int:
        """A new lot, ordinary but for `fields`; its id."""
        known = {
            "productId": next(iter(self.state.products)),
            "vendorId": next(iter(self.state.vendors)),
            "boxTypeId": 1057,
            "boxes": 10,
            "bunches": 12,
            "stemsBunch": 25,
            "price": 12.5,
        }
        return self.do("receive", **(known | fields))


def shop(desk: Desk, who: str = "customer", /, **fields: Any) -> list[dict[str, Any]]:
    """All rows of the customer's shop in one page."""
    asked = {"customerId": CUSTOMER, "rows": 1000} | fields
    return desk.ask("ecommerce/inventory.list", who, **asked).get("products", [])


def shop_ids(desk: Desk, who: str = "customer", /, **fields: Any) -> set[int]:
    """The ids of those rows."""
    return {int(row["inventoryIds"]) for row in shop(desk, who, **fields)}


def market_ids(desk: Desk, name: str = "inventory.openmarket.list", /, **fields: Any) -> set[int]:
    """The ids a list of the company gives."""
    rows = desk.ask(name, **fields).get("inventoryItems", [])
    return {row.get("inventoryId", row.get("orderItemId")) for row in rows}
