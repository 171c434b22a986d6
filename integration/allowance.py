"""What a company's allowance buys right now: the store's counts, put through the pure planner.

The allowance belongs to the company; two connections of one company share it, so their cycles are
planned together and keep one cadence.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from math import ceil
from zoneinfo import ZoneInfo

import msgspec

from integration.model import VENDOR, Connection
from integration.quota import DAY_S, Budget, Day, Plan, Source, Spent, plan, source
from integration.settings import Settings
from integration.store_port import Store

#: Whose midnight may end an allowance's day.
ZONES = (UTC, ZoneInfo("America/New_York"))


def zone(settings: Settings) -> tzinfo:
    """Where the allowance's day begins at midnight."""
    return UTC if settings.allowance_zone == "UTC" else ZoneInfo(settings.allowance_zone)


def day_of(now: datetime, settings: Settings) -> Day:
    """The day of the allowance that `now` belongs to."""
    return Day.of(now, zone(settings))


def whole_again(now: datetime) -> datetime:
    """When a used-up allowance may be whole again: the next midnight that may end its day.

    Where the operator was wrong about whose midnight that is, orders would else wait for a day.
    """
    return min(Day.of(now, one).end for one in ZONES)


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """One look at a connection's allowance. `others_calls`: a cycle of its sister connections."""

    connection: Connection
    settings: Settings
    budget: Budget
    spent: Spent
    day_left_s: float
    lines: int
    others_calls: int

    def source(self, lines: int | None = None) -> Source:
        """The cheapest source for so many lines (as last counted if not given)."""
        known = self.lines if lines is None else lines
        return _source(self.connection, known, self.settings)

    def plan(self, lines: int | None = None) -> Plan:
        """What the rest of the day may look like with so many lines."""
        calls = self.source(lines).calls + self.others_calls
        interval_s = self.settings.interval_s
        return plan(self.budget, self.spent, calls, self.day_left_s, interval_s)


def open_books(store: Store, connection: Connection, settings: Settings, now: datetime) -> Books:
    """Look at the allowance of `connection` as it stands at `now`."""
    day = day_of(now, settings)
    sisters = _sisters(store, connection)
    family = [connection, *sisters]
    others = [one for one in sisters if one.partner != VENDOR]
    vendors = len(sisters) - len(others)
    expected = settings.orders_per_day * settings.calls_per_order * (len(others) + 1)
    expected += settings.vendor_calls_per_day * vendors
    return Books(
        connection=connection,
        settings=settings,
        budget=Budget.of(_users(family), _share(family), expected),
        spent=Spent.of(store.calls(connection.company_id, day.name)),
        day_left_s=day.left_s(now),
        lines=_lines(store, connection),
        others_calls=sum(_source(other, _lines(store, other), settings).calls for other in others),
    )


def allowance_of(store: Store, company_id: int, anew: Connection | None = None) -> int | None:
    """Calls a day that are ours of this company's; None if no connection says.

    Args:
        store: the connections there are.
        company_id: whose.
        anew: a connection that is being made, which counts instead of what is stored of it.
    """
    if anew is not None and anew.company_id == company_id:
        return calls_of([anew, *_sisters(store, anew)])
    return calls_of(family_of(store, company_id))


def family_of(store: Store, company_id: int) -> list[Connection]:
    """All connections of a company."""
    return [one for one in store.connections() if one.company_id == company_id]


def calls_of(family: list[Connection]) -> int | None:
    """Calls a day that are a family's; None without a connection."""
    return Budget.of(_users(family), _share(family), 0).allowance if family else None


def _sisters(store: Store, connection: Connection) -> list[Connection]:
    """The company's other connections. One that is being made anew is not its own sister."""
    mine = family_of(store, connection.company_id)
    return [one for one in mine if connection.id != one.id and connection.name != one.name]


def left_today(store: Store, family: list[Connection], settings: Settings, now: datetime) -> int:
    """Calls that are left of a family's allowance for today."""
    counted = store.calls(family[0].company_id, day_of(now, settings).name)
    return (calls_of(family) or 0) - sum(counted.values())


def kept_for_florists(family: list[Connection], settings: Settings, now: datetime) -> int:
    """Calls that a company's vendors leave to its marketplaces' orders for the rest of today."""
    markets = sum(one.partner != VENDOR for one in family)
    expected = markets * settings.orders_per_day * settings.calls_per_order
    most = (calls_of(family) or 0) // 2
    return ceil(min(expected, most) * day_of(now, settings).left_s(now) / DAY_S)


def _users(family: list[Connection]) -> int:
    return max(one.users for one in family)


def _share(family: list[Connection]) -> float:
    return min(sum(one.allowance_share for one in family), 1.0)


def _lines(store: Store, connection: Connection) -> int:
    cycle = store.last_cycle(connection.id, complete=True)
    return cycle.lines if cycle else 0


def _source(connection: Connection, lines: int, settings: Settings) -> Source:
    return source(
        connection.token_kind,
        lines,
        connection.rows,
        reserved=settings.read_reserved == "yes",
        availability=settings.availability == "yes",
    )
