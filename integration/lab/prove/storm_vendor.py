"""A short day with a vendor in which everything goes wrong, both ways.

The vendor sells, changes, cancels, labels, and its site goes silent for a while; in Komet prebooks
are made and taken out, purchase orders approved, cut, confirmed or rejected, words mapped and boxes
scanned. Whether every line ended once is for the laws to say.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec

from integration.lab.harness import Lab
from integration.lab.people.vendor_people import (
    FREEDOM,
    MONDIAL,
    VENDOR_ID,
    VendorPeople,
    mixed,
    solid,
)
from integration.lab.plan import LabPlan
from integration.lab.prove.storm import StormPlan, attempt, drawn, rules
from mocks.axerrio.line_states import LIVE, PRINTABLE
from mocks.core.faults import FaultPlan
from mocks.komet.purchase_order_states import BOX_SHIPPED

#: Switches that change what can be read back, or what is refused; a storm draws one value of each.
#: Not `prebook_vendor_ship_date`: what is shown to nobody can not be kept from standing twice.
READING_BACK = {
    "mark_code_echoed": ("yes", "no"),
    "prebook_item_ids": ("yes", "no"),
    "purchase_item_ids": ("yes", "no"),
    "empty_status": ("1", "0"),
    "answer_dates": ("iso", "us"),
    "unknown_mark": ("prefix", "none"),
    "vendor_order_state": ("workflow", "pending", "approved", "confirmed"),
    "awb_on_pending": ("refuse", "accept"),
    "awb_again": ("refuse", "replace"),
    "box_codes_most": ("any", "5"),
}
AT_THE_SITE = {
    "stopped_service": ("silent", "refuses"),
    "after_stop": ("goes_on", "repeats_last"),
}
WORKFLOWS = ("manual", "manual", "auto-approve", "auto-confirm")
#: Articles sold; the last one nobody in Komet knows when the storm begins.
ARTICLES = (FREEDOM, FREEDOM, MONDIAL, 1006)


def make_lab(plan: StormPlan) -> Lab:
    """A small company joined with a vendor whose words are mostly known, the faults in force."""
    draw = random.Random(plan.seed)
    switches = {"komet": drawn(draw, READING_BACK), "axerrio": drawn(draw, AT_THE_SITE)}
    lab = Lab(
        LabPlan(
            seed=plan.seed,
            lines=2,
            assumptions=switches,
            settings={"settle_s": plan.settle_s},
        )
    )
    people = VendorPeople(lab)
    people.joins()
    _teach(people)
    lab.komet.does("set_purchase_workflow", workflow=draw.choice(WORKFLOWS))
    lab.world.faults.set(rules(plan))
    return lab


def _teach(people: VendorPeople) -> None:
    """A first order went well, and somebody mapped its words."""
    people.sells(solid(packages=2), solid(articleKey=MONDIAL, packages=3))
    people.lab.pass_time(60)
    people.maps_everything()


def blow(lab: Lab, plan: StormPlan) -> None:
    """Let the storm pass over the lab; what people are refused they simply do not get."""
    storm = _Storm(VendorPeople(lab), random.Random(plan.seed * 7919 + 1))
    for _ in range(plan.orders):
        attempt(storm.somebody_orders)
        lab.pass_time(storm.draw.choice((0.5, 31, 60, 130)))
        for _ in range(3):
            attempt(storm.somebody_acts)
            lab.pass_time(storm.draw.choice((0.5, 31, 60, 310)))
    storm.ends()


@dataclass(frozen=True)
class _Storm:
    """Everybody who acts while it lasts, and the chance that says who does what."""

    people: VendorPeople
    draw: random.Random

    def somebody_orders(self) -> None:
        """The vendor sells, or Komet's people make a prebook with it."""
        if self.draw.random() < 0.35:
            with _calm(self.people.lab):
                self.people.books(self.draw.randint(1, 4), shipDate=self._day())
            return
        lines = [self._line() for _ in range(self.draw.randint(1, 3))]
        self.people.sells(*lines, shipDate=self._day())

    def somebody_acts(self) -> None:
        """One of the things people do meanwhile, on either side."""
        self.draw.choice(DEEDS)(self)

    def ends(self) -> None:
        """The site is up again; in half of the storms all words are mapped and all is approved."""
        self.people.does("start_service")
        if self.draw.random() < 0.5:
            return
        self.people.maps_everything()
        for place in range(len(self.people.purchases())):
            attempt(partial(self.people.approves, place))

    def _day(self) -> str:
        return str(self.people.ship_date() + timedelta(days=self.draw.choice((0, 0, 1))))

    def _line(self, **fields: Any) -> dict[str, Any]:
        if self.draw.random() < 0.25:
            return mixed(packages=self.draw.randint(1, 3), **fields)
        article, packages = self.draw.choice(ARTICLES), self.draw.randint(1, 6)
        return solid(articleKey=article, packages=packages, **fields)

    # --- at the vendor's ---

    def _order(self) -> int:
        return self.draw.choice(sorted(self.people.state.orders))

    def changes(self) -> None:
        """The vendor changes a line or two, adds one, leaves one out, or moves the day."""
        order = self.people.order(self._order())
        if self.draw.random() < 0.2:
            self.people.changes(order.id, shipDate=self._day())
            return
        live = [line.id for line in order.lines if line.state in LIVE]
        kept = self.draw.sample(live, self.draw.randint(0, len(live)))
        lines = [self._line(lineId=line_id) for line_id in kept] or [self._line()]
        self.people.changes(order.id, *lines)

    def cancels(self) -> None:
        """The vendor cancels an order."""
        self.people.cancels(self._order())

    def labels(self) -> None:
        """Boxes of some approved order are chosen and labelled: all of them, or one of a line."""
        orders = self.people.state.orders.values()
        ready = [one.id for one in orders if any(line.state in PRINTABLE for line in one.lines)]
        if ready:
            count = {} if self.draw.random() < 0.7 else {"count": 1}
            self.people.labels(self.draw.choice(ready), **count)

    def stops(self) -> None:
        """The service at the site stops, or starts again with everything it held back."""
        self.people.does("stop_service" if self.draw.random() < 0.5 else "start_service")

    def repeats(self) -> None:
        """The last events go out again."""
        self.people.does("send_again", count=self.draw.randint(1, 4))

    # --- in Komet ---

    def _purchase(self) -> int:
        return self.draw.randrange(len(self.people.purchases()) or 1)

    def approves(self) -> None:
        """Procurement approves an order."""
        if self.people.purchases():
            self.people.approves(self._purchase())

    def rejects(self) -> None:
        """Procurement rejects an order."""
        if self.people.purchases():
            self.people.rejects(self._purchase())

    def cuts(self) -> None:
        """Procurement takes boxes off a line, or wants it cheaper, or takes it off its order."""
        for item in self._bought():
            wish = self.draw.choice(({"boxes": max(item.boxes - 1, 0)}, {"cost": 6}, {"boxes": 0}))
            self.people.lab.komet.does("change_purchase_line", poItemId=item.id, **wish)

    def confirms(self) -> None:
        """The farm confirms some boxes of a line in the portal."""
        for item in self._bought():
            boxes = self.draw.randint(1, item.boxes)
            self.people.lab.komet.does("confirm_purchase_line", poItemId=item.id, boxes=boxes)

    def maps(self) -> None:
        """Somebody maps all words nobody knew."""
        self.people.maps_everything()

    def takes_out(self) -> None:
        """Sales staff take a line with this vendor out of its prebook, whoever made it."""
        items = self.people.lab.komet.state.prebook_items.values()
        lines = [one.id for one in items if one.vendor_id == VENDOR_ID and one.boxes]
        if lines:
            chosen = self.draw.choice(lines)
            self.people.lab.komet.does("delete_prebook_line", prebookItemId=chosen)

    def moves(self) -> None:
        """Sales staff move a prebook of their own to another day."""
        state = self.people.lab.komet.state
        prebooks = sorted({item.prebook_id for item in state.prebook_items.values()})
        if prebooks:
            asked = {"prebookId": self.draw.choice(prebooks), "shipDate": self._day()}
            with _calm(self.people.lab):
                self.people.lab.raw.komet("prebook.update", "company", **asked)

    def scans(self) -> None:
        """The warehouse scans a box in."""
        boxes = self.people.lab.komet.state.boxes.values()
        codes = [one.code for one in boxes if one.status == BOX_SHIPPED]
        if codes:
            self.people.lab.komet.does("receive_box", boxCode=self.draw.choice(codes))

    def _bought(self) -> list[Any]:
        items = self.people.bought()
        return [self.draw.choice(items)] if items else []


DEEDS: tuple[Callable[[_Storm], None], ...] = (
    *(_Storm.changes, _Storm.changes, _Storm.cancels, _Storm.stops, _Storm.repeats),
    *(_Storm.labels, _Storm.labels, _Storm.labels, _Storm.scans),
    *(_Storm.approves, _Storm.approves, _Storm.approves, _Storm.rejects),
    *(_Storm.cuts, _Storm.confirms, _Storm.maps, _Storm.takes_out, _Storm.moves),
)


@contextmanager
def _calm(lab: Lab) -> Iterator[None]:
    """The engine's calls are struck, not those that stand for screens."""
    storm = lab.world.faults
    still = tuple(msgspec.structs.replace(rule, chance=0.0) for rule in storm.rules)
    lab.world.faults = FaultPlan(rules=still)
    try:
        yield
    finally:
        lab.world.faults = storm
