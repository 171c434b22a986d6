from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from integration.engine import Engine
from integration.finding import GRANTED, REFUSED, RIGHT, UNPROVEN, WRONG
from integration.inspection import FOR_OFFERS
from integration.partners import Http, IBuyFlowers, client_for
from integration.ports import Batch
from integration.rows import StreamRow
from integration.schedule import inventory_lease
from integration.settings import Settings
from integration.store import open_store
from mocks.komet.seed import COMPANY, CUSTOMER
from mocks.komet.token import Grant, NewToken, TokenChoice
from tests.integration.joining import START, Floor


@pytest.mark.parametrize("kind", ["company", "customer"])
def test_all_right_is_connected(floor, kind):
    before = floor.facts()
    report, found = floor.connect(kind)
    assert report.ok, [str(one) for one in report.findings]
    assert {found[one].verdict for one in ("Customer ID", "Company ID", "Carrier ID")} == {RIGHT}
    stored = floor.store.connections()[0]
    assert stored == report.connection
    assert stored.token_kind == kind.capitalize()
    assert stored.supplier_key
    assert floor.facts() == before, "a test must make nothing in Komet"
    assert "read every" in report.freshness


def test_each_method_a_customer_token_needs_was_tried(floor):
    _, found = floor.connect("customer")
    tried = {
        *("ecommerce/inventory.list", "web-order.create", "web-order-item.add"),
        *("web-order-details.list", "web-order.delete", "web-order.checkout"),
        *("customer.shipto.list", "customer.shipto.add"),
    }
    assert {found[one].verdict for one in tried} == {GRANTED}


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        ("company", "inventory.openmarket.list"),
        ("company", "invoice.create"),
        ("company", "prebook.future.item.add"),
        ("customer", "ecommerce/inventory.list"),
        ("customer", "web-order-item.add"),
    ],
)
def test_a_needed_method_that_is_not_ticked_stops_the_connection(floor, kind, method):
    floor.without(kind, method)
    report, found = floor.connect(kind, token_kind=kind.capitalize())
    assert not report.ok
    assert (found[method].verdict, found[method].stops) == (REFUSED, True)
    assert "tick it" in found[method].remedy
    assert floor.store.connections() == []


@pytest.mark.parametrize("method", FOR_OFFERS)
@pytest.mark.parametrize(("published", "needed"), [("no", False), ("yes", True)])
def test_what_sells_others_offers_is_needed_where_they_are_published(method, published, needed):
    floor = Floor(Settings(availability=published))
    floor.without("company", method)
    report, found = floor.connect("company", token_kind="Company")
    assert (report.ok, method in found) == (not needed, needed)
    floor.store.close()


def test_ship_to_methods_are_missed_but_do_not_stop(floor):
    floor.without("customer", "customer.shipto.add")
    report, found = floor.connect("customer")
    assert report.ok
    assert found["customer.shipto.add"].verdict == REFUSED
    assert "person" in found["customer.shipto.add"].remedy


def test_where_customer_tokens_never_reach_ship_tos_it_is_said():
    floor = Floor(customer_token_ship_to="no")
    report, found = floor.connect("customer")
    assert report.ok
    assert found["customer.shipto.list"].verdict == REFUSED
    floor.store.close()


@pytest.mark.parametrize("kind", ["company", "customer"])
@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("customer_id", 4711, "Customer ID"),
        ("company_id", 99, "Company ID"),
        ("carrier_id", 4711, "Carrier ID"),
    ],
)
def test_a_wrong_id_is_named_with_its_remedy_and_nothing_is_stored(floor, kind, field, value, what):
    if kind == "company" and what == "Company ID":
        _grant_also(floor, "ecommerce/customer-carriers.list")
    report, found = floor.connect(kind, **{field: value})
    assert not report.ok
    assert (found[what].verdict, found[what].stops) == (WRONG, True)
    assert found[what].remedy
    assert floor.store.connections() == []
    assert not floor.world.partners["ibuyflowers"].state.connections


def _grant_also(floor, method):
    granted = floor.komet.state.tokens[floor.tokens["company"]].methods
    floor.act(
        "grant_methods", Grant(token=floor.tokens["company"], methods=tuple({*granted, method}))
    )


def test_a_company_id_no_method_can_tell_is_unproven(floor):
    floor.without("company", "ecommerce/customer-carriers.list")
    report, found = floor.connect("company")
    assert report.ok
    assert found["Company ID"].verdict == UNPROVEN


def test_another_customer_than_the_tokens_own_is_wrong(floor):
    report, found = floor.connect("customer", customer_id=CUSTOMER + 1)
    assert not report.ok
    assert found["Customer ID"].verdict == WRONG


@pytest.mark.parametrize("token", ["z" * 26, "revoked"])
def test_a_token_that_is_none_stops_at_once(floor, token):
    if token == "revoked":
        token = floor.tokens["company"]
        floor.act("revoke_token", TokenChoice(token=token))
    report, found = floor.connect(token=token)
    assert not report.ok
    assert found["token"].verdict == WRONG
    assert list(found) == ["token"], "nothing else can be learned with it"


def test_a_vendor_token_is_the_wrong_kind(floor):
    report, found = floor.connect("vendor")
    assert not report.ok
    assert "Vendor" in found["token"].reason


def test_a_login_gives_the_users_token(floor):
    user = next(iter(floor.komet.state.users.values()))
    report, found = floor.connect(
        "customer", user_token="", username=user.username, password=user.password
    )
    assert report.ok
    assert report.connection.user_token == user.token
    assert found["web-order.checkout"].verdict == GRANTED


def test_a_wrong_password_stops(floor):
    user = next(iter(floor.komet.state.users.values()))
    report, found = floor.connect(
        "customer", user_token="", username=user.username, password="wrong"
    )
    assert not report.ok
    assert found["login"].verdict == WRONG


def test_without_a_login_checking_out_is_left_to_people(floor):
    report, found = floor.connect("customer", user_token="")
    assert report.ok
    assert found["web-order.checkout"].verdict == UNPROVEN
    assert "check" in found["web-order.checkout"].remedy


@pytest.mark.parametrize("token", ["z" * 26, "customer"], ids=["unknown", "a customer's"])
def test_a_wrong_token_of_a_user_is_not_blamed_on_the_connections_own(floor, token):
    report, found = floor.connect("customer", user_token=floor.tokens.get(token, token))
    assert not report.ok
    assert "token" not in found
    assert (found["user token"].verdict, found["user token"].stops) == (WRONG, True)
    assert "user name and password" in found["user token"].remedy


def test_a_token_of_another_kind_than_was_said_is_found_wrong_once(floor):
    report, _ = floor.connect("customer", token_kind="Company")
    assert not report.ok
    assert [str(one) for one in report.findings] == [
        "token: wrong - it is a Customer token, not a Company token "
        "(say no kind, which is found out then, or give the other token)"
    ]


def test_a_used_up_allowance_is_no_verdict_about_anything(floor):
    day = floor.world.clock.now().date()
    for _ in range(3000):
        floor.komet.meter.take(COMPANY, day, "invoice.list", 3000)
    report, found = floor.connect()
    assert not report.ok
    assert found["Komet"].verdict == UNPROVEN
    assert "tomorrow" in found["Komet"].remedy


def test_an_address_where_nobody_answers_is_said(floor):
    report, found = floor.connect(komet_url="http://nowhere.test")
    assert not report.ok
    assert "nobody answers" in found["Komet"].reason
    assert "see that the address is Komet's" in found["Komet"].remedy


def test_a_marketplace_that_does_not_answer_is_not_taken_for_komet(floor):
    report, found = floor.connect(market_url="http://nowhere.test")
    assert not report.ok
    assert "nobody answers" in found["marketplace set-up"].reason
    assert "see that the address is the marketplace's" in found["marketplace set-up"].remedy
    assert floor.store.connections() == []


def test_a_wrong_onboarding_key_is_asked_for_again_and_nothing_is_stored(floor):
    report, found = floor.connect(onboarding_key="wrong")
    assert not report.ok
    assert found["marketplace set-up"].verdict == REFUSED
    assert "copy the onboarding key again" in found["marketplace set-up"].remedy
    assert floor.store.connections() == []


def tell_batch(floor, connection, number, parts=1):
    """Tell the marketplace the first part of a batch."""
    batch = Batch(number=number, part=1, parts=parts, read_at=START, cadence_s=300)
    IBuyFlowers(Http(client_for(floor.wire))).publish(connection, batch)


@pytest.mark.parametrize("parts", [1, 2], ids=["a whole batch", "a batch under way"])
def test_a_store_that_did_not_tell_what_the_marketplace_holds_is_refused(floor, parts):
    report, _ = floor.connect()
    tell_batch(floor, report.connection, 12, parts)
    floor.store.close()
    floor.store = open_store("sqlite://")
    floor.engine = Engine(replace(floor.engine.desk, store=floor.store))
    report, found = floor.connect()
    assert not report.ok and floor.store.connections() == []
    told = found["marketplace set-up"]
    assert (told.verdict, told.stops) == (WRONG, True)
    assert "12 batches" in told.reason and "connect with that store" in told.remedy


def test_the_store_that_told_the_batches_connects_again(floor):
    report, _ = floor.connect()
    name = inventory_lease(report.connection.id)
    lease = floor.store.take_lease(name, "engine", START, 900)
    tell_batch(floor, report.connection, lease.fence)
    assert floor.store.fence(name) == lease.fence == 1
    again, _ = floor.connect(users=2)
    assert again.ok and again.connection.id == report.connection.id


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"users": 0}, "users"),
        ({"rows": 0}, "rows"),
        ({"allowance_share": 7.0}, "allowance share"),
        ({"komet_url": "nonsense"}, "Komet's address"),
        ({"market_url": "http://[::1"}, "the marketplace's address"),
        ({"onboarding_key": "clé"}, "onboarding key"),
    ],
    ids=["users", "rows", "share", "Komet", "marketplace", "key"],
)
def test_what_can_not_be_right_is_said_before_anything_is_called(floor, changes, what):
    report, found = floor.connect(**changes)
    assert list(found) == [what]
    assert (found[what].verdict, found[what].stops) == (WRONG, True)
    assert found[what].remedy
    assert not report.ok
    assert floor.store.connections() == []
    assert not floor.store.calls(COMPANY, START.date())


@pytest.mark.parametrize("stored", [0, 1], ids=["no users", "one user, all used"])
def test_connecting_again_counts_with_the_users_that_are_said_now(floor, stored):
    first, _ = floor.connect(users=1)
    floor.store.add_connection(msgspec.structs.replace(first.connection, users=stored))
    for _ in range(1000):
        floor.store.count_call(COMPANY, START.date(), "invoice.list")
    again, _ = floor.connect(users=3)
    assert again.ok, [str(one) for one in again.findings]
    refused, found = floor.connect(users=1)
    assert not refused.ok
    assert "all 1000 calls" in found["Komet"].reason


def test_findings_are_told_once_and_the_log_has_a_line(floor):
    report, _ = floor.connect(carrier_id=1)
    (line,) = floor.log.getvalue().splitlines()
    said = msgspec.json.decode(line)
    assert (said["connected"], said["stopped_by"]) == (False, ["Carrier ID"])
    assert len({one.what for one in report.findings}) == len(report.findings)


def test_connecting_again_replaces_and_lets_a_stopped_stream_go_on(floor):
    first, _ = floor.connect()
    later = START.replace(hour=20)
    floor.store.save_stream(
        StreamRow(connection_id=1, name="orders", blocked_until=later, failures=2)
    )
    again, _ = floor.connect(users=5)
    assert again.connection == msgspec.structs.replace(first.connection, users=5)
    assert len(floor.store.connections()) == 1
    assert floor.store.stream(1, "orders").blocked_until is None


def test_no_secret_is_shown(floor):
    user = next(iter(floor.komet.state.users.values()))
    report, _ = floor.connect("customer", username=user.username, password=user.password)
    shown = floor.log.getvalue() + repr(report) + repr(floor.request("customer"))
    secrets = [*floor.tokens.values(), user.password, report.connection.supplier_key]
    secrets.append(floor.request().onboarding_key)
    assert not [one for one in secrets if one in shown]


def test_a_new_token_of_the_company_is_enough(floor):
    granted = floor.komet.state.tokens[floor.tokens["company"]].methods
    token = floor.act("make_token", NewToken(kind="Company", methods=tuple(granted)))
    report, _ = floor.connect(token=token)
    assert report.ok
