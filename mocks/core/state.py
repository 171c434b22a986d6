"""What a partner knows: dicts of frozen values, changed only by facts.

Values are replaced, never mutated, so a copy of the dicts is a copy of the world. A partner's
subclass sets its dicts in ``__init__``; `copy` finds them by itself.
"""

import threading
from collections import deque
from datetime import datetime, timedelta
from typing import Self

from mocks.core.ledger import Fact, Ledger


class State:
    """Tables, ledger and the one lock that guards both."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.lock = threading.RLock()
        self.counters: dict[str, int] = {}
        self.remember_s = 0.0
        self._past: deque[tuple[datetime, State]] = deque()

    def record(self, at: datetime, *facts: Fact) -> None:
        """Check, apply and write down `facts`, one after the other, as one step.

        Raises:
            Refusal: from the first fact the state does not allow.
        """
        with self.lock:
            self._keep_past(at)
            for fact in facts:
                fact.apply(self)
                self.ledger.append(at, fact)

    def next_id(self, kind: str, first: int = 1) -> int:
        """The number the next `kind` will get. Reading it does not use it up: `used_id` does."""
        return self.counters.get(kind, first)

    def used_id(self, kind: str, number: int) -> None:
        """Remember, from within a fact, that `number` is taken."""
        self.counters[kind] = max(self.counters.get(kind, 0), number + 1)

    def copy(self) -> Self:
        """The same tables and ledger, independent from now on."""
        with self.lock:
            twin = object.__new__(type(self))
            for name, value in vars(self).items():
                setattr(twin, name, value.copy() if isinstance(value, dict | Ledger) else value)
            twin.lock = threading.RLock()
            twin._past = deque()
            return twin

    def as_of(self, moment: datetime) -> Self:
        """The state as it was at `moment`, as far back as `remember_s` reaches (stale reads)."""
        with self.lock:
            for at, past in self._past:
                if at > moment:
                    return past  # type: ignore[return-value]
            return self

    def _keep_past(self, at: datetime) -> None:
        """Keep what was true until `at`, when stale reads are asked for."""
        if self.remember_s <= 0:
            return
        while self._past and self._past[0][0] < at - timedelta(seconds=self.remember_s):
            self._past.popleft()
        self._past.append((at, self.copy()))
