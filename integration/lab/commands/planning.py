"""The command that says, before anything is connected, how fresh an inventory can be kept."""

from __future__ import annotations

import click

from integration.lab.commands import show
from integration.lab.commands.engine import at_least_one, json_option, settings_of
from integration.outlook import Outlook, Prospect, outlook

#: Measured by `make bench` (loadtests/RESULTS.md): what a line weighs on the wire, and how many
#: lines a second are read and compared when one in a hundred has changed.
LINE_BYTES = 390
LINES_PER_S = 250_000


@click.command()
@click.option("--lines", type=click.IntRange(min=0), required=True, help="of inventory")
@click.option("--users", type=at_least_one, required=True, help="in the company's plan")
@click.option(
    "--token",
    "kind",
    type=click.Choice(["company", "customer"], case_sensitive=False),
    default="customer",
    show_default=True,
)
@click.option("--rows", type=at_least_one, default=1000, show_default=True, help="per page")
@json_option
def plan(lines: int, users: int, kind: str, rows: int, json_: bool) -> None:
    """How fresh an inventory can be kept, where the calls go, and what would bring five minutes."""
    prospect = Prospect(lines=lines, users=users, token_kind=kind.capitalize(), rows=rows)
    found = outlook(prospect, settings_of())
    show.as_json(found) if json_ else _print(prospect, found)


def _print(prospect: Prospect, found: Outlook) -> None:
    megabytes, seconds = prospect.lines * LINE_BYTES / 1e6, prospect.lines / LINES_PER_S
    click.echo(f"{found.plan.freshness}; wished: every {found.interval_s} s")
    click.echo(f"a read is about {megabytes:,.1f} MB and {seconds:,.1f} s of work")
    allowance = sum(found.calls.values())
    rows = [(what, f"{calls:,}", f"{calls / allowance:.0%}") for what, calls in found.calls.items()]
    show.table(f"a day's {allowance:,} calls", ("for", "calls", "share"), rows)
    if found.in_time:
        click.echo("the wished interval is kept as things are")
    elif found.ways:
        ways = [(way.change, f"{way.cadence_s} s") for way in found.ways]
        show.table("any one of these is enough", ("change", "then every"), ways)
    else:
        click.echo("no single change is enough: change several, or wish for a longer interval")
