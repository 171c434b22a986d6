"""The operator's commands, from outside, over the store of a world in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner, Result

from integration.lab.cli import main
from integration.lab.commands import asked
from integration.lab.people.vendor_people import mixed, solid
from integration.rows import Told
from integration.store import SqlStore, open_store
from mocks.core.api import Request
from mocks.core.control import Control
from mocks.core.web import Stage
from mocks.core.world import World
from mocks.worlds import WorldSpec, build_world
from tests.integration.fakes import connection_of
from tests.integration.store.samples import NOW, alarm, event
from tests.integration.trading import Trade, trading
from tests.integration.vending import Vending, vending


def said(*words: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner(env=env).invoke(main, words)


def answered(*words: str) -> Any:
    done = said(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/engine.db"


def plane(world: World) -> asked.Ask:
    """The control plane of a world in this process."""
    control, stage = Control(WorldSpec(lines=1), build_world), Stage(world)

    def ask(url: str) -> Any:
        parts = urlsplit(url)
        answer = control(stage, Request("GET", parts.path, dict(parse_qsl(parts.query))))
        assert answer.status == 200, answer.body
        return json.loads(answer.body)

    return ask


@pytest.fixture
def shop(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trade]:
    """A company on the marketplace, whose florists have ordered once: 10000001, of two lines."""
    with trading("Company", store=store) as trade:
        monkeypatch.setattr(asked, "over_http", plane(trade.lab.world))
        trade.places({"roses": 2, "tulips": 3})
        yield trade


@pytest.fixture
def farm(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vending]:
    """A company joined with a vendor, which has sold once: 500001, of two lines."""
    with vending(store=store) as people:
        monkeypatch.setattr(asked, "over_http", plane(people.lab.world))
        people.sells_and_waits(solid(), mixed())
        yield people


# --- where there is no store ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [("status",), ("orders",), ("why", "1"), ("retry", "1"), ("sync",)]
)
def test_a_question_makes_no_store(words: tuple[str, ...], store: str, tmp_path: Path) -> None:
    done = said(*words, "--store", store)
    assert done.exit_code == 1, done.exception
    assert f"there is no store at {store}" in done.stderr
    assert "floralab connect" in done.stderr
    assert not list(tmp_path.iterdir())


GIVEN = (
    *("--komet-url", "http://komet.test", "--onboarding-key", "key", "--token", "token"),
    *("--company-id", "12345", "--carrier-id", "1360"),
)
MARKET = ("--market-url", "http://ibuyflowers.test", "--customer-id", "7001")
VENDOR = ("--axerrio-url", "http://axerrio.test", "--vendor-id", "901", "--account-id", "1")


@pytest.mark.parametrize(
    "words",
    [("status",), ("run", "--pages-port", "0"), ("connect", "axerrio", *GIVEN, *VENDOR)],
    ids=lambda words: words[0],
)
def test_a_store_that_can_not_be_is_said(words: tuple[str, ...]) -> None:
    done = said(*words, "--store", "nonsense")
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert "sqlite:///floralab.db would be right" in done.stderr


# --- what can not be right ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words", "right"),
    [
        ("ibuyflowers", ("--users", "0"), "1<=x"),
        ("ibuyflowers", ("--rows", "0"), "1<=x"),
        ("ibuyflowers", ("--rows", "-3"), "1<=x"),
        ("ibuyflowers", ("--allowance-share", "7"), "0<x<=1"),
        ("ibuyflowers", ("--allowance-share", "nan"), "more than 0, at most 1"),
        ("ibuyflowers", ("--transit-days", "-1"), "0<=x"),
        ("ibuyflowers", ("--customer-id", "0"), "x>=1"),
        ("ibuyflowers", ("--market-url", "nonsense"), "such as https://"),
        ("ibuyflowers", ("--komet-url", "http://[::1"), "such as https://"),
        ("axerrio", ("--users", "0"), "1<=x"),
        ("axerrio", ("--vendor-id", "0"), "x>=1"),
        ("axerrio", ("--customer", "PEN"), "such as PEN=7001"),
        ("axerrio", ("--customer", "PEN=x"), "such as PEN=7001"),
        ("axerrio", ("--customer", "A=1", "--customer", "A=2"), "two Customer IDs"),
        ("axerrio", ("--axerrio-url", "ftp://axerrio.test"), "such as https://"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_an_option_that_can_not_be_is_refused_and_nothing_is_stored(
    kind: str, words: tuple[str, ...], right: str, store: str
) -> None:
    others = MARKET if kind == "ibuyflowers" else VENDOR
    done = said("connect", kind, *GIVEN, *others, *words, "--store", store)
    assert done.exit_code in (1, 2), done.exception
    assert right in done.output
    opened = open_store(store)
    assert opened.connections() == []
    opened.close()


@pytest.mark.parametrize("interval", ["0", "-5"])
@pytest.mark.parametrize("command", ["run", "up"])
def test_there_is_no_interval_of_nothing(command: str, interval: str) -> None:
    done = said(command, "--interval", interval)
    assert done.exit_code == 2
    assert "x>=1" in done.stderr


def test_an_option_is_held_to_the_ranges_of_its_setting(store: str) -> None:
    done = said("status", "--store", store, env={"FLORALAB_INTERVAL_S": "-5"})
    assert done.exit_code == 1
    assert "FLORALAB_INTERVAL_S=-5: more than zero would be right" in done.stderr


# --- orders of the marketplace --------------------------------------------------------------------


def test_the_story_of_an_order_holds_every_fact_whole(shop: Trade, store: str) -> None:
    told = answered("why", "10000001", "--store", store)
    assert {one["system"] for one in told} == {"engine", "komet", "ibuyflowers"}
    facts = [one["fact"] for one in told if one["system"] != "engine"]
    placed = next(one for one in facts if one["type"] == "OrderPlaced")
    assert placed["order"]["ship_to"]["name"]
    assert {one["type"] for one in facts} >= {"InvoiceMade", "FeeCharged", "LineAnswered"}
    assert not [one for one in facts if one["type"] in ("Seeded", "LotReceived")]


def test_a_table_cuts_a_fact_between_its_words_and_says_so(shop: Trade, store: str) -> None:
    done = said("why", "10000001", "--store", store)
    assert done.exit_code == 0
    assert "OrderPlaced: order id 10000001" in done.stdout
    assert "{" not in done.stdout
    assert ", ..." in done.stdout
    assert "--json gives every fact whole" in done.stdout


def test_the_story_of_a_line_leaves_the_other_lines_out(shop: Trade, store: str) -> None:
    texts = [one["text"] for one in answered("why", "10000001/1", "--store", store)]
    assert any(text.startswith("InvoiceLineAdded") for text in texts)
    assert not [text for text in texts if "Prebook" in text or "line 2" in text]


def test_what_happened_to_a_document_later_is_in_its_story(shop: Trade, store: str) -> None:
    shop.cancels()
    texts = [one["text"] for one in answered("why", "10000001", "--store", store)]
    for began in (
        "InvoiceMoved by invoice.void",
        "PrebookDeleted by prebook.delete",
        "FeeReturned",
    ):
        assert any(text.startswith(began) for text in texts), began


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("why", "10000001/9"), "order 10000001 has no line 9; it has: 1, 2"),
        (("why", "4711"), "nobody has heard of order 4711"),
        (("why", "10000001", "--connection", "X"), "there is no connection X; there are: sabana"),
        (("retry", "4711"), "nobody has heard of order 4711"),
        (("retry", "10000001"), "order 10000001 is done: nothing of it waits"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_is_not_there_is_said(
    shop: Trade, store: str, words: tuple[str, ...], sentence: str
) -> None:
    done = said(*words, "--store", store)
    assert done.exit_code == 1, done.exception
    name = shop.lab.store.connections()[0].name
    assert sentence.replace("sabana", name) in done.stderr


def test_where_nothing_needs_a_person_it_is_said(shop: Trade, store: str) -> None:
    done = said("status", "--store", store)
    assert "nothing needs a person" in done.stdout
    assert "1 done" in done.stdout
    assert "noted every 30 s" in done.stdout


def test_what_needs_a_person_is_said_with_whose_it_is(shop: Trade, store: str) -> None:
    shop.lab.store.raise_alarm(alarm("no such ship-to", "order 10000001"))
    done = said("status", "--store", store)
    assert "nothing needs a person" not in done.stdout
    assert "no such ship-to" in done.stdout
    assert shop.lab.store.connections()[0].name in done.stdout.rpartition("needs a person")[2]


@pytest.fixture
def sisters(store: str) -> Iterator[SqlStore]:
    """Two connections whose partners gave order 7 each."""
    opened = open_store(store)
    for name in ("one", "two"):
        url = "http://127.0.0.1:1"
        made = opened.add_connection(connection_of(name=name, komet_url=url, market_url=url))
        opened.take_events(made.id, [event(1)])
        opened.tell(made.id, Told(at=NOW, subject="order 7", text=f"heard by {name}"))
    yield opened
    opened.close()


def test_two_orders_of_one_number_are_told_apart_by_connection(
    sisters: SqlStore, store: str
) -> None:
    for command in ("why", "retry"):
        done = said(command, "7", "--store", store)
        assert done.exit_code == 1
        assert "order 7 is one of one and two: say --connection too" in done.stderr
    (told,) = answered("why", "7", "--connection", "two", "--store", store)
    assert told["text"] == "heard by two"
    wished = answered("retry", "7", "--connection", "two", "--store", store)
    assert wished == {"order": 7, "connection": "two"}
    assert (sisters.take_wishes(1), sisters.take_wishes(2)) == ([], ["retry 7"])
    listed = answered("orders", "--store", store)
    assert [one["connection"] for one in listed] == ["one", "two"]


# --- orders of a vendor ---------------------------------------------------------------------------


def test_a_vendors_connection_stands_beside_the_others(farm: Vending, store: str) -> None:
    (one,) = answered("status", "--store", store)["connections"]
    assert (one["connection"], one["partner"]) == ("Axerrio", "vendor")
    assert one["freshness"].startswith("purchase orders looked at every")
    assert sum(one["orders"].values()) == 1
    done = said("status", "--store", store)
    assert "vendor" in done.stdout


def test_a_vendors_orders_are_listed_with_their_numbers_in_komet(farm: Vending, store: str) -> None:
    (order,) = answered("orders", "--store", store)
    assert (order["connection"], order["order_id"], order["kind"]) == ("Axerrio", 500001, "sold")
    first = order["lines"][0]
    assert (first["state"], first["number"]) == ("needs_mapping", "4301 21001")
    assert "a person maps it there" in first["reason"]
    assert "21001" in said("orders", "--store", store).stdout


def test_the_story_of_a_vendors_order_is_told_over_all_systems(farm: Vending, store: str) -> None:
    farm.maps_everything()
    farm.passes()
    farm.approves(0)
    farm.passes()
    farm.labels(500001)
    farm.passes()
    told = answered("why", "500001", "--store", store)
    assert {one["system"] for one in told} == {"engine", "komet", "axerrio"}
    kinds = {one["fact"]["type"] for one in told if one["system"] != "engine"}
    assert kinds >= {"OrderTaken", "LineTold", "LabelsPrinted"}
    assert kinds >= {"PrebookMade", "PurchaseOrderMade", "PurchaseOrderMoved", "ProductMapped"}
    assert "PurchaseLineShipped" in kinds
    one = answered("why", "500001/2", "--store", store)
    assert "PurchaseLineShipped" not in {each.get("fact", {}).get("type") for each in one}


def test_a_line_wanted_in_komet_is_told_from_its_prebook(farm: Vending, store: str) -> None:
    farm.books()
    farm.passes()
    told = [one for one in answered("orders", "--store", store) if one["kind"] == "wanted"]
    number = str(told[0]["order_id"])
    story = answered("why", number, "--store", store)
    kinds = [one["fact"]["type"] for one in story if one["system"] == "komet"]
    assert kinds.count("PrebookLineAdded") == 1
    assert "PurchaseLineAdded" in kinds


def test_a_vendors_order_that_waits_is_tried_again(farm: Vending, store: str) -> None:
    done = said("retry", "500001", "--store", store)
    assert done.exit_code == 0, done.output
    assert "order 500001 of Axerrio will be tried" in done.stdout
    assert farm.lab.store.take_wishes(1) == ["retry 500001"]


def test_retrying_looks_at_once_at_what_was_mended_in_komet(farm: Vending, store: str) -> None:
    farm.maps_everything()
    farm.passes(60)
    assert farm.states(500001)[0] == "needs_mapping"
    said("retry", "500001", "--store", store)
    farm.passes(60)
    assert farm.states(500001)[0] == "waiting_approval"


def test_synchronising_skips_vendors_in_words(farm: Vending, store: str) -> None:
    done = said("sync", "--store", store)
    assert done.exit_code == 0, done.output
    assert "Axerrio is skipped: a vendor's connection has no inventory" in done.stdout
    skipped = answered("sync", "--store", store)["Axerrio"]
    assert skipped["outcome"].startswith("skipped")
