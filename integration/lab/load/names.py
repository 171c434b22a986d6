"""What is measured under which name: the entries of Locust's statistics that goals speak of."""

from __future__ import annotations

#: The type of every entry that is about the engine rather than about somebody's call.
SYNC = "sync"

CYCLE = "cycle"
ORDER = "order: checkout to Komet number"
ORDER_DOUBTED = "order: checkout to Komet number, doubted"
ORDER_BACKLOG = "order: end of the outage to Komet number"
ORDER_REFUSED = "order: checkout to refusal"
AGE = "offer shown: age"
AGE_AWAY = "offer shown: age, Komet away"
PURCHASE = "buyer: whole purchase"


def phase(name: str) -> str:
    """One phase of the cycle."""
    return f"{CYCLE}: {name}"


def sized(lines: int) -> str:
    """Cycles of about so many lines: the next power of ten."""
    size = 10
    while size < lines:
        size *= 10
    return f"{CYCLE}, up to {size:,} lines"
