"""The command floralab: simulators, the engine, and what an operator asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from integration.lab import show
from integration.lab.up import Simulators, UntilStopped, chosen, ports
from mocks.komet.names import BadNames, read_names
from mocks.worlds import PARTNERS, WorldSpec

MANY_LINES = 20_000

json_option = click.option("--json", "json_", is_flag=True, help="print JSON instead of tables")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Simulated partners of the flower trade, and the engine that keeps them in step."""


@main.command()
@click.argument("which", type=click.Choice(["all", *PARTNERS]))
@click.option("--host", default="127.0.0.1", show_default=True, help="where to listen")
@click.option("--port", default=8081, show_default=True, help="of the first; 0 takes free ones")
@click.option("--lines", default=2000, show_default=True, help="of inventory in Komet")
@click.option("--users", default=3, show_default=True, help="in the company's plan")
@click.option("--seed", default=1, show_default=True, help="of everything generated")
@click.option("--names", type=click.Path(exists=True, dir_okay=False, path_type=Path))
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
) -> None:
    """Run the simulators alone, in one process on one clock, until Ctrl-C."""
    partners = chosen(which)
    spec = WorldSpec(
        seed=seed,
        lines=lines if "komet" in partners else 0,
        users=users,
        names=_names(names),
    )
    with UntilStopped() as until, _simulators(spec, host, ports(partners, port)) as simulators:
        facts = show.credentials(simulators.world, simulators.addresses)
        show.as_json(facts) if json_ else show.announce(facts)
        until.wait()


def _names(path: Path | None) -> tuple[str, ...] | None:
    """Product names from a CSV file.

    Raises:
        ClickException: naming every bad row.
    """
    try:
        return read_names(path) if path else None
    except BadNames as problem:
        raise click.ClickException(str(problem)) from problem


def _simulators(spec: WorldSpec, host: str, by_partner: Mapping[str, int]) -> Simulators:
    """The simulators, made; a bar moves while a large world is.

    Raises:
        ClickException: if the world can not be as asked.
    """
    try:
        if spec.lines < MANY_LINES:
            return Simulators(spec, host, by_partner)
        with show.bar(f"making {spec.lines:,} lines") as progress:
            progress.add_task("", total=None)
            return Simulators(spec, host, by_partner)
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem


if __name__ == "__main__":
    main()
