"""The command floralab: simulators, the engine, and what an operator asks of it.

Commands only read their options and hand them on. This is the one module of the lab that reads the
environment: the engine's settings, from variables named ``FLORALAB_...``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from integration.app import build, connect_ibuyflowers
from integration.clock import SystemClock
from integration.connect import ConnectRequest
from integration.engine import Engine
from integration.health import Health, look
from integration.lab import asked, cli_load, show
from integration.lab.demo_day import LEAST_ORDERS
from integration.lab.judged import Judge
from integration.lab.trying import connect_to, try_lines, users_for
from integration.lab.up import (
    LAST_PORT,
    CannotListen,
    Simulators,
    UntilStopped,
    chosen,
    fresh_store,
    ports,
    running,
)
from integration.settings import Settings, SettingsError
from mocks.komet.names import BadNames, read_names
from mocks.worlds import PARTNERS, WorldSpec

MANY_LINES = 20_000
#: The hours of the demo's day, and its coming to rest.
DEMO_STEPS = 25

at_least_one = click.IntRange(min=1)
json_option = click.option("--json", "json_", is_flag=True, help="print JSON instead of tables")
store_option = click.option("--store", help="the engine's store, instead of FLORALAB_STORE_URL")
seed_option = click.option("--seed", default=1, show_default=True, help="of everything generated")
lines_option = click.option("--lines", default=2000, show_default=True, help="of Komet's inventory")
users_option = click.option("--users", default=3, show_default=True, help="in the company's plan")
host_option = click.option("--host", default="127.0.0.1", show_default=True, help="where to listen")
port_range = click.IntRange(0, LAST_PORT)
port_option = click.option(
    "--port", type=port_range, default=8081, show_default=True, help="first one; 0 for free"
)
names_option = click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a CSV file with real product names in its column product_name",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Simulated partners of the flower trade, and the engine that keeps them in step."""


# --- processes ------------------------------------------------------------------------------------


@main.command()
@click.argument("which", type=click.Choice(["all", *PARTNERS]))
@host_option
@port_option
@lines_option
@users_option
@seed_option
@names_option
@cli_load.door_options
@json_option
def mock(
    which: str,
    host: str,
    port: int,
    lines: int,
    users: int,
    seed: int,
    names: Path | None,
    json_: bool,
    **door: Any,
) -> None:
    """Run the simulators alone, in one process on one clock, until Ctrl-C."""
    partners = chosen(which)
    used = lines if "komet" in partners else 0
    spec = WorldSpec(seed=seed, lines=used, users=users, names=_names(names))
    say = show.as_json if json_ else show.announce
    if door["server"] == cli_load.GRANIAN:
        cli_load.behind_one_door(cli_load.Place(which, host, port), spec, door, say)
        return
    with (
        _said(CannotListen),
        UntilStopped() as until,
        _simulators(spec, host, ports(partners, port), Judge(door["store"])) as served,
    ):
        say(show.credentials(served.world, served.addresses))
        until.wait()


@main.command()
@host_option
@port_option
@lines_option
@click.option("--users", type=int, help="in the company's plan; else 3, more for a hurried pace")
@seed_option
@names_option
@click.option("--interval", default=300, show_default=True, help="seconds between two cycles")
@click.option("--token", "kind", type=click.Choice(["Customer", "Company"]), default="Customer")
@json_option
def up(
    host: str,
    port: int,
    lines: int,
    users: int | None,
    seed: int,
    names: Path | None,
    interval: int,
    kind: str,
    json_: bool,
) -> None:
    """Run simulators and engine in one process on real ports, connected, until Ctrl-C."""
    plan = users or users_for(interval)
    spec = WorldSpec(seed=seed, lines=lines, users=plan, names=_names(names))
    with (
        _said(CannotListen),
        UntilStopped() as until,
        _simulators(spec, host, ports(chosen("all"), port)) as simulators,
        fresh_store() as url,
    ):
        pages_port = port + len(PARTNERS) if port else 0
        changes = {"interval_s": interval, "pages_host": host, "pages_port": pages_port}
        with (
            _engine(url, **changes) as engine,
            running(engine, engine.desk.settings, until) as page,
        ):
            facts = show.credentials(simulators.world, simulators.addresses)
            facts |= {"users": plan, "engine": page, "store": url}
            connect_to(engine, facts, kind)
            facts["curl"] += try_lines(simulators.world, facts)
            show.as_json(facts) if json_ else show.announce(facts)
            until.wait()


@main.command()
@store_option
@click.option("--interval", type=int, help="seconds between two cycles")
@click.option("--pages-port", type=port_range, help="of /health and /metrics; 0 for a free one")
@json_option
def run(store: str | None, interval: int | None, pages_port: int | None, json_: bool) -> None:
    """Run the engine alone, against whatever it is connected to, until Ctrl-C."""
    with (
        _said(CannotListen),
        UntilStopped() as until,
        _engine(store, interval_s=interval, pages_port=pages_port) as engine,
        running(engine, engine.desk.settings, until) as pages,
    ):
        names = [one.name for one in engine.connections()]
        facts = {"engine": pages, "connections": names}
        show.as_json(facts) if json_ else show.running(facts)
        until.wait()


# --- connections ----------------------------------------------------------------------------------


@main.group()
def connect() -> None:
    """Connect a company to a partner, after trying every id and method."""


@connect.command()
@click.option("--name", default="iBuyFlowers", show_default=True, help="the same again replaces it")
@click.option("--komet-url", required=True)
@click.option("--market-url", required=True)
@click.option("--onboarding-key", required=True, help="from the marketplace's people")
@click.option("--token", required=True, help="made in Komet: Setup > Settings > Tokens")
@click.option("--token-kind", type=click.Choice(["Company", "Customer"]), help="else found out")
@click.option("--company-id", required=True, type=int)
@click.option("--customer-id", required=True, type=int)
@click.option("--carrier-id", required=True, type=int)
@click.option("--location-id", type=int, help="of a Multi-Location company")
@click.option("--user-token", default="", help="checks web orders out")
@click.option("--username", default="", help="instead of a user's token")
@click.option("--password", default="")
@click.option("--transit-days", default=1, show_default=True)
@click.option("--users", default=1, show_default=True, help="in the company's plan")
@click.option("--rows", default=1000, show_default=True, help="asked for per page")
@click.option("--allowance-share", default=1.0, show_default=True, help="of the company's calls")
@click.option("--partial", type=click.Choice(["keep", "release"]), help="when a line is refused")
@click.option("--price-policy", type=click.Choice(["honour", "refuse"]), help="when prices changed")
@store_option
@json_option
@click.pass_context
def ibuyflowers(context: click.Context, /, store: str | None, json_: bool, **given: Any) -> None:
    """Connect a Komet company to iBuyFlowers."""
    known = {name: value for name, value in given.items() if value is not None}
    with _engine(store) as engine:
        found = connect_ibuyflowers(engine, ConnectRequest(**known))
    if json_:
        show.as_json({"ok": found.ok, "findings": found.findings, "freshness": found.freshness})
    else:
        show.report(found)
    context.exit(0 if found.ok else 1)


# --- what an operator asks ------------------------------------------------------------------------


@main.command()
@store_option
@json_option
def status(store: str | None, json_: bool) -> None:
    """How each connection is doing, and what needs a person."""
    with _engine(store) as engine:
        desk = engine.desk
        seen = look(Health(store=desk.store, clock=desk.clock, settings=desk.settings))
        alarms = desk.store.alarms()
    show.as_json({"connections": seen, "alarms": alarms}) if json_ else show.status(seen, alarms)


@main.command()
@store_option
@json_option
def orders(store: str | None, json_: bool) -> None:
    """Every order and what became of its lines."""
    with _engine(store) as engine:
        told = asked.orders(engine.desk.store)
    show.as_json(told) if json_ else show.orders(told)


@main.command()
@click.argument("order")
@store_option
@json_option
def why(order: str, store: str | None, json_: bool) -> None:
    """The whole story of ORDER, or of one line of it (ORDER/LINE), over all systems."""
    order_id, line_id = _order_and_line(order)
    with _engine(store) as engine:
        told = asked.why(engine.desk.store, order_id, line_id, asked.over_http)
    if not told:
        raise click.ClickException(f"nobody has heard of order {order_id}")
    show.as_json(told) if json_ else show.story(told)


@main.command()
@click.argument("order", type=int)
@store_option
@json_option
def retry(order: int, store: str | None, json_: bool) -> None:
    """Let the running engine try ORDER again, now that what it waited for is mended."""
    with _engine(store) as engine:
        wished = asked.wish_retry(engine.desk.store, order, engine.desk.clock.now())
    if not wished:
        raise click.ClickException(f"nobody has heard of order {order}")
    if json_:
        show.as_json({"order": order, "connections": wished})
    else:
        click.echo(f"order {order} will be tried in the engine's next round")


@main.command()
@click.option("--once", is_flag=True, help="one cycle for each connection, now: the default")
@click.option("--dry-run", is_flag=True, help="read and compare, publish nothing")
@store_option
@json_option
def sync(once: bool, dry_run: bool, store: str | None, json_: bool) -> None:
    """Synchronise the inventory now."""
    del once
    with _engine(store) as engine:
        done = [
            (one.name, engine.sync_inventory(one.id, dry_run=dry_run))
            for one in engine.connections()
        ]
    show.as_json(dict(done)) if json_ else show.cycles(done)


@main.command()
@seed_option
@lines_option
@click.option(
    "--orders",
    type=click.IntRange(min=LEAST_ORDERS),
    default=200,
    show_default=True,
    help="that florists try to place; so many are the scenes alone",
)
@click.option("--faults", default="on", show_default=True, help="on, off, or kinds by commas")
@names_option
@click.option("--token", "kind", type=click.Choice(["Customer", "Company"]), default="Customer")
@click.option(
    "--users", type=at_least_one, default=3, show_default=True, help="in the company's plan"
)
@click.option(
    "--rows", type=at_least_one, default=1000, show_default=True, help="asked for per page"
)
@click.option("--html", default="reports/demo.html", show_default=True, help="empty for none")
@json_option
@click.pass_context
def demo(
    context: click.Context, /, kind: str, names: Path | None, json_: bool, **given: Any
) -> None:
    """One trading day of a small company on one clock, told hour by hour."""
    from integration.lab.demo import exit_code, run_demo
    from integration.lab.demo_result import DemoSpec
    from integration.lab.report import print_report

    said: dict[str, Any] = {
        "names": _names(names),
        "names_file": str(names or ""),
        "token_kind": kind,
    }
    spec = DemoSpec(**given, **said)
    with _said(ValueError), show.steps("the day", DEMO_STEPS) as tick:
        result = run_demo(spec, tick)
    show.as_json(result) if json_ else print_report(result, show.console())
    context.exit(exit_code(result))


# --- parts ----------------------------------------------------------------------------------------


@contextmanager
def _said(kind: type[Exception]) -> Iterator[None]:
    """Say failures of that kind in their own sentence instead of a trace.

    Raises:
        ClickException: with the sentence.
    """
    try:
        yield
    except kind as problem:
        raise click.ClickException(str(problem)) from problem


@contextmanager
def _engine(store: str | None, **changes: Any) -> Iterator[Engine]:
    """The engine of the environment's settings, with these changes; closed afterwards.

    Raises:
        ClickException: if a setting can not be used.
    """
    try:
        settings = Settings.read(os.environ)
    except SettingsError as problem:
        raise click.ClickException(str(problem)) from problem
    given = {name: value for name, value in changes.items() if value is not None}
    if store:
        given["store_url"] = store
    engine = build(msgspec.structs.replace(settings, **given), SystemClock())
    try:
        yield engine
    finally:
        engine.close()


def _order_and_line(text: str) -> tuple[int, int]:
    order, _, line = text.partition("/")
    if not order.isdecimal() or not (line.isdecimal() or not line):
        raise click.BadParameter(f"{text!r} is neither ORDER nor ORDER/LINE, such as 10000001/2")
    return int(order), int(line or 0)


def _names(path: Path | None) -> tuple[str, ...] | None:
    """Product names from a CSV file.

    Raises:
        ClickException: naming every bad row.
    """
    try:
        return read_names(path) if path else None
    except BadNames as problem:
        raise click.ClickException(str(problem)) from problem


def _simulators(
    spec: WorldSpec, host: str, by_partner: Mapping[str, int], judge: Judge | None = None
) -> Simulators:
    """The simulators, made; a bar moves while a large world is.

    Raises:
        ClickException: if the world can not be as asked.
    """
    try:
        if spec.lines < MANY_LINES:
            return Simulators(spec, host, by_partner, judge)
        with show.bar(f"making {spec.lines:,} lines") as progress:
            progress.add_task("", total=None)
            return Simulators(spec, host, by_partner, judge)
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem


cli_load.add_to(main)

if __name__ == "__main__":
    main()
