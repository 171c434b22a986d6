"""The load's commands without what only development installs, and their refusals."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from integration.lab.cli import main
from tests.docs.feature_files import ROOT

WITHOUT = """
import sys

class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("psutil", "granian", "locust", "gevent"):
            raise ImportError(name, name=name.partition(".")[0])

sys.meta_path.insert(0, Without())
from integration.lab.cli import main
main(sys.argv[1:])
"""


def without_development(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("load", "steady"), "psutil is missing"),
        (("mock", "all", "--server", "granian", "--port", "0"), "granian is missing"),
    ],
    ids=["load", "mock"],
)
def test_what_is_not_installed_is_named(words, missing):
    ended = without_development(*words)
    assert ended.returncode == 1
    assert missing in ended.stderr and "pip install" in ended.stderr


def test_everything_else_works_without_it():
    assert without_development("--help").returncode == 0


def test_a_run_out_of_bounds_or_outside_a_clone_is_refused(tmp_path, monkeypatch):
    said = CliRunner().invoke(main, ["load", "steady", "--lines", "9000000"])
    assert said.exit_code == 1 and "lines" in said.output
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(main, ["load", "steady"])
    assert said.exit_code == 1 and "clone" in said.output


def test_granian_serves_all_or_nothing():
    said = CliRunner().invoke(main, ["mock", "komet", "--server", "granian"])
    assert said.exit_code == 1 and "mock all" in said.output
