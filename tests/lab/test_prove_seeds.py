"""A storm is the same for the same seed, is judged, and shows what each safeguard is for."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from integration import vendor_booking, vendor_making
from integration.lab.harness import Lab
from integration.lab.people.vendor_people import VendorPeople
from integration.lab.plan import LabPlan
from integration.lab.prove import seeds as prove_seeds
from integration.lab.prove import storm_market
from integration.lab.prove.seeds import LACKING, SIDES, StormResult, plans, unguarded, weather
from mocks.core.faults import FAULTS
from mocks.komet.seed import CUSTOMER

#: So many seeds show what a safeguard is for.
ENOUGH = 40


def vendor_storm(seed: int) -> StormResult:
    (plan,) = plans(1, SIDES["with a vendor"], first=seed)
    return weather(plan)


def test_a_storm_with_a_vendor_holds_and_is_the_same_again() -> None:
    first, again = vendor_storm(4), vendor_storm(4)
    assert first == again
    assert (first.broken, first.orders > 4) == ("", True)
    assert set(first.strikes) <= set(FAULTS)
    assert sum(first.doubted.values()) > 0
    assert first.judged["every vendor line ends once"] > 0


def test_tokens_take_turns_in_the_storms_of_a_side() -> None:
    tokens = [plan.token_kind for plan in plans(4, SIDES["on the marketplace"])]
    assert tokens == ["Company", "Customer", "Company", "Customer"]


@pytest.mark.parametrize("lacking", [one for one in LACKING if one != "the last look"])
def test_some_seed_with_a_vendor_fails_without_a_safeguard_and_holds_with_it(lacking: str) -> None:
    storms = plans(ENOUGH, SIDES["with a vendor"])
    failed = next(plan for plan in storms if unguarded(plan, lacking=lacking).broken)
    assert weather(failed).broken == ""


@pytest.mark.parametrize("looks", [True, False])
def test_a_prebook_made_twice_stays_twice_without_the_last_look(looks: bool) -> None:
    lab = Lab(LabPlan(lines=2))
    people = VendorPeople(lab)
    people.joins()
    lab.strike("twice", path="*/prebook.create", ordinals=(1,))
    with nullcontext() if looks else prove_seeds.without_the_last_look():
        people.sells()
        lab.pass_time(60)
        lab.settle()
    found = lab.laws()["nothing is booked twice"].violations
    assert [one.endswith("stands in Komet twice") for one in found] == ([] if looks else [True])


def test_a_safeguard_is_back_after_its_proof() -> None:
    before = vendor_making._evidence, vendor_booking.places
    with prove_seeds.without_the_look(), prove_seeds.without_the_last_look():
        assert vendor_making._evidence is not before[0]
    assert (vendor_making._evidence, vendor_booking.places) == before


@pytest.mark.parametrize("seed", [36, 27])
def test_a_storm_over_two_customers_a_timer_and_an_hour_of_silence_holds(seed: int) -> None:
    (plan,) = plans(1, SIDES["on the marketplace"], first=seed)
    lab = storm_market.make_lab(plan)
    try:
        storm_market.blow(lab, plan)
        lab.settle()
        lab.check_laws()
        connections = lab.store.connections()
        stories = [
            told.text
            for one in connections
            for row in lab.store.orders(one.id)
            for told in lab.store.story(one.id, f"order {row.order_id}")
        ]
    finally:
        lab.release()
    assert [one.customer_id for one in connections] == [CUSTOMER, storm_market.ANOTHER_CUSTOMER]
    assert any("cancelled before it could be checked out" in text for text in stories)
