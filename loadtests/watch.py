"""Who does not put load on anything: the one that watches the engine, and the scenario's own hand.

There is one of each in a run, in whichever process Locust puts it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from locust import User, task

from integration.lab.afterwards import ask
from integration.lab.load import names
from integration.lab.load.log import Cycle, Doubt, EngineLog
from integration.lab.load.vendor import map_words
from integration.partners.operations import BOX_TYPES
from loadtests.course import Course, OnCourse
from mocks.komet.seed import NEIGHBOUR, token_text

LOOK_S = 0.25
#: So often somebody looks whether the vendor's words wait for their product.
MAP_S = 1.0
ACCEPTED = "accepted"
#: While Komet is away it takes the first calls that make something and never answers, then nothing.
OUTAGE = [
    {"kind": "lost_reply", "partner": "komet", "only": "writes", "ordinals": [1, 2], "limit": 2},
    {"kind": "refused_5xx", "partner": "komet", "chance": 1.0},
]


class Lonely(OnCourse, User):
    """Somebody of whom there is one."""

    abstract = True
    fixed_count = 1

    def wait_time(self) -> float:
        return LOOK_S


class Sync(Lonely):
    """Watches the engine: its cycles in its log, the orders' way in the marketplace's ledger."""

    def on_start(self) -> None:
        super().on_start()
        path = self.course.site.engine_log
        self._log = EngineLog(Path(path), at_end=True) if path else None
        self._since = {
            kind: self._last(kind) for kind in ("OrderPlaced", "LineAnswered", "ConnectionMade")
        }
        self._open: dict[int, tuple[datetime, set[int], bool]] = {}
        self._doubted: set[int] = set()

    @task
    def look(self) -> None:
        for entry in self._news("OrderPlaced"):
            order = entry["fact"]["order"]
            lines = {line["id"] for line in order["lines"]}
            self._open[order["id"]] = (_moment(entry["at"]), lines, False)
        answers = self._news("LineAnswered")
        # Whatever was in doubt was so before it was answered: the log is read after the ledger.
        for found in self._log.news() if self._log else ():
            self._cycle(found) if isinstance(found, Cycle) else self._doubt(found)
        for entry in answers:
            self._answered(entry)

    def on_stop(self) -> None:
        """Whatever has no number yet has waited so long already: left out, it would look quick."""
        self.look()
        for order_id, (placed, _, _) in self._open.items():
            self._way(order_id, (placed, datetime.now(UTC)), accepted=True)

    def _news(self, kind: str) -> list[Any]:
        since = self._since[kind]
        path = f"/_lab/ledger?partner=ibuyflowers&kind={kind}&since={since}&digest=false"
        entries: list[Any] = ask(self.course.site.market, path)["entries"]
        if entries:
            self._since[kind] = entries[-1]["number"]
        return entries

    def _last(self, kind: str) -> int:
        """What happened before the run is none of its business."""
        self._since = {kind: 0}
        while self._news(kind):
            pass
        return self._since[kind]

    def _cycle(self, cycle: Cycle) -> None:
        if not cycle.published:
            if not self.course.is_away(cycle.at):
                self.measured(names.CYCLE, cycle.whole_s, RuntimeError(cycle.reason))
            return
        self.measured(names.CYCLE, cycle.whole_s)
        self.measured(names.sized(cycle.lines), cycle.whole_s)
        for phase, seconds in cycle.seconds.items():
            self.measured(names.phase(phase), seconds)

    def _doubt(self, doubt: Doubt) -> None:
        self._doubted.add(doubt.order)

    def _answered(self, entry: Any) -> None:
        fact = entry["fact"]
        order_id, at = fact["order_id"], _moment(entry["at"])
        if order_id not in self._open:
            return
        placed, lines, accepted = self._open[order_id]
        lines.discard(fact["line_id"])
        accepted = accepted or fact["answer"]["outcome"] == ACCEPTED
        self._open[order_id] = (placed, lines, accepted)
        if not lines:
            del self._open[order_id]
            self._way(order_id, (placed, at), accepted=accepted)

    def _way(self, order_id: int, way: tuple[datetime, datetime], *, accepted: bool) -> None:
        placed, at = way
        away = self.course.away
        if not accepted:
            name = names.ORDER_REFUSED
        elif away and (self.course.is_away(placed) or self.course.is_away(at)):
            name, placed = names.ORDER_BACKLOG, max(placed, min(away[1], at))
        else:
            name = names.ORDER_DOUBTED if order_id in self._doubted else names.ORDER
        self.measured(name, (at - placed).total_seconds())


class Stagehand(Lonely):
    """Does what the scenario says happens by itself: outages, recounts, growth."""

    def on_start(self) -> None:
        super().on_start()
        site = self.course.site
        self._komet = site.komet
        self._due = sorted(self._events(), key=lambda one: one[0])
        self._mapped = not site.vendor_joined
        self._looked = 0.0

    def _events(self) -> list[tuple[float, str, Any]]:
        plan = self.course.plan
        events: list[tuple[float, str, Any]] = []
        if plan.outage_s:
            begin, end = plan.outage_s
            events += [(begin, "faults", {"rules": OUTAGE}), (end, "faults", {"rules": []})]
        if plan.does.churn:
            turns = int(plan.time_s / plan.interval_s)
            events += [
                (turn * plan.interval_s, "act/komet/recount_all", {"boxes": 1 - 2 * (turn % 2)})
                for turn in range(turns)
            ]
        events += [(at, "act/komet/grow", {"lines": lines}) for at, lines in plan.growths()]
        return events

    @task
    def act(self) -> None:
        while self._due and self._due[0][0] <= self.course.now():
            _, path, body = self._due.pop(0)
            self._lab(path, body)
        if not self._mapped and self.course.now() - self._looked > MAP_S:
            self._looked = self.course.now()
            self._mapped = map_words(self._komet)

    def _lab(self, path: str, body: Any) -> None:
        ask(self._komet, f"/_lab/{path}", body)


def prepare(course: Course) -> None:
    """Bring the programs' company near the edge of its allowance, before anybody comes."""
    komet, token = course.site.komet, token_text(course.site.seed, "neighbour_company")
    ask(komet, "/_lab/act/komet/set_users", {"users": 1, "companyId": NEIGHBOUR})
    for _ in range(course.plan.spent_before()):
        ask(komet, f"/api/{BOX_TYPES.name}?authenticationToken={token}")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
