"""The command floralab: simulators, the engine, and what an operator asks of it.

Commands only read their options and hand them on.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from integration.lab.commands import asking as cli_asked
from integration.lab.commands import loading as cli_load
from integration.lab.commands import show
from integration.lab.commands.connecting import connect
from integration.lab.commands.engine import (
    at_least_one,
    engine_at,
    json_option,
    said,
    store_option,
)
from integration.lab.commands.own_data import own_options, with_own
from integration.lab.commands.planning import plan
from integration.lab.commands.trying import connect_to, try_lines, users_for
from integration.lab.commands.trying_vendor import calls_for, join_vendor
from integration.lab.demo.day import LEAST_ORDERS
from integration.lab.judged import Judge
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
from mocks.komet.names import BadNames, read_names
from mocks.worlds import PARTNERS, WorldSpec

MANY_LINES = 20_000
#: The hours of the demo's day, and its coming to rest.
DEMO_STEPS = 25

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
@own_options
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
    **more: Any,
) -> None:
    """Run the simulators alone, in one process on one clock, until Ctrl-C."""
    partners = chosen(which)
    used = lines if "komet" in partners else 0
    spec = WorldSpec(seed=seed, lines=used, users=users, names=_names(names))
    spec = with_own(spec, which, more | {"json_": json_})
    say = show.as_json if json_ else show.announce
    if more["server"] == cli_load.GRANIAN:
        cli_load.behind_one_door(cli_load.Place(which, host, port), spec, more, say)
        return
    with (
        said(CannotListen),
        UntilStopped() as until,
        _simulators(spec, host, ports(partners, port), Judge(more["store"])) as served,
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
@click.option(
    "--interval",
    type=at_least_one,
    default=300,
    show_default=True,
    help="seconds between two cycles",
)
@click.option("--token", "kind", type=click.Choice(["Customer", "Company"]), default="Customer")
@own_options
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
    **own: Any,
) -> None:
    """Run simulators and engine in one process on real ports, connected, until Ctrl-C."""
    plan = users or users_for(interval)
    spec = WorldSpec(seed=seed, lines=lines, users=plan, names=_names(names))
    spec = with_own(spec, "all", own | {"json_": json_})
    with (
        said(CannotListen),
        UntilStopped() as until,
        _simulators(spec, host, ports(chosen("all"), port)) as simulators,
        fresh_store() as url,
    ):
        pages_port = port + len(PARTNERS) if port else 0
        changes = {"interval_s": interval, "pages_host": host, "pages_port": pages_port}
        changes |= {"vendor_calls_per_day": calls_for(interval)}
        with (
            engine_at(url, made=True, **changes) as engine,
            running(engine, engine.desk.settings, until) as page,
        ):
            facts = show.credentials(simulators.world, simulators.addresses)
            facts |= {"users": plan, "engine": page, "store": url}
            connect_to(engine, facts, kind)
            facts["curl"] += try_lines(simulators.world, facts)
            facts["vendor"] = join_vendor(engine, simulators.world, facts)
            show.as_json(facts) if json_ else show.announce(facts)
            until.wait()


@main.command()
@store_option
@click.option("--interval", type=at_least_one, help="seconds between two cycles")
@click.option("--pages-port", type=port_range, help="of /health and /metrics; 0 for a free one")
@json_option
def run(store: str | None, interval: int | None, pages_port: int | None, json_: bool) -> None:
    """Run the engine alone, against whatever it is connected to, until Ctrl-C."""
    with (
        said(CannotListen),
        UntilStopped() as until,
        engine_at(store, made=True, interval_s=interval, pages_port=pages_port) as engine,
        running(engine, engine.desk.settings, until) as pages,
    ):
        names = [one.name for one in engine.connections()]
        facts = {"engine": pages, "connections": names}
        show.as_json(facts) if json_ else show.running(facts)
        until.wait()


# --- a day ---------------------------------------------------------------------------------------


@main.command()
@seed_option
@lines_option
@click.option(
    "--orders",
    type=click.IntRange(min=LEAST_ORDERS),
    default=200,
    show_default=True,
    help="that florists try to place; a scene each at least",
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
    from integration.lab.demo.result import DemoSpec
    from integration.lab.demo.run import exit_code, run_demo
    from integration.lab.report.printed import print_report

    known: dict[str, Any] = {
        "names": _names(names),
        "names_file": str(names or ""),
        "token_kind": kind,
    }
    spec = DemoSpec(**given, **known)
    with said(ValueError), show.steps("the day", DEMO_STEPS) as tick:
        result = run_demo(spec, tick)
    show.as_json(result) if json_ else print_report(result, show.console())
    context.exit(exit_code(result))


# --- parts ----------------------------------------------------------------------------------------


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


main.add_command(connect)
main.add_command(plan)
cli_asked.add_to(main)
cli_load.add_to(main)

if __name__ == "__main__":
    main()
