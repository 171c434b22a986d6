"""Windows of days that lists are asked for: both ends given, in order, not too long."""

from datetime import date, timedelta

from mocks.core.errors import BadCall, NotPossible
from mocks.komet.order_parts import needed

MONTHS = 6


def check_window(first: date | None, last: date | None, names: tuple[str, str]) -> None:
    """Whether `first` to `last` is a window of at most six months.

    Args:
        first: the first day, or None if it was not given.
        last: the last day, or None.
        names: how the call names the two.

    Raises:
        BadCall: if one of them is absent.
        NotPossible: if they are the wrong way round, or too far apart.
    """
    start, end = needed(first, names[0]), needed(last, names[1])
    if start > end:
        raise NotPossible("range.order", first=start, last=end)
    if end > months_after(start, MONTHS):
        raise NotPossible("range.long", limit="six months")


def check_days(first: date, last: date, days: int, words: str) -> None:
    """Whether `first` to `last`, both counted, is at most so many days.

    Raises:
        NotPossible: if it is longer; `words` name the limit.
    """
    if last - first >= timedelta(days=days):
        raise NotPossible("range.long", limit=words)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise BadCall("field.wrong", field="date", right="an earlier day")
