"""One clock for all partners of a world.

The clock either runs beside real time (shifted by an offset) or stands still until somebody moves
it. Nothing else in ``mocks`` may read the time of day; the linter sees to it.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whatever can tell the time: aware datetimes in UTC."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


class LabClock:
    """A clock that can be stopped, set and moved.

    Args:
        start: the moment it shows when made; None follows the machine's clock.
        frozen: True stands still until moved.
    """

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        real = datetime.now(UTC)
        self._offset = (start or real) - real
        self._frozen_at: datetime | None = (start or real) if frozen else None

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen_at is not None

    def now(self) -> datetime:
        """The present moment of this world, aware, in UTC."""
        return self._frozen_at or datetime.now(UTC) + self._offset

    def freeze(self) -> None:
        """Stand still at the present moment."""
        self._frozen_at = self.now()

    def run(self) -> None:
        """Go on beside real time from the present moment."""
        self.set(self.now(), frozen=False)

    def set(self, moment: datetime, *, frozen: bool | None = None) -> None:
        """Show `moment` (aware); keeps standing or running unless `frozen` says otherwise."""
        stand = self.frozen if frozen is None else frozen
        self._frozen_at = moment.astimezone(UTC) if stand else None
        self._offset = moment - datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass: by sleeping when running, by moving the hands when frozen."""
        if self._frozen_at is None:
            time.sleep(seconds)
        else:
            self._frozen_at += timedelta(seconds=seconds)

    def copy(self) -> "LabClock":
        """A clock that shows the same time and moves independently."""
        twin = LabClock()
        twin._offset, twin._frozen_at = self._offset, self._frozen_at
        return twin
