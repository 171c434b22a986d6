"""What README and docs print exists, and what must be printed is."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import msgspec
import pytest

from features import parsers
from integration.lab.cli import main
from integration.lab.steps_doc import steps_in
from integration.settings import Settings, variable
from mocks.core.api import Request
from mocks.core.assumptions import changed
from mocks.core.control import Control, FaultOrder
from mocks.core.control import __doc__ as control_doc
from mocks.core.faults import FAULTS, FaultRule
from mocks.core.web import Stage
from mocks.komet.assumptions import KometAssumptions
from mocks.worlds import PARTNERS, WorldSpec, build_world
from tests.docs.feature_files import FEATURES, ROOT
from tests.docs.printed import PAGES, README, REFERENCE, blocks, quoted, shell, table, text, whole

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMANDS = sorted({line for page in PAGES for line in shell(page) if line})
PATHS = {one.path: one for kind in PARTNERS.values() for one in kind.published().endpoints}
SMALL = WorldSpec(lines=5)
#: Options of locust itself that are printed.
OF_LOCUST = {"--headless", "--processes", "--master", "--expect-workers", "--worker"}


def starting(word: str) -> list[str]:
    return [line for line in COMMANDS if line.split()[0] == word]


# --- commands -------------------------------------------------------------------------------------


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that `words` reach, and the words it is left with."""
    command: click.Command = main
    rest = list(words)
    while isinstance(command, click.Group) and rest:
        name = rest.pop(0)
        found = command.commands.get(name)
        assert found, f"there is no command {name}; there are {', '.join(command.commands)}"
        command = found
    return command, rest


@pytest.mark.parametrize("line", starting("floralab"))
def test_a_printed_command_exists_with_its_options(line):
    command, rest = resolved(shlex.split(line)[1:])
    context = click.Context(command, help_option_names=["-h", "--help"])
    known = {name for one in command.get_params(context) for name in one.opts + one.secondary_opts}
    given = {word.partition("=")[0] for word in rest if word.startswith("-")}
    assert given <= known, f"{command.name} knows {sorted(known)}"


@pytest.mark.parametrize(
    "line", sorted({line for page in PAGES for line in whole(page) if line.startswith("floralab")})
)
def test_a_command_of_a_block_can_be_typed_as_it_stands(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("products.csv", "before.json", "after.json"):
        Path(name).touch()
    command, rest = resolved(shlex.split(line.partition(" > ")[0])[1:])
    command.make_context(str(command.name), rest)  # refuses what the command would refuse


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_printed(name):
    printed = " ".join(text(page) for page in PAGES)
    assert re.search(rf"(floralab|make) {name}\b", printed)


@pytest.mark.parametrize("line", starting("make"))
def test_a_printed_verb_is_in_the_makefile(line):
    verbs = re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE)
    verb, *rest = shlex.split(line)[1:] or ["help"]
    assert verb in verbs
    assert all(re.match(r"(ARGS|TAGS|PYTHON)=", word) for word in rest)


@pytest.mark.parametrize("line", starting("python"))
def test_a_printed_module_exists(line):
    assert importlib.util.find_spec(line.split()[2])


@pytest.mark.parametrize("line", starting("locust"))
def test_a_printed_load_exists_with_its_options(line):
    words = shlex.split(line)
    load = text(ROOT / words[words.index("-f") + 1])
    own = {word for word in words if word.startswith("--")} - OF_LOCUST
    assert own <= set(re.findall(r'add_argument\("(--[\w-]+)"', load))


def test_every_option_of_the_load_is_printed():
    load = text(ROOT / "loadtests" / "locustfile.py")
    printed = {word for line in starting("locust") for word in shlex.split(line)}
    assert set(re.findall(r'add_argument\("(--[\w-]+)"', load)) <= printed


def test_the_kinds_of_commands_are_found():
    assert starting("locust") and starting("python")
    assert starting("floralab") and starting("make") and starting("curl")
    with pytest.raises(AssertionError, match="there is no command dance"):
        resolved(["dance"])


# --- calls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", starting("curl"))
def test_a_printed_call_can_be_made(line):
    words = shlex.split(line)
    path = re.search(r"http://127\.0\.0\.1:\d+(/[^?\s\"']*)", line)[1]
    body = words[words.index("-d") + 1].replace("$DAY", "2026-11-25") if "-d" in words else ""
    if path.startswith("/_lab/act/"):
        _, partner, act = path.removeprefix("/_lab/").split("/")
        msgspec.json.decode(body, type=build_world(SMALL).partners[partner].acts[act].call)
        return
    if not path.startswith("/_lab/"):
        assert PATHS[path].verb == ("POST" if body else "GET")
        given = msgspec.json.decode(body or "{}")
        given.pop("authenticationToken", None)
        if body:
            msgspec.convert(given, PATHS[path].call, strict=False)
        return
    verb = words[words.index("-X") + 1] if "-X" in words else "GET"
    assert f"{verb} {path}" in control_calls()
    if "-d" in words:
        body = msgspec.json.decode(words[words.index("-d") + 1], type=FaultOrder)
        assert body.rules[0].kind in FAULTS


def control_calls() -> set[str]:
    """The calls of the control plane, as its module says."""
    found = re.findall(r"^ +(GET|POST) +(/_lab/[\w/<>]+)", control_doc, re.MULTILINE)
    return {f"{verb} {path}" for verb, path in found}


def test_the_table_of_the_control_plane_is_complete():
    assert {row[0] for row in table(README, "call")} == control_calls()


@pytest.mark.parametrize("call", sorted(control_calls()))
def test_the_control_plane_answers_what_is_printed(call):
    spec = WorldSpec(lines=5)
    control, stage = Control(spec, build_world), Stage(build_world(spec))
    verb, path = call.replace("<partner>/<name>", "komet/set_users").split()
    assert control(stage, Request(verb, path, {"partner": "komet"})).status in (200, 400)
    assert control(stage, Request(verb, path + "x", {"partner": "komet"})).status == 404


def test_printed_bodies_of_the_control_plane_are_understood():
    bodies = re.findall(r"`(\{.*?\})`", text(README))
    assert len(bodies) > 3
    for body in map(msgspec.json.decode, bodies):
        if "seed" in body:
            msgspec.convert(body, WorldSpec)
        elif isinstance(body.get("set"), dict):
            changed(KometAssumptions(), body["set"])


# --- tables ---------------------------------------------------------------------------------------


def test_the_table_of_faults_is_complete():
    rows = table(REFERENCE, "kind")
    assert [row[0] for row in rows] == list(FAULTS)
    fields = {row[0]: row[1].strip("`") for row in table(REFERENCE, "field of a rule")}
    rule = FaultRule(kind="slow")
    assert list(fields) == list(rule.__struct_fields__)
    for name in ("chance", "limit", "delay_s", "lag_s"):
        assert fields[name] == str(getattr(rule, name))


def test_the_table_of_settings_is_complete():
    printed = {row[0]: row[1] for row in table(REFERENCE, "variable")}
    defaults = {
        variable(name): str(value) for name, value in msgspec.structs.asdict(Settings()).items()
    }
    assert printed == defaults


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_printed_setting_exists(page):
    known = {variable(name) for name in Settings.__struct_fields__}
    assert set(re.findall(r"FLORALAB_[A-Z_]+", text(page))) <= known


def test_the_settling_time_is_the_printed_one():
    assert f"({Settings().settle_s} s)" in text(README)


def test_every_dependency_has_its_reason_and_no_other_is_named():
    wanted = [PROJECT["dependencies"], PROJECT["optional-dependencies"]["dev"]]
    names = {re.match(r"[\w-]+", one)[0] for group in wanted for one in group}
    rows = table(README, "package")
    assert {row[0] for row in rows} == names
    assert len(rows) == len(names)
    assert all(len(row[1]) > 15 for row in rows)


def test_the_versions_of_python_are_those_of_the_project():
    low, high = map(int, re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PROJECT["requires-python"]).groups())
    printed = {int(minor) for minor in re.findall(r"\b3\.(1\d)\b", text(README))}
    assert printed == set(range(low, high))


def test_every_folder_of_code_is_in_the_table_and_exists():
    named = {one for row in table(README, "folder") for one in re.findall(r"[\w/]+", row[0])}
    assert all((ROOT / one).is_dir() for one in named)
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages <= {one.partition("/")[0] for one in named}


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_and_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)\)", text(page))
    assert [link for link in links if not (page.parent / link).exists()] == []
    looks_like_a_file = re.compile(r"[\w./-]+/[\w.-]+\.(py|md|toml|json)|[\w-]+/[\w/-]*/")
    # what a run leaves behind, or what stands for many
    names = [one for one in quoted(page) if looks_like_a_file.fullmatch(one)]
    missing = [
        one
        for one in names
        if not one.startswith("reports/")
        and not any((base / one).exists() for base in (ROOT, ROOT / "integration"))
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_no_host_but_this_machine(page):
    hosts = re.findall(r"https?://([\w.-]+)", text(page))
    assert set(hosts) <= {"127.0.0.1"}


def test_printed_scenarios_use_steps_there_are():
    steps = steps_in(FEATURES / "steps")
    lines = [
        line.strip()
        for block in blocks(README, "gherkin")
        for line in block.splitlines()
        if line.strip().startswith(("Given ", "When ", "Then ", "And "))
    ]
    lines += [one for one in quoted(README) if one.startswith("Given ")]
    assert len(lines) > 5
    kind = ""
    for line in lines:
        word, _, words = line.partition(" ")
        kind = kind if word == "And" else word.lower()
        patterns = [step.pattern for step in steps if step.kind == kind]
        assert any(parsers.parse(one).is_matching(words) for one in patterns), line


def test_printed_switches_exist():
    switches = {name for page in PAGES for name in re.findall(r"`(\w+_echoed)`", text(page))}
    assert switches
    assert switches <= set(KometAssumptions.__dataclass_fields__)


def test_a_missing_file_would_be_found(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("see [it](gone.md) and `mocks/gone.py`\n", encoding="utf-8")
    with pytest.raises(AssertionError):
        test_files_and_links_lead_somewhere(page)


def test_the_printed_feature_runs_as_it_stands(tmp_path: Path):
    """A file beside the steps is all it takes."""
    shutil.copytree(FEATURES, tmp_path / "features", ignore=shutil.ignore_patterns("*.feature"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    feature = tmp_path / "features" / "readme.feature"
    feature.write_text("".join(blocks(README, "gherkin")), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "features", "-q", "-p", "no:cacheprovider"]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True)
    assert "1 passed" in ended.stdout, ended.stdout + ended.stderr
