"""The commands that connect a company: with the marketplace, or with a vendor's system."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from integration.app import connect_axerrio, connect_ibuyflowers
from integration.connect import ConnectReport, ConnectRequest
from integration.given import LONGEST_WAY_DAYS, MOST_ROWS, MOST_USERS
from integration.lab.commands import show
from integration.lab.commands.engine import at_least_one, engine_at, json_option, store_option
from integration.vendor_connect import VendorRequest

F = TypeVar("F", bound=Callable[..., Any])

_CUSTOMER = re.compile(r"(?P<code>[^=]{1,20})=(?P<id>[1-9]\d{0,17})")


@click.group()
def connect() -> None:
    """Connect a company to a partner, after trying every id and method."""


def _customers(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> dict[str, int]:
    """Who the vendor's customers are in Komet, from CODE=ID.

    Raises:
        BadParameter: saying what would be right.
    """
    who: dict[str, int] = {}
    for text in given:
        found = _CUSTOMER.fullmatch(text)
        if found is None:
            right = "the vendor's code and Komet's Customer ID, such as PEN=7001"
            raise click.BadParameter(f"{text!r} is not {right}", context, option)
        if who.setdefault(found["code"], int(found["id"])) != int(found["id"]):
            raise click.BadParameter(f"{found['code']} has two Customer IDs", context, option)
    return who


def _of_every_connection(name: str) -> Callable[[F], F]:
    """The options that both kinds of connection have."""

    def put(command: F) -> F:
        for option in reversed(
            (
                click.option(
                    "--name", default=name, show_default=True, help="the same again replaces it"
                ),
                click.option("--komet-url", required=True),
                click.option("--onboarding-key", required=True, help="from the partner's people"),
                click.option(
                    "--token", required=True, help="made in Komet: Setup > Settings > Tokens"
                ),
                click.option("--company-id", required=True, type=at_least_one),
                click.option("--carrier-id", required=True, type=at_least_one),
                click.option(
                    "--users",
                    default=1,
                    show_default=True,
                    type=click.IntRange(1, MOST_USERS),
                    help="in the company's plan",
                ),
                click.option(
                    "--allowance-share",
                    default=1.0,
                    show_default=True,
                    type=click.FloatRange(0, 1, min_open=True),
                    help="of the company's calls",
                ),
                store_option,
                json_option,
            )
        ):
            command = option(command)
        return command

    return put


@connect.command()
@click.option("--market-url", required=True)
@click.option("--token-kind", type=click.Choice(["Company", "Customer"]), help="else found out")
@click.option("--customer-id", required=True, type=at_least_one)
@click.option("--location-id", type=at_least_one, help="of a Multi-Location company")
@click.option("--user-token", default="", help="checks web orders out")
@click.option("--username", default="", help="instead of a user's token")
@click.option("--password", default="")
@click.option(
    "--transit-days", default=1, show_default=True, type=click.IntRange(0, LONGEST_WAY_DAYS)
)
@click.option(
    "--rows",
    default=1000,
    show_default=True,
    type=click.IntRange(1, MOST_ROWS),
    help="asked for per page",
)
@click.option("--partial", type=click.Choice(["keep", "release"]), help="when a line is refused")
@click.option("--price-policy", type=click.Choice(["honour", "refuse"]), help="when prices changed")
@_of_every_connection("iBuyFlowers")
@click.pass_context
def ibuyflowers(context: click.Context, /, store: str | None, json_: bool, **given: Any) -> None:
    """Connect a Komet company to iBuyFlowers."""
    known = {name: value for name, value in given.items() if value is not None}
    with engine_at(store, made=True) as engine:
        found = connect_ibuyflowers(engine, ConnectRequest(**known))
    _end(context, found, json_=json_)


@connect.command()
@click.option("--axerrio-url", required=True)
@click.option("--vendor-id", required=True, type=at_least_one, help="the vendor's in Komet")
@click.option("--account-id", required=True, type=at_least_one, help="the vendor's with Axerrio")
@click.option(
    "--customer",
    "customers",
    metavar="CODE=ID",
    callback=_customers,
    multiple=True,
    help="the vendor's code of a customer, and its Customer ID in Komet; again for each",
)
@click.option("--role", default="", help="in Komet, of who connects: only an Admin may")
@click.option("--add-on", is_flag=True, help="the integration is in the company's subscription")
@_of_every_connection("Axerrio")
@click.pass_context
def axerrio(context: click.Context, /, store: str | None, json_: bool, **given: Any) -> None:
    """Join a vendor's account with Axerrio to a Komet company."""
    with engine_at(store, made=True) as engine:
        found = connect_axerrio(engine, VendorRequest(**given))
    _end(context, found, json_=json_)


def _end(context: click.Context, found: ConnectReport, *, json_: bool) -> None:
    if json_:
        show.as_json({"ok": found.ok, "findings": found.findings, "freshness": found.freshness})
    else:
        show.report(found)
    context.exit(0 if found.ok else 1)
