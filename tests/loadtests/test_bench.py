"""The bench runs and prints every row; how fast it was is nobody's business here."""

import json

import pytest
from click.testing import CliRunner

from loadtests import bench
from loadtests.canned import record
from loadtests.engine_process import peak_bytes

ROWS = (
    "cycle, nothing changed : receive and decode",
    "cycle, 1 % of the lines changed : nothing changed",
    "memory of the engine at its peak",
    "small GET through the simulator : Flask alone",
    "demo, from command to end",
)


def test_every_row_is_measured_and_printed(tmp_path):
    to = tmp_path / "bench.json"
    told = CliRunner().invoke(
        bench.main, ["--lines", "200", "--rounds", "1", "--no-demo", "--json", str(to)]
    )
    assert told.exit_code == 0, told.output
    rows = json.loads(to.read_text())
    assert [row["name"].partition(",")[0] for row in rows] == [
        name.partition(",")[0] for name in ROWS
    ]
    for row, name in zip(rows, ROWS, strict=True):
        assert row["name"].startswith(name)
        assert row["name"] in told.output
        assert row["value"] > 0 or "demo" in name


def test_being_slow_is_no_error(monkeypatch, tmp_path):
    slow = bench.Row("a thing", "9 s", 9.0, "under 1 s", False)
    monkeypatch.setattr(bench, "measure", lambda *_, **__: iter([slow]))
    told = CliRunner().invoke(bench.main, [])
    assert told.exit_code == 0
    assert "under 1 s" in told.output and "no" in told.output


def test_churn_is_one_line_of_a_hundred(tmp_path):
    measured = bench.CycleBench(record(400), tmp_path)
    assert measured.cycle() == measured.canned.lines
    assert measured.cycle() == 0
    measured.canned.turn()
    assert 1 <= measured.cycle() <= 4
    assert measured.cycle() == 0


def test_the_peak_is_in_bytes():
    assert 10_000_000 < peak_bytes() < 10_000_000_000


def test_a_cycle_that_publishes_nothing_is_no_measurement(tmp_path):
    measured = bench.CycleBench(record(50), tmp_path)
    measured.canned.now = dict.fromkeys(measured.canned.before, b"<html>")
    with pytest.raises(RuntimeError, match="did not publish"):
        measured.cycle()
