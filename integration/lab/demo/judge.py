"""What keeps a day from being a good one: a law that broke or judged nothing, something unseen."""

from __future__ import annotations

from collections.abc import Iterator

from integration.lab.demo.refusals import WORDS
from integration.lab.demo.result import Count, DemoResult


def problems(result: DemoResult, wanted_orders: int) -> Iterator[str]:
    """Each in one sentence; nothing for a good day.

    Args:
        result: the day.
        wanted_orders: how many orders it was to have.
    """
    yield from _laws(result)
    if len(result.orders) < wanted_orders:
        yield f"only {len(result.orders)} of {wanted_orders} orders were placed"
    yield from (f"no line was refused: {_words(one)}" for one in _unseen(result.refusals))
    yield from (f"no florist was turned away: {_words(one)}" for one in _unseen(result.turned_away))
    yield from (f"the vendor's day saw no {one.name}" for one in _unseen(result.vendor_seen))
    yield from (f"the fault {one.name} never struck" for one in _unseen(result.faults))
    if result.allowance.left < 0:
        yield f"{-result.allowance.left} calls more than the allowance were counted"


def _laws(result: DemoResult) -> Iterator[str]:
    for law in result.laws:
        if law.required and not law.judged:
            yield f"the law '{law.name}' judged nothing"
        yield from (f"the law '{law.name}' broke: {what}" for what in law.violations)


def _unseen(counts: tuple[Count, ...]) -> list[Count]:
    return [one for one in counts if one.required and not one.count]


def _words(count: Count) -> str:
    return WORDS.get(count.name, count.name)
