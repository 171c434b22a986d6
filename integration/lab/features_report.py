"""Writes reports/features.html from reports/cucumber.json: scenarios by feature, with their tags.

Run as ``python -m integration.lab.features_report`` after the features; a report without a single
scenario is an error, since it would look like success.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click
import msgspec

SOURCE = Path("reports/cucumber.json")
OUTPUT = Path("reports/features.html")

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; color: #222; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; }
p { margin: 0 0 .5rem; color: #555; white-space: pre-line; }
details { border-left: 4px solid #3a7d44; padding: .1rem .75rem; margin: .35rem 0; }
details.failed { border-color: #b3261e; } summary { cursor: pointer; }
code { background: #eef1ee; border-radius: 3px; padding: 0 .35rem; font-size: .85em; }
details details { border-left-width: 2px; } summary small { color: #666; }
ol { margin: .25rem 0; } pre { overflow-x: auto; background: #f6f6f6; padding: .5rem; }
"""


class NoScenario(ValueError):
    """There is nothing to report."""


def report(features: list[Any]) -> str:
    """The page over `features`, which stand as Cucumber's JSON has them.

    Raises:
        NoScenario: if they hold no scenario at all.
    """
    scenarios = [one for feature in features for one in feature["elements"]]
    if not scenarios:
        raise NoScenario(f"{SOURCE} holds no scenario: were the features run?")
    failed = sum(not passed(one) for one in scenarios)
    head = f"{len(scenarios)} scenarios in {len(features)} features, {failed} failed"
    body = "".join(_feature(one) for one in sorted(features, key=lambda one: one["uri"]))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>floralab: features</title>'
        f"<style>{STYLE}</style><h1>floralab: {head}</h1>{body}</html>\n"
    )


def passed(scenario: Any) -> bool:
    """Whether every step of a scenario passed."""
    return all(step["result"]["status"] == "passed" for step in scenario["steps"])


def _feature(feature: Any) -> str:
    text = f"<h2>{_safe(feature['name'])}</h2><p>{_safe(feature['description'])}</p>"
    told = groupby(feature["elements"], lambda one: str(one["name"]))
    return text + "".join(_outline(name, list(examples)) for name, examples in told)


def _outline(name: str, examples: Sequence[Any]) -> str:
    """A scenario; where it was told with several examples, one line for all of them."""
    tags = dict.fromkeys(tag["name"] for one in examples for tag in one["tags"])
    title = " ".join((_safe(name), *(f"<code>{_safe(tag)}</code>" for tag in tags)))
    if len(examples) == 1:
        return _scenario(title, examples[0])
    failed = sum(not passed(one) for one in examples)
    counted = f"{len(examples)} examples" + (f", {failed} failed" if failed else "")
    inner = "".join(_scenario(_example(one), one) for one in examples)
    return _details(f"{title} <small>{counted}</small>", inner, well=not failed)


def _example(scenario: Any) -> str:
    """What an example of an outline put in, as it stands at the end of its id."""
    return _safe(str(scenario.get("id", "")).partition("[")[2].removesuffix("]"))


def _scenario(title: str, scenario: Any) -> str:
    steps = "".join(_step(step) for step in scenario["steps"])
    return _details(title, f"<ol>{steps}</ol>", well=passed(scenario))


def _details(title: str, inner: str, *, well: bool) -> str:
    """A line to click on; what went wrong is open."""
    state = 'class="passed"' if well else 'class="failed" open'
    return f"<details {state}><summary>{title}</summary>{inner}</details>"


def _step(step: Any) -> str:
    problem = step["result"].get("error_message", "")
    told = f"<pre>{_safe(problem)}</pre>" if problem else ""
    return f"<li>{_safe(step['keyword'])} {_safe(step['name'])}{told}</li>"


def _safe(text: str) -> str:
    return html.escape(text.strip())


@click.command()
def main() -> None:
    """Write the HTML report of the last run of the features."""
    if not SOURCE.exists():
        raise click.ClickException(f"{SOURCE} is not there: run `make features`")
    features = msgspec.json.decode(SOURCE.read_bytes())
    try:
        text = report(features)
    except NoScenario as problem:
        raise click.ClickException(str(problem)) from problem
    OUTPUT.write_text(text, encoding="utf-8")
    click.echo(f"{OUTPUT}: {sum(len(one['elements']) for one in features)} scenarios")


if __name__ == "__main__":
    main()
