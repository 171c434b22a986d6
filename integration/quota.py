"""The day's allowance of calls to Komet, and what a connection may spend of it. Pure.

A company has 1,000 calls a day per user, for all its programs together. Orders come first: calls
are kept for them. What is left is divided evenly over the rest of the day, so when calls are short
the inventory is read less often, and the allowance is never overdrawn. How fresh the marketplace's
offers are is promised for the *planned* cadence: a promise that is kept.

The cadence is never shorter than a whole day's calls would buy, so that it stays the same from day
to day, whatever moment the engine was started; it grows when orders have used more than was kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import ceil

import msgspec

CALLS_PER_USER = 1000
DAY_S = 86_400

OPEN_MARKET, STOREFRONT = "open_market", "storefront"
#: The open market comes in two lists: on hand and future.
OPEN_MARKET_CALLS = 2
#: The methods that the inventory cycle calls; all others belong to orders.
CYCLE_METHODS = frozenset(
    {
        "customer.details.get",
        "ecommerce/inventory.list",
        "future.inventory.openmarket.list",
        "inventory.openmarket.list",
    }
)
#: Of the calls kept for orders, this share stays kept for the rest of the day even when orders
#: have used more than was expected.
KEPT_LONGEST = 0.25


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The day an allowance belongs to: its name, and its first and last moment (aware UTC)."""

    name: date
    start: datetime
    end: datetime

    @staticmethod
    def of(now: datetime, zone: tzinfo = UTC) -> Day:
        """The day in `zone` that `now` lies in."""
        name = now.astimezone(zone).date()
        start = datetime.combine(name, time(), zone).astimezone(UTC)
        end = datetime.combine(name + timedelta(days=1), time(), zone).astimezone(UTC)
        return Day(name=name, start=start, end=end)

    def left_s(self, now: datetime) -> float:
        """Seconds from `now` to the end."""
        return max((self.end - now).total_seconds(), 0.0)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the inventory is read, and what one complete read costs in calls."""

    name: str
    calls: int


def source(
    token_kind: str, lines: int, rows: int, *, reserved: bool, availability: bool = False
) -> Source:
    """The cheapest source the token allows; of equally cheap ones that which comes in one piece.

    Args:
        token_kind: Company or Customer; only a Company token reads the open market.
        lines: lines of inventory, as last counted.
        rows: rows a page of the e-commerce list holds.
        reserved: whether the lines reserved for the customer are read too (a list of their own).
        availability: whether what others offer is wanted; the open market does not show it.
    """
    pages = max(ceil(lines / rows), 1) + (1 if reserved else 0)
    storefront = Source(name=STOREFRONT, calls=pages)
    if token_kind != "Company" or availability:
        return storefront
    open_market = Source(name=OPEN_MARKET, calls=OPEN_MARKET_CALLS)
    return min(open_market, storefront, key=lambda one: one.calls)


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """What may be spent a day: `allowance` calls, of which `reserve` are kept for orders."""

    allowance: int
    reserve: int

    @staticmethod
    def of(users: int, share: float, expected_order_calls: int) -> Budget:
        """The budget of a company.

        Args:
            users: in the company's plan.
            share: of the company's calls that is ours, 0 to 1.
            expected_order_calls: what a day's orders will need; at most half is kept.
        """
        allowance = int(users * CALLS_PER_USER * share)
        return Budget(allowance=allowance, reserve=min(expected_order_calls, allowance // 2))


class Spent(msgspec.Struct, frozen=True, kw_only=True):
    """Calls of one day so far: by inventory cycles, and by everything else."""

    cycles: int = 0
    orders: int = 0

    @staticmethod
    def of(calls: Mapping[str, int]) -> Spent:
        """From the calls by method."""
        cycles = sum(count for method, count in calls.items() if method in CYCLE_METHODS)
        return Spent(cycles=cycles, orders=sum(calls.values()) - cycles)

    @property
    def total(self) -> int:
        """All of them."""
        return self.cycles + self.orders


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What the allowance buys from now on.

    `cadence_s` lies between the starts of two cycles; a cycle costs `calls_per_cycle`;
    `cycles_per_day` is what a whole day buys; `spendable` calls are left to cycles today;
    `reserve_left` are kept for orders; `left` is all that is left of today.
    """

    cadence_s: int
    calls_per_cycle: int
    cycles_per_day: int
    reserve_left: int
    spendable: int
    left: int

    @property
    def may_cycle(self) -> bool:
        """Whether one more cycle today stays within the allowance and spares the orders' part."""
        return self.spendable >= self.calls_per_cycle

    @property
    def freshness(self) -> str:
        """What this promises, in a sentence."""
        if not self.cycles_per_day:
            return (
                f"the allowance does not buy a single read of {self.calls_per_cycle} calls: "
                "the inventory is not kept fresh"
            )
        return (
            f"read every {_duration(self.cadence_s)} with {self.calls_per_cycle} calls each, "
            f"{self.reserve_left} calls kept for orders"
        )


def kept_in_sight(every_s: int) -> str:
    """What a vendor's connection promises, in a sentence: how often its lines are looked at."""
    return f"purchase orders looked at every {_duration(every_s)}"


def _duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    named = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in named if count) or "0 s"


def reserve_left(budget: Budget, spent: Spent, day_left_s: float) -> int:
    """Calls still kept for orders: what they have not used yet, and never less than a last part."""
    unused = budget.reserve - spent.orders
    last = ceil(budget.reserve * KEPT_LONGEST * day_left_s / DAY_S)
    return max(unused, last, 0)


def plan(
    budget: Budget, spent: Spent, calls_per_cycle: int, day_left_s: float, interval_s: int
) -> Plan:
    """What the rest of the day may look like.

    Args:
        budget: the day's.
        spent: today so far.
        calls_per_cycle: what one complete read costs.
        day_left_s: seconds to the allowance's next day.
        interval_s: the cadence when calls do not matter; never shorter than this.
    """
    kept = reserve_left(budget, spent, day_left_s)
    left = max(budget.allowance - spent.total, 0)
    spendable = max(left - kept, 0)
    cycles_left = spendable // calls_per_cycle
    per_day = (budget.allowance - budget.reserve) // calls_per_cycle
    steady = DAY_S / per_day if per_day else DAY_S
    rest = day_left_s / cycles_left if cycles_left else day_left_s
    return Plan(
        cadence_s=_cadence_s(max(steady, rest), interval_s),
        calls_per_cycle=calls_per_cycle,
        cycles_per_day=min(per_day, DAY_S // interval_s),
        reserve_left=kept,
        spendable=spendable,
        left=left,
    )


def _cadence_s(needed_s: float, interval_s: int) -> int:
    """Whole minutes, which people can keep in mind, unless the interval does."""
    return interval_s if needed_s <= interval_s else ceil(needed_s / 60) * 60
