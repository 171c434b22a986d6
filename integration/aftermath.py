"""What a cycle leaves behind: the stream's row, alarms, its sentence in the story, a log line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from integration import schedule
from integration.allowance import whole_again
from integration.desk import Desk
from integration.errors import PartnerError, Wait
from integration.model import Connection
from integration.quota import Plan
from integration.rows import Alarm, CycleRow, Told

STREAM = schedule.INVENTORY
#: The subject of alarms about lists that shrank suspiciously.
SHRINK = "inventory shrink"

#: Outcomes of a cycle. held: published, but lines that vanished suspiciously wait.
PUBLISHED, HELD, UNREAD, UNPUBLISHED = "published", "held", "unread", "unpublished"


@dataclass(frozen=True)
class Aftermath:
    """For the cycle of one connection that began at `started_at`; `took` is seconds by phase."""

    desk: Desk
    connection: Connection
    started_at: datetime
    took: Mapping[str, float] = field(default_factory=dict)

    def succeeded(self, row: CycleRow, *, suspicious: bool) -> None:
        """It was published and acknowledged; `suspicious`: but lines are held back."""
        store, owner = self.desk.store, self.connection.id
        stream = store.stream(owner, STREAM)
        if stream.failures or stream.blocked_until or stream.last_ok_at is None:
            store.resolve_alarms(owner, STREAM, row.finished_at)
        store.save_stream(schedule.succeeded(stream, self.started_at, row.read_at))
        self._watch_shrink(row.finished_at, suspicious=suspicious)
        if row.upserts or row.removals or row.missing:
            self._tell(_sentence(row))
        self._log(row, unconfirmed=len(row.missing))

    def failed(self, row: CycleRow, problem: PartnerError) -> None:
        """It could not be read, or not be published."""
        self._trouble(row.cadence_s, problem)
        self._tell(f"cycle {row.number} {row.outcome}: {problem.reason}")
        self._log(row, reason=problem.reason)

    def unaffordable(self, plan: Plan) -> None:
        """It was not begun, for the allowance does not buy it."""
        problem = Wait(
            f"the allowance has {plan.left} calls left today, of which {plan.reserve_left} are "
            f"kept for orders: no complete read of {plan.calls_per_cycle} calls"
        )
        self._trouble(plan.cadence_s, problem)
        self._tell(problem.reason)
        self.desk.log.warning(
            "inventory.unaffordable", connection=self.connection.id, reason=problem.reason
        )

    def _trouble(self, cadence_s: int, problem: PartnerError) -> None:
        desk, now = self.desk, self.desk.clock.now()
        stream = desk.store.stream(self.connection.id, STREAM)
        until = schedule.blocked_until(stream, problem, now, whole_again(now), desk.settings)
        stream = schedule.failed(stream, self.started_at, problem, until)
        desk.store.save_stream(stream)
        alarm = schedule.alarm(stream, problem, now, cadence_s)
        if alarm:
            desk.store.raise_alarm(alarm)

    def _watch_shrink(self, now: datetime, *, suspicious: bool) -> None:
        if not suspicious:
            self.desk.store.resolve_alarms(self.connection.id, SHRINK, now)
            return
        alarm = Alarm(
            id=0,
            connection_id=self.connection.id,
            subject=SHRINK,
            reason="suspiciously many lines vanished from Komet's list at once",
            remedy="the next complete read takes down what it misses too; until then those "
            "offers stay up, marked stale",
            since=now,
        )
        self.desk.store.raise_alarm(alarm)

    def _tell(self, text: str) -> None:
        told = Told(at=self.desk.clock.now(), subject=STREAM, text=text)
        self.desk.store.tell(self.connection.id, told)

    def _log(self, row: CycleRow, **more: object) -> None:
        self.desk.log.info(
            f"inventory.{row.outcome}",
            connection=row.connection_id,
            number=row.number,
            lines=row.lines,
            upserts=row.upserts,
            removals=row.removals,
            calls=row.calls,
            cadence_s=row.cadence_s,
            **{f"{phase}_s": seconds for phase, seconds in self.took.items()},
            **more,
        )


def _sentence(row: CycleRow) -> str:
    text = f"cycle {row.number}: {row.lines} lines read, {row.upserts} published"
    if row.removals:
        text += f", {row.removals} taken down"
    if row.missing:
        text += f", {len(row.missing)} missing and waiting for the next read"
    return text
