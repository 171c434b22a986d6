"""What the commands print: tables for people, one JSON document for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from integration.connect import ConnectReport
from integration.health import Seen
from integration.lab.commands.asked import OrderTold, Sentence
from integration.model import VENDOR
from integration.rows import Alarm, CycleRow
from integration.trouble import QUIET_S
from mocks.core.world import World

#: The tokens of the company itself; those of its neighbour are for tests.
SHOWN = ("company", "customer", "user", "vendor")

#: So much of a fact is shown in a table, and what a vendor's connection does instead of a cycle.
FACT_LENGTH = 240
SKIPPED = "skipped: a vendor's connection has no inventory to synchronise"
NOTHING_YET = "nothing is connected yet: say `floralab connect`"


def as_json(value: Any) -> None:
    """Print `value` as one line of JSON."""
    encode = msgspec.json.Encoder(decimal_format="number", enc_hook=str).encode
    click.echo(encode(value).decode())


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under columns; nothing is cut off where there is no terminal."""
    drawn = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(str(cell) for cell in row))
    console().print(drawn, markup=False)


def console() -> Console:
    """Where tables go; wide where there is no terminal, so that nothing is folded."""
    usual = Console()
    return usual if usual.is_terminal else Console(width=200)


@contextmanager
def steps(what: str, count: int) -> Iterator[Callable[[int], None]]:
    """A bar of so many steps; what it gives is told how many are done."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=count)
        yield lambda done: progress.update(task, completed=done)


def bar(what: str) -> Progress:
    """A moving bar on the terminal's error stream, for work whose length nobody knows."""
    columns = (TextColumn(what), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def credentials(world: World, addresses: Mapping[str, str]) -> dict[str, Any]:
    """What somebody needs to try the partners at `addresses`; the one place that shows it."""
    there = {name: world.partners[name] for name in addresses}
    known = {name: dict(one.credentials(one.state)) for name, one in there.items()}
    facts: dict[str, Any] = {"addresses": dict(addresses), "seed": world.seed}
    if "komet" in known:
        facts |= known["komet"]
        del facts["branches"]  # a company for tests: the control plane tells of it
        facts["tokens"] = {name: facts["tokens"][name] for name in SHOWN}
    facts["keys"] = dict(known["ibuyflowers"]["keys"]) if "ibuyflowers" in known else {}
    if "florists" in facts["keys"]:
        facts["keys"]["florists"] = facts["keys"]["florists"][:3]
    if "axerrio" in known:
        facts["keys"]["axerrio"] = known["axerrio"]["keys"]
    return facts | {"curl": list(curl_lines(facts))}


def curl_lines(facts: Mapping[str, Any]) -> Iterator[str]:
    """Commands to paste, one or two per partner."""
    addresses, keys = facts["addresses"], facts["keys"]
    if "komet" in addresses:
        komet, tokens, ids = f"{addresses['komet']}/api", facts["tokens"], facts["ids"]
        yield f"curl '{komet}/boxtype.list?authenticationToken={tokens['company']}'"
        customer = f"authenticationToken={tokens['customer']}&customerId={ids['customer']}"
        account = f"X-ACCOUNT: {ids['company']}"
        yield f"curl -H '{account}' '{komet}/ecommerce/inventory.list?{customer}'"
    if "ibuyflowers" in addresses:
        yield _bearer(keys["florists"][0], f"{addresses['ibuyflowers']}/api/shop/orders")
    if "axerrio" in addresses:
        yield _bearer(keys["axerrio"]["desks"][0], f"{addresses['axerrio']}/api/desk/articles")
    for address in list(addresses.values())[:1]:
        yield f"curl '{address}/_lab/laws'"


def _bearer(key: str, address: str) -> str:
    return f"curl -H 'Authorization: Bearer {key}' '{address}'"


def announce(facts: Mapping[str, Any]) -> None:
    """Print what `credentials` gave, for a person."""
    shown = ("addresses", "ids", "login", "tokens", "keys", "users", "engine", "store")
    rows = [row for name in shown if name in facts for row in _flat(name, facts[name])]
    vendor = facts.get("vendor", {"curl": ()})
    rows += [(f"vendor {name}", vendor[name]) for name in vendor if name != "curl"]
    table("running; stop with Ctrl-C", ("what", "value"), rows)
    click.echo("to try:")
    for line in facts["curl"]:
        click.echo(f"  {line}")
    if vendor["curl"]:
        click.echo("to try with the vendor, each when the engine has brought on what came before:")
    for line in vendor["curl"]:
        click.echo(f"  {line}")


def _flat(prefix: str, value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(f"{prefix} {name}", inner)
    elif isinstance(value, list):
        yield prefix, "  ".join(map(str, value))
    else:
        yield prefix, value


# --- what an operator sees ------------------------------------------------------------------------


def report(found: ConnectReport) -> None:
    """Print what connecting found."""
    rows = [(one.what, one.verdict, one.reason, one.remedy) for one in found.findings]
    table("tried", ("what", "verdict", "reason", "remedy"), rows)
    connected = found.connection
    if connected is None:
        click.echo("not connected; nothing was stored")
        return
    click.echo(f"connected as {connected.name} (connection {connected.id}); {found.freshness}")


def status(seen: Sequence[Seen], alarms: Sequence[Alarm]) -> None:
    """Print how each connection is doing, and what needs a person."""
    if not seen:
        click.echo(NOTHING_YET)
        return
    columns = ("connection", "with a", "last cycle", f"last round (noted every {QUIET_S} s)")
    table(
        "connections",
        (*columns, "cadence s", "lines", "orders", "calls left"),
        [
            (
                one.connection + (" (stale)" if one.stale else ""),
                one.partner,
                _moment(one.last_cycle_at),
                _moment(one.last_round_at),
                one.cadence_s,
                "-" if one.partner == VENDOR else one.offers,
                ", ".join(f"{count} {state}" for state, count in one.orders.items() if count)
                or "none",
                one.calls_left,
            )
            for one in seen
        ],
    )
    if not alarms:
        click.echo("nothing needs a person")
        return
    names = {one.connection_id: one.connection for one in seen}
    rows = [
        (_moment(one.since), names.get(one.connection_id, ""), one.subject, one.reason, one.remedy)
        for one in alarms
    ]
    table("needs a person", ("since", "connection", "what", "why", "remedy"), rows)


def orders(told: Sequence[OrderTold]) -> None:
    """Print orders with what became of their lines."""
    if not told:
        click.echo("no order has been heard of yet")
        return
    rows = [
        (
            *(one.connection, one.order_id, one.revision, one.kind, one.state),
            *(_moment(one.heard_at), *_lines(one)),
        )
        for one in told
    ]
    columns = ("connection", "order", "revision", "last event", "state", "heard", "lines")
    table("orders", (*columns, "numbers in Komet"), rows)


def _lines(order: OrderTold) -> tuple[str, str]:
    lines = [f"{one.line_id} {one.state}{_because(one.reason)}" for one in order.lines]
    return "\n".join(lines), " ".join(sorted({one.number for one in order.lines if one.number}))


def _because(reason: str) -> str:
    return f": {reason}" if reason else ""


def story(told: Sequence[Sentence]) -> None:
    """Print a story over all systems, oldest first."""
    rows = [(_moment(one.at), one.system, _shortened(one.text)) for one in told]
    table("what happened", ("when", "where", "what"), rows)
    if any(_shortened(one.text) != one.text for one in told):
        click.echo("... --json gives every fact whole")


def _shortened(text: str) -> str:
    """A long fact up to a comma."""
    if len(text) <= FACT_LENGTH:
        return text
    return f"{text[:FACT_LENGTH].rpartition(',')[0] or text[:FACT_LENGTH]}, ..."


def cycles(done: Sequence[tuple[str, CycleRow | None]], skipped: Sequence[str]) -> None:
    """Print what cycles did, and which connections have none."""
    for name in skipped:
        click.echo(f"{name} is {SKIPPED}")
    if not done and not skipped:
        click.echo(NOTHING_YET)
    if not done:
        return
    rows = [
        (name, one.outcome, one.lines, one.upserts, one.removals, one.calls, one.cadence_s)
        if one
        else (name, "could not begin", "", "", "", "", "")
        for name, one in done
    ]
    columns = ("connection", "outcome", "lines", "upserts", "removals", "calls", "cadence s")
    table("cycles", columns, rows)


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else "never"


def running(facts: Mapping[str, Any]) -> None:
    """Print that the engine runs."""
    connected = ", ".join(facts["connections"]) or "nothing yet: say `floralab connect`"
    click.echo(f"connected to {connected}; {facts['engine']}/health and /metrics; Ctrl-C stops")
