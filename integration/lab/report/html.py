"""The day as one page of HTML that needs nothing else: plots as inline SVG, tables, no scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from integration.lab.demo.refusals import WORDS
from integration.lab.demo.result import Count, DemoResult, Hour, LawRow, OrderLine, VendorOrder
from integration.lab.report import plots as report_plots
from integration.lab.report.style import STYLE
from integration.lab.report.words import (
    HOURS,
    VENDOR_HOURS,
    VENDOR_TOLD,
    clock,
    count,
    facts,
    mark,
    minutes,
    numbers,
    quiet,
    shares,
    states,
    title,
    verdict,
)

Cells = Sequence[str]


def page(result: DemoResult) -> str:
    """The whole page."""
    parts = [
        _head(result),
        _figure("Stock shown and real", report_plots.stock(result), STOCK),
        _figure("Orders by hour and outcome", report_plots.orders(result), ORDERS),
        _figure("Staleness over the day", report_plots.staleness(result), STALENESS),
        _figure("Allowance used", report_plots.allowance(result), ALLOWANCE),
        *_tables(result),
        _foot(result),
    ]
    body = "\n".join(parts)
    name = escape(title(result))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


STOCK = (
    "Looked at just before each read, when both sides differ most. Below: boxes that were shown "
    "though Komet had sold them, and boxes Komet had that were not shown yet."
)
ORDERS = "By the hour (UTC) in which a florist bought; point at a bar for its number."
STALENESS = (
    "The age of an offer is the time since a complete read of Komet confirmed it. What is older "
    "than the planned cadence and one minute is marked stale for the florist. An offer that one "
    "read missed stays up, marked, until the next one: so there are marks even without faults."
)
ALLOWANCE = "Calls counted for the company from midnight UTC, summed up over the day."


def _head(result: DemoResult) -> str:
    style = "bad" if result.problems else "good"
    pairs = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts(result)
    )
    problems = "".join(f"<li>{escape(one)}</li>" for one in result.problems)
    return (
        f"<h1>{escape(title(result))}</h1>\n"
        f'<p class="verdict {style}">{escape(verdict(result))}</p>\n'
        + (f'<ul class="problems">{problems}</ul>\n' if problems else "")
        + f"<dl>{pairs}</dl>"
    )


def _figure(name: str, drawing: object, words: str) -> str:
    return (
        f"<section><h2>{escape(name)}</h2>\n<figure>\n{drawing}\n"
        f"<figcaption>{escape(words)}</figcaption>\n</figure></section>"
    )


def _tables(result: DemoResult) -> Iterable[str]:
    yield _table("Laws", ("law", "", "judged", "what must hold"), map(_law, result.laws), {2})
    numeric = set(range(1, len(HEADS)))
    yield _table("Hour by hour", HEADS, map(_hour, result.hours), numeric, HOURS)
    yield from _vendor(result)
    yield _table("Lines refused", ("lines", "why", "as told"), map(_count, result.refusals), {0})
    yield _table(
        "Florists turned away by the marketplace",
        ("times", "why", ""),
        map(_count, result.turned_away),
        {0},
    )
    yield _table("Faults struck", ("calls", "fault", ""), map(_count, result.faults), {0})
    yield _table(
        "Calls to Komet", ("calls", "method", ""), map(_count, result.allowance.methods), {0}
    )
    yield _table(
        "Waits for a person",
        ("what", "why", "remedy", "since"),
        ((one.subject, one.reason, one.remedy, clock(one.since)) for one in result.waiting),
    )
    yield _table(
        "What people did",
        ("at", "what"),
        ((clock(one.at), one.text) for one in result.moments),
    )
    yield _table("Orders", ORDER_HEADS, map(_order, result.orders), {5, 6})


def _vendor(result: DemoResult) -> Iterable[str]:
    rows = map(_vendor_order, result.vendor_orders)
    yield _table("The vendor's orders and their numbers in Komet", VENDOR_HEADS, rows, {7, 8})
    heads = ("hour", *VENDOR_HOURS)
    hours = (
        (clock(one.begin), *(quiet(getattr(one, name)) for name in VENDOR_HOURS))
        for one in result.vendor_hours
    )
    numeric = set(range(1, len(heads)))
    yield _table("Vendor and company, hour by hour", heads, hours, numeric, VENDOR_TOLD)
    yield _table("Seen of the vendor", ("times", "what", ""), map(_count, result.vendor_seen), {0})


def _vendor_order(order: VendorOrder) -> Cells:
    return (
        order.number + (" (changed)" if order.revision else ""),
        clock(order.placed_at),
        order.option,
        shares(order),
        order.prebook,
        " ".join(order.purchase_orders),
        states(order),
        quiet(order.labelled),
        quiet(order.received),
        " ".join(order.reasons),
    )


VENDOR_HEADS = (
    *("vendor's order", "placed", "began as", "boxes", "prebook", "purchase order", "now"),
    *("labels", "received", "why"),
)
HEADS = (
    *("hour", "bought", "accepted", "refused", "cancelled", "moved", "dropped", "phone"),
    *("staff", "reads", "told", "faults", "calls", "oldest, min"),
)
ORDER_HEADS = (
    *("order", "placed", "florist", "arrives", "outcome", "lines", "boxes", "in Komet", "refused"),
)


def _law(law: LawRow) -> Cells:
    words = [law.statement, *law.violations]
    return law.name, mark(law), count(law.judged), " ".join(words)


def _hour(hour: Hour) -> Cells:
    names = (
        *("bought", "accepted", "refused", "cancelled", "moved", "dropped", "phone"),
        *("staff", "cycles", "published", "strikes", "calls"),
    )
    counted = [quiet(getattr(hour, name)) for name in names]
    return clock(hour.begin), *counted, minutes(hour.oldest_s).removesuffix(" min")


def _count(one: Count) -> Cells:
    return count(one.count), WORDS.get(one.name, one.name), one.example


def _order(order: OrderLine) -> Cells:
    moved = " (moved)" if order.revision else ""
    return (
        str(order.order_id),
        clock(order.placed_at),
        order.buyer,
        f"{order.arrival}",
        order.outcome + moved,
        count(order.lines),
        count(order.boxes),
        numbers(order),
        " ".join(order.reasons),
    )


def _table(
    name: str,
    heads: Sequence[str],
    rows: Iterable[Cells],
    right: Iterable[int] = (),
    words: str = "",
) -> str:
    numeric = set(right)
    filled = ["<tr>" + _cells("td", row, numeric) + "</tr>" for row in rows]
    if not filled:
        filled = [f'<tr><td colspan="{len(heads)}">nothing</td></tr>']
    head = "<tr>" + _cells("th", heads, numeric) + "</tr>"
    body = "\n".join(filled)
    kind = name.split()[0].lower()
    return (
        f'<section><h2>{escape(name)}</h2>\n<div class="wide"><table class="{kind}">\n'
        f"<thead>{head}</thead>\n<tbody>\n{body}\n</tbody></table></div>"
        + (f'<p class="words">{escape(words)}</p>' if words else "")
        + "</section>"
    )


def _cells(tag: str, cells: Sequence[str], numeric: set[int]) -> str:
    return "".join(
        f'<{tag} class="number">{escape(cell)}</{tag}>'
        if place in numeric
        else f"<{tag}>{escape(cell)}</{tag}>"
        for place, cell in enumerate(cells)
    )


def _foot(result: DemoResult) -> str:
    ledgers = "".join(
        f"<br>ledger of {escape(name)}: {digest}" for name, digest in result.digests.items()
    )
    return f"<footer>Repeat this day: <code>{escape(result.command)}</code>{ledgers}</footer>"
