"""The feature files as the tests of the documents read them: tags and steps, outlines filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pytest_bdd.parser import FeatureParser

ROOT = Path(__file__).parents[2]
FEATURES = ROOT / "features"


@dataclass(frozen=True)
class Told:
    """One scenario: where, its tags (the feature's included) and its steps as they will be run."""

    where: str
    tags: frozenset[str]
    steps: tuple[tuple[str, str], ...]


def scenarios() -> Iterator[Told]:
    """Every scenario; one per row of examples."""
    for path in sorted(FEATURES.rglob("*.feature")):
        feature = FeatureParser(str(FEATURES), str(path.relative_to(FEATURES))).parse()
        for template in feature.scenarios.values():
            tags = frozenset(template.tags | feature.tags)
            tags = tags.union(*(examples.tags for examples in template.examples))
            for row in _rows(template):
                rendered = template.render(row)
                steps = tuple((step.type, step.name) for step in rendered.steps)
                yield Told(f"{path.name}: {template.name}", tags, steps)


def _rows(template: object) -> list[dict[str, str]]:
    rows = [dict(context) for examples in template.examples for context in examples.as_contexts()]
    return rows or [{}]
