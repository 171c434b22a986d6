"""The ledger: every fact a partner ever accepted, in order, never changed.

A partner's state is what you get by applying its facts one after the other. Laws are judged over
ledgers, digests compare two days, and the operator's story of an order is read from here.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

import msgspec

F = TypeVar("F", bound="Fact")


class Fact(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Something that happened. Subclasses say what, and `apply` it to the partner's state."""

    def apply(self, state: Any) -> None:
        """Change `state` accordingly; the caller has already checked that it may.

        Raises:
            Refusal: if the state does not allow it; nothing has been changed then.
        """
        raise TypeError(f"{type(self).__name__} does not say how it changes the state")


def kinds_of(state: Any) -> list[str]:
    """The names of all facts the partner of that state can write down."""
    package = type(state).__module__.rpartition(".")[0]
    return sorted(
        one.__name__ for one in Fact.__subclasses__() if one.__module__.startswith(package)
    )


class Entry(msgspec.Struct, frozen=True):
    """One line of the ledger: its number from 1, its moment (UTC) and the fact."""

    number: int
    at: datetime
    fact: Any


class Ledger:
    """An append-only list of entries."""

    def __init__(self, entries: list[Entry] | None = None) -> None:
        self._entries = entries or []

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def append(self, at: datetime, fact: Fact) -> Entry:
        """Write `fact` down as the next entry and return it."""
        entry = Entry(len(self._entries) + 1, at, fact)
        self._entries.append(entry)
        return entry

    def of(self, kind: type[F]) -> list[F]:
        """All facts of one kind, oldest first."""
        return [entry.fact for entry in self if isinstance(entry.fact, kind)]

    def entries_of(self, kind: type[Fact]) -> list[Entry]:
        """All entries whose fact is of one kind, oldest first."""
        return [entry for entry in self if isinstance(entry.fact, kind)]

    def since(self, number: int) -> list[Entry]:
        """The entries after `number` (0 gives all of them)."""
        return self._entries[max(0, number) :]

    def digest(self) -> str:
        """SHA-256 over all entries: equal for two days that went exactly alike."""
        sha = hashlib.sha256()
        encode = msgspec.json.Encoder().encode
        for entry in self:
            sha.update(encode(entry))
        return sha.hexdigest()

    def copy(self) -> "Ledger":
        """A ledger with the same past and its own future."""
        return Ledger(list(self._entries))
