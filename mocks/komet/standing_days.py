"""On which days a standing order's truck leaves, and when its prebooks are made: pure rules.

Weeks are counted from the one the order starts in, Monday first (assumed). The automatic process
runs each night, Eastern time. It makes the prebooks of the truck days that are no further off than
a number of days set by the company; never one of the night's own day, so that an order which
starts today has none for tomorrow.
"""

from datetime import date, datetime, timedelta

from mocks.komet.calendar import eastern, midnight
from mocks.komet.records import StandingOrder

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Letters by which a weekday is known at least; "T" and "S" could be two.
LETTERS_LEAST = 3
A_DAY, A_WEEK = timedelta(days=1), 7


def weekdays_in(text: str) -> tuple[int, ...] | None:
    """The weekdays named in a list such as ``Monday, Thu``, in their order; None if it is none."""
    found = [_weekday(part.strip()) for part in text.split(",")]
    if None in found or len(set(found)) != len(found):
        return None
    return tuple(sorted(one for one in found if one is not None))


def named(weekdays: tuple[int, ...]) -> str:
    """Weekdays as the list of standing orders shows them: ``Monday, Thursday``."""
    return ", ".join(WEEKDAYS[one] for one in weekdays)


def truck_day_after(order: StandingOrder, day: date) -> date | None:
    """The order's first truck day after `day`; None after its end."""
    first = max(order.start, day + A_DAY)
    days = (first + ahead * A_DAY for ahead in range(A_WEEK * (order.recurrence + 1)))
    return next((one for one in days if is_truck_day(order, one)), None)


def is_truck_day(order: StandingOrder, day: date) -> bool:
    """Whether the order's truck leaves on that day."""
    if day < order.start or (order.end is not None and day > order.end):
        return False
    monday = order.start - order.start.weekday() * A_DAY
    weeks = (day - monday).days // A_WEEK
    return day.weekday() in order.weekdays and weeks % order.recurrence == 0


def days_due(order: StandingOrder, now: datetime, ahead_days: int, reading: str) -> list[date]:
    """The truck days whose prebooks a run at that moment makes, in their order."""
    today = eastern(now, reading).date()
    after = max(today, order.made_until or today)
    due = []
    while (day := truck_day_after(order, after)) is not None and _is_near(day, today, ahead_days):
        due.append(day)
        after = day
    return due


def next_run(order: StandingOrder, now: datetime, ahead_days: int, reading: str) -> datetime | None:
    """When a later run than one at `now` will first have something to make; None for never."""
    today = eastern(now, reading).date()
    day = truck_day_after(order, max(today + A_DAY, order.made_until or today))
    if day is None:
        return None
    return midnight(max(today + A_DAY, day - ahead_days * A_DAY), reading)


def _is_near(day: date, today: date, ahead_days: int) -> bool:
    return day - today <= ahead_days * A_DAY


def _weekday(text: str) -> int | None:
    wanted = text.casefold()
    for place, name in enumerate(WEEKDAYS):
        if len(wanted) >= LETTERS_LEAST and name.casefold().startswith(wanted):
            return place
    return None
