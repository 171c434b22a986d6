"""Joining a vendor: each of the eleven methods tried, the vendor's system told, then stored."""

from typing import Any

import msgspec
import pytest

from integration.app import connect_axerrio
from integration.connect import ConnectReport
from integration.lab.contract import published
from integration.lab.harness import Lab
from integration.lab.people.vendor_people import ACCOUNT, CUSTOMER_CODE, VENDOR_ID
from integration.lab.plan import LabPlan
from integration.lab.wire import Witness, base_url
from integration.vendor_connect import METHODS, VendorRequest
from mocks.axerrio.build import keys_of
from mocks.komet.seed import BRANCHES, COMPANY, CUSTOMER, FEDEX, tokens_of


class Desk:
    """An operator with a Vendor token that has exactly the eleven methods, or one fewer."""

    def __init__(self, lab: Lab, without: str = "") -> None:
        self.lab = lab
        granted = tuple(one for one in METHODS if one != without)
        self.token = lab.komet.make_token("Vendor", granted, VENDOR_ID)

    def connects(self, **changes: Any) -> ConnectReport:
        request = VendorRequest(
            name="Axerrio",
            komet_url=base_url("komet"),
            axerrio_url=base_url("axerrio"),
            onboarding_key=keys_of(self.lab.world.partners["axerrio"].state)["onboarding"],
            token=self.token,
            company_id=COMPANY,
            vendor_id=VENDOR_ID,
            account_id=ACCOUNT,
            carrier_id=FEDEX,
            customers={CUSTOMER_CODE: CUSTOMER},
            role="Admin",
            add_on=True,
        )
        request = msgspec.structs.replace(request, **changes)
        return connect_axerrio(self.lab.engine, request, self.lab.wire)


@pytest.fixture
def lab():
    with Lab(LabPlan(lines=1), Witness(published())) as one:
        yield one


def test_a_vendor_is_joined_after_every_method_was_tried_and_nothing_was_made(lab):
    desk, before = Desk(lab), lab.komet.facts()
    report = desk.connects()
    assert report.ok, [str(one) for one in report.findings]
    assert {one.what: one.verdict for one in report.findings} == {
        **dict.fromkeys(METHODS, "granted"),
        "Carrier ID": "right",
        **dict.fromkeys(("Company ID", "Vendor ID", "customers"), "unproven"),
        "Axerrio set-up": "granted",
    }
    assert "looked at every 5 min" in report.freshness
    assert lab.komet.facts() == before
    (connection,) = lab.store.connections()
    state = lab.world.partners["axerrio"].state
    assert state.connections[state.keys[connection.supplier_key].owner_id].active


def test_the_same_again_replaces_it(lab):
    desk = Desk(lab)
    first, again = desk.connects(), desk.connects(customers={"OTHER": CUSTOMER})
    assert (first.connection.id, again.connection.id) == (1, 1)
    assert [one.customers for one in lab.store.connections()] == [{"OTHER": CUSTOMER}]


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_is_not_ticked_is_named_and_nothing_is_stored(lab, method):
    report = Desk(lab, without=method).connects()
    (found,) = [one for one in report.findings if one.stops]
    assert (found.what, found.verdict) == (method, "refused")
    assert lab.store.connections() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"role": "Sales"}, "only the role Admin"), ({"add_on": False}, "it is an add-on")],
)
def test_only_an_admin_with_the_add_on_can_activate(lab, changes, said):
    report = Desk(lab).connects(**changes)
    assert not report.ok
    assert said in report.findings[-1].reason
    assert lab.store.connections() == []


def test_a_wrong_token_is_said_once_and_tried_no_further(lab):
    report = Desk(lab).connects(token="nobody-knows-this-token-00")
    (found,) = report.findings
    assert (found.what, found.verdict, found.stops) == ("token", "wrong", True)


def test_a_multi_location_company_is_not_joined(lab):
    token = lab.komet.does(
        "make_token", kind="Vendor", partyId=2901, companyId=BRANCHES, methods=METHODS
    )
    report = Desk(lab).connects(token=token, company_id=BRANCHES, vendor_id=2901, carrier_id=3360)
    (found,) = [one for one in report.findings if one.stops]
    assert (found.what, found.verdict) == ("company", "wrong")
    assert "companyLocationCode is required" in found.reason
    assert "can not be joined" in found.remedy
    assert lab.store.connections() == []


@pytest.mark.parametrize("kind", ["company", "customer"])
def test_a_token_of_another_kind_is_named_once(lab, kind):
    report = Desk(lab).connects(token=tokens_of(lab.komet.state)[kind])
    (found,) = [one for one in report.findings if one.verdict != "granted"]
    assert (found.what, found.verdict, found.stops) == ("token", "wrong", True)
    assert "no Vendor token" in found.reason
    assert lab.store.connections() == []


def test_a_wrong_carrier_is_named(lab):
    report = Desk(lab).connects(carrier_id=4711)
    (found,) = [one for one in report.findings if one.stops]
    assert (found.what, found.verdict) == ("Carrier ID", "wrong")
    assert "Setup > Carriers" in found.remedy


@pytest.mark.parametrize(
    ("changes", "what", "said"),
    [
        ({"komet_url": "http://nowhere.test"}, "Komet", "the address is Komet's"),
        ({"axerrio_url": "http://nowhere.test"}, "Axerrio set-up", "the address is Axerrio's"),
        ({"onboarding_key": "wrong"}, "Axerrio set-up", "copy the onboarding key again"),
    ],
    ids=["Komet", "Axerrio", "key"],
)
def test_whoever_does_not_answer_or_refuses_is_named_with_its_own_remedy(lab, changes, what, said):
    report = Desk(lab).connects(**changes)
    (found,) = [one for one in report.findings if one.stops]
    assert found.what == what
    assert said in found.remedy
    assert lab.store.connections() == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"users": 0}, "users"),
        ({"vendor_id": 0}, "Vendor ID"),
        ({"account_id": 0}, "account"),
        ({"customers": {"": 7001}}, "customers"),
        ({"axerrio_url": "ftp://axerrio.test"}, "Axerrio's address"),
    ],
    ids=["users", "vendor", "account", "customers", "address"],
)
def test_what_can_not_be_right_is_said_before_anything_is_called(lab, changes, what):
    report = Desk(lab).connects(**changes)
    (found,) = report.findings
    assert (found.what, found.verdict, found.stops) == (what, "wrong", True)
    assert not lab.store.calls(COMPANY, lab.komet.today())


def test_a_used_up_allowance_ends_the_trying(lab):
    for _ in range(1000):
        lab.store.count_call(COMPANY, lab.komet.today(), "invoice.list")
    report = Desk(lab).connects(users=1)
    (found,) = report.findings
    assert (found.what, found.verdict) == ("Komet", "unproven")
    assert "tomorrow" in found.remedy


def test_without_a_customer_map_it_is_joined_and_says_what_waits(lab):
    report = Desk(lab).connects(customers={})
    assert report.ok
    (found,) = [one for one in report.findings if one.what == "customers"]
    assert found.verdict == "unproven"
    assert "wait until somebody says who they are" in found.remedy
