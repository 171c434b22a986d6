"""Which days boxes can leave on, and until when: pure rules over rows, given the moment.

Times on Komet's screens are "EST". Whether that is UTC-5 all year or the time of Miami, which
moves in March and November, nobody says: `reading` is the switch ``eastern_time``. An order for a
ship date must come before that date's cut-off on that very day: the earlier of the e-commerce's
and the carrier's, of that weekday.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from mocks.core.errors import NotPossible
from mocks.komet.records import Carrier, Company

NO_SHIPPING = "none"
FIXED = timezone(timedelta(hours=-5), "EST")
US_EASTERN = ZoneInfo("America/New_York")


def eastern(now: datetime, reading: str) -> datetime:
    """`now` (aware) as the clock on the wall shows it; `reading` is ``fixed`` or ``us_eastern``."""
    return now.astimezone(US_EASTERN if reading == "us_eastern" else FIXED)


def midnight(day: date, reading: str) -> datetime:
    """The moment (UTC) at which `day` begins on that clock."""
    zone = US_EASTERN if reading == "us_eastern" else FIXED
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def is_cut_off(text: str) -> bool:
    """Whether `text` is HHMM, ``none`` for No Shipping, or empty."""
    if text in ("", NO_SHIPPING):
        return True
    return len(text) == 4 and text.isdecimal() and text[:2] < "24" and text[2:] < "60"


def cut_off(company: Company, carrier: Carrier, day: date) -> time | None:
    """The last moment for orders of `day`, exclusive; None if neither side sets one.

    Raises:
        NotPossible: if one of them does not ship on that weekday at all.
    """
    both = (company.cut_offs[day.weekday()], carrier.cut_offs[day.weekday()])
    if NO_SHIPPING in both:
        raise NotPossible("cutoff.none", date=day)
    times = [time(int(text[:2]), int(text[2:])) for text in both if text]
    return min(times, default=None)


def serves(carrier: Carrier, day: date) -> bool:
    """Whether the carrier is active and takes boxes on that weekday."""
    return carrier.active and day.weekday() in carrier.weekdays


def check_ship_date(
    now: datetime, company: Company, carrier: Carrier, ship_date: date, reading: str
) -> None:
    """Refuse a ship date that can not be kept any more, or never could.

    Raises:
        NotPossible: ``date.past``, ``carrier.inactive``, ``carrier.day``, ``cutoff.none`` or
            ``cutoff.passed``, judged in this order.
    """
    here = eastern(now, reading)
    if ship_date < here.date():
        raise NotPossible("date.past", date=ship_date)
    if not carrier.active:
        raise NotPossible("carrier.inactive", carrier=carrier.id)
    if ship_date.weekday() not in carrier.weekdays:
        raise NotPossible("carrier.day", carrier=carrier.id, date=ship_date)
    last = cut_off(company, carrier, ship_date)
    if ship_date == here.date() and last is not None and here.time() >= last:
        raise NotPossible("cutoff.passed", date=ship_date)


def can_ship(
    now: datetime, company: Company, carrier: Carrier, ship_date: date, reading: str
) -> bool:
    """Whether an order for that ship date may still come."""
    try:
        check_ship_date(now, company, carrier, ship_date, reading)
    except NotPossible:
        return False
    return True


def arrival(ship_date: date, carrier: Carrier) -> date:
    """The day of delivery: as many service days after the ship date as the transit takes."""
    day, left, weekdays = ship_date, carrier.transit_days, carrier.weekdays or range(7)
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() in weekdays
    return day


@cache
def two_months_after(day: date) -> date:
    """The same day of the month two months on, or that month's last day."""
    years, month = divmod(day.month + 1, 12)
    first_after = date(day.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = first_after - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
