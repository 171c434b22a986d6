"""The bench runs and prints every row; how fast it was is nobody's business here."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from loadtests.bench import __main__ as bench
from loadtests.bench import serving
from loadtests.bench.cycles import Bench
from loadtests.bench.results import write_results
from loadtests.bench.rows import Bar, Row, ratio
from loadtests.canned import Canned, record, served
from loadtests.engine_process import peak_bytes
from loadtests.naive import NaiveConnector

FIGURES = (
    "cycle, nothing changed : receive and decode",
    "cycle, 1 % of the lines changed : nothing changed",
    "cycle, 10 % of the lines changed : nothing changed",
    "cycle, 100 % of the lines changed : nothing changed",
    "cycle, nothing changed, short cut on : receive the bytes",
    "cost per line",
    "first cycle after a restart : an ordinary one",
    "straightforward connector : our cycle",
    "memory of the engine at its peak",
    "memory of the simulators",
    "memory of each further idle world",
    "inventory.openmarket.list, unchanged : a bare app",
    "small GET, requests per second : a bare Flask app on the same server",
    "web-order-item.add",
)


@pytest.fixture(scope="module")
def company() -> Canned:
    return record(400, every=(100, 1))


def bench_on(canned: Canned, folder, **how) -> Bench:
    canned.now = canned.states[0]
    return Bench(canned, f"sqlite:///{folder}/bench.db", **how)


@pytest.mark.long
def test_every_figure_is_measured_and_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "GETS", 5)
    monkeypatch.setattr(serving, "ADDS", 5)
    to, page = tmp_path / "bench.json", tmp_path / "RESULTS.md"
    asked = ["--lines", "100", "--rounds", "1", "--no-demo", "--json", str(to)]
    told = CliRunner().invoke(bench.main, [*asked, "--results", str(page)])
    assert told.exit_code == 0, told.output
    rows = json.loads(to.read_text())
    for figure in FIGURES:
        assert any(row["name"].startswith(figure) for row in rows), figure
    for row in rows:
        assert row["name"] in page.read_text()
        assert row["value"] > 0


def test_being_slow_is_no_error(monkeypatch):
    slow = Row(name="a thing", value=9.0, unit=" s", bar=Bar(1, " s"))
    monkeypatch.setattr(bench, "measure", lambda *_, **__: iter([slow]))
    told = CliRunner().invoke(bench.main, [])
    assert told.exit_code == 0
    assert "at most 1 s" in told.output and "no" in told.output


@pytest.mark.parametrize(
    ("value", "at_least", "met"),
    [(1, False, True), (2, False, False), (1, True, False), (2, True, True)],
)
def test_a_bar_is_met_from_one_side(value, at_least, met):
    assert Bar(1.5, at_least=at_least).met(value) is met


def test_a_ratio_is_the_median_of_its_rounds():
    assert ratio([(4, 2), (9, 3), (1, 1)]) == 2


def test_a_page_of_results_keeps_what_stands_around_the_table(tmp_path):
    page = tmp_path / "RESULTS.md"
    page.write_text("# Results\n\n<!-- bench -->\nold\n<!-- /bench -->\n\nA plot.\n")
    write_results(page, [Row(name="a thing", value=0.5, bar=Bar(1))], rounds=5)
    text = page.read_text()
    assert text.startswith("# Results") and text.endswith("A plot.\n")
    assert "| a thing | at most 1 | 0.50 | met |" in text and "old" not in text


def test_curves_of_several_sizes_are_drawn(tmp_path):
    page, curve = tmp_path / "RESULTS.md", "nothing changed, Company token"
    rows = [
        Row(name=f"cycle {lines}", value=1.0, curve=curve, lines=lines, seconds=lines * cost / 1e6)
        for lines, cost in ((1_000, 9.0), (10_000, 4.0), (100_000, 2.5))
    ]
    write_results(page, rows, rounds=5)
    text = page.read_text()
    assert '["1,000", "10,000", "100,000"]' in text and "line [9.00, 4.00, 2.50]" in text
    assert curve in text and "0 --> 10" in text


# --- what is measured is the real thing -----------------------------------------------------------


def test_churn_is_the_share_it_says(company, tmp_path):
    measured = bench_on(company, tmp_path)
    assert measured.cycle() == company.lines
    assert measured.cycle() == 0
    for number, few, many in ((1, 1, 6), (2, 300, company.lines)):
        for _ in range(2):
            company.turn(number)
            assert few <= measured.cycle() <= many
            assert measured.cycle() == 0
    measured.close()


@pytest.mark.parametrize("over_tcp", [False, True])
def test_with_the_short_cut_and_after_a_restart_the_same_is_published(company, tmp_path, over_tcp):
    with served(company) as address:
        where = {"address": address} if over_tcp else {}
        measured = bench_on(company, tmp_path, short_cut=True, **where)
        measured.warm()
        measured.restart()
        assert measured.cycle() == 0
        company.turn(1)
        assert 1 <= measured.cycle() <= 6
        measured.close()


def test_pages_are_recorded_too(tmp_path):
    shop = record(300, "Customer")
    measured = bench_on(shop, tmp_path)
    assert measured.cycle() == shop.lines > 200
    measured.close()


def test_a_cycle_that_publishes_nothing_is_no_measurement(company, tmp_path):
    measured = bench_on(company, tmp_path)
    company.now = dict.fromkeys(company.states[0], b"<html>")
    with pytest.raises(RuntimeError, match="did not publish"):
        measured.cycle()
    measured.close()


def test_the_straightforward_connector_does_the_same_work(company, tmp_path):
    company.now = company.states[0]
    with served(company) as address:
        naive = NaiveConnector(company.connection(address), f"sqlite:///{tmp_path}/naive.db")
        today = datetime(2026, 11, 23, tzinfo=UTC).date()
        assert naive.cycle(today) >= company.lines
        assert naive.cycle(today) == 0
        company.turn(1)
        assert 1 <= naive.cycle(today) <= 6
        naive.close()


def test_the_peak_is_in_bytes():
    assert 10_000_000 < peak_bytes() < 10_000_000_000
