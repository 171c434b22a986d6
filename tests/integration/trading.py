"""A company that trades: lines of both origins in Komet, shown on the marketplace, and an engine.

Whoever leaves a `trading` has the faults healed, the world brought to rest and all laws judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import msgspec

from integration.lab.contract import published
from integration.lab.crash import Crash
from integration.lab.harness import Lab
from integration.lab.people.trade_words import TradeWords
from integration.lab.plan import LabPlan
from integration.lab.wire import Witness
from integration.rows import Alarm, GroupRow, OrderRow
from integration.store import open_store
from mocks.komet.seed import CUSTOMER

KINDS = ("Customer", "Company")
#: Both kinds of boxes in one order.
MIXED = {"roses": 1, "tulips": 2}
#: Longer than any doubt lives.
SETTLED_S = 600.0
#: Rounds are rare, to save time.
ROUNDS = {"orders_every_s": 60.0, "interval_s": 900}


class Trade(TradeWords):
    """The words of the trade, and a few only tests of the engine speak."""

    @property
    def connection_id(self) -> int:
        assert self.lab.connection is not None
        return self.lab.connection.id

    def arrival_of(self, names: Sequence[str]) -> date:
        """A Tuesday eight days ahead for boxes to come: its order may move by a day."""
        if all(self.lab.komet.lot(name).origin == 1 for name in names):
            return self.lab.shop.usual_arrival()
        return self.lab.komet.today() + timedelta(days=8)

    def moves(self, number: int = 1) -> None:
        """The card of an order is refused, and the engine is given its time."""
        self.lab.shop.card_refused(self.order(number))
        self.lab.pass_time(SETTLED_S)

    def cancels(self, number: int = 1) -> None:
        """The buyer cancels an order, and the engine is given its time."""
        self.lab.shop.cancels(self.order(number))
        self.lab.pass_time(SETTLED_S)

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

    def dies(self, point: str, work: Callable[[], object], *, ordinal: int = 1) -> None:
        """The engine dies where `work` passes `point` so often; another takes its place."""
        lab, passed = self.lab, list[str]()

        def deadly(name: str) -> None:
            passed.append(name)
            if name == point and passed.count(point) == ordinal:
                raise Crash(name)

        before, lab.wire.point = lab.wire.point, deadly
        lab.store.on_write = lambda name, when: deadly(f"store {name} {when}")
        try:
            work()
        except Crash:
            return
        finally:
            lab.wire.point, lab.store.on_write = before, lab.crashes.on_write
            lab.restart_engine()
        raise AssertionError(f"{point} was never passed")


@contextmanager
def trading(
    kind: str = "Customer",
    *,
    komet: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    store: str = "sqlite://",
    **connection: Any,
) -> Iterator[Trade]:
    """A connected company with 9 boxes of roses and lilies on hand, tulips and irises to come."""
    plan = LabPlan(
        lines=6,
        assumptions={"komet": dict(komet or {})},
        settings=ROUNDS | dict(settings or {}),
    )
    with Lab(plan, Witness(published())) as lab:
        lab._store = open_store(store)
        lab._store.on_write = lab.crashes.on_write
        lab.connect(kind, **connection)
        for name in ("roses", "lilies"):
            lab.komet.receive(name, 9)
        for name in ("tulips", "irises"):
            lab.komet.receive(name, 9, origin=2)
        lab.run_cycle()
        yield Trade(lab)
