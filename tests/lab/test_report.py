import io
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from rich.console import Console

from integration.lab.demo.result import DAY, DemoResult, LawRow
from integration.lab.report import plots as report_plots
from integration.lab.report.html import page
from integration.lab.report.printed import print_report
from integration.lab.report.style import STYLE
from integration.lab.report.words import MARKS
from tests.lab.days import NASTY, good_day, sample

VOID = {"meta", "rect", "line", "polyline", "polygon", "br"}


def printed(result: DemoResult, width: int) -> str:
    stream = io.StringIO()
    print_report(result, Console(file=stream, width=width, color_system=None))
    return stream.getvalue()


class Checked(HTMLParser):
    """Every tag closed, in order; remembers the tags and the texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            assert self.open[-1:] != [tag]
        # A hint inside a shape closes the shape too.
        elif tag == "title" or self.open[-1] == tag:
            self.open.remove(tag)
        else:
            raise AssertionError(f"</{tag}> closes {self.open[-1]}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


# --- the terminal ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "widest"), [(80, 80), (100, 100), (120, 120), (200, 120)])
def test_no_line_is_wider_than_the_terminal_nor_than_120(width: int, widest: int) -> None:
    assert max(len(line) for line in printed(good_day(), width).splitlines()) <= widest


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_is_told_everything(width: int) -> None:
    text = printed(good_day(), width)
    for told in (
        *("Sabana Blooms Wholesale", "Mon 23 November 2026", "Customer token, 3 users"),
        *("14 spent", "2,986 left", "planned 5:00 min, measured 5:00 min", "5:21 min without"),
        *("10000001", "1001", "sold out in Komet since the last read", "twice", "boxtype.list"),
        *("500001", "6 solid", "waiting", "prebook", "21007", "Vendor and company, hour by hour"),
        "boxes received by their codes",
        *("gone is gone", "holds", "order 10000005", "mend it", "All 1 laws hold", "ab" * 20),
    ):
        assert told in text, told


def test_the_vendors_day_is_told_on_both() -> None:
    terminal = " ".join(printed(good_day(), 120).split())
    telling = "".join(Checked(page(good_day())).texts)
    for told in (
        "1 × market; 12 boxes left, 14 received",
        "boxes received by their codes",
        "market: bought for nobody",
    ):
        assert told in terminal and told in telling
    for told in ("500001", "6 solid + 2 mixed", "shipped, waiting approval", "21007", NASTY):
        assert told in telling


def test_each_outcome_has_a_sign_of_its_own_and_the_columns_are_explained() -> None:
    assert len(set(MARKS.values())) == len(MARKS)
    text = " ".join(printed(good_day(), 120).split())
    assert "– cancelled" in text and "$ dropped" in text and "→ moved" in text
    assert "staff: whatever else the company's people did" in text
    told = "".join(Checked(page(good_day())).texts)
    assert "staff: whatever else the company's people did" in told and "desk" not in told


def test_marks_are_explained_on_a_day_without_faults() -> None:
    text = " ".join(printed(good_day(faults=()), 120).split())
    assert "marked stale: one read missed it, and the next takes it down or finds it again" in text
    assert "so there are marks even without faults" in page(good_day(faults=()))


@pytest.mark.parametrize(
    ("shows_all", "told"),
    [(True, "and each kind of refusal at least once"), (False, "too short to show each kind")],
)
def test_what_the_exit_status_is_judged_by_is_said(shows_all: bool, told: str) -> None:
    assert told in " ".join(printed(good_day(shows_all=shows_all), 120).split())


def test_words_of_others_are_no_markup() -> None:
    assert "[red]Roses[/red]" in printed(good_day(company="[red]Roses[/red]"), 120)


def test_a_broken_law_is_said_with_the_command_that_repeats_the_day() -> None:
    laws = (
        LawRow(name="gone is gone", statement="s", judged=8, violations=("order 7 stands",)),
        LawRow(name="idle", statement="s", judged=0),
    )
    text = printed(good_day(laws=laws, problems=("order 7 stands",)), 100)
    assert "BROKEN" in text and "judged nothing" in text
    assert "✗ order 7 stands" in text
    assert "1 problems; repeat the day with: floralab demo --seed 5" in text
    assert "laws hold" not in text


# --- the page -------------------------------------------------------------------------------------


def test_the_page_is_well_formed_and_needs_nothing_else() -> None:
    text = page(good_day())
    found = Checked(text)
    assert found.tags.count("svg") == 4
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text and "url(" not in text


def test_the_page_escapes_what_it_tells() -> None:
    text = page(good_day(company=NASTY, problems=(NASTY,)))
    assert "<b>" not in text
    told = "".join(Checked(text).texts)
    assert f"A trading day of {NASTY}" in told
    assert f"a card: {NASTY}" in told


def test_equal_days_make_equal_pages() -> None:
    assert page(good_day()) == page(good_day()) != page(good_day(seed=6, command="x"))


def test_on_a_phone_a_law_says_first_whether_it_holds() -> None:
    text = page(good_day())
    row = "<td>gone is gone</td><td>holds</td>"
    assert row in text.partition('<table class="laws">')[2]
    narrow = STYLE.partition("@media (max-width: 640px)")[2]
    assert ".laws td:last-child" in narrow and "grid-column: 1 / -1" in narrow


# --- the plots ------------------------------------------------------------------------------------


def test_a_bar_says_what_it_counts() -> None:
    text = str(report_plots.orders(good_day()))
    for hint in ("01:00: 1 accepted", "02:00: 1 partly", "02:00: 1 refused", "14:00: 1 cancelled"):
        assert f"<title>{hint}</title>" in text
    assert "dropped" not in text, "what did not happen needs no legend"


def test_stale_moments_are_marked_and_the_unmarked_curve_is_interrupted() -> None:
    moments = [DAY + timedelta(minutes=5 * one) for one in range(1, 7)]
    samples = [sample(at) for at in moments]
    outage = [sample(at, stale=40, oldest_s=900.0, fresh_oldest_s=0.0) for at in moments[2:4]]
    quiet = str(report_plots.staleness(good_day(samples=tuple(samples))))
    struck = str(report_plots.staleness(good_day(samples=(*samples[:2], *outage, *samples[4:]))))
    assert "40 offers marked stale, 15:00 min" in struck
    assert "marked stale, " not in quiet
    assert (quiet.count('class="line shown"'), struck.count('class="line shown"')) == (1, 2)


def test_a_day_without_samples_or_orders_can_be_drawn() -> None:
    empty = good_day(samples=(), orders=(), hours=(), waiting=(), moments=())
    Checked(page(empty))
    assert "Nothing waits for a person." in printed(empty, 80)


@pytest.mark.parametrize(
    ("span", "distance"), [(0.0, 1.0), (3.0, 1.0), (5.0, 1.0), (9.0, 2.0), (60, 20), (3000, 1000)]
)
def test_grid_lines_stand_at_round_numbers(span: float, distance: float) -> None:
    assert report_plots.step(span) == distance


def test_nothing_always_stands_on_a_grid_line() -> None:
    on = report_plots.panel(0, 100, [-110, 120])
    assert (on.low, on.high, on.distance) == (-150, 150, 50)
    assert (0 - on.low) % on.distance == 0


def test_a_panel_holds_all_values_and_puts_the_largest_highest() -> None:
    on = report_plots.panel(10, 100, [3, 47])
    assert (on.low, on.high) == (0, 50)
    assert on.y(50) == 10 and on.y(0) == 110 and on.y(25) == 60
    near = report_plots.panel(10, 100, [60_830, 61_420], zero=False)
    assert near.low > 60_000 and near.low <= 60_830 and near.high >= 61_420
