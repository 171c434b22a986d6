"""AXR-01 to AXR-05: handing the token over, and activating what was tried."""

import pytest

from mocks.axerrio.joining import METHODS
from tests.mocks.axerrio.site import HAND_OVER, PROVED, Site, sale


def test_a_connection_is_made_once_and_changed_after() -> None:
    site = Site(joined=False)
    again = site.connect(kometToken="another-token-of-it", locationId=3)
    assert (again["connectionId"], again["key"]) == (1, site.key)
    assert site.state.connections[1].location_id == 3
    other = site.connect(vendorId=4002, accountId=2)
    assert other["connectionId"] == 2 and other["key"] != site.key


def test_a_vendor_of_a_company_is_one_account() -> None:
    site = Site(joined=False)
    onboarding = site.keys["onboarding"]
    error = site.refused(onboarding, "integration/connection", HAND_OVER | {"accountId": 2})
    assert (error["status"], error["code"]) == (409, "connection.account")
    error = site.refused(onboarding, "integration/connection", HAND_OVER | {"accountId": 9})
    assert (error["status"], error["field"]) == (404, "accountId")


@pytest.mark.parametrize("field", list(HAND_OVER))
def test_a_missing_field_is_named(field: str) -> None:
    site = Site(joined=False)
    left = {name: value for name, value in HAND_OVER.items() if name != field}
    error = site.refused(site.keys["onboarding"], "integration/connection", left)
    assert (error["code"], error["field"]) == ("field.missing", field)


def test_nothing_goes_through_before_the_accounts_are_joined() -> None:
    site = Site(joined=False)
    for path in ("integration/events", "integration/order"):
        assert site.refused(site.key, path)["code"] == "connection.inactive"
    error = site.refused(site.desk, "desk/order/create", sale())
    assert error["code"] == "connection.inactive"
    assert not site.done(site.key, "integration/status")["active"]
    assert site.join()["applied"]
    assert site.done(site.key, "integration/status")["active"]
    assert not site.join()["applied"]


def test_only_the_role_admin_with_the_add_on_activates() -> None:
    site = Site(joined=False)
    call = site.join_call(role="Sales", addOn=False)
    error = site.refused(site.keys["onboarding"], "integration/join", call)
    assert (error["status"], error["code"], error["field"]) == (409, "join.refused", "role")
    assert "Admin" in error["message"] and "add-on" in error["message"]
    call = site.join_call(addOn=False)
    assert site.refused(site.keys["onboarding"], "integration/join", call)["field"] == "addOn"


@pytest.mark.parametrize("name", METHODS)
def test_each_of_the_eleven_methods_is_needed(name: str) -> None:
    site = Site(joined=False)
    untried = {one: verdict for one, verdict in PROVED.items() if one != name}
    for methods, said in ((untried, "not tried"), (PROVED | {name: "refused"}, "refused")):
        call = site.join_call(methods=methods)
        error = site.refused(site.keys["onboarding"], "integration/join", call)
        assert (error["code"], error["field"]) == ("join.refused", "methods")
        assert f"{name} is {said}" in error["message"]
    assert len(METHODS) == 11


@pytest.mark.parametrize(("unproven_methods", "status"), [("accepted", 200), ("refused", 409)])
def test_what_creates_may_be_unproven(unproven_methods: str, status: int) -> None:
    site = Site(joined=False, unproven_methods=unproven_methods)
    onboarding = site.keys["onboarding"]
    assert site.ask(onboarding, "integration/join", site.join_call()).status == status
    granted = dict.fromkeys(METHODS, "granted")
    assert site.join(methods=granted)["active"]


def test_what_only_reads_must_be_proven() -> None:
    site = Site(joined=False)
    call = site.join_call(methods=PROVED | {"boxtype.list": "unproven"})
    error = site.refused(site.keys["onboarding"], "integration/join", call)
    assert "boxtype.list is unproven" in error["message"]


def test_a_method_nobody_asked_for_is_named() -> None:
    site = Site(joined=False)
    call = site.join_call(methods=PROVED | {"invoice.void": "granted"})
    error = site.refused(site.keys["onboarding"], "integration/join", call)
    assert (error["status"], error["field"]) == (422, "methods")
    call = site.join_call(connectionId=7)
    assert site.refused(site.keys["onboarding"], "integration/join", call)["status"] == 404


def test_a_key_opens_only_its_own_side() -> None:
    site = Site()
    for key, path in ((site.desk, "integration/status"), (site.key, "desk/orders")):
        assert site.refused(key, path)["code"] == "key.kind"
    assert site.refused("", "integration/status")["status"] == 401


def test_tokens_and_keys_are_masked_and_not_kept() -> None:
    site = Site()
    told = str([(line.asked, line.answered) for line in site.world.journal.find()])
    facts = str([entry.fact for entry in site.state.ledger])
    for secret in ("not-a-real", site.key):
        assert secret not in told and secret not in facts
    assert "***oken" in told and f"axr_***{site.key[-4:]}" in told
