"""The stories an engine is killed in: on the marketplace with either token, and with a vendor.

A story is short and takes every turn once, so that a run which records it passes every call and
every write of the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Protocol

from integration.lab.crash import Crash
from integration.lab.harness import ENGINE, Lab
from integration.lab.people.vendor_people import MONDIAL, VendorPeople, mixed, solid
from integration.lab.plan import LabPlan
from mocks.axerrio.line_states import CANCELLED, REJECTED, SHIPPED
from mocks.komet.dialect import CALLS_PER_USER
from mocks.komet.purchase_order_states import PENDING

#: Boxes nobody in Komet has a word for when the story begins.
ESKIMO = 1006
ROUND_S = 30.0
#: How often a vendor's lines are looked at in Komet here; and long enough for a doubt as well.
POLL_S, SETTLE_S = 60, 30
POLLED_S = POLL_S + SETTLE_S + 2 * ROUND_S
#: Enough for a company that looks so often.
USERS = 100
#: After so long everything is read whole again.
OUTAGE_S = 3600.0


class Story(Protocol):
    """One story in a lab of its own, made ready for it."""

    lab: Lab

    def tell(self) -> None:
        """Let it happen; an engine that dies is followed by another."""
        ...

    def wrong(self) -> str:
        """What did not end as it had to, once all is at rest; empty if nothing."""
        ...


class MarketStory:
    """Orders over both origins: two moved, one cancelled, one sold out under it.

    Args:
        token_kind: Customer or Company.
    """

    def __init__(self, token_kind: str) -> None:
        self.lab = Lab(LabPlan(seed=3, lines=6, settings={"orders_every_s": ROUND_S}))
        self.lab.connect(token_kind=token_kind)
        self.lab.komet.receive("on hand", 9)
        self.lab.komet.receive("future", 9, origin=2)

    def tell(self) -> None:
        """Let it happen."""
        lab = self.lab
        live(lab, 30)
        on_hand, future = lab.komet.key("on hand"), lab.komet.key("future")
        days = [lab.shop.usual_arrival() + timedelta(days=ahead) for ahead in (0, 7)]
        first = lab.shop.buys({on_hand: 2}, arrival=days[0], florist=1)
        second = lab.shop.buys({future: 3}, arrival=days[1], florist=2)
        third = lab.shop.buys({on_hand: 1}, arrival=days[0], florist=3)
        live(lab, 60)
        lab.komet.sell_out("on hand")
        self.sold_out = lab.shop.buys({on_hand: 1}, arrival=days[0], florist=1)
        live(lab, 60)
        lab.shop.card_refused(first)
        lab.shop.card_refused(second)
        lab.shop.cancels(third)
        live(lab, 300)

    def wrong(self) -> str:
        """Whether the florist was refused what was sold out.

        Where an engine died an order came too late for its boxes, and she may have had those.
        """
        if self.lab.crashes.at:
            return ""
        outcome = self.lab.shop.outcome(self.sold_out)
        return "" if outcome == "refused" else f"the sold-out line was {outcome}"


class VendorStory:
    """Both options: orders changed, cancelled, rejected; prebooks made in Komet and taken out.

    Solid and mixed boxes, a product nobody knows at first; what is approved is labelled and leaves.
    """

    def __init__(self) -> None:
        pace = {"orders_every_s": ROUND_S, "interval_s": POLL_S, "settle_s": SETTLE_S}
        calls = {"vendor_calls_per_day": USERS * CALLS_PER_USER}
        self.lab = Lab(LabPlan(seed=3, lines=2, users=USERS, settings=pace | calls))
        self.people = VendorPeople(self.lab)
        self.people.joins()
        self.people.sells(solid(packages=1), solid(articleKey=MONDIAL, packages=1))
        live(self.lab, ROUND_S)
        self.people.maps_everything()
        self.people.rejects()
        live(self.lab, POLLED_S)

    def tell(self) -> None:
        """Let it happen."""
        people, lab = self.people, self.lab
        self.changed = people.sells(solid(), solid(packages=3))
        self.mixed = people.sells(mixed(), solid(articleKey=ESKIMO, packages=2))
        cancelled, rejected = people.sells(solid(packages=5)), people.sells(solid(packages=6))
        self.refused = (cancelled, rejected)
        people.books(4)
        taken_out = people.books(2)
        live(lab, POLLED_S)
        people.maps_everything()
        people.changes(self.changed, solid(lineId=1, packages=8), solid(lineId=2, packages=3))
        people.cancels(cancelled)
        self._rejects(boxes=6)
        lab.komet.does("delete_prebook_line", prebookItemId=taken_out)
        self._outage()
        live(lab, POLLED_S)
        for order in people.purchases():
            if order.status == PENDING:
                lab.komet.does("approve_purchase_order", purchaseOrderId=order.id)
        live(lab, POLLED_S)
        for number in self._to_leave():
            people.labels(number)
        live(lab, 2 * ROUND_S)

    def _outage(self) -> None:
        """For a while no engine runs."""
        self.lab.world.agenda.drop(lambda kind, _: kind == ENGINE)
        self.lab.pass_time(OUTAGE_S)
        self.lab.restart_engine()

    def _rejects(self, boxes: int) -> None:
        (item,) = [one for one in self.people.bought() if one.boxes == boxes]
        asked = {"purchaseOrderId": item.purchase_order_id, "why": "too dear"}
        self.lab.komet.does("cancel_purchase_order", **asked)

    def _to_leave(self) -> list[int]:
        begun_there = [one.id for one in self.people.state.orders.values() if one.origin == "komet"]
        return [self.changed, self.mixed, begun_there[0]]

    def wrong(self) -> str:
        """Whether all that was approved has left, and nothing else."""
        left, ended = self._states(self._to_leave()), self._states(self.refused)
        if (left, ended) == ([SHIPPED] * 5, [CANCELLED, REJECTED]):
            return ""
        return f"what was approved is {left}, what nobody wanted {ended}"

    def _states(self, orders: Iterable[int]) -> list[str]:
        return [line.state for number in orders for line in self.people.order(number).lines]


STORIES: Mapping[str, Callable[[], Story]] = {
    "Customer": partial(MarketStory, "Customer"),
    "Company": partial(MarketStory, "Company"),
    "Vendor": VendorStory,
}


def live(lab: Lab, seconds: float) -> None:
    """Let time pass; an engine that dies is followed by another on the same store."""
    target = lab.world.now() + timedelta(seconds=seconds)
    lab.engine  # noqa: B018 - started when first asked for
    while lab.world.now() < target:
        try:
            lab.world.advance(until=target)
        except Crash:
            lab.restart_engine()
