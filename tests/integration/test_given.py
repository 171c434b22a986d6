import msgspec
import pytest

from integration.finding import WRONG
from integration.given import impossible
from tests.integration.fakes import connection_of

RIGHT = ("http://127.0.0.1:8081", "https://api.example.com", "https://example.com/komet/")


@pytest.mark.parametrize("url", RIGHT)
def test_an_address_is_taken_as_it_is(url):
    assert impossible(connection_of(), [("Komet's address", url)], []) == []


@pytest.mark.parametrize(
    "url",
    [
        *("", "nonsense", "127.0.0.1:8081", "ftp://example.com", "http://", "http://:80"),
        *("http://[::1", "http://example.com:99999", "http://example.com:no", "http://a b"),
        *("http://example.com/?a=1", "http://me:secret@example.com", "http://bücher.example"),
        "http://" + "a" * 64 + ".example",
    ],
)
def test_what_is_no_address_is_wrong_with_what_would_be_right(url):
    (found,) = impossible(connection_of(), [("Komet's address", url)], [])
    assert (found.what, found.verdict, found.stops) == ("Komet's address", WRONG, True)
    assert "http://127.0.0.1:8081" in found.remedy


@pytest.mark.parametrize("text", ["two words", "tab\t", "é" * 8, "line\n"])
def test_a_token_no_header_can_carry_is_named_and_not_shown(text):
    (found,) = impossible(connection_of(), [], [("token", "t" * 26), ("user token", text)])
    assert found.what == "user token"
    assert text not in str(found)


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        *(("users", 0, "users"), ("users", 10**6, "users"), ("rows", -1, "rows")),
        *(("transit_days", -1, "transit days"), ("service_weekdays", (), "service weekdays")),
        *(("service_weekdays", (7,), "service weekdays"), ("name", "", "name")),
        *(("allowance_share", value, "allowance share") for value in (0.0, 1.01, -1.0)),
        ("allowance_share", float("nan"), "allowance share"),
        *(("company_id", 0, "Company ID"), ("customer_id", 0, "Customer ID")),
        *(("carrier_id", 10**18, "Carrier ID"), ("location_id", 0, "Location ID")),
    ],
    ids=str,
)
def test_a_number_that_can_not_be_is_named(field, value, what):
    connection = msgspec.structs.replace(connection_of(), **{field: value})
    (found,) = impossible(connection, [], [])
    assert (found.what, found.stops) == (what, True)
    assert found.remedy


def test_the_least_and_the_most_that_can_be_are_right():
    least = {"name": "x", "company_id": 1, "customer_id": 1, "carrier_id": 1, "location_id": 1}
    edges = {"users": 1, "service_weekdays": tuple(range(7)), "allowance_share": 1.0}
    assert impossible(connection_of(**least, **edges), [], []) == []


def test_all_that_is_wrong_is_said_at_once():
    connection = connection_of(users=0, rows=0)
    found = impossible(connection, [("Komet's address", "no")], [("token", " ")])
    assert [one.what for one in found] == ["Komet's address", "token", "users", "rows"]


def test_a_vendors_connection_names_no_customer_and_a_marketplaces_no_vendor():
    assert impossible(connection_of(vendor_id=0), [], []) == []
    vendor = connection_of(partner="vendor", customer_id=0, vendor_id=901)
    assert impossible(vendor, [], []) == []
    (found,) = impossible(msgspec.structs.replace(vendor, vendor_id=0), [], [])
    assert found.what == "Vendor ID"
