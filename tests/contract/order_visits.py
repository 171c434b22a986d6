"""A program of the company mends its orders: what the engine never does itself."""

from __future__ import annotations

from integration.lab.harness import Lab
from mocks.komet.seed import CUSTOMER, FEDEX
from tests.contract.vendor_visits import COMPANY_TOKEN, answered


def visit_orders(lab: Lab) -> None:
    """Lines of a draft invoice come and go, and it is checked out."""

    def ask(method: str, **fields: object) -> dict[str, int]:
        return dict(answered(lab.raw.komet(method, COMPANY_TOKEN, **fields)).value)

    day = lab.komet.today().isoformat()
    line = {"orderItemId": lab.komet.receive("stocks", 4), "boxes": 1, "price": 1}
    header = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": day}
    made = ask("invoice.create", **header, statusDraft=1, invoiceItems=[line])
    invoice = made["invoiceId"]
    item = ask("invoice.item.add", invoiceId=invoice, **line)["invoiceItemId"]
    ask("invoice.item.delete", invoiceId=invoice, invoiceItemId=item)
    ask("invoice.checkout", invoiceNumber=made["invoiceNumber"])
