"""One ship-to per door, made once; without the right to make it the order waits."""

from __future__ import annotations

import msgspec
import pytest

from tests.integration.trading import SETTLED_S, Trade, trading

DOOR = {
    "name": "José Ñandú Flores",
    "address": "12 Main St., Suite 4",
    "city": "Coral Gables",
    "state": "FL",
    "zipcode": "33134",
    "country": "US",
    "phone": "305 555 0100",
}
SPELLINGS = [
    {},
    {"name": "JOSE NANDU FLORES"},
    {"address": "12 main st Suite  4"},
    {"city": " coral   gables ", "phone": ""},
    {"name": "josé ñandú flores", "address": "12 MAIN ST, SUITE 4", "country": "us"},
]


def test_five_spellings_of_one_door_are_one_ship_to() -> None:
    with trading() as trade:
        for spelling in SPELLINGS:
            trade.buys({"roses": 1}, ship_to=DOOR | spelling)
        trade.lab.pass_time(SETTLED_S)
        assert trade.new_ship_tos() == 1
        assert [trade.outcomes(number) for number in range(1, 6)] == [["accepted"]] * 5


@pytest.mark.parametrize(
    "other", [{"address": "12 Main St., Suite 5"}, {"zipcode": "33135"}, {"name": "José Flores"}]
)
def test_another_door_is_another_ship_to(other: dict[str, str]) -> None:
    with trading() as trade:
        for door in (DOOR, DOOR | other):
            trade.buys({"roses": 1}, ship_to=door)
        trade.lab.pass_time(SETTLED_S)
        assert trade.new_ship_tos() == 2


@pytest.mark.parametrize("fault", ["lost_request", "lost_reply", "late_request", "garbled"])
def test_a_ship_to_in_doubt_is_made_once(fault: str) -> None:
    with trading() as trade:
        trade.strikes("customer.shipto.add", fault, delay_s=120)
        trade.places({"roses": 1}, ship_to=DOOR)
        assert trade.new_ship_tos() == 1
        assert trade.outcomes() == ["accepted"]
        assert trade.lab.bookings.ship_to_names() == {DOOR["name"]}


@pytest.mark.parametrize(
    "point", ["komet /api/customer.shipto.add after", "store save_ship_to after"]
)
def test_an_engine_that_dies_making_a_ship_to_makes_it_once(point: str) -> None:
    with trading() as trade:
        trade.buys({"roses": 1}, ship_to=DOOR)
        trade.dies(point, trade.lab.run_orders)
        trade.lab.pass_time(SETTLED_S)
        assert trade.new_ship_tos() == 1
        assert trade.outcomes() == ["accepted"]


def test_a_ship_to_list_that_stays_silent_is_asked_for_later_and_later() -> None:
    with trading(settings={"orders_every_s": 20.0}) as trade:
        trade.strikes("customer.shipto.list", "garbled", limit=0)
        trade.buys({"roses": 1})
        trade.lab.pass_time(1800)
        assert 3 <= trade.calls("customer.shipto.list") < 30


@pytest.mark.parametrize("method", ["customer.shipto.list", "customer.shipto.add"])
def test_what_is_not_granted_waits_for_a_person_and_holds_nobody_else_up(method: str) -> None:
    with trading() as trade:
        trade.places({"roses": 1})
        token = trade.lab.connection.token
        trade.lab.komet.take_grant(token, method)
        trade.buys({"roses": 1}, ship_to=DOOR)
        trade.places({"lilies": 1})
        assert method in trade.waits_because(2)
        assert trade.outcomes(3) == ["accepted"]
        assert trade.alarms("orders") == ""
        trade.lab.komet.give_grant(token, method)
        trade.lab.pass_time(1800)
        assert trade.outcomes(2) == ["accepted"]
        assert trade.open_alarms() == []


def test_a_customer_token_that_may_not_make_ship_tos_uses_no_other_address() -> None:
    with trading(komet={"customer_token_ship_to": "no"}) as trade:
        trade.places({"roses": 1})
        assert "Customer tokens" in trade.waits_because(1)
        assert trade.booked_boxes(1) == 0


def test_an_address_longer_than_komet_takes_needs_a_person() -> None:
    with trading() as trade:
        trade.places({"roses": 1}, ship_to=DOOR | {"zipcode": "33134-0000-0000"})
        assert "zipcode is longer" in trade.waits_because(1)


def known_ship_tos(trade: Trade) -> list[object]:
    """Every ship-to of Komet, as plain values."""
    return [msgspec.to_builtins(one) for one in trade.lab.komet.state.ship_tos.values()]


def test_a_ship_to_somebody_made_in_komet_is_used() -> None:
    with trading() as trade:
        trade.lab.raw.komet(
            "customer.shipto.add",
            "the customer token",
            customerId=trade.lab.connection.customer_id,
            x_account=trade.lab.connection.company_id,
            **(DOOR | {"name": "jose nandu flores"}),
        )
        assert not trade.lab.raw.heard.refused, trade.lab.raw.heard
        before = known_ship_tos(trade)
        trade.places({"roses": 1}, ship_to=DOOR)
        assert known_ship_tos(trade) == before
        assert trade.outcomes() == ["accepted"]
