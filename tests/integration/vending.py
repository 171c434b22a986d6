"""A company joined with a vendor, and an engine between them.

Whoever leaves a `vending` has the faults healed, the world brought to rest and all laws judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from integration.lab.contract import published
from integration.lab.crash import Crash
from integration.lab.harness import Lab
from integration.lab.people.vendor_people import VendorPeople, solid
from integration.lab.plan import LabPlan
from integration.lab.wire import Witness
from integration.store import open_store
from mocks.komet.seed import COMPANY

#: Longer than any doubt lives, and than the vendor's lines are looked at again.
SETTLED_S = 600.0


class Vending(VendorPeople):
    """The vendor's people, procurement, and a few words only tests speak."""

    connection_id = 1

    def passes(self, seconds: float = SETTLED_S) -> None:
        self.lab.pass_time(seconds)

    def sells_and_waits(self, *lines: dict[str, Any], **header: Any) -> int:
        number = self.sells(*lines, **header)
        self.passes()
        return number

    def maps_words(self) -> None:
        """What the vendor sells is known in Komet from now on."""
        self.sells()
        self.passes()
        self.maps_everything()
        self.rejects()
        self.passes()

    def sells_approved(self, *lines: dict[str, Any]) -> int:
        """An order that procurement has approved."""
        self.maps_words()
        number = self.sells_and_waits(*lines)
        self.approves()
        self.passes()
        return number

    def thinks_better(self, number: int, wish: str) -> None:
        """The vendor wishes a line of 8 boxes, or to cancel."""
        if wish == "change":
            self.changes(number, solid(lineId=1, packages=8))
        else:
            self.cancels(number)

    def leaves_in_komet(self, item: int, **more: Any) -> Any:
        """Komet ships a purchase line by itself, labels or not; what it answered."""
        left = {"poItemId": item, "awb": "x", "shipDate": str(self.ship_date())} | more
        answer = self.lab.raw.komet("purchase.order.item.awb.add", "company", **left)
        assert not answer.refused, answer.message
        return answer.value

    def receives(self, number: int) -> list[Any]:
        """The warehouse scans each label of an order; what each turned out to be."""
        lines = self.order(number).lines
        codes = [box.code for line in lines for box in line.boxes]
        return [self.lab.komet.does("receive_box", boxCode=code) for code in codes]

    def strikes(self, path: str, kind: str, **rule: Any) -> None:
        self.lab.strike(kind, **({"path": f"*/{path}", "chance": 1.0, "limit": 1} | rule))

    def states(self, order_id: int) -> list[str]:
        return [line.state for line in self.order(order_id).lines]

    def booked(self) -> list[Any]:
        """Live prebook lines of the vendor."""
        items = self.lab.komet.state.prebook_items.values()
        return [one for one in items if one.vendor_id == 901 and one.boxes and one.cost is not None]

    def row(self, order_id: int) -> Any:
        (row,) = self.lab.store.vendor_orders(self.connection_id, order_id=order_id)
        return row

    def story(self, order_id: int) -> str:
        told = self.lab.store.story(self.connection_id, f"order {order_id}")
        return "\n".join(one.text for one in told)

    def calls(self, method: str) -> int:
        return self.lab.store.calls(COMPANY, self.lab.komet.today()).get(method, 0)

    def dies_at(self, ordinal: int, seconds: float) -> bool:
        """The engine dies at that point of the time that passes; whether there was one."""
        crashes = self.lab.crashes
        crashes.begin(ordinal)
        try:
            self.passes(seconds)
        except Crash:
            return True
        finally:
            crashes.begin()
            self.lab.restart_engine()
        return False


@contextmanager
def vending(
    *,
    komet: Mapping[str, str] | None = None,
    users: int = 3,
    settings: Mapping[str, Any] | None = None,
    store: str = "sqlite://",
    **changes: Any,
) -> Iterator[Vending]:
    assumptions = {"komet": dict(komet or {})}
    given = dict(settings or {})
    plan = LabPlan(lines=2, users=users, assumptions=assumptions, settings=given)
    with Lab(plan, Witness(published())) as lab:
        lab._store = open_store(store)
        lab._store.on_write = lab.crashes.on_write
        people = Vending(lab)
        people.joins(**changes)
        yield people
