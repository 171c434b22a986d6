"""The last calls and answers of a world, bounded in bytes, searchable. Tokens are masked."""

import threading
from collections import deque
from datetime import datetime

import msgspec


class Line(msgspec.Struct, frozen=True):
    """One call: when, to whom, what was asked, what was answered, which fault struck."""

    number: int
    at: datetime
    partner: str
    method: str
    path: str
    asked: str
    status: int
    answered: str
    fault: str = ""
    unknown_fields: tuple[str, ...] = ()

    def size(self) -> int:
        """Roughly the bytes it occupies."""
        return 200 + len(self.asked) + len(self.answered)


class Journal:
    """Keeps the newest lines within `limit_bytes`; long texts are cut at `text_limit`."""

    def __init__(self, limit_bytes: int = 4_000_000, text_limit: int = 4_000) -> None:
        self.limit_bytes, self.text_limit = limit_bytes, text_limit
        self._lines: deque[Line] = deque()
        self._size = 0
        self._number = 0
        self._lock = threading.Lock()

    def next_number(self) -> int:
        """A fresh number for a line."""
        with self._lock:
            self._number += 1
            return self._number

    def write(self, line: Line) -> None:
        """Keep `line`, dropping the oldest ones if need be."""
        with self._lock:
            self._lines.append(line)
            self._size += line.size()
            while self._size > self.limit_bytes and len(self._lines) > 1:
                self._size -= self._lines.popleft().size()

    def find(self, text: str = "", partner: str = "", limit: int = 100) -> list[Line]:
        """The newest lines that mention `text` (any case) and concern `partner`."""
        wanted = text.casefold()
        with self._lock:
            lines = list(self._lines)
        hits = [
            line
            for line in reversed(lines)
            if partner in ("", line.partner)
            and wanted in f"{line.path} {line.asked} {line.answered} {line.fault}".casefold()
        ]
        return hits[:limit]

    def copy(self) -> "Journal":
        """The same lines, independent from now on."""
        twin = Journal(self.limit_bytes, self.text_limit)
        with self._lock:
            twin._lines, twin._size, twin._number = self._lines.copy(), self._size, self._number
        return twin
