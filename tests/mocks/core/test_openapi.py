from decimal import Decimal
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from mocks.core.api import Context, Endpoint, Evidence, Origin, acts_of, endpoint, endpoints_of
from mocks.core.assumptions import changed, table
from mocks.core.fields import cents, cents_up, text, unknown_names, without_empty
from mocks.core.openapi import Published, document, encode
from tests.mocks.core import kiosk
from tests.mocks.core.kiosk import KioskAssumptions


class Headers(msgspec.Struct, rename={"x_account": "X-ACCOUNT"}):
    x_account: int


class Address(msgspec.Struct):
    city: Annotated[str, text(30)] = ""


class Call(msgspec.Struct):
    customer: int
    price: Decimal | None = None
    to: Address | None = None
    note: str | UnsetType = UNSET


class Row(msgspec.Struct):
    price: Decimal
    short: str | None
    size: str = "HB"
    mark: str | UnsetType = UNSET


class Reply(msgspec.Struct):
    message: str = "OK"
    rows: tuple[Row, ...] | UnsetType = UNSET


class No(msgspec.Struct):
    message: str


@endpoint(
    "POST",
    "/api/order.add",
    rights=("Company", "User"),
    origin=Origin("page 7", Evidence.OBSERVED, "the mark"),
    headers=Headers,
    aliases=("/api/order.put",),
)
def add(context: Context[Any], call: Call) -> Reply:
    """Add an order.

    More about it.
    """
    raise NotImplementedError


@endpoint("GET", "/api/order.list", rights=(), origin=Origin("ours", Evidence.OURS))
def orders(context: Context[Any], call: Call) -> Reply:
    """List orders."""
    raise NotImplementedError


BOTH: tuple[Endpoint, ...] = (
    add.__lab_endpoint__,  # type: ignore[attr-defined]
    orders.__lab_endpoint__,  # type: ignore[attr-defined]
)


def drawn(*, with_200: bool = False) -> Any:
    return document(Published("T", "D", BOTH, No, with_200))


def test_an_operation_says_all_it_was_declared_with() -> None:
    operation = drawn()["paths"]["/api/order.add"]["post"]
    assert operation["operationId"] == "order.add"
    assert operation["summary"] == "Add an order."
    assert operation["x-tokens"] == ["Company", "User"]
    assert (operation["x-source"], operation["x-evidence"]) == ("page 7", "observed")
    assert (operation["x-notes"], operation["x-aliases"]) == ("the mark", ["/api/order.put"])
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Call"}


def test_the_input_of_a_get_is_its_query_and_headers_are_headers() -> None:
    operation = drawn()["paths"]["/api/order.list"]["get"]
    assert "requestBody" not in operation
    named = {one["name"]: one for one in operation["parameters"]}
    assert list(named) == ["customer", "price", "to", "note"]
    assert {name for name, one in named.items() if one["required"]} == {"customer"}
    (header,) = drawn()["paths"]["/api/order.add"]["post"]["parameters"]
    assert (header["name"], header["in"], header["required"]) == ("X-ACCOUNT", "header", True)


def test_money_is_a_number_and_absence_is_no_null() -> None:
    call = drawn()["components"]["schemas"]["Call"]["properties"]
    assert call["price"] == {"type": "number"}
    assert call["to"] == {"$ref": "#/components/schemas/Address"}
    assert call["note"] == {"type": "string"}


def test_null_is_published_where_a_value_is_always_sent_and_may_be_none() -> None:
    row = drawn()["components"]["schemas"]["Row"]["properties"]
    assert row["short"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}


def test_a_reply_requires_what_is_always_sent_and_a_call_what_must_be_given() -> None:
    shapes = drawn()["components"]["schemas"]
    assert shapes["Reply"]["required"] == ["message"]
    assert shapes["Row"]["required"] == ["price", "short", "size"]
    assert shapes["Call"]["required"] == ["customer"]
    assert shapes["Address"]["required"] == []


@pytest.mark.parametrize("with_200", [True, False])
def test_a_refusal_stands_where_the_partner_puts_it(with_200: bool) -> None:
    responses = drawn(with_200=with_200)["paths"]["/api/order.add"]["post"]["responses"]
    schemas = {
        status: one["content"]["application/json"]["schema"] for status, one in responses.items()
    }
    refusal, reply = ({"$ref": f"#/components/schemas/{name}"} for name in ("No", "Reply"))
    assert schemas["default"] == refusal
    assert schemas["200"] == ({"anyOf": [reply, refusal]} if with_200 else reply)


def test_the_file_is_sorted_and_ends_in_a_newline() -> None:
    body = encode(drawn())
    assert body == encode(msgspec.json.decode(body))
    assert body.endswith(b"}\n")
    assert body.index(b'"components"') < body.index(b'"info"') < body.index(b'"paths"')


def test_endpoints_and_acts_are_found_where_they_were_written() -> None:
    assert [one.name for one in endpoints_of([kiosk])] == ["shelf", "take"]
    assert list(acts_of([kiosk])) == ["restock"]


# --- fields and switches --------------------------------------------------------------------------


def test_a_switch_is_set_or_named_with_what_would_be_right() -> None:
    assert changed(KioskAssumptions(), {"mood": "strict"}).mood == "strict"
    with pytest.raises(ValueError, match="food: no such switch; there are mood"):
        changed(KioskAssumptions(), {"food": "x"})
    with pytest.raises(ValueError, match="mood: 'sad' is not one of kind, strict"):
        changed(KioskAssumptions(), {"mood": "sad"})
    assert table(KioskAssumptions())[0]["alternatives"] == ["kind", "strict"]


@pytest.mark.parametrize(
    ("amount", "nearest", "up"),
    [("1.005", "1.01", "1.01"), ("1.001", "1.00", "1.01"), ("1", "1.00", "1.00")],
)
def test_cents_are_rounded_half_up_or_up(amount: str, nearest: str, up: str) -> None:
    assert (str(cents(Decimal(amount))), str(cents_up(Decimal(amount)))) == (nearest, up)


def test_empty_means_absent_at_every_depth() -> None:
    given = {"a": "", "b": None, "c": 0, "d": [{"e": "", "f": False}], "g": {"h": ""}}
    assert without_empty(given) == {"c": 0, "d": [{"f": False}], "g": {}}


def test_unknown_names_are_found_at_every_depth() -> None:
    given = {"customer": 1, "colour": 2, "to": {"city": "x", "town": "y"}}
    assert list(unknown_names(Call, given)) == ["colour", "to.town"]
    assert list(unknown_names(Reply, {"rows": [{"price": 1}, {"sise": 1}]})) == ["rows[].sise"]
