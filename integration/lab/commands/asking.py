"""The commands by which an operator asks the engine, and tells it to try again."""

from __future__ import annotations

import click

from integration.health import Health, look
from integration.lab.commands import asked, show
from integration.lab.commands.asked import NoSuchOrder, Which
from integration.lab.commands.engine import engine_at, json_option, said, store_option
from integration.model import VENDOR

connection_option = click.option(
    "--connection", default="", help="whose order, where two partners gave the same number"
)


@click.command()
@store_option
@json_option
def status(store: str | None, json_: bool) -> None:
    """How each connection is doing, and what needs a person."""
    with engine_at(store) as engine:
        desk = engine.desk
        seen = look(Health(store=desk.store, clock=desk.clock, settings=desk.settings))
        alarms = desk.store.alarms()
    show.as_json({"connections": seen, "alarms": alarms}) if json_ else show.status(seen, alarms)


@click.command()
@store_option
@json_option
def orders(store: str | None, json_: bool) -> None:
    """Every order and what became of its lines."""
    with engine_at(store) as engine:
        told = asked.orders(engine.desk.store)
    show.as_json(told) if json_ else show.orders(told)


@click.command()
@click.argument("order")
@connection_option
@store_option
@json_option
def why(order: str, connection: str, store: str | None, json_: bool) -> None:
    """The whole story of ORDER, or of one line of it (ORDER/LINE), over all systems."""
    order_id, line_id = _order_and_line(order)
    which = Which(order_id=order_id, line_id=line_id, connection=connection)
    with engine_at(store) as engine, said(NoSuchOrder):
        told = asked.why(engine.desk.store, which, asked.over_http)
    show.as_json(told) if json_ else show.story(told)


@click.command()
@click.argument("order", type=int)
@connection_option
@store_option
@json_option
def retry(order: int, connection: str, store: str | None, json_: bool) -> None:
    """Let the running engine try ORDER again, now that what it waited for is mended."""
    which = Which(order_id=order, connection=connection)
    with engine_at(store) as engine, said(NoSuchOrder):
        wished = asked.wish_retry(engine.desk.store, which, engine.desk.clock.now())
    if json_:
        show.as_json({"order": order, "connection": wished})
    else:
        click.echo(f"order {order} of {wished} will be tried in the engine's next round")


@click.command()
@click.option("--once", is_flag=True, help="one cycle for each connection, now: the default")
@click.option("--dry-run", is_flag=True, help="read and compare, publish nothing")
@store_option
@json_option
def sync(once: bool, dry_run: bool, store: str | None, json_: bool) -> None:
    """Synchronise the inventory of every marketplace now."""
    del once
    with engine_at(store) as engine:
        skipped = [one.name for one in engine.connections() if one.partner == VENDOR]
        done = [
            (one.name, engine.sync_inventory(one.id, dry_run=dry_run))
            for one in engine.connections()
            if one.partner != VENDOR
        ]
    if json_:
        show.as_json(dict(done) | {name: {"outcome": show.SKIPPED} for name in skipped})
    else:
        show.cycles(done, skipped)


def _order_and_line(text: str) -> tuple[int, int]:
    order, _, line = text.partition("/")
    if not order.isdecimal() or not (line.isdecimal() or not line):
        raise click.BadParameter(f"{text!r} is neither ORDER nor ORDER/LINE, such as 10000001/2")
    return int(order), int(line or 0)


def add_to(main: click.Group) -> None:
    """Make the commands of this module known to `main`."""
    for command in (status, orders, why, retry, sync):
        main.add_command(command)
