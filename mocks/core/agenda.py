"""What is due later in a world: late requests, timers, payments, cycles; in order of time."""

import heapq
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from mocks.core.api import Request


@dataclass(frozen=True)
class ActDue:
    """An act planned for later: which partner, which act, with what."""

    partner: str
    name: str
    call: msgspec.Struct


@dataclass(frozen=True)
class CallDue:
    """A late request: it will be carried out by `partner` as if it arrived then."""

    partner: str
    request: Request


class Agenda:
    """A queue of (time, number, work). Equal times keep the order in which they were planned.

    Work is a plain value (a pair of kind and payload), never a closure, so that a copy of a world
    carries its own future. Threads that answer calls plan while another one walks the queue.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._due: list[tuple[datetime, int, str, Any]] = []
        self._number = 0

    def __len__(self) -> int:
        return len(self._due)

    def count(self, kind: str) -> int:
        """How many things of that kind are due some time."""
        return sum(item[2] == kind for item in self._due)

    def plan(self, at: datetime, kind: str, payload: Any) -> None:
        """Put `payload` down for the moment `at`, to be done by whoever handles `kind`."""
        with self._lock:
            self._number += 1
            heapq.heappush(self._due, (at, self._number, kind, payload))

    def next_at(self) -> datetime | None:
        """When the next thing is due, or None."""
        with self._lock:
            return self._due[0][0] if self._due else None

    def pop(self, until: datetime) -> tuple[datetime, str, Any] | None:
        """Take out the next thing due at or before `until`, or None."""
        with self._lock:
            if not self._due or self._due[0][0] > until:
                return None
            at, _, kind, payload = heapq.heappop(self._due)
            return at, kind, payload

    def drop(self, wanted: Callable[[str, Any], bool]) -> int:
        """Take out everything `wanted` says yes to; tell how many."""
        with self._lock:
            kept = [item for item in self._due if not wanted(item[2], item[3])]
            gone = len(self._due) - len(kept)
            heapq.heapify(kept)
            self._due = kept
            return gone

    def copy(self) -> "Agenda":
        """The same plans, independent from now on."""
        twin = Agenda()
        with self._lock:
            twin._due, twin._number = list(self._due), self._number
        return twin
