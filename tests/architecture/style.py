"""House style that a machine can judge: each check gives breaches, as the rules do."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.source import Function, Module

MODULE_AIM, MODULE_LIMIT = 300, 500
FUNCTION_AIM, FUNCTION_LIMIT = 40, 60
PARAMETERS = 5
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}

# Partners' tokens are long runs of letters and digits; so is nothing a person writes.
TOKEN = re.compile(r"(?<![A-Za-z0-9_/+-])[A-Za-z0-9]{26,64}(?![A-Za-z0-9_/+-])")
DIGEST = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")
MACHINE_PATH = re.compile(
    r"(?<![\w.}/-])(?:/(?:home|root|Users|work|opt|mnt|var/folders)/\w|[A-Z]:\\Users\\)"
)
TEXT_SUFFIXES = {
    *(".py", ".toml", ".txt", ".md", ".feature", ".json", ".html", ".css", ".js", ".svg"),
    *(".ini", ".mako", ".cfg", ".yml", ".yaml", ".csv", ".sh", ""),
}
# A click command has a parameter for each of its options.
OPTION_DECORATORS = {"option", "argument"}


def long_modules(modules: Iterable[Module], limit: int) -> list[str]:
    """Modules of more lines than `limit`."""
    sizes = [(len(module.text.splitlines()), module.path) for module in modules]
    return [f"{path}: {lines} lines" for lines, path in sorted(sizes)[::-1] if lines > limit]


def long_functions(modules: Iterable[Module], limit: int) -> list[str]:
    """Functions of more lines than `limit`, decorators not counted."""
    return [
        f"{module.path}:{function.lineno}: {function.name}, {lines} lines"
        for module in modules
        for function in module.functions
        if (lines := _lines(function)) > limit
    ]


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def crowded_functions(modules: Iterable[Module]) -> list[str]:
    """Functions that ask for more than a person can keep apart: make a value of them."""
    return [
        f"{module.path}:{function.lineno}: {function.name} takes {count} parameters"
        for module in modules
        for function in module.functions
        if (count := _parameters(function)) > PARAMETERS and not _is_command(function)
    ]


def _parameters(function: Function) -> int:
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([arg for arg in every if arg.arg not in {"self", "cls"}])


def _is_command(function: Function) -> bool:
    called = [node.func for node in function.decorator_list if isinstance(node, ast.Call)]
    return any(isinstance(f, ast.Attribute) and f.attr in OPTION_DECORATORS for f in called)


def nameless_modules(modules: Iterable[Module]) -> list[str]:
    """Modules named for having no name: say the noun (money, days, fields)."""
    return [module.path for module in modules if NAMELESS & set(module.name.split("."))]


def undocumented(modules: Iterable[Module]) -> list[str]:
    """Public modules, classes, functions and methods without a docstring, migrations aside."""
    return [
        f"{module.path}:{getattr(node, 'lineno', 1)}: {name}"
        for module in modules
        if "migrations" not in module.name.split(".")
        for name, node in _public(module.tree, module.name)
        if not ast.get_docstring(node)
    ]


def _public(
    node: ast.Module | ast.ClassDef, name: str
) -> Iterator[tuple[str, ast.Module | ast.ClassDef | Function]]:
    yield name, node
    for child in node.body:
        if not isinstance(child, ast.ClassDef | Function) or child.name.startswith("_"):
            continue
        if isinstance(child, ast.ClassDef):
            yield from _public(child, child.name)
        elif not _is_overload(child):
            yield child.name, child


def _is_overload(function: Function) -> bool:
    names = {node.id for node in function.decorator_list if isinstance(node, ast.Name)}
    return bool(names & {"overload", "override"})


def token_shaped(text: str) -> list[str]:
    """Runs of 26 letters and digits and more, both kinds in them, that are no digest."""
    return [
        run
        for run in TOKEN.findall(text)
        if sum(char.isdigit() for char in run) >= 2
        and sum(char.isalpha() for char in run) >= 2
        and not DIGEST.fullmatch(run)
    ]


def machine_paths(text: str) -> list[str]:
    """Absolute paths that exist on somebody's machine only."""
    return MACHINE_PATH.findall(text)


def read_text(path: Path) -> str:
    """The text of a kept file; nothing of what is not text."""
    return path.read_text(encoding="utf-8") if path.suffix in TEXT_SUFFIXES else ""
