"""A run is told on a page, on the terminal, and beside another run."""

import re
from io import StringIO

import msgspec
import pytest
from click.testing import CliRunner
from rich.console import Console

from integration.lab.commands.loading import compare
from integration.lab.load import names
from integration.lab.load.compare import compared, differences
from integration.lab.load.figures import ENGINE, GENERATOR, Figures, LawRow, bottleneck, used
from integration.lab.load.goals import judged, read_goals
from integration.lab.load.report import page
from integration.lab.load.spec import LoadSpec
from integration.lab.load.words import told
from tests.docs.feature_files import ROOT
from tests.loadtests.runs import cycle, entry, figures, generated, sample

GOALS = read_goals(ROOT / "loadtests" / "goals.toml")


def judged_run(**changes) -> Figures:
    run = figures(**changes)
    return msgspec.structs.replace(run, goals=judged(GOALS, run))


def test_the_page_stands_alone_with_its_plots():
    text = page(judged_run())
    assert text.count("<svg") == 6
    assert "<script" not in text and "http://www.w3.org" in text
    assert not re.findall(r'(?:src|href)="http', text)
    assert "every goal was met" in text.lower()
    for phase in ("read", "compare", "publish", "acknowledge"):
        assert f"<title>{phase}: " in text


def test_the_page_tells_what_broke_and_escapes_it():
    law = LawRow(name="komet.boxes", statement="boxes add up", judged=9, violations=["lot <1>"])
    text = page(judged_run(laws=[law]))
    assert "A law was broken." in text
    assert "lot &lt;1&gt;" in text


def test_a_run_that_crashed_at_once_still_has_its_page():
    text = page(judged_run(cycles=[], samples=[], generated=generated(), problems=["no engine"]))
    assert "The run crashed." in text and "no engine" in text


def test_each_size_of_a_growing_inventory_has_its_dots():
    grown = [cycle(1.0, 1_000), cycle(2.0, 10_000), cycle(3.0, 1_000_000)]
    text = page(judged_run(cycles=grown))
    for size in ("1,000", "10,000", "1,000,000"):
        assert f"<title>{size} lines" in text


def test_the_terminal_tells_goals_and_verdict():
    out = StringIO()
    told(judged_run(), Console(file=out, width=200))
    assert "order: checkout to Komet number" in out.getvalue()
    assert "verdict: every goal was met and every law was kept" in out.getvalue()


def test_the_busiest_process_is_the_bottleneck_if_it_is_busy():
    assert bottleneck({ENGINE: 0.9, GENERATOR: 0.3}).startswith("the bottleneck: engine")
    assert bottleneck({ENGINE: 0.4, GENERATOR: 0.3}).startswith("nobody was held up")
    assert bottleneck({ENGINE: 0.8, GENERATOR: 1.4}, workers=2).startswith("the bottleneck: engine")
    assert "too short" in bottleneck({})


def test_only_the_time_of_arrivals_counts_for_processors():
    samples = [sample(-5.0), sample(0.0), sample(10.0, busy=0.5), sample(20.0, busy=9.0)]
    assert used(samples, until_s=10.0)[ENGINE] == pytest.approx(0.5)
    assert used(samples[:1], until_s=10.0) == {}


# --- two runs -------------------------------------------------------------------------------------


def against(before: float, after: float, count: int = 50) -> str:
    runs = [
        figures(generated=generated(entry(names.CYCLE, seconds, count=count)))
        for seconds in (before, after)
    ]
    return next(iter(compared(*runs))).note


def test_a_large_difference_of_something_seen_often_is_a_change():
    assert against(0.1, 0.2) == "slower"
    assert against(0.2, 0.1) == "faster"
    assert against(0.1, 0.12) == ""
    assert against(0.001, 0.004) == ""
    assert against(0.1, 0.2, count=5) == "measured too seldom"


def test_a_high_percentile_wants_more_values_than_a_median():
    runs = [
        figures(generated=generated(entry(names.CYCLE, seconds, count=100)))
        for seconds in (0.1, 0.2)
    ]
    assert [one.note for one in compared(*runs)] == ["slower", "measured too seldom"]


def test_what_only_one_run_measured_is_told():
    first, second = figures(), figures(generated=generated(entry("buyer: cart", 0.1)))
    notes = {one.name: one.note for one in compared(first, second)}
    assert notes[names.CYCLE] == "only in the first"
    assert notes["buyer: cart"] == "only in the second"


def test_runs_of_another_kind_are_told_apart():
    assert differences(figures(), figures()) == []
    other = figures(spec=LoadSpec(scenario="churn", lines=70))
    assert differences(figures(), other) == ["scenario: steady and churn", "lines: 1000 and 70"]


def test_two_summaries_are_compared_by_command(tmp_path):
    paths = [tmp_path / name for name in ("a.json", "b.json")]
    for path, seconds in zip(paths, (0.4, 0.9), strict=True):
        run = judged_run(generated=generated(entry(names.CYCLE, seconds)))
        path.write_bytes(msgspec.json.encode(run))
    said = CliRunner().invoke(compare, [str(path) for path in paths])
    assert said.exit_code == 0, said.output
    assert "2.25" in said.output and "slower" in said.output
    paths[1].write_text("{}")
    said = CliRunner().invoke(compare, [str(path) for path in paths])
    assert said.exit_code == 1 and "b.json: no summary" in said.output
