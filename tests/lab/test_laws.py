"""Laws over both partners: a planted violation of each is caught, and names what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from integration.lab.harness import Lab
from integration.lab.laws import cross_laws
from integration.lab.people.trade_words import TradeWords
from integration.lab.shown_law import shown_law
from mocks.core.world import World
from mocks.ibuyflowers.order_states import BUYER_CANCELLED

NAMES = {law.name for law in (*cross_laws(lambda: None), shown_law(lambda: None))}


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    """A day with an accepted order, a refused one and a cancelled one, at rest."""
    with Lab() as made:
        made.connect("Customer")
        trade = TradeWords(made)
        made.komet.receive("roses", 3)
        made.komet.receive("lilies", 1)
        made.run_cycle()
        trade.buys({"roses": 2})
        made.komet.sell_out("lilies")
        trade.buys({"lilies": 1})
        trade.buys({"roses": 1})
        made.pass_time(60)
        made.shop.cancels(trade.order(3))
        made.settle()
        yield made


def items(world: World) -> dict[int, Any]:
    return world.partners["komet"].state.invoice_items


def market(world: World) -> Any:
    return world.partners["ibuyflowers"].state


def live_item(world: World) -> Any:
    """The accepted order's line in Komet."""
    return next(one for one in items(world).values() if one.boxes == 2)


def twice(world: World) -> None:
    items(world)[999_999] = replace(live_item(world), id=999_999)


def vanished(world: World) -> None:
    items(world).pop(live_item(world).id)


def never_ordered(world: World) -> None:
    one = live_item(world)
    mark = one.mark_code[:2] + "00000001" + one.mark_code[10:]
    items(world)[999_998] = replace(one, id=999_998, mark_code=mark)


def other_boxes(world: World) -> None:
    items(world)[live_item(world).id] = replace(live_item(world), boxes=7)


def other_price(world: World) -> None:
    items(world)[live_item(world).id] = replace(live_item(world), price=Decimal("0.01"))


def other_day(world: World) -> None:
    invoices = world.partners["komet"].state.invoices
    one = invoices[live_item(world).invoice_id]
    invoices[one.id] = replace(one, ship_date=one.ship_date.replace(year=2030))


def answer_of(world: World, outcome: str) -> Any:
    return next(key for key, one in market(world).answers.items() if one.outcome == outcome)


def unanswered(world: World) -> None:
    market(world).answers.pop(answer_of(world, "accepted"))


def no_reason(world: World) -> None:
    key = answer_of(world, "refused")
    market(world).answers[key] = replace(market(world).answers[key], reason=" ")


def refused_but_there(world: World) -> None:
    key = answer_of(world, "accepted")
    market(world).answers[key] = replace(market(world).answers[key], outcome="refused", reason="x")


def other_number(world: World) -> None:
    key = answer_of(world, "accepted")
    market(world).answers[key] = replace(market(world).answers[key], komet_number="4711")


def cancelled(world: World) -> None:
    orders = market(world).orders
    number = answer_of(world, "accepted")[0]
    orders[number] = replace(orders[number], state=BUYER_CANCELLED)


def never_that_many(world: World) -> None:
    offers = market(world).offers
    key = next(iter(offers))
    offers[key] = replace(offers[key], boxes=4711)


def not_there(world: World) -> None:
    offers = market(world).offers
    owner, key = next(iter(offers))
    offers[owner, "1-999999999"] = replace(offers[owner, key], key="1-999999999")


PLANTED: list[tuple[str, Callable[[World], None], str]] = [
    ("every line ends once", twice, "stands in Komet 2 times"),
    ("every line ends once", vanished, "accepted, but not in Komet"),
    ("every line ends once", unanswered, "unanswered at revision 0"),
    ("every line ends once", no_reason, "refused without a reason"),
    ("every line ends once", refused_but_there, "refused, but in Komet"),
    ("no line without an order", never_ordered, "was never ordered"),
    ("both sides agree", other_boxes, "boxes sold 2, in Komet 7"),
    ("both sides agree", other_price, "price sold"),
    ("both sides agree", other_day, "ship date sold"),
    ("accepted numbers exist", other_number, "told '4711'"),
    ("gone is gone", cancelled, "lives"),
    ("shown was true", never_that_many, "4711 boxes confirmed"),
    ("shown was true", not_there, "Komet had [0]"),
]


def test_the_honest_day_breaks_no_law_and_every_law_had_work(lab: Lab) -> None:
    verdicts = {name: one for name, one in lab.check_laws().items() if name in NAMES}
    assert verdicts.keys() == NAMES
    assert all(one.judged for one in verdicts.values())


def named(value: object) -> str:
    """A test's name for a parameter, the same in every process."""
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("name", "plant", "said"), PLANTED, ids=named)
def test_a_planted_violation_is_caught(
    lab: Lab, name: str, plant: Callable[[World], None], said: str
) -> None:
    world = lab.world.copy()
    plant(world)
    found = world.judge()[name].violations
    assert any(said in one for one in found), found


def test_every_law_has_a_planted_violation() -> None:
    assert {name for name, _, _ in PLANTED} == NAMES
