"""Calls made per company and day. Not facts: a refused call changes no fact but still counts."""

import threading
from datetime import date


class Meter:
    """Counts calls by (company, day) and by method."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[tuple[int, date], int] = {}
        self._by_method: dict[tuple[int, date, str], int] = {}

    def take(self, company_id: int, day: date, method: str, allowance: int) -> bool:
        """Count one call unless the allowance is used up; tell whether it was counted."""
        with self._lock:
            used = self._calls.get((company_id, day), 0)
            if used >= allowance:
                return False
            self._calls[company_id, day] = used + 1
            key = (company_id, day, method)
            self._by_method[key] = self._by_method.get(key, 0) + 1
            return True

    def give_back(self, company_id: int, day: date, method: str) -> None:
        """Uncount one call (the switch under which refused calls are free).

        A call that was counted on the day before stays counted.
        """
        with self._lock:
            if self._by_method.get((company_id, day, method), 0) > 0:
                self._calls[company_id, day] -= 1
                self._by_method[company_id, day, method] -= 1

    def used(self, company_id: int, day: date) -> int:
        """Calls counted for the company on that day."""
        return self._calls.get((company_id, day), 0)

    def days(self) -> dict[tuple[int, date], int]:
        """All counts, by company and day."""
        with self._lock:
            return dict(self._calls)

    def by_method(self, company_id: int, day: date) -> dict[str, int]:
        """Calls of the company on that day, by method."""
        with self._lock:
            return {
                method: count
                for (company, when, method), count in self._by_method.items()
                if (company, when) == (company_id, day)
            }

    def copy(self) -> "Meter":
        """An independent meter with the same counts."""
        twin = Meter()
        with self._lock:
            twin._calls = dict(self._calls)
            twin._by_method = dict(self._by_method)
        return twin
