"""How the reports write moments, durations and numbers: the same everywhere, without locale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from integration.lab.demo.result import DemoResult, LawRow, OrderLine, VendorOrder

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
#: What the columns of the hours are, for those whose heads do not say it.
HOURS = (
    "bought: orders; accepted, refused: lines answered; dropped: orders whose card failed twice; "
    "phone: sales; staff: whatever else the company's people did; told: offers published; "
    "oldest: age of the oldest unmarked offer, min:s"
)
#: The columns of the vendor's hours, by their fields.
VENDOR_HOURS = (
    *("sold", "changed", "wanted", "bought", "approved", "labelled", "shipped", "received"),
)
#: What that and the vendor's table mean by their words.
VENDOR_TOLD = (
    "sale: began at the vendor's; prebook: in Komet, for its customer; market: bought for nobody's "
    "order, sold once it is here; →: changed; wanted: prebooks the vendor heard of; labelled, "
    "shipped, received: boxes"
)
#: Why offers are marked even on a day without faults.
MARKED = (
    "marked stale: one read missed it, and the next takes it down or finds it again; or Komet "
    "could not be read"
)
#: The marks of outcomes, for narrow columns; a dropped order's card was refused twice.
MARKS = {
    "accepted": "✓",
    "partly": "½",
    "refused": "✗",
    "cancelled": "–",
    "dropped": "$",
    "waits": "…",
}


def clock(moment: datetime) -> str:
    """Hours and minutes, UTC."""
    return f"{moment:%H:%M}"


def day(moment: datetime) -> str:
    """A day, such as Mon 23 November 2026."""
    month = MONTHS[moment.month - 1]
    return f"{DAYS[moment.weekday()]} {moment.day} {month} {moment.year}"


def count(value: int) -> str:
    """A whole number with commas."""
    return f"{value:,}"


def quiet(value: int) -> str:
    """A whole number for a table in which most are nothing."""
    return f"{value:,}" if value else "·"


def minutes(seconds: float) -> str:
    """A duration in minutes and seconds, such as 5:01 min."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d} min"


def numbers(order: OrderLine) -> str:
    """The order's numbers in Komet, parted by blanks."""
    return " ".join(order.numbers)


def mark(law: LawRow) -> str:
    """Whether a law holds, in one word."""
    if law.violations:
        return "BROKEN"
    return "holds" if law.judged else "judged nothing"


def shares(order: VendorOrder) -> str:
    """What an order is of, such as 6 + 4 solid."""
    return " + ".join(order.lines)


def states(order: VendorOrder) -> str:
    """Where an order's lines stand, in words."""
    return ", ".join(one.replace("_", " ") for one in order.states)


def outcomes(result: DemoResult) -> dict[str, int]:
    """Orders by outcome, in the order of `MARKS`."""
    found = dict.fromkeys(MARKS, 0)
    for order in result.orders:
        found[order.outcome] += 1
    return found


def title(result: DemoResult) -> str:
    """Whose day it was, and when."""
    return f"A trading day of {result.company}, {day(result.began)}"


def facts(result: DemoResult) -> list[tuple[str, str]]:
    """The day in a few pairs of name and value."""
    promise, cadence, spent = result.promise, result.cadence, result.allowance
    return [
        (
            "allowance",
            f"{promise.token_kind} token, {promise.users} users: {count(spent.allowance)} calls; "
            f"{count(spent.used)} spent, {count(spent.left)} left",
        ),
        (
            "freshness it buys",
            f"{count(promise.lines)} lines at {count(promise.rows)} rows a page: "
            f"{promise.sentence}",
        ),
        (
            "cadence",
            f"planned {minutes(cadence.planned_s)}, measured {minutes(cadence.usual_s)} "
            f"({cadence.cycles} reads; longest gap {minutes(cadence.longest_s)}, "
            f"{cadence.late} too long)",
        ),
        (
            "oldest offer shown",
            f"{minutes(cadence.oldest_s)} without a mark; "
            f"{minutes(result.oldest_marked_s)} with one ({MARKED})",
        ),
        ("orders", ", ".join(_outcome_words(result))),
        ("vendor", _vendor(result)),
        ("checked", _checked(result)),
    ]


def _vendor(result: DemoResult) -> str:
    """What the vendor's orders came to."""
    began = Counter(one.option for one in result.vendor_orders)
    options = ", ".join(
        f"{number} \N{MULTIPLICATION SIGN} {name}" for name, number in began.items()
    )
    boxes = sum(one.labelled for one in result.vendor_orders)
    here = sum(one.received for one in result.vendor_orders)
    return f"{options or 'no orders'}; {count(boxes)} boxes left, {count(here)} received"


def _checked(result: DemoResult) -> str:
    """What the exit status is judged by."""
    if result.shows_all:
        return "every law, each fault asked for, and each kind of refusal at least once"
    return (
        "every law, and each fault asked for; the allowance is too short to show each kind of "
        "refusal, and all that a vendor's day has"
    )


def _outcome_words(result: DemoResult) -> Iterable[str]:
    yield f"{len(result.orders)} placed"
    for name, number in outcomes(result).items():
        if number:
            yield f"{number} {name}"


def verdict(result: DemoResult) -> str:
    """How the day ended, in a sentence."""
    if result.problems:
        return f"{len(result.problems)} problems; repeat the day with: {result.command}"
    judged = sum(law.judged for law in result.laws)
    return f"All {len(result.laws)} laws hold over {count(judged)} facts judged."
