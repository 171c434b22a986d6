"""Guard 4: each type the engine sends or reads is held against the published documents."""

import copy
from pathlib import Path

import msgspec
import pytest

from integration.partners import CALLS
from integration.partners.operations import (
    EVENTS,
    INVOICE_CREATE,
    OPEN_MARKET,
    PUBLISH,
    STOREFRONT,
    WEB_ORDER_ADD,
)
from tests.contract.fit import misfits

OPENAPI = Path(__file__).parents[2] / "mocks" / "openapi"
EVERY = [(partner, name) for partner, operations in CALLS.items() for name in operations]


def document(partner: str):
    return msgspec.json.decode((OPENAPI / f"{partner}.json").read_bytes())


def shape(contract, name: str):
    return contract["components"]["schemas"][name]["properties"]


@pytest.mark.parametrize(("partner", "name"), EVERY, ids=map(" ".join, EVERY))
def test_what_the_engine_sends_and_reads_is_published(partner, name):
    operation = CALLS[partner][name]
    assert list(misfits(operation, document(partner))) == []


def test_every_partner_with_a_document_has_its_calls_checked():
    assert set(CALLS) == {path.stem for path in OPENAPI.glob("*.json")}


# --- planted: each of these must be noticed ------------------------------------------------------


def planted(operation, partner, change) -> list[str]:
    contract = copy.deepcopy(document(partner))
    change(contract)
    return list(misfits(operation, contract))


def renamed(name: str, old: str):
    def change(contract):
        fields = shape(contract, name)
        fields[f"{old}Renamed"] = fields.pop(old)

    return change


def test_a_renamed_optional_field_of_a_row_is_noticed():
    (found,) = planted(OPEN_MARKET, "komet", renamed("OpenMarketRow", "grade"))
    assert (
        found
        == "inventory.openmarket.list reads inventoryItems[] grade: published is no such field"
    )


def test_a_renamed_array_is_noticed():
    found = planted(STOREFRONT, "komet", renamed("Shop", "products"))
    assert found == ["ecommerce/inventory.list reads products: published is no such field"]


def test_a_renamed_field_deep_inside_an_event_is_noticed():
    (found,) = planted(EVENTS, "ibuyflowers", renamed("SupplierLine", "boxes"))
    assert found.endswith("events[] order lines[] boxes: published is no such field")


def test_another_type_of_a_field_read_is_noticed():
    def change(contract):
        shape(contract, "OpenMarketRow")["quantity"] = {"type": "string"}

    (found,) = planted(OPEN_MARKET, "komet", change)
    assert found.endswith("quantity: integer, published is string")


def test_a_day_that_becomes_any_text_is_noticed():
    def change(contract):
        shape(contract, "ShopRow")["availableTo"] = {"type": "string"}

    (found,) = planted(STOREFRONT, "komet", change)
    assert found.endswith("availableTo: date, published is string")


def test_a_field_no_longer_taken_is_noticed():
    (found,) = planted(PUBLISH, "ibuyflowers", renamed("Offer", "fbe"))
    assert found == "supplier/inventory sends upserts[] fbe: published is no such field"


def test_a_field_that_becomes_required_is_noticed():
    def change(contract):
        whole = contract["components"]["schemas"]["WebOrderItemAdd"]
        whole["required"] = [*whole["required"], "productCode"]

    (found,) = planted(WEB_ORDER_ADD, "komet", change)
    assert found == "web-order-item.add never sends productCode, which is required"


def test_another_type_of_a_field_sent_is_noticed():
    def change(contract):
        shape(contract, "InvoiceItemCall")["price"] = {"type": "string"}

    (found,) = planted(INVOICE_CREATE, "komet", change)
    assert found.endswith("price: number, published is string")


def test_a_method_that_moved_is_noticed():
    def change(contract):
        contract["paths"]["/api/v2/invoice.create"] = contract["paths"].pop("/api/invoice.create")

    assert planted(INVOICE_CREATE, "komet", change) == ["POST /api/invoice.create is not published"]


def test_a_query_that_is_no_longer_taken_and_a_header_that_is_now_needed_are_noticed():
    def change(contract):
        entry = contract["paths"]["/api/inventory.openmarket.list"]["get"]
        entry["parameters"] = [one for one in entry["parameters"] if one["name"] != "customerId"]
        entry["parameters"].append(
            {"in": "header", "name": "X-ACCOUNT", "required": True, "schema": {"type": "integer"}}
        )

    assert planted(OPEN_MARKET, "komet", change) == [
        "inventory.openmarket.list never sends the headers X-ACCOUNT",
        "inventory.openmarket.list sends customerId: published is no such field",
    ]
