"""Writes reports/features.html from reports/cucumber.json: statements, failures, scenarios.

Run as ``python -m integration.lab.features_report`` after the features; a report without a single
scenario is an error, since it would look like success.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count, groupby
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec

from integration.lab.report.style import STYLE

SOURCE = Path("reports/cucumber.json")
OUTPUT = Path("reports/features.html")
STATEMENTS = Path("features/statements.toml")
#: Between the name of an outline and the values of one of its examples.
SUCH_AS = " — with "
#: A statement that no scenario is to prove says why.
UNPROVEN = {
    "screen": "needs a page that people click on",
    "later": "belongs to a part that is not built yet",
    "unprovable": "no scenario can show it",
}

OWN_STYLE = """
details { border-left: 3px solid var(--good); padding: 1px 0 1px 10px; margin: 5px 0; }
details.failed { border-color: var(--bad); } details.none { border-color: var(--rule); }
details details { border-left-width: 2px; }
summary { cursor: pointer; } small, .description, .skipped { color: var(--quiet); }
summary small { white-space: nowrap; }
.description { white-space: pre-line; margin: 0 0 8px; } .failed > summary { font-weight: 600; }
code { background: var(--rule); border-radius: 3px; padding: 0 5px; font-size: .85em; }
code a { color: inherit; text-decoration: none; } a { color: var(--shown); }
ol, ul { margin: 4px 0; padding-left: 24px; overflow-wrap: anywhere; }
li.failed { color: var(--bad); }
pre {
  white-space: pre-wrap; overflow-wrap: anywhere; margin: 4px 0; padding: 8px;
  background: var(--ground); color: var(--ink); border-radius: 4px; font-size: 13px;
}
"""


class NoScenario(ValueError):
    """There is nothing to report."""


class Told(NamedTuple):
    """One scenario, or one example of an outline, as it was run.

    Args:
        anchor: where it stands on the page.
        title: its name, without an example's values.
        values: of the example; empty if it is none.
        tags: the statements it is about.
        steps: as Cucumber's JSON has them.
        line: where it stands in its file.
    """

    anchor: str
    title: str
    values: str
    tags: tuple[str, ...]
    steps: Sequence[Any]
    line: int

    @property
    def passed(self) -> bool:
        """Whether every step did."""
        return all(step["result"]["status"] == "passed" for step in self.steps)

    @property
    def name(self) -> str:
        """Its name, with an example's values."""
        return self.title + (f" ({self.values})" if self.values else "")

    @property
    def problem(self) -> str:
        """What the failing step found."""
        found = (step["result"].get("error_message", "") for step in self.steps)
        return next(filter(None, found), "")


class Chapter(NamedTuple):
    """One feature, and what was told in it."""

    name: str
    description: str
    told: Sequence[Told]


def report(features: Sequence[Any], statements: Mapping[str, Any]) -> str:
    """The page over `features`, which stand as Cucumber's JSON has them.

    Args:
        features: what was run.
        statements: by their id: what each says, and whether a scenario is to prove it.

    Raises:
        NoScenario: if they hold no scenario at all.
    """
    chapters = _chapters(features)
    told = [one for chapter in chapters for one in chapter.told]
    if not told:
        raise NoScenario(
            f"{SOURCE} holds no scenario: none was chosen, or none could be read; see above"
        )
    body = [
        _head(told, chapters),
        _failures([one for one in told if not one.passed]),
        _statements(told, statements),
        *(_chapter(one, statements) for one in chapters),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>floralab: features</title>\n<style>{STYLE}{OWN_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{''.join(body)}</main>\n</body>\n</html>\n"
    )


def counted(features: Sequence[Any]) -> str:
    """How many scenarios were run and how many failed, as pytest counts them."""
    told = [one for chapter in _chapters(features) for one in chapter.told]
    failed = sum(not one.passed for one in told)
    return f"{_many(len(told), 'scenario')}, {failed} failed"


# --- reading the JSON ----------------------------------------------------------------------------


def _chapters(features: Sequence[Any]) -> list[Chapter]:
    anchors = (f"s{number}" for number in count(1))
    return [
        Chapter(
            one["name"],
            one["description"],
            [_told(scenario, next(anchors)) for scenario in one["elements"]],
        )
        for one in sorted(features, key=lambda one: str(one["uri"]))
    ]


def _told(scenario: Any, anchor: str) -> Told:
    title, values = str(scenario["name"]), ""
    if SUCH_AS in title and scenario["keyword"] not in ("Scenario", "Example"):
        title, _, values = title.rpartition(SUCH_AS)
    tags = tuple(str(tag["name"]) for tag in scenario["tags"])
    return Told(anchor, title, values, tags, scenario["steps"], int(scenario["line"]))


# --- the page ------------------------------------------------------------------------------------


def _head(told: Sequence[Told], chapters: Sequence[Chapter]) -> str:
    failed = sum(not one.passed for one in told)
    took_s = sum(step["result"]["duration"] for one in told for step in one.steps) / 1e9
    verdict = (
        f'<p class="verdict bad">{failed} failed</p>'
        if failed
        else '<p class="verdict good">All passed</p>'
    )
    return (
        f"<h1>floralab: {_many(len(told), 'scenario')} in {_many(len(chapters), 'feature')}</h1>"
        f"{verdict}<p><small>{len(told) - failed} passed, {failed} failed; their steps took "
        f"{took_s:.1f} s. A row of an outline's examples counts as a scenario. After each one the "
        "faults are healed, everything comes to rest, and every law is judged.</small></p>\n"
    )


def _failures(failed: Sequence[Told]) -> str:
    if not failed:
        return ""
    rows = "".join(
        f'<li><a href="#{one.anchor}">{_safe(one.name)}</a><pre>{_safe(one.problem)}</pre></li>'
        for one in failed
    )
    return f"<section><h2>What failed</h2><ol>{rows}</ol></section>\n"


def _statements(told: Sequence[Told], statements: Mapping[str, Any]) -> str:
    by_tag = {tag: [one for one in told if tag in one.tags] for tag in statements}
    run = "".join(_statement(tag, statements[tag], some) for tag, some in by_tag.items() if some)
    left = [tag for tag, some in by_tag.items() if not some]
    rest = "".join(f"<li>{_left_out(tag, statements[tag])}</li>" for tag in left)
    unrun = (
        f'<details class="none"><summary>{_many(len(left), "statement")} without a scenario in '
        f"this run</summary><ul>{rest}</ul></details>"
    )
    return f"<section><h2>Statements</h2>{run}{unrun if left else ''}</section>\n"


def _statement(tag: str, statement: Any, told: Sequence[Told]) -> str:
    failed = sum(not one.passed for one in told)
    rows = "".join(
        f'<li class="{_state(one)}"><a href="#{one.anchor}">{_safe(one.name)}</a></li>'
        for one in told
    )
    title = (
        f"<code>{_safe(tag)}</code> {_safe(statement['says'])} "
        f"<small>{_many(len(told), 'scenario')}{_failed(failed)}</small>"
    )
    # Its scenarios stand open further down; here they are an index.
    state = "failed" if failed else "passed"
    return (
        f'<details class="{state}" id="{_safe(tag)}"><summary>{title}</summary>'
        f"<ul>{rows}</ul></details>"
    )


def _left_out(tag: str, statement: Any) -> str:
    why = UNPROVEN.get(statement["status"], "not chosen")
    reason = statement.get("reason", "")
    return _safe(f"{tag}: {statement['says']}") + f" <small>{_safe(f'{why}. {reason}')}</small>"


def _chapter(chapter: Chapter, statements: Mapping[str, Any]) -> str:
    groups = groupby(chapter.told, lambda one: (one.line, one.title))
    inner = "".join(_scenarios(list(told), statements) for _, told in groups)
    description = f'<p class="description">{_safe(chapter.description)}</p>'
    return f"<section><h2>{_safe(chapter.name)}</h2>{description}{inner}</section>\n"


def _scenarios(told: Sequence[Told], statements: Mapping[str, Any]) -> str:
    """A scenario; the examples of an outline stand together under its name."""
    title = " ".join((_safe(told[0].title), *_tags(told, statements)))
    if not told[0].values:
        return "".join(_scenario(title, one) for one in told)
    failed = sum(not one.passed for one in told)
    title += f" <small>{_many(len(told), 'example')}{_failed(failed)}</small>"
    inner = "".join(_scenario(_safe(one.values), one) for one in told)
    return _details(title, inner, "failed" if failed else "passed")


def _tags(told: Sequence[Told], statements: Mapping[str, Any]) -> Iterator[str]:
    for tag in dict.fromkeys(tag for one in told for tag in one.tags):
        says = _safe(statements[tag]["says"]) if tag in statements else ""
        yield f'<code title="{says}"><a href="#{_safe(tag)}">{_safe(tag)}</a></code>'


def _scenario(title: str, told: Told) -> str:
    steps = "".join(_step(step) for step in told.steps)
    return _details(title, f"<ol>{steps}</ol>", _state(told), told.anchor)


def _step(step: Any) -> str:
    result = step["result"]
    problem = result.get("error_message", "")
    found = f"<pre>{_safe(problem)}</pre>" if problem else ""
    unreached = " <small>not reached</small>" if result["status"] == "skipped" else ""
    words = f"{_safe(step['keyword'])} {_safe(step['name'])}"
    return f'<li class="{_safe(result["status"])}">{words}{unreached}{found}</li>'


def _details(title: str, inner: str, state: str, anchor: str = "") -> str:
    """A line to click on; what went wrong is open."""
    place = f' id="{anchor}"' if anchor else ""
    shown = " open" if state == "failed" else ""
    return f'<details class="{state}"{place}{shown}><summary>{title}</summary>{inner}</details>'


def _state(told: Told) -> str:
    return "passed" if told.passed else "failed"


def _failed(number: int) -> str:
    return f", {number} failed" if number else ""


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _safe(text: str) -> str:
    return escape(text.strip())


@click.command()
def main() -> None:
    """Write the HTML report of the last run of the features."""
    if not SOURCE.exists():
        raise click.ClickException(f"{SOURCE} is not there: run `make features`")
    features = msgspec.json.decode(SOURCE.read_bytes())
    try:
        text = report(features, tomllib.loads(STATEMENTS.read_text(encoding="utf-8")))
    except NoScenario as problem:
        raise click.ClickException(str(problem)) from problem
    OUTPUT.write_text(text, encoding="utf-8")
    click.echo(f"{OUTPUT}: {counted(features)}")


if __name__ == "__main__":
    main()
