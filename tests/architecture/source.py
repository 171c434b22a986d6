"""The source as the architecture tests see it: modules with a dotted name, a text and a tree.

Nothing here imports what it reads, so a module that can not be imported is judged all the same.
"""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One source file. `path` is relative to the root; the text need not exist on disk."""

    path: str
    text: str

    @property
    def name(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def imports(self) -> dict[str, int]:
        """Dotted name -> line, wherever it stands: inside functions and for types too."""
        found: dict[str, int] = {}
        for node in ast.walk(self.tree):
            for name in _imported(node, self):
                found.setdefault(name, node.lineno)
        return found

    def knows(self, package: str) -> int | None:
        """The line on which the module imports `package` or something in it."""
        lines = [line for name, line in self.imports.items() if within(name, package)]
        return min(lines, default=None)

    @cached_property
    def references(self) -> list[tuple[str, int]]:
        """Every dotted name used, aliases resolved: `dt.now` is `datetime.datetime.now`."""
        return [
            (name, node.lineno)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Attribute | ast.Name) and (name := self._resolved(node))
        ]

    @cached_property
    def calls(self) -> list[tuple[str, int, int]]:
        """Every call of an imported name: dotted name, line, number of arguments."""
        return [
            (name, node.lineno, len(node.args) + len(node.keywords))
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Call) and (name := self._resolved(node.func))
        ]

    @cached_property
    def _names(self) -> dict[str, str]:
        return _aliases(self.tree)

    def _resolved(self, node: ast.AST) -> str | None:
        head, *rest = _dotted(node)
        return ".".join([self._names[head], *rest]) if head in self._names else None

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


def within(name: str, package: str) -> bool:
    """Is `name` the package or inside it?"""
    return name == package or name.startswith(package + ".")


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Does the path match one of the patterns (`*` crosses folders)?"""
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def modules(*folders: str) -> list[Module]:
    """Every Python file under the folders (all of them parsed at most once)."""
    return [
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def kept_files() -> list[Path]:
    """What is, or would be, committed: every text file git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def _imported(node: ast.AST, module: Module) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = _base(node, module)
        yield from (f"{base}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call) and _dotted(node.func)[-1] in {"import_module", "__import__"}:
        yield from (
            arg.value
            for arg in node.args[:1]
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        )


def _base(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    up = node.level - module.path.endswith("/__init__.py")
    kept = parts[: len(parts) - up]
    return ".".join([*kept, *([node.module] if node.module else [])])


def _aliases(tree: ast.Module) -> dict[str, str]:
    aliases = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                head = alias.name.split(".")[0]
                aliases[alias.asname or head] = alias.name if alias.asname else head
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return aliases


def _dotted(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [*_dotted(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else [""]
