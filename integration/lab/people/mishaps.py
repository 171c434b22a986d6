"""What happens to engines: a rival beside them, a death in the middle of work, a new token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from integration.app import build
from integration.lab.crash import Crash
from integration.lab.harness import Lab
from integration.lab.people.known import NotKnown, known
from integration.lab.wire import Wire
from integration.rows import CycleRow
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, NEIGHBOUR

#: What an operator may have mistaken for a connection's ids: by the marketplace's name of each.
MISTAKEN: dict[str, dict[str, Any]] = {
    "companyId": {"company_id": NEIGHBOUR},
    "carrierId": {"carrier_id": 9999},
}


class Mishaps:
    """Mishaps of one lab's engine.

    Args:
        lab: whose engine suffers them.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.rival_cycles: list[CycleRow | None] = []
        self._foreign_line = 0

    def rival_while_reading(self) -> None:
        """Run a cycle, and let another engine on the same store try one in the middle of it."""
        lab = self.lab
        settings = msgspec.structs.replace(lab.plan.engine_settings(), holder="rival")
        rival = build(settings, lab.world.clock, Wire(lab.world, lab.witness), store=lab.store)

        def between(point: str) -> None:
            if "inventory" in point and point.endswith("after") and not self.rival_cycles:
                self.rival_cycles.append(rival.sync_inventory(self.lab.connected().id))

        lab.wire.point, before = between, lab.wire.point
        try:
            lab.run_cycle()
        finally:
            lab.wire.point = before
            rival.close()

    def dies_at(self, point: int, work: Callable[[], None]) -> None:
        """Let the engine die at the `point`-th step of `work`; another one takes its place.

        Raises:
            AssertionError: if the work was done before it came to that step.
        """
        lab = self.lab
        lab.crashes.begin(at=point)
        try:
            work()
        except Crash:
            return
        finally:
            lab.crashes.begin()
            lab.restart_engine()
        raise AssertionError(f"the engine was done before its step {point}")

    def connects_with_new_token(self) -> None:
        """The operator gives the connection a token somebody made in place of the old one."""
        lab, old = self.lab, self.lab.connected()
        methods = lab.komet.state.tokens[old.token].methods
        token = lab.komet.make_token(old.token_kind, methods)
        lab.connection = lab.store.add_connection(msgspec.structs.replace(old, token=token))
        lab.restart_engine()

    def connects_wrongly(self, kind: str, field: str) -> None:
        """The connection holds another id than the right one in that field."""
        self.lab.connect(kind, **MISTAKEN[known("field to be wrong", field, MISTAKEN)])

    def connects_far_away(self, kind: str, transit_days: int) -> None:
        """Boxes travel so many days, as marketplace and engine know."""
        lab = self.lab
        lab.connect(kind, transit_days=transit_days)
        lab.raw.hand_over(token=f"the {kind.lower()} token", transit_days=transit_days)

    def other_program_orders(self, order_id: int, name: str, boxes: int) -> None:
        """Another program with the same token orders a line for an order's day and address.

        It names no web order, so that Komet puts the line into one that fits, whoever's it is.
        """
        lab, lot = self.lab, self.lab.komet.lot(name)
        heard = lab.raw.komet(
            "web-order-item.add",
            "the customer token",
            x_account=COMPANY,
            customerId=CUSTOMER,
            inventoryIds=str(lot.id),
            inventoryOrigin=lot.origin,
            quantity=boxes,
            price=float(lot.price),
            carrierId=FEDEX,
            date=lab.shop.order(order_id).ship_date.isoformat(),
            shipToId=max(lab.komet.state.ship_tos),
        )
        self._foreign_line = heard.value["webOrderItemId"]

    def other_program_withdraws(self) -> None:
        """Somebody in Komet takes that line out again.

        Raises:
            NotKnown: if there is none.
        """
        if not self._foreign_line:
            raise NotKnown("no other program has ordered anything")
        self.lab.komet.does("remove_web_order_line", webOrderItemId=self._foreign_line)

    def leaves_calls(self, left: int) -> None:
        """Other programs of the company leave only so many calls for today."""
        komet = self.lab.komet
        komet.others_call(komet.calls_left() - left)
