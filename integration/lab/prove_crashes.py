"""Every point at which an engine can die, enumerated and survived.

A recording run passes all points - before and after every call to a partner, before and after
every write to the store - and counts them; a new write or call adds its own. Then the same story is
told once per point, the engine dies there, a new one starts on the same store, and every law must
hold at rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial

from integration.lab.crash import Crash
from integration.lab.harness import Lab, LabPlan, LawBroken, NotAtRest

STORIES = ("Customer", "Company")


def tell(token_kind: str, at: int) -> tuple[list[str], str]:
    """Tell the story with the engine dying at point `at` (0: never).

    Returns:
        The points passed, and what broke, if anything did.
    """
    lab = Lab(LabPlan(seed=3, lines=6, settings={"orders_every_s": 30.0}))
    lab.connect(token_kind=token_kind)
    lab.komet.receive("on hand", 9)
    lab.komet.receive("future", 9, origin=2)
    lab.crashes.begin(at)
    broken = ""
    try:
        sold_out = _story(lab)
        passed = list(lab.crashes.passed)
        lab.settle()
        lab.check_laws()
        if not at and lab.shop.outcome(sold_out) != "refused":
            broken = f"point {at}: the sold-out line was {lab.shop.outcome(sold_out)}"
    except (LawBroken, NotAtRest) as found:
        broken = f"point {at} ({lab.crashes.passed[at - 1]}): {' '.join(str(found).split())[:300]}"
        passed = list(lab.crashes.passed)
    finally:
        lab.store.close()
    return passed, broken


def _story(lab: Lab) -> int:
    """Orders over both origins: two moved, one cancelled, one sold out under it (its number)."""
    live(lab, 30)
    on_hand, future = lab.komet.key("on hand"), lab.komet.key("future")
    days = [lab.shop.usual_arrival() + timedelta(days=ahead) for ahead in (0, 7)]
    first = lab.shop.buys({on_hand: 2}, arrival=days[0], florist=1)
    second = lab.shop.buys({future: 3}, arrival=days[1], florist=2)
    third = lab.shop.buys({on_hand: 1}, arrival=days[0], florist=3)
    live(lab, 60)
    lab.komet.sell_out("on hand")
    fourth = lab.shop.buys({on_hand: 1}, arrival=days[0], florist=1)
    live(lab, 60)
    lab.shop.card_refused(first)
    lab.shop.card_refused(second)
    lab.shop.cancels(third)
    live(lab, 300)
    return fourth


def live(lab: Lab, seconds: float) -> None:
    """Let time pass; an engine that dies is followed by another on the same store."""
    target = lab.world.now() + timedelta(seconds=seconds)
    lab.engine  # noqa: B018 - started when first asked for
    while lab.world.now() < target:
        try:
            lab.world.advance(until=target)
        except Crash:
            lab.restart_engine()


def points(token_kind: str) -> list[str]:
    """The points a recording run passes, in order."""
    return tell(token_kind, 0)[0]


def survive(token_kind: str, count: int, workers: int, tick: Callable[[], None]) -> list[str]:
    """Die at each of `count` points; what broke, in sentences."""
    broken = []
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for _, what in pool.map(partial(tell, token_kind), range(1, count + 1), chunksize=8):
            broken += [what] if what else []
            tick()
    return broken


def by_kind(passed: list[str]) -> Counter[str]:
    """How many points each call and each write has, before and after together."""
    return Counter(point.rpartition(" ")[0] for point in passed)
