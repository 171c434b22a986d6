"""No published operation goes uncrossed: each is called on a witnessed wire, and answers."""

from __future__ import annotations

import copy
from datetime import timedelta
from pathlib import Path

import pytest

import mocks
from integration.lab.contract import Contract, documents_in, published
from integration.lab.harness import Lab
from integration.lab.people.trade_words import TradeWords
from integration.lab.raw import Heard
from integration.lab.wire import Witness
from mocks.komet.seed import BRANCHES, BRANCHES_CUSTOMERS, COMPANY, CUSTOMER
from tests.contract.offer_visits import look_at_offers
from tests.contract.order_visits import order_again
from tests.contract.vendor_visits import answered, vend

ACCOUNT = {"customerId": CUSTOMER, "x_account": COMPANY}


def expected() -> list[tuple[str, str]]:
    return sorted(published().names())


# --- what crosses the wire ------------------------------------------------------------------------


def trade(token: str) -> Witness:
    """The engine's part: orders placed, doubled, refused, moved and cancelled."""
    with Lab(witness=Witness(published())) as lab:
        words = TradeWords(lab)
        lab.connect(token)
        for name in ("roses", "lilies"):
            lab.komet.receive(name, 5)
        lab.komet.receive("tulips", 9, 2)
        lab.run_cycle()
        lab.strike("twice", path="/api/prebook.future.item.add", ordinals=(1,))
        lab.komet.sell("lilies", 5)
        words.buys({"roses": 1, "lilies": 1})
        words.buys({"roses": 1, "tulips": 2}, arrival=words.arrival_of(["tulips"]))
        words.buys({"tulips": 1}, arrival=words.arrival_of(["tulips"]) - timedelta(days=1))
        lab.pass_time(900)
        assert words.outcome(1, "lilies") == "refused"
        lab.shop.card_refused(words.order(3))
        lab.shop.cancels(words.order(2))
        lab.pass_time(900)
        assert words.outcome(2, "tulips") == "released"
        assert words.outcome(3, "tulips") == "accepted"
        visit_komet(lab, words)
        visit_market(lab)
        assert lab.witness is not None
        return lab.witness


def visit_komet(lab: Lab, words: TradeWords) -> None:
    """What the engine leaves to people and their programs."""
    raw, company, customer = lab.raw, "the company token", "the customer token"
    answered(raw.log_in())
    for method in ("boxtype.list", "carrier.list", "product.list", "inventory.list"):
        answered(raw.komet(method, company))
    visit_locations(lab)
    visit_master_data(lab)
    answered(raw.storefront(customer))
    day = lab.komet.today().isoformat()
    leaving = {"date": day, "availableFrom": day, "availableTo": day}
    answered(raw.komet("ecommerce/customer-carriers.list", customer, **leaving, **ACCOUNT))
    answered(raw.komet("ecommerce-lite/settings", customer, **ACCOUNT))
    answered(raw.komet("carriers.by.customer.ship.date.list", customer, customerId=CUSTOMER))
    number = int(lab.bookings.invoices(words.order(1))[0])
    answered(raw.komet("invoice.confirm", company, invoiceNumber=number))
    window = {"orderDateFrom": day, "orderDateTo": day}
    answered(raw.komet("invoice.list", customer, customerId=CUSTOMER, **window))
    answered(raw.komet("invoice.accounting.details.list", company, **window))


def visit_locations(lab: Lab) -> None:
    """A program of a Multi-Location company asks where it may sell."""
    company = "the branches_company token"
    answered(lab.raw.komet("location.list", company))
    named = {"x_account": BRANCHES, "x_sales_channel": "WEB_APP"}
    asked = {"customerId": BRANCHES_CUSTOMERS[0], **named}
    answered(lab.raw.komet("company.location.list", company, **asked))


def visit_master_data(lab: Lab) -> None:
    """A program that keeps the company's parties in step: reads, adds, corrects."""
    raw, company = lab.raw, "the company token"
    for method in ("vendor.list", "customer.list", "category.list"):
        answered(raw.komet(method, company))
    new = answered(raw.komet("customer.add", company, name="Posy", code="POSY")).value["customerId"]
    answered(raw.komet("customer.details.get", company, customerId=new))
    door = answered(raw.komet("customer.shipto.add", company, customerId=new, name="Door"))
    known = {"customerId": new, "shipToId": door.value["shipToId"]}
    answered(raw.komet("customer.shipto.update", company, **known, city="Peoria"))


def visit_market(lab: Lab) -> None:
    """A florist's program, from search to cancelling; the supplier's look at the whole."""
    florist, supplier = lab.shop.keys["florists"][0], lab.connection.supplier_key
    key, day = lab.komet.key("roses"), lab.shop.usual_arrival().isoformat()

    def ask(path: str, **fields: object) -> Heard:
        return answered(lab.raw.market(path, florist, **fields))

    assert ask("shop/availability", arrivalDate=day, rows=5).value["offers"]
    cart = ask("shop/cart", arrivalDate=day).value["cartId"]
    ask("shop/cart/box", cartId=cart, key=key, boxes=2)
    ask("shop/cart/remove", cartId=cart, key=key)
    ask("shop/cart/box", cartId=cart, key=key, boxes=1)
    door = {"name": "Posy", "address": "1 Main St", "city": "Peoria", "zipcode": "61602"}
    ask("shop/cart/ship-to", cartId=cart, shipTo=door | {"country": "US"})
    order = ask("shop/checkout", cartId=cart).value["orderId"]
    assert ask("shop/order", orderId=order).value["orderId"] == order
    assert ask("shop/orders").value["orders"]
    ask("shop/order/cancel", orderId=order)
    answered(lab.raw.market("supplier/status", supplier))


# --- what is judged -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def witness() -> Witness:
    """One that saw every kind of token at work."""
    seen = trade("Customer")
    seen.merge(trade("Company"))
    seen.merge(vend())
    seen.merge(order_again())
    seen.merge(look_at_offers())
    return seen


@pytest.mark.parametrize("operation", expected(), ids=" ".join)
def test_a_published_operation_is_crossed(witness: Witness, operation: tuple[str, str]) -> None:
    assert witness.crossed.get(operation, 0) > 0


def test_nothing_published_is_left(witness: Witness) -> None:
    assert witness.never_crossed() == []


def test_nothing_that_crossed_broke_the_contract(witness: Witness) -> None:
    assert witness.broken == []
    assert witness.judged >= sum(
        count for (partner, _), count in witness.crossed.items() if partner == "ibuyflowers"
    )


def test_a_planted_operation_that_nobody_calls_is_reported() -> None:
    documents = documents_in(Path(str(mocks.__file__)).parent / "openapi")
    planted = copy.deepcopy(documents)
    entry = copy.deepcopy(planted["komet"]["paths"]["/api/boxtype.list"])
    entry["get"]["operationId"] = "boxtype.forgotten"
    planted["komet"]["paths"]["/api/boxtype.forgotten"] = entry
    with Lab(witness=Witness(Contract(planted))) as lab:
        answered(lab.raw.komet("boxtype.list", "the company token"))
        missing = lab.witness.never_crossed()
    assert "komet boxtype.forgotten" in missing
    assert "komet boxtype.list" not in missing
