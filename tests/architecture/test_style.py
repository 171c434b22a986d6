"""House style as tests, each over the real files and over a planted violation."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import import_all, style
from tests.architecture.source import ROOT, Module, kept_files, modules

OURS = modules("mocks", "integration")
ALL = [*OURS, *modules("features", "loadtests", "tests")]
LONG = "\n".join(["    x = 1"] * 60)


def planted(text: str, path: str = "mocks/core/box.py") -> list[Module]:
    return [Module(path, text)]


def test_no_module_is_too_long() -> None:
    assert style.long_modules(ALL, style.MODULE_LIMIT) == []
    assert style.long_modules(planted("x = 1\n" * 501), style.MODULE_LIMIT)


def test_no_function_is_too_long() -> None:
    assert style.long_functions(ALL, style.FUNCTION_LIMIT) == []
    assert style.long_functions(planted(f"def f():\n{LONG}"), style.FUNCTION_LIMIT)
    assert not style.long_functions(planted(f"class Reply:\n{LONG}"), style.FUNCTION_LIMIT)


def test_no_function_takes_too_many_parameters() -> None:
    assert style.crowded_functions(OURS) == []
    assert style.crowded_functions(planted("def f(a, b, c, d, *, e, f): ..."))
    assert not style.crowded_functions(planted("class A:\n def f(self, a, b, c, d, e): ..."))
    assert not style.crowded_functions(planted("@click.option()\ndef f(a, b, c, d, e, f): ..."))


def test_every_module_is_named_for_a_noun() -> None:
    assert style.nameless_modules(ALL) == []
    assert style.nameless_modules(planted("", "integration/lab/helpers.py"))
    assert style.nameless_modules(planted("", "mocks/common/box.py"))


def test_everything_public_is_documented() -> None:
    assert style.undocumented(OURS) == []
    assert len(style.undocumented(planted("class A:\n def f(self): ...\n def _g(self): ..."))) == 3
    assert not style.undocumented(planted('"""A box."""\ndef f():\n """Open it."""'))


@pytest.mark.parametrize("check", [style.token_shaped, style.machine_paths])
def test_no_file_carries_a_secret_or_a_machine(check: Callable[[str], list[str]]) -> None:
    found = {
        path.relative_to(ROOT).as_posix(): hits
        for path in kept_files()
        if (hits := check(style.read_text(path)))
    }
    assert found == {}


def test_a_planted_token_is_found() -> None:
    for before in ("token = '", "?token=", '"authenticationToken":"'):
        assert style.token_shaped(before + "a1B2c" * 5 + "x'")
    assert not style.token_shaped("a name " + "SuchALongCamelCaseNameOfAType" + "; 1234" * 9)
    assert not style.token_shaped("sha256 " + "0a1b" * 16)


def test_a_planted_machine_path_is_found() -> None:
    for home in ("home/me", "root/x", "opt/x"):
        assert style.machine_paths(f"read('/{home}')")
    assert not style.machine_paths("https://example.test/home/page and ./root/x and a/opt/b")


def imported(root: Path) -> str:
    program = [sys.executable, "-W", "error", str(Path(import_all.__file__)), str(root)]
    return subprocess.run(program, capture_output=True, check=True, text=True).stdout


def test_importing_starts_opens_and_registers_nothing() -> None:
    assert imported(ROOT) == ""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("import socket\nheld = socket.socket()", "opens socket"),
        (
            "import threading\nwaits = threading.Event()\n"
            "threading.Thread(target=waits.wait, daemon=True).start()",
            "starts a thread",
        ),
        ("import prometheus_client\nprometheus_client.Counter('a', 'b')", "a second time"),
        ("1 / 0", "can not be imported"),
    ],
)
def test_an_import_that_does_something_is_found(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "mocks").mkdir()
    (tmp_path / "mocks" / "busy.py").write_text(text, encoding="utf-8")
    assert complaint in imported(tmp_path)
