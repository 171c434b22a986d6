"""A company that trades: lines of both origins in Komet, shown on the marketplace, and an engine.

Whoever leaves a `trading` has the faults healed, the world brought to rest and all laws judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import msgspec

from integration.lab.contract import published
from integration.lab.harness import Lab, LabPlan
from integration.lab.trade_words import TradeWords
from integration.lab.wire import Witness
from integration.rows import Alarm, GroupRow, OrderRow
from mocks.komet.seed import CUSTOMER

KINDS = ("Customer", "Company")
#: Both kinds of boxes in one order.
MIXED = {"roses": 1, "tulips": 2}
#: Longer than any doubt lives.
SETTLED_S = 600.0


class Trade(TradeWords):
    """The words of the trade, and a few only tests of the engine speak."""

    @property
    def connection_id(self) -> int:
        assert self.lab.connection is not None
        return self.lab.connection.id

    def places(self, wishes: Mapping[str, int], **more: Any) -> int:
        """Buy, and give the engine its time."""
        number = self.buys(wishes, **more)
        self.lab.pass_time(SETTLED_S)
        return number

    def strikes(self, method: str, kind: str, **rule: Any) -> None:
        """The next call of `method` is struck, or those that `rule` names."""
        self.lab.strike(
            kind, **({"partner": "komet", "path": f"*/{method}", "chance": 1.0, "limit": 1} | rule)
        )

    def outcomes(self, number: int = 1) -> list[str]:
        """What was answered to each line of an order at its present revision."""
        order = self.lab.shop.order(self.order(number))
        return [self.lab.shop.outcome(order.id, line.id) for line in order.lines]

    def row(self, number: int = 1) -> OrderRow:
        """What the engine has of an order."""
        return self.lab.store.orders(self.connection_id, order_id=self.order(number))[0]

    def groups(self, number: int = 1) -> list[GroupRow]:
        """The groups the engine made of an order."""
        return self.lab.store.groups(self.connection_id, self.order(number))

    def open_alarms(self) -> list[Alarm]:
        """What people must see to."""
        return self.lab.store.alarms()

    def calls(self, method: str) -> int:
        """Calls of one method the engine has counted today."""
        counted = self.lab.store.calls(self.lab.connection.company_id, self.lab.komet.today())
        return counted.get(method, 0)

    def web_order(self) -> int:
        """The last web order of the marketplace's customer."""
        orders = self.lab.komet.state.web_orders.values()
        return max(one.id for one in orders if one.customer_id == CUSTOMER)

    def items(self) -> list[int]:
        """The lines of that web order, in the order they were added."""
        rows = self.lab.komet.state.web_order_items.values()
        return sorted(one.id for one in rows if one.web_order_id == self.web_order())

    def changes_connection(self, **changes: Any) -> None:
        """The operator connects anew, with other values."""
        changed = msgspec.structs.replace(self.lab.connection, **changes)
        self.lab.connection = self.lab.store.add_connection(changed)

    def ship_date(self, number: int = 1) -> date:
        """When an order's boxes leave."""
        return self.lab.shop.order(self.order(number)).ship_date


@contextmanager
def trading(
    kind: str = "Customer",
    *,
    user_login: bool = True,
    komet: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    users: int = 3,
    **connection: Any,
) -> Iterator[Trade]:
    """A connected company with 9 boxes of roses and lilies on hand, tulips and irises to come."""
    plan = LabPlan(
        lines=6,
        users=users,
        assumptions={"komet": dict(komet or {})},
        settings=dict(settings or {}),
    )
    with Lab(plan, Witness(published())) as lab:
        lab.connect(kind, user_login=user_login, **connection)
        for name in ("roses", "lilies"):
            lab.komet.receive(name, 9)
        for name in ("tulips", "irises"):
            lab.komet.receive(name, 9, origin=2)
        lab.run_cycle()
        yield Trade(lab)
