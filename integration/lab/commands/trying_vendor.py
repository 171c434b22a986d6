"""What `floralab up` does so that a vendor can be tried: it joins, and there are lines to paste."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from integration.app import connect_axerrio
from integration.engine import Engine
from integration.lab.people.florists import Florists
from integration.lab.people.komet_people import KometPeople
from integration.vendor_connect import METHODS, VendorRequest
from mocks.axerrio.sales import FIRST_ORDER
from mocks.core.world import World
from mocks.komet.order_parts import FIRST
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from mocks.komet.state import KometState

#: The vendor in Komet, its account with Axerrio, and what its customer is called there.
VENDOR, ACCOUNT, CUSTOMER_CODE = 901, 1, "PEN"
#: The company's own truck, which has no cut-off.
TRUCK_CODE = "SBT"
CALLS_PER_LOOK = 2


def calls_for(interval_s: int) -> int:
    """Calls a day that looking what became of the vendor's orders costs, every `interval_s`."""
    return 86_400 // interval_s * CALLS_PER_LOOK


def certain_names(state: KometState) -> list[str]:
    """What the company calls products of which there is only one of that name."""
    names = [one.description for one in state.products.values() if one.company_id == COMPANY]
    known = Counter(name.casefold() for name in names)
    return [name for name in names if known[name.casefold()] == 1]


def join_vendor(engine: Engine, world: World, facts: dict[str, Any]) -> dict[str, Any]:
    """Join a vendor to the company of `facts` with a token of its own; its key, lines to paste.

    The token that `facts` had for it is taken back in Komet, and replaced.

    Raises:
        RuntimeError: saying what was found, if it can not be joined.
    """
    token = facts["tokens"]["vendor"] = KometPeople(world).make_token("Vendor", METHODS, VENDOR)
    state = world.partners["komet"].state
    request = VendorRequest(
        name="Axerrio",
        komet_url=facts["addresses"]["komet"],
        axerrio_url=facts["addresses"]["axerrio"],
        onboarding_key=facts["keys"]["axerrio"]["onboarding"],
        token=token,
        company_id=facts["ids"]["company"],
        vendor_id=VENDOR,
        account_id=ACCOUNT,
        carrier_id=_truck(state),
        customers={CUSTOMER_CODE: _buyer(state)},
        role="Admin",
        add_on=True,
        users=facts["users"],
    )
    report = connect_axerrio(engine, request)
    if report.connection is None:
        raise RuntimeError("; ".join(str(one) for one in report.findings if one.stops))
    return {
        "key": report.connection.supplier_key,
        "curl": list(_lines(world, facts)),
    }


def _truck(state: KometState) -> int:
    """The company's truck, or FedEx if it has none."""
    own = [one for one in state.carriers.values() if one.company_id == COMPANY and one.active]
    return next((one.id for one in own if one.code == TRUCK_CODE), FEDEX)


def _buyer(state: KometState) -> int:
    """The first customer beside the marketplace, or the marketplace if there is no other."""
    own = [one for one in state.customers.values() if one.company_id == COMPANY and one.active]
    return next((one.id for one in own if one.id != CUSTOMER), CUSTOMER)


def _lines(world: World, facts: Mapping[str, Any]) -> Iterator[str]:
    """Commands to paste one after the other: the first order of the vendor's, till it is here."""
    komet, axerrio = facts["addresses"]["komet"], facts["addresses"]["axerrio"]
    key = facts["keys"]["axerrio"]["desks"][ACCOUNT - 1]
    code = world.partners["axerrio"].state.accounts[ACCOUNT].code
    yield _act(axerrio, "axerrio/sell", _sale(world))
    approved = {"purchaseOrderId": FIRST["purchase_order"]}
    yield _act(komet, "komet/approve_purchase_order", approved)
    order = {"orderId": FIRST_ORDER}
    yield _act(axerrio, "axerrio/choose_boxes", order)
    yield _act(axerrio, "axerrio/print_labels", order)
    labels = f"{axerrio}/api/desk/labels.pdf?orderId={FIRST_ORDER}"
    yield f"curl -o labels.pdf -H 'Authorization: Bearer {key}' '{labels}'"
    yield _act(komet, "komet/receive_box", {"boxCode": f"{code}000001"})


def _sale(world: World) -> dict[str, Any]:
    """A sales order of two boxes, of an article the vendor lists by a name the company knows.

    If the company has several of every name, a person in Komet must say which one is meant.
    """
    known = certain_names(world.partners["komet"].state)
    article = {"code": "TRY", "description": known[0] if known else "Rose"}
    keep = world.partners["axerrio"].acts["keep_article"].call
    made = world.act("axerrio", "keep_article", msgspec.convert(article, keep))
    line = {"articleKey": made.articleKey, "boxType": "HB", "packages": 2, "content": 12}
    return {
        "connectionId": 1,
        "customer": {"code": CUSTOMER_CODE, "name": "Petal & Stem Florist"},
        "shipDate": Florists(world).usual_arrival().isoformat(),
        "lines": [line | {"stemsBunch": 25, "cost": 6.5}],
    }


def _act(address: str, name: str, fields: Mapping[str, Any]) -> str:
    return f"curl -d '{json.dumps(fields)}' '{address}/_lab/act/{name}'"
