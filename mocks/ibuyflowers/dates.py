"""Arrival dates, packing days and the marketplace's own clock: pure rules.

The buyer picks the day of arrival; boxes are packed and shipped some days before, on a day the
carrier works. Transit is counted in the carrier's working days (switch: calendar days): with one
day and Monday to Friday, what arrives on Monday left on Friday.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
THURSDAY, FRIDAY = 3, 4
# Before this hour of the packing day a buyer may still mend a card (help page: 10 am EST).
PACKING_HOUR = time(10)
DELIVERY_HOUR = time(15)
# How far ahead anybody orders; it also bounds every search for a day.
HORIZON_DAYS = 366


class Service(NamedTuple):
    """How boxes travel: transit days, the weekdays the carrier works (0 Monday), two switches.

    Args:
        transit_days: from shipping to arrival.
        weekdays: on which the carrier works.
        transit: ``service_days`` or ``calendar_days``.
        arrival_days: ``service``, or ``any`` if it delivers every day.
    """

    transit_days: int
    weekdays: tuple[int, ...]
    transit: str = "service_days"
    arrival_days: str = "service"


def market_day(now: datetime, reading: str) -> date:
    """The marketplace's today: in New York, or by UTC (switch ``market_day``)."""
    return (now.astimezone(NEW_YORK) if reading == "us_eastern" else now).date()


def ship_date(service: Service, arrival: date) -> date | None:
    """The day boxes must leave to arrive on `arrival`; None if nothing can arrive then."""
    if service.arrival_days == "service" and arrival.weekday() not in service.weekdays:
        return None
    left, day = service.transit_days, arrival
    if service.transit == "calendar_days":
        left, day = 0, arrival - service.transit_days * DAY
    while left > 0 or day.weekday() not in service.weekdays:
        day -= DAY
        left -= day.weekday() in service.weekdays
    return day


def arrivals_after(service: Service, arrival: date) -> Iterator[tuple[date, date]]:
    """The arrival dates after `arrival` with their ship dates, nearest first."""
    for ahead in range(1, HORIZON_DAYS):
        day = arrival + ahead * DAY
        leaves = ship_date(service, day)
        if leaves is not None:
            yield day, leaves


def next_arrival(service: Service, arrival: date, shipped_after: date) -> tuple[date, date]:
    """The next arrival date after `arrival` that ships later than `shipped_after`, and that day.

    Raises:
        LookupError: if there is none within a year.
    """
    for day, leaves in arrivals_after(service, arrival):
        if leaves > shipped_after:
            return day, leaves
    raise LookupError(f"no arrival within {HORIZON_DAYS} days")


def is_friday_push(old_ship: date, new_ship: date) -> bool:
    """Whether packing would go from a Thursday to the Friday after it."""
    return old_ship.weekday() == THURSDAY and new_ship == old_ship + DAY


def packing_at(ship: date) -> datetime:
    """The moment an order is packed, UTC."""
    return datetime.combine(ship, PACKING_HOUR, NEW_YORK).astimezone(UTC)


def charging_at(ship: date) -> datetime:
    """The moment the card is charged: a day before packing, UTC."""
    return packing_at(ship - DAY)


def delivery_at(arrival: date) -> datetime:
    """The moment an order is delivered, UTC."""
    return datetime.combine(arrival, DELIVERY_HOUR, NEW_YORK).astimezone(UTC)
