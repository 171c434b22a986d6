"""A short day of a vendor that calls every operation of the purchase side, and the vendor's desk's.

The engine makes, buys, changes and ships; people and their programs do what the engine leaves to
them.
"""

from __future__ import annotations

from integration.lab.contract import published
from integration.lab.harness import Lab
from integration.lab.people.vendor_people import (
    CUSTOMER_CODE,
    FREEDOM,
    MONDIAL,
    VENDOR_ID,
    VendorPeople,
    mixed,
    solid,
)
from integration.lab.raw import Heard
from integration.lab.wire import Witness
from mocks.axerrio.build import keys_of
from mocks.komet.seed import COMPANY

ROUND_S = 600.0
COMPANY_TOKEN = "the company token"


def answered(heard: Heard) -> Heard:
    """What was heard, if the partner did not refuse."""
    assert not heard.refused, heard.message
    return heard


def vend() -> Witness:
    """Both options, a change, a withdrawal, codes Komet gave; then the vendor's desk."""
    with Lab(witness=Witness(published())) as lab:
        people = VendorPeople(lab)
        people.joins()
        needed = people.books()
        number = people.sells(solid(), solid(articleKey=MONDIAL, packages=3))
        lab.pass_time(ROUND_S)
        people.maps_everything()
        first, second = _ordered(people, number), people.sells(mixed())
        people.changes(number, solid(lineId=1, packages=8), solid(lineId=2, packages=3))
        lab.komet.does("delete_prebook_line", prebookItemId=needed)
        lab.pass_time(ROUND_S)
        assert people.line(second).state == "waiting_approval"
        assert first not in _ordered(people, number)
        _visit_procurement(people, number)
        _visit_desk(people, number)
        assert lab.witness is not None
        return lab.witness


def _ordered(people: VendorPeople, number: int) -> set[int | None]:
    return {line.told.po_item_id for line in people.order(number).lines}


def _visit_procurement(people: VendorPeople, number: int) -> None:
    """The company's programs: what no vendor's token is good for, and codes given by Komet."""
    lab = people.lab

    def ask(method: str, **fields: object) -> Heard:
        return answered(lab.raw.komet(method, COMPANY_TOKEN, **fields))

    (changed,) = [one for one in people.bought() if one.boxes == 8]
    for place in range(len(people.purchases())):
        if people.purchases()[place].status == "PA":
            people.approves(place)
    ask("purchase.order.item.price.update", purchaseOrderItemId=changed.id, price=7.5)
    ask("purchase.order.item.reference.update", purchaseOrderItemId=changed.id, reference="R1")
    ask("purchase.order.item.confirm", poItemId=changed.id, quantityConfirmed=8)
    ask("purchase.order.va.details.list", purchaseOrderItemIds=str(changed.id))
    shipped = {"poItemId": changed.id, "awb": "x", "shipDate": str(people.ship_date())}
    given = ask("purchase.order.item.awb.add", **shipped).value["boxCodes"]
    tag = {"boxCode": given[0], "externalCode": "E1"}
    ask("box.externalcode.update", boxes=[tag])
    lab.pass_time(ROUND_S)
    people.labels(number)
    lab.pass_time(ROUND_S)
    assert people.line(number).state == "shipped"
    _make_prebooks(people)


def _make_prebooks(people: VendorPeople) -> None:
    """A shop's program makes prebooks of any day at once."""
    parts = ("Street", "City", "State", "Zipcode", "Country")
    address = {f"customer{kind}{part}": part for kind in ("Billing", "Shipping") for part in parts}
    customer = min(
        (one for one in people.lab.komet.state.customers.values() if one.company_id == COMPANY),
        key=lambda one: one.id,
    )
    line = {
        "carrierCode": "FDX",
        "carrierName": "FedEx",
        "shipDate": str(people.ship_date()),
        "vendorId": VENDOR_ID + 1,
        "productDescription": "Rose Freedom 50cm",
        "boxTypeCode": "HB",
        "unitType": "Bunch",
        "boxes": 1,
        "bunches": 12,
        "stemsBunch": 25,
    }
    answered(
        people.lab.raw.komet(
            "multiple.prebooks.create",
            COMPANY_TOKEN,
            customerCode=customer.code,
            customerName=customer.name,
            **address,
            customerPhone="5185550100",
            shipViaId=0,
            prebookItems=[line],
        )
    )


def _visit_desk(people: VendorPeople, shipped: int) -> None:
    """The vendor's own programs at its desk, from an article to a label."""
    lab = people.lab
    desk = str(keys_of(people.state)["desks"][0])

    def ask(path: str, **fields: object) -> Heard:
        return answered(lab.raw.ask_bearer("axerrio", path, desk, **fields))

    assert ask("desk/articles").value["articles"]
    ask("desk/article", articleKey=FREEDOM, longDescription="A red rose")
    order = {
        "connectionId": 1,
        "customer": {"code": CUSTOMER_CODE, "name": "Peña"},
        "shipDate": str(people.ship_date()),
    }
    number = ask("desk/order/create", **order, lines=[solid(packages=2)]).value["orderId"]
    ask("desk/order/change", orderId=number, comments="first in the morning")
    lab.pass_time(ROUND_S)
    people.approves()
    lab.pass_time(ROUND_S)
    ask("desk/boxes", orderId=number)
    ask("desk/labels", orderId=number)
    for paper in ("pdf", "zpl"):
        ask(f"desk/labels.{paper}", orderId=number)
    assert ask("desk/order", orderId=number).value["orderId"] == number
    assert len(ask("desk/orders").value["orders"]) >= 2
    cancelled = ask("desk/order/create", **order, lines=[solid()]).value["orderId"]
    ask("desk/order/cancel", orderId=cancelled)
    key = next(one.supplier_key for one in lab.store.connections())
    answered(lab.raw.ask_bearer("axerrio", "integration/status", key))
    lab.pass_time(ROUND_S)
    assert people.line(shipped).state == "shipped"
