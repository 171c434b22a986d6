"""Where an engine can die: before and after every call to a partner and every write to the store.

A `Crashes` counts those points as they are passed. Told to, it kills at the n-th: `Crash` is no
`Exception`, so that nothing in the engine can take it for a failure and go on.
"""

from __future__ import annotations


class Crash(BaseException):
    """The engine's process dies here."""


class Crashes:
    """The points passed so far, and the one to die at.

    Args:
        at: the ordinal of the point to die at, from 1; 0 for never.
    """

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.passed: list[str] = []

    def point(self, name: str) -> None:
        """Pass the point `name`.

        Raises:
            Crash: if it is the one to die at.
        """
        self.passed.append(name)
        if len(self.passed) == self.at:
            raise Crash(f"point {self.at}: {name}")

    def on_write(self, name: str, when: str) -> None:
        """Pass a point of the store: the write `name`, before or after it is committed.

        Raises:
            Crash: if it is the one to die at.
        """
        self.point(f"store {name} {when}")

    def begin(self, at: int = 0) -> None:
        """Count from nothing again, to die at the `at`-th point (0: never)."""
        self.at = at
        self.passed = []
