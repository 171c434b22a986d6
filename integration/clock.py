"""The machine's clock: the one place where the engine meets real time."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """`integration.ports.Clock` of the machine."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC)
