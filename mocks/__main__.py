"""``python -m mocks export`` writes the published documents; ``serve`` opens real ports."""

import signal
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from mocks.core.control import Control
from mocks.core.openapi import document, encode
from mocks.core.serve import Servers
from mocks.core.web import Stage, build_app
from mocks.worlds import PARTNERS, WorldSpec, build_world

OPENAPI = Path(__file__).parent / "openapi"


@click.group()
def main() -> None:
    """The simulated partners, without the engine."""


@main.command()
@click.option("--to", type=click.Path(path_type=Path), default=OPENAPI, help="folder to write to")
def export(to: Path) -> None:
    """Write every partner's OpenAPI document anew from its endpoints."""
    to.mkdir(parents=True, exist_ok=True)
    for name, body in documents().items():
        (to / f"{name}.json").write_bytes(body)
        click.echo(f"{to / f'{name}.json'}: {len(body):,} bytes")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8700, show_default=True, help="of the first partner; 0: free ones")
@click.option("--lines", default=2000, show_default=True, help="of inventory in Komet")
@click.option("--seed", default=1, show_default=True)
def serve(host: str, port: int, lines: int, seed: int) -> None:
    """Answer on one port per partner, on one clock, until Ctrl-C or SIGTERM."""
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    try:
        servers = open_servers(WorldSpec(seed=seed, lines=lines), host, consecutive(port))
    except (OSError, ValueError) as problem:
        raise click.ClickException(str(problem)) from problem
    for name, address in servers.addresses.items():
        click.echo(f"{name:12} {address}  (control plane: {address}/_lab/health)")
    told.wait()
    servers.stop()
    click.echo("stopped")


def documents() -> dict[str, bytes]:
    """Every published document as it stands in its file, by the partner's name."""
    return {name: encode(document(kind.published())) for name, kind in PARTNERS.items()}


def consecutive(port: int) -> dict[str, int]:
    """A port for each partner, counted up from `port`; 0 leaves the choice to the machine."""
    return {name: port + number if port else 0 for number, name in enumerate(PARTNERS)}


def open_servers(spec: WorldSpec, host: str, ports: Mapping[str, int]) -> Servers:
    """All partners of a new world on real ports, answering.

    Raises:
        OSError: if a port is taken.
        ValueError: if no world can be made from `spec`.
    """
    stage = Stage(build_world(spec))
    control: Any = Control(spec, build_world)
    apps = {name: build_app(stage, name, control) for name in stage.world.partners}
    servers = Servers(stage, apps, host, ports)
    servers.start()
    return servers


if __name__ == "__main__":
    main()
