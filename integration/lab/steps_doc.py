"""Writes features/STEPS.md: every step a feature may use, by noun, read from the step modules.

Run as ``python -m integration.lab.steps_doc``; a test compares the file with what this gives.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

STEPS = Path("features/steps")
OUTPUT = Path("features/STEPS.md")

KINDS = ("given", "when", "then")

HEAD = """\
# Steps

Every step a feature may use. This file is written by `python -m integration.lab.steps_doc` from
the modules in `features/steps/`, one per noun; a test compares. Words in braces are filled in;
what they count may be one: `{boxes:d} boxes` is said of `1 box` too.

Every scenario ends with one more step that nobody writes: the faults are healed (each must have
struck by then), everything comes to rest, and every law holds.
"""


@dataclass(frozen=True)
class Step:
    """One step pattern: given, when or then; its words; what it does; its module."""

    kind: str
    pattern: str
    doc: str
    noun: str


def steps_in(folder: Path) -> list[Step]:
    """Every step pattern of the modules in `folder`, module by module, as written."""
    return [step for path in sorted(folder.glob("*.py")) for step in _steps_of(path)]


def document(steps: list[Step]) -> str:
    """The text of STEPS.md."""
    parts = [HEAD]
    for noun in dict.fromkeys(step.noun for step in steps):
        parts.append(f"\n## {noun}\n\n")
        parts += [
            f"- **{step.kind}** {step.pattern}{f' — {step.doc}' if step.doc else ''}\n"
            for step in steps
            if step.noun == noun
        ]
    return "".join(parts)


def _steps_of(path: Path) -> Iterator[Step]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            doc = (ast.get_docstring(node) or "").partition("\n")[0]
            for decorator in node.decorator_list:
                kind, pattern = _pattern(decorator)
                if kind:
                    yield Step(kind, pattern, doc, path.stem)


def _pattern(decorator: ast.expr) -> tuple[str, str]:
    """The kind and the words of ``@given("...")`` or ``@given(parsers.parse("..."))``."""
    if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Name):
        return "", ""
    if decorator.func.id not in KINDS or not decorator.args:
        return "", ""
    inner = decorator.args[0]
    if isinstance(inner, ast.Call):
        inner = inner.args[0]
    return decorator.func.id, str(ast.literal_eval(inner))


@click.command()
def main() -> None:
    """Write features/STEPS.md anew."""
    OUTPUT.write_text(document(steps_in(STEPS)), encoding="utf-8")
    click.echo(f"{OUTPUT}: {len(steps_in(STEPS))} steps")


if __name__ == "__main__":
    main()
