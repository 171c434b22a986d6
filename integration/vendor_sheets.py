"""What a round with a vendor has read, so that its orders share reads and not each makes its own.

An order that has just sent something wants to see what came of it. Its read can wait until all
the others of the round have sent theirs too: then one list answers for every order of that day.
A list counts for an order only if it was read after the order's own last call.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class Later(Exception):
    """The order wants a list that others of the round will want as well, and lets them go first."""


class Sheets:
    """The lists of one round, and when each order of it last sent something."""

    def __init__(self) -> None:
        self._sent = 0
        self._last: dict[int, int] = {}
        self._waiting: set[int] = set()
        self._lists: dict[Hashable, tuple[int, Sequence[Any]]] = {}

    def sends(self, order_id: int) -> None:
        """The order sends something: what was read before says nothing about that."""
        self._sent += 1
        self._last[order_id] = self._sent
        self._waiting.discard(order_id)

    def is_alone(self, order_id: int) -> bool:
        """Whether no other order of the round has sent anything."""
        return not self._last.keys() - {order_id}

    def read(self, order_id: int, name: Hashable, fetch: Callable[[], Sequence[T]]) -> Sequence[T]:
        """The list of that name as it is after the order's last call.

        Args:
            order_id: whose turn it is.
            name: tells lists apart.
            fetch: reads it; whatever it raises is raised.

        Raises:
            Later: if the order sent something in this round and has not let the others go first.
        """
        last = self._last.get(order_id, 0)
        at, rows = self._lists.get(name, (-1, ()))
        if at >= last:
            return rows
        if last and order_id not in self._waiting:
            self._waiting.add(order_id)
            raise Later
        rows = fetch()
        self._lists[name] = (self._sent, rows)
        return rows
