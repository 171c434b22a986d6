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
from functools import partial

from integration.lab.harness import LawBroken, NotAtRest
from integration.lab.prove.crash_stories import STORIES
from mocks.core.errors import Refusal


def tell(name: str, at: int) -> tuple[list[str], str]:
    """Tell the story of that name with the engine dying at point `at` (0: never).

    Returns:
        The points passed, and what broke, if anything did.
    """
    story = STORIES[name]()
    lab, broken = story.lab, ""
    lab.crashes.begin(at)
    try:
        story.tell()
        passed = list(lab.crashes.passed)
        lab.settle()
        lab.check_laws()
        broken = story.wrong()
    except (LawBroken, NotAtRest, Refusal) as found:
        passed = list(lab.crashes.passed)
        broken = " ".join(str(found).split())[:300]
    finally:
        lab.store.close()
    if broken:
        where = f" ({lab.crashes.passed[at - 1]})" if at else ""
        broken = f"{name} token, point {at}{where}: {broken}"
    return passed, broken


def points(name: str) -> list[str]:
    """The points a recording run of a story passes, in order."""
    return tell(name, 0)[0]


def survive(name: str, count: int, workers: int, tick: Callable[[], None]) -> list[str]:
    """Die at none and at each of `count` points; what broke, in sentences."""
    broken = []
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for _, what in pool.map(partial(tell, name), range(count + 1), chunksize=8):
            broken += [what] if what else []
            tick()
    return broken


def by_kind(passed: list[str]) -> Counter[str]:
    """How many points each call and each write has, before and after together."""
    return Counter(point.rpartition(" ")[0] for point in passed)
