"""The commands of the performance engineer, and what `floralab mock` needs for load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import click
import msgspec

from integration.lab import show
from integration.lab.granian_server import Door, free_port, serve
from mocks.worlds import WorldSpec, build_world

GRANIAN = "granian"
F = TypeVar("F", bound=Callable[..., Any])


class Place(NamedTuple):
    """Which simulators, and where they listen."""

    which: str
    host: str
    port: int


def door_options(command: F) -> F:
    """The options of simulators under load."""
    options = (
        click.option("--server", type=click.Choice(["cheroot", GRANIAN]), default="cheroot"),
        click.option("--hold", default=65.0, help="granian: how many s a lost reply is held"),
        click.option("--store", default="", help="of an engine whose laws are judged too"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def behind_one_door(
    place: Place,
    spec: WorldSpec,
    given: Mapping[str, Any],
    say: Callable[[dict[str, Any]], None],
) -> None:
    """The simulators on granian, until stopped; tokens and keys depend on the seed alone.

    Raises:
        ClickException: if the world can not be as asked, or granian is not installed.
    """
    if place.which != "all":
        raise click.ClickException("granian serves all partners behind one port: say `mock all`")
    port = place.port or free_port(place.host)
    door = Door(
        spec=spec, host=place.host, port=port, hold_s=given["hold"], store_url=given["store"]
    )
    try:
        small = build_world(msgspec.structs.replace(spec, lines=0))
        serve(door, lambda: say(show.credentials(small, door.addresses)))
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem
    except ImportError as problem:
        raise click.ClickException("granian is missing: pip install -e '.[dev]'") from problem


def add_to(main: click.Group) -> None:
    """Make the commands of this module known to `main`."""
