"""What the commands print: tables for people, one JSON document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from mocks.core.world import World
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, PASSWORD, USERNAME, tokens_of


def as_json(value: Any) -> None:
    """Print `value` as one line of JSON."""
    encode = msgspec.json.Encoder(decimal_format="number", enc_hook=str).encode
    click.echo(encode(value).decode())


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under columns; nothing is cut off where there is no terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    drawn = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(str(cell) for cell in row))
    console.print(drawn, markup=False)


def bar(what: str) -> Progress:
    """A moving bar on the terminal's error stream, for work whose length nobody knows."""
    columns = (TextColumn(what), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def credentials(world: World, addresses: Mapping[str, str]) -> dict[str, Any]:
    """Everything somebody needs to try a world that was just made; the one place that shows it."""
    komet, market = world.partners["komet"].state, world.partners["ibuyflowers"].state
    tokens = tokens_of(komet)
    keys = keys_of(market.seed, list(market.florists)[:3])
    return {
        "addresses": dict(addresses),
        "seed": world.seed,
        "komet": {
            "companyId": COMPANY,
            "customerId": CUSTOMER,
            "carrierId": FEDEX,
            "username": USERNAME,
            "password": PASSWORD,
            "tokens": {name: tokens[name] for name in ("company", "customer", "user", "vendor")},
        },
        "ibuyflowers": {"onboardingKey": keys["onboarding"], "floristKeys": keys["florists"]},
        "curl": list(curl_lines(addresses, tokens, keys)),
    }


def curl_lines(
    addresses: Mapping[str, str], tokens: Mapping[str, str], keys: Mapping[str, Any]
) -> Iterable[str]:
    """Commands to paste, one or two per partner."""
    if "komet" in addresses:
        komet = f"{addresses['komet']}/api"
        yield f"curl '{komet}/boxtype.list?authenticationToken={tokens['company']}'"
        customer = f"authenticationToken={tokens['customer']}&customerId={CUSTOMER}"
        yield f"curl -H 'X-ACCOUNT: {COMPANY}' '{komet}/ecommerce/inventory.list?{customer}'"
    if "ibuyflowers" in addresses:
        yield (
            f"curl -H 'Authorization: Bearer {keys['florists'][0]}'"
            f" '{addresses['ibuyflowers']}/api/shop/orders'"
        )
    for address in list(addresses.values())[:1]:
        yield f"curl '{address}/_lab/laws'"


def announce(facts: Mapping[str, Any]) -> None:
    """Print what `credentials` gave, for a person."""
    rows: list[tuple[str, Any]] = list(facts["addresses"].items())
    for partner in facts["addresses"]:
        rows += list(_flat(partner, facts[partner]))
    table("running; stop with Ctrl-C", ("what", "value"), rows)
    click.echo("to try:")
    for line in facts["curl"]:
        click.echo(f"  {line}")


def _flat(prefix: str, value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(f"{prefix} {name}", inner)
    elif isinstance(value, list):
        yield prefix, "  ".join(map(str, value))
    else:
        yield prefix, value
