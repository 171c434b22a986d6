"""The law of grants sees who was added to, or corrected for, somebody else."""

import pytest
from msgspec.structs import replace

from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.desk import Desk


def broken(desk):
    return {name for name, verdict in desk.world.judge().items() if not verdict.holds}


@pytest.fixture
def office():
    """A desk where a customer was added, and a ship-to corrected by the customer itself."""
    desk = Desk()
    desk.ask("customer.add", name="Posy", code="POSY")
    desk.ask("customer.shipto.update", "customer", customerId=CUSTOMER, shipToId=20101, city="Troy")
    return desk


def last(desk, kind):
    return [one.fact for one in desk.state.ledger if type(one.fact).__name__ == kind][-1]


def test_the_law_judges_both(office):
    verdict = office.world.judge()["komet.grants"]
    assert (verdict.judged, verdict.violations) == (2, [])


def test_a_customer_added_to_another_company_is_seen(office):
    fact = last(office, "CustomerAdded")
    other = replace(fact.customer, id=9_999, company_id=54321)
    office.state.record(office.world.now(), replace(fact, customer=other))
    assert broken(office) == {"komet.grants"}


def test_another_customer_s_ship_to_is_seen(office):
    fact = last(office, "ShipToUpdated")
    other = office.state.ship_tos[20103]
    office.state.record(office.world.now(), replace(fact, ship_to=other))
    assert broken(office) == {"komet.grants"}


@pytest.mark.parametrize("method", ["customer.list", "prebook.create", "no.such.method"])
def test_a_method_the_token_may_not_call_is_seen(office, method):
    fact = last(office, "ShipToUpdated")
    office.state.record(office.world.now(), replace(fact, by=replace(fact.by, method=method)))
    assert broken(office) == {"komet.grants"}
