"""Every way Komet refuses at the door: its own sentence, and nothing has changed."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
import pytest

from mocks.core.api import Request
from mocks.core.errors import Dropped
from mocks.core.faults import FaultRule
from mocks.komet.dialect import SIZE_LIMIT
from mocks.komet.seed import COMPANY, CUSTOMER, NEIGHBOUR
from mocks.komet.ship_to import ShipToAddCall
from tests.mocks.komet.desk import Desk

ADD = "/api/customer.shipto.add"
SHOP = "/api/ecommerce/inventory.list"
ADDRESS = {"customerId": CUSTOMER, "name": "A"}


def add(token: str = "", body: bytes | None = None, **headers: str) -> Request:
    known = {"authenticationtoken": token} if token else {}
    content = msgspec.json.encode(ADDRESS) if body is None else body
    return Request("POST", ADD, {}, known | headers, content)


def shop(token: str, account: str | None, channel: str = "WEB_APP") -> Request:
    headers = {"authenticationtoken": token, "x-sales-channel": channel}
    if account is not None:
        headers["x-account"] = account
    return Request("GET", SHOP, {"customerId": str(CUSTOMER)}, headers)


def without_grant(desk: Desk) -> str:
    return desk.do("make_token", kind="Company", methods=["boxtype.list"])


def revoked(desk: Desk) -> str:
    desk.do("revoke_token", token=desk.tokens["company"])
    return desk.tokens["company"]


REFUSED: dict[str, tuple[Callable[[Desk], Request], str]] = {
    "over 64 kB": (
        lambda desk: add(desk.tokens["company"], b" " * (SIZE_LIMIT + 1)),
        "The request exceeds the maximum size of 64 kB.",
    ),
    "over 64 kB in the query": (
        lambda desk: Request(
            "GET",
            "/api/product.list",
            {"description": "x" * SIZE_LIMIT},
            {"authenticationtoken": desk.tokens["company"]},
        ),
        "The request exceeds the maximum size of 64 kB.",
    ),
    "over 64 kB in query and body together": (
        lambda desk: Request(
            "POST",
            ADD,
            {"authenticationToken": desk.tokens["company"]},
            {},
            msgspec.json.encode(ADDRESS).ljust(SIZE_LIMIT),
        ),
        "The request exceeds the maximum size of 64 kB.",
    ),
    "no token": (lambda desk: add(), "The authenticationToken is required."),
    "an empty token": (
        lambda desk: add(authenticationtoken=""),
        "The authenticationToken is required.",
    ),
    "an unknown token": (
        lambda desk: add("a1" * 13),
        "The authentication token is not valid.",
    ),
    "a revoked token": (
        lambda desk: add(revoked(desk)),
        "The authentication token has been revoked.",
    ),
    "a token of another kind": (
        lambda desk: add(desk.tokens["vendor"]),
        "The method is not available for Vendor tokens.",
    ),
    "a method that was not granted": (
        lambda desk: add(without_grant(desk)),
        "The authentication token has no access to the method customer.shipto.add.",
    ),
    "no account": (
        lambda desk: shop(desk.tokens["customer"], None),
        "The header X-ACCOUNT is required.",
    ),
    "an empty account": (
        lambda desk: shop(desk.tokens["customer"], " "),
        "The header X-ACCOUNT is required.",
    ),
    "another's account": (
        lambda desk: shop(desk.tokens["customer"], str(NEIGHBOUR)),
        f"The account {NEIGHBOUR} does not match the authentication token.",
    ),
    "a sales channel there is none of": (
        lambda desk: shop(desk.tokens["customer"], str(COMPANY), "FAX"),
        "The field X-SALES-CHANNEL is not valid: "
        "expected one of WEB_APP, MOBILE_APP, K2K, ECOMMERCE_LITE.",
    ),
    "another's account where none is needed": (
        lambda desk: add(desk.tokens["company"], **{"x-account": str(NEIGHBOUR)}),
        f"The account {NEIGHBOUR} does not match the authentication token.",
    ),
    "a body that is no JSON": (
        lambda desk: add(desk.tokens["company"], b"<html>"),
        "The request body is not valid JSON.",
    ),
    "JSON that says it is a form": (
        lambda desk: add(**{"content-type": "application/x-www-form-urlencoded"}),
        "The request body is JSON, but its Content-Type is a form's: "
        "say Content-Type: application/json.",
    ),
    "a body that is no object": (
        lambda desk: add(desk.tokens["company"], b"[1]"),
        "The request body is not valid JSON.",
    ),
    "an unknown method": (
        lambda desk: Request("GET", "/api/no.such.method"),
        "The method does not exist.",
    ),
    "a verb nobody uses": (
        lambda desk: Request("PUT", ADD, {}, {"authenticationtoken": desk.tokens["company"]}),
        "The method does not exist.",
    ),
    "an id that is a word": (
        lambda desk: add(desk.tokens["company"], b'{"customerId":"x","name":"A"}'),
        "The field customerId is not valid: expected a whole number from 0 to 999999999999999999.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_each_refusal_has_its_own_sentence_and_changes_nothing(case):
    make, text = REFUSED[case]
    desk = Desk()
    request = make(desk)
    before = (desk.facts(), desk.world.digests())
    assert desk.send(request) == {"message": text, "status": 0}
    assert (desk.facts(), desk.world.digests()) == before


def test_the_same_call_with_everything_right_is_done():
    desk = Desk()
    assert desk.send(add(desk.tokens["company"]))["status"] == 1
    assert desk.send(shop(desk.tokens["customer"], str(COMPANY)))["status"] == 1


def test_exactly_64_kb_is_still_taken():
    desk = Desk()
    body = msgspec.json.encode(ADDRESS).ljust(SIZE_LIMIT)
    assert desk.send(add(desk.tokens["company"], body))["status"] == 1


# --- the allowance --------------------------------------------------------------------------------

USED_UP = {"message": "The daily limit of 1,000 requests has been reached.", "status": 0}


def ask_until(desk: Desk, calls: int, who: str = "company") -> None:
    for _ in range(calls):
        assert desk.ask("boxtype.list", who, id=1)["message"] == "Boxtype not found."


def test_a_thousand_calls_a_user_shared_by_all_tokens_of_the_company():
    desk = Desk(users=1)
    ask_until(desk, 600)
    ask_until(desk, 400, "vendor")
    before = desk.facts()
    for who in ("company", "vendor", "customer"):
        assert desk.ask("customer.shipto.list", who, **ADDRESS) == USED_UP
    assert desk.facts() == before
    assert desk.ask("boxtype.list", "neighbour_company")["status"] == 1


def test_users_times_a_thousand():
    desk = Desk(users=2)
    ask_until(desk, 2000)
    answer = desk.ask("boxtype.list")
    assert answer["message"] == "The daily limit of 2,000 requests has been reached."


@pytest.mark.parametrize(
    ("switch", "at_utc_midnight", "at_eastern_midnight"),
    [("utc", 1, 1), ("us_eastern", 0, 1)],
)
def test_when_the_allowance_s_day_ends(switch, at_utc_midnight, at_eastern_midnight):
    desk = Desk(users=1, allowance_day=switch)
    ask_until(desk, 1000)
    assert desk.ask("boxtype.list") == USED_UP
    desk.world.clock.set(datetime(2026, 11, 5, 0, 0, tzinfo=UTC))
    assert desk.ask("boxtype.list")["status"] == at_utc_midnight
    desk.world.clock.set(datetime(2026, 11, 5, 5, 0, tzinfo=UTC))
    assert desk.ask("boxtype.list")["status"] == at_eastern_midnight


@pytest.mark.parametrize(("switch", "left"), [("count", 0), ("free", 1)])
def test_whether_refused_calls_count(switch, left):
    desk = Desk(users=1, refused_calls=switch)
    ask_until(desk, 999)
    assert desk.ask("customer.shipto.add", name="A")["message"] == (
        "The field customerId is required."
    )
    assert desk.ask("boxtype.list")["status"] == left


@pytest.mark.parametrize("case", REFUSED)
def test_no_refusal_gives_back_more_than_it_took(case):
    make, text = REFUSED[case]
    desk = Desk(users=1, refused_calls="free")
    request = make(desk)
    assert desk.send(request)["message"] == text
    assert set(desk.komet.meter.days().values()) <= {0}


def test_a_refused_login_gives_no_call_back():
    desk = Desk(users=1, refused_calls="free")
    ask_until(desk, 1000)
    headers = {"authenticationtoken": desk.tokens["company"]}
    wrong = {"username": "floor@example.test", "password": "x"}
    assert desk.send(Request("POST", "/api/login", wrong, headers))["status"] == 0
    assert desk.ask("boxtype.list") == USED_UP


def test_calls_without_a_known_token_use_nothing_up():
    desk = Desk(users=1)
    ask_until(desk, 999)
    for _ in range(5):
        desk.send(add("a1" * 13))
        desk.send(add())
    assert desk.ask("boxtype.list")["status"] == 1
    assert desk.ask("boxtype.list") == USED_UP


# --- unknown fields, masking ----------------------------------------------------------------------


def test_an_unknown_field_is_accepted_and_noted_in_the_journal():
    desk = Desk()
    assert desk.ask("customer.shipto.add", **ADDRESS, colour="red")["status"] == 1
    noted = [line for line in desk.world.journal.find() if line.unknown_fields]
    assert [line.unknown_fields for line in noted] == [("colour",)]


def test_under_the_other_reading_an_unknown_field_is_refused():
    desk = Desk(unknown_fields="refuse")
    before = desk.facts()
    answer = desk.ask("customer.shipto.add", **ADDRESS, colour="red")
    known = ", ".join(ShipToAddCall.__struct_fields__)
    said = f"The field colour does not exist: expected one of {known}."
    assert answer == {"message": said, "status": 0}
    assert desk.facts() == before


SECRET = 'Tul1p&"; {b}=\\x, '
ENCODED = msgspec.json.encode({"username": "floor@example.test", "password": SECRET})
LOGINS = {
    "in the query": {"query": {"username": "floor@example.test", "password": SECRET}},
    "in JSON": {"body": ENCODED},
    "in JSON, other case and blanks": {"body": b'{ "Password" : "Tul1p", "username":"a" }'},
    "in JSON that ends too early": {"body": ENCODED[:-3]},
    "as a list": {"body": b'{"username":"a","password":["Tul1p","Tul1p"]}'},
    "without quotes": {"body": b'{"password":Tul1p,"username":"a"}'},
    "in a form": {
        "body": b"username=a&password=Tul1p%26+%7B&x=1",
        "headers": {"content-type": "application/x-www-form-urlencoded"},
    },
    "across the end of what is kept": {
        "body": b'{"username":"%s","password":"Tul1p%s"}' % (b"u" * 3960, b"Tul1p" * 100)
    },
}


@pytest.mark.parametrize("form", LOGINS)
@pytest.mark.parametrize("path", ["/api/login", "/api/boxtype.list", "/api/no.such.method"])
def test_no_password_stands_in_the_journal(path, form):
    desk = Desk()
    desk.send(Request("POST", path, **LOGINS[form]))
    (line,) = desk.world.journal.find()
    assert "***" in line.asked
    assert "Tul1p" not in f"{line.asked} {line.answered}"
    assert "username" in line.asked, "the rest stays readable"


def test_a_password_that_was_swallowed_by_a_fault_is_masked_too():
    desk = Desk()
    desk.world.faults.set((FaultRule(kind="lost_reply", ordinals=(1,)),))
    with pytest.raises(Dropped):
        desk.send(Request("POST", "/api/login", **LOGINS["in JSON"]))
    assert len(desk.world.journal.find()) == 2
    assert desk.world.journal.find("Tul1p") == []


def test_no_token_stands_in_the_journal():
    desk = Desk()
    desk.send(Request("GET", "/api/boxtype.list", {"authenticationToken": desk.tokens["company"]}))
    desk.ask("login", username="floor@example.test", password="only-in-the-lab")
    written = msgspec.json.encode(desk.world.journal.find()).decode()
    assert "***" in written
    assert [label for label, token in desk.tokens.items() if token in written] == []
