"""A Multi-Location company is connected at one of its locations."""

import pytest

from integration.finding import REFUSED, RIGHT
from mocks.komet.seed import BRANCHES, BRANCHES_CUSTOMERS, HERE, THERE
from tests.integration.joining import Floor

BOTH, ONLY_HERE, _ = BRANCHES_CUSTOMERS


def joins(floor, kind, location_id, **changes):
    """Try to connect the Multi-Location company, at that location."""
    known = {"company_id": BRANCHES, "customer_id": BOTH, "carrier_id": 3360}
    user = floor.tokens["branches_user"]
    known |= {"location_id": location_id, "user_token": user}
    return floor.connect(f"branches_{kind}", **known | changes)


@pytest.mark.parametrize("kind", ["company", "customer"])
def test_a_multi_location_company_is_connected_at_one_of_its_locations(floor, kind):
    report, found = joins(floor, kind, HERE)
    assert report.ok, [str(one) for one in report.findings]
    ids = ("Customer ID", "Company ID", "Carrier ID", "Location ID")
    assert {found[one].verdict for one in ids} == {RIGHT}
    assert report.connection.location_id == HERE


@pytest.mark.parametrize("kind", ["company", "customer"])
@pytest.mark.parametrize("switches", [{}, {"shop_location": "optional"}])
@pytest.mark.parametrize(
    ("location_id", "customer_id", "said"),
    [
        (None, BOTH, "is required"),
        (99, BOTH, "The location 99 does not exist"),
        (THERE, ONLY_HERE, f"not associated with the location {THERE}"),
    ],
)
def test_without_a_location_of_its_customer_s_it_is_refused_and_told_what_to_give(
    kind, switches, location_id, customer_id, said
):
    floor = Floor(**switches)
    label = kind if customer_id == BOTH or kind == "company" else "here_customer"
    report, found = joins(floor, label, location_id, customer_id=customer_id)
    assert not report.ok
    assert said in found["Location ID"].reason
    assert "one's id, which the method location.list tells" in found["Location ID"].remedy
    assert floor.store.connections() == []
    floor.store.close()


@pytest.mark.parametrize("kind", ["company", "customer"])
def test_a_carrier_of_another_location_is_none(floor, kind):
    report, found = joins(floor, kind, HERE, carrier_id=3362)
    assert not report.ok
    assert "no carrier this customer can be sent with" in found["Carrier ID"].reason


def test_a_company_token_must_be_told_the_code_of_its_location(floor):
    floor.without("branches_company", "location.list")
    report, found = joins(floor, "company", HERE)
    assert not report.ok
    assert (found["location.list"].verdict, found["location.list"].stops) == (REFUSED, True)


def test_a_customer_at_two_locations_is_two_connections_at_the_marketplace(floor):
    keys = set()
    for place in (HERE, THERE, HERE):
        report, _ = joins(floor, "customer", place, name=f"place {place}")
        assert report.ok, [str(one) for one in report.findings]
        keys.add(report.connection.supplier_key)
    assert len(keys) == len(floor.store.connections()) == 2
