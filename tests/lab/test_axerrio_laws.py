"""Laws over a vendor's system and Komet: a planted violation of each is caught and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from integration.lab.axerrio_laws import VendorSays, vendor_laws
from integration.lab.harness import Lab
from integration.lab.people.vendor_people import VendorPeople, solid
from mocks.core.world import World

NAMES = {law.name for law in vendor_laws(lambda: VendorSays({}, bool))}
LEFT, WAITING, REFUSED = 500_001, 500_002, 500_003


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    """A line that has left, one that waits for approval and one that was rejected, at rest."""
    with Lab() as made:
        people = VendorPeople(made)
        people.joins()
        people.sells(solid(packages=2))
        people.sells(solid(packages=3))
        people.sells(solid(packages=4))
        made.pass_time(60)
        people.maps_everything()
        people.approves(0)
        people.rejects()
        made.pass_time(600)
        people.labels(LEFT)
        made.settle()
        yield made


def komet(world: World) -> Any:
    return world.partners["komet"].state


def item(world: World, boxes: int) -> Any:
    return next(one for one in komet(world).purchase_items.values() if one.boxes == boxes)


def put(world: World, boxes: int, **changes: Any) -> None:
    one = replace(item(world, boxes), **changes)
    komet(world).purchase_items[one.id] = one


def tell(world: World, number: int, **changes: Any) -> None:
    """Let the vendor believe something else of an order's only line."""
    orders = world.partners["axerrio"].state.orders
    line = orders[number].lines[0]
    told = {name: changes.pop(name) for name in ("reason", "boxes", "cost") if name in changes}
    line = replace(line, told=replace(line.told, **told), **changes)
    orders[number] = replace(orders[number], lines=(line,))


def bought_twice(world: World) -> None:
    put(world, 3, id=999_999)


def booked_twice(world: World) -> None:
    lines = komet(world).prebook_items
    one = next(one for one in lines.values() if one.boxes == 3)
    lines[999_999] = replace(one, id=999_999)


def never_ordered(world: World) -> None:
    one = item(world, 3)
    put(world, 3, mark_code=one.mark_code[:2] + "00000001" + one.mark_code[10:])


def bought_though_rejected(world: World) -> None:
    put(world, 4, cancelled=False)


def gone(world: World) -> None:
    put(world, 3, cancelled=True)


def never_left(world: World) -> None:
    put(world, 2, shipment=None)


def other_code(world: World) -> None:
    state = komet(world)
    box = next(iter(state.boxes.values()))
    state.boxes[box.id] = replace(box, code="OTHER1")


PLANTED: list[tuple[str, Callable[[World], None], str]] = [
    ("every vendor line ends once", gone, "waiting_approval, but on no purchase order"),
    ("every vendor line ends once", never_left, "shipped, but in Komet it did not leave"),
    ("every vendor line ends once", bought_though_rejected, "rejected, but on a purchase order"),
    (
        "every vendor line ends once",
        lambda world: tell(world, REFUSED, reason=" "),
        "rejected without a reason",
    ),
    (
        "every vendor line ends once",
        lambda world: tell(world, WAITING, state="placed"),
        "placed, and nobody is asked to act",
    ),
    ("nothing is booked twice", bought_twice, "stands in Komet twice"),
    ("nothing is booked twice", booked_twice, "stands in Komet twice"),
    ("nothing is booked twice", never_ordered, "was never ordered"),
    ("nothing is booked twice", bought_though_rejected, "but the line is rejected"),
    ("shipped boxes are labelled boxes", other_code, "in Komet ['NUS"),
    (
        "vendors know where lines stand",
        lambda world: tell(world, WAITING, state="approved"),
        "state told approved, in Komet PA",
    ),
    (
        "vendors know where lines stand",
        lambda world: tell(world, WAITING, boxes=2),
        "boxes told 2, in Komet 3",
    ),
    (
        "vendors know where lines stand",
        lambda world: tell(world, WAITING, cost=Decimal("0.01")),
        "cost told 0.01, in Komet 7.25",
    ),
]


def test_the_honest_day_breaks_no_law_and_every_law_had_work(lab: Lab) -> None:
    verdicts = {name: one for name, one in lab.check_laws().items() if name in NAMES}
    assert verdicts.keys() == NAMES
    assert all(one.judged for one in verdicts.values())


@pytest.mark.parametrize(("name", "plant", "said"), PLANTED, ids=[said for _, _, said in PLANTED])
def test_a_planted_violation_is_caught(
    lab: Lab, name: str, plant: Callable[[World], None], said: str
) -> None:
    world = lab.world.copy()
    plant(world)
    found = world.judge()[name].violations
    assert any(said in one for one in found), found


def test_every_law_has_a_planted_violation() -> None:
    assert {name for name, _, _ in PLANTED} == NAMES
