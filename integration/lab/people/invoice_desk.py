"""The words of a company's program that makes an Invoice and mends it, line by line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from integration.lab.harness import Lab
from integration.lab.people.known import NotKnown
from integration.lab.raw import Heard
from mocks.komet.seed import CUSTOMER, FEDEX

COMPANY_TOKEN = "the company token"
#: An invoice's state in the words of Komet's screens, by what the list answers.
STATES = {0: "Pending Approval", 1: "Confirmed", 2: "Draft", 4: "Voided"}


class InvoiceDesk:
    """One invoice of the marketplace's customer, made by another program than the engine.

    Args:
        lab: where all of it happens.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._made: dict[str, Any] = {}
        self._lines: dict[str, int] = {}

    def makes(self, name: str, boxes: int, price: Decimal, *, draft: bool) -> None:
        """Make an invoice of one line that ships today."""
        self._made = self._asks(
            "invoice.create",
            customerId=CUSTOMER,
            carrierId=FEDEX,
            shipDate=str(self.lab.komet.today()),
            statusDraft=int(draft),
            invoiceItems=[self._line(name, boxes, price)],
        ).value
        self._lines = {name: self._made["invoiceItems"][0]["invoiceItemId"]}

    def adds(self, name: str, boxes: int, price: Decimal) -> None:
        """Add a line; Komet may refuse."""
        line = self._line(name, boxes, price)
        heard = self._asks("invoice.item.add", invoiceId=self._id, **line)
        if not heard.refused:
            self._lines[name] = heard.value["invoiceItemId"]

    def takes_off(self, name: str) -> None:
        """Delete the line of that name; Komet may refuse.

        Raises:
            NotKnown: if the invoice has no such line.
        """
        if name not in self._lines:
            raise NotKnown(f'the Invoice has no "{name}"')
        self._asks("invoice.item.delete", invoiceId=self._id, invoiceItemId=self._lines[name])

    def checks_out(self) -> None:
        """Let it wait for approval; Komet may refuse."""
        self._asks("invoice.checkout", invoiceNumber=self._made["invoiceNumber"])

    def confirms(self) -> None:
        """Confirm it; Komet may refuse."""
        self._asks("invoice.confirm", invoiceNumber=self._made["invoiceNumber"])

    def state(self) -> str:
        """How it stands, as Komet's screens call it."""
        return STATES[self._row()["status"]]

    def boxes(self) -> int:
        """Boxes on it."""
        return int(self._row()["totalBoxes"])

    def fee(self) -> Decimal:
        """The fee that stands for it."""
        fee = self.lab.komet.state.fees.get(("invoice", self._id))
        return Decimal(0) if fee is None or fee.returned else fee.amount

    @property
    def _id(self) -> int:
        if "invoiceId" not in self._made:
            raise NotKnown("there is no Invoice of this program yet")
        return int(self._made["invoiceId"])

    def _row(self) -> dict[str, Any]:
        rows = self.lab.raw.komet("invoice.list", COMPANY_TOKEN, orderId=self._id).value
        found: dict[str, Any] = rows["invoices"][0]
        return found

    def _line(self, name: str, boxes: int, price: Decimal) -> dict[str, Any]:
        lot = self.lab.komet.lot(name)
        return {"orderItemId": lot.id, "boxes": boxes, "price": float(price)}

    def _asks(self, method: str, **fields: Any) -> Heard:
        return self.lab.raw.komet(method, COMPANY_TOKEN, **fields)
