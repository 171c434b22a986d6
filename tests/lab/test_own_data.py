"""A company's own files, from outside: checked, refused as a whole, loaded, and sold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from integration.lab.cli import main
from integration.lab.contract import published
from integration.lab.harness import Lab
from integration.lab.plan import LabPlan
from integration.lab.wire import Witness
from mocks.core.clock import LabClock
from mocks.komet.facts.own_data import OwnData
from mocks.komet.own_data.loading import loaded
from mocks.worlds import PARTNERS, WorldSpec
from tests.docs.printed import README, blocks
from tests.lab.processes import curl, running, stop

#: The files as the README prints them, by the option that takes each.
PRINTED = dict(
    zip(("products", "customers", "carriers", "inventory"), blocks(README, "csv"), strict=True)
)


def given(folder: Path, **texts: str) -> list[str]:
    """The options of a command for files of these texts; those of the README without any."""
    words = []
    for name, text in (texts or PRINTED).items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        words += [f"--{name}", str(path)]
    return words


def said(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def own(folder: Path, day: LabPlan) -> OwnData:
    words = given(folder)
    files = {name[2:]: Path(path) for name, path in zip(words[::2], words[1::2], strict=True)}
    seeded = PARTNERS["komet"].build(LabClock(day.start, frozen=True), WorldSpec(lines=5)).state
    return loaded(seeded, files, day.start.date(), 0).own


# --- the check ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["mock", "komet"], ["mock", "all"], ["up"]], ids=" ".join)
def test_a_check_says_what_is_there_and_runs_nothing(tmp_path: Path, command: list[str]) -> None:
    done = said(*command, *given(tmp_path), "--check")
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.replace(f"{tmp_path}/", "").splitlines()
    assert lines[:4] == [
        "carriers.csv: 2 rows of carriers",
        "customers.csv: 2 rows of customers",
        "products.csv: 3 rows of products",
        "inventory.csv: 3 rows of inventory",
    ]
    assert [line for line in lines if line.startswith("customers.csv does not hold iBuyFlowers")]


@pytest.mark.parametrize("check", [["--check"], []], ids=["check", "run"])
def test_bad_rows_are_said_all_at_once_and_nothing_is_loaded(
    tmp_path: Path, check: list[str]
) -> None:
    products = "Category,Variety,Active\nRose,,Y\nRose,Freedom,y\n"
    done = said("mock", "komet", "--port", "0", *given(tmp_path, products=products), *check)
    assert done.exit_code == 1
    assert done.stdout == ""
    file = tmp_path / "products.csv"
    assert done.stderr.splitlines() == [
        "Error: nothing was loaded: 2 problems found",
        f"  {file}, row 2, column Variety: it is empty; give a text of at most 100 characters",
        f"  {file}, row 3, column Active: 'y'; give Y or N",
    ]


def test_a_program_is_told_the_places_of_problems(tmp_path: Path) -> None:
    files = given(tmp_path, products="Category,Variety,Active\nRose,Freedom,y\n")
    done = said("mock", "komet", *files, "--check", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"] == [
        {
            "file": str(tmp_path / "products.csv"),
            "reason": "'y'; give Y or N",
            "sheet": "",
            "row": 2,
            "column": "Active",
        }
    ]
    done = said("mock", "komet", *given(tmp_path), "--check", "--json")
    told = json.loads(done.stdout)
    assert (told["problems"], told["rows"]["products"]) == ([], 3)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("mock", "komet", "--check"), "--check needs a file to check: --carriers, --customers"),
        (("mock", "axerrio", "--products", "p.csv"), "say komet or all, not axerrio"),
        (("up", "--products", "gone.xlsx"), "gone.xlsx: it can not be opened: No such file"),
        (("up", "--lines", "-1", "--products", "p.csv"), "lines: -1 is not between 0 and"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_can_not_be_asked_is_said(words: tuple[str, ...], sentence: str) -> None:
    done = said(*words)
    assert done.exit_code in (1, 2)
    assert sentence in done.stderr


def test_names_and_products_are_two_answers_to_one_question(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("product_name\nRose\n", encoding="utf-8")
    done = said("up", "--names", str(names), *given(tmp_path))
    assert done.exit_code == 2
    assert "give one of them" in done.stderr


def test_templates_are_written_once_and_read_back_as_empty(tmp_path: Path) -> None:
    done = said("mock", "komet", "--templates", str(tmp_path / "t"))
    assert done.exit_code == 0, done.exception
    written = [Path(line) for line in done.stdout.splitlines()]
    assert {path.stem for path in written} == {*PRINTED, "days_of_service"}
    for path in written:
        done = said("mock", "komet", f"--{path.stem.replace('_', '-')}", str(path), "--check")
        assert f"{path}, row 1: there are no rows below the header" in done.stderr
        assert "1 problem found" in done.stderr
    again = said("mock", "komet", "--templates", str(tmp_path / "t"))
    assert again.exit_code == 1
    assert "is there already" in again.stderr


# --- selling --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Customer", "Company"])
def test_what_a_company_brought_is_shown_sold_and_booked(tmp_path: Path, kind: str) -> None:
    plan = LabPlan(lines=0)
    plan.own = own(tmp_path, plan)
    with Lab(plan, Witness(published())) as lab:
        lab.connect(kind)
        lab.run_cycle()
        shown = {one.name: one.key for one in lab.shop.state.offers.values()}
        assert sorted(shown) == [
            "Roses Freedom Red 50 cm",
            "Roses Mondial White 60 cm",
            "Tulips Strong Gold",
        ]
        key = shown["Roses Freedom Red 50 cm"]
        order = lab.shop.buys({key: 2})
        lab.pass_time(120)
        assert lab.shop.outcome(order) == "accepted"
        assert lab.bookings.boxes(order) == 2
        lot = next(one for one in plan.own.lots if key.endswith(str(one.id)))
        assert lab.komet.state.lots[lot.id].left == lot.left - 2


@pytest.mark.long
def test_up_sells_what_a_company_brought(tmp_path: Path) -> None:
    words = ("up", "--port", "0", "--interval", "1", *given(tmp_path))
    with running(*words) as (process, facts):
        order = next(line for line in facts["curl"] if "check_out" in line)
        assert "Freedom" in curl(order).text
        sale = curl(facts["vendor"]["curl"][0]).json()
        assert sale["gave"]["lines"][0]["description"].startswith("Roses")
        laws = next(line for line in facts["curl"] if line.endswith("/_lab/laws'"))
        assert curl(laws).json()["hold"] is True
        assert stop(process) == 0
