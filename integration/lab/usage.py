"""Which tests and scenarios use what: read from their source, nothing is run.

A test *says* every text written in it, in the constants and functions of its module it leads to,
and in those it imports from other modules of tests. A switch is *tried* with a value where the two
stand side by side: as keyword and argument, as key and value, as neighbours in a call or tuple, or
through a name that a parametrized test or a loop binds. A scenario says its own lines.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TESTS, FEATURES = Path("tests"), Path("features")
#: Tests of texts prove nothing about what the texts name.
TEXTUAL = ("tests/docs/", "tests/architecture/")

Pair = tuple[str, str]
SCENARIO = re.compile(r"^\s*(?:Scenario(?: Outline)?|Example|Background|Rule):\s*(.*)$")


@dataclass(frozen=True)
class Proof:
    """One test or scenario: where, under which name, what it says, which pairs it tries."""

    place: str
    name: str
    texts: frozenset[str]
    pairs: frozenset[Pair]

    @property
    def label(self) -> str:
        """Where to find it."""
        return f"{self.place}: {self.name}" if self.place.endswith(".feature") else self.name


@dataclass
class _Module:
    """What stands at the top level of a module of tests."""

    place: str
    named: dict[str, ast.stmt] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)


def proofs(root: Path) -> list[Proof]:
    """Every test function under ``tests`` and every scenario under ``features`` of `root`."""
    return [*_tests(root), *_scenarios(root)]


# --- tests ----------------------------------------------------------------------------------------


def _tests(root: Path) -> Iterator[Proof]:
    modules = {
        ".".join(path.relative_to(root).with_suffix("").parts): _module(path, root)
        for path in sorted((root / TESTS).rglob("*.py"))
    }
    for module in modules.values():
        for name, node in module.named.items():
            if name.startswith(("test_", "Test")) and not module.place.startswith(TEXTUAL):
                texts, pairs = _reach(node, module, modules, set())
                yield Proof(module.place, name, texts, pairs)


def _module(path: Path, root: Path) -> _Module:
    module = _Module(path.relative_to(root).as_posix())
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            module.named[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name in _names(targets):
                module.named[name] = node
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
            for alias in node.names:
                known = alias.asname or alias.name
                module.imported[known] = (node.module or "", alias.name)
    return module


def _names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name):
                yield inner.id


def _reach(
    node: ast.stmt, module: _Module, modules: Mapping[str, _Module], seen: set[int]
) -> tuple[frozenset[str], frozenset[Pair]]:
    """What `node` says and tries, itself and through everything it leads to."""
    if id(node) in seen:
        return frozenset(), frozenset()
    seen.add(id(node))
    own, tried, names = _own(node)
    texts, pairs = set(own), set(tried)
    for name in names:
        for other, place in _meant(name, module, modules):
            more = _reach(other, place, modules, seen)
            texts |= more[0]
            pairs |= more[1]
    return frozenset(texts), frozenset(pairs)


@cache
def _own(node: ast.stmt) -> tuple[frozenset[str], frozenset[Pair], frozenset[str]]:
    """What `node` itself says, tries and names; most nodes are reached from many tests."""
    return frozenset(_texts(node)), frozenset(_pairs(node)), frozenset(_names([node]))


def _meant(
    name: str, module: _Module, modules: Mapping[str, _Module]
) -> Iterator[tuple[ast.stmt, _Module]]:
    if name in module.named:
        yield module.named[name], module
    elif name in module.imported:
        place, known = module.imported[name]
        if place in modules and known in modules[place].named:
            yield modules[place].named[known], modules[place]


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _pairs(node: ast.AST) -> Iterator[Pair]:
    parameters = _parametrized(node)
    for inner in ast.walk(node):
        for left, right in _neighbours(inner):
            for first in _values(left, parameters):
                for second in _values(right, parameters):
                    yield first, second


def _neighbours(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Dict):
        yield from ((key, value) for key, value in zip(node.keys, node.values, strict=True) if key)
    elif isinstance(node, ast.Tuple | ast.List):
        yield from zip(node.elts, node.elts[1:], strict=False)
    elif isinstance(node, ast.Call):
        yield from zip(node.args, node.args[1:], strict=False)
        for one in node.keywords:
            if one.arg:
                yield ast.Constant(one.arg), one.value


def _values(node: ast.expr, parameters: Mapping[str, list[str]]) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return parameters.get(node.id, []) if isinstance(node, ast.Name) else []


def _parametrized(node: ast.AST) -> dict[str, list[str]]:
    """The texts each name takes that a parametrized test or a loop over constants binds."""
    found: dict[str, list[str]] = {}
    for names, cases in _bindings(node):
        for case in getattr(cases, "elts", []):
            values = case.elts if isinstance(case, ast.Tuple | ast.List) else [case]
            for name, value in zip(names, values, strict=False):
                found.setdefault(name, []).extend(_texts(value))
    return found


def _bindings(node: ast.AST) -> Iterator[tuple[list[str], ast.expr]]:
    for decorator in getattr(node, "decorator_list", []):
        if isinstance(decorator, ast.Call) and len(decorator.args) > 1:
            given, cases = decorator.args[:2]
            yield [name.strip() for text in _texts(given) for name in text.split(",")], cases
    for loop in ast.walk(node):
        if isinstance(loop, ast.For | ast.comprehension):
            yield list(_names([loop.target])), loop.iter


# --- features -------------------------------------------------------------------------------------


def _scenarios(root: Path) -> Iterator[Proof]:
    for path in sorted((root / FEATURES).rglob("*.feature")):
        name, lines = "the feature", list[str]()
        for line in [*path.read_text(encoding="utf-8").splitlines(), "Rule: end"]:
            opening = SCENARIO.match(line)
            if not opening:
                lines.append(line)
                continue
            yield _scenario(path.relative_to(root).as_posix(), name, lines)
            name, lines = opening[1], []


def _scenario(place: str, name: str, lines: list[str]) -> Proof:
    """A scenario tries what stands in one line; where it says <value>, what its rows hold."""
    cells = [cell for line in lines if line.strip().startswith("|") for cell in _words(line)]
    pairs: set[Pair] = set()
    for line in lines:
        words = _words(line) + (cells if "<" in line else [])
        pairs |= {(first, second) for first in words for second in words}
    return Proof(place, name, frozenset(lines), frozenset(pairs))


def _words(line: str) -> list[str]:
    return re.findall(r"[\w.-]+", line)
