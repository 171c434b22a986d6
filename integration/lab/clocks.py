"""A clock that is wrong, as that of a machine nobody looks after."""

from __future__ import annotations

from datetime import datetime, timedelta

from integration.ports import Clock


class OffClock:
    """Another clock's time, and so many seconds more.

    Args:
        true: the clock that is right.
        off_s: how much later this one says it is; negative for earlier.
    """

    def __init__(self, true: Clock, off_s: float) -> None:
        self._true = true
        self._off = timedelta(seconds=off_s)

    def now(self) -> datetime:
        """The wrong moment, aware, UTC."""
        return self._true.now() + self._off

    def right(self, moment: datetime) -> datetime:
        """When it truly is `moment` by this clock."""
        return moment - self._off
