"""Writes docs/evidence.md: every method, switch and refusal, how we know it, and what proves it.

Run as ``python -m integration.lab.evidence``; a test compares the file with what this gives, and
fails for a method no test or scenario names and for an alternative none tries.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from integration.lab.usage import Proof, proofs
from mocks.axerrio.assumptions import AxrAssumptions
from mocks.axerrio.texts import REFUSALS as AXERRIO_REFUSALS
from mocks.core.api import Endpoint
from mocks.core.assumptions import table
from mocks.ibuyflowers.assumptions import IbfAssumptions
from mocks.ibuyflowers.texts import REFUSALS as MARKET_REFUSALS
from mocks.komet.assumptions import KometAssumptions
from mocks.komet.texts import EMPTY, REFUSALS
from mocks.worlds import PARTNERS

OUTPUT = Path("docs/evidence.md")
CLIENTS = Path("integration/partners")
SHOWN = 3
#: Tests of the engine against actors of their own name methods, but call no simulator.
ENGINE_ALONE = "tests/integration/"

SWITCHES: dict[str, Any] = {
    "komet": KometAssumptions(),
    "ibuyflowers": IbfAssumptions(),
    "axerrio": AxrAssumptions(),
}
#: Refusals of the partners whose interface is ours.
OURS = {"ibuyflowers": MARKET_REFUSALS, "axerrio": AXERRIO_REFUSALS}

HEAD = """\
# Evidence

What the simulators do, how we know it, and which tests and scenarios hold it. This file is written
by `python -m integration.lab.evidence` from the code; a test compares.

- **documented**: published by the partner; the source names the page and, where known, its version.
- **observed**: seen in public programs that call the live service. Where it contradicts a page's
  sample, the observation wins, since that is what real programs depend on.
- **assumed**: neither published nor seen. Single assumed points of a documented method stand in its
  notes; whatever the record leaves open between several answers is a switch (below).
- **ours**: an interface the partner does not publish at all.
"""


@dataclass(frozen=True)
class Gap:
    """Something nothing proves."""

    what: str

    def __str__(self) -> str:
        return f"{self.what}: no test or scenario"


@dataclass(frozen=True)
class Report:
    """The text of the document and the gaps in it."""

    text: str
    gaps: Sequence[Gap]


def report(root: Path) -> Report:
    """The document over the tree at `root`."""
    known = proofs(root)
    parts, gaps = [HEAD], list[Gap]()
    for name, kind in PARTNERS.items():
        published = kind.published()
        callers = _callers(root, [one.name for one in published.endpoints])
        parts.append(f"\n## Methods of {name}\n\n{published.description}\n\n")
        rows = [_method(one, callers.get(one.name, []), known) for one in published.endpoints]
        gaps += [Gap(f"{name} {row[0]}") for row in rows if not row[-1]]
        columns = ("method", "verb", "tokens", "source", "evidence", "notes", "engine", "proven by")
        parts.append(_table(columns, rows))
    parts.append(_absent())
    for name, switches in SWITCHES.items():
        parts.append(f"\n## Assumptions about {name}\n\n")
        rows = list(_switches(switches, known))
        gaps += [Gap(f"{name} {row[0]} = {row[2]}") for row in rows if not row[-1]]
        parts.append(_table(("switch", "default", "alternative", "reason", "proven by"), rows))
    parts.append(_sentences())
    return Report("".join(parts), gaps)


# --- methods --------------------------------------------------------------------------------------


def _method(one: Endpoint, callers: Sequence[str], known: Iterable[Proof]) -> list[str]:
    wanted = mention(one.name)
    proving = {
        proof.place
        for proof in known
        if not proof.place.startswith(ENGINE_ALONE)
        and any(one.name in text and wanted.search(text) for text in proof.texts)
    }
    return [
        f"`{one.name}`",
        one.verb,
        ", ".join(sorted(one.rights)) or "none",
        one.origin.source,
        str(one.origin.evidence),
        one.origin.notes,
        ", ".join(f"`{caller}`" for caller in callers),
        _some(sorted(proving)),
    ]


def mention(name: str) -> re.Pattern[str]:
    """Finds a method's name, but not a longer one that contains it, nor a common word."""
    before = r"(?<![\w./-])(?:/api/)?" if re.search(r"[./]", name) else r"(?:/api/|[\"'`]|^)"
    return re.compile(rf"(?:{before}|/api/){re.escape(name)}(?![\w/-]|\.\w)")


def _callers(root: Path, methods: Iterable[str]) -> dict[str, list[str]]:
    """The functions of the engine's clients that call each method, by way of its constant."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((root / CLIENTS).glob("*.py"))
    ]
    found: dict[str, list[str]] = {name: [] for name in methods}
    constants = {
        target.id: text
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
        for text in _texts(node.value)
        if text in found
    }
    for function in (one for tree in trees for one in ast.walk(tree)):
        if isinstance(function, ast.FunctionDef):
            for used in dict.fromkeys(_names(function)):
                if used in constants:
                    found[constants[used]].append(function.name)
    return found


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _names(node: ast.AST) -> Iterator[str]:
    return (inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))


def _absent() -> str:
    return (
        "\n## Methods in scope that are absent\n\nNone. What the partners' flows do not call "
        "is not simulated: a method is added with the flow that needs it.\n"
    )


# --- switches -------------------------------------------------------------------------------------


def _switches(switches: Any, known: Iterable[Proof]) -> Iterator[list[str]]:
    """One row per alternative."""
    tried: dict[tuple[str, str], list[str]] = {}
    for proof in known:
        for pair in proof.pairs:
            tried.setdefault(pair, []).append(f"`{proof.label}`")
    for one in table(switches):
        for value in one["alternatives"]:
            if value == one["default"]:
                continue
            proving = sorted(set(tried.get((one["name"], value), [])))
            yield [
                f"`{one['name']}`",
                f"`{one['default']}`",
                f"`{value}`",
                one["reason"],
                _some(proving),
            ]


# --- sentences ------------------------------------------------------------------------------------


def _sentences() -> str:
    komet = [[f"`{code}`", text] for code, text in REFUSALS.items()]
    empty = [[f"`{code}`", text] for code, text in EMPTY.items()]
    ours = "".join(
        f"\n### {name}\n\n"
        + _table(
            ("code", "HTTP status", "sentence (ours)"),
            [[f"`{code}`", str(status), text] for code, (status, text) in refusals.items()],
        )
        for name, refusals in OURS.items()
    )
    return (
        "\n## Sentences of refusals\n\nNobody published one. Every code and sentence below is "
        "ours, kept in one table per partner, to be corrected once somebody has seen the real "
        "one.\n\n### komet\n\n"
        + _table(("code", "sentence (assumed)"), komet)
        + "\n### komet, empty results\n\nWhich of them was observed stands in the notes of its "
        "method; the others are assumed.\n\n" + _table(("list", "sentence"), empty) + ours
    )


# --- drawing --------------------------------------------------------------------------------------


def _some(places: Sequence[str]) -> str:
    """The first few of `places`, and how many more there are."""
    more = len(places) - SHOWN
    return ", ".join(places[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


@click.command()
def main() -> None:
    """Write docs/evidence.md anew; end with 1 if something stands unproven."""
    written = report(Path())
    OUTPUT.write_text(written.text, encoding="utf-8")
    click.echo(f"{OUTPUT}: {len(written.text.splitlines())} lines")
    for gap in written.gaps:
        click.echo(f"unproven: {gap}", err=True)
    if written.gaps:
        raise click.exceptions.Exit(1)


if __name__ == "__main__":
    main()
