"""What a company may expect before it connects: how fresh, what for, what would help. Pure.

The arithmetic is the planner's own (`quota`), for a whole day of which nothing is spent yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil

import msgspec
from msgspec.structs import replace

from integration.quota import CALLS_PER_USER, DAY_S, Budget, Plan, Source, Spent, plan, source
from integration.settings import Settings

#: Beyond that nothing is looked for: nobody buys so many users, and no page holds so many rows.
MOST_USERS, MOST_ROWS = 10_000, 1_000_000


class Prospect(msgspec.Struct, frozen=True, kw_only=True):
    """A company that thinks of connecting: lines of inventory, users in its plan, token, page."""

    lines: int
    users: int
    token_kind: str
    rows: int


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One change that would bring the wished interval, and what it would be then."""

    change: str
    cadence_s: int


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """What is possible: the plan, its source, where a day's calls go, and ways to the interval."""

    source: Source
    plan: Plan
    interval_s: int
    calls: dict[str, int]
    ways: tuple[Way, ...]

    @property
    def in_time(self) -> bool:
        """Whether the wished interval is kept as things are."""
        return _in_time(self.plan, self.interval_s)


def outlook(prospect: Prospect, settings: Settings) -> Outlook:
    """What `prospect` may expect of an engine with these settings."""
    made, read = _plan(prospect, settings), _source(prospect, settings)
    allowance = prospect.users * CALLS_PER_USER
    cycles = DAY_S // made.cadence_s * read.calls if made.cycles_per_day else 0
    calls = {
        "inventory": cycles,
        "kept for orders": made.reserve_left,
        "left over": allowance - cycles - made.reserve_left,
    }
    late = not _in_time(made, settings.interval_s)
    return Outlook(
        source=read,
        plan=made,
        interval_s=settings.interval_s,
        calls=calls,
        ways=tuple(_ways(prospect, settings)) if late else (),
    )


def _source(prospect: Prospect, settings: Settings) -> Source:
    return source(
        prospect.token_kind,
        prospect.lines,
        prospect.rows,
        reserved=settings.read_reserved == "yes",
        availability=settings.availability == "yes",
    )


def _plan(prospect: Prospect, settings: Settings) -> Plan:
    expected = settings.orders_per_day * settings.calls_per_order
    budget = Budget.of(prospect.users, 1.0, expected)
    calls = _source(prospect, settings).calls
    return plan(budget, Spent(), calls, DAY_S, settings.interval_s)


def _in_time(made: Plan, interval_s: int) -> bool:
    return bool(made.cycles_per_day) and made.cadence_s <= interval_s


def _ways(prospect: Prospect, settings: Settings) -> Iterator[Way]:
    """Each single change that is enough, the cheapest first."""

    def enough(changed: Prospect) -> bool:
        return _in_time(_plan(changed, settings), settings.interval_s)

    for words, changed in _changes(prospect, enough):
        if enough(changed):
            yield Way(change=words, cadence_s=_plan(changed, settings).cadence_s)


def _changes(
    prospect: Prospect, enough: Callable[[Prospect], bool]
) -> Iterator[tuple[str, Prospect]]:
    """What may be changed, each as little as is enough; whether it is enough is not said."""
    rows = _least(lambda count: enough(replace(prospect, rows=count)), prospect.rows, MOST_ROWS)
    yield f"ask for {rows:,} rows a page", replace(prospect, rows=rows)
    yield "read with a Company token", replace(prospect, token_kind="Company")
    users = _least(lambda count: enough(replace(prospect, users=count)), prospect.users, MOST_USERS)
    yield f"have {users:,} users in the plan", replace(prospect, users=users)
    pages = _most_pages(prospect, enough)
    yield f"show at most {pages * prospect.rows:,} lines", _pages(prospect, pages)


def _least(enough: Callable[[int], bool], known: int, most: int) -> int:
    """The least number above `known` that is enough; `most` if none below it is."""
    low, high = known, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _pages(prospect: Prospect, pages: int) -> Prospect:
    return replace(prospect, lines=pages * prospect.rows)


def _most_pages(prospect: Prospect, enough: Callable[[Prospect], bool]) -> int:
    """So many full pages can be read in time; 0 if not even one."""
    pages = ceil(prospect.lines / prospect.rows)
    while pages and not enough(_pages(prospect, pages)):
        pages -= 1
    return pages
