"""Programs of the company and of a customer at its orders: what the engine never does itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from integration.lab.contract import published
from integration.lab.harness import Lab
from integration.lab.wire import Witness
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.contract.vendor_visits import COMPANY_TOKEN, answered

CUSTOMER_TOKEN = "the customer token"
DAY_S = 24 * 3600.0


def order_again() -> Witness:
    """Lines of a draft invoice come and go; a standing order is made, listed and emptied."""
    with Lab(witness=Witness(published())) as lab:
        _mend_an_invoice(lab)
        _make_a_standing_order(lab)
        assert lab.witness is not None
        return lab.witness


def _ask(lab: Lab, method: str, who: str = COMPANY_TOKEN, **fields: Any) -> dict[str, Any]:
    return dict(answered(lab.raw.komet(method, who, **fields)).value)


def _mend_an_invoice(lab: Lab) -> None:
    line = {"orderItemId": lab.komet.receive("stocks", 4), "boxes": 1, "price": 1}
    header = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": str(lab.komet.today())}
    made = _ask(lab, "invoice.create", **header, statusDraft=1, invoiceItems=[line])
    invoice = made["invoiceId"]
    item = _ask(lab, "invoice.item.add", invoiceId=invoice, **line)["invoiceItemId"]
    _ask(lab, "invoice.item.delete", invoiceId=invoice, invoiceItemId=item)
    _ask(lab, "invoice.checkout", invoiceNumber=made["invoiceNumber"])


def _make_a_standing_order(lab: Lab) -> None:
    line = {
        "productDescription": "Rose Freedom 50cm",
        "boxTypeCode": "HB",
        "unitType": "Bunch",
        "boxes": 1,
        "bunches": 12,
        "stemsBunch": 25,
    }
    day = lab.komet.today()
    again = {"startDate": str(day), "recurrence": 1, "truckDays": "Mon,Wed,Fri", "items": [line]}
    parties = {"customerId": CUSTOMER, "carrierId": FEDEX}
    order = _ask(lab, "v2/standing-order", CUSTOMER_TOKEN, **parties, **again)
    lab.pass_time(DAY_S)
    window = {"dateFrom": str(day), "dateTo": str(day + timedelta(days=9))}
    assert _ask(lab, "standing.order.list", **window)["standingOrders"]
    number = order["standingOrderNumber"]
    assert _ask(lab, "prebook.list", **window, soNumber=number)["prebooks"]
    item = order["items"][0]["standingOrderItemId"]
    ids = {"standingOrderId": order["standingOrderId"], "standingOrderItemId": item}
    _ask(lab, "v2/standing-order/item", **ids)
