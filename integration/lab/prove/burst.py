"""A vendor's service was stopped for hours and then sends everything at once: in order, once each.

The company's marketplace goes on meanwhile: its inventory stays as fresh as promised and the calls
its florists' orders need are left alone. With faults the same, without the count of calls.
"""

from __future__ import annotations

from dataclasses import dataclass

from integration.lab.contract import published
from integration.lab.harness import Lab, LawBroken, NotAtRest
from integration.lab.people.vendor_people import VendorPeople, solid
from integration.lab.plan import LabPlan
from integration.lab.wire import Witness
from integration.model import VENDOR
from integration.vendor_trade import DONE, QUIET
from mocks.komet.dialect import CALLS_PER_USER
from mocks.komet.seed import COMPANY

#: A sales order costs a prebook and a purchase order; reads are shared, retries aside.
CALLS_AN_ORDER = 2.2
#: The labs' Monday begins ten hours before the allowance's day ends.
ROUND_S, MINUTE_S, TOMORROW_S = 600.0, 60.0, 11 * 3600.0
FAULTS = ("lost_reply", "lost_request", "twice", "late_request")
REST = (DONE, QUIET)
STRUCK = ("*/prebook.create", "*/purchase.order.create")


@dataclass(frozen=True)
class Burst:
    """How many orders come at once, to a company of how many users.

    Args:
        orders: in the burst; one of them is cancelled and one changed before it is sent.
        users: in the company's plan.
        faulty: whether calls are lost, doubled and late.
        left: calls the day's allowance still has when it comes; None for all that are not used.
    """

    orders: int = 500
    users: int = 3
    faulty: bool = False
    left: int | None = None


def broken_by_burst(burst: Burst) -> list[str]:
    """What went otherwise than it must, in sentences; nothing if all went well."""
    lab = Lab(LabPlan(lines=4, users=burst.users), Witness(published()))
    try:
        with lab:
            return list(_Outage(lab, burst).lives())
    except (LawBroken, NotAtRest) as broken:
        return [str(broken)]


class _Outage:
    """One burst, from the stop of the service to the last answer."""

    def __init__(self, lab: Lab, burst: Burst) -> None:
        self.lab, self.burst = lab, burst
        self.people = VendorPeople(lab)

    def lives(self) -> list[str]:
        """All of it; what broke."""
        numbers = self._stored_up()
        self.known = set(self.lab.komet.state.prebook_items)
        before = self.lab.engine_calls()
        self._strike()
        self.people.does("start_service")
        self.lab.pass_time(MINUTE_S)
        cost = self.lab.engine_calls() - before
        waits = self.burst.left is not None
        wrong = self._kept(numbers) if waits else []
        self.lab.pass_time(TOMORROW_S if waits else 2 * ROUND_S)
        wrong += self._judged(numbers)
        if not (waits or self.burst.faulty) and cost > CALLS_AN_ORDER * len(numbers):
            wrong.append(f"{cost} calls for {len(numbers)} orders")
        return wrong

    def _stored_up(self) -> list[int]:
        """The orders the service holds back; the second is cancelled, the third changed."""
        lab, people = self.lab, self.people
        people.joins()
        lab.connect("Company")
        people.sells()
        lab.pass_time(ROUND_S)
        people.maps_everything()
        people.rejects()
        lab.pass_time(ROUND_S)
        people.does("stop_service")
        numbers = [people.sells(solid(packages=1 + n % 30)) for n in range(self.burst.orders)]
        people.cancels(numbers[1])
        people.changes(numbers[2], solid(lineId=1, packages=31))
        lab.assume("axerrio", "after_stop", "repeats_last")
        self._spend()
        return numbers

    def _spend(self) -> None:
        """The company's other programs leave so many calls of today's allowance."""
        if self.burst.left is not None:
            day, left = self.lab.komet.today(), self.burst.left
            spare = self.burst.users * CALLS_PER_USER - self.lab.engine_calls() - left
            for _ in range(spare):
                self.lab.store.count_call(COMPANY, day, "other programs")

    def _strike(self) -> None:
        for kind in FAULTS if self.burst.faulty else ():
            for path in STRUCK:
                self.lab.strike(kind, path=path, chance=0.05)

    def _kept(self, numbers: list[int]) -> list[str]:
        """Too few calls are left: orders wait, what was bought is told, some calls are kept."""
        reasons = [one.reason for one in self.lab.store.alarms()]
        said = any("are kept for the marketplace" in reason for reason in reasons)
        told = sum(self.people.line(number).state == "waiting_approval" for number in numbers)
        bought = len(self.people.bought())
        wrong = [] if said else [f"nobody is told that orders wait: {reasons}"]
        return wrong + ([] if told == bought else [f"{bought} lines are bought, {told} are told"])

    def _judged(self, numbers: list[int]) -> list[str]:
        people, wanted = self.people, dict.fromkeys(numbers, "waiting_approval")
        wanted[numbers[1]] = "cancelled"
        wrong = [
            f"order {number} is {people.line(number).state}, not {state}"
            for number, state in wanted.items()
            if people.line(number).state != state
        ]
        vendor = min(one.id for one in self.lab.store.connections() if one.partner == VENDOR)
        rows = self.lab.store.vendor_orders(vendor)
        wrong += [f"order {row.order_id} is {row.state}" for row in rows if row.state not in REST]
        return wrong + self._doubled(numbers) + self._overspent()

    def _doubled(self, numbers: list[int]) -> list[str]:
        """Each order has one prebook line, made in the order of the sales orders."""
        items = self.lab.komet.state.prebook_items
        made = [items[one] for one in sorted(items) if one not in self.known and items[one].boxes]
        boxes = [line.goods.packages for line in map(self.people.line, numbers)]
        right = [boxes[0], *boxes[2:]]
        shown = [one.boxes for one in made]
        if self.burst.faulty:
            shown, right = sorted(shown), sorted(right)
        return [] if shown == right else [f"{len(shown)} lines are booked, not as sold: {shown}"]

    def _overspent(self) -> list[str]:
        used, most = self.lab.komet.calls_today(), self.burst.users * CALLS_PER_USER
        return [f"{used} calls of {most}"] if used > most else []
