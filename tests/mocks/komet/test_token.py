import re

import msgspec
import pytest

from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.komet.seed import COMPANY, CUSTOMER, NEIGHBOUR, PASSWORD, USERNAME
from tests.mocks.komet.desk import Desk


def test_login_answers_the_user_s_own_token():
    desk = Desk()
    answer = desk.ask("login", username=USERNAME, password=PASSWORD)
    assert answer == {"message": "OK", "status": 1, "apiKey": desk.tokens["user"]}


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"username": USERNAME, "password": "x"}, "The username or the password is not valid."),
        (
            {"username": "nobody", "password": PASSWORD},
            "The username or the password is not valid.",
        ),
        (
            {"username": "ines@example.test", "password": PASSWORD},
            "The username or the password is not valid.",
        ),
        ({"username": "ines@example.test", "password": ""}, "The field password is required."),
        ({"username": USERNAME}, "The field password is required."),
        ({"password": PASSWORD}, "The field username is required."),
        (
            {"username": "n" * 101, "password": PASSWORD},
            "The field username is not valid: expected a text of at most 100 characters.",
        ),
    ],
)
def test_login_refuses_what_does_not_fit(fields, text):
    assert Desk().ask("login", **fields) == {"message": text, "status": 0}


def test_login_costs_no_call_and_takes_any_case():
    desk = Desk(users=0)
    assert desk.ask("login", username=USERNAME.upper(), password=PASSWORD)["status"] == 1


def test_a_made_token_works_for_the_ticked_methods_only():
    desk = Desk()
    text = desk.do("make_token", kind="Company", methods=["boxtype.list"], description="new")
    assert re.fullmatch(r"[a-z0-9]{26}", text)
    desk.tokens["new"] = text
    assert desk.ask("boxtype.list", "new")["status"] == 1
    refused = desk.ask("carrier.list", "new")
    assert refused["message"].endswith("has no access to the method carrier.list.")
    desk.do("grant_methods", token=text, methods=["carrier.list"])
    assert desk.ask("carrier.list", "new")["status"] == 1
    assert desk.ask("boxtype.list", "new")["status"] == 0


def test_two_made_tokens_differ_and_come_from_the_seed():
    made = [
        [desk.do("make_token", kind="Company", methods=[]) for _ in range(2)]
        for desk in (Desk(), Desk())
    ]
    assert made[0] == made[1]
    assert len(set(made[0])) == 2


def test_a_customer_has_one_token_at_most_until_it_is_revoked():
    desk = Desk()
    wish = {"kind": "Customer", "partyId": CUSTOMER, "methods": ["ecommerce/inventory.list"]}
    with pytest.raises(NotPossible) as caught:
        desk.do("make_token", **wish)
    assert caught.value.code == "token.exists"
    desk.do("revoke_token", token=desk.tokens["customer"])
    desk.tokens["second"] = desk.do("make_token", **wish)
    asked = {"customerId": CUSTOMER}
    assert desk.ask("ecommerce/inventory.list", "second", **asked)["status"] == 1
    assert desk.ask("ecommerce/inventory.list", "customer", **asked) == {
        "message": "The authentication token has been revoked.",
        "status": 0,
    }


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"kind": "Customer", "partyId": 8001}, "customer.unknown"),
        ({"kind": "Customer"}, "customer.unknown"),
        ({"kind": "Vendor", "partyId": 1901}, "vendor.unknown"),
        ({"kind": "Vendor"}, "vendor.unknown"),
        ({"kind": "Company", "companyId": 1}, "company.unknown"),
    ],
)
def test_a_token_needs_a_party_of_its_company(wish, code):
    desk = Desk()
    before = desk.facts()
    with pytest.raises(Missing) as caught:
        desk.do("make_token", methods=[], **wish)
    assert (caught.value.code, desk.facts()) == (code, before)


def test_a_token_is_of_one_of_three_kinds():
    with pytest.raises(BadCall, match="kind"):
        Desk().do("make_token", kind="Baker", methods=[])


def test_the_ledger_holds_no_token_and_tells_the_state_all_the_same():
    desk = Desk()
    text = desk.do("make_token", kind="Company", methods=["boxtype.list"])
    desk.do("grant_methods", token=text, methods=["carrier.list"])
    desk.do("revoke_token", token=desk.tokens["vendor"])
    written = msgspec.json.encode(list(desk.state.ledger)).decode()
    assert [one for one in desk.state.tokens if one in written] == []
    retold = type(desk.state)()
    for entry in desk.state.ledger:
        retold.record(entry.at, entry.fact)
    assert retold.tokens == desk.state.tokens


def test_a_token_can_be_made_for_the_neighbour():
    desk = Desk()
    text = desk.do("make_token", kind="Vendor", partyId=1901, companyId=NEIGHBOUR, methods=[])
    assert (desk.state.tokens[text].company_id, desk.state.tokens[text].party_id) == (
        NEIGHBOUR,
        1901,
    )


def test_the_number_of_users_moves_the_allowance():
    desk = Desk(users=0)
    assert desk.ask("boxtype.list")["message"] == "The daily limit of 0 requests has been reached."
    desk.do("set_users", users=1)
    assert desk.ask("boxtype.list")["status"] == 1
    assert desk.state.companies[COMPANY].users == 1
    with pytest.raises(Missing):
        desk.do("set_users", users=1, companyId=1)


def test_an_unknown_token_can_be_neither_revoked_nor_granted():
    desk = Desk()
    for act, fields in (("revoke_token", {}), ("grant_methods", {"methods": []})):
        with pytest.raises(Missing):
            desk.do(act, token="nobody", **fields)
