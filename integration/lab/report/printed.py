"""The day as a report for a terminal, 80 to 120 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from integration.lab.demo.refusals import WORDS
from integration.lab.demo.result import Count, DemoResult, OrderLine
from integration.lab.report.words import (
    HOURS,
    MARKS,
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

WIDEST = 120
STYLES = {
    "accepted": "green",
    "partly": "yellow",
    "refused": "red",
    "cancelled": "dim",
    "dropped": "dim",
    "waits": "bold yellow",
}


class Column(NamedTuple):
    """A column of a table: its head, and whether it holds numbers."""

    head: str
    right: bool = True


def print_report(result: DemoResult, console: Console) -> None:
    """Print the whole day to `console`, at most 120 columns wide."""
    console.width = min(console.width, WIDEST)
    for part in (
        _head,
        _hours,
        _moments,
        _orders,
        _vendor,
        _refusals,
        _counts,
        _waiting,
        _laws,
        _end,
    ):
        part(result, console)


def _table(console: Console, name: str, columns: Sequence[Column]) -> Table:
    console.print(Text(f"\n{name}", style="bold"))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False)
    for column in columns:
        # Numbers are never folded: a column of them is as wide as it must be.
        name, right = column.head, column.right
        table.add_column(name, justify="right" if right else "left", no_wrap=right)
    return table


def _head(result: DemoResult, console: Console) -> None:
    console.print(Text(title(result), style="bold"))
    console.print(f"[dim]seed {result.seed}, {count(result.lines)} lines; all times UTC[/dim]")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name, value in facts(result):
        grid.add_row(name, Text(value))
    console.print(grid)


def _hours(result: DemoResult, console: Console) -> None:
    heads = ("bought", "accept", "refuse", "cancel", "move", "drop", "phone", "staff")
    more = ("reads", "told", "faults", "calls", "oldest")
    columns = [Column("hour", right=False), *map(Column, heads), *map(Column, more)]
    table = _table(console, "Hour by hour", columns)
    for hour in result.hours:
        trade = (hour.bought, hour.accepted, hour.refused, hour.cancelled, hour.moved)
        work = (hour.dropped, hour.phone, hour.staff, hour.cycles)
        rest = (hour.published, hour.strikes, hour.calls)
        cells = [quiet(value) for value in (*trade, *work, *rest)]
        table.add_row(clock(hour.begin), *cells, minutes(hour.oldest_s).removesuffix(" min"))
    console.print(table)
    console.print(Text(HOURS, style="dim"))


def _moments(result: DemoResult, console: Console) -> None:
    if result.moments:
        console.print(Text("\nWhat people did", style="bold"))
    for one in result.moments:
        console.print(Text.assemble((f"  {clock(one.at)}  ", "dim"), one.text))


def _orders(result: DemoResult, console: Console) -> None:
    per_row = 3 if console.width >= 110 else 2
    group = [Column("order", right=False), Column("at", right=False), Column("")]
    columns = [*group, Column("Komet number", right=False)] * per_row
    marks = ", ".join(f"{mark} {name}" for name, mark in MARKS.items()) + ", → moved"
    table = _table(console, f"Orders and their numbers in Komet ({marks})", columns)
    cells = [_order_cells(order) for order in result.orders]
    height = -(-len(cells) // per_row)
    for row in range(height):
        beside = [cells[place] for place in range(row, len(cells), height)]
        table.add_row(*(cell for group_cells in beside for cell in group_cells))
    console.print(table)


def _order_cells(order: OrderLine) -> tuple[Text | str, ...]:
    moved = "→" if order.revision else ""
    return (
        str(order.order_id),
        clock(order.placed_at),
        Text(MARKS[order.outcome] + moved, style=STYLES[order.outcome]),
        numbers(order) or Text("none", style="dim"),
    )


def _vendor(result: DemoResult, console: Console) -> None:
    heads = ("order", "by", "boxes", "prebook", "purchase", "now")
    columns = [*(Column(head, right=False) for head in heads), Column("received")]
    table = _table(console, "The vendor's orders and their numbers in Komet", columns)
    for one in result.vendor_orders:
        table.add_row(
            one.number + ("→" if one.revision else ""),
            one.option,
            shares(one),
            one.prebook,
            " ".join(one.purchase_orders),
            states(one),
            f"{one.received} of {one.labelled}" if one.labelled else quiet(0),
        )
    console.print(table)
    columns = [Column("hour", right=False), *map(Column, VENDOR_HOURS)]
    table = _table(console, "Vendor and company, hour by hour", columns)
    for hour in result.vendor_hours:
        cells = [quiet(getattr(hour, name)) for name in VENDOR_HOURS]
        table.add_row(clock(hour.begin), *cells)
    console.print(table)
    console.print(Text(VENDOR_TOLD, style="dim"))
    columns = [Column("times"), Column("the vendor's day saw", right=False)]
    table = _table(console, "Seen of the vendor", columns)
    for seen in result.vendor_seen:
        style = "red" if seen.required and not seen.count else ""
        table.add_row(count(seen.count), seen.name, style=style)
    console.print(table)


def _refusals(result: DemoResult, console: Console) -> None:
    columns = [Column("lines"), Column("why", right=False), Column("as told", right=False)]
    table = _table(console, "Lines refused, by reason", columns)
    _count_rows(table, result.refusals)
    console.print(table)
    columns = [Column("times"), Column("why", right=False), Column("")]
    table = _table(console, "Florists turned away by the marketplace", columns)
    _count_rows(table, result.turned_away)
    console.print(table)


def _count_rows(table: Table, rows: Iterable[Count]) -> None:
    for one in rows:
        style = "red" if one.required and not one.count else ""
        table.add_row(
            count(one.count),
            WORDS.get(one.name, one.name),
            Text(one.example, style="dim"),
            style=style,
        )


def _counts(result: DemoResult, console: Console) -> None:
    heads = [Column("strikes"), Column("fault", right=False)]
    table = _table(console, "Faults struck", heads)
    for one in result.faults:
        table.add_row(count(one.count), one.name)
    console.print(table)
    heads = [Column("calls"), Column("method", right=False)]
    spent = result.allowance
    name = f"Calls to Komet: {count(spent.used)} of {count(spent.allowance)}"
    table = _table(console, name, heads)
    for one in spent.methods:
        table.add_row(count(one.count), one.name)
    console.print(table)


def _waiting(result: DemoResult, console: Console) -> None:
    if not result.waiting:
        console.print(Text("\nNothing waits for a person.", style="bold"))
        return
    columns = [Column(head, right=False) for head in ("what", "why", "remedy")]
    table = _table(console, "Waits for a person", columns)
    for one in result.waiting:
        table.add_row(one.subject, one.reason, one.remedy)
    console.print(table)


def _laws(result: DemoResult, console: Console) -> None:
    columns = [Column("law", right=False), Column("judged"), Column("", right=False)]
    table = _table(console, "Laws", columns)
    for law in result.laws:
        style = "green" if law.holds else "bold red"
        table.add_row(law.name, count(law.judged), Text(mark(law), style=style))
    console.print(table)


def _end(result: DemoResult, console: Console) -> None:
    for name, digest in result.digests.items():
        console.print(f"[dim]ledger of {name}: {digest}[/dim]")
    for problem in result.problems:
        console.print(Text(f"✗ {problem}", style="bold red"))
    style = "bold red" if result.problems else "bold green"
    console.print(Text(verdict(result), style=style))
