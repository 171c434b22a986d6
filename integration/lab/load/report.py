"""A load run as one page of HTML that needs nothing else, and two runs held beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from integration.lab.load import plots as load_plots
from integration.lab.load.figures import Figures, LawRow
from integration.lab.load.goals import Exit, ended
from integration.lab.load.scenarios import SCENARIOS
from integration.lab.load.words import (
    ENTRY_HEADS,
    GOAL_HEADS,
    entry_cells,
    goal_cells,
    remarks,
    verdict,
)
from integration.lab.report.style import STYLE

#: Curves of a second process and of a limit share a page here: each has its own line.
MORE_STYLE = "svg .line.limit { stroke-dasharray: none; } svg line.limit { stroke-dasharray: 6 4; }"
PLOTS = (
    ("Cycle time by size", load_plots.cycles_by_size, "A dot is a cycle; point at it."),
    ("Phases of the cycles", load_plots.phases, "Read, compare, publish, acknowledge."),
    ("Staleness", load_plots.staleness, "As the marketplace says of its own offers."),
    ("Allowance", load_plots.allowance, "As the engine counts; Komet's own count is a law."),
    ("Memory", load_plots.memory, "Of each process and what it started, resident."),
    ("Processors", load_plots.processors, "100 % is one processor."),
)


def page(figures: Figures) -> str:
    """The whole page."""
    spec = figures.spec
    title = f"Load: {spec.scenario}"
    parts = [
        _head(figures, title),
        _table("Goals", GOAL_HEADS, map(goal_cells, figures.goals)),
        *(_figure(name, draw(figures), words) for name, draw, words in PLOTS),
        _table("Measured, in seconds", ENTRY_HEADS, map(entry_cells, figures.generated.entries)),
        _table("Laws", ("law", "what must hold", "judged", ""), map(_law, figures.laws)),
    ]
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{MORE_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(figures: Figures, title: str) -> str:
    spec = figures.spec
    style = "good" if ended(figures) == Exit.WELL else "bad"
    facts = {
        "scenario": SCENARIOS[spec.scenario].about,
        "lines": f"{spec.lines:,}",
        "purchases": f"{spec.rate:g} a second, for {spec.time_s} s",
        "interval": f"{spec.interval_s} s between cycles, {figures.orders_every_s:g} s between"
        " order rounds",
        "token": spec.token,
        "server": spec.server,
        "machine": figures.machine,
        "commit": figures.commit,
        "began": f"{figures.began_at:%Y-%m-%d %H:%M:%S} UTC",
    }
    pairs = "".join(f"<dt>{escape(one)}</dt><dd>{escape(said)}</dd>" for one, said in facts.items())
    more = "".join(f"<li>{escape(one)}</li>" for one in remarks(figures))
    return (
        f"<h1>{escape(title)}</h1>\n"
        f'<p class="verdict {style}">{escape(verdict(figures).capitalize())}.</p>\n'
        f"<dl>{pairs}</dl>\n<ul>{more}</ul>"
    )


def _figure(name: str, drawing: object, words: str) -> str:
    return (
        f"<section><h2>{escape(name)}</h2>\n<figure>\n{drawing}\n"
        f"<figcaption>{escape(words)}</figcaption>\n</figure></section>"
    )


def _law(law: LawRow) -> Sequence[str]:
    said = "broken" if law.violations else "kept" if law.judged else "nothing to judge"
    return law.name, " ".join([law.statement, *law.violations[:5]]), f"{law.judged:,}", said


def _table(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<section><h2>{escape(name)}</h2>\n<div class="wide"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div></section>"
    )
