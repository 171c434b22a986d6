import hashlib
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import msgspec
import pytest

from mocks.core.clock import LabClock
from mocks.komet.build import KometSpec, build
from mocks.komet.facts.catalogue import Seeded
from mocks.komet.records import FUTURE, ON_HAND
from mocks.komet.seed import (
    BRANCHES,
    COMPANY,
    CUSTOMER,
    FEDEX,
    GENERATOR,
    NEIGHBOUR,
    Plan,
    fill,
    tokens_of,
)
from mocks.komet.state import KometState

DAY = date(2026, 11, 4)
DIGEST = """
import hashlib, sys
from datetime import date
import msgspec
from mocks.komet.seed import Plan, fill
from mocks.komet.state import KometState
state = KometState()
fill(state, Plan(seed=int(sys.argv[1]), lines=500, users=3, day=date(2026, 11, 4)))
tables = {name: value for name, value in vars(state).items() if isinstance(value, dict)}
print(hashlib.sha256(msgspec.json.encode([list(t.items()) for t in tables.values()])).hexdigest())
"""


def seeded(lines: int, seed: int = 1, names: tuple[str, ...] = ()) -> KometState:
    state = KometState()
    fill(state, Plan(seed=seed, lines=lines, users=3, day=DAY, names=names))
    return state


def own(state: KometState):
    """What the main company has; what others offer through it is not counted."""
    return [
        lot
        for lot in state.lots.values()
        if lot.company_id == COMPANY and lot.id not in state.availability
    ]


@pytest.fixture(scope="module")
def large() -> KometState:
    return seeded(100_000)


def digest_in_another_process(seed: int, hash_seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", DIGEST, str(seed)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def test_the_same_seed_gives_the_same_company_in_every_process():
    first, second = digest_in_another_process(3, "1"), digest_in_another_process(3, "2")
    assert first == second
    assert first != digest_in_another_process(4, "1")


def test_what_a_seed_gives_changes_only_with_the_generator_s_number():
    """Fails when the generator was changed: then count GENERATOR up and put the digest here."""
    state = seeded(500, seed=3)
    lines = [
        f"{lot.id} {state.products[lot.product_id].description} {lot.price} {lot.boxes} "
        f"{lot.unit_type} {lot.bunches} {lot.stems_bunch} {lot.origin} {lot.day} {lot.until} "
        f"{lot.vendor_id} {lot.box_type_id} {lot.reserved_for} {lot.held} {lot.kind}"
        for lot in state.lots.values()
        if lot.company_id != BRANCHES and lot.id not in state.availability
    ]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert (GENERATOR, digest[:16]) == (1, "af9074fd929c47e8")


def test_a_longer_inventory_keeps_the_neighbour_and_the_identities():
    small, more = seeded(10), seeded(400)
    assert tokens_of(small) == tokens_of(more)
    neighbours = [
        [lot for lot in state.lots.values() if lot.company_id == NEIGHBOUR]
        for state in (small, more)
    ]
    assert neighbours[0] == neighbours[1] != []


@pytest.mark.parametrize("lines", [0, 1, 7, 2000])
def test_there_are_as_many_lines_as_asked_for(lines):
    assert len(own(seeded(lines))) == lines


def test_the_shares_of_a_large_company(large):
    lots = own(large)
    assert len(lots) == 100_000

    def share(condition) -> float:
        return 100 * sum(map(condition, lots)) / len(lots)

    assert 69 < share(lambda lot: lot.origin == ON_HAND) < 71
    assert 1.7 < share(lambda lot: lot.reserved_for is not None) < 2.3
    assert 0.8 < share(lambda lot: lot.price == 0) < 1.2
    assert 0.8 < share(lambda lot: lot.held) < 1.2
    assert 0.4 < share(lambda lot: lot.kind != "M") < 0.9
    assert share(lambda lot: lot.reserved_for == CUSTOMER) > 0.7


def test_future_lines_ship_one_to_five_weeks_ahead_and_on_hand_ones_stand_there(large):
    ahead = {(lot.day - DAY).days for lot in own(large) if lot.origin == FUTURE}
    spans = {(lot.until - lot.day).days for lot in own(large) if lot.origin == FUTURE}
    age = {(DAY - lot.day).days for lot in own(large) if lot.origin == ON_HAND}
    assert (min(ahead), max(ahead)) == (7, 28)
    assert (min(spans), max(spans)) == (2, 9)
    assert (min(age), max(age)) == (0, 9)


def test_the_catalogue_has_the_dirt_of_real_ones(large):
    names = [one.description for one in large.products.values()]
    everything = "\n".join(names)
    for dirt in ("*fragrance*", "Shinmer", "Mondiál", "Assorted", " Mix ", "50/60", "Ñ", "ñ"):
        assert dirt in everything or dirt.lower() in everything.lower(), dirt
    assert any(name.endswith((" ", ".")) for name in names)
    assert len(set(names)) < len(names), "some names come twice, under another id"
    assert max(map(len, names)) <= 200


def test_packs_are_whole_and_gram_bunches_have_no_stems(large):
    units = {(lot.unit_type, lot.stems_bunch > 0) for lot in own(large)}
    assert units == {("Bunch", True), ("Bunch", False), ("Stem", True)}
    assert all(lot.units_per_box > 0 for lot in own(large))


def test_roses_cost_more_the_longer_they_are(large):
    def mean(grade: str) -> float:
        prices = [
            lot.price
            for lot in own(large)
            if lot.unit_type == "Stem"
            and lot.price > 0
            and (product := large.products[lot.product_id]).category == "Roses"
            and product.grade == grade
        ]
        return float(sum(prices) / len(prices))

    assert mean("40 cm") < mean("50 cm") < mean("60 cm") < mean("70 cm") < mean("80 cm")


def test_one_product_may_have_several_lots(large):
    assert len(own(large)) > 3 * len({lot.product_id for lot in own(large)})


def test_names_of_a_catalogue_cycle_up_to_the_lines():
    names = ("Rose Freedom 60 cm", "Rose Freedom 60 cm", "Mixed Calla .", "Élan")
    state = seeded(10, names=names)
    described = [state.products[lot.product_id].description for lot in own(state)]
    assert described == list((names * 3)[:10])
    products = [one for one in state.products.values() if one.company_id == COMPANY]
    assert [one.description for one in products] == list(names)
    assert products[0].category == "Roses"
    assert products[0].grade == "60 cm"
    assert [lot.assorted for lot in own(state)[:4]] == [False, False, True, False]


def test_fewer_lines_than_names_take_the_first_names():
    state = seeded(2, names=("A", "B", "C"))
    assert [state.products[lot.product_id].description for lot in own(state)] == ["A", "B"]


def test_tokens_look_like_the_real_ones_and_differ_by_seed():
    texts = [*tokens_of(seeded(1)).values(), *tokens_of(seeded(1, seed=2)).values()]
    assert all(re.fullmatch(r"[a-z0-9]{26}", text) for text in texts)
    assert all(any(c.isdigit() for c in text) and any(c.isalpha() for c in text) for text in texts)
    assert len(set(texts)) == len(texts)


def test_the_fixed_identities_are_there():
    state = seeded(1)
    assert state.companies[COMPANY].users == 3
    assert state.customers[CUSTOMER].name == "iBuyFlowers"
    assert any(one.internal for one in state.customers.values())
    assert state.carriers[FEDEX].weekdays == (0, 1, 2, 3, 4)
    assert [one.code for one in state.carriers.values() if not one.active] == ["UPS"]
    assert set(tokens_of(state).values()) == set(state.tokens)


def test_the_fact_alone_is_enough_to_fill_the_tables_again():
    clock = LabClock(datetime(2026, 11, 4, tzinfo=UTC), frozen=True)
    first = build(clock, KometSpec(lines=50, names=("A", "B"))).state
    entry = next(iter(first.ledger))
    fact = msgspec.json.decode(msgspec.json.encode(entry.fact), type=Seeded)
    second = KometState()
    second.record(entry.at, fact)
    assert (second.lots, second.products, second.tokens) == (
        first.lots,
        first.products,
        first.tokens,
    )


def test_another_generator_is_refused_and_not_imitated():
    fact = Seeded(seed=1, lines=1, users=1, day=DAY, generator=0)
    with pytest.raises(ValueError, match="generator 0 is gone"):
        KometState().record(datetime(2026, 11, 4, tzinfo=UTC), fact)
